#include "branding/brand_store.h"

#include "base/json.h"

namespace steward::branding {
namespace {

using domain::Brand;
using domain::BrandState;

Result<Brand> brandIn(const sql::Row& row, std::string_view column) {
    auto brand = json::read<Brand>(row.text(column));
    if (!brand) return fail(ErrorCode::storage, "The stored brand could not be read.", brand.error().detail);
    return brand;
}

}  // namespace

Brand initialBrand(const std::string& tenantName) {
    Brand brand;
    brand.productName = tenantName;
    brand.headline = "Everything in one place.";
    brand.welcome = "Welcome back to " + tenantName + ".";
    brand.emailFooter = "You receive this message because you have an account at " + tenantName + ".";
    return brand;
}

std::int64_t differences(const Brand& a, const Brand& b) {
    std::int64_t count = 0;
    boost::mp11::mp_for_each<Members<Brand>>([&](auto d) { count += a.*d.pointer != b.*d.pointer; });
    return count;
}

Result<std::optional<NamedBrand>> findBrand(sql::Connection& connection, const sql::TenantScope& scope,
                                            const std::string& tenantId) {
    STEWARD_TRY(
        const auto rows,
        connection.query(sql::tenantOwned("SELECT t.name, b.* FROM tenants t LEFT JOIN brands b ON b.tenant_id = t.id"
                                          " WHERE t.id = ?1 AND :tenant(t.id)"),
                         scope, {tenantId}));
    if (rows.empty()) return std::nullopt;
    const sql::Row row = rows[0];
    NamedBrand found{row.get<std::string>("name"), {}};
    auto& state = found.state;
    state.tenantId = tenantId;
    if (row.isNull("tenant_id")) {
        state.draft = state.published = initialBrand(found.tenantName);
        return std::optional(std::move(found));
    }
    STEWARD_TRY(state.draft, brandIn(row, "draft"));
    STEWARD_TRY(state.published, brandIn(row, "published"));
    state.version = row.integer("version");
    state.draftRevision = row.integer("draft_revision");
    state.changes = differences(state.draft, state.published);
    state.draftSavedAt = row.get<std::optional<Time>>("draft_saved_at");
    state.draftSavedBy = row.text("draft_saved_by");
    state.publishedAt = row.get<std::optional<Time>>("published_at");
    state.publishedBy = row.text("published_by");
    return std::optional(std::move(found));
}

Result<> saveBrand(sql::Connection& connection, const sql::TenantScope& scope, const BrandState& s) {
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned(
            "INSERT INTO brands (tenant_id, draft, draft_revision, draft_saved_at, draft_saved_by, published,"
            " version, published_at, published_by) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE :tenant(?1)"
            " ON CONFLICT (tenant_id) DO UPDATE SET draft = excluded.draft,"
            " draft_revision = excluded.draft_revision, draft_saved_at = excluded.draft_saved_at,"
            " draft_saved_by = excluded.draft_saved_by, published = excluded.published,"
            " version = excluded.version, published_at = excluded.published_at,"
            " published_by = excluded.published_by"),
        scope,
        {s.tenantId, json::write(s.draft), s.draftRevision, s.draftSavedAt, s.draftSavedBy, json::write(s.published),
         s.version, s.publishedAt, s.publishedBy}));
    return {};
}

Result<std::optional<Brand>> publishedBrand(sql::Connection& connection, const sql::TenantScope& scope,
                                            const std::string& tenantId) {
    STEWARD_TRY(const auto rows,
                connection.query(sql::tenantOwned("SELECT published FROM brands"
                                                  " WHERE tenant_id = ?1 AND version > 0 AND :tenant(tenant_id)"),
                                 scope, {tenantId}));
    if (rows.empty()) return std::nullopt;
    STEWARD_TRY(auto brand, brandIn(rows[0], "published"));
    return std::optional(std::move(brand));
}

Result<> eachPublished(sql::Connection& connection, const sql::TenantScope& scope, const report::SqlCondition& tenants,
                       const std::function<Result<>(const std::string& slug, const Brand& brand)>& onBrand) {
    const std::string text =
        "SELECT t.slug, b.published FROM brands b JOIN tenants t ON t.id = b.tenant_id"
        " WHERE b.version > 0 AND :tenant(b.tenant_id) AND " +
        tenants.text;
    return connection.each(sql::tenantOwned(text), scope, tenants.parameters, [&](const sql::Row& row) -> Result<> {
        STEWARD_TRY(const Brand brand, brandIn(row, "published"));
        return onBrand(std::string(row.text(0)), brand);
    });
}

Result<> insertVersion(sql::Connection& connection, const sql::TenantScope& scope, const std::string& tenantId,
                       const domain::BrandVersion& version) {
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned("INSERT INTO brand_versions (tenant_id, version, brand, published_at, published_by)"
                         " SELECT ?1, ?2, ?3, ?4, ?5 WHERE :tenant(?1)"),
        scope, {tenantId, version.version, json::write(version.brand), version.publishedAt, version.publishedBy}));
    return {};
}

Result<std::vector<domain::BrandVersion>> versionsOf(sql::Connection& connection, const sql::TenantScope& scope,
                                                     const std::string& tenantId) {
    STEWARD_TRY(
        const auto rows,
        connection.query(
            sql::tenantOwned("SELECT v.version, v.brand, v.published_at, v.published_by, a.id AS audit_id"
                             " FROM brand_versions v LEFT JOIN audit a ON a.entity = 'brand'"
                             " AND a.entity_id = v.tenant_id AND a.version_after = v.version"
                             " WHERE v.tenant_id = ?1 AND :tenant(v.tenant_id) ORDER BY v.version DESC LIMIT 100"),
            scope, {tenantId}));
    std::vector<domain::BrandVersion> versions;
    for (const sql::Row row : rows) {
        domain::BrandVersion version{row.integer("version"),
                                     {},
                                     row.get<Time>("published_at"),
                                     row.get<std::string>("published_by"),
                                     row.get<std::optional<std::string>>("audit_id")};
        STEWARD_TRY(version.brand, brandIn(row, "brand"));
        versions.push_back(std::move(version));
    }
    return versions;
}

}  // namespace steward::branding

// The configuration as the platform says it, straight from a database.
#include "domain/configuration.h"
#include "branding/brand_handler.h"
#include "branding/brand_store.h"
#include "plans/configuration.h"
#include "tenancy/subscription_plan_handler.h"
#include "tenancy/tenant_handler.h"
#include "tests/plans/platform_database.h"
#include "users/role_handler.h"
#include "users/role_store.h"

using namespace steward;
using domain::Permission;
using domain::PermissionSet;

namespace {

struct Platform : test::PlatformDatabase {
    tenancy::SubscriptionPlanHandler planHandler;
    tenancy::TenantHandler tenantHandler{clock};
    users::RoleHandler roleHandler;
    branding::BrandHandler brandHandler;

    Result<std::string> text(const contract::ConfigurationRequest& request = {},
                             const domain::Principal& principal = test::platformOperator()) {
        const auto scope = principal.tenantId ? sql::TenantScope::one(*principal.tenantId) : sql::TenantScope::all();
        return plans::writeConfiguration(db, {&planHandler, &tenantHandler, &roleHandler, &brandHandler}, scope,
                                         principal, request, clock.now());
    }
    domain::Configuration configuration(const contract::ConfigurationRequest& request = {},
                                        const domain::Principal& principal = test::platformOperator()) {
        const auto written = text(request, principal);
        test::require(written);
        const auto read = json::read<domain::Configuration>(*written, json::Unknown::refuse);
        test::require(read);
        return *read;
    }
    void addRole(const std::string& id, const std::string& tenantId, const std::string& name) {
        test::require(users::insertRole(db, {id, tenantId, name, "For " + name, {Permission::signedIn}, 1}));
    }
    void publish(const std::string& tenantId, const std::string& name) {
        const auto scope = sql::TenantScope::one(tenantId);
        domain::BrandState state;
        state.tenantId = tenantId;
        state.published.productName = state.draft.productName = name;
        state.version = name.empty() ? 0 : 1;
        test::require(branding::saveBrand(db, scope, state));
    }
    void setStatus(domain::Tenant tenant, domain::TenantStatus status) {
        tenant.status = status;
        ++tenant.version;
        test::require(tenancy::updateTenant(db, tenant, clock.now()));
    }
};

template <class T>
std::vector<std::string> keysOf(const std::optional<std::map<std::string, T>>& part) {
    std::vector<std::string> keys;
    if (part)
        for (const auto& [key, ignored] : *part)
            keys.push_back(key);
    return keys;
}

using Keys = std::vector<std::string>;

}  // namespace

class PlansConfigurationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsSetIsThereAndNothingElse() {
        Platform platform;
        const auto first = platform.addTenant("Tarnwick Foods");
        const auto second = platform.addTenant("Quillmark Press");
        platform.setStatus(platform.addTenant("Old Mill"), domain::TenantStatus::archived);
        platform.addRole("rol_1", first.id, "Report / desk");
        platform.addRole("rol_2", {}, "Night shift");
        platform.addRole("rol_3", {}, "a/b");
        platform.publish(first.id, "Tarnwick");
        platform.publish(second.id, {});
        const auto configuration = platform.configuration();
        QCOMPARE(keysOf(configuration.plans), (Keys{"enterprise", "free", "scale", "team"}));
        QCOMPARE(keysOf(configuration.tenants), (Keys{first.slug, second.slug}));
        QCOMPARE(keysOf(configuration.roles), (Keys{"/a/b", "Night shift", first.slug + "/Report / desk"}));
        QCOMPARE(keysOf(configuration.brands), Keys{first.slug});
        QCOMPARE(configuration.tenants->at(first.slug).name, std::string("Tarnwick Foods"));
        QCOMPARE(configuration.tenants->at(first.slug).seatsLimit, first.seatsLimit);
        QCOMPARE(configuration.brands->at(first.slug).productName, std::string("Tarnwick"));
        QCOMPARE(platform.text().value(), platform.text().value());
        for (const auto& id : {first.id, second.id, std::string("rol_1")})
            QVERIFY(platform.text()->find(id) == std::string::npos);
    }

    void aFilterAndKindsNarrowIt() {
        Platform platform;
        const auto first = platform.addTenant("Tarnwick Foods");
        const auto second = platform.addTenant("Quillmark Press");
        platform.addRole("rol_1", first.id, "Desk");
        platform.addRole("rol_2", second.id, "Desk");
        platform.addRole("rol_3", {}, "Night shift");
        const auto narrow = platform.configuration({.tenants = "slug=" + second.slug, .kinds = "roles,tenants"});
        QVERIFY(!narrow.plans && !narrow.brands);
        QCOMPARE(keysOf(narrow.tenants), Keys{second.slug});
        QCOMPARE(keysOf(narrow.roles), (Keys{"Night shift", second.slug + "/Desk"}));
        const auto none = platform.configuration({.tenants = "slug=-"});
        QVERIFY(none.tenants && none.tenants->empty() && none.brands->empty());
        QCOMPARE(platform.text({.kinds = "shoes"}).error().fields.at(0).path, std::string("/kinds"));
        QCOMPARE(platform.text({.tenants = "slug"}).error().fields.at(0).path, std::string("/tenants"));
    }

    void peopleSeeTheirOwnAndWhatTheyMayRead() {
        Platform platform;
        const auto own = platform.addTenant("Tarnwick Foods");
        const auto foreign = platform.addTenant("Quillmark Press");
        for (const auto& tenant : {own, foreign}) {
            platform.addRole("rol_" + tenant.slug, tenant.id, "Desk");
            platform.publish(tenant.id, "Brand");
        }
        platform.addRole("rol_3", {}, "Night shift");
        const auto admin = test::adminOf(own.id);
        const auto all = platform.configuration({}, admin);
        QCOMPARE(keysOf(all.tenants), Keys{own.slug});
        QCOMPARE(keysOf(all.roles), Keys{own.slug + "/Desk"});
        QCOMPARE(keysOf(all.brands), Keys{own.slug});
        QVERIFY(platform.configuration({.tenants = "slug=" + foreign.slug}, admin).tenants->empty());
        auto viewer = admin;
        viewer.permissions = domain::permissionsOf(domain::Role::viewer);
        const auto seen = platform.configuration({}, viewer);
        QVERIFY(seen.tenants && seen.plans && !seen.roles && !seen.brands);
        QCOMPARE(platform.text({.kinds = "roles"}, viewer).error().code, ErrorCode::forbidden);
    }

    void tooMuchIsRefusedAndSaysHowToGetLess() {
        Platform platform;
        auto transaction = platform.db.writeTransaction();
        STEWARD_VERIFY(transaction);
        for (std::size_t i = 0; i < domain::mostConfigurationEntries; ++i)
            platform.addTenant("Tenant " + std::to_string(i));
        STEWARD_VERIFY(transaction->commit());
        const auto all = platform.text();
        QCOMPARE(all.error().code, ErrorCode::unprocessable);
        QCOMPARE(all.error().fields.at(0).path, std::string("/tenants"));
        QCOMPARE(platform.configuration({.kinds = "tenants"}).tenants->size(), domain::mostConfigurationEntries);
        QCOMPARE(keysOf(platform.configuration({.tenants = "slug=tenant-7"}).tenants), Keys{"tenant-7"});
    }
};

QTEST_GUILESS_MAIN(PlansConfigurationTest)
#include "configuration_test.moc"

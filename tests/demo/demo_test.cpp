// Demo data: equal for equal seeds, whole in itself, and like the pictures where they can be seen.
#include <set>

#include "audit/audit_store.h"
#include "branding/brand_store.h"
#include "demo/demo_data.h"
#include "demo/demo_tenants.h"
#include "demo/names.h"
#include "domain/rules.h"
#include "metrics/migrations.h"
#include "tests/plans/platform_database.h"

using namespace steward;

namespace {

const auto everybody = sql::TenantScope::all();

struct Platform : test::PlatformDatabase {
    Platform() : PlatformDatabase(withMetrics()) {}
    static test::MigrationLists withMetrics() {
        auto lists = test::allMigrations();
        lists.push_back(&metrics::migrations());
        return lists;
    }
    Result<demo::DemoCounts> load(std::uint64_t seed = 1, std::int64_t tenantCount = 40) {
        STEWARD_TRY(auto transaction, db.writeTransaction());
        STEWARD_TRY(const auto counts,
                    demo::loadDemoData(db, {.tenants = tenantCount, .seed = seed, .usageDays = 5}, clock.now()));
        STEWARD_CHECK(transaction.commit());
        return counts;
    }
    std::string one(const std::string& text) {
        return db.query(sql::tenantOwned(text), everybody).value()[0].get<std::string>(0);
    }
    // The first column of all rows, each with a comma behind it.
    std::string list(const std::string& text) {
        std::string all;
        const auto rows = db.query(sql::tenantOwned(text), everybody).value();
        for (const sql::Row row : rows)
            all.append(row.text(0)).append(",");
        return all;
    }
    std::int64_t number(const std::string& text) {
        return db.query(sql::tenantOwned(text), everybody).value()[0].integer(0);
    }
};

}  // namespace

class DemoTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesAndSlugsAreUniqueUpToTheLimit() {
        std::set<std::string> slugs;
        for (std::uint64_t i = 0; i < 100'000; ++i) {
            const std::string slug = demo::slugOf(demo::companyName(i));
            QVERIFY2(domain::isSlug(slug), slug.c_str());
            QVERIFY2(slugs.insert(slug).second, slug.c_str());
        }
        QCOMPARE(demo::slugOf("Pike & Marrow"), std::string("pike-marrow"));
        QCOMPARE(demo::mailboxOf("Ines Moreau"), std::string("ines.moreau"));
    }

    void tenantsKeepTheirRules() {
        const Time now = test::ManualClock().now();
        for (const auto& tenant : demo::makeTenants(300, 7, now)) {
            const auto errors = domain::check(tenant);
            QVERIFY2(errors.empty(), errors.empty() ? "" : (tenant.name + errors.front().path).c_str());
            QVERIFY(tenant.createdAt <= now && tenant.lastActiveAt <= now);
        }
        for (const auto& brand : demo::makeBrands(demo::makeTenants(20, 1, now)))
            QVERIFY(domain::check(brand.published.back()).empty());
    }

    void equalSeedsGiveEqualPlatforms() {
        Platform first;
        Platform second;
        STEWARD_VERIFY(first.load());
        STEWARD_VERIFY(second.load());
        for (const auto* text :
             {"SELECT id || name || mrr_minor || version FROM tenants ORDER BY id",
              "SELECT id || email FROM users ORDER BY id", "SELECT sum(quantity * day) || '' FROM usage",
              "SELECT hash FROM audit_head", "SELECT sum(mrr_minor * month) || '' FROM subscription_months"})
            QCOMPARE(first.list(text), second.list(text));
        Platform other;
        STEWARD_VERIFY(other.load(2));
        QVERIFY(other.one("SELECT hash FROM audit_head") != first.one("SELECT hash FROM audit_head"));
    }

    void everythingFitsTogether() {
        Platform platform;
        const auto counts = platform.load();
        STEWARD_VERIFY(counts);
        QCOMPARE(counts->tenants, 40);
        QCOMPARE(platform.number("SELECT count(*) FROM tenants"), counts->tenants);
        QCOMPARE(platform.number("SELECT count(*) FROM users"), counts->users);
        QCOMPARE(platform.number("SELECT count(*) FROM usage"), counts->usage);
        QCOMPARE(platform.number("SELECT count(*) FROM subscription_months"), counts->subscriptionMonths);
        QCOMPARE(platform.number("SELECT count(*) FROM tenants t WHERE users <> (SELECT count(*) FROM users u WHERE "
                                 "u.tenant_id = t.id)"),
                 0);
        QCOMPARE(platform.number(
                     "SELECT count(*) FROM tenants t WHERE mrr_minor <> (SELECT mrr_minor FROM subscription_months m"
                     " WHERE m.tenant_id = t.id ORDER BY month DESC LIMIT 1)"),
                 0);
        QCOMPARE(platform.number(
                     "SELECT count(*) FROM audit a JOIN tenants t ON t.id = a.entity_id WHERE a.entity = 'tenant'"
                     " AND a.version_after > t.version"),
                 0);
        QVERIFY(counts->auditEntries > 100);
        const auto verified = audit::verify(platform.db);
        STEWARD_VERIFY(verified);
        QVERIFY2(verified->intact, verified->detail.c_str());
        QCOMPARE(verified->entries, counts->auditEntries);
        QCOMPARE(platform.number("SELECT count(*) FROM metric_rollups"), 40 * 24);
    }

    void thePicturesComeFirst() {
        Platform platform;
        STEWARD_VERIFY(platform.load());
        QCOMPARE(platform.list("SELECT name FROM tenants ORDER BY mrr_minor DESC LIMIT 3"),
                 std::string("Tarnwick Foods,Lindenmoor Energy,Oxbarrow Freight,"));
        QCOMPARE(platform.one("SELECT owner_email FROM tenants WHERE slug = 'tarnwick'"),
                 std::string("ines.moreau@tarnwick.example"));
        const auto id = platform.one("SELECT id FROM tenants WHERE slug = 'fernhollow'");
        const auto brand = branding::findBrand(platform.db, everybody, id);
        STEWARD_VERIFY(brand);
        QCOMPARE((*brand)->state.version, 14);
        QCOMPARE((*brand)->state.changes, 7);
    }

    void aPlatformWithDataIsLeftAlone() {
        Platform platform;
        platform.addTenant("Already here");
        const auto counts = platform.load();
        STEWARD_VERIFY(counts);
        QCOMPARE(counts->tenants, 0);
        QCOMPARE(platform.number("SELECT count(*) FROM tenants"), 1);
    }
};

QTEST_GUILESS_MAIN(DemoTest)
#include "demo_test.moc"

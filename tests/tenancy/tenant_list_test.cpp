// Lists and searches of tenants on a real database.
#include "tenancy/tenant_list.h"
#include "tenancy/find.h"
#include "tests/plans/platform_database.h"

using namespace steward;

namespace {

const auto everybody = sql::TenantScope::all();

struct Platform : test::PlatformDatabase {
    Platform() {
        for (const auto* name :
             {"Tarnwick Foods", "Lindenmoor Energy", "Oxbarrow Freight", "Ravenholt Insurance", "Quillmark Press"})
            all.push_back(addTenant(name));
    }
    using Page = contract::Page<domain::Tenant>;
    Result<Page> list(const contract::ListRequest& request, const sql::TenantScope& scope = everybody) {
        STEWARD_TRY(const auto text, tenancy::listTenants(db, scope, request, clock.now()));
        return json::read<Page>(text, json::Unknown::refuse);
    }
    std::vector<std::string> walk(const std::string& sort, std::int64_t limit) {
        std::vector<std::string> names;
        contract::ListRequest request{limit, {}, sort, {}};
        do {
            const auto page = list(request).value();
            for (const auto& tenant : page.items)
                names.push_back(tenant.name);
            request.cursor = page.nextCursor;
        } while (request.cursor);
        return names;
    }
    contract::FoundList find(const std::string& text, const domain::Principal& principal = test::platformOperator(),
                             const sql::TenantScope& scope = everybody) {
        return tenancy::find(db, scope, principal, {text, {}}).value();
    }
    void addUser(const std::string& id, const std::string& tenantId, const std::string& name,
                 const std::string& email) {
        test::require(
            db.execute(sql::tenantOwned("INSERT INTO users (id, tenant_id, name, email, role, status, created_at)"
                                        " VALUES (?1, ?2, ?3, ?4, 'viewer', 'active', 0)"),
                       everybody, {id, tenantId, name, email}));
    }
    std::vector<domain::Tenant> all;
};

}  // namespace

class TenantListTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theTextIsAPageOfTenants() {
        Platform platform;
        const auto page = platform.list({});
        STEWARD_VERIFY(page);
        QCOMPARE(page->total, 5);
        QVERIFY(page->totalIsExact);
        QVERIFY(!page->nextCursor);
        QCOMPARE(page->items.front().name, std::string("Lindenmoor Energy"));
        QCOMPARE(page->items.back(), platform.tenant(platform.all.front().id));
    }

    void pagesNeitherRepeatNorSkip() {
        Platform platform;
        const std::vector<std::string> byName{"Lindenmoor Energy", "Oxbarrow Freight", "Quillmark Press",
                                              "Ravenholt Insurance", "Tarnwick Foods"};
        QCOMPARE(platform.walk("name", 2), byName);
        QCOMPARE(platform.walk("-name", 2), std::vector<std::string>(byName.rbegin(), byName.rend()));
        for (const auto* sort : {"mrr", "-mrrMinor", "users", "plan", "status", "region", "createdAt", "-lastActiveAt",
                                 "renewsAt", "-renewsAt"})
            QCOMPARE(platform.walk(sort, 2).size(), std::size_t(5));
    }

    void filtersCountExactly() {
        Platform platform;
        const auto page = platform.list({2, {}, {}, "status=active;search~e"});
        STEWARD_VERIFY(page);
        QCOMPARE(page->items.size(), std::size_t(2));
        QVERIFY(page->total >= 3);
        QCOMPARE(platform.list({{}, {}, {}, "name~TARN"})->total, 1);
        QCOMPARE(platform.list({{}, {}, {}, "plan in (scale,enterprise)"})->total, 0);
    }

    void theLimitThatIsUsedMostCounts() {
        Platform platform;
        const auto set = [&](std::size_t index, const std::string& values) {
            test::require(
                platform.db.execute(sql::tenantOwned("UPDATE tenants SET " + values + " WHERE :tenant(id) AND id = ?1"),
                                    everybody, {platform.all[index].id}));
        };
        for (std::size_t i = 0; i < platform.all.size(); ++i)
            set(i, "users = 0, seats_limit = 10, api_calls_used = 0, storage_used = 0, webhooks_used = 0");
        set(0, "users = 9");
        set(1, "users = 8, storage_used = 95 * 1024 * 1024, storage_limit = 100 * 1024 * 1024");
        set(2, "webhooks_used = 1000, webhooks_limit = 0");
        set(3, "api_calls_used = 11, api_calls_limit = 10");
        const auto count = [&](const std::string& filter) { return platform.list({{}, {}, {}, filter})->total; };
        QCOMPARE(count("limitUse>=90"), 3);
        QCOMPARE(count("limitUse>=91"), 2);
        QCOMPARE(count("limitUse>100"), 1);
        QCOMPARE(count("limitUse=95"), 1);
        QCOMPARE(count("limitUse<=10"), 2);
        QCOMPARE(platform.list({{}, {}, {}, "limitUse>=many"}).error().fields.front().path, std::string("/filter"));
    }

    void badRequestsSayWhere_data() {
        QTest::addColumn<QByteArray>("sort");
        QTest::addColumn<QByteArray>("filter");
        QTest::addColumn<QByteArray>("cursor");
        QTest::addColumn<qint64>("limit");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("sort") << QByteArray("shoeSize") << QByteArray() << QByteArray() << qint64(5)
                              << QByteArray("/sort");
        QTest::newRow("filter") << QByteArray("name") << QByteArray("status=active;plan") << QByteArray() << qint64(5)
                                << QByteArray("/filter");
        QTest::newRow("filter value") << QByteArray("name") << QByteArray("status=asleep") << QByteArray() << qint64(5)
                                      << QByteArray("/filter");
        QTest::newRow("cursor") << QByteArray("name") << QByteArray() << QByteArray("!!!") << qint64(5)
                                << QByteArray("/cursor");
        QTest::newRow("limit") << QByteArray("name") << QByteArray() << QByteArray() << qint64(501)
                               << QByteArray("/limit");
    }
    void badRequestsSayWhere() {
        QFETCH(QByteArray, sort);
        QFETCH(QByteArray, filter);
        QFETCH(QByteArray, cursor);
        QFETCH(qint64, limit);
        QFETCH(QByteArray, path);
        Platform platform;
        contract::ListRequest request{limit, {}, sort.toStdString(), filter.toStdString()};
        if (!cursor.isEmpty()) request.cursor = cursor.toStdString();
        const auto page = platform.list(request);
        QVERIFY(!page);
        QCOMPARE(page.error().code, ErrorCode::invalid);
        QCOMPARE(page.error().fields.front().path, path.toStdString());
    }

    void aCursorBelongsToItsSort() {
        Platform platform;
        const auto page = platform.list({2, {}, "name", {}});
        const auto other = platform.list({2, page->nextCursor, "-name", {}});
        QCOMPARE(other.error().fields.front().path, std::string("/cursor"));
    }

    void aTenantSeesItself() {
        Platform platform;
        const auto mine = sql::TenantScope::one(platform.all[2].id);
        const auto page = platform.list({{}, {}, {}, "status=active"}, mine);
        STEWARD_VERIFY(page);
        QCOMPARE(page->total, 1);
        QCOMPARE(page->items.front().id, platform.all[2].id);
        QCOMPARE(platform.list({{}, {}, {}, "id=" + platform.all[0].id}, mine)->total, 0);
    }

    void everyKindOfTextIsFound() {
        Platform platform;
        const auto& tarnwick = platform.all.front();
        platform.addUser("usr_06f4q3k8h5y7m2c9r1v8w0x3za", tarnwick.id, "Nadia Brandt",
                         "nadia.brandt@tarnwick.example");
        const auto first = [&](const std::string& text) {
            const auto found = platform.find(text);
            return found.items.empty() ? std::string() : found.items.front().kind + " " + found.items.front().title;
        };
        QCOMPARE(first(tarnwick.id), std::string("tenant Tarnwick Foods"));
        QCOMPARE(first("  " + QByteArray::fromStdString(tarnwick.id).toUpper().toStdString()),
                 std::string("tenant Tarnwick Foods"));
        QCOMPARE(first(tarnwick.domain), std::string("tenant Tarnwick Foods"));
        QCOMPARE(first(tarnwick.slug), std::string("tenant Tarnwick Foods"));
        QCOMPARE(first("TARNW"), std::string("tenant Tarnwick Foods"));
        QCOMPARE(first("Nadia.Brandt@Tarnwick.example"), std::string("user Nadia Brandt"));
        QCOMPARE(first("nadia b"), std::string("user Nadia Brandt"));
        QCOMPARE(first("usr_06f4q3"), std::string("user Nadia Brandt"));
        QCOMPARE(first("nobody at all"), std::string());
        const auto uuid = parseId("ten", tarnwick.id).value();
        QString text = QString::fromLatin1(QByteArray(reinterpret_cast<const char*>(uuid.data()), 16).toHex());
        for (const int at : {8, 13, 18, 23})
            text.insert(at, u'-');
        QCOMPARE(first(text.toStdString()), std::string("tenant Tarnwick Foods"));
    }

    void findingStaysInScopeAndPermission() {
        Platform platform;
        platform.addUser("usr_1", platform.all[0].id, "Nadia Brandt", "nadia@tarnwick.example");
        const auto mine = sql::TenantScope::one(platform.all[1].id);
        QVERIFY(platform.find(platform.all[0].id, test::adminOf(platform.all[1].id), mine).items.empty());
        QVERIFY(platform.find("nadia", test::adminOf(platform.all[1].id), mine).items.empty());
        auto viewer = test::adminOf(platform.all[0].id);
        viewer.role = domain::Role::viewer;
        viewer.permissions = domain::permissionsOf(viewer.role);
        QVERIFY(platform.find("nadia", viewer, sql::TenantScope::one(platform.all[0].id)).items.empty());
        QCOMPARE(tenancy::find(platform.db, everybody, test::platformOperator(), {"", {}}).error().fields.front().path,
                 std::string("/text"));
    }
};

QTEST_GUILESS_MAIN(TenantListTest)
#include "tenant_list_test.moc"

// Lists of users on a real database: found by any part of their texts, read from anywhere, counted honestly.
#include "identity/user_directory.h"
#include "tests/plans/platform_database.h"

using namespace steward;

namespace {

const auto everybody = sql::TenantScope::all();

struct Platform : test::PlatformDatabase {
    Platform() : here(addTenant("Tarnwick Foods")), there(addTenant("Lindenmoor Energy")) {}

    void run(const std::string& statement, sql::Params values) {
        test::require(db.execute(sql::tenantOwned(statement), everybody, values));
    }
    void addUser(const std::string& id, const domain::Tenant& tenant, const std::string& name,
                 const std::string& email) {
        run("INSERT INTO users (id, tenant_id, name, email, role, status, created_at)"
            " VALUES (?1, ?2, ?3, ?4, 'viewer', 'active', 0)",
            {id, tenant.id, name, email});
    }
    // "Person 0000" and so on, in the order of their names.
    void addPersons(int count) {
        for (int i = 0; i < count; ++i) {
            const auto number = QString::number(i).rightJustified(4, u'0').toStdString();
            addUser("usr_" + number, i % 2 ? here : there, "Person " + number, "person" + number + "@mail.example");
        }
    }
    using Page = contract::Page<domain::User>;
    Result<Page> list(const contract::ListRequest& request, const sql::TenantScope& scope = everybody) {
        return identity::listUsers(db, scope, request, clock.now());
    }
    std::vector<std::string> found(const std::string& filter, const sql::TenantScope& scope = everybody) {
        std::vector<std::string> names;
        const auto page = list({500, {}, {}, filter}, scope).value();
        for (const auto& user : page.items)
            names.push_back(user.name);
        return names;
    }
    domain::Tenant here, there;
};

using Names = std::vector<std::string>;

}  // namespace

class UserListTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aJumpReadsWhatAWalkReads() {
        Platform platform;
        platform.addPersons(50);
        for (const auto* sort : {"name", "-name", "email", "-createdAt", "lastSeenAt", "role"}) {
            Names walked;
            contract::ListRequest request{7, {}, sort, {}};
            do {
                const auto page = platform.list(request);
                STEWARD_VERIFY(page);
                QCOMPARE(page->total, 50);
                for (const auto& user : page->items)
                    walked.push_back(user.id);
                request.cursor = page->nextCursor;
            } while (request.cursor);
            QCOMPARE(walked.size(), std::size_t(50));

            for (const int skip : {1, 20, 43, 49}) {
                const auto page = platform.list({7, {}, sort, {}, skip});
                STEWARD_VERIFY(page);
                Names jumped;
                for (const auto& user : page->items)
                    jumped.push_back(user.id);
                const auto from = walked.begin() + skip;
                QCOMPARE(jumped, Names(from, from + std::min(7, 50 - skip)));
                QCOMPARE(page->nextCursor.has_value(), skip + 7 < 50);
                QCOMPARE(page->total, 50);
            }
        }
        const auto first = platform.list({7, {}, "name", {}});
        const auto later = platform.list({7, first->nextCursor, "name", {}, 14});
        QCOMPARE(later->items.front().name, std::string("Person 0021"));
        QVERIFY(platform.list({7, {}, "name", {}, 50})->items.empty());
        QCOMPARE(platform.list({7, {}, "name", {}, 1}, sql::TenantScope::one(platform.here.id))->items.front().name,
                 std::string("Person 0003"));
        for (const std::int64_t skip : {std::int64_t(-1), std::int64_t(10'000'001)})
            QCOMPARE(platform.list({7, {}, "name", {}, skip}).error().fields.front().path, std::string("/skip"));
    }

    void anyPartOfATextIsFound() {
        Platform platform;
        platform.addUser("usr_1", platform.here, "Åsa Öberg", "asa@tarnwick.example");
        platform.addUser("usr_2", platform.here, "Jo \"Quill\" Mark", "jo@tarnwick.example");
        platform.addUser("usr_3", platform.there, "Percy 100% O'Neil", "percy@linden.example");
        QCOMPARE(platform.found("search~ÖBERG"), Names{"Åsa Öberg"});
        QCOMPARE(platform.found("search~a ö"), Names{"Åsa Öberg"});
        QCOMPARE(platform.found("search~TARNWICK.ex"), (Names{"Jo \"Quill\" Mark", "Åsa Öberg"}));
        QCOMPARE(platform.found("search~100% o'"), Names{"Percy 100% O'Neil"});
        QCOMPARE(platform.found("search~o"), (Names{"Jo \"Quill\" Mark", "Percy 100% O'Neil"}));
        QCOMPARE(platform.found("search~usr_2"), Names{"Jo \"Quill\" Mark"});
        QCOMPARE(platform.found("search~nowhere"), Names{});
        // Longer than what the index is asked for.
        QCOMPARE(platform.found("search~neil percy@linden.example usr_3"), Names{"Percy 100% O'Neil"});
        QCOMPARE(platform.found("search~neil percy@linden.example usr_2"), Names{});
        // The three letters of each part occur, their order does not.
        QCOMPARE(platform.found("search~examplelinden"), Names{});
        QCOMPARE(platform.found("search~linden", sql::TenantScope::one(platform.here.id)), Names{});
        QCOMPARE(platform.found("search~example", sql::TenantScope::one(platform.there.id)),
                 Names{"Percy 100% O'Neil"});
    }

    void theIndexFollowsEveryChange() {
        Platform platform;
        platform.addUser("usr_1", platform.here, "Ines Moreau", "ines@tarnwick.example");
        platform.run("UPDATE users SET name = ?2 WHERE :tenant(tenant_id) AND id = ?1", {"usr_1", "Ines Laurent"});
        QCOMPARE(platform.found("search~moreau"), Names{});
        QCOMPARE(platform.found("search~laurent"), Names{"Ines Laurent"});
        platform.run("UPDATE users SET role = 'admin' WHERE :tenant(tenant_id) AND id = ?1", {"usr_1"});
        QCOMPARE(platform.found("search~laurent"), Names{"Ines Laurent"});
        platform.run("DELETE FROM users WHERE :tenant(tenant_id) AND id = ?1", {"usr_1"});
        QCOMPARE(platform.found("search~laurent"), Names{});
        platform.addUser("usr_1", platform.here, "Ines Laurent", "ines@tarnwick.example");
        QCOMPARE(platform.found("search~laurent"), Names{"Ines Laurent"});
    }

    // More than the index of trigrams is asked for.
    void whatManyHaveIsFoundAndCounted() {
        Platform platform;
        auto filling = platform.db.writeTransaction();
        STEWARD_VERIFY(filling);
        platform.addPersons(6'000);
        STEWARD_VERIFY(filling->commit());
        const auto page = platform.list({50, {}, "name", "search~mail.example"});
        STEWARD_VERIFY(page);
        QCOMPARE(page->items.front().name, std::string("Person 0000"));
        QCOMPARE(page->total, 6'000);
        QVERIFY(page->totalIsExact);
        QCOMPARE(platform.list({50, page->nextCursor, "name", "search~mail.example", 5'000})->items.front().name,
                 std::string("Person 5050"));
        QCOMPARE(platform.found("search~person5999@"), Names{"Person 5999"});
    }
};

QTEST_APPLESS_MAIN(UserListTest)
#include "user_list_test.moc"

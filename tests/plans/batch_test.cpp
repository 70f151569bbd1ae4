// Bulk work through the API of a real stewardd: hundreds of users chosen by a filter, what is left out and why, what
// fails and is tried again, what is taken back, what is overwritten on purpose, and a kill in the middle of it.
#include <QtTest>
#include <set>

#include "tests/plans/operator.h"
#include "tests/support/sign_in.h"
#include "tests/support/web_socket_client.h"

using namespace steward;
using domain::BatchState;
using domain::ExclusionReason;
using domain::Role;
using domain::User;
using test::bodyOf;
using test::idsOf;
using test::ifMatch;
using test::planOf;
using test::read;

namespace {

const json::Object toAnalyst{{"patch", json::Object{{"role", "analyst"}}}};

json::Object more(json::Object one, const json::Object& other) {
    for (const auto& [name, value] : other)
        one[name] = value;
    return one;
}

}  // namespace

class BatchTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        platform_.set("limits.mode=off");
        QVERIFY2(platform_.loadDemo(5), platform_.log().c_str());
        QVERIFY2(platform_.start(), platform_.log().c_str());
    }

    void fiveHundredByFilterWithWhatIsLeftOut() {
        const auto tenant = tenantCalled("bulk-preview");
        auto people = test::peopleOf(tenant.id, tenant.slug, 500);
        people[0].role = Role::owner;
        for (int i = 1; i <= 5; ++i)
            people[std::size_t(i)].identitySource = "keycloak";
        for (int i = 6; i <= 9; ++i)
            people[std::size_t(i)].role = Role::analyst;
        test::addPeople(platform_, people);
        json::Array seen;
        for (const auto& user : people)
            seen.push_back(json::Object{{"id", user.id}, {"version", 1}});
        for (const int i : {20, 21, 22})
            QCOMPARE(rename(people[std::size_t(i)], 1).status, 200);

        const auto plan = operator_.plan(planOf("user", "change", {{"filter", "tenantId=" + tenant.id}},
                                                more(toAnalyst, {{"seen", std::move(seen)}})));
        QCOMPARE(plan.counts.selected, 500);
        QCOMPARE(plan.counts.willChange, 487);
        QCOMPARE(plan.counts.changedMeanwhile, 3);
        QCOMPARE(plan.counts.excluded, 10);
        std::map<ExclusionReason, std::int64_t> reasons;
        for (const auto& [reason, count] : plan.exclusions)
            reasons[reason] = count;
        QCOMPARE(reasons, (std::map<ExclusionReason, std::int64_t>{{ExclusionReason::lastOwner, 1},
                                                                   {ExclusionReason::managedElsewhere, 5},
                                                                   {ExclusionReason::alreadySo, 4}}));
        for (const auto& change : operator_.changesOf(plan, "changedMeanwhile")) {
            QCOMPARE(change.edited->by, std::string("Local administrator"));
            QCOMPARE(change.fields.at(0).field, std::string("name"));
        }
        QCOMPARE(plan.confirmation, std::string("change 487 in local"));
        QCOMPARE(operator_.apply(plan).state, BatchState::succeeded);
        std::map<Role, int> roles;
        for (const auto& user : usersOf(tenant))
            ++roles[user.role];
        QCOMPARE(roles, (std::map<Role, int>{{Role::owner, 1}, {Role::analyst, 491}, {Role::viewer, 8}}));
    }

    void nineOfFiveHundredFailAndAreTriedAgain() {
        const auto tenant = tenantCalled("bulk-failures");
        const auto people = test::peopleOf(tenant.id, tenant.slug, 500);
        test::addPeople(platform_, people);
        const auto plan = operator_.plan(planOf("user", "change", {{"filter", "tenantId=" + tenant.id}}, toAnalyst));
        QCOMPARE(plan.counts.willChange, 500);
        std::set<std::string> moved;
        for (std::size_t i = 0; i < 9; ++i) {
            QCOMPARE(rename(people[50 * i], 1).status, 200);
            moved.insert(people[50 * i].id);
        }
        const auto batch = operator_.apply(plan, {{"stopAfterFailures", 0}});
        QCOMPARE(batch.state, BatchState::partlyFailed);
        QCOMPARE(batch.done, 500);
        QCOMPARE(batch.failed, 9);
        std::set<std::string> failed;
        for (const auto& result : operator_.failuresOf(batch)) {
            QVERIFY2(result.error.starts_with("Changed after the plan was computed by Local administrator"),
                     result.error.c_str());
            failed.insert(result.entityId);
        }
        QCOMPARE(failed, moved);
        QCOMPARE(operator_.entries("batchId%3D" + batch.id).size(), std::size_t(491));

        const std::string retry = "/v1/batches/" + batch.id + "/retry";
        const auto made = operator_.post(retry);
        QCOMPARE(made.status, 201);
        const auto again = read<domain::Plan>(made);
        QCOMPARE(made.header("Location"), "/v1/plans/" + again.id);
        QCOMPARE(again.counts.selected, 9);
        QCOMPARE(again.counts.willChange, 9);
        const auto second = operator_.apply(again);
        QCOMPARE(second.state, BatchState::succeeded);
        QCOMPARE(operator_.entries("batchId%3D" + second.id).size(), std::size_t(9));
        for (const auto& user : usersOf(tenant))
            QCOMPARE(user.role, Role::analyst);
        QCOMPARE(read<domain::Plan>(operator_.post(retry)).exclusions.at(0).count, 9);
        QCOMPARE(operator_.post("/v1/batches/" + second.id + "/retry").status, 409);
        QCOMPARE(operator_.post("/v1/batches/bat_00000000000000000000000000/retry").status, 404);

        for (const std::size_t i : {1, 2})
            QCOMPARE(rename(people[i], 2).status, 200);
        const auto revert = operator_.plan(planOf("user", "revert", {{"batchId", batch.id}}));
        QCOMPARE(revert.counts.willChange, 489);
        QCOMPARE(revert.exclusions.at(0).reason, ExclusionReason::changedSince);
        const auto leftOut = operator_.changesOf(revert, "excluded");
        QCOMPARE(leftOut.size(), std::size_t(2));
        for (const auto& change : leftOut)
            QCOMPARE(change.edited->action, std::string("user.change"));
        QCOMPARE(operator_.apply(revert).state, BatchState::succeeded);
        std::map<Role, int> roles;
        for (const auto& user : usersOf(tenant))
            ++roles[user.role];
        QCOMPARE(roles, (std::map<Role, int>{{Role::viewer, 489}, {Role::analyst, 11}}));
    }

    void everyKindOfPlanIsTriedAgain() {
        const auto tenant = tenantCalled("bulk-kinds");
        const auto people = test::peopleOf(tenant.id, tenant.slug, 6);
        test::addPeople(platform_, people);
        const auto changed =
            operator_.apply(operator_.plan(planOf("user", "change", {{"filter", "tenantId=" + tenant.id}}, toAnalyst)));
        QCOMPARE(changed.state, BatchState::succeeded);

        // A revert.
        const auto revert = operator_.plan(planOf("user", "revert", {{"batchId", changed.id}}));
        QCOMPARE(revert.counts.willChange, 6);
        for (const std::size_t i : {0, 3})
            QCOMPARE(rename(people[i], 2).status, 200);
        const auto reverted = operator_.apply(revert, {{"stopAfterFailures", 0}});
        QCOMPARE(reverted.failed, 2);
        const auto revertAgain = read<domain::Plan>(operator_.post("/v1/batches/" + reverted.id + "/retry"));
        QCOMPARE(revertAgain.operation, domain::Operation::revert);
        QCOMPARE(revertAgain.counts.selected, 2);
        QCOMPARE(revertAgain.exclusions.at(0).reason, ExclusionReason::changedSince);

        // Targets.
        json::Array targets;
        for (const auto& user : people)
            targets.push_back(json::Object{{"entity", "user"},
                                           {"key", tenant.slug + "/" + user.email},
                                           {"patch", json::Object{{"role", "admin"}}}});
        const auto converge = operator_.plan(planOf("user", "converge", {}, {{"targets", std::move(targets)}}));
        QCOMPARE(converge.counts.willChange, 6);
        QCOMPARE(rename(people[5], 3).status, 200);
        const auto converged = operator_.apply(converge, {{"stopAfterFailures", 0}});
        QCOMPARE(converged.failed, 1);
        const auto convergeAgain = read<domain::Plan>(operator_.post("/v1/batches/" + converged.id + "/retry"));
        QCOMPARE(convergeAgain.counts.selected, 1);
        QCOMPARE(operator_.changesOf(convergeAgain).at(0).entityId, people[5].id);
        QCOMPARE(operator_.apply(convergeAgain).state, BatchState::succeeded);

        // A creation.
        const json::Object creation{{"patch", json::Object{{"name", "Twice"},
                                                           {"slug", "bulk-twice"},
                                                           {"region", "eu-west"},
                                                           {"ownerName", "Ada"},
                                                           {"ownerEmail", "ada@twice.example"}}}};
        const auto first = operator_.plan(planOf("tenant", "create", {}, creation));
        const auto other = operator_.plan(planOf("tenant", "create", {}, creation));
        QCOMPARE(operator_.apply(first).state, BatchState::succeeded);
        const auto failed = operator_.apply(other);
        QCOMPARE(failed.state, BatchState::failed);
        const auto createAgain = read<domain::Plan>(operator_.post("/v1/batches/" + failed.id + "/retry"));
        QCOMPARE(createAgain.operation, domain::Operation::create);
        QCOMPARE(operator_.changesOf(createAgain).at(0).detail, std::string("The slug bulk-twice is taken"));
    }

    void aBatchThatStoppedIsTriedAgainWithWhatItNeverTried() {
        const auto tenant = tenantCalled("bulk-stopped");
        const auto people = test::peopleOf(tenant.id, tenant.slug, 40);
        test::addPeople(platform_, people);
        const auto plan = operator_.plan(planOf("user", "change", {{"filter", "tenantId=" + tenant.id}}, toAnalyst));
        const auto changes = operator_.changesOf(plan);
        for (const std::size_t i : {3, 4, 5})
            QCOMPARE(rename(people[indexOf(people, changes[i].entityId)], 1).status, 200);
        const auto batch = operator_.apply(plan);
        QCOMPARE(batch.state, BatchState::partlyFailed);
        QCOMPARE(batch.done, 6);
        const auto again = read<domain::Plan>(operator_.post("/v1/batches/" + batch.id + "/retry"));
        QCOMPARE(again.counts.willChange, 37);
        QCOMPARE(operator_.apply(again).state, BatchState::succeeded);
        for (const auto& user : usersOf(tenant))
            QCOMPARE(user.role, Role::analyst);
    }

    void overwritingIsAPermissionAndIsRecorded() {
        const auto tenant = tenantCalled("bulk-forced");
        auto people = test::peopleOf(tenant.id, tenant.slug, 3);
        people[0].role = Role::owner;
        people[1].role = Role::admin;
        test::addPeople(platform_, people);
        QCOMPARE(rename(people[2], 1).status, 200);
        const std::string target = "/v1/users/" + people[2].id;
        const auto patch = [](const char* name, json::Object with = {}) {
            with["patch"] = json::Object{{"name", name}};
            return bodyOf(with);
        };
        const auto stale = operator_.send("PATCH", target, patch("Mine"), ifMatch(1));
        QCOMPARE(stale.status, 412);
        const auto problem = read<contract::Problem>(stale);
        QCOMPARE(json::write(*problem.current), json::write(*json::parse(operator_.get(target).body)));
        QCOMPARE(operator_.send("PATCH", target, patch("Mine", {{"force", true}})).status, 428);

        const auto admin = demoPersonOf(Role::admin);
        const auto peer = demoPersonOf(Role::viewer, admin.tenantId);
        const test::Operator asAdmin(platform_, tokenOf(admin));
        const auto forbidden =
            asAdmin.send("PATCH", "/v1/users/" + peer.id, patch("Mine", {{"force", true}}), ifMatch(peer.version));
        QCOMPARE(forbidden.status, 403);
        QVERIFY2(forbidden.body.find("changesForce") != std::string::npos, forbidden.body.c_str());

        const auto forced = operator_.send("PATCH", target, patch("Mine", {{"force", true}}), ifMatch(1));
        QCOMPARE(forced.status, 200);
        QCOMPARE(read<User>(forced).version, 3);
        QCOMPARE(read<User>(forced).name, std::string("Mine"));
        QCOMPARE(operator_.send("PATCH", target, patch("Again", {{"force", true}}), ifMatch(3)).status, 200);
        const json::Array seen{json::Object{{"id", people[2].id}, {"version", 1}}};
        const auto plan = operator_.plan(
            planOf("user", "change", idsOf({people[2].id}), more(toAnalyst, {{"seen", seen}, {"force", true}})));
        QCOMPARE(plan.counts.overwrites, 1);
        QCOMPARE(operator_.apply(plan).state, BatchState::succeeded);
        std::vector<bool> overwrites;
        for (const auto& entry : operator_.entries("entityId%3D" + people[2].id))
            overwrites.push_back(entry.overwrites.value_or(false));
        QCOMPARE(overwrites, (std::vector<bool>{true, false, true, false}));

        const std::string ofTenant = "/v1/tenants/" + tenant.id;
        const std::string tag = bodyOf({{"patch", json::Object{{"addTag", "forced"}}}, {"force", true}});
        QCOMPARE(operator_.send("PATCH", ofTenant, patch("Bulk"), ifMatch(tenant.version)).status, 200);
        QCOMPARE(operator_.send("PATCH", ofTenant, tag, ifMatch(tenant.version)).status, 200);
        const auto now = operator_.found<domain::Tenant>(ofTenant);
        QCOMPARE(now.name, std::string("Bulk"));
        QCOMPARE(now.tags, std::vector<std::string>{"forced"});
        QCOMPARE(operator_.entries("entityId%3D" + tenant.id).at(0).overwrites, std::optional(true));
        QVERIFY(operator_.isAuditIntact());
    }

    void aKillInTheMiddleChangesEachOnce() {
        const auto tenant = tenantCalled("bulk-killed");
        constexpr int count = 3000;
        test::addPeople(platform_, test::peopleOf(tenant.id, tenant.slug, count));
        const auto plan = operator_.plan(planOf("user", "change", {{"filter", "tenantId=" + tenant.id}}, toAnalyst));
        QCOMPARE(plan.counts.willChange, count);
        const auto watch = [&](test::WebSocketClient& feed) {
            QCOMPARE(feed.status(), 101);
            QVERIFY(feed.sendText("{\"type\":\"subscribe\",\"topic\":\"jobs\"}"));
            QVERIFY(feed.textWith("\"subscribed\""));
        };
        test::WebSocketClient feed(platform_.port(), platform_.token());
        watch(feed);
        const auto batch = operator_.begin(plan);
        for (std::optional<std::string> progress = std::string("\"done\":0,");
             progress && progress->find("\"done\":0,") != std::string::npos;)
            progress = feed.textWith("Change 3000 users");
        platform_.kill();
        {
            auto database = test::databaseOf(platform_);
            const auto rows = database.query(sql::tenantOwned("SELECT count(*) FROM batch_results WHERE batch_id = ?1"),
                                             sql::TenantScope::all(), {batch.id});
            QVERIFY(rows.has_value());
            QVERIFY((*rows)[0].integer(0) > 0 && (*rows)[0].integer(0) < count);
        }
        QVERIFY2(platform_.start(), platform_.log().c_str());
        const std::string target = "/v1/batches/" + batch.id;
        const auto resumed = operator_.found<domain::Batch>(target);
        test::WebSocketClient again(platform_.port(), platform_.token());
        watch(again);
        if (!resumed.finishedAt) QVERIFY(again.textWith("Change 3000 users", std::chrono::seconds(60)));
        const auto done = operator_.ended(batch.id);
        QCOMPARE(done.state, BatchState::succeeded);
        QCOMPARE(done.done, count);
        const auto entries = operator_.entries("batchId%3D" + batch.id);
        QCOMPARE(entries.size(), std::size_t(count));
        std::set<std::string> changed;
        for (const auto& entry : entries) {
            changed.insert(entry.entityId);
            QCOMPARE(entry.versionAfter, 2);
        }
        QCOMPARE(changed.size(), std::size_t(count));
        for (const auto& user : usersOf(tenant))
            QVERIFY(user.version == 2 && user.role == Role::analyst);
        QVERIFY(operator_.isAuditIntact());
    }

private:
    domain::Tenant tenantCalled(const std::string& slug) const {
        return read<domain::Tenant>(operator_.post("/v1/tenants", bodyOf({{"name", slug},
                                                                          {"slug", slug},
                                                                          {"region", "eu-west"},
                                                                          {"ownerName", "Ada Bulk"},
                                                                          {"ownerEmail", "ada@bulk.example"}})));
    }
    std::vector<User> usersOf(const domain::Tenant& tenant) const {
        return operator_.all<User>("/v1/users?filter=tenantId%3D" + tenant.id);
    }
    test::Reply rename(const User& user, std::int64_t version) const {
        return operator_.send("PATCH", "/v1/users/" + user.id,
                              bodyOf({{"patch", json::Object{{"name", user.name + " moved"}}}}), ifMatch(version));
    }
    static std::size_t indexOf(const std::vector<User>& people, const std::string& id) {
        return std::size_t(std::ranges::find(people, id, &User::id) - people.begin());
    }
    User demoPersonOf(Role role, const std::string& tenantId = {}) const {
        const auto list =
            operator_.all<User>("/v1/users?filter=status%3Dactive%3Brole%3D" + std::string(enumName(role)) +
                                (tenantId.empty() ? "%3BlastSeenAt>2000-01-01" : "%3BtenantId%3D" + tenantId));
        return list.empty() ? User{} : list.front();
    }
    std::string tokenOf(const User& user) const {
        const auto tenant = operator_.found<domain::Tenant>("/v1/tenants/" + user.tenantId);
        return test::signIn(platform_.port(), tenant.slug, user.email).token;
    }

    test::StewarddFixture platform_;
    test::Operator operator_{platform_};
};

QTEST_GUILESS_MAIN(BatchTest)
#include "batch_test.moc"

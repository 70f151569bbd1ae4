// Tenants that are removed and restored, through the API of a real stewardd: out of every list, nobody let in, nothing
// changed meanwhile, everything back as it was; and gone once they can no longer be restored.
#include <QtTest>

#include "contract/identity_messages.h"
#include "domain/brand.h"
#include "domain/credentials.h"
#include "kernel/db/tenant_tables.h"
#include "report/definition.h"
#include "tests/plans/operator.h"
#include "tests/support/sign_in.h"
#include "tests/support/web_socket_client.h"

using namespace steward;
using domain::BatchState;
using domain::DependentKind;
using domain::EffectKind;
using domain::ExclusionReason;
using domain::TenantStatus;
using test::bodyOf;
using test::idsOf;
using test::ifMatch;
using test::planOf;
using test::read;
using namespace std::chrono_literals;

namespace {

// Somebody of a tenant, with what they have made.
struct Owner {
    domain::Tenant tenant;
    std::string token;
    contract::IssuedApiKey key;
};

std::string memberOf(const test::Reply& reply, const char* name) {
    const auto document = json::parse(reply.body);
    const auto* member = document && document->is_object() ? document->get_object().if_contains(name) : nullptr;
    return member && member->is_string() ? std::string(member->get_string()) : std::string();
}

report::Definition rowsOf(const char* dataset, const char* field) {
    report::Definition definition;
    definition.name = "Rows";
    definition.dataset = dataset;
    definition.rows = {{field, report::Bucket::none}};
    definition.measures = {{"", report::Aggregate::count}};
    return definition;
}

}  // namespace

class RemovalTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        platform_.set("limits.mode=off");
        QVERIFY2(platform_.loadDemo(20), platform_.log().c_str());
        QVERIFY2(platform_.start(), platform_.log().c_str());
    }

    void thePlanSaysWhatGoes() {
        const auto owner = ownerOf("tarnwick");
        const auto plan = removalOf({owner.tenant.id});
        QCOMPARE(plan.counts.willChange, 1);
        QVERIFY(plan.counts.sessionsEnd >= 1);
        QCOMPARE(plan.counts.keysEnd, 1);
        QVERIFY(plan.reversible);
        QCOMPARE(plan.confirmation, std::string("tarnwick"));
        const auto change = operator_.changesOf(plan).at(0);
        QCOMPARE(change.fields.size(), std::size_t(1));
        QCOMPARE(change.fields[0].field, std::string("status"));
        QCOMPARE(change.fields[0].after, json::Value("removed"));
        const auto dependents = [&](DependentKind kind) {
            for (const auto& dependent : change.dependents)
                if (dependent.kind == kind) return dependent.count;
            return std::int64_t(0);
        };
        QCOMPARE(dependents(DependentKind::users),
                 operator_.total<domain::User>("/v1/users?limit=1&filter=tenantId%3D" + owner.tenant.id));
        QCOMPARE(dependents(DependentKind::apiKeys), 1);
        QCOMPARE(dependents(DependentKind::reports), 1);
        QVERIFY(std::ranges::any_of(change.effects,
                                    [](const auto& effect) { return effect.kind == EffectKind::restorable; }));
        for (const char* wrong : {"", "delete 1 in local", "quillmark"}) {
            const auto refused =
                operator_.post("/v1/plans/" + plan.id + "/apply", bodyOf({{"confirmation", json::Value(wrong)}}));
            QCOMPARE(refused.status, 422);
        }
        QCOMPARE(statusOf(owner.tenant.id), owner.tenant.status);
        const auto several = removalOf({owner.tenant.id, tenantCalled("quillmark").id});
        QCOMPARE(several.confirmation, std::string("delete 2 in local"));
    }

    void nobodyIsLetInAndNothingIsListed() {
        const auto owner = ownerOf("lindenmoor");
        const std::string exchanged = exchange(owner.key);
        QVERIFY(operator_.get("/v1/find?text=" + owner.key.id).body.find(owner.key.id) != std::string::npos);
        for (const auto& token : {owner.token, owner.key.secret, exchanged})
            QCOMPARE(platform_.ask({.target = "/v1/me", .token = token}).status, 200);
        test::WebSocketClient feed(platform_.port(), owner.token);
        QCOMPARE(feed.status(), 101);
        const auto before = operator_.total<domain::Tenant>("/v1/tenants?limit=1");
        const auto people = operator_.total<domain::User>("/v1/users?limit=1");
        const auto own = operator_.total<domain::User>("/v1/users?limit=1&filter=tenantId%3D" + owner.tenant.id);
        QVERIFY(own > 0);
        QCOMPARE(remove(owner.tenant.id), BatchState::succeeded);

        for (const auto& token : {owner.token, owner.key.secret, exchanged})
            QTRY_COMPARE(platform_.ask({.target = "/v1/me", .token = token}).status, 401);
        QCOMPARE(feed.closeCode(), 1008);
        QVERIFY(test::signIn(platform_.port(), "lindenmoor", owner.tenant.ownerEmail).token.empty());
        QVERIFY(exchange(owner.key).empty());

        const std::string id = owner.tenant.id;
        QCOMPARE(operator_.total<domain::Tenant>("/v1/tenants?limit=1"), before - 1);
        QCOMPARE(operator_.total<domain::Tenant>("/v1/tenants?limit=1&filter=slug%3Dlindenmoor"), 0);
        QCOMPARE(operator_.total<domain::Tenant>("/v1/tenants?limit=1&filter=status!%3Dactive%3Bslug%3Dlindenmoor"), 0);
        QCOMPARE(operator_.total<domain::Tenant>("/v1/tenants?limit=1&filter=status%3Dremoved%3Bslug%3Dlindenmoor"), 1);
        QCOMPARE(operator_.total<domain::User>("/v1/users?limit=1"), people - own);
        QCOMPARE(operator_.total<domain::User>("/v1/users?limit=1&filter=tenantId%3D" + id), 0);
        QCOMPARE(operator_.total<domain::User>("/v1/users?limit=1&filter=tenantStatus%3Dremoved%3BtenantId%3D" + id),
                 own);
        for (const auto& text : {std::string("lindenmoor"), id, owner.tenant.ownerEmail, owner.key.id})
            QCOMPARE(operator_.get("/v1/find?text=" + text).body, std::string("{\"items\":[]}"));
        for (const auto& [dataset, field] : {std::pair("tenants", "name"), std::pair("users", "tenant"),
                                             std::pair("usage", "tenant"), std::pair("subscriptions", "tenant")}) {
            const auto report =
                operator_.post("/v1/reports/run", bodyOf({{"definition", json::toValue(rowsOf(dataset, field))}}));
            QCOMPARE(report.status, 200);
            QVERIFY(report.body.find("Ravenholt") != std::string::npos);
            QVERIFY2(report.body.find("Lindenmoor") == std::string::npos, dataset);
        }
        QCOMPARE(statusOf(id), TenantStatus::removed);
        QVERIFY(!operator_.entries("entityId%3D" + id).empty());
    }

    void whatIsRemovedStaysAsItIs() {
        const auto owner = ownerOf("ravenholt");
        const std::string id = owner.tenant.id;
        const auto user =
            operator_.found<contract::Page<domain::User>>("/v1/users?limit=1&filter=tenantId%3D" + id).items.at(0);
        QCOMPARE(remove(id), BatchState::succeeded);
        const auto isLeftOut = [&](const std::string& request) {
            const auto plan = operator_.plan(request);
            return plan.counts.willChange == 0 && plan.exclusions.size() == 1 &&
                   plan.exclusions[0].reason == ExclusionReason::removed;
        };
        const json::Object tag{{"patch", json::Object{{"addTag", "late"}}}};
        QVERIFY(isLeftOut(planOf("tenant", "change", idsOf({id}), tag)));
        for (const char* operation : {"suspend", "resume", "archive"})
            QVERIFY2(isLeftOut(planOf("tenant", operation, idsOf({id}))), operation);
        QVERIFY(isLeftOut(planOf("user", "suspend", idsOf({user.id}))));
        QVERIFY(isLeftOut(planOf("user", "change", idsOf({user.id}), {{"patch", json::Object{{"name", "Renamed"}}}})));
        const json::Array targets{
            json::Object{{"entity", "tenant"}, {"key", "ravenholt"}, {"patch", json::Object{{"addTag", "converged"}}}}};
        QVERIFY(isLeftOut(planOf("tenant", "converge", {}, {{"targets", targets}})));
        QCOMPARE(operator_.plan(planOf("tenant", "remove", idsOf({id}))).exclusions.at(0).reason,
                 ExclusionReason::alreadySo);

        const std::string at = "/v1/tenants/" + id;
        const auto version = operator_.found<domain::Tenant>(at).version;
        QCOMPARE(operator_.send("PATCH", at, bodyOf(tag), ifMatch(version)).status, 422);
        QCOMPARE(operator_
                     .send("PATCH", "/v1/users/" + user.id, bodyOf({{"patch", json::Object{{"name", "Late"}}}}),
                           ifMatch(user.version))
                     .status,
                 422);
        QCOMPARE(operator_
                     .post("/v1/users", bodyOf({{"tenantId", json::Value(id)},
                                                {"name", "Ada Late"},
                                                {"email", "ada@late.example"},
                                                {"role", "viewer"}}))
                     .status,
                 409);
        QCOMPARE(operator_
                     .post("/v1/roles", bodyOf({{"tenantId", json::Value(id)},
                                                {"name", "Late"},
                                                {"description", ""},
                                                {"permissions", json::Array()}}))
                     .status,
                 409);
        const auto brand = operator_.found<domain::BrandState>("/v1/brands/" + id);
        QCOMPARE(operator_
                     .send("PUT", "/v1/brands/" + id + "/draft",
                           bodyOf({{"brand", json::toValue(domain::Brand{.productName = "Late"})}}),
                           ifMatch(brand.draftRevision))
                     .status,
                 409);
        QCOMPARE(operator_.post(at + "/support-access", bodyOf({{"reason", "Ticket"}})).status, 409);
        QCOMPARE(operator_
                     .post("/v1/tenants", bodyOf({{"name", "Ravenholt"},
                                                  {"slug", "ravenholt"},
                                                  {"region", "eu-west"},
                                                  {"ownerName", "Ada"},
                                                  {"ownerEmail", "ada@ravenholt.example"}}))
                     .status,
                 422);
        QCOMPARE(operator_.found<domain::Tenant>(at).version, version);
    }

    void restoringBringsEverythingBack_data() {
        QTest::addColumn<QByteArray>("slug");
        QTest::addColumn<QByteArray>("operation");
        QTest::newRow("active") << QByteArray("fernhollow") << QByteArray();
        QTest::newRow("trial") << QByteArray("greyfen") << QByteArray();
        QTest::newRow("past due") << QByteArray("thornevale") << QByteArray();
        QTest::newRow("suspended") << QByteArray("wexcombe") << QByteArray("suspend");
        QTest::newRow("archived") << QByteArray("sablecroft") << QByteArray("archive");
    }
    void restoringBringsEverythingBack() {
        QFETCH(QByteArray, slug);
        QFETCH(QByteArray, operation);
        const auto owner = ownerOf(slug.toStdString());
        const std::string id = owner.tenant.id;
        const auto reports = platform_.ask({.target = "/v1/reports?limit=500", .token = owner.token}).body;
        if (!operation.isEmpty())
            QCOMPARE(operator_.apply(operator_.plan(planOf("tenant", operation.constData(), idsOf({id})))).state,
                     BatchState::succeeded);
        const auto before = documentsOf(id);
        QCOMPARE(remove(id), BatchState::succeeded);
        QVERIFY(documentsOf(id) != before);
        const auto plan = operator_.plan(planOf("tenant", "restore", idsOf({id})));
        QCOMPARE(plan.counts.willChange, 1);
        QVERIFY(plan.confirmation.empty());
        QCOMPARE(operator_.apply(plan).state, BatchState::succeeded);
        QCOMPARE(documentsOf(id), before);
        if (operation == "suspend") {
            QCOMPARE(operator_.apply(operator_.plan(planOf("tenant", "resume", idsOf({id})))).state,
                     BatchState::succeeded);
            QCOMPARE(statusOf(id), owner.tenant.status);
        }
        if (operation == "archive") return;
        QTRY_COMPARE(platform_.ask({.target = "/v1/me", .token = owner.key.secret}).status, 200);
        QVERIFY(!exchange(owner.key).empty());
        const auto again = test::signIn(platform_.port(), slug.toStdString(), owner.tenant.ownerEmail);
        QCOMPARE(platform_.ask({.target = "/v1/reports?limit=500", .token = again.token}).body, reports);
    }

    void supportAccessEndsForGood() {
        const std::string id = tenantCalled("oxbarrow").id;
        const auto access = read<domain::SupportAccess>(
            operator_.post("/v1/tenants/" + id + "/support-access", bodyOf({{"reason", "Ticket 4711"}})));
        QCOMPARE(remove(id), BatchState::succeeded);
        QCOMPARE(operator_.apply(operator_.plan(planOf("tenant", "restore", idsOf({id})))).state,
                 BatchState::succeeded);
        const auto ended = operator_.found<domain::SupportAccess>("/v1/support-access/" + access.id);
        QCOMPARE(ended.state, domain::SupportState::ended);
        QVERIFY(ended.endedAt.has_value());
    }

    void aCreationIsTakenBackByRemoving() {
        const auto made =
            read<domain::Tenant>(operator_.post("/v1/tenants", bodyOf({{"name", "Brightholt"},
                                                                       {"slug", "brightholt"},
                                                                       {"region", "eu-west"},
                                                                       {"ownerName", "Ada Bright"},
                                                                       {"ownerEmail", "ada@b.example"}})));
        const auto entry = operator_.entries("entityId%3D" + made.id).at(0);
        QCOMPARE(entry.action, std::string("tenant.create"));
        QVERIFY(operator_.found<domain::Plan>("/v1/plans/" + *entry.planId).reversible);
        const auto revert = operator_.plan(planOf("tenant", "revert", idsOf({entry.id})));
        QCOMPARE(revert.counts.willChange, 1);
        QCOMPARE(revert.confirmation, std::string("brightholt"));
        QCOMPARE(operator_.apply(revert).state, BatchState::succeeded);
        QCOMPARE(statusOf(made.id), TenantStatus::removed);

        const auto removal = operator_.entries("entityId%3D" + made.id).at(0);
        const auto back = operator_.plan(planOf("tenant", "revert", idsOf({removal.id})));
        QCOMPARE(back.counts.willChange, 1);
        QCOMPARE(operator_.apply(back).state, BatchState::succeeded);
        QCOMPARE(statusOf(made.id), made.status);
        const auto tooLate = operator_.plan(planOf("tenant", "revert", idsOf({entry.id})));
        QCOMPARE(tooLate.exclusions.at(0).reason, ExclusionReason::changedSince);
        QCOMPARE(operator_.changesOf(tooLate).at(0).edited->action, std::string("tenant.revert"));
    }

    void whatCanNoLongerBeRestoredIsPurged() {
        if (test::sanitized) QSKIP("a sanitizer wants to be the first that is preloaded");
        test::StewarddFixture platform;
        platform.withOwnClock();
        platform.set("limits.mode=off");
        platform.set("tenancy.retentionDays=10");
        QVERIFY2(platform.loadDemo(8), platform.log().c_str());
        QVERIFY2(platform.start(), platform.log().c_str());
        test::Operator people(platform);
        const auto tenants = people.all<domain::Tenant>("/v1/tenants");
        const auto& gone = tenants.at(0);
        const auto& kept = tenants.at(1);
        QCOMPARE(people.apply(people.plan(planOf("tenant", "remove", idsOf({gone.id})))).state, BatchState::succeeded);
        const auto history = people.entries("entityId%3D" + gone.id).size();
        const auto member = people
                                .found<contract::Page<domain::User>>(
                                    "/v1/users?filter=status%3Dactive%3Brole%3Dviewer"
                                    "%3BtenantId%3D" +
                                    kept.id)
                                .items.at(0);
        QCOMPARE(people.apply(people.plan(planOf("user", "remove", idsOf({member.id})))).state, BatchState::succeeded);
        platform.setClockWrong(240h - 5min);
        QCOMPARE(platform.stop(), 0);
        QVERIFY2(platform.start(), platform.log().c_str());
        QCOMPARE(people.found<domain::Tenant>("/v1/tenants/" + gone.id).status, TenantStatus::removed);
        QCOMPARE(people.found<domain::User>("/v1/users/" + member.id).status, domain::UserStatus::removed);
        platform.setClockWrong(247h);
        QCOMPARE(platform.stop(), 0);
        // Whoever starts next goes on with the upkeep at once, whatever the node before it got done.
        QCOMPARE(test::databaseOf(platform)
                     .query("SELECT count(*) FROM leases WHERE name = 'upkeep'", sql::TenantScope::all())
                     .value()[0]
                     .integer(0),
                 std::int64_t(0));
        QVERIFY2(platform.start(), platform.log().c_str());
        QTRY_COMPARE_WITH_TIMEOUT(people.get("/v1/tenants/" + gone.id).status, 404, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(people.get("/v1/users/" + member.id).status, 404, 30'000);
        QCOMPARE(people.entries("entityId%3D" + member.id).at(0).action, std::string("user.purge"));

        auto database = test::databaseOf(platform);
        for (const auto& table : kernel::tenantTables()) {
            const std::string text = "SELECT count(*) FROM " + table.name + " WHERE " + table.column + " = ?1";
            const auto rows = database.query(sql::tenantOwned(text), sql::TenantScope::all(), {gone.id});
            QVERIFY2(rows.has_value(), table.name.c_str());
            const auto left = (*rows)[0].integer(0);
            if (table.appendOnly)
                QVERIFY(left > 0);
            else if (table.name != "outbox")  // tells the nodes of the end
                QVERIFY2(left == 0, table.name.c_str());
        }
        for (const auto& table : kernel::belongingTables()) {
            const std::string text = "SELECT count(*) FROM " + table.name + " WHERE " + table.column +
                                     " IS NOT NULL AND " + table.column + " <> '' AND " + table.column +
                                     " NOT IN (SELECT id FROM " + table.owner + ")";
            const auto rows = database.query(sql::tenantOwned(text), sql::TenantScope::all());
            QVERIFY2(rows.has_value() && (*rows)[0].integer(0) == 0, table.name.c_str());
        }
        QCOMPARE(people.get("/v1/tenants/" + kept.id).status, 200);
        const auto entries = people.entries("entityId%3D" + gone.id);
        QCOMPARE(entries.size(), history + 1);
        QCOMPARE(entries.at(0).action, std::string("tenant.purge"));
        QCOMPARE(entries.at(0).actorName, std::string("Platform"));
        QVERIFY(people.isAuditIntact());
        const auto refused = people.post("/v1/plans", planOf("tenant", "restore", idsOf({gone.id})));
        QCOMPARE(refused.status, 422);
        QVERIFY2(refused.body.find("tenant.purge by Platform") != std::string::npos, refused.body.c_str());
        const auto revert = people.plan(planOf("tenant", "revert", idsOf({entries.at(1).id})));
        QCOMPARE(revert.exclusions.at(0).reason, ExclusionReason::irreversible);
        QCOMPARE(people.total<domain::Tenant>("/v1/tenants?limit=1"), std::int64_t(tenants.size()) - 1);
    }

private:
    domain::Tenant tenantCalled(const std::string& slug) const {
        return operator_.found<contract::Page<domain::Tenant>>("/v1/tenants?filter=slug%3D" + slug).items.at(0);
    }
    TenantStatus statusOf(const std::string& id) const {
        return operator_.found<domain::Tenant>("/v1/tenants/" + id).status;
    }
    domain::Plan removalOf(const std::vector<std::string>& ids) const {
        return operator_.plan(planOf("tenant", "remove", idsOf(ids)));
    }
    BatchState remove(const std::string& id) const { return operator_.apply(removalOf({id})).state; }

    // Signed in, with an API key, a custom role, a brand and a saved report.
    Owner ownerOf(const std::string& slug) const {
        Owner owner{tenantCalled(slug), {}, {}};
        owner.token = test::signIn(platform_.port(), slug, owner.tenant.ownerEmail).token;
        const test::Operator own(platform_, owner.token);
        const contract::ApiKeyDraft draft{.name = slug, .permissions = {domain::Permission::tenantsRead}};
        owner.key = read<contract::IssuedApiKey>(own.post("/v1/api-keys", json::write(draft)));
        (void)own.post("/v1/reports", bodyOf({{"definition", json::toValue(rowsOf("tenants", "name"))}}));
        (void)own.post("/v1/roles",
                       bodyOf({{"name", "Desk"}, {"description", "Front desk"}, {"permissions", json::Array()}}));
        const auto brand = own.found<domain::BrandState>("/v1/brands/" + owner.tenant.id);
        (void)own.send("PUT", "/v1/brands/" + owner.tenant.id + "/draft",
                       bodyOf({{"brand", json::toValue(domain::Brand{.productName = slug})}}),
                       ifMatch(brand.draftRevision));
        return owner;
    }

    // An access token for the key, "" when it is refused.
    std::string exchange(const contract::IssuedApiKey& key) const {
        return memberOf(
            test::sendForm(
                platform_.port(), "/oauth/token",
                {{"grant_type", "client_credentials"}, {"client_id", key.id}, {"client_secret", key.secret}}),
            "access_token");
    }

    // Everything of a tenant that its platform shows, but the version of the tenant itself.
    std::string documentsOf(const std::string& id) const {
        auto tenant = json::parse(operator_.get("/v1/tenants/" + id).body).value();
        tenant.as_object().erase("version");
        std::string all = json::write(tenant);
        for (const std::string& target :
             {"/v1/users?limit=500&filter=tenantId%3D" + id, "/v1/roles?tenantId=" + id, "/v1/brands/" + id,
              "/v1/brands/" + id + "/versions", "/v1/tenants/" + id + "/support-policy"})
            all += "\n" + operator_.get(target).body;
        for (const auto& key : operator_.found<contract::Page<domain::ApiKey>>("/v1/api-keys").items)
            if (key.tenantId == id) all += "\n" + json::write(key);
        return all;
    }

    test::StewarddFixture platform_;
    test::Operator operator_{platform_};
};

QTEST_GUILESS_MAIN(RemovalTest)
#include "removal_test.moc"

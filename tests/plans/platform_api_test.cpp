// Tenants, plans, audit, brands and reports through the API of a real stewardd.
#include <QtTest>
#include <sstream>
#include <thread>

#include "base/json.h"
#include "contract/lines.h"
#include "contract/messages.h"
#include "report/definition.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using test::Ask;
using test::Reply;

namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

template <class T>
T read(const Reply& reply) {
    auto value = json::read<T>(reply.body);
    if (!value) qWarning("%d %s", reply.status, reply.body.substr(0, 400).c_str());
    return value.value_or(T{});
}

std::string firstField(const Reply& reply) {
    const auto problem = read<contract::Problem>(reply);
    return problem.errors && !problem.errors->empty() ? problem.errors->front().path : std::string();
}

std::vector<std::string> linesOf(const std::string& body) {
    std::vector<std::string> lines;
    std::istringstream in(body);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

class Platform {
public:
    Platform(int tenants, const std::string& environment = "local") {
        fixture.addFlag("--demo");
        fixture.addFlag("--demo-tenants=" + std::to_string(tenants));
        fixture.set("environment=" + environment);
    }
    Reply get(const std::string& target) { return fixture.ask({.target = target}); }
    Reply post(const std::string& target, const std::string& body, Headers headers = {}) {
        return fixture.ask({.method = "POST", .target = target, .body = body, .headers = std::move(headers)});
    }
    domain::Batch ended(const std::string& batchId) {
        domain::Batch batch;
        for (int i = 0; i < 2000 && !batch.finishedAt; ++i) {
            batch = read<domain::Batch>(get("/v1/batches/" + batchId));
            if (!batch.finishedAt) QTest::qWait(5);
        }
        return batch;
    }
    domain::Tenant tenantCalled(const std::string& slug) {
        const auto page = read<contract::Page<domain::Tenant>>(get("/v1/tenants?filter=slug%3D" + slug));
        return page.items.empty() ? domain::Tenant{} : page.items.front();
    }
    test::StewarddFixture fixture;
};

// moc reads no raw strings with quotes, so bodies are built.
std::string spell(json::Object object) {
    return json::write(json::Value(std::move(object)));
}

std::string newTenant() {
    return spell({{"name", "Brightholt Cycles"},
                  {"slug", "brightholt-cycles"},
                  {"region", "eu-west"},
                  {"ownerName", "Ada Bright"},
                  {"ownerEmail", "ada@brightholt.example"}});
}

std::string planOf(const char* entity, const char* operation, json::Object selection, json::Object more = {}) {
    json::Object plan{{"entity", entity}, {"operation", operation}, {"selection", std::move(selection)}};
    for (const auto& [name, value] : more)
        plan[name] = value;
    return spell(std::move(plan));
}

}  // namespace

class PlatformApiTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY2(platform_.fixture.start(), platform_.fixture.log().c_str()); }

    void aTenantIsCreatedOnce() {
        const Headers key{{"Idempotency-Key", "create-1"}};
        const auto first = platform_.post("/v1/tenants", newTenant(), key);
        QCOMPARE(first.status, 201);
        QCOMPARE(first.header("Location"), "/v1/tenants/" + read<domain::Tenant>(first).id);
        const auto again = platform_.post("/v1/tenants", newTenant(), key);
        QCOMPARE(again.status, 201);
        QCOMPARE(read<domain::Tenant>(again).id, read<domain::Tenant>(first).id);
        QCOMPARE(platform_.post("/v1/tenants", spell({{"name", "Another"}}), key).status, 422);
        const auto taken = platform_.post("/v1/tenants", newTenant());
        QCOMPARE(taken.status, 422);
        QVERIFY(taken.body.find("brightholt-cycles is taken") != std::string::npos);
    }

    void wrongFieldsAreNamed() {
        auto reply = platform_.post("/v1/tenants", spell({{"name", "X"}, {"colour", "red"}}));
        QCOMPARE(reply.status, 400);
        QCOMPARE(firstField(reply), std::string("/colour"));
        reply = platform_.post(
            "/v1/tenants",
            spell({{"name", "X"}, {"slug", "NO"}, {"region", "moon"}, {"ownerName", "A"}, {"ownerEmail", "nobody"}}));
        QCOMPARE(reply.status, 422);
        QCOMPARE(firstField(reply), std::string("/slug"));
        reply = platform_.post("/v1/plans", planOf("tenant", "change", {{"ids", json::Array{"ten_x"}}},
                                                   {{"patch", json::Object{{"shoe", 1}}}}));
        QCOMPARE(reply.status, 400);
        QCOMPARE(firstField(reply), std::string("/patch/shoe"));
        reply = platform_.post("/v1/plans", planOf("tenant", "suspend", {{"filter", "status=active;plan"}}));
        QCOMPARE(reply.status, 400);
        QCOMPARE(firstField(reply), std::string("/selection/filter"));
    }

    void aStaleChangeGetsTheTenantAsItIs() {
        const auto tenant = platform_.tenantCalled("quillmark");
        const std::string target = "/v1/tenants/" + tenant.id;
        const std::string body = spell({{"patch", json::Object{{"addTag", "renewal-2027"}}}, {"reason", "Renewal"}});
        QCOMPARE(platform_.fixture.ask({.method = "PATCH", .target = target, .body = body}).status, 428);
        const auto etag = platform_.get(target).header("ETag");
        const auto changed =
            platform_.fixture.ask({.method = "PATCH", .target = target, .body = body, .headers = {{"If-Match", etag}}});
        QCOMPARE(changed.status, 200);
        QCOMPARE(read<domain::Tenant>(changed).version, tenant.version + 1);
        const auto stale =
            platform_.fixture.ask({.method = "PATCH", .target = target, .body = body, .headers = {{"If-Match", etag}}});
        QCOMPARE(stale.status, 412);
        const auto problem = read<contract::Problem>(stale);
        QVERIFY(problem.current.has_value());
        QCOMPARE(json::fromValue<domain::Tenant>(*problem.current)->version, tenant.version + 1);
        QCOMPARE(platform_.get("/v1/tenants/ten_00000000000000000000000000").status, 404);
    }

    void listsRefuseWhatTheyDoNotUnderstand() {
        QCOMPARE(firstField(platform_.get("/v1/tenants?cursor=nonsense")), std::string("/cursor"));
        QCOMPARE(firstField(platform_.get("/v1/tenants?sort=shoe")), std::string("/sort"));
        const auto filter = platform_.get("/v1/tenants?filter=status%3Dasleep");
        QCOMPARE(filter.status, 400);
        QVERIFY(filter.body.find("position") != std::string::npos ||
                filter.body.find("character") != std::string::npos);
    }

    void aPlanIsPreviewedConfirmedAppliedAndTakenBack() {
        const auto tenant = platform_.tenantCalled("saltmarrow");
        const json::Array seen{json::Object{{"id", tenant.id}, {"version", tenant.version}}};
        const std::string request =
            planOf("tenant", "suspend", {{"ids", json::Array{json::Value(tenant.id)}}}, {{"seen", seen}});
        const auto plan = read<domain::Plan>(platform_.post("/v1/plans", request));
        QCOMPARE(plan.counts.willChange, 1);
        QCOMPARE(plan.confirmation, std::string("suspend 1 in local"));
        const auto changes =
            read<contract::Page<domain::PlanChange>>(platform_.get("/v1/plans/" + plan.id + "/changes"));
        QCOMPARE(changes.items.front().entityName, std::string("Saltmarrow Fisheries"));
        auto refused = platform_.post("/v1/plans/" + plan.id + "/apply", "{}");
        QCOMPARE(refused.status, 422);
        QCOMPARE(firstField(refused), std::string("/confirmation"));
        const Headers key{{"Idempotency-Key", "apply-1"}};
        const std::string apply = spell({{"confirmation", "suspend 1 in local"}, {"reason", "Invoices unpaid"}});
        const auto batch = read<domain::Batch>(platform_.post("/v1/plans/" + plan.id + "/apply", apply, key));
        QCOMPARE(platform_.ended(batch.id).state, domain::BatchState::succeeded);
        QCOMPARE(read<domain::Batch>(platform_.post("/v1/plans/" + plan.id + "/apply", apply, key)).id, batch.id);
        QCOMPARE(platform_.post("/v1/plans/" + plan.id + "/apply", apply).status, 409);
        QCOMPARE(platform_.tenantCalled("saltmarrow").status, domain::TenantStatus::suspended);
        const auto audit = read<contract::Page<domain::AuditEntry>>(platform_.get("/v1/audit?limit=1"));
        QCOMPARE(audit.items.front().action, std::string("tenant.suspend"));
        QCOMPARE(*audit.items.front().batchId, batch.id);

        const auto revert =
            read<domain::Plan>(platform_.post("/v1/plans", planOf("tenant", "revert", {{"batchId", batch.id}})));
        QCOMPARE(revert.counts.willChange, 1);
        const auto back = read<domain::Batch>(platform_.post("/v1/plans/" + revert.id + "/apply", "{}"));
        QCOMPARE(platform_.ended(back.id).state, domain::BatchState::succeeded);
        QCOMPARE(platform_.tenantCalled("saltmarrow").status, domain::TenantStatus::active);
        QVERIFY(read<domain::AuditVerification>(platform_.get("/v1/audit-verification")).intact);
    }

    void recalculatingTakesInWhatChangedMeanwhile() {
        const auto tenant = platform_.tenantCalled("gristmarsh");
        const json::Array seen{json::Object{{"id", tenant.id}, {"version", 99}}};
        const std::string request = planOf("tenant", "change", {{"ids", json::Array{json::Value(tenant.id)}}},
                                           {{"seen", seen}, {"patch", json::Object{{"addTag", "recalculated"}}}});
        const auto plan = read<domain::Plan>(platform_.post("/v1/plans", request));
        QCOMPARE(plan.counts.changedMeanwhile, 1);
        const auto again = read<domain::Plan>(platform_.post("/v1/plans/" + plan.id + "/recalculate", "{}"));
        QCOMPARE(again.id, plan.id);
        QCOMPARE(again.counts.willChange, 1);
        QCOMPARE(read<contract::Page<domain::PlanChange>>(platform_.get("/v1/plans/" + plan.id + "/changes")).total, 1);
    }

    void reportsAndSnapshotsStream() {
        report::Definition definition;
        definition.name = "MRR by plan";
        definition.dataset = "tenants";
        definition.rows = {{"plan", report::Bucket::none}};
        definition.measures = {{"mrr", report::Aggregate::sum}};
        const auto reply = platform_.post("/v1/reports/run", "{\"definition\":" + json::write(definition) + "}");
        QCOMPARE(reply.status, 200);
        const auto lines = linesOf(reply.body);
        QVERIFY(lines.size() >= 3);
        QCOMPARE(json::read<contract::LinesEnd>(lines.back())->rows, std::int64_t(lines.size()) - 2);
        definition.measures = {{"shoeSize", report::Aggregate::sum}};
        QCOMPARE(platform_.post("/v1/reports/run", "{\"definition\":" + json::write(definition) + "}").status, 400);

        const auto snapshot = linesOf(platform_.get("/v1/snapshots/usage").body);
        const auto header = json::read<contract::LinesHeader>(snapshot.front());
        QCOMPARE(header->rows, std::int64_t(snapshot.size()) - 2);
        contract::LinesChecksum checksum;
        for (std::size_t i = 1; i + 1 < snapshot.size(); ++i)
            checksum.add(snapshot[i] + "\n");
        QCOMPARE(json::read<contract::LinesEnd>(snapshot.back())->checksum, checksum.finish());
        QCOMPARE(platform_.get("/v1/snapshots/secrets").status, 404);
    }

    void reportsAreSavedWithVersions() {
        report::Definition definition;
        definition.name = "MRR by plan";
        definition.dataset = "tenants";
        definition.rows = {{"plan", report::Bucket::none}};
        definition.measures = {{"mrr", report::Aggregate::sum}};
        const std::string body = "{\"definition\":" + json::write(definition) + "}";
        const auto saved = read<contract::SavedReport>(platform_.post("/v1/reports", body));
        QCOMPARE(saved.version, 1);
        const std::string target = "/v1/reports/" + saved.id;
        QCOMPARE(platform_.fixture.ask({.method = "PUT", .target = target, .body = body}).status, 428);
        const auto changed = platform_.fixture.ask(
            {.method = "PUT", .target = target, .body = body, .headers = {{"If-Match", "\"v1\""}}});
        QCOMPARE(read<contract::SavedReport>(changed).version, 2);
        QCOMPARE(platform_.fixture
                     .ask({.method = "PUT", .target = target, .body = body, .headers = {{"If-Match", "\"v1\""}}})
                     .status,
                 412);
        QCOMPARE(platform_.fixture.ask({.method = "DELETE", .target = target}).status, 204);
        QCOMPARE(platform_.fixture.ask({.method = "DELETE", .target = target}).status, 404);
    }

    void aBrandIsDraftedPreviewedAndPublished() {
        const auto tenant = platform_.tenantCalled("hollowbeck");
        const std::string target = "/v1/brands/" + tenant.id;
        auto state = read<domain::BrandState>(platform_.get(target));
        state.draft.productName = "Hollowbeck <b>Smile</b>";
        const std::string body = "{\"brand\":" + json::write(state.draft) + "}";
        const Headers match{{"If-Match", platform_.get(target).header("ETag")}};
        const auto saved =
            platform_.fixture.ask({.method = "PUT", .target = target + "/draft", .body = body, .headers = match});
        QCOMPARE(saved.status, 200);
        QCOMPARE(read<domain::BrandState>(saved).changes, 1);
        QCOMPARE(platform_.fixture.ask({.method = "PUT", .target = target + "/draft", .body = body, .headers = match})
                     .status,
                 412);
        const auto preview = platform_.post(target + "/preview", body);
        QCOMPARE(preview.status, 200);
        QVERIFY(preview.body.find("Hollowbeck &lt;b&gt;Smile") != std::string::npos);
        const auto plan = read<domain::Plan>(
            platform_.post("/v1/plans", planOf("brand", "publish", {{"ids", json::Array{json::Value(tenant.id)}}})));
        QCOMPARE(plan.counts.willChange, 1);
        const auto batch = read<domain::Batch>(platform_.post("/v1/plans/" + plan.id + "/apply", "{}"));
        QCOMPARE(platform_.ended(batch.id).state, domain::BatchState::succeeded);
        const auto published = platform_.get(target);
        QCOMPARE(read<domain::BrandState>(published).version, 1);
        QVERIFY(published.header("ETag") != saved.header("ETag"));
        QCOMPARE(read<contract::Page<domain::BrandVersion>>(platform_.get(target + "/versions")).total, 1);
    }

    // Killed while a batch runs; started again it ends the batch, and every tenant is changed exactly once.
    void aKilledPlatformEndsItsBatchLater() {
        Platform platform(400);
        QVERIFY2(platform.fixture.start(), platform.fixture.log().c_str());
        const auto plan =
            read<domain::Plan>(platform.post("/v1/plans", planOf("tenant", "change", {{"filter", "status=active"}},
                                                                 {{"patch", json::Object{{"addTag", "killed"}}}})));
        QVERIFY(plan.counts.willChange > 200);
        const auto batch = read<domain::Batch>(
            platform.post("/v1/plans/" + plan.id + "/apply", spell({{"confirmation", plan.confirmation}})));
        QVERIFY(!batch.id.empty());
        platform.fixture.kill();
        QVERIFY2(platform.fixture.start(), platform.fixture.log().c_str());
        const auto ended = platform.ended(batch.id);
        QCOMPARE(ended.state, domain::BatchState::succeeded);
        QCOMPARE(ended.done, plan.counts.willChange);
        QCOMPARE(read<contract::Page<domain::AuditEntry>>(platform.get("/v1/audit?filter=batchId%3D" + batch.id)).total,
                 plan.counts.willChange);
        QCOMPARE(read<contract::Page<domain::Tenant>>(platform.get("/v1/tenants?filter=tags~killed")).total,
                 plan.counts.willChange);
        QVERIFY(read<domain::AuditVerification>(platform.get("/v1/audit-verification")).intact);
    }

private:
    Platform platform_{60};
};

QTEST_GUILESS_MAIN(PlatformApiTest)
#include "platform_api_test.moc"
    // A stop is no reason to give up: the batch goes on after the next start.
    void aStoppedPlatformEndsItsBatchLater() {
        Platform platform(400);
        QVERIFY2(platform.fixture.start(), platform.fixture.log().c_str());
        const auto plan =
            read<domain::Plan>(platform.post("/v1/plans", planOf("tenant", "change", {{"filter", "status=active"}},
                                                                 {{"patch", json::Object{{"addTag", "stopped"}}}})));
        const auto batch = read<domain::Batch>(
            platform.post("/v1/plans/" + plan.id + "/apply", spell({{"confirmation", plan.confirmation}})));
        QCOMPARE(platform.fixture.stop(), 0);
        QVERIFY2(platform.fixture.start(), platform.fixture.log().c_str());
        const auto ended = platform.ended(batch.id);
        QCOMPARE(ended.state, domain::BatchState::succeeded);
        QCOMPARE(ended.done, plan.counts.willChange);
    }

        QVERIFY(saved.header("ETag") != match.front().second);
        QCOMPARE(platform_.fixture.ask({.target = target, .headers = {{"If-None-Match", match.front().second}}}).status,
                 200);

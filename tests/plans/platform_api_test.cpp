// Tenants, plans, audit, brands and reports through the API of a real stewardd.
#include <QtTest>
#include <set>
#include <sstream>
#include <thread>

#include "base/json.h"
#include "contract/dashboard_messages.h"
#include "contract/endpoints.h"
#include "contract/lines.h"
#include "report/definition.h"
#include "tests/support/reply_document.h"
#include "tests/support/sign_in.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using test::Ask;
using test::read;
using test::Reply;

namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

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
    Reply write(const std::string& method, const std::string& target, const std::string& body, Headers headers = {}) {
        return fixture.ask({.method = method, .target = target, .body = body, .headers = std::move(headers)});
    }
    test::StewarddFixture fixture;
};

// The endpoints whose rules `wanted` picks.
std::set<std::string> endpointsWith(bool (*wanted)(const contract::Rules&)) {
    std::set<std::string> names;
    std::apply(
        [&](const auto&... endpoint) { ((wanted(endpoint.rules) ? void(names.emplace(endpoint.name)) : void()), ...); },
        contract::endpoints);
    return names;
}

report::Definition mrrByPlan() {
    report::Definition definition;
    definition.name = "MRR by plan";
    definition.dataset = "tenants";
    definition.rows = {{"plan", report::Bucket::none}};
    definition.measures = {{"mrr", report::Aggregate::sum}};
    return definition;
}

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

// Of the list of tenants, which is said when it is made.
json::Object viewCalled(const char* name, bool isNew) {
    json::Object view{{"name", name}, {"filter", ""}, {"sort", ""}, {"columns", json::Array()}, {"shared", false}};
    if (isNew) view["list"] = "tenants";
    return view;
}

json::Object dashboardCalled(const char* title) {
    contract::DashboardDraft draft;
    draft.content.title = title;
    return json::toValue(draft).as_object();
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

    void anExpiredPlanChangesNothing() {
        Platform platform(20);
        platform.fixture.set("planLifetimeSeconds=2");
        QVERIFY2(platform.fixture.start(), platform.fixture.log().c_str());
        const auto tenant = platform.tenantCalled("quillmark");
        const std::string request = planOf("tenant", "change", {{"ids", json::Array{json::Value(tenant.id)}}},
                                           {{"patch", json::Object{{"addTag", "late"}}}});
        const auto plan = read<domain::Plan>(platform.post("/v1/plans", request));
        const std::string target = "/v1/plans/" + plan.id;
        QTRY_COMPARE(read<domain::Plan>(platform.get(target)).state, domain::PlanState::expired);
        const auto late = platform.post(target + "/apply", "{}");
        QCOMPARE(late.status, 410);
        const auto problem = read<contract::Problem>(late);
        QVERIFY(problem.type.ends_with("/gone"));
        QVERIFY2(problem.title.find("expired") != std::string::npos, problem.title.c_str());
        QCOMPARE(platform.tenantCalled("quillmark").version, tenant.version);
        QCOMPARE(read<domain::Plan>(platform.post(target + "/recalculate", "{}")).state, domain::PlanState::ready);
        const auto applied = platform.post(target + "/apply", "{}");
        QCOMPARE(applied.status, 202);
        QCOMPARE(platform.ended(read<domain::Batch>(applied).id).state, domain::BatchState::succeeded);
    }

    void aPlanIsAppliedOnce() {
        const auto tenant = platform_.tenantCalled("greyfen");
        const auto made =
            platform_.post("/v1/plans", planOf("tenant", "change", {{"ids", json::Array{json::Value(tenant.id)}}},
                                               {{"patch", json::Object{{"addTag", "once"}}}}));
        QCOMPARE(made.status, 201);
        const std::string target = made.header("Location");
        QCOMPARE(target, "/v1/plans/" + read<domain::Plan>(made).id);
        const auto first = platform_.post(target + "/apply", "{}", {{"Idempotency-Key", "once-1"}});
        QCOMPARE(first.status, 202);
        const auto batch = read<domain::Batch>(first);
        QCOMPARE(first.header("Location"), "/v1/batches/" + batch.id);
        QCOMPARE(platform_.ended(batch.id).done, 1);
        for (const Headers& headers : {Headers{}, Headers{{"Idempotency-Key", "once-2"}}}) {
            const auto second = platform_.post(target + "/apply", "{}", headers);
            QCOMPARE(second.status, 409);
            QVERIFY2(second.body.find(batch.id) != std::string::npos, second.body.c_str());
        }
        QCOMPARE(platform_.post(target + "/recalculate", "{}").status, 409);
        QCOMPARE(platform_.tenantCalled("greyfen").version, tenant.version + 1);
    }

    void whatChangedAfterThePlanIsLeftAlone() {
        const auto moved = platform_.tenantCalled("nimbrook");
        const auto still = platform_.tenantCalled("thornevale");
        const auto plan = read<domain::Plan>(platform_.post(
            "/v1/plans",
            planOf("tenant", "change", {{"ids", json::Array{json::Value(moved.id), json::Value(still.id)}}},
                   {{"patch", json::Object{{"region", "ap-south"}}}})));
        QCOMPARE(plan.counts.willChange, 2);
        const std::string rename = spell({{"patch", json::Object{{"name", "Nimbrook Studios"}}}});
        QCOMPARE(platform_
                     .write("PATCH", "/v1/tenants/" + moved.id, rename,
                            {{"If-Match", "\"v" + std::to_string(moved.version) + "\""}})
                     .status,
                 200);
        const auto batch = read<domain::Batch>(
            platform_.post("/v1/plans/" + plan.id + "/apply", spell({{"confirmation", plan.confirmation}})));
        QCOMPARE(platform_.ended(batch.id).state, domain::BatchState::partlyFailed);
        const auto refused = read<contract::Page<domain::BatchResult>>(
            platform_.get("/v1/batches/" + batch.id + "/results?changed=false"));
        QCOMPARE(refused.total, 1);
        QCOMPARE(refused.items.front().entityId, moved.id);
        QVERIFY(refused.items.front().error.starts_with("Changed after the plan was computed by"));
        const auto now = read<domain::Tenant>(platform_.get("/v1/tenants/" + moved.id));
        QCOMPARE(now.name, std::string("Nimbrook Studios"));
        QCOMPARE(now.region, moved.region);
        QCOMPARE(read<domain::Tenant>(platform_.get("/v1/tenants/" + still.id)).region, std::string("ap-south"));
    }

    void whateverAsksForAVersionRefusesAnOldOne() {
        struct Write {
            std::string method, target, body;
        };
        const auto tenant = platform_.tenantCalled("wexcombe");
        const auto saved = platform_.post("/v1/reports", spell({{"definition", json::toValue(mrrByPlan())}}));
        QCOMPARE(saved.status, 201);
        QCOMPARE(platform_.get(saved.header("Location")).body, saved.body);
        QCOMPARE(platform_.get(saved.header("Location")).header("ETag"), std::string("\"v1\""));
        const auto role =
            platform_.post("/v1/roles", spell({{"name", "Desk"}, {"description", ""}, {"permissions", json::Array()}}));
        QCOMPARE(role.status, 201);
        const auto view = platform_.post("/v1/views", spell(viewCalled("Versioned", true)));
        QCOMPARE(view.status, 201);
        const auto user = read<contract::Page<domain::User>>(platform_.get("/v1/users?limit=1")).items.at(0);
        const auto dashboard = platform_.post("/v1/dashboards", spell(dashboardCalled("Versioned")));
        QCOMPARE(dashboard.status, 201);
        const json::Object target{{"name", "shop"}, {"url", "http://127.0.0.1:9/metrics"}, {"enabled", false}};
        const auto scraped = platform_.post("/v1/scrape-targets", spell(target));
        QCOMPARE(scraped.status, 201);
        const std::map<std::string, Write> writes{
            {"changeDashboard", {"PUT", dashboard.header("Location"), spell(dashboardCalled("Again"))}},
            {"revertDashboard", {"POST", dashboard.header("Location") + "/revert", spell({{"version", 1}})}},
            {"shareDashboard",
             {"PUT", dashboard.header("Location") + "/sharing",
              spell({{"viewers", json::Array{"support"}}, {"editors", json::Array()}})}},
            {"changeScrapeTarget", {"PUT", scraped.header("Location"), spell(target)}},
            {"changeUser", {"PATCH", "/v1/users/" + user.id, spell({{"patch", json::Object{{"name", "Anew"}}}})}},
            {"changeRole", {"PATCH", role.header("Location"), spell({{"name", "Front desk"}})}},
            {"changeTenant",
             {"PATCH", "/v1/tenants/" + tenant.id, spell({{"patch", json::Object{{"addTag", "versioned"}}}})}},
            {"changeReport", {"PUT", saved.header("Location"), spell({{"definition", json::toValue(mrrByPlan())}})}},
            {"saveBrandDraft",
             {"PUT", "/v1/brands/" + tenant.id + "/draft",
              spell({{"brand", json::toValue(domain::Brand{.productName = "Versioned"})}})}},
            {"changeView", {"PUT", view.header("Location"), spell(viewCalled("Again", false))}},
            {"changeSupportPolicy",
             {"PUT", "/v1/tenants/" + tenant.id + "/support-policy", spell({{"consent", "never"}})}}};
        std::set<std::string> tried;
        for (const auto& [name, write] : writes) {
            tried.insert(name);
            QCOMPARE(platform_.write(write.method, write.target, write.body).status, 428);
            QCOMPARE(platform_.write(write.method, write.target, write.body, {{"If-Match", "7"}}).status, 400);
            const auto stale = platform_.write(write.method, write.target, write.body, {{"If-Match", "\"v999\""}});
            QCOMPARE(stale.status, 412);
            const auto problem = read<contract::Problem>(stale);
            QVERIFY2(problem.current.has_value(), stale.body.c_str());
            std::string own = write.target;
            for (const std::string_view part : {"/draft", "/revert", "/sharing"})
                if (own.ends_with(part)) own.resize(own.size() - part.size());
            QCOMPARE(json::write(*problem.current), json::write(*json::parse(platform_.get(own).body)));
        }
        QCOMPARE(endpointsWith([](const contract::Rules& rules) { return rules.needsIfMatch; }), tried);
    }

    void aKeyBelongsToOneRequest() {
        const auto tenant = platform_.tenantCalled("pike-marrow");
        const auto tagging = [&](const char* tag) {
            return planOf("tenant", "change", {{"ids", json::Array{json::Value(tenant.id)}}},
                          {{"patch", json::Object{{"addTag", tag}}}});
        };
        const auto plan = read<domain::Plan>(platform_.post("/v1/plans", tagging("keyed")));
        auto other = mrrByPlan();
        other.name = "Another";
        struct Post {
            std::string target, body, otherBody;
        };
        auto another = newTenant();
        another.replace(another.find("brightholt-cycles"), 17, "brightholt-trains");
        auto different = another;
        different.replace(different.find("eu-west"), 7, "us-east");
        const std::map<std::string, Post> posts{
            {"createTenant", {"/v1/tenants", another, different}},
            {"createRole",
             {"/v1/roles", spell({{"name", "Keyed"}, {"description", ""}, {"permissions", json::Array()}}),
              spell({{"name", "Other"}, {"description", ""}, {"permissions", json::Array()}})}},
            {"createPlan", {"/v1/plans", tagging("first"), tagging("second")}},
            {"createDashboard", {"/v1/dashboards", spell(dashboardCalled("Keyed")), spell(dashboardCalled("Other"))}},
            {"createScrapeTarget",
             {"/v1/scrape-targets", spell({{"name", "keyed"}, {"url", "http://127.0.0.1:9/a"}, {"enabled", false}}),
              spell({{"name", "other"}, {"url", "http://127.0.0.1:9/b"}, {"enabled", false}})}},
            {"saveView", {"/v1/views", spell(viewCalled("Keyed", true)), spell(viewCalled("Other", true))}},
            {"applyPlan", {"/v1/plans/" + plan.id + "/apply", "{}", spell({{"reason", "Another"}})}},
            {"saveReport",
             {"/v1/reports", spell({{"definition", json::toValue(mrrByPlan())}}),
              spell({{"definition", json::toValue(other)}})}}};
        std::set<std::string> tried;
        for (const auto& [name, post] : posts) {
            tried.insert(name);
            const Headers key{{"Idempotency-Key", "key of " + name}};
            const auto first = platform_.post(post.target, post.body, key);
            QVERIFY2(first.status == 201 || first.status == 202, first.body.c_str());
            const auto again = platform_.post(post.target, post.body, key);
            QCOMPARE(again.status, first.status);
            QCOMPARE(again.body, first.body);
            QCOMPARE(again.header("Location"), first.header("Location"));
            const auto reused = platform_.post(post.target, post.otherBody, key);
            QCOMPARE(reused.status, 422);
            QVERIFY2(reused.body.find("Idempotency-Key") != std::string::npos, reused.body.c_str());
        }
        QCOMPARE(platform_
                     .post("/v1/reports", spell({{"definition", json::toValue(mrrByPlan())}}),
                           {{"Idempotency-Key", "key of createTenant"}})
                     .status,
                 422);
        QCOMPARE(endpointsWith([](const contract::Rules& rules) { return rules.takesIdempotencyKey; }), tried);
    }

    void badBodiesSayWhatIsWrong() {
        const auto before = read<contract::Page<domain::Tenant>>(platform_.get("/v1/tenants")).total;
        const auto refused = [&](const std::string& body, const std::string& type = "application/json") {
            const auto reply = platform_.post("/v1/tenants", body, {{"Content-Type", type}});
            const bool isProblem = reply.header("Content-Type") == "application/problem+json";
            return isProblem ? reply.status : 0;
        };
        QCOMPARE(refused("{\"name\":"), 400);
        QCOMPARE(refused("[]"), 400);
        QCOMPARE(refused("{} {}"), 400);
        QCOMPARE(refused("{\"name\":\"\xff\xfe\"}"), 400);
        QCOMPARE(refused("name=X", "text/plain"), 400);
        QCOMPARE(refused("{\"name\":7}"), 400);
        QCOMPARE(firstField(platform_.post("/v1/tenants", "{\"name\":7}")), std::string("/name"));
        QCOMPARE(firstField(platform_.post("/v1/tenants", "{\"tags\":[1]}")), std::string("/tags/0"));
        QCOMPARE(firstField(platform_.post("/v1/tenants", "{\"colour\":1}")), std::string("/colour"));
        QCOMPARE(refused("{\"name\":\"" + std::string(300'000, 'x') + "\"}"), 413);
        // A million levels fit into what a plan may be.
        QCOMPARE(platform_.post("/v1/plans", std::string(1'000'000, '[')).status, 400);
        QCOMPARE(
            platform_.post("/v1/plans", "{\"patch\":" + std::string(500'000, '[') + std::string(500'000, ']') + "}")
                .status,
            400);
        test::RawConnection huge(platform_.fixture.port());
        huge.send(
            "POST /v1/plans HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            "Content-Length: 9000000\r\n\r\n");
        QCOMPARE(huge.reply().status, 413);
        QCOMPARE(read<contract::Page<domain::Tenant>>(platform_.get("/v1/tenants")).total, before);
    }

    void badCursorsAreNamedByEveryList() {
        const auto tenant = platform_.tenantCalled("fernhollow");
        const auto plan = read<domain::Plan>(
            platform_.post("/v1/plans", planOf("tenant", "change", {{"ids", json::Array{json::Value(tenant.id)}}},
                                               {{"patch", json::Object{{"addTag", "cursors"}}}})));
        const auto batch = read<domain::Batch>(platform_.post("/v1/plans/" + plan.id + "/apply", "{}"));
        const auto first = json::parse(platform_.get("/v1/tenants?limit=1").body);
        const std::string ofTenants(first->at("nextCursor").as_string());
        for (const std::string& list :
             {std::string("/v1/tenants?sort=-mrr&"), std::string("/v1/users?sort=email&"), std::string("/v1/audit?"),
              std::string("/v1/reports?sort=-savedAt&"), std::string("/v1/jobs?"), "/v1/plans/" + plan.id + "/changes?",
              "/v1/batches/" + batch.id + "/results?"})
            for (const std::string& cursor : {std::string("nonsense"), std::string("e30"), std::string("W10"),
                                              std::string(8000, 'A').substr(0, 4000), ofTenants}) {
                const auto reply = platform_.get(list + "cursor=" + cursor);
                QVERIFY2(reply.status == 400 && firstField(reply) == "/cursor", (list + cursor + reply.body).c_str());
            }
    }

    void aCodeIsRedeemedOnceAndWithItsVerifier() {
        const auto tenant = platform_.tenantCalled("tarnwick");
        const int port = platform_.fixture.port();
        const std::string code =
            test::codeOf(test::fillSignInPage(port, tenant.slug, tenant.ownerEmail, test::demoPassword));
        QVERIFY(!code.empty());
        const auto wrong = test::redeemCode(port, code, std::string(43, 'a'));
        QCOMPARE(wrong.status, 400);
        QVERIFY(wrong.body.find("invalid_grant") != std::string::npos);
        const auto tokens = test::redeemCode(port, code);
        QCOMPARE(tokens.status, 200);
        const std::string token(json::parse(tokens.body)->at("access_token").as_string());
        QCOMPARE(platform_.fixture.ask({.target = "/v1/me", .token = token}).status, 200);
        QCOMPARE(test::redeemCode(port, code).status, 400);
        QCOMPARE(platform_.fixture.ask({.target = "/v1/me", .token = token}).status, 401);
    }

    void whoWasPastDueComesBackPastDue() {
        const auto tenant = platform_.tenantCalled("thornevale");
        QCOMPARE(tenant.status, domain::TenantStatus::pastDue);
        for (const char* operation : {"suspend", "resume"}) {
            const auto plan = read<domain::Plan>(platform_.post(
                "/v1/plans", planOf("tenant", operation, {{"ids", json::Array{json::Value(tenant.id)}}})));
            const auto batch = read<domain::Batch>(
                platform_.post("/v1/plans/" + plan.id + "/apply", spell({{"confirmation", plan.confirmation}})));
            QCOMPARE(platform_.ended(batch.id).state, domain::BatchState::succeeded);
        }
        QCOMPARE(platform_.tenantCalled("thornevale").status, domain::TenantStatus::pastDue);
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
        QVERIFY(saved.header("ETag") != match.front().second);
        QCOMPARE(platform_.fixture.ask({.target = target, .headers = {{"If-None-Match", match.front().second}}}).status,
                 200);
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

private:
    Platform platform_{60};
};

QTEST_GUILESS_MAIN(PlatformApiTest)
#include "platform_api_test.moc"

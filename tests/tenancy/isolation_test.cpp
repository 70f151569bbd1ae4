// A tenant's users against everything that belongs to another tenant, through the API of a real stewardd. Requests are
// made from contract::endpoints, so an endpoint that is added is tried, too.
#include <QtTest>
#include <regex>
#include <set>
#include <sstream>

#include "base/json.h"
#include "contract/endpoints.h"
#include "contract/lines.h"
#include "contract/problem.h"
#include "report/dataset.h"
#include "report/definition.h"
#include "tests/logs/otlp_message.h"
#include "tests/support/reply_document.h"
#include "tests/support/sign_in.h"
#include "tests/support/stewardd_fixture.h"
#include "tests/support/web_socket_client.h"

using namespace steward;
using domain::Role;
using test::Ask;
using test::read;
using test::Reply;
using namespace std::chrono_literals;

namespace {

std::string spell(json::Object object) {
    return json::write(json::Value(std::move(object)));
}

std::string verbOf(contract::Method method) {
    switch (method) {
        case contract::Method::get:
            return "GET";
        case contract::Method::post:
            return "POST";
        case contract::Method::put:
            return "PUT";
        case contract::Method::patch:
            return "PATCH";
        case contract::Method::delete_:
            break;
    }
    return "DELETE";
}

report::Definition definitionOf(const std::string& dataset, const std::string& filter = {}) {
    report::Definition definition;
    definition.name = "Rows of " + dataset;
    definition.dataset = dataset;
    definition.rows = {{dataset == "tenants" ? "id" : "tenantId", report::Bucket::none}};
    definition.measures = {{"", report::Aggregate::count}};
    definition.filter = filter;
    return definition;
}

// A request to an endpoint about the entity `id`, complete enough to reach its handler.
template <class Q, class R>
Ask askAbout(const contract::Endpoint<Q, R>& endpoint, const std::string& id) {
    Ask question{.method = verbOf(endpoint.method), .target = std::string(endpoint.path)};
    json::Object body;
    if constexpr (!std::is_same_v<Q, contract::Nothing>) body = json::toValue(Q{}).as_object();
    while (question.target.find('{') != std::string::npos) {
        const auto start = question.target.find('{');
        const auto end = question.target.find('}', start);
        body.erase(question.target.substr(start + 1, end - start - 1));
        question.target.replace(start, end - start + 1, id);
    }
    if (body.contains("definition")) body["definition"] = json::toValue(definitionOf("tenants"));
    if (body.contains("brand")) body["brand"] = json::toValue(domain::Brand{.productName = "Taken over"});
    if (endpoint.method != contract::Method::get && endpoint.method != contract::Method::delete_)
        question.body = spell(std::move(body));
    if (endpoint.rules.needsIfMatch) question.headers.emplace_back("If-Match", "\"v1\"");
    return question;
}

template <class F>
void eachEndpoint(F&& f) {
    std::apply([&](const auto&... endpoint) { (f(endpoint), ...); }, contract::endpoints);
}

// One of the metrics that OTLP sends: "orders" with the name of the shop.
std::string metricOf(const std::string& shop) {
    const auto now = std::chrono::duration_cast<std::chrono::nanoseconds>(SystemClock().now().time_since_epoch());
    return R"({"scopeMetrics":[{"metrics":[{"name":"orders","gauge":{"dataPoints":[{"asInt":"1","timeUnixNano":")" +
           std::to_string(now.count()) + R"(","attributes":[{"key":"shop","value":{"stringValue":")" + shop +
           R"("}}]}]}}]}]})";
}

// What a refusal says, without the id of its request.
std::string shapeOf(const Reply& reply) {
    auto problem = read<contract::Problem>(reply);
    problem.requestId.clear();
    return json::write(problem);
}

// A tenant and one thing of every kind that it can have.
struct Tenant {
    domain::Tenant tenant;
    domain::User owner;
    std::string ownerToken;
    std::string publishedPlan;
    std::string readyPlan;
    std::string batch;
    std::string job;
    std::string entry;
    std::string report;
    std::string view;
    std::string dashboard;
    std::string role;
    std::string session;
    std::string apiKey;
    std::string support;
    std::string scrapeTarget;
    std::string log;
    std::string alert, alertRule, silence, slo, alertChannel, component, maintenanceWindow, schedule, run;
};

}  // namespace

class IsolationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(platform_.loadDemo(20), platform_.log().c_str());
        platform_.set("alerts.intervalMs=200");
        QVERIFY2(platform_.start(), platform_.log().c_str());
        furnish(own_, "tarnwick");
        furnish(foreign_, "lindenmoor");
        watch(own_, "tarnwick");
        watch(foreign_, "lindenmoor");
        for (const auto role : {Role::owner, Role::admin, Role::analyst, Role::viewer})
            tokens_[role] = tokenOf(own_.tenant, role);
        for (const auto role : {Role::support, Role::billing, Role::auditor})
            tokens_[role] = tokenOf({}, role);
        for (const auto& [role, token] : tokens_)
            QVERIFY2(!token.empty(), std::string(enumName(role)).c_str());
    }

    void everyRoleIsHeldToItsPermissions() {
        eachEndpoint([&](const auto& endpoint) {
            const Ask question = askAbout(endpoint, "x");
            if (endpoint.permission == domain::Permission::none) return;
            QVERIFY2(send(question, "-").status == 401, endpoint.name.data());
            for (const auto& [role, token] : tokens_)
                if (!contract::mayCall(domain::permissionsOf(role), endpoint.permission, endpoint.rules))
                    QVERIFY2(send(question, token).status == 403,
                             (std::string(enumName(role)) + " " + std::string(endpoint.name)).c_str());
        });
    }

    void foreignAndMissingLookAlike() {
        const std::string before = everythingOf(foreign_);
        int tried = 0;
        eachEndpoint([&](const auto& endpoint) {
            const std::string path(endpoint.path);
            const auto start = path.find('{');
            if (start == std::string::npos || path.substr(start).starts_with("{dataset}")) return;
            const auto known = foreignIds().find(path.substr(0, start));
            QVERIFY2(known != foreignIds().end(), ("this test knows no foreign id for " + path).c_str());
            const std::string id = known->second;
            const std::string missing = id.substr(0, 4) + std::string(26, '0');
            for (const auto role : {Role::owner, Role::admin, Role::analyst, Role::viewer}) {
                const auto foreign = send(askAbout(endpoint, id), tokens_[role]);
                const auto none = send(askAbout(endpoint, missing), tokens_[role]);
                const std::string what =
                    std::string(enumName(role)) + " " + std::string(endpoint.name) + ": " + foreign.body;
                QVERIFY2(foreign.status == 403 || foreign.status == 404, what.c_str());
                QVERIFY2(foreign.status == none.status && shapeOf(foreign) == shapeOf(none), what.c_str());
                ++tried;
            }
        });
        QVERIFY(tried >= 60);
        QCOMPARE(everythingOf(foreign_), before);
    }

    void whatIsListedIsTheOwn() {
        int lists = 0;
        eachEndpoint([&]<class Q, class R>(const contract::Endpoint<Q, R>& endpoint) {
            if (endpoint.method != contract::Method::get || endpoint.path.find('{') != std::string_view::npos) return;
            if (endpoint.permission == domain::Permission::none) return;
            if constexpr (std::is_same_v<Q, contract::ListRequest> || std::is_same_v<Q, contract::Nothing>) {
                const std::string target =
                    std::string(endpoint.path) + (std::is_same_v<Q, contract::Nothing> ? "" : "?limit=500");
                for (const auto role : {Role::owner, Role::admin, Role::analyst, Role::viewer}) {
                    const auto reply = send({.target = target}, tokens_[role]);
                    if (reply.status == 403) continue;
                    QVERIFY2(reply.status == 200, reply.body.c_str());
                    QVERIFY2(namesNobodyElse(reply.body), (target + ": " + reply.body).c_str());
                    if constexpr (std::is_same_v<Q, contract::ListRequest>) {
                        QVERIFY2(read<R>(reply).total > 0, target.c_str());
                        ++lists;
                    }
                }
            }
        });
        QVERIFY(lists >= 10);
        QCOMPARE(read<contract::Page<domain::Tenant>>(send({.target = "/v1/tenants"}, own_.ownerToken)).total, 1);
        const auto chain = read<domain::AuditVerification>(send({.target = "/v1/audit-verification"}, own_.ownerToken));
        QVERIFY(chain.intact);
        QCOMPARE(chain.entries, 0);
    }

    void filtersAndCursorsDoNotWiden() {
        for (const std::string& target :
             {"/v1/tenants?filter=id%3D" + foreign_.tenant.id, "/v1/users?filter=tenantId%3D" + foreign_.tenant.id,
              "/v1/audit?filter=tenantId%3D" + foreign_.tenant.id, "/v1/audit?filter=batchId%3D" + foreign_.batch,
              "/v1/logs?filter=tenantId%3D" + foreign_.tenant.id, "/v1/logs?filter=id%3D" + foreign_.log,
              std::string("/v1/logs?filter=search~lindenmoor")}) {
            const auto reply = send({.target = target}, own_.ownerToken);
            QCOMPARE(reply.status, 200);
            QVERIFY2(reply.body.find("\"total\":0") != std::string::npos, reply.body.c_str());
        }
        for (const std::string list : {"/v1/tenants", "/v1/users", "/v1/audit", "/v1/jobs", "/v1/logs"}) {
            const auto all = json::parse(platform_.ask({.target = list + "?limit=1"}).body);
            const auto* cursor = all ? all->get_object().if_contains("nextCursor") : nullptr;
            QVERIFY2(cursor && cursor->is_string(), list.c_str());
            const auto reply =
                send({.target = list + "?limit=500&cursor=" + std::string(cursor->get_string())}, own_.ownerToken);
            QCOMPARE(reply.status, 200);
            QVERIFY2(namesNobodyElse(reply.body), reply.body.c_str());
        }
    }

    void nothingOfOthersIsFound() {
        const auto textsOf = [](const Tenant& one) {
            return std::vector<std::string>{one.tenant.id,
                                            one.tenant.name,
                                            one.tenant.slug,
                                            one.tenant.domain,
                                            one.owner.id,
                                            one.owner.email,
                                            one.owner.name,
                                            one.entry,
                                            one.batch,
                                            one.publishedPlan,
                                            one.readyPlan,
                                            one.job,
                                            one.role,
                                            one.apiKey,
                                            one.support,
                                            one.tenant.id.substr(0, 20),
                                            one.tenant.name.substr(0, 6)};
        };
        for (const auto& text : textsOf(own_))
            QVERIFY2(!found(text, own_.ownerToken).empty(), text.c_str());
        for (const auto& text : textsOf(foreign_)) {
            QVERIFY2(!found(text, platform_.token()).empty(), text.c_str());
            for (const auto role : {Role::owner, Role::admin, Role::analyst, Role::viewer})
                for (const auto& hit : found(text, tokens_[role]))
                    QVERIFY2(hit.tenantId == own_.tenant.id, text.c_str());
        }
    }

    void groupsAndViewsAreTheOwn() {
        const auto groups = read<contract::Groups>(send({.target = "/v1/groups?list=tenants&by=id"}, own_.ownerToken));
        QCOMPARE(groups.items, (std::vector<contract::Group>{{own_.tenant.id, 1}}));
        QCOMPARE(groups.total, 1);
        for (const std::string& target : {"/v1/groups?list=users&by=tenantId&filter=tenantId%3D" + foreign_.tenant.id,
                                          "/v1/groups?list=audit&by=tenantId&filter=batchId%3D" + foreign_.batch})
            QVERIFY2(read<contract::Groups>(send({.target = target}, own_.ownerToken)).items.empty(), target.c_str());
        QCOMPARE(send({.target = "/v1/groups?list=audit&by=actor"}, tokens_[Role::viewer]).status, 403);
        const auto views = send({.target = "/v1/views?list=tenants"}, own_.ownerToken);
        QVERIFY(views.body.find(own_.view) != std::string::npos);
        QVERIFY2(namesNobodyElse(views.body), views.body.c_str());
        QVERIFY(platform_.ask({.target = "/v1/views?list=tenants"}).body.find(own_.view) == std::string::npos);
    }

    void reportsAndSnapshotsHoldTheOwnRows() {
        for (const std::string dataset : {"tenants", "users", "usage", "subscriptions", "audit"}) {
            const std::string snapshot = "/v1/snapshots/" + dataset;
            for (const auto role : {Role::owner, Role::analyst}) {
                const auto reply = send({.target = snapshot}, tokens_[role]);
                if (reply.status == 403) continue;
                QCOMPARE(reply.status, 200);
                QVERIFY2(reply.body.find(own_.tenant.id) != std::string::npos, dataset.c_str());
                QVERIFY2(namesNobodyElse(reply.body), dataset.c_str());
                const auto refreshed =
                    send({.method = "POST",
                          .target = snapshot,
                          .body = spell({{"choice", {{"tenants", json::Array{own_.tenant.id, foreign_.tenant.id}}}},
                                         {"known", json::Array()}})},
                         tokens_[role]);
                QCOMPARE(refreshed.status, 200);
                QVERIFY2(refreshed.body.find(own_.tenant.id) != std::string::npos, refreshed.body.c_str());
                QVERIFY2(namesNobodyElse(refreshed.body), dataset.c_str());
            }
            QCOMPARE(send({.target = snapshot}, tokens_[Role::viewer]).status, 403);
            for (const bool underlying : {false, true}) {
                const auto all = run(definitionOf(dataset), underlying);
                QVERIFY2(all.find(own_.tenant.id) != std::string::npos || underlying, all.substr(0, 2000).c_str());
                QVERIFY2(namesNobodyElse(all), dataset.c_str());
                const std::string field = dataset == "tenants" ? "id" : "tenantId";
                const auto none = run(definitionOf(dataset, field + "=" + foreign_.tenant.id), underlying);
                QVERIFY2(none.find(underlying ? "\"rows\":0" : "\"rowsScanned\":0") != std::string::npos, none.c_str());
            }
        }
        QCOMPARE(send({.target = "/v1/snapshots/users"}, tokens_[Role::analyst]).status, 403);
        QCOMPARE(send({.target = "/v1/snapshots/audit"}, tokens_[Role::analyst]).status, 403);
    }

    void theConfigurationIsTheOwn() {
        for (const auto role : {Role::owner, Role::admin, Role::analyst, Role::viewer}) {
            const auto reply = send({.target = "/v1/configuration"}, tokens_[role]);
            QCOMPARE(reply.status, 200);
            QVERIFY2(reply.body.find("\"" + own_.tenant.slug + "\"") != std::string::npos, reply.body.c_str());
            QVERIFY2(namesNobodyElse(reply.body), reply.body.c_str());
        }
        const auto foreign =
            send({.target = "/v1/configuration?tenants=slug%3D" + foreign_.tenant.slug}, own_.ownerToken);
        QVERIFY2(namesNobodyElse(foreign.body), foreign.body.c_str());
        QVERIFY(foreign.body.find("\"tenants\":{}") != std::string::npos);
        QCOMPARE(send({.target = "/v1/configuration?kinds=roles"}, tokens_[Role::viewer]).status, 403);
    }

    void metricsAreTheOwn() {
        const std::string range = "/v1/metrics/range?names=http.requests&from=" + ago(60s) + "&to=" + ago(0s);
        const auto foreign = send({.target = range + "&tenantId=" + foreign_.tenant.id}, own_.ownerToken);
        const auto missing = send({.target = range + "&tenantId=ten_" + std::string(26, '0')}, own_.ownerToken);
        QCOMPARE(foreign.status, 404);
        QCOMPARE(shapeOf(foreign), shapeOf(missing));
        for (const auto& series : read<contract::MetricRange>(send({.target = range}, own_.ownerToken)).series)
            QCOMPARE(series.tenantId.value_or(""), own_.tenant.id);
        const auto hours = read<contract::MetricRange>(
            send({.target = "/v1/metrics/tenant-requests?tenantIds=" + foreign_.tenant.id + "," + own_.tenant.id},
                 own_.ownerToken));
        QCOMPARE(hours.series.size(), std::size_t(1));
        QCOMPARE(hours.series.front().tenantId.value_or(""), own_.tenant.id);
        QCOMPARE(send({.target = "/v1/metrics/top-tenants"}, own_.ownerToken).status, 403);
    }

    void aTenantNamedInARequestIsTheOwn() {
        std::set<std::string> askedByTenant;
        eachEndpoint([&]<class Q, class R>(const contract::Endpoint<Q, R>& endpoint) {
            if constexpr (requires(Q request) { request.tenantId; })
                if (endpoint.path.find("{tenantId}") == std::string_view::npos) askedByTenant.emplace(endpoint.name);
        });
        QVERIFY2(askedByTenant ==
                     std::set<std::string>({"metricRange", "listRoles", "createRole", "inviteUser", "querySeries",
                                            "listSeries", "seriesUsage", "createScrapeTarget", "uptimeReport"}),
                 "another endpoint names a tenant in its request");
        const std::string missing = "ten_" + std::string(26, '0');
        const auto shapes = [&](auto&& asking) {
            const auto foreign = send(asking(foreign_.tenant.id), own_.ownerToken);
            const auto none = send(asking(missing), own_.ownerToken);
            return foreign.status == 404 && none.status == 404 && shapeOf(foreign) == shapeOf(none);
        };
        const std::string before = everythingOf(foreign_);
        QVERIFY(shapes([](const std::string& id) { return Ask{.target = "/v1/roles?tenantId=" + id}; }));
        QVERIFY(shapes([](const std::string& id) {
            return Ask{
                .method = "POST",
                .target = "/v1/roles",
                .body = spell(
                    {{"tenantId", id}, {"name", "Taken over"}, {"description", ""}, {"permissions", json::Array()}})};
        }));
        QVERIFY(shapes([](const std::string& id) {
            return Ask{
                .method = "POST",
                .target = "/v1/users",
                .body = spell({{"tenantId", id}, {"name", "Somebody"}, {"email", "a@b.example"}, {"role", "viewer"}})};
        }));
        QVERIFY(shapes([](const std::string& id) { return Ask{.target = "/v1/uptime?tenantId=" + id}; }));
        QVERIFY(shapes([](const std::string& id) { return Ask{.target = "/v1/series?tenantId=" + id}; }));
        QVERIFY(shapes([](const std::string& id) { return Ask{.target = "/v1/series/usage?tenantId=" + id}; }));
        QVERIFY(shapes([](const std::string& id) {
            const contract::SeriesRequest request{.tenantId = id, .query = {.metric = "orders"}};
            return Ask{.method = "POST", .target = "/v1/series/query", .body = json::write(request)};
        }));
        QCOMPARE(everythingOf(foreign_), before);
    }

    void plansReachTheOwnOnly() {
        const std::string before = everythingOf(foreign_);
        const std::string missingTenant = "ten_" + std::string(26, '0');
        const auto shapeOfPlan = [&](const std::string& operation, const std::string& id) {
            const auto reply = plan(operation, {{"ids", json::Array{json::Value(id)}}});
            return std::to_string(reply.status) + std::regex_replace(shapeOf(reply), std::regex(id), "the id");
        };
        QCOMPARE(shapeOfPlan("publish", foreign_.tenant.id), shapeOfPlan("publish", missingTenant));
        QVERIFY(shapeOfPlan("publish", foreign_.tenant.id).starts_with("422"));
        QCOMPARE(shapeOfPlan("revert", foreign_.entry), shapeOfPlan("revert", "aud_" + std::string(26, '0')));
        const auto batch = plan("revert", {{"batchId", foreign_.batch}});
        QCOMPARE(batch.status, 422);
        QCOMPARE(shapeOf(batch), shapeOf(plan("revert", {{"batchId", "bat_" + std::string(26, '0')}})));
        for (const std::string operation : {"suspend", "change", "create"}) {
            json::Object request{{"entity", "tenant"}, {"operation", operation}, {"selection", json::Object()}};
            if (operation != "create")
                request["selection"] = json::Object{{"ids", json::Array{json::Value(own_.tenant.id)}}};
            QCOMPARE(send({.method = "POST", .target = "/v1/plans", .body = spell(std::move(request))}, own_.ownerToken)
                         .status,
                     403);
        }
        QCOMPARE(everythingOf(foreign_), before);
    }

    void theFeedCarriesTheOwn() {
        test::WebSocketClient feed(platform_.port(), own_.ownerToken);
        QCOMPARE(feed.status(), 101);
        for (const std::string& topic :
             {std::string("metrics"), "metrics:" + foreign_.tenant.id, "entities:" + foreign_.tenant.id,
              "audit:" + foreign_.tenant.id, "jobs:" + foreign_.tenant.id}) {
            feed.sendText(spell({{"type", "subscribe"}, {"topic", topic}}));
            QVERIFY2(feed.textWith("\"refused\""), topic.c_str());
        }
        for (const char* topic : {"entities", "audit", "jobs"}) {
            feed.sendText(spell({{"type", "subscribe"}, {"topic", topic}}));
            QVERIFY2(feed.textWith("\"subscribed\""), topic);
        }
        publishBrand(foreign_, "Unseen by others");
        addTag(foreign_.tenant.id);
        const std::string batch = publishBrand(own_, "Seen by its own");
        std::string all;
        while (all.find("\"batchId\":\"" + batch) == std::string::npos) {
            const auto frame = feed.textWith("\"events\"");
            QVERIFY2(frame.has_value(), all.c_str());
            all += *frame;
        }
        QVERIFY2(namesNobodyElse(all), all.c_str());
        test::WebSocketClient viewer(platform_.port(), tokens_[Role::viewer]);
        viewer.sendText(spell({{"type", "subscribe"}, {"topic", "audit"}}));
        QVERIFY(viewer.textWith("\"refused\""));
    }

    void seriesAreTheOwn() {
        const Time now = SystemClock().now();
        const auto query = [&](const std::string& token, std::optional<std::string> tenant = {}) {
            contract::SeriesRequest request{.tenantId = tenant, .query = {.metric = "orders"}, .from = now, .to = now};
            return send({.method = "POST", .target = "/v1/series/query", .body = json::write(request)}, token);
        };
        for (const auto role : {Role::owner, Role::admin, Role::analyst, Role::viewer}) {
            const auto own = read<contract::SeriesResult>(query(tokens_[role]));
            QCOMPARE(own.items.size(), std::size_t(1));
            QCOMPARE(own.items.at(0).labels.at("shop"), std::string("tarnwick"));
            QCOMPARE(query(tokens_[role], foreign_.tenant.id).status, 404);
            QCOMPARE(send({.target = "/v1/series?tenantId=" + foreign_.tenant.id}, tokens_[role]).status, 404);
            QCOMPARE(send({.target = "/v1/series/usage?tenantId=" + foreign_.tenant.id}, tokens_[role]).status, 404);
        }
        const auto text = send({.target = "/v1/series/text"}, own_.ownerToken).body;
        QVERIFY(text.find("tarnwick") != std::string::npos && text.find("lindenmoor") == std::string::npos);
        // Staff say whose.
        QVERIFY(read<contract::SeriesResult>(query(platform_.token())).items.empty());
        QCOMPARE(read<contract::SeriesResult>(query(platform_.token(), foreign_.tenant.id)).items.size(),
                 std::size_t(1));
    }

    void logsThatAreSentAreTheOwn() {
        const auto now = static_cast<std::uint64_t>(SystemClock().now().time_since_epoch().count()) * 1'000'000;
        const auto sendLogs = [&](const std::string& tenantId, const std::string& text) {
            return send({.method = "POST",
                         .target = std::string(contract::sendLogs.path),
                         .body = test::otlp::request("billing", tenantId, {{now, 9, text, {}, {}}}),
                         .headers = {{"Content-Type", "application/x-protobuf"}}},
                        own_.ownerToken);
        };
        const auto foreign = sendLogs(foreign_.tenant.id, "slipped in");
        QCOMPARE(foreign.status, 200);
        QVERIFY(foreign.body.find("not the caller's") != std::string::npos);
        QVERIFY(sendLogs({}, "said by its own service").body.empty());
        contract::LogPage own;
        for (int i = 0; i < 100 && own.items.empty(); ++i) {
            own = read<contract::LogPage>(
                send({.target = "/v1/logs?filter=search~%22own%20service%22"}, own_.ownerToken));
            QTest::qWait(50);
        }
        QCOMPARE(own.items.at(0).tenantId.value_or(""), own_.tenant.id);
        QCOMPARE(read<contract::LogPage>(platform_.ask({.target = "/v1/logs?filter=search~slipped"})).total, 0);
    }

    void keysOfOthersAreNotRemembered() {
        const Ask save{.method = "POST",
                       .target = "/v1/reports",
                       .body = spell({{"definition", json::toValue(definitionOf("usage"))}}),
                       .headers = {{"Idempotency-Key", "the same for both"}}};
        const auto own = read<contract::SavedReport>(send(save, own_.ownerToken));
        const auto other = read<contract::SavedReport>(send(save, foreign_.ownerToken));
        QVERIFY(own.id != other.id);
        QCOMPARE(send({.target = "/v1/reports/" + other.id}, own_.ownerToken).status, 404);
    }

private:
    Reply send(Ask question, const std::string& token) const {
        question.token = token;
        return platform_.ask(question);
    }

    std::string tokenOf(const domain::Tenant& tenant, Role role) const {
        const auto users = read<contract::Page<domain::User>>(platform_.ask(
            {.target = "/v1/users?limit=1&filter=status%3Dactive%3Brole%3D" + std::string(enumName(role)) +
                       (tenant.id.empty() ? "" : "%3BtenantId%3D" + tenant.id)}));
        if (users.items.empty()) return {};
        return test::signIn(platform_.port(), tenant.slug, users.items.front().email).token;
    }

    // Publishes a brand of that name; the batch, once it has ended.
    std::string publishBrand(const Tenant& one, const std::string& name) const {
        const std::string target = "/v1/brands/" + one.tenant.id;
        const auto state = read<domain::BrandState>(send({.target = target}, one.ownerToken));
        saveDraft(one, name, state.draftRevision);
        const auto made = read<domain::Plan>(
            send({.method = "POST", .target = "/v1/plans", .body = publishing(one)}, one.ownerToken));
        const auto batch = read<domain::Batch>(
            send({.method = "POST", .target = "/v1/plans/" + made.id + "/apply", .body = "{}"}, one.ownerToken));
        for (int i = 0; i < 1000; ++i) {
            if (read<domain::Batch>(send({.target = "/v1/batches/" + batch.id}, one.ownerToken)).finishedAt) break;
            QTest::qWait(5);
        }
        return batch.id;
    }
    static std::string publishing(const Tenant& one) {
        return spell({{"entity", "brand"},
                      {"operation", "publish"},
                      {"selection", json::Object{{"ids", json::Array{json::Value(one.tenant.id)}}}}});
    }
    void saveDraft(const Tenant& one, const std::string& name, std::int64_t revision) const {
        send({.method = "PUT",
              .target = "/v1/brands/" + one.tenant.id + "/draft",
              .body = spell({{"brand", json::toValue(domain::Brand{.productName = name})}}),
              .headers = {{"If-Match", "\"v" + std::to_string(revision) + "\""}}},
             one.ownerToken);
    }
    // As staff.
    void addTag(const std::string& tenantId) const {
        const std::string target = "/v1/tenants/" + tenantId;
        const auto etag = platform_.ask({.target = target}).header("ETag");
        QCOMPARE(platform_
                     .ask({.method = "PATCH",
                           .target = target,
                           .body = spell({{"patch", json::Object{{"addTag", "isolated"}}}}),
                           .headers = {{"If-Match", etag}}})
                     .status,
                 200);
    }

    // By a plan; the id of the only one in its list.
    std::string defined(const Tenant& one, const char* entity, const std::string& list, json::Object patch) {
        json::Object request{{"entity", entity}, {"operation", "create"}, {"selection", json::Object()}};
        request["patch"] = std::move(patch);
        const auto plan = read<domain::Plan>(
            send({.method = "POST", .target = "/v1/plans", .body = spell(std::move(request))}, one.ownerToken));
        json::Object apply;
        if (!plan.confirmation.empty()) apply["confirmation"] = plan.confirmation;
        send({.method = "POST", .target = "/v1/plans/" + plan.id + "/apply", .body = spell(std::move(apply))},
             one.ownerToken);
        return listed(one, list);
    }
    // Once there is one.
    std::string listed(const Tenant& one, const std::string& list) {
        std::string id;
        for (int i = 0; i < 1000 && id.empty(); ++i) {
            const auto page = json::parse(send({.target = list}, one.ownerToken).body);
            const auto& items = page->get_object().at("items").get_array();
            if (items.empty())
                QTest::qWait(20);
            else
                id = std::string(items.front().at("id").get_string());
        }
        return id;
    }
    // With a rule that fires as long as the platform runs.
    void watch(Tenant& one, const std::string& slug) {
        const json::Array matchers{json::Object{{"name", "team"}, {"match", "equals"}, {"value", slug}}};
        one.alertRule = defined(
            one, "alertRule", "/v1/alert-rules",
            {{"name", slug + " rule"}, {"condition", json::Object{{"series", "http.requests"}, {"threshold", -1}}}});
        one.silence = defined(one, "silence", "/v1/silences",
                              {{"name", slug + " silence"},
                               {"matchers", matchers},
                               {"endsAt", toRfc3339(SystemClock().now() + std::chrono::hours(1))}});
        one.slo = defined(one, "slo", "/v1/slos",
                          {{"name", slug + " objective"}, {"indicator", json::Object{{"series", "http.errors"}}}});
        one.alertChannel = defined(one, "alertChannel", "/v1/alert-channels", {{"name", slug + " channel"}});
        one.component = defined(one, "component", "/v1/components", {{"name", slug + " component"}});
        one.maintenanceWindow =
            defined(one, "maintenanceWindow", "/v1/maintenance-windows",
                    {{"name", slug + " window"}, {"endsAt", toRfc3339(SystemClock().now() + std::chrono::hours(1))}});
        one.schedule = defined(one, "reportSchedule", "/v1/report-schedules",
                               {{"name", slug + " schedule"},
                                {"reportId", one.report},
                                {"deliveries", json::Array{json::Object{{"kind", "folder"}, {"to", slug}}}}});
        send({.method = "POST", .target = "/v1/report-schedules/" + one.schedule + "/run"}, one.ownerToken);
        one.run = listed(one, "/v1/report-schedules/" + one.schedule + "/runs");
        QVERIFY(!one.run.empty());
        for (int i = 0; i < 1000; ++i) {
            const auto run = read<domain::ReportRun>(send({.target = "/v1/report-runs/" + one.run}, one.ownerToken));
            if (run.finishedAt) break;
            QTest::qWait(20);
        }
        one.alert = listed(one, "/v1/alerts");
        QVERIFY(!one.alert.empty());
    }

    void furnish(Tenant& one, const std::string& slug) {
        const auto tenants =
            read<contract::Page<domain::Tenant>>(platform_.ask({.target = "/v1/tenants?filter=slug%3D" + slug}));
        QVERIFY(!tenants.items.empty());
        one.tenant = tenants.items.front();
        const auto signedIn = test::signIn(platform_.port(), slug, one.tenant.ownerEmail);
        QVERIFY2(!signedIn.token.empty(), slug.c_str());
        one.ownerToken = signedIn.token;
        const auto me = read<contract::Me>(send({.target = "/v1/me"}, one.ownerToken));
        QCOMPARE(me.principal.tenantId.value_or(""), one.tenant.id);
        one.owner = read<domain::User>(send({.target = "/v1/users/" + me.principal.userId}, one.ownerToken));
        one.session = read<contract::Page<domain::UserSession>>(send({.target = "/v1/me/sessions"}, one.ownerToken))
                          .items.at(0)
                          .id;
        one.apiKey = read<contract::IssuedApiKey>(
                         send({.method = "POST",
                               .target = "/v1/api-keys",
                               .body = json::write(contract::ApiKeyDraft{
                                   .name = slug + " import", .permissions = {domain::Permission::usersRead}})},
                              one.ownerToken))
                         .id;
        one.support =
            read<domain::SupportAccess>(platform_.ask({.method = "POST",
                                                       .target = "/v1/tenants/" + one.tenant.id + "/support-access",
                                                       .body = spell({{"reason", "Ticket of " + slug}})}))
                .id;
        one.scrapeTarget =
            read<contract::ScrapeTarget>(platform_.ask({.method = "POST",
                                                        .target = "/v1/scrape-targets",
                                                        .body = spell({{"tenantId", one.tenant.id},
                                                                       {"name", slug},
                                                                       {"url", "http://127.0.0.1:9/metrics"},
                                                                       {"enabled", false}})}))
                .id;
        const auto sent = send({.method = "POST",
                                .target = "/v1/otlp/v1/metrics",
                                .body = json::write(contract::OtlpMetrics{{json::parse(metricOf(slug)).value()}})},
                               one.ownerToken);
        QVERIFY2(sent.status == 200 && sent.body == "{}", sent.body.c_str());
        one.batch = publishBrand(one, slug + " published");
        const auto batch = read<domain::Batch>(send({.target = "/v1/batches/" + one.batch}, one.ownerToken));
        QCOMPARE(batch.state, domain::BatchState::succeeded);
        one.publishedPlan = batch.planId;
        one.job = read<contract::Page<domain::Job>>(send({.target = "/v1/jobs"}, one.ownerToken)).items.at(0).id;
        one.entry = read<contract::Page<domain::AuditEntry>>(
                        send({.target = "/v1/audit?filter=batchId%3D" + one.batch}, one.ownerToken))
                        .items.at(0)
                        .id;
        const auto state = read<domain::BrandState>(send({.target = "/v1/brands/" + one.tenant.id}, one.ownerToken));
        saveDraft(one, slug + " drafted", state.draftRevision);
        one.readyPlan =
            read<domain::Plan>(send({.method = "POST", .target = "/v1/plans", .body = publishing(one)}, one.ownerToken))
                .id;
        one.report =
            read<contract::SavedReport>(send({.method = "POST",
                                              .target = "/v1/reports",
                                              .body = spell({{"definition", json::toValue(definitionOf("usage"))}})},
                                             one.ownerToken))
                .id;
        one.log = logOf(one, slug);
        one.view = read<contract::ListView>(
                       send({.method = "POST",
                             .target = "/v1/views",
                             .body = json::write(contract::ListViewDraft{.name = slug + " view", .shared = true})},
                            one.ownerToken))
                       .id;
        contract::DashboardDraft draft;
        draft.content.title = slug + " dashboard";
        one.dashboard =
            read<contract::Dashboard>(
                send({.method = "POST", .target = "/v1/dashboards", .body = json::write(draft)}, one.ownerToken))
                .id;
        one.role =
            read<domain::AccessRole>(
                send({.method = "POST",
                      .target = "/v1/roles",
                      .body = spell({{"name", slug + " desk"}, {"description", ""}, {"permissions", json::Array()}})},
                     one.ownerToken))
                .id;
        QVERIFY(!one.readyPlan.empty() && !one.support.empty() && !one.scrapeTarget.empty() && !one.report.empty() &&
                !one.view.empty() && !one.role.empty() && !one.dashboard.empty());
    }

    // What a service says about the tenant arrives over OTLP and is written a moment later.
    std::string logOf(const Tenant& one, const std::string& slug) {
        const auto now = static_cast<std::uint64_t>(SystemClock().now().time_since_epoch().count()) * 1'000'000;
        const auto taken =
            platform_.ask({.method = "POST",
                           .target = "/v1/otlp/v1/logs",
                           .body = test::otlp::request("billing", one.tenant.id, {{now, 9, "Said of " + slug, {}, {}}}),
                           .headers = {{"Content-Type", "application/x-protobuf"}}});
        if (taken.status != 200) qFatal("%s", taken.body.c_str());
        contract::LogPage found;
        for (int i = 0; i < 100 && found.items.empty(); ++i) {
            found = read<contract::LogPage>(send({.target = "/v1/logs?filter=search~" + slug}, one.ownerToken));
            QTest::qWait(50);
        }
        return found.items.empty() ? std::string() : found.items.front().id;
    }

    // A foreign id for every collection whose members are addressed.
    const std::map<std::string, std::string>& foreignIds() const {
        static const std::map<std::string, std::string> ids{{"/v1/users/", foreign_.owner.id},
                                                            {"/v1/tenants/", foreign_.tenant.id},
                                                            {"/v1/plans/", foreign_.readyPlan},
                                                            {"/v1/batches/", foreign_.batch},
                                                            {"/v1/audit/", foreign_.entry},
                                                            {"/v1/reports/", foreign_.report},
                                                            {"/v1/views/", foreign_.view},
                                                            {"/v1/dashboards/", foreign_.dashboard},
                                                            {"/v1/brands/", foreign_.tenant.id},
                                                            {"/v1/jobs/", foreign_.job},
                                                            {"/v1/roles/", foreign_.role},
                                                            {"/v1/sessions/", foreign_.session},
                                                            {"/v1/api-keys/", foreign_.apiKey},
                                                            {"/v1/support-access/", foreign_.support},
                                                            {"/v1/scrape-targets/", foreign_.scrapeTarget},
                                                            {"/v1/logs/", foreign_.log},
                                                            {"/v1/alerts/", foreign_.alert},
                                                            {"/v1/alert-rules/", foreign_.alertRule},
                                                            {"/v1/silences/", foreign_.silence},
                                                            {"/v1/slos/", foreign_.slo},
                                                            {"/v1/alert-channels/", foreign_.alertChannel},
                                                            {"/v1/components/", foreign_.component},
                                                            {"/v1/maintenance-windows/", foreign_.maintenanceWindow},
                                                            {"/v1/report-schedules/", foreign_.schedule},
                                                            {"/v1/report-runs/", foreign_.run}};
        return ids;
    }

    // As its owner sees it.
    std::string everythingOf(const Tenant& one) const {
        std::string all;
        for (const std::string& target : {"/v1/tenants/" + one.tenant.id,
                                          "/v1/brands/" + one.tenant.id,
                                          "/v1/brands/" + one.tenant.id + "/versions",
                                          "/v1/plans/" + one.readyPlan,
                                          "/v1/plans/" + one.readyPlan + "/changes",
                                          "/v1/batches/" + one.batch,
                                          "/v1/batches/" + one.batch + "/results",
                                          std::string("/v1/reports?limit=500"),
                                          std::string("/v1/audit?limit=500"),
                                          std::string("/v1/users?limit=500"),
                                          std::string("/v1/jobs?limit=500"),
                                          std::string("/v1/views?list=tenants"),
                                          std::string("/v1/dashboards"),
                                          std::string("/v1/maintenance-windows"),
                                          std::string("/v1/report-schedules"),
                                          "/v1/report-schedules/" + one.schedule + "/runs",
                                          "/v1/dashboards/" + one.dashboard,
                                          std::string("/v1/roles"),
                                          std::string("/v1/api-keys"),
                                          std::string("/v1/support-access"),
                                          std::string("/v1/series"),
                                          std::string("/v1/series?metric=orders"),
                                          std::string("/v1/series/text"),
                                          "/v1/tenants/" + one.tenant.id + "/support-policy",
                                          "/v1/users/" + one.owner.id + "/sessions"}) {
            const auto reply = send({.target = target}, one.ownerToken);
            if (reply.status != 200) qWarning("%s: %d", target.c_str(), reply.status);
            all += target + "\n" + reply.body + "\n";
        }
        return all;
    }

    // No id of another tenant, and nothing that the foreign one is known by.
    bool namesNobodyElse(const std::string& text) const {
        static const std::regex tenantId("ten_[0-9a-z]{26}");
        for (std::sregex_iterator at(text.begin(), text.end(), tenantId), end; at != end; ++at)
            if (at->str() != own_.tenant.id) return false;
        for (const auto& mark : {foreign_.tenant.slug,   foreign_.tenant.name,
                                 foreign_.owner.id,      foreign_.batch,
                                 foreign_.publishedPlan, foreign_.readyPlan,
                                 foreign_.report,        foreign_.view,
                                 foreign_.dashboard,     foreign_.job,
                                 foreign_.role,          foreign_.session,
                                 foreign_.apiKey,        foreign_.support,
                                 foreign_.log,           foreign_.alert,
                                 foreign_.alertRule,     foreign_.silence,
                                 foreign_.slo,           foreign_.alertChannel,
                                 foreign_.component,     foreign_.maintenanceWindow,
                                 foreign_.schedule,      foreign_.run})
            if (text.find(mark) != std::string::npos) return false;
        return true;
    }

    std::vector<contract::Found> found(const std::string& text, const std::string& token) const {
        std::string encoded;
        for (const char c : text)
            encoded += c == ' ' ? std::string("%20") : c == '@' ? std::string("%40") : std::string(1, c);
        return read<contract::FoundList>(send({.target = "/v1/find?text=" + encoded}, token)).items;
    }

    std::string run(const report::Definition& definition, bool underlying) const {
        const auto reply =
            send({.method = "POST",
                  .target = "/v1/reports/run",
                  .body = spell({{"definition", json::toValue(definition)}, {"underlying", underlying}})},
                 own_.ownerToken);
        if (reply.status != 200) qWarning("%s", reply.body.c_str());
        return reply.body;
    }

    Reply plan(const std::string& operation, json::Object selection) const {
        return send(
            {.method = "POST",
             .target = "/v1/plans",
             .body = spell({{"entity", "brand"}, {"operation", operation}, {"selection", std::move(selection)}})},
            own_.ownerToken);
    }

    static std::string ago(std::chrono::seconds seconds) {
        return toRfc3339(std::chrono::floor<std::chrono::seconds>(SystemClock().now()) - seconds);
    }

    test::StewarddFixture platform_;
    Tenant own_;
    Tenant foreign_;
    std::map<Role, std::string> tokens_;
};

QTEST_GUILESS_MAIN(IsolationTest)
#include "isolation_test.moc"

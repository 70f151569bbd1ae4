// Alerts through the API of a real stewardd: rules, silences and channels by plans, their evaluation over what the
// platform measures of itself, and who sees what.
#include <QtTest>

#include "base/json.h"
#include "contract/endpoints.h"
#include "contract/problem.h"
#include "tests/alerts/receiver.h"
#include "tests/support/reply_document.h"
#include "tests/support/sign_in.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using domain::AlertRule;
using domain::AlertState;
using domain::Role;
using test::read;
using test::Reply;

namespace {

template <class T>
using Items = std::vector<T>;

// moc reads no raw strings with quotes, so bodies are built.
std::string spell(json::Object object) {
    return json::write(json::Value(std::move(object)));
}

std::string encoded(const std::string& filter) {
    return QUrl::toPercentEncoding(QString::fromStdString(filter)).toStdString();
}

// A process has always more than one byte.
json::Object memoryAbove(double bytes) {
    return {{"kind", "threshold"}, {"series", "process.memory"}, {"threshold", bytes}, {"windowMs", 30'000}};
}

}  // namespace

class AlertsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(platform_.loadDemo(20), platform_.log().c_str());
        platform_.set("alerts.intervalMs=200");
        QVERIFY2(platform_.start(), platform_.log().c_str());
        const auto tenant = items<domain::Tenant>("/v1/tenants?filter=slug%3Dtarnwick").at(0);
        tenantId_ = tenant.id;
        for (const auto role : {Role::owner, Role::viewer}) {
            const auto user = items<domain::User>("/v1/users?limit=1&filter=status%3Dactive%3BtenantId%3D" + tenant.id +
                                                  "%3Brole%3D" + std::string(enumName(role)))
                                  .at(0);
            tokens_[role] = test::signIn(platform_.port(), tenant.slug, user.email).token;
            QVERIFY(!tokens_[role].empty());
        }
    }

    void aRuleFiresAndIsSilencedAndEnds() {
        make("alertRule", {{"name", "Memory"}, {"severity", "critical"}, {"condition", memoryAbove(1)}});
        const auto rule = ruleCalled("Memory");
        QTRY_VERIFY_WITH_TIMEOUT(alertsOf(rule.id, "firing").size() == 1, 20'000);
        const auto alert = alertsOf(rule.id, "firing").at(0);
        QCOMPARE(alert.severity, domain::AlertSeverity::critical);
        QVERIFY(alert.value && *alert.value > 1e6);
        QCOMPARE(ruleCalled("Memory").state, AlertState::firing);
        const auto history = read<contract::AlertHistory>(get("/v1/alerts/" + alert.id + "/history"));
        QCOMPARE(history.items.front().to, AlertState::firing);
        QCOMPARE(read<contract::AlertSummary>(get("/v1/alert-summary")).critical, 1);

        // A silence with matchers, which says what it fits before it is there.
        const auto preview =
            plan("silence", "create", {},
                 {{"name", "Upgrade"},
                  {"matchers", json::Array{json::Object{{"name", "alertname"}, {"match", "like"}, {"value", "Mem*"}}}},
                  {"endsAt", toRfc3339(SystemClock().now() + std::chrono::hours(1))}});
        const auto changes = items<domain::PlanChange>("/v1/plans/" + preview.id + "/changes");
        QCOMPARE(changes.at(0).effects.at(0), (domain::Effect{.kind = domain::EffectKind::alertsFit, .count = 1}));
        apply(preview);
        QTRY_VERIFY_WITH_TIMEOUT(alertsOf(rule.id, "firing").at(0).silencedBy.has_value(), 20'000);
        const auto silence = items<domain::Silence>("/v1/silences").at(0);
        QCOMPARE(silence.state, domain::SilenceState::active);
        QCOMPARE(silence.alerts, 1);
        QCOMPARE(read<contract::AlertSummary>(get("/v1/alert-summary")).silenced, 1);

        change("alertRule", {{"ids", json::Array{rule.id}}}, {{"condition", json::Object{{"threshold", 1e15}}}});
        QTRY_VERIFY_WITH_TIMEOUT(alertsOf(rule.id, "resolved").size() == 1, 20'000);
        const auto evaluation = read<contract::AlertSummary>(get("/v1/alert-summary")).evaluation;
        QVERIFY(evaluation.startedAt.has_value());
        QCOMPARE(evaluation.intervalMs, 200);
    }

    // Acceptance scenario 23, the other parts.
    void twoHundredRulesAreSilencedAtOnceWithExpiryAndGivenBack() {
        json::Array targets;
        for (int i = 0; i < 200; ++i)
            targets.push_back(json::Object{
                {"entity", "alertRule"},
                {"key", "Rule " + std::to_string(i)},
                {"patch", json::Object{{"condition", memoryAbove(1e15)},
                                       {"labels", json::Array{json::Object{{"name", "team"}, {"value", "edge"}}}}}}});
        apply(read<domain::Plan>(post("/v1/plans", spell({{"entity", "alertRule"},
                                                          {"operation", "converge"},
                                                          {"selection", json::Object()},
                                                          {"targets", std::move(targets)}}))));
        const std::string edge = "labels~edge";
        QCOMPARE(list<AlertRule>("/v1/alert-rules?limit=1&filter=" + encoded(edge)).total, 200);

        const Time until = std::chrono::floor<std::chrono::seconds>(SystemClock().now() + std::chrono::hours(2));
        const auto silencing = plan("alertRule", "change", {{"filter", edge}}, {{"silencedUntil", toRfc3339(until)}});
        QCOMPARE(silencing.counts.willChange, 200);
        const auto batch = apply(silencing);
        QCOMPARE(batch.total, 200);
        const std::string silenced = edge + ";silencedUntil>" + toRfc3339(SystemClock().now());
        QCOMPARE(list<AlertRule>("/v1/alert-rules?limit=1&filter=" + encoded(silenced)).total, 200);
        QCOMPARE(*items<AlertRule>("/v1/alert-rules?limit=1&filter=" + encoded(edge)).at(0).silencedUntil, until);
        // One entry for each, and all of it taken back at once.
        QCOMPARE(list<domain::AuditEntry>("/v1/audit?limit=1&filter=batchId%3D" + batch.id).total, 200);
        const auto back =
            read<domain::Plan>(post("/v1/plans", spell({{"entity", "alertRule"},
                                                        {"operation", "revert"},
                                                        {"selection", json::Object{{"batchId", batch.id}}}})));
        QCOMPARE(back.counts.willChange, 200);
        apply(back);
        QCOMPARE(list<AlertRule>("/v1/alert-rules?limit=1&filter=" + encoded(silenced)).total, 0);
    }

    void anEditIsRestoredFromHistory() {
        make("alertRule", {{"name", "Restorable"}, {"condition", memoryAbove(1e15)}});
        const auto rule = ruleCalled("Restorable");
        const json::Object only{{"ids", json::Array{rule.id}}};
        change("alertRule", only, {{"condition", json::Object{{"threshold", 7}}}, {"forMs", 60'000}});
        QCOMPARE(ruleCalled("Restorable").condition.threshold, 7.0);
        QCOMPARE(ruleCalled("Restorable").condition.series, std::string("process.memory"));  // the rest stays
        const auto entries = items<domain::AuditEntry>("/v1/audit?filter=entityId%3D" + rule.id);
        QCOMPARE(entries.size(), std::size_t(2));
        QCOMPARE(entries[0].action, std::string("alertRule.change"));
        apply(revertOf(entries[0].id));
        const auto restored = ruleCalled("Restorable");
        QCOMPARE(restored.condition.threshold, 1e15);
        QCOMPARE(restored.forMs, 0);
        QCOMPARE(restored.version, 3);
        // Deleted, it is in no list; it comes back as it was.
        apply(plan("alertRule", "remove", only));
        QCOMPARE(list<AlertRule>("/v1/alert-rules?filter=" + encoded("name=Restorable")).total, 0);
        QCOMPARE(list<AlertRule>("/v1/alert-rules?filter=" + encoded("name=Restorable;status=removed")).total, 1);
        apply(plan("alertRule", "restore", only));
        QCOMPARE(ruleCalled("Restorable").condition, restored.condition);
        // What was made can be taken back, too: it is deleted.
        make("silence", {{"name", "Short"},
                         {"matchers", json::Array{json::Object{{"name", "team"}, {"match", "equals"}, {"value", "x"}}}},
                         {"endsAt", toRfc3339(SystemClock().now() + std::chrono::hours(1))}});
        const auto silence = items<domain::Silence>("/v1/silences?filter=" + encoded("name=Short")).at(0);
        apply(revertOf(items<domain::AuditEntry>("/v1/audit?filter=entityId%3D" + silence.id).at(0).id));
        QCOMPARE(list<domain::Silence>("/v1/silences?filter=" + encoded("name=Short")).total, 0);
    }

    void whatCannotBeIsLeftOutWithTheReason() {
        const auto refusal = [this](const char* entity, json::Object patch) {
            const auto refused = plan(entity, "create", {}, std::move(patch));
            const auto changes = items<domain::PlanChange>("/v1/plans/" + refused.id + "/changes");
            return changes.at(0).state == domain::ChangeState::excluded ? changes.at(0).detail : std::string();
        };
        QVERIFY(refusal("alertRule", {{"name", "No series"}}).find("series") != std::string::npos);
        QVERIFY(refusal("silence", {{"name", "Everything"}}).find("matchers") != std::string::npos);
        QVERIFY(refusal("slo", {{"name", "All"}, {"objective", 1}}).find("objective") != std::string::npos);
        QVERIFY(refusal("alertChannel", {{"name", "Hook"}, {"kind", "webhook"}, {"url", "ftp://x"}}).find("url") !=
                std::string::npos);
        make("alertRule", {{"name", "Twice"}, {"condition", memoryAbove(1e15)}});
        QVERIFY(refusal("alertRule", {{"name", "Twice"}, {"condition", memoryAbove(1e15)}}).find("name") !=
                std::string::npos);
        // What no field is called, and what only the platform sets, is refused as a whole.
        for (const char* field : {"nothing", "version", "removed", "state"})
            QCOMPARE(post("/v1/plans", planText("alertRule", "create", {}, {{"name", "A"}, {field, 1}})).status, 400);
    }

    void aChannelsSecretIsNeverShownAndATestSaysWhatHappened() {
        test::Receiver receiver;
        make("alertChannel", {{"name", "Hook"}, {"kind", "webhook"}, {"url", receiver.url("/in")}});
        const auto channel = items<domain::AlertChannel>("/v1/alert-channels?filter=" + encoded("name=Hook")).at(0);
        const std::string target = "/v1/alert-channels/" + channel.id;
        auto tried = read<contract::ChannelTest>(post(target + "/test", "{}"));
        QVERIFY(!tried.delivered);
        QVERIFY2(tried.detail.find("secret") != std::string::npos, tried.detail.c_str());
        const std::string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        const auto put = [&](const std::string& value) {
            return platform_.ask({.method = "PUT", .target = target + "/secret", .body = spell({{"secret", value}})});
        };
        QCOMPARE(put("short").status, 422);
        const auto set = put(secret);
        QCOMPARE(set.status, 200);
        QVERIFY(read<domain::AlertChannel>(set).hasSecret);
        QVERIFY(set.body.find("MfKQ9r8") == std::string::npos);
        tried = read<contract::ChannelTest>(post(target + "/test", "{}"));
        QVERIFY2(tried.delivered, tried.detail.c_str());
        QCOMPARE(*tried.status, 200);
        QCOMPARE(receiver.received().size(), std::size_t(1));
        QVERIFY(receiver.received()[0].header("webhook-signature").starts_with("v1,"));
        receiver.answer(503);
        tried = read<contract::ChannelTest>(post(target + "/test", "{}"));
        QVERIFY(!tried.delivered);
        QCOMPARE(*tried.status, 503);
        QVERIFY(get(target).body.find("MfKQ9r8") == std::string::npos);
        const auto audit = get("/v1/audit?filter=entityId%3D" + channel.id);
        QVERIFY(audit.body.find("alertChannel.setSecret") != std::string::npos);
        QVERIFY(audit.body.find("MfKQ9r8") == std::string::npos);
        QVERIFY(platform_.log().find("MfKQ9r8") == std::string::npos);
    }

    void tenantsHaveTheirOwn() {
        const std::string owner = tokens_[Role::owner], viewer = tokens_[Role::viewer];
        make("alertRule",
             {{"name", "Of the tenant"}, {"condition", json::Object{{"series", "http.requests"}, {"threshold", 1e9}}}},
             owner);
        const auto own = items<AlertRule>("/v1/alert-rules", owner);
        QCOMPARE(own.size(), std::size_t(1));  // none of the platform's
        QCOMPARE(own[0].tenantId, tenantId_);
        QCOMPARE(items<AlertRule>("/v1/alert-rules", viewer).size(), std::size_t(1));
        QCOMPARE(platform_
                     .ask({.method = "POST",
                           .target = "/v1/plans",
                           .body = planText("alertRule", "create", {}, {{"name", "X"}}),
                           .token = viewer})
                     .status,
                 403);
        const auto platforms = ruleCalled("Memory");
        for (const std::string& target :
             {"/v1/alert-rules/" + platforms.id, std::string("/v1/alerts/alt_00000000000000000000000001"),
              std::string("/v1/slos/slo_00000000000000000000000001")})
            QCOMPARE(platform_.ask({.target = target, .token = owner}).status, 404);
        QVERIFY(items<domain::Alert>("/v1/alerts", owner).empty());
        for (const auto& series :
             read<contract::SeriesNames>(platform_.ask({.target = "/v1/alert-series", .token = owner})).items)
            QVERIFY(series.ofTenants);
        QCOMPARE(read<contract::SeriesNames>(get("/v1/alert-series")).items.size(), std::size_t(22));
        // A name is taken in one place only, and a tenant's webhook reaches no private network.
        make("alertRule",
             {{"name", "Memory"}, {"condition", json::Object{{"series", "http.requests"}, {"threshold", 1e9}}}}, owner);
        const auto hook = plan("alertChannel", "create", {},
                               {{"name", "Inside"}, {"kind", "webhook"}, {"url", "http://127.0.0.1:1/"}}, owner);
        QCOMPARE(hook.counts.willChange, 0);
    }

    void listsAreSortedPagedAndGrouped() {
        const auto first = list<AlertRule>("/v1/alert-rules?limit=2&sort=-name&filter=" + encoded("labels~edge"));
        QCOMPARE(first.items.size(), std::size_t(2));
        const auto next = list<AlertRule>("/v1/alert-rules?limit=2&sort=-name&filter=" + encoded("labels~edge") +
                                          "&cursor=" + *first.nextCursor);
        QVERIFY(next.items[0].name < first.items[1].name);
        QCOMPARE(get("/v1/alert-rules?sort=nothing").status, 400);
        QCOMPARE(get("/v1/alerts?filter=nothing%3D1").status, 400);
        QCOMPARE(get("/v1/alerts?sort=-firedAt&limit=1").status, 200);
        const auto groups = read<contract::Groups>(get("/v1/groups?list=alertRules&by=severity"));
        QVERIFY(!groups.items.empty());
        const auto view = post("/v1/views", spell({{"list", "alerts"},
                                                   {"name", "Mine"},
                                                   {"filter", "severity=critical"},
                                                   {"sort", ""},
                                                   {"columns", json::Array()},
                                                   {"shared", false}}));
        QCOMPARE(view.status, 201);
    }

    // What a service sends of itself is asked for as the platform's own series are, each series an alert of its own.
    void aServicesOwnSeriesFires() {
        make("alertRule",
             {{"name", "Queue long"},
              {"condition", json::Object{{"kind", "threshold"},
                                         {"series", "shop_queue"},
                                         {"threshold", 100},
                                         {"aggregate", "last"},
                                         {"windowMs", 60'000},
                                         {"matchers", json::Array{json::Object{
                                                          {"name", "zone"}, {"match", "like"}, {"value", "eu*"}}}}}}});
        const auto send = [&](const char* zone, double value) {
            const auto now = std::to_string(SystemClock().now().time_since_epoch().count()) + "000000";
            const json::Object point{
                {"timeUnixNano", now},
                {"asDouble", value},
                {"attributes",
                 json::Array{json::Object{{"key", "zone"}, {"value", json::Object{{"stringValue", zone}}}}}}};
            const json::Object metric{{"name", "shop_queue"},
                                      {"gauge", json::Object{{"dataPoints", json::Array{point}}}}};
            const json::Object body{
                {"resourceMetrics",
                 json::Array{
                     json::Object{{"scopeMetrics", json::Array{json::Object{{"metrics", json::Array{metric}}}}}}}}};
            return platform_.ask({.method = "POST",
                                  .target = "/v1/otlp/v1/metrics",
                                  .body = spell(body),
                                  .headers = {{"Content-Type", "application/json"}}});
        };
        for (const auto& [zone, value] : {std::pair("eu-1", 250.0), std::pair("eu-2", 20.0), std::pair("us-1", 900.0)})
            QCOMPARE(send(zone, value).status, 200);
        const auto rule = ruleCalled("Queue long");
        QTRY_COMPARE_WITH_TIMEOUT(alertsOf(rule.id, "firing").size(), std::size_t(1), 20'000);
        const auto alert = alertsOf(rule.id, "firing").at(0);
        QVERIFY(std::ranges::find(alert.labels, domain::AlertLabel{"zone", "eu-1"}) != alert.labels.end());
        QCOMPARE(alert.value.value_or(0), 250.0);
        QTest::qWait(1100);
        QCOMPARE(send("eu-1", 10).status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(alertsOf(rule.id, "firing").empty(), 20'000);
    }

private:
    Reply get(const std::string& target, const std::string& token = {}) {
        return platform_.ask({.target = target, .token = token});
    }
    Reply post(const std::string& target, const std::string& body, const std::string& token = {}) {
        return platform_.ask({.method = "POST", .target = target, .body = body, .token = token});
    }
    template <class T>
    contract::Page<T> list(const std::string& target, const std::string& token = {}) {
        return read<contract::Page<T>>(get(target, token));
    }
    template <class T>
    std::vector<T> items(const std::string& target, const std::string& token = {}) {
        return list<T>(target, token).items;
    }
    AlertRule ruleCalled(const std::string& name) {
        const auto found = items<AlertRule>("/v1/alert-rules?filter=" + encoded("name=" + name + ";tenantId=\"\""));
        return found.empty() ? AlertRule{} : found.front();
    }
    std::vector<domain::Alert> alertsOf(const std::string& ruleId, const std::string& state) {
        return items<domain::Alert>("/v1/alerts?filter=" + encoded("ruleId=" + ruleId + ";state=" + state));
    }
    static std::string planText(const char* entity, const char* operation, json::Object selection,
                                json::Object patch = {}) {
        json::Object request{{"entity", entity}, {"operation", operation}, {"selection", std::move(selection)}};
        if (!patch.empty()) request["patch"] = std::move(patch);
        return spell(std::move(request));
    }
    domain::Plan plan(const char* entity, const char* operation, json::Object selection, json::Object patch = {},
                      const std::string& token = {}) {
        const auto reply =
            post("/v1/plans", planText(entity, operation, std::move(selection), std::move(patch)), token);
        if (reply.status >= 300) qWarning("%s", reply.body.c_str());
        return read<domain::Plan>(reply);
    }
    domain::Batch apply(const domain::Plan& plan, const std::string& token = {}) {
        json::Object body;
        if (!plan.confirmation.empty()) body["confirmation"] = plan.confirmation;
        const auto reply = post("/v1/plans/" + plan.id + "/apply", spell(std::move(body)), token);
        if (reply.status >= 300) qWarning("%s", reply.body.c_str());
        domain::Batch batch = read<domain::Batch>(reply);
        for (int i = 0; i < 4000 && !batch.finishedAt; ++i) {
            QTest::qWait(5);
            batch = read<domain::Batch>(get("/v1/batches/" + batch.id, token));
        }
        if (batch.state != domain::BatchState::succeeded)
            qWarning("%s", get("/v1/batches/" + batch.id + "/results", token).body.c_str());
        return batch;
    }
    void make(const char* entity, json::Object patch, const std::string& token = {}) {
        const auto made = plan(entity, "create", {}, std::move(patch), token);
        if (made.counts.willChange != 1) qWarning("%s", get("/v1/plans/" + made.id + "/changes", token).body.c_str());
        apply(made, token);
    }
    void change(const char* entity, json::Object selection, json::Object patch) {
        apply(plan(entity, "change", std::move(selection), std::move(patch)));
    }
    domain::Plan revertOf(const std::string& auditId) {
        return read<domain::Plan>(
            post("/v1/plans", spell({{"entity", "configuration"},
                                     {"operation", "revert"},
                                     {"selection", json::Object{{"ids", json::Array{auditId}}}}})));
    }

    test::StewarddFixture platform_;
    std::string tenantId_;
    std::map<Role, std::string> tokens_;
};

QTEST_GUILESS_MAIN(AlertsTest)
#include "alerts_api_test.moc"

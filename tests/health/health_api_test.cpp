// Health through the API of a real stewardd: components and maintenance windows by plans, the states that they go
// through, what becomes of a month, and who sees what.
#include <QtTest>

#include "base/json.h"
#include "contract/endpoints.h"
#include "contract/problem.h"
#include "tests/alerts/receiver.h"
#include "tests/support/reply_document.h"
#include "tests/support/sign_in.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using namespace std::chrono_literals;
using domain::Component;
using domain::ComponentState;
using domain::MaintenanceWindow;
using domain::Role;
using test::read;
using test::Reply;

namespace {

// moc reads no raw strings with quotes, so bodies are built.
std::string spell(json::Object object) {
    return json::write(json::Value(std::move(object)));
}

std::string encoded(const std::string& text) {
    return QUrl::toPercentEncoding(QString::fromStdString(text)).toStdString();
}

json::Object probe(const char* kind, const std::string& target) {
    return {{"kind", kind}, {"target", target}, {"intervalMs", 5000}, {"failures", 1}};
}

Time now() {
    return SystemClock().now();
}

}  // namespace

class HealthTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(platform_.loadDemo(20), platform_.log().c_str());
        platform_.set("alerts.intervalMs=200");
        platform_.set("health.intervalMs=500");
        QVERIFY2(platform_.start(), platform_.log().c_str());
        signInAtTenant();
    }

    void aComponentGoesDownAndComesBackAndItsHistoryAndUptimeSaySo() {
        make("component", {{"name", "Shop"}, {"probe", probe("http", receiver_.url("/health"))}, {"objective", 0.99}});
        make("component", {{"name", "Checkout"},
                           {"probe", probe("own", "database")},
                           {"dependsOn", json::Array{componentCalled("Shop").id}}});
        QTRY_COMPARE_WITH_TIMEOUT(componentCalled("Shop").state, ComponentState::operational, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(componentCalled("Checkout").state, ComponentState::operational, 20'000);
        receiver_.answer(503);
        QTRY_COMPARE_WITH_TIMEOUT(componentCalled("Shop").state, ComponentState::down, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(componentCalled("Checkout").state, ComponentState::degraded, 20'000);
        const auto shop = componentCalled("Shop"), checkout = componentCalled("Checkout");
        QCOMPARE(shop.reason, std::string("It answered 503."));
        QCOMPARE(checkout.reason, std::string("Shop is down."));
        QCOMPARE(checkout.dependencies, (std::vector<domain::ComponentLink>{{shop.id, "Shop", ComponentState::down}}));
        QVERIFY(shop.checkedAt && shop.latencyMs && shop.since <= *shop.checkedAt);
        const auto summary = read<contract::HealthSummary>(get("/v1/health-summary"));
        QCOMPARE(summary.down, 1);
        QCOMPARE(summary.degraded, 1);
        QCOMPARE(summary.worst.at(0).name, std::string("Shop"));
        QCOMPARE(summary.evaluation.intervalMs, 500);
        receiver_.answer(204);
        QTRY_COMPARE_WITH_TIMEOUT(componentCalled("Shop").state, ComponentState::operational, 20'000);
        const auto history = read<contract::ComponentHistory>(get("/v1/components/" + shop.id + "/history"));
        QVERIFY(history.isWhole);
        QCOMPARE(statesOf(history), (std::vector<ComponentState>{ComponentState::operational, ComponentState::down,
                                                                 ComponentState::operational}));
        for (std::size_t i = 1; i < history.items.size(); ++i)
            QVERIFY(history.items[i].to == history.items[i - 1].from);
        QVERIFY(!history.items[0].to);
        const auto months = read<contract::ComponentUptime>(get("/v1/components/" + shop.id + "/uptime"));
        QCOMPARE(months.objective, 0.99);
        QCOMPARE(months.timeZone, std::string("UTC"));
        QVERIFY(months.items.at(0).uptime.down >= 4 && months.items[0].uptime.up >= 0);
        QVERIFY(*months.items[0].uptime.ratio < 1);
        const auto report = read<contract::UptimeReport>(get("/v1/uptime?month=" + domain::monthOf(now())));
        QCOMPARE(report.components.size(), std::size_t(2));
        QCOMPARE(report.components[0].name, std::string("Checkout"));
        QVERIFY(report.components[1].uptime.down >= 4 && report.components[0].uptime.down == 0);
        QCOMPARE(report.tenants.size(), std::size_t(1));  // the platform itself
        QCOMPARE(report.tenants[0].objective, 0.99);
        QCOMPARE(report.tenants[0].components, 2);
        QCOMPARE(get("/v1/uptime?month=2026-13").status, 400);
        QVERIFY(read<contract::UptimeReport>(get("/v1/uptime?month=2025-01")).components[0].uptime.up == 0);
        // Once it is read, nothing changes without another ETag.
        QVERIFY(!get("/v1/components/" + shop.id).header("ETag").empty());
    }

    void maintenanceSilencesWhatIsAboutItsComponents() {
        const auto shop = componentCalled("Shop");
        receiver_.answer(500);
        // The state of components is a series that rules can ask.
        make("alertRule", {{"name", "Component down"},
                           {"condition", json::Object{{"series", "component.up"},
                                                      {"aggregate", "last"},
                                                      {"comparison", "below"},
                                                      {"threshold", 1},
                                                      {"windowMs", 5'000}}},
                           {"keepFiringMs", 600'000}});
        QTRY_COMPARE_WITH_TIMEOUT(firing().size(), std::size_t(1), 20'000);
        QVERIFY(std::ranges::find(firing()[0].labels, domain::AlertLabel{"component", "Shop"}) !=
                firing()[0].labels.end());
        QVERIFY(!firing()[0].silencedBy);
        const auto preview =
            plan("maintenanceWindow", "create", {},
                 {{"name", "Upgrade"}, {"components", json::Array{shop.id}}, {"endsAt", toRfc3339(now() + 1h)}});
        QCOMPARE(items<domain::PlanChange>("/v1/plans/" + preview.id + "/changes").at(0).effects.at(0),
                 (domain::Effect{.kind = domain::EffectKind::componentsMaintained, .count = 1}));
        apply(preview);
        QTRY_COMPARE_WITH_TIMEOUT(componentCalled("Shop").state, ComponentState::maintenance, 20'000);
        const auto window = items<MaintenanceWindow>("/v1/maintenance-windows").at(0);
        QCOMPARE(window.state, domain::SilenceState::active);
        QTRY_VERIFY_WITH_TIMEOUT(firing().at(0).silencedBy == window.id, 20'000);
        QVERIFY(!window.createdBy.empty());
        // Nothing that depends on it suffers, and the time counts neither way.
        QTRY_COMPARE_WITH_TIMEOUT(componentCalled("Checkout").state, ComponentState::operational, 20'000);
        QCOMPARE(read<contract::HealthSummary>(get("/v1/health-summary")).windowsActive, 1);
        // Its start cannot be moved any more; it can be cancelled, and the component is what it is.
        const json::Object only{{"ids", json::Array{window.id}}};
        const auto moved = plan("maintenanceWindow", "change", only, {{"startsAt", toRfc3339(now() - 2h)}});
        QCOMPARE(moved.counts.willChange, 0);
        apply(plan("maintenanceWindow", "remove", only));
        QTRY_COMPARE_WITH_TIMEOUT(componentCalled("Shop").state, ComponentState::down, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(!firing().at(0).silencedBy, 20'000);
        const auto months = read<contract::ComponentUptime>(get("/v1/components/" + shop.id + "/uptime"));
        QVERIFY(months.items.at(0).uptime.maintenance + months.items[0].uptime.up > 0);
        receiver_.answer(204);
        QTRY_COMPARE_WITH_TIMEOUT(componentCalled("Shop").state, ComponentState::operational, 20'000);
    }

    void aHeartbeatThatIsMissingMakesItDown() {
        json::Object beating = probe("heartbeat", "");
        beating["silenceMs"] = 5'000;
        make("component", {{"name", "Nightly job"}, {"probe", beating}});
        const auto job = componentCalled("Nightly job");
        const std::string target = "/v1/components/" + job.id + "/heartbeat";
        QCOMPARE(post(target, "{}").status, 204);
        QTRY_COMPARE_WITH_TIMEOUT(componentCalled("Nightly job").state, ComponentState::operational, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(componentCalled("Nightly job").state, ComponentState::down, 20'000);
        QCOMPARE(componentCalled("Nightly job").reason, std::string("No heartbeat came."));
        QCOMPARE(post(target, "{}").status, 204);
        QTRY_COMPARE_WITH_TIMEOUT(componentCalled("Nightly job").state, ComponentState::operational, 20'000);
        // Who may not send measurements may not say that something lives; and it is for heartbeats only.
        QCOMPARE(post(target, "{}", tokens_[Role::viewer]).status, 403);
        QCOMPARE(post("/v1/components/" + componentCalled("Shop").id + "/heartbeat", "{}").status, 422);
        QCOMPARE(post("/v1/components/cmp_00000000000000000000000001/heartbeat", "{}").status, 404);
    }

    void connectionsAndSeriesAreCheckedToo() {
        const auto url = receiver_.url("");
        make("component", {{"name", "Port"}, {"probe", probe("tcp", url.substr(std::string("http://").size()))}});
        make("component", {{"name", "Closed"}, {"probe", probe("tcp", "127.0.0.1:1")}});
        json::Object metric = probe("metric", "");
        metric["condition"] = json::Object{{"series", "process.memory"}, {"threshold", 1}, {"windowMs", 30'000}};
        make("component", {{"name", "Memory"}, {"probe", metric}});
        QTRY_COMPARE_WITH_TIMEOUT(componentCalled("Port").state, ComponentState::operational, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(componentCalled("Closed").state, ComponentState::down, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(componentCalled("Memory").state, ComponentState::down, 20'000);
        QVERIFY(componentCalled("Memory").reason.find("process.memory") != std::string::npos);
    }

    void whatCannotBeIsLeftOutWithTheReason() {
        const auto refusal = [this](const char* entity, json::Object patch, const std::string& token = {}) {
            const auto refused = plan(entity, "create", {}, std::move(patch), token);
            const auto changes = items<domain::PlanChange>("/v1/plans/" + refused.id + "/changes", token);
            return changes.at(0).state == domain::ChangeState::excluded ? changes.at(0).detail : std::string();
        };
        const auto has = [](const std::string& text, const char* part) { return text.find(part) != std::string::npos; };
        auto often = probe("tcp", "127.0.0.1:1");
        often["intervalMs"] = 1000;
        QVERIFY(has(refusal("component", {{"name", "Often"}, {"probe", often}}), "interval"));
        QVERIFY(has(refusal("component", {{"name", "Nowhere"}, {"probe", probe("tcp", "127.0.0.1")}}), "target"));
        QVERIFY(has(refusal("component", {{"name", "Odd"}, {"probe", probe("http", "ftp://x")}}), "target"));
        QVERIFY(has(refusal("component", {{"name", "Lost"},
                                          {"probe", probe("own", "")},
                                          {"dependsOn", json::Array{"cmp_00000000000000000000000001"}}}),
                    "no component"));
        QVERIFY(has(refusal("maintenanceWindow", {{"name", "Over"}, {"endsAt", toRfc3339(now() - 1h)}}), "end"));
        // A tenant's check reaches no private network, by address or by name.
        const std::string& owner = tokens_[Role::owner];
        for (const char* target : {"http://127.0.0.1:1/", "https://10.0.0.1/", "https://db.internal/"})
            QVERIFY(has(refusal("component", {{"name", "In"}, {"probe", probe("http", target)}}, owner), "target"));
        QVERIFY(
            has(refusal("component", {{"name", "In"}, {"probe", probe("tcp", "192.168.1.1:22")}}, owner), "target"));
        QVERIFY(has(refusal("component", {{"name", "In"}, {"probe", probe("own", "")}}, owner), "platform"));
        // A circle is refused with its way.
        const auto shop = componentCalled("Shop");
        const auto circle = plan("component", "change", {{"ids", json::Array{shop.id}}},
                                 {{"dependsOn", json::Array{componentCalled("Checkout").id}}});
        const auto why = items<domain::PlanChange>("/v1/plans/" + circle.id + "/changes").at(0).detail;
        QVERIFY2(has(why, "Shop → Checkout → Shop"), why.c_str());
        for (const char* field : {"nothing", "version", "state", "dependencies"})
            QCOMPARE(post("/v1/plans", planText("component", "create", {}, {{"name", "A"}, {field, 1}})).status, 400);
    }

    void tenantsHaveTheirOwn() {
        const std::string& owner = tokens_[Role::owner];
        const auto shop = componentCalled("Shop");
        json::Object beating = probe("heartbeat", "");
        make("component",
             {{"name", "Importer"}, {"probe", beating}, {"dependsOn", json::Array{shop.id}}, {"objective", 0.995}},
             owner);
        const auto own = items<Component>("/v1/components", owner);
        QCOMPARE(own.size(), std::size_t(1));  // none of the platform's
        QCOMPARE(own[0].tenantId, tenantId_);
        QCOMPARE(own[0].dependencies.at(0).name, std::string("Shop"));
        for (const std::string& path : {std::string(""), std::string("/history"), std::string("/uptime")})
            QCOMPARE(get("/v1/components/" + shop.id + path, owner).status, 404);
        QCOMPARE(post("/v1/components/" + shop.id + "/heartbeat", "{}", owner).status, 404);
        QCOMPARE(post("/v1/components/" + own[0].id + "/heartbeat", "{}", owner).status, 204);
        QTRY_COMPARE_WITH_TIMEOUT(items<Component>("/v1/components", owner).at(0).state, ComponentState::operational,
                                  20'000);
        const auto summary = read<contract::HealthSummary>(get("/v1/health-summary", owner));
        QCOMPARE(summary.components(), 1);
        // Its uptime is that of its own component and of the one it depends on; of nobody else it can ask.
        for (const char* other : {"ten_00000000000000000000000001", ""})
            QCOMPARE(get(std::string("/v1/uptime?tenantId=") + other, owner).status, 404);
        const auto report = read<contract::UptimeReport>(get("/v1/uptime", owner));
        QCOMPARE(report.components.size(), std::size_t(1));
        QCOMPARE(report.tenants.size(), std::size_t(1));
        QCOMPARE(report.tenants[0].id, tenantId_);
        QVERIFY(!report.tenants[0].name.empty());
        QCOMPARE(report.tenants[0].components, 2);
        QVERIFY(report.tenants[0].uptime.down > report.components[0].uptime.down);  // Shop was down
        // The platform sees both, and one alone.
        QCOMPARE(read<contract::UptimeReport>(get("/v1/uptime")).tenants.size(), std::size_t(2));
        QCOMPARE(read<contract::UptimeReport>(get("/v1/uptime?tenantId=" + tenantId_)).components.size(),
                 std::size_t(1));
        // A window of the platform is none of the tenant's; nor can one name what is not its own.
        const auto foreign =
            plan("maintenanceWindow", "create", {},
                 {{"name", "Foreign"}, {"components", json::Array{shop.id}}, {"endsAt", toRfc3339(now() + 1h)}}, owner);
        QCOMPARE(foreign.counts.willChange, 0);
        QVERIFY(items<MaintenanceWindow>("/v1/maintenance-windows", owner).empty());
        QCOMPARE(post("/v1/plans", planText("component", "create", {}, {{"name", "X"}}), tokens_[Role::viewer]).status,
                 403);
    }

    void deletedItLeavesTheListsAndComesBackWithItsHistory() {
        const auto shop = componentCalled("Shop");
        const auto before = read<contract::ComponentHistory>(get("/v1/components/" + shop.id + "/history"));
        const json::Object only{{"ids", json::Array{shop.id}}};
        const auto removing = plan("component", "remove", only);
        QCOMPARE(items<domain::PlanChange>("/v1/plans/" + removing.id + "/changes").at(0).effects.at(0),
                 (domain::Effect{.kind = domain::EffectKind::dependenciesLost, .count = 2}));
        apply(removing);
        QVERIFY(componentCalled("Shop").id.empty());
        QVERIFY(componentCalled("Checkout").dependencies.empty());
        QTRY_VERIFY_WITH_TIMEOUT(
            read<contract::ComponentHistory>(get("/v1/components/" + shop.id + "/history")).items.at(0).to.has_value(),
            20'000);
        apply(plan("component", "restore", only));
        QTRY_COMPARE_WITH_TIMEOUT(componentCalled("Shop").state, ComponentState::operational, 20'000);
        const auto after = read<contract::ComponentHistory>(get("/v1/components/" + shop.id + "/history"));
        QVERIFY(after.items.size() > before.items.size());
        QVERIFY(after.items[0].from > *after.items[1].to);  // between them nothing is known
    }

    void timeThatThePlatformWasOffIsUnknown() {
        const auto shop = componentCalled("Shop");
        QCOMPARE(platform_.stop(), 0);
        QTest::qWait(2500);  // more than the rounds that may be left out
        QVERIFY2(platform_.start(), platform_.log().c_str());
        contract::ComponentHistory history;
        auto off = history.items.end();
        // Until the first round the component is as it was left.
        for (int i = 0; i < 400 && (off == history.items.end() || off == history.items.begin()); ++i) {
            QTest::qWait(50);
            history = read<contract::ComponentHistory>(get("/v1/components/" + shop.id + "/history"));
            off = std::ranges::find_if(history.items, [](const auto& one) {
                return one.state == ComponentState::unknown && one.to && *one.to - one.from >= 2400ms;
            });
        }
        QVERIFY(off != history.items.end());
        QCOMPARE(off->reason, std::string("The platform was not watching."));
        QVERIFY(off != history.items.begin());
        QCOMPARE((off - 1)->state, ComponentState::operational);
        QCOMPARE((off - 1)->from, *off->to);
        const auto months = read<contract::ComponentUptime>(get("/v1/components/" + shop.id + "/uptime"));
        QVERIFY(months.items.at(0).uptime.unknown >= 2);
    }

private:
    void signInAtTenant() {
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
    Reply get(const std::string& target, const std::string& token = {}) {
        return platform_.ask({.target = target, .token = token});
    }
    Reply post(const std::string& target, const std::string& body, const std::string& token = {}) {
        return platform_.ask({.method = "POST", .target = target, .body = body, .token = token});
    }
    template <class T>
    std::vector<T> items(const std::string& target, const std::string& token = {}) {
        return read<contract::Page<T>>(get(target, token)).items;
    }
    Component componentCalled(const std::string& name) {
        const auto found = items<Component>("/v1/components?filter=" + encoded("name=\"" + name + "\";tenantId=\"\""));
        return found.empty() ? Component{} : found.front();
    }
    std::vector<domain::Alert> firing() {
        return items<domain::Alert>("/v1/alerts?filter=" + encoded("name=\"Component down\";state=firing"));
    }
    // Without times that a busy machine left unwatched.
    static std::vector<ComponentState> statesOf(const contract::ComponentHistory& history) {
        std::vector<ComponentState> states;
        for (const auto& one : history.items)
            if (one.state != ComponentState::unknown && (states.empty() || states.back() != one.state))
                states.push_back(one.state);
        return states;
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
    void apply(const domain::Plan& plan, const std::string& token = {}) {
        json::Object body;
        if (!plan.confirmation.empty()) body["confirmation"] = plan.confirmation;
        const auto reply = post("/v1/plans/" + plan.id + "/apply", spell(std::move(body)), token);
        if (reply.status >= 300) qWarning("%s", reply.body.c_str());
        auto batch = read<domain::Batch>(reply);
        for (int i = 0; i < 4000 && !batch.finishedAt; ++i) {
            QTest::qWait(5);
            batch = read<domain::Batch>(get("/v1/batches/" + batch.id, token));
        }
        if (batch.state != domain::BatchState::succeeded)
            qWarning("%s", get("/v1/batches/" + batch.id + "/results", token).body.c_str());
    }
    void make(const char* entity, json::Object patch, const std::string& token = {}) {
        const auto made = plan(entity, "create", {}, std::move(patch), token);
        if (made.counts.willChange != 1) qWarning("%s", get("/v1/plans/" + made.id + "/changes", token).body.c_str());
        apply(made, token);
    }

    test::Receiver receiver_;
    test::StewarddFixture platform_;
    std::string tenantId_;
    std::map<Role, std::string> tokens_;
};

QTEST_GUILESS_MAIN(HealthTest)
#include "health_api_test.moc"

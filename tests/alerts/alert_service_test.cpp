// Rounds of evaluation with a database, a clock that the test moves and series that it makes: what is stored, who is
// told, and how another node goes on.
#include <QtTest>

#include "alerts/alert_service.h"
#include "alerts/alert_store.h"
#include "alerts/definition_store.h"
#include "alerts/message_text.h"
#include "alerts/migrations.h"
#include "audit/migrations.h"
#include "kernel/outbox.h"
#include "sql/mapping.h"
#include "tenancy/migrations.h"
#include "tests/alerts/receiver.h"
#include "tests/support/served.h"

using namespace steward;
using namespace steward::alerts;
using namespace std::chrono_literals;
using domain::AlertState;
using kernel::Async;

namespace {

const Time start = Time(Duration(1'795'420'800'000));  // 2026-11-23T08:00:00Z
const std::string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

// The share of errors, in percent, before and since a moment; a hundred requests a second.
class MadeSeries final : public ValueSource {
public:
    double before = 0, since = 0;
    Time turned = start;

    std::vector<contract::SeriesName> names() const override { return {{"http.errors", "%", true}}; }
    Async<std::vector<Found>> read(std::vector<ValueQuery> queries) override {
        std::vector<Found> answers;
        for (const auto& query : queries) {
            Samples samples;
            const Duration step = std::max<Duration>((query.to - query.from) / 120, 1s);
            for (Time at = query.from; at <= query.to; at += step)
                samples.push_back({at, query.series == "http.requests" ? 100.0 : at >= turned ? since : before});
            answers.push_back({{{}, std::move(samples)}});
        }
        co_return answers;
    }
};

// The platform as far as alerts need it: two nodes on one database.
struct Alerting {
    explicit Alerting(const std::filesystem::path& path)
        : clock(start),
          database(test::openDatabase(path, {&alerts::migrations(), &audit::migrations(), &tenancy::migrations()})) {
        served.start();
    }
    ~Alerting() {
        served.stopThread();
        database->close();
    }
    Options options(const std::string& name) {
        Options made;
        made.node = name;
        made.mail = [this](sql::Connection&, const kernel::Mail& mail, Time) -> Result<> {
            mails.push_back(mail);
            return {};
        };
        made.seal = [](std::string_view text) { return "sealed:" + std::string(text); };
        made.unseal = [](std::string_view text) -> Result<std::string> { return std::string(text.substr(7)); };
        return made;
    }
    // A round of a node, and all that it sends.
    bool round(AlertService& service) {
        const auto done = served.run([&]() -> Async<bool> {
            auto evaluating = service.evaluate();
            auto had = co_await std::move(evaluating);
            co_await service.settle();
            co_return had;
        });
        if (!done) qFatal("%s %s", done.error().message.c_str(), done.error().detail.c_str());
        return *done;
    }
    bool round() { return round(node); }
    template <class T>
    void add(T definition) {
        definition.version = 1;
        definition.createdAt = definition.changedAt = clock.now();
        const auto added = database->writeNow([&](sql::Connection& db) -> Result<> {
            STEWARD_CHECK(insertDefinition(db, definition));
            return definitionsChanged(db);
        });
        if (!added) qFatal("%s %s", added.error().message.c_str(), added.error().detail.c_str());
    }
    std::vector<domain::Alert> all() {
        return database
            ->readNow([&](sql::Connection& db) {
                return listOf<domain::Alert>(db, sql::TenantScope::all(), {.sort = "activeSince"}, clock.now(), {});
            })
            ->items;
    }
    std::vector<AlertState> historyOf(const std::string& id) {
        std::vector<AlertState> states;
        const auto history =
            database->readNow([&](sql::Connection& db) { return alerts::historyOf(db, sql::TenantScope::all(), id); });
        for (const auto& step : history->items)
            states.insert(states.begin(), step.to);
        return states;
    }
    domain::AlertChannel channel(const std::string& id) {
        return **database->readNow(
            [&](sql::Connection& db) { return findDefinition<domain::AlertChannel>(db, sql::TenantScope::all(), id); });
    }

    test::TestClock clock;
    test::Served served;
    std::unique_ptr<kernel::Database> database;
    MadeSeries series;
    std::vector<kernel::Mail> mails;
    AlertService node{served.io, *database, served.telemetry, clock, series, options("node-1")};
    AlertService other{served.io, *database, served.telemetry, clock, series, options("node-2")};
};

domain::Slo availability() {
    domain::Slo slo;
    slo.id = "slo_1";
    slo.name = "Availability";
    slo.indicator = {domain::IndicatorKind::errorPercent, "http.errors", "http.requests", 0};
    slo.objective = 0.999;
    return slo;
}

domain::AlertRule fastBurn() {
    domain::AlertRule rule;
    rule.id = "alr_1";
    rule.name = "Fast burn";
    rule.severity = domain::AlertSeverity::critical;
    rule.condition.kind = domain::ConditionKind::burnRate;
    rule.condition.slo = "Availability";
    rule.condition.windows = {{3'600'000, 300'000, 14.4}};
    return rule;
}

domain::AlertChannel channelOf(domain::ChannelKind kind, const std::string& url = {}) {
    domain::AlertChannel channel;
    channel.id = "chn_1";
    channel.name = "On call";
    channel.kind = kind;
    channel.url = url;
    channel.groupWaitMs = 0;
    return channel;
}

}  // namespace

class AlertServiceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Acceptance scenario 23, its first part.
    void firesOn14point4TimesTheBudgetOverAnHourAndFiveMinutes() {
        Alerting alerting(folder_.path() / "burn.db");
        alerting.add(availability());
        alerting.add(fastBurn());
        // 1.43 % is 14.3 times what 99.9 % allows.
        alerting.series.before = alerting.series.since = 1.43;
        QVERIFY(alerting.round());
        QVERIFY(alerting.all().empty());
        alerting.series.before = alerting.series.since = 1.45;
        alerting.clock.move(60s);
        alerting.round();
        QCOMPARE(alerting.all().size(), std::size_t(1));
        const auto alert = alerting.all().front();
        QCOMPARE(alert.state, AlertState::firing);
        QVERIFY2(alert.summary.find("14.5 times") != std::string::npos, alert.summary.c_str());
        // The errors stop: the hour is still full of them, the five minutes are not.
        alerting.series.since = 0;
        alerting.series.turned = alerting.clock.now();
        alerting.clock.move(5min + 10s);
        alerting.round();
        QCOMPARE(alerting.all().front().state, AlertState::resolved);
        QCOMPARE(alerting.historyOf(alert.id),
                 (std::vector{AlertState::pending, AlertState::firing, AlertState::resolved}));
        // It begins again: for an hour of quiet that is nothing, so the long window keeps it silent.
        alerting.clock.move(2h);
        alerting.series.before = 0;
        alerting.series.since = 5;
        alerting.series.turned = alerting.clock.now() - 6min;
        alerting.round();
        QCOMPARE(alerting.all().size(), std::size_t(1));
        alerting.clock.move(15min);
        alerting.round();
        QCOMPARE(alerting.all().size(), std::size_t(2));  // another alert
    }

    void theBudgetIsKeptBesideTheObjective() {
        Alerting alerting(folder_.path() / "budget.db");
        auto slo = availability();
        slo.periodDays = 3;
        alerting.add(slo);
        alerting.series.before = alerting.series.since = 0.05;
        for (int i = 0; i < 3; ++i) {
            alerting.round();
            alerting.clock.move(15s);
        }
        const auto kept = **alerting.database->readNow(
            [](sql::Connection& db) { return findDefinition<domain::Slo>(db, sql::TenantScope::all(), "slo_1"); });
        QVERIFY(kept.budget.has_value());
        QVERIFY2(std::abs(kept.budget->remaining - 0.5) < 1e-6, std::to_string(kept.budget->remaining).c_str());
        QVERIFY(std::abs(kept.budget->burnRate - 0.5) < 1e-6);
    }

    void anotherNodeGoesOnWhereOneStopped() {
        Alerting alerting(folder_.path() / "nodes.db");
        alerting.add(availability());
        alerting.add(fastBurn());
        alerting.series.before = alerting.series.since = 2;
        QVERIFY(alerting.round());
        QVERIFY(!alerting.round(alerting.other));  // the first one has the lease
        alerting.clock.move(1min);                 // and is not heard of any more
        QVERIFY(alerting.round(alerting.other));
        QVERIFY(!alerting.round());
        QCOMPARE(alerting.all().size(), std::size_t(1));
        alerting.series.since = 0;
        alerting.series.turned = alerting.clock.now();
        alerting.clock.move(6min);
        QVERIFY(alerting.round());
        QCOMPARE(alerting.all().size(), std::size_t(1));
        QCOMPARE(alerting.all().front().state, AlertState::resolved);
    }

    void aWebhookIsSignedAndTriedAgainWithTheSameId() {
        test::Receiver receiver;
        Alerting alerting(folder_.path() / "webhook.db");
        alerting.add(availability());
        alerting.add(fastBurn());
        alerting.add(channelOf(domain::ChannelKind::webhook, receiver.url("/hook")));
        alerting.series.before = alerting.series.since = 2;
        alerting.round();
        QVERIFY(receiver.received().empty());  // without a secret nothing is sent
        QVERIFY(!alerting.channel("chn_1").last->delivered);
        const auto saved = alerting.database->writeNow(
            [](sql::Connection& db) { return storeSecret(db, sql::TenantScope::all(), "chn_1", "sealed:" + secret); });
        QVERIFY(saved.has_value());
        receiver.answer(500);
        alerting.clock.move(15s);
        alerting.round();
        receiver.answer(204);
        alerting.clock.move(15s);
        alerting.round();
        QCOMPARE(receiver.received().size(), std::size_t(1));  // it waits longer after the second time
        alerting.clock.move(15s);
        alerting.round();
        const auto received = receiver.received();
        QCOMPARE(received.size(), std::size_t(2));
        QCOMPARE(received[0].line, std::string("POST /hook HTTP/1.1"));
        QCOMPARE(received[0].header("webhook-id"), received[1].header("webhook-id"));
        QVERIFY(!received[0].header("webhook-id").empty());
        for (const auto& one : received) {
            const Time at{std::chrono::seconds(std::stoll(one.header("webhook-timestamp")))};
            const auto wanted = signedHeaders(*secretBytes(secret), one.header("webhook-id"), at, one.body);
            QCOMPARE(one.header("webhook-signature"), wanted.at(2).second);
            const auto body = json::parse(one.body);
            QCOMPARE(std::string(body->at("type").get_string()), std::string("alerts.firing"));
        }
        QVERIFY(alerting.channel("chn_1").last->delivered);
        alerting.clock.move(1min);
        alerting.round();
        QCOMPARE(receiver.received().size(), std::size_t(2));  // it is told
        // What is over is told, too, after the group's interval.
        alerting.series.since = 0;
        alerting.series.turned = alerting.clock.now();
        alerting.clock.move(6min);
        alerting.round();
        QCOMPARE(receiver.received().size(), std::size_t(3));
        QVERIFY(receiver.received().back().body.find("alerts.resolved") != std::string::npos);
    }

    void alertmanagerGetsWhatItUnderstands() {
        test::Receiver receiver;
        Alerting alerting(folder_.path() / "alertmanager.db");
        alerting.add(availability());
        alerting.add(fastBurn());
        alerting.add(channelOf(domain::ChannelKind::alertmanager, receiver.url("")));
        alerting.series.before = alerting.series.since = 2;
        alerting.round();
        const auto received = receiver.received();
        QCOMPARE(received.size(), std::size_t(1));
        QCOMPARE(received[0].line, std::string("POST /api/v2/alerts HTTP/1.1"));
        QCOMPARE(received[0].header("content-type"), std::string("application/json"));
        const auto list = json::parse(received[0].body)->get_array();
        QCOMPARE(std::string(list.at(0).at("labels").at("alertname").get_string()), std::string("Fast burn"));
        QCOMPARE(std::string(list.at(0).at("startsAt").get_string()), toRfc3339(start));
        QCOMPARE(std::string(list.at(0).at("endsAt").get_string()), toRfc3339(start + 5min));
    }

    void mailsAndNoticesGoOutOnce() {
        Alerting alerting(folder_.path() / "mail.db");
        alerting.add(availability());
        alerting.add(fastBurn());
        auto mail = channelOf(domain::ChannelKind::email);
        mail.recipients = {"oncall@tarnwick.example", "lead@tarnwick.example"};
        alerting.add(mail);
        auto desk = channelOf(domain::ChannelKind::desktop);
        desk.id = "chn_2";
        desk.name = "Consoles";
        alerting.add(desk);
        alerting.series.before = alerting.series.since = 2;
        for (int i = 0; i < 3; ++i) {
            alerting.round();
            alerting.clock.move(15s);
        }
        QCOMPARE(alerting.mails.size(), std::size_t(2));
        QCOMPARE(alerting.mails[0].subject, std::string("[1 firing] Fast burn"));
        QVERIFY(alerting.mails[0].text.find("critical: Fast burn") != std::string::npos);
        const auto notices = alerting.database->readNow([](sql::Connection& db) {
            return db.query(sql::tenantOwned("SELECT count(*) FROM outbox WHERE :tenant(tenant_id) AND topic = 'alerts'"
                                             " AND json LIKE '%channelName%Consoles%'"),
                            sql::TenantScope::all());
        });
        QVERIFY2(notices.has_value(), notices ? "" : notices.error().detail.c_str());
        QCOMPARE((*notices)[0].integer(0), 1);
    }

    void aSilencedAlertIsToldOfByNobody() {
        Alerting alerting(folder_.path() / "silence.db");
        alerting.add(availability());
        alerting.add(fastBurn());
        auto mail = channelOf(domain::ChannelKind::email);
        mail.recipients = {"oncall@tarnwick.example"};
        alerting.add(mail);
        domain::Silence silence;
        silence.id = "sil_1";
        silence.name = "Deploy";
        silence.matchers = {{"severity", domain::LabelOperator::equals, "critical"}};
        silence.startsAt = start;
        silence.endsAt = start + 1min;
        alerting.add(silence);
        alerting.series.before = alerting.series.since = 2;
        alerting.round();
        QCOMPARE(alerting.all().front().silencedBy.value_or(""), std::string("sil_1"));
        QCOMPARE(alerting.all().front().state, AlertState::firing);
        QVERIFY(alerting.mails.empty());
        alerting.clock.move(1min);
        alerting.round();
        QVERIFY(!alerting.all().front().silencedBy);
        QCOMPARE(alerting.mails.size(), std::size_t(1));
    }

private:
    test::TemporaryFolder folder_;
};

QTEST_GUILESS_MAIN(AlertServiceTest)
#include "alert_service_test.moc"

// What channels are told, and when; and what their messages look like.
#include <QtTest>

#include "alerts/grouping.h"
#include "alerts/message_text.h"
#include "base/json.h"

using namespace steward;
using namespace steward::alerts;
using namespace std::chrono_literals;
using domain::Alert;
using domain::AlertChannel;
using domain::AlertState;
using domain::ChannelKind;

namespace {

const Time now{std::chrono::sys_days(std::chrono::year(2026) / 11 / 23)};

Alert firing(std::string id, std::string name, std::string team = "edge", std::string tenant = {}) {
    Alert alert;
    alert.id = std::move(id);
    alert.tenantId = std::move(tenant);
    alert.ruleName = std::move(name);
    alert.state = AlertState::firing;
    alert.labels = {{"alertname", alert.ruleName}, {"team", std::move(team)}};
    alert.summary = "too much";
    alert.activeSince = now;
    alert.firedAt = now;
    return alert;
}

AlertChannel channel(ChannelKind kind = ChannelKind::desktop) {
    AlertChannel made;
    made.id = "chn_1";
    made.name = "On call";
    made.kind = kind;
    return made;
}

// What a channel was told by a round, kept as the platform keeps it.
class Told {
public:
    Notifications round(const AlertChannel& channel, const std::vector<Alert>& alerts, Time at) {
        auto made = notify({channel}, alerts, groups_, at);
        const auto keep = [&](const ToldGroup& group, bool stays) {
            std::erase_if(groups_, [&](const auto& other) { return other.groupKey == group.groupKey; });
            if (stays) groups_.push_back(group);
        };
        for (const auto& group : made.waiting)
            keep(group, true);
        for (const auto& group : made.forgotten)
            keep(group, false);
        for (const auto& message : made.messages)
            keep(message.after, !message.after.told.empty());
        return made;
    }
    std::size_t size() const { return groups_.size(); }

private:
    std::vector<ToldGroup> groups_;
};

}  // namespace

class AlertChannelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aGroupWaitsThenSaysWhatChangedThenRepeats() {
        Told told;
        const auto desk = channel();
        QVERIFY(told.round(desk, {firing("a", "Slow")}, now).messages.empty());
        QVERIFY(told.round(desk, {firing("a", "Slow"), firing("b", "Slow")}, now + 29s).messages.empty());
        auto made = told.round(desk, {firing("a", "Slow"), firing("b", "Slow")}, now + 30s);
        QCOMPARE(made.messages.size(), std::size_t(1));  // both in one
        QCOMPARE(made.messages[0].firing.size(), std::size_t(2));
        const auto first = made.messages[0].id();
        // A third one is told of after the group's interval, not at once.
        const std::vector<Alert> three{firing("a", "Slow"), firing("b", "Slow"), firing("c", "Slow")};
        QVERIFY(told.round(desk, three, now + 5min).messages.empty());
        made = told.round(desk, three, now + 5min + 30s);
        QCOMPARE(made.messages.size(), std::size_t(1));
        QVERIFY(made.messages[0].id() != first);
        QVERIFY(told.round(desk, three, now + 4h).messages.empty());
        QCOMPARE(told.round(desk, three, now + 4h + 6min).messages.size(), std::size_t(1));
        // All over: said once, then forgotten.
        made = told.round(desk, {}, now + 5h);
        QCOMPARE(made.messages.at(0).resolved.size(), std::size_t(3));
        QCOMPARE(told.size(), std::size_t(0));
        QVERIFY(told.round(desk, {}, now + 6h).messages.empty());
    }

    void whatEndsWhileItWaitsIsNotSaid() {
        Told told;
        told.round(channel(), {firing("a", "Slow")}, now);
        QVERIFY(told.round(channel(), {}, now + 30s).messages.empty());
        QCOMPARE(told.size(), std::size_t(0));
    }

    void groupsAreOfLabels() {
        auto desk = channel();
        desk.groupWaitMs = 0;
        const std::vector<Alert> alerts{firing("a", "Slow", "edge"), firing("b", "Down", "edge"),
                                        firing("c", "Slow", "core")};
        QCOMPARE(notify({desk}, alerts, {}, now).messages.size(), std::size_t(2));
        desk.groupBy = {"team"};
        QCOMPARE(notify({desk}, alerts, {}, now).messages.size(), std::size_t(2));
        desk.groupBy = {};
        QCOMPARE(notify({desk}, alerts, {}, now).messages.size(), std::size_t(1));
        desk.matchers = {{"team", domain::LabelOperator::equals, "core"}};
        QCOMPARE(notify({desk}, alerts, {}, now).messages.at(0).firing.size(), std::size_t(1));
    }

    void silencedPendingAndForeignAlertsAreNotTold() {
        auto desk = channel();
        desk.groupWaitMs = 0;
        auto silenced = firing("a", "Slow"), pending = firing("b", "Slow");
        silenced.silencedBy = "sil_1";
        pending.state = AlertState::pending;
        QVERIFY(notify({desk}, {silenced, pending, firing("c", "Slow", "edge", "ten_1")}, {}, now).messages.empty());
        desk.tenantId = "ten_1";
        QCOMPARE(notify({desk}, {firing("a", "Slow"), firing("c", "Slow", "edge", "ten_1")}, {}, now)
                     .messages.at(0)
                     .firing.at(0)
                     .id,
                 std::string("c"));
    }

    void aMessageThatFailedIsTriedLaterAndLater() {
        auto hook = channel(ChannelKind::webhook);
        hook.groupWaitMs = 0;
        auto made = notify({hook}, {firing("a", "Slow")}, {}, now);
        auto failed = afterFailure(made.messages.at(0).before, now);
        QCOMPARE(failed.nextAt, now + 15s);
        QVERIFY(notify({hook}, {firing("a", "Slow")}, {failed}, now + 14s).messages.empty());
        made = notify({hook}, {firing("a", "Slow")}, {failed}, now + 15s);
        const auto id = made.messages.at(0).id();
        failed = afterFailure(made.messages.at(0).before, now);
        QCOMPARE(failed.nextAt, now + 30s);
        QCOMPARE(notify({hook}, {firing("a", "Slow")}, {failed}, now + 30s).messages.at(0).id(), id);
        for (int i = 0; i < 40; ++i)
            failed = afterFailure(failed, now);
        QCOMPARE(failed.nextAt, now + 1h);
    }

    void alertmanagerHearsOfEverythingEachMinute() {
        Told told;
        const auto push = channel(ChannelKind::alertmanager);
        const std::vector<Alert> alerts{firing("a", "Slow"), firing("b", "Down")};
        QCOMPARE(told.round(push, alerts, now).messages.at(0).firing.size(), std::size_t(2));
        QVERIFY(told.round(push, alerts, now + 15s).messages.empty());
        QCOMPARE(told.round(push, alerts, now + 60s).messages.size(), std::size_t(1));
        QCOMPARE(told.round(push, {alerts[0]}, now + 61s).messages.at(0).resolved.size(), std::size_t(1));  // at once
    }

    // The example of the specification of Standard Webhooks.
    void theSignatureIsThatOfStandardWebhooks() {
        const auto secret = secretBytes("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        QVERIFY(secret.has_value());
        const Time at{std::chrono::seconds(1614265330)};
        const auto headers = signedHeaders(*secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", at, R"({"test": 2432232314})");
        QCOMPARE(headers.at(0).second, std::string("msg_p5jXN8AQM9LWM0D4loKWxJek"));
        QCOMPARE(headers.at(1).second, std::string("1614265330"));
        QCOMPARE(headers.at(2).second, std::string("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }

    void weakSecretsAreRefused() {
        for (const char* secret : {"", "whsec_", "whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                                   "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS", "whsec_!!!!9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
            QVERIFY2(!secretBytes(secret).has_value(), secret);
    }

    void messagesSayWhatHappened() {
        Content content{"id", channel(ChannelKind::webhook), {{"alertname", "Slow"}}, {firing("a", "Slow")}, {}, false};
        QCOMPARE(titleOf(content), std::string("[1 firing] Slow"));
        auto over = firing("b", "Slow");
        over.state = AlertState::resolved;
        over.resolvedAt = now + 5min;
        content.resolved = {over};
        QCOMPARE(titleOf(content), std::string("[1 firing, 1 resolved] Slow"));
        const auto body = json::parse(webhookBodyOf(content, now))->get_object();
        QCOMPARE(std::string(body.at("type").get_string()), std::string("alerts.firing"));
        QCOMPARE(body.at("data").get_object().at("alerts").get_array().size(), std::size_t(2));
        const auto list = json::parse(alertmanagerBodyOf(content, now))->get_array();
        QCOMPARE(std::string(list.at(0).at("labels").at("alertname").get_string()), std::string("Slow"));
        QCOMPARE(std::string(list.at(0).at("startsAt").get_string()), std::string("2026-11-23T00:00:00Z"));
        QCOMPARE(std::string(list.at(0).at("endsAt").get_string()), std::string("2026-11-23T00:05:00Z"));
        QCOMPARE(std::string(list.at(1).at("endsAt").get_string()), std::string("2026-11-23T00:05:00Z"));
        QVERIFY(mailTextOf(content).find("Resolved") != std::string::npos);
        // Without a secret a webhook is not sent; Alertmanager needs none.
        content.channel.url = "https://hooks.example/";
        QVERIFY(!callOf(content, std::nullopt, now));
        content.channel.kind = ChannelKind::alertmanager;
        QCOMPARE(callOf(content, std::nullopt, now)->url, std::string("https://hooks.example/api/v2/alerts"));
    }
};

QTEST_GUILESS_MAIN(AlertChannelsTest)
#include "alert_channels_test.moc"

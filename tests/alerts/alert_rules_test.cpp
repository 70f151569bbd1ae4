// Conditions over values, the states of alerts, the evaluator and error budgets: without a platform, with a clock that
// the test moves.
#include <QtTest>
#include <cmath>
#include <limits>

#include "alerts/budgets.h"
#include "alerts/conditions.h"
#include "alerts/definition.h"
#include "alerts/evaluator.h"
#include "alerts/matching.h"
#include "alerts/progress.h"
#include "kernel/schedule.h"

using namespace steward;
using namespace steward::alerts;
using namespace std::chrono_literals;
using domain::AlertRule;
using domain::AlertState;
using domain::Comparison;
using domain::ConditionKind;

namespace {

const double unknown = std::numeric_limits<double>::quiet_NaN();
const Time now{std::chrono::sys_days(std::chrono::year(2026) / 11 / 23)};

// One value every ten seconds, the last one now; an empty place is a gap.
Samples every10s(const std::vector<std::optional<double>>& values) {
    Samples samples;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i]) samples.push_back({now - 10s * std::int64_t(values.size() - 1 - i), *values[i]});
    return samples;
}

domain::AlertCondition condition(ConditionKind kind, double threshold, std::int64_t windowMs = 60'000) {
    domain::AlertCondition made;
    made.kind = kind;
    made.series = "http.errors";
    made.threshold = threshold;
    made.windowMs = windowMs;
    return made;
}

AlertRule rule(std::string id, domain::AlertCondition condition) {
    AlertRule made;
    made.id = std::move(id);
    made.name = "Rule " + made.id;
    made.condition = std::move(condition);
    return made;
}

FoundSeries constant(double value, Time at, Labels labels = {}) {
    return {std::move(labels), {{at - 20s, value}, {at - 10s, value}, {at, value}}};
}

// A round in which each window that is read has the series that `valuesOf` gives for it.
Round round(Evaluator& evaluator, Time at, const std::function<Found(const ValueQuery&)>& valuesOf) {
    const auto due = evaluator.due(at);
    std::vector<Found> answers;
    for (const auto& one : due)
        answers.push_back(valuesOf(one.query));
    evaluator.take(at, due, std::move(answers));
    return evaluator.evaluate(at);
}

}  // namespace

Q_DECLARE_METATYPE(steward::alerts::Samples)
Q_DECLARE_METATYPE(steward::domain::AlertCondition)

class AlertRulesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void numbersAreReadable() {
        QCOMPARE(numberText(33'860'608), std::string("33860608"));
        QCOMPARE(numberText(-1e9), std::string("-1000000000"));
        QCOMPARE(numberText(0.1 + 0.2), std::string("0.3"));
        QCOMPARE(numberText(1e18), std::string("1e+18"));
    }

    void thresholds_data() {
        QTest::addColumn<domain::AlertCondition>("asked");
        QTest::addColumn<Samples>("samples");
        QTest::addColumn<bool>("firing");
        QTest::addColumn<int>("answer");  // 0 no, 1 yes, 2 unknown
        QTest::addColumn<double>("value");
        const auto above = condition(ConditionKind::threshold, 5);
        const auto with = [&](auto change) {
            auto changed = above;
            change(changed);
            return changed;
        };
        QTest::newRow("average above") << above << every10s({4, 6, 8}) << false << 1 << 6.0;
        QTest::newRow("as high is not above") << above << every10s({5, 5}) << false << 0 << 5.0;
        QTest::newRow("not a number is no value") << above << every10s({unknown, 6, unknown}) << false << 1 << 6.0;
        QTest::newRow("nothing but not a number") << above << every10s({unknown, unknown}) << false << 2 << unknown;
        QTest::newRow("no values") << above << Samples() << false << 2 << unknown;
        QTest::newRow("older than the window")
            << above << Samples{{now - 61s, 100}, {now - 60s, 6}} << false << 1 << 6.0;
        QTest::newRow("a gap is not 0") << above << every10s({8, {}, {}, {}, 8}) << false << 1 << 8.0;
        QTest::newRow("last") << with([](auto& c) { c.aggregate = domain::Aggregate::last; }) << every10s({9, 9, 4})
                              << false << 0 << 4.0;
        QTest::newRow("largest") << with([](auto& c) { c.aggregate = domain::Aggregate::largest; })
                                 << every10s({1, 9, 4}) << false << 1 << 9.0;
        QTest::newRow("sum") << with([](auto& c) { c.aggregate = domain::Aggregate::sum; }) << every10s({2, 2, 2})
                             << false << 1 << 6.0;
        QTest::newRow("below") << with([](auto& c) { c.comparison = Comparison::below; }) << every10s({4, 5}) << false
                               << 1 << 4.5;
        const auto sticky = with([](auto& c) { c.resolveThreshold = 3; });
        QTest::newRow("fires at the threshold, not at that of the end") << sticky << every10s({4}) << false << 0 << 4.0;
        QTest::newRow("goes on until the end's threshold") << sticky << every10s({4}) << true << 1 << 4.0;
        QTest::newRow("ends there") << sticky << every10s({3}) << true << 0 << 3.0;
    }
    void thresholds() {
        QFETCH(domain::AlertCondition, asked);
        QFETCH(Samples, samples);
        QFETCH(bool, firing);
        QFETCH(int, answer);
        QFETCH(double, value);
        const auto said = judge(asked, samples, now, firing);
        QCOMPARE(int(said.answer), answer);
        QCOMPARE(said.value.has_value(), !std::isnan(value));
        if (said.value) QCOMPARE(*said.value, value);
        QVERIFY(!said.summary.empty());
    }

    void absenceIsTheOneThatFiresWithoutValues() {
        const auto absent = condition(ConditionKind::absence, 0);
        QCOMPARE(judge(absent, {}, now, false).answer, Answer::yes);
        QCOMPARE(judge(absent, every10s({unknown, unknown}), now, false).answer, Answer::yes);
        QCOMPARE(judge(absent, Samples{{now - 61s, 1}}, now, false).answer, Answer::yes);
        QCOMPARE(judge(absent, every10s({0}), now, true).answer, Answer::no);
    }

    void rateOfChangeIsPerMinute() {
        auto rate = condition(ConditionKind::rateOfChange, 5);
        QCOMPARE(*judge(rate, every10s({1, 2, 3}), now, false).value, 6.0);
        QCOMPARE(judge(rate, every10s({1, 2, 3}), now, false).answer, Answer::yes);
        QCOMPARE(*judge(rate, every10s({9, {}, {}, 0}), now, false).value, -18.0);
        QCOMPARE(judge(rate, every10s({7}), now, false).answer, Answer::unknown);  // one value has no rate
        // A counter that starts again at 0 has not gone back.
        rate.counter = true;
        QCOMPARE(*judge(rate, every10s({100, 110, 2, 12}), now, false).value, (10 + 2 + 10) * 2.0);
        QCOMPARE(*judge(rate, every10s({100, unknown, 110}), now, false).value, 30.0);
    }

    // 14.4 times what the budget of 99.9 % allows is a share of 1.44 % of errors.
    void burnRateNeedsBothWindows_data() {
        QTest::addColumn<double>("overHour");
        QTest::addColumn<double>("overFiveMinutes");
        QTest::addColumn<int>("answer");
        QTest::newRow("both above") << 0.0145 << 0.0145 << 1;
        QTest::newRow("just below") << 0.0143 << 0.0143 << 0;
        QTest::newRow("over already") << 0.0500 << 0.0010 << 0;
        QTest::newRow("only just begun") << 0.0010 << 0.5000 << 0;
        QTest::newRow("all is well") << 0.0 << 0.0 << 0;
        QTest::newRow("no requests lately") << 0.02 << unknown << 2;
    }
    void burnRateNeedsBothWindows() {
        QFETCH(double, overHour);
        QFETCH(double, overFiveMinutes);
        QFETCH(int, answer);
        const std::vector<domain::BurnWindow> windows{{3'600'000, 300'000, 14.4}};
        const auto said = judgeBurn(windows, 0.999, [&](std::int64_t length) -> std::optional<double> {
            const double ratio = length == 3'600'000 ? overHour : overFiveMinutes;
            return std::isnan(ratio) ? std::nullopt : std::optional(ratio);
        });
        QCOMPARE(int(said.answer), answer);
        if (answer == 1) QCOMPARE(qRound(*said.value * 10), 145);
    }

    void anyOfSeveralWindowsIsEnough() {
        const std::vector<domain::BurnWindow> windows{{3'600'000, 300'000, 14.4}, {21'600'000, 1'800'000, 6}};
        const auto ratio = [](std::int64_t length) {
            return std::optional(length > 3'600'000 || length == 1'800'000 ? 0.007 : 0.001);
        };
        QCOMPARE(judgeBurn(windows, 0.999, ratio).answer, Answer::yes);
        QCOMPARE(judgeBurn(windows, 0.99, ratio).answer, Answer::no);
    }

    void errorsAreWeighedByRequests() {
        const domain::Indicator errors{domain::IndicatorKind::errorPercent, "http.errors", "http.requests", 0};
        // Half a percent of 1000 requests, then all of ten: not 50 % of what happened.
        const auto share = shareOf(errors, every10s({0.5, 100}), every10s({1000, 10}), now - 60s, now);
        QCOMPARE(share.bad, 15.0);
        QCOMPARE(share.total, 1010.0);
        QVERIFY(!shareOf(errors, every10s({0, 0}), every10s({0, 0}), now - 60s, now).ratio());
        // What has no count beside it does not count.
        QCOMPARE(shareOf(errors, every10s({50, 1}), Samples{{now, 100}}, now - 60s, now).bad, 1.0);
        const domain::Indicator counted{domain::IndicatorKind::badOverTotal, "bad", "all", 0};
        QCOMPARE(*shareOf(counted, every10s({1, 3}), every10s({10, 10}), now - 60s, now).ratio(), 0.2);
        const domain::Indicator slow{domain::IndicatorKind::aboveThreshold, "latency", "", 250};
        QCOMPARE(*shareOf(slow, every10s({100, 251, unknown, 250}), {}, now - 60s, now).ratio(), 1.0 / 3);
    }

    void statesFollowTheCondition() {
        AlertRule waits = rule("a", {});
        waits.forMs = 60'000;
        Progress progress = advanced({}, waits, Answer::no, now);
        QCOMPARE(progress.state, AlertState::inactive);
        progress = advanced(progress, waits, Answer::yes, now);
        QCOMPARE(progress.state, AlertState::pending);
        progress = advanced(progress, waits, Answer::yes, now + 59s);
        QCOMPARE(progress.state, AlertState::pending);
        QCOMPARE(advanced(progress, waits, Answer::no, now + 59s).state, AlertState::inactive);
        progress = advanced(progress, waits, Answer::yes, now + 60s);
        QCOMPARE(progress.state, AlertState::firing);
        QCOMPARE(progress.activeSince, now);
        QCOMPARE(*progress.firedAt, now + 60s);
        const auto over = advanced(progress, waits, Answer::no, now + 75s);
        QCOMPARE(over.state, AlertState::resolved);
        QCOMPARE(*over.resolvedAt, now + 75s);
        QCOMPARE(advanced(over, waits, Answer::yes, now + 90s).state, AlertState::pending);  // another one

        waits.keepFiringMs = 30'000;
        const auto kept = advanced(progress, waits, Answer::no, now + 75s);
        QCOMPARE(kept.state, AlertState::firing);
        QCOMPARE(advanced(kept, waits, Answer::no, now + 90s).state, AlertState::resolved);
        QCOMPARE(advanced(advanced(kept, waits, Answer::yes, now + 80s), waits, Answer::no, now + 105s).state,
                 AlertState::firing);
    }

    void withoutForItFiresAtOnce() {
        QCOMPARE(advanced({}, rule("a", {}), Answer::yes, now).state, AlertState::firing);
    }

    void withoutValuesTheRuleSaysWhatHappens() {
        AlertRule kept = rule("a", {});
        const auto firing = advanced({}, kept, Answer::yes, now);
        QCOMPARE(advanced({}, kept, Answer::unknown, now).state, AlertState::inactive);
        QCOMPARE(advanced(firing, kept, Answer::unknown, now + 1h), firing);
        kept.noData = domain::NoData::resolve;
        QCOMPARE(advanced(firing, kept, Answer::unknown, now + 1h).state, AlertState::resolved);
        kept.noData = domain::NoData::alert;
        QCOMPARE(advanced({}, kept, Answer::unknown, now).state, AlertState::firing);
    }

    void aClockThatGoesBackDoesNotEndTheWait() {
        AlertRule waits = rule("a", {});
        waits.forMs = 60'000;
        auto progress = advanced({}, waits, Answer::yes, now);
        progress = advanced(progress, waits, Answer::yes, now - 1h);
        QCOMPARE(progress.state, AlertState::pending);
        QCOMPARE(progress.activeSince, now - 1h);
        QCOMPARE(advanced(progress, waits, Answer::yes, now - 1h + 60s).state, AlertState::firing);
    }

    void theScheduleDoesNotDrift() {
        kernel::Schedule schedule(15s, 15s);
        QCOMPARE(schedule.begin(15s).late, Duration(0));
        QCOMPARE(schedule.begin(31s).late, Duration(1s));  // the last one took long
        QCOMPARE(schedule.due(), Duration(45s));
        const auto late = schedule.begin(80s);  // 60 and 75 were due meanwhile
        QCOMPARE(late.late, Duration(35s));
        QCOMPARE(late.missed, 2);
        QCOMPARE(schedule.due(), Duration(90s));
    }

    void matchersFitLabels() {
        const Labels labels{{"alertname", "Slow gateway"}, {"team", "edge"}};
        using enum domain::LabelOperator;
        QVERIFY(fits({"team", equals, "edge"}, labels));
        QVERIFY(fits({"region", equals, ""}, labels));
        QVERIFY(fits({"region", differs, "eu"}, labels));
        QVERIFY(fits({"alertname", like, "Slow*"}, labels));
        QVERIFY(fits({"alertname", like, "*gate*"}, labels));
        QVERIFY(!fits({"alertname", like, "gate*"}, labels));
        QVERIFY(fits({"alertname", unlike, "Fast*"}, labels));
        QVERIFY(fitsAll({}, labels));
        QVERIFY(!fitsAll({{"team", equals, "edge"}, {"team", equals, "core"}}, labels));
        // A pattern of many stars ends soon.
        QVERIFY(!isLike(std::string(60, '*') + "b", std::string(20'000, 'a')));
    }

    void anAlertGoesThroughItsStates() {
        Evaluator evaluator;
        AlertRule waits = rule("alr_1", condition(ConditionKind::threshold, 5));
        waits.forMs = 30'000;
        waits.labels = {{"team", "edge"}};
        evaluator.define({{waits}, {}, {}}, {});
        double value = 9;
        const auto values = [&](const ValueQuery& query) { return Found{constant(value, query.to)}; };
        auto made = round(evaluator, now, values);
        QCOMPARE(made.alerts.size(), std::size_t(1));
        QCOMPARE(made.alerts[0].alert.state, AlertState::pending);
        QVERIFY(made.alerts[0].isNew);
        QCOMPARE(valueOf(made.alerts[0].alert.labels, "team"), std::string_view("edge"));
        QCOMPARE(valueOf(made.alerts[0].alert.labels, "alertname"), std::string_view("Rule alr_1"));
        QCOMPARE(made.rules.at(0).state, AlertState::pending);
        made = round(evaluator, now + 30s, values);
        QCOMPARE(made.alerts.at(0).alert.state, AlertState::firing);
        QCOMPARE(made.alerts[0].from, AlertState::pending);
        QVERIFY(round(evaluator, now + 45s, values).alerts.empty());  // nothing is new
        // What another node knows from the database goes on as it was.
        Evaluator other;
        other.define({{waits}, {}, {}}, {{evaluator.active().at(0), ""}});
        value = 1;
        for (Evaluator* node : {&evaluator, &other}) {
            made = round(*node, now + 60s, values);
            QCOMPARE(made.alerts.at(0).alert.state, AlertState::resolved);
            QVERIFY(node->active().empty());
        }
    }

    void eachSeriesIsAnAlertOfItsOwn() {
        Evaluator evaluator;
        evaluator.define({{rule("alr_1", condition(ConditionKind::threshold, 5))}, {}, {}}, {});
        const auto values = [](const ValueQuery& query) {
            return Found{constant(9, query.to, {{"node", "a"}}), constant(1, query.to, {{"node", "b"}}),
                         constant(8, query.to, {{"node", "c"}})};
        };
        QCOMPARE(round(evaluator, now, values).alerts.size(), std::size_t(2));
        // One that disappears has no values: it stays as it is.
        const auto fewer = [](const ValueQuery& query) { return Found{constant(9, query.to, {{"node", "a"}})}; };
        QVERIFY(round(evaluator, now + 60s, fewer).alerts.empty());
        QCOMPARE(evaluator.active().size(), std::size_t(2));
    }

    void silencesHoldAsLongAsTheyLast() {
        Evaluator evaluator;
        domain::Silence silence;
        silence.id = "sil_1";
        silence.matchers = {{"severity", domain::LabelOperator::equals, "warning"}};
        silence.startsAt = now + 15s;
        silence.endsAt = now + 45s;
        AlertRule snoozed = rule("alr_2", condition(ConditionKind::threshold, 5));
        snoozed.severity = domain::AlertSeverity::critical;
        snoozed.silencedUntil = now + 30s;
        evaluator.define({{rule("alr_1", condition(ConditionKind::threshold, 5)), snoozed}, {}, {silence}}, {});
        const auto values = [&](const ValueQuery& query) { return Found{constant(9, query.to)}; };
        const auto silencers = [&](Time at) {
            round(evaluator, at, values);
            std::map<std::string, std::string> found;
            for (const auto& alert : evaluator.active())
                found[alert.ruleId] = alert.silencedBy.value_or("");
            return found;
        };
        using Silencers = std::map<std::string, std::string>;
        QCOMPARE(silencers(now), (Silencers{{"alr_1", ""}, {"alr_2", "alr_2"}}));
        QCOMPARE(silencers(now + 15s), (Silencers{{"alr_1", "sil_1"}, {"alr_2", "alr_2"}}));
        QCOMPARE(silencers(now + 30s), (Silencers{{"alr_1", "sil_1"}, {"alr_2", ""}}));
        QCOMPARE(silencers(now + 45s), (Silencers{{"alr_1", ""}, {"alr_2", ""}}));
    }

    void aRuleThatGoesTakesItsAlertsAlong() {
        Evaluator evaluator;
        AlertRule one = rule("alr_1", condition(ConditionKind::threshold, 5));
        evaluator.define({{one}, {}, {}}, {});
        const auto values = [&](const ValueQuery& query) { return Found{constant(9, query.to)}; };
        round(evaluator, now, values);
        const auto active = evaluator.active().at(0);
        evaluator.define({{}, {}, {}}, {{active, ""}});
        auto made = round(evaluator, now + 15s, values);
        QCOMPARE(made.alerts.at(0).alert.state, AlertState::resolved);
        QCOMPARE(made.alerts[0].note, std::string("The rule was deleted"));
        one.enabled = false;
        evaluator.define({{one}, {}, {}}, {{active, ""}});
        QCOMPARE(round(evaluator, now + 30s, values).alerts.at(0).alert.state, AlertState::resolved);
    }

    void aBurnRateRuleReadsItsObjective() {
        Evaluator evaluator;
        domain::Slo slo;
        slo.id = "slo_1";
        slo.name = "Availability";
        slo.indicator = {domain::IndicatorKind::errorPercent, "http.errors", "http.requests", 0};
        slo.objective = 0.999;
        domain::AlertCondition burns;
        burns.kind = ConditionKind::burnRate;
        burns.slo = "Availability";
        burns.windows = {{3'600'000, 300'000, 14.4}};
        evaluator.define({{rule("alr_1", burns)}, {slo}, {}}, {});
        QCOMPARE(evaluator.due(now).size(), std::size_t(4));  // two series over two windows
        double percent = 1.43;
        const auto values = [&](const ValueQuery& query) {
            return Found{constant(query.series == "http.errors" ? percent : 50, query.to)};
        };
        QVERIFY(round(evaluator, now, values).alerts.empty());
        percent = 1.45;
        QCOMPARE(round(evaluator, now + 60s, values).alerts.at(0).alert.state, AlertState::firing);
        // An objective that is not there is a problem that is said, not an alert.
        evaluator.define({{rule("alr_1", burns)}, {}, {}}, {});
        const auto made = round(evaluator, now + 90s, values);
        QVERIFY(made.alerts.empty());
        QCOMPARE(made.problems, 1);
        QVERIFY(!made.rules.at(0).problem.empty());
    }

    void longWindowsAreNotReadEachTime() {
        Evaluator evaluator;
        evaluator.define({{rule("alr_1", condition(ConditionKind::threshold, 5, 60'000)),
                           rule("alr_2", condition(ConditionKind::threshold, 7, 60'000)),
                           rule("alr_3", condition(ConditionKind::threshold, 5, 21'600'000))},
                          {},
                          {}},
                         {});
        QCOMPARE(evaluator.due(now).size(), std::size_t(2));  // two rules share one
        const auto values = [&](const ValueQuery& query) { return Found{constant(1, query.to)}; };
        round(evaluator, now, values);
        QCOMPARE(evaluator.due(now + 15s).size(), std::size_t(1));
        QCOMPARE(evaluator.due(now + 216s).size(), std::size_t(2));
        QCOMPARE(evaluator.due(now - 1h).size(), std::size_t(2));  // the clock went back
    }

    void budgetsAddUpHourByHour() {
        Budgets budgets;
        domain::Slo slo;
        slo.id = "slo_1";
        slo.name = "Availability";
        slo.indicator = {domain::IndicatorKind::errorPercent, "http.errors", "", 0};
        slo.objective = 0.99;
        slo.periodDays = 4;
        budgets.define({slo});
        std::optional<domain::ErrorBudget> budget;
        int reads = 0;
        // Nothing is known but the last day, with half a percent of errors.
        const auto samples = [](const ValueQuery& query) {
            Samples list;
            for (Time at = std::chrono::ceil<std::chrono::minutes>(query.from); at <= query.to; at += 1min)
                if (at > now - 24h) list.push_back({at, 0.5});
            return list.empty() ? Found{} : Found{{{}, list}};
        };
        while (!budget) {
            const auto due = budgets.due(now, 8);
            QCOMPARE(due.size(), std::size_t(1));
            QVERIFY(due[0].samples.to - due[0].samples.from <= Budgets::chunk);
            budget = budgets.take(now, due[0], samples(due[0].samples), {});
            QVERIFY(++reads < 5);
        }
        QVERIFY(std::abs(budget->errorRatio - 0.005) < 1e-9);
        QVERIFY(std::abs(budget->remaining - 0.5) < 1e-9);
        QVERIFY(std::abs(budget->burnRate - 0.5) < 1e-9);
        QVERIFY(std::abs(budget->knownMs - Duration(24h).count()) <= Duration(2min).count());
        QVERIFY(budgets.due(now + 30s, 8).empty());
        const auto next = budgets.due(now + 60s, 8);
        QVERIFY(next.at(0).samples.from >= now - 2h);  // only what is new
        // Another indicator begins anew.
        slo.indicator.series = "other";
        budgets.define({slo});
        QVERIFY(budgets.due(now + 60s, 8).at(0).samples.from < now - 80h);
    }

    void whatCannotBeIsRefusedAtItsPlace_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("patch");
        QTest::newRow("name") << "/name" << R"({"name":" "})";
        QTest::newRow("series") << "/condition/series" << R"({"condition":{"series":""}})";
        QTest::newRow("window") << "/condition/windowMs" << R"({"condition":{"windowMs":1}})";
        QTest::newRow("resolve") << "/condition/resolveThreshold"
                                 << R"({"condition":{"threshold":5,"resolveThreshold":6}})";
        QTest::newRow("objective") << "/condition/slo" << R"({"condition":{"kind":"burnRate"}})";
        QTest::newRow("own label") << "/labels" << R"({"labels":[{"name":"alertname","value":"x"}]})";
        QTest::newRow("wait") << "/forMs" << R"({"forMs":-1})";
    }
    void whatCannotBeIsRefusedAtItsPlace() {
        QFETCH(QString, path);
        QFETCH(QString, patch);
        const auto good = rule("alr_1", condition(ConditionKind::threshold, 5));
        QVERIFY(problemsOf(good).empty());
        const auto merged = mergedPatch(documentOf(good), *json::parse(patch.toStdString()));
        const auto changed = withDocument(good, merged.get_object());
        QVERIFY2(changed.has_value(), changed ? "" : changed.error().message.c_str());
        const auto problems = problemsOf(*changed);
        QVERIFY(!problems.empty());
        QCOMPARE(QString::fromStdString(problems.front().path), path);
    }

    void tenantsReachNoPrivateNetwork() {
        for (const char* url : {"https://hooks.example/steward", "https://8.8.8.8/x"})
            QVERIFY2(checkTenantUrl(url).has_value(), url);
        for (const char* url :
             {"http://hooks.example/", "https://localhost/", "https://127.0.0.1/", "https://10.1.2.3/",
              "https://192.168.1.1:8443/", "https://169.254.169.254/latest", "https://[::1]/", "https://intranet/",
              "https://172.20.0.1/", "https://user@hooks.example/", "https://db.internal/", "https://LOCALHOST./"})
            QVERIFY2(!checkTenantUrl(url).has_value(), url);
    }
};

QTEST_GUILESS_MAIN(AlertRulesTest)
#include "alert_rules_test.moc"

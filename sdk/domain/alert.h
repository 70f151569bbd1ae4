// Alerts: rules over series, the alerts that come of them, silences, service level objectives and the channels that
// tell people. Rules, silences, objectives and channels are entities of plans; what a patch of one may set are its
// members up to `removed`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/time.h"

namespace steward::domain {

enum class AlertSeverity { info, warning, critical };
STEWARD_DESCRIBE_ENUM(AlertSeverity, info, warning, critical)

// An alert has the labels of its series and of its rule, and "alertname", "rule" (an id), "severity" and "tenant".
struct AlertLabel {
    std::string name;
    std::string value;
    auto operator<=>(const AlertLabel&) const = default;
};
STEWARD_DESCRIBE(AlertLabel, (name, value))

// `like` and `unlike`: "*" stands for any characters. A label that is absent has the value "".
enum class LabelOperator { equals, differs, like, unlike };
STEWARD_DESCRIBE_ENUM(LabelOperator, equals, differs, like, unlike)

struct LabelMatcher {
    std::string name;
    LabelOperator match = LabelOperator::equals;
    std::string value;
    bool operator==(const LabelMatcher&) const = default;
};
STEWARD_DESCRIBE(LabelMatcher, (name, match, value))

enum class ConditionKind { threshold, absence, rateOfChange, burnRate };
STEWARD_DESCRIBE_ENUM(ConditionKind, threshold, absence, rateOfChange, burnRate)

enum class Aggregate { last, average, smallest, largest, sum };
STEWARD_DESCRIBE_ENUM(Aggregate, last, average, smallest, largest, sum)

enum class Comparison { above, below };
STEWARD_DESCRIBE_ENUM(Comparison, above, below)

// The objective's budget burns `factor` times as fast as would just last its period: over both windows.
struct BurnWindow {
    std::int64_t longMs = 3'600'000;
    std::int64_t shortMs = 300'000;
    double factor = 14.4;
    bool operator==(const BurnWindow&) const = default;
};
STEWARD_DESCRIBE(BurnWindow, (longMs, shortMs, factor))

// What an ETag says of something whose computed members change without a new version.
constexpr std::int64_t revisionOf(std::int64_t version, const std::optional<Time>& computedAt) {
    return version * (std::int64_t(1) << 42) + (computedAt ? computedAt->time_since_epoch().count() : 0);
}

// What is asked of a series of the rule's own tenant, or of the platform.
struct AlertCondition {
    ConditionKind kind = ConditionKind::threshold;
    std::string series;                        // all but burnRate
    std::vector<LabelMatcher> matchers;        // which of the series with this name; each is an alert of its own
    std::int64_t windowMs = 60'000;            // that is looked back over; for absence: without a value
    Aggregate aggregate = Aggregate::average;  // threshold: of the values in the window
    Comparison comparison = Comparison::above;
    double threshold = 0;                    // rateOfChange: per minute
    std::optional<double> resolveThreshold;  // an alert that fires goes on until this is reached
    bool counter = false;                    // rateOfChange: the series only grows, and starts again at 0
    std::optional<std::string> slo;          // burnRate: the name of an objective of the same owner
    std::vector<BurnWindow> windows;         // burnRate: any of them
    bool operator==(const AlertCondition&) const = default;
};
STEWARD_DESCRIBE(AlertCondition, (kind, series, matchers, windowMs, aggregate, comparison, threshold, resolveThreshold,
                                  counter, slo, windows))

enum class AlertState { inactive, pending, firing, resolved };
STEWARD_DESCRIBE_ENUM(AlertState, inactive, pending, firing, resolved)

// What becomes of an alert whose series has no values: it stays as it is, it ends, or it counts as true.
enum class NoData { keep, resolve, alert };
STEWARD_DESCRIBE_ENUM(NoData, keep, resolve, alert)

struct AlertRule {
    std::string id;        // "alr_…"
    std::string tenantId;  // empty: of the platform
    std::string name;
    std::string description;
    bool enabled = true;
    AlertSeverity severity = AlertSeverity::warning;
    std::vector<AlertLabel> labels;
    AlertCondition condition;
    std::int64_t forMs = 0;         // that the condition holds before the alert fires
    std::int64_t keepFiringMs = 0;  // that it does not hold before the alert is resolved
    NoData noData = NoData::keep;
    std::optional<Time> silencedUntil;
    bool removed = false;
    // From here on what the platform adds.
    std::int64_t version = 0;
    Time createdAt{};
    Time changedAt{};
    AlertState state = AlertState::inactive;  // the gravest of its alerts
    std::int64_t alerts = 0;                  // pending and firing
    std::optional<Time> evaluatedAt;
    std::string problem;  // why the last evaluation said nothing
    std::int64_t revision() const { return revisionOf(version, evaluatedAt); }
    bool operator==(const AlertRule&) const = default;
};
STEWARD_DESCRIBE(AlertRule,
                 (id, tenantId, name, description, enabled, severity, labels, condition, forMs, keepFiringMs, noData,
                  silencedUntil, removed, version, createdAt, changedAt, state, alerts, evaluatedAt, problem))

// From pending on an alert is remembered; resolved ones are its history.
struct Alert {
    std::string id;  // "alt_…"
    std::string tenantId;
    std::string ruleId;
    std::string ruleName;
    AlertSeverity severity = AlertSeverity::warning;
    AlertState state = AlertState::pending;
    std::vector<AlertLabel> labels;
    std::optional<double> value;  // absent where there was none
    std::string summary;          // "http.errors 7.2 above 5 over 1 min"
    Time activeSince{};
    std::optional<Time> firedAt;
    std::optional<Time> resolvedAt;
    std::optional<std::string> silencedBy;  // a silence, or the rule itself
    bool operator==(const Alert&) const = default;
};
STEWARD_DESCRIBE(Alert, (id, tenantId, ruleId, ruleName, severity, state, labels, value, summary, activeSince, firedAt,
                         resolvedAt, silencedBy))

struct AlertTransition {
    Time at{};
    AlertState from = AlertState::inactive;
    AlertState to = AlertState::pending;
    std::optional<double> value;
    std::string note;
    bool operator==(const AlertTransition&) const = default;
};
STEWARD_DESCRIBE(AlertTransition, (at, from, to, value, note))

enum class SilenceState { scheduled, active, expired };
STEWARD_DESCRIBE_ENUM(SilenceState, scheduled, active, expired)

// Nobody is told of alerts that all matchers fit, from `startsAt` to `endsAt`. They still change their states.
struct Silence {
    std::string id;  // "sil_…"
    std::string tenantId;
    std::string name;
    std::string comment;
    std::vector<LabelMatcher> matchers;  // at least one
    Time startsAt{};
    Time endsAt{};
    bool removed = false;
    // From here on what the platform adds.
    std::int64_t version = 0;
    Time createdAt{};
    Time changedAt{};
    std::string createdBy;
    SilenceState state = SilenceState::scheduled;
    std::int64_t alerts = 0;  // that it silences now
    std::int64_t revision() const { return revisionOf(version, Time(Duration(alerts * 4 + std::int64_t(state)))); }
    bool operator==(const Silence&) const = default;
};
STEWARD_DESCRIBE(Silence, (id, tenantId, name, comment, matchers, startsAt, endsAt, removed, version, createdAt,
                           changedAt, createdBy, state, alerts))

// errorPercent: `series` is the share of bad requests in percent, weighed by `total` where it is named.
// badOverTotal: `series` counts bad ones, `total` all. aboveThreshold: moments at which `series` is above are bad.
enum class IndicatorKind { errorPercent, badOverTotal, aboveThreshold };
STEWARD_DESCRIBE_ENUM(IndicatorKind, errorPercent, badOverTotal, aboveThreshold)

struct Indicator {
    IndicatorKind kind = IndicatorKind::errorPercent;
    std::string series;
    std::string total;
    double threshold = 0;
    bool operator==(const Indicator&) const = default;
};
STEWARD_DESCRIBE(Indicator, (kind, series, total, threshold))

// What is left of the errors that an objective allows over its period.
struct ErrorBudget {
    double errorRatio = 0;     // over the period, 0 to 1
    double remaining = 1;      // of the budget, 1: all, below 0: overspent
    double burnRate = 0;       // over the last hour; 1 just lasts
    std::int64_t knownMs = 0;  // of the period, for which there are values
    Time at{};
    bool operator==(const ErrorBudget&) const = default;
};
STEWARD_DESCRIBE(ErrorBudget, (errorRatio, remaining, burnRate, knownMs, at))

struct Slo {
    std::string id;  // "slo_…"
    std::string tenantId;
    std::string name;
    std::string description;
    Indicator indicator;
    double objective = 0.999;  // above 0, below 1
    std::int64_t periodDays = 28;
    bool removed = false;
    // From here on what the platform adds.
    std::int64_t version = 0;
    Time createdAt{};
    Time changedAt{};
    std::optional<ErrorBudget> budget;  // absent: there are no values
    std::int64_t rules = 0;             // that watch its burn rate
    std::int64_t revision() const { return revisionOf(version, budget ? std::optional(budget->at) : std::nullopt); }
    bool operator==(const Slo&) const = default;
};
STEWARD_DESCRIBE(Slo, (id, tenantId, name, description, indicator, objective, periodDays, removed, version, createdAt,
                       changedAt, budget, rules))

// desktop: consoles that are signed in. webhook: signed as Standard Webhooks say. alertmanager: POST /api/v2/alerts.
enum class ChannelKind { desktop, email, webhook, alertmanager };
STEWARD_DESCRIBE_ENUM(ChannelKind, desktop, email, webhook, alertmanager)

struct DeliveryOutcome {
    Time at{};
    bool delivered = false;
    std::string detail;
    bool operator==(const DeliveryOutcome&) const = default;
};
STEWARD_DESCRIBE(DeliveryOutcome, (at, delivered, detail))

struct AlertChannel {
    std::string id;  // "chn_…"
    std::string tenantId;
    std::string name;
    ChannelKind kind = ChannelKind::desktop;
    bool enabled = true;
    std::vector<std::string> recipients;            // email
    std::string url;                                // webhook, alertmanager
    std::vector<LabelMatcher> matchers;             // which alerts; none: all
    std::vector<std::string> groupBy{"alertname"};  // labels: what they have in common is one message
    std::int64_t groupWaitMs = 30'000;              // before the first message of a group
    std::int64_t groupIntervalMs = 300'000;         // before the next one that says what changed
    std::int64_t repeatIntervalMs = 14'400'000;     // before the same is said again
    bool sendResolved = true;
    bool removed = false;
    // From here on what the platform adds.
    std::int64_t version = 0;
    Time createdAt{};
    Time changedAt{};
    bool hasSecret = false;  // to sign with; it is set and never shown
    std::optional<DeliveryOutcome> last;
    std::int64_t revision() const {
        return 2 * revisionOf(version, last ? std::optional(last->at) : std::nullopt) + (hasSecret ? 1 : 0);
    }
    bool operator==(const AlertChannel&) const = default;
};
STEWARD_DESCRIBE(AlertChannel,
                 (id, tenantId, name, kind, enabled, recipients, url, matchers, groupBy, groupWaitMs, groupIntervalMs,
                  repeatIntervalMs, sendResolved, removed, version, createdAt, changedAt, hasSecret, last))

}  // namespace steward::domain

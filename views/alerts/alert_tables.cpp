#include "views/alerts/alert_tables.h"

#include <QCoreApplication>
#include <cmath>

#include "views/alerts/alert_words.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Alert;
using domain::AlertChannel;
using domain::AlertRule;
using domain::Silence;
using domain::Slo;
using Kind = ui::ColumnKind;

namespace {

struct AlertWords {
    Q_DECLARE_TR_FUNCTIONS(AlertWords)
};

QString plain(const std::string& text) {
    return QString::fromStdString(text);
}

QString ageOf(const std::optional<Time>& time) {
    return time ? ageText(toDateTime(*time), QDateTime::currentDateTimeUtc()) : u"–"_s;
}

QString momentOf(const std::optional<Time>& time) {
    return time ? momentText(toDateTime(*time)) : u"–"_s;
}

QString untilOf(const std::optional<Time>& time) {
    if (!time || *time <= SystemClock().now()) return u"–"_s;
    return shortMoment(toDateTime(*time), QDateTime::currentDateTimeUtc());
}

bool isSilenced(const AlertRule& rule) {
    return rule.silencedUntil && *rule.silencedUntil > SystemClock().now();
}

QString tenantText(const std::string& tenantId) {
    return tenantId.empty() ? AlertWords::tr("Platform") : plain(tenantId);
}

QString leftText(const Slo& slo) {
    return slo.budget ? percentText(slo.budget->remaining) : AlertWords::tr("no values");
}

ui::BadgeKind leftKind(const Slo& slo) {
    if (!slo.budget) return ui::BadgeKind::neutral;
    if (slo.budget->remaining <= 0) return ui::BadgeKind::bad;
    return slo.budget->remaining < 0.25 ? ui::BadgeKind::warn : ui::BadgeKind::ok;
}

QString targetOf(const AlertChannel& channel) {
    switch (channel.kind) {
        case domain::ChannelKind::desktop:
            return AlertWords::tr("Consoles that are signed in");
        case domain::ChannelKind::email: {
            QStringList list;
            for (const auto& recipient : channel.recipients)
                list << plain(recipient);
            return list.join(u", "_s);
        }
        default:
            return plain(channel.url);
    }
}

QString lastText(const AlertChannel& channel) {
    if (!channel.last) return AlertWords::tr("never");
    return channel.last->delivered ? AlertWords::tr("sent %1").arg(ageOf(channel.last->at))
                                   : AlertWords::tr("failed %1").arg(ageOf(channel.last->at));
}

QString knownText(std::int64_t milliseconds) {
    constexpr std::int64_t minute = 60'000, day = 1440 * minute;
    if (milliseconds < day)
        return AlertWords::tr("%1 of the period")
            .arg(spanText(std::max<std::int64_t>(1, milliseconds / minute) * minute));
    return AlertWords::tr("%1 days of the period").arg(numberText(std::round(double(milliseconds) / day * 10) / 10));
}

}  // namespace

// Alerts

template <>
QStringList AlertLook<Alert>::titles() {
    return {AlertWords::tr("Selected"), AlertWords::tr("Alert"), AlertWords::tr("State"),   AlertWords::tr("Severity"),
            AlertWords::tr("Value"),    AlertWords::tr("Since"), AlertWords::tr("Resolved")};
}

template <>
QList<ui::Column> AlertLook<Alert>::columns() {
    return {{Kind::check, 36},
            {Kind::strong, 220, true, u"name"_s},
            {Kind::badge, 120, false, u"state"_s},
            {Kind::badge, 96, false, u"severity"_s},
            {Kind::figure, 90, false, u"value"_s},
            {Kind::secondary, 110, false, u"activeSince"_s},
            {Kind::secondary, 110, false, u"resolvedAt"_s}};
}

template <>
QString AlertLook<Alert>::text(const Alert& alert, int column) {
    using List = models::AlertListOf<Alert>;
    switch (column) {
        case List::Name:
            return plain(alert.ruleName);
        case List::State:
            return alert.silencedBy && alert.state != domain::AlertState::resolved ? AlertWords::tr("Silenced")
                                                                                   : views::text(alert.state);
        case List::Severity:
            return views::text(alert.severity);
        case List::Value:
            return alert.value ? numberText(*alert.value) : u"–"_s;
        case List::Since:
            return ageOf(alert.activeSince);
        case List::Resolved:
            return ageOf(alert.resolvedAt);
        default:
            return {};
    }
}

template <>
QString AlertLook<Alert>::toolTip(const Alert& alert, int column) {
    using List = models::AlertListOf<Alert>;
    if (column == List::Name) return plain(alert.summary);
    if (column == List::Since) return momentOf(alert.activeSince);
    if (column == List::Resolved && alert.resolvedAt) return momentOf(alert.resolvedAt);
    return {};
}

template <>
std::pair<QString, ui::BadgeKind> AlertLook<Alert>::state(const Alert& alert) {
    const bool silenced = alert.silencedBy && alert.state != domain::AlertState::resolved;
    return {text(alert, models::AlertListOf<Alert>::State), silenced ? ui::BadgeKind::neutral : kindOf(alert.state)};
}

template <>
std::optional<ui::BadgeKind> AlertLook<Alert>::badge(const Alert& alert, int column) {
    using List = models::AlertListOf<Alert>;
    if (column == List::State) return state(alert).second;
    if (column == List::Severity) return kindOf(alert.severity);
    return std::nullopt;
}

template <>
QList<std::pair<QString, QString>> AlertLook<Alert>::facts(const Alert& alert) {
    return {
        {AlertWords::tr("What"), plain(alert.summary)},       {AlertWords::tr("Severity"), views::text(alert.severity)},
        {AlertWords::tr("Labels"), labelsText(alert.labels)}, {AlertWords::tr("Since"), momentOf(alert.activeSince)},
        {AlertWords::tr("Fired"), momentOf(alert.firedAt)},   {AlertWords::tr("Resolved"), momentOf(alert.resolvedAt)},
        {AlertWords::tr("Of"), tenantText(alert.tenantId)}};
}

// Rules

template <>
QStringList AlertLook<AlertRule>::titles() {
    return {AlertWords::tr("Selected"), AlertWords::tr("Rule"),      AlertWords::tr("State"),
            AlertWords::tr("Severity"), AlertWords::tr("Condition"), AlertWords::tr("Silenced until"),
            AlertWords::tr("Changed")};
}

template <>
QList<ui::Column> AlertLook<AlertRule>::columns() {
    return {{Kind::check, 36},
            {Kind::strong, 180, true, u"name"_s},
            {Kind::badge, 100, false, u"state"_s},
            {Kind::badge, 96, false, u"severity"_s},
            {Kind::secondary, 240, false, u"condition"_s},
            {Kind::secondary, 110, false, u"silencedUntil"_s},
            {Kind::secondary, 92, false, u"changedAt"_s, true}};
}

template <>
std::pair<QString, ui::BadgeKind> AlertLook<AlertRule>::state(const AlertRule& rule) {
    if (rule.removed) return {AlertWords::tr("Deleted"), ui::BadgeKind::neutral};
    if (!rule.enabled) return {AlertWords::tr("Off"), ui::BadgeKind::neutral};
    if (!rule.problem.empty()) return {AlertWords::tr("No answer"), ui::BadgeKind::warn};
    if (isSilenced(rule) && rule.state == domain::AlertState::firing)
        return {AlertWords::tr("Silenced"), ui::BadgeKind::neutral};
    return {views::text(rule.state), kindOf(rule.state)};
}

template <>
QString AlertLook<AlertRule>::text(const AlertRule& rule, int column) {
    using List = models::AlertListOf<AlertRule>;
    switch (column) {
        case List::Name:
            return plain(rule.name);
        case List::State:
            return state(rule).first;
        case List::Severity:
            return views::text(rule.severity);
        case List::Condition:
            return conditionText(rule.condition);
        case List::Silenced:
            return untilOf(rule.silencedUntil);
        case List::Changed:
            return ageOf(rule.changedAt);
        default:
            return {};
    }
}

template <>
QString AlertLook<AlertRule>::toolTip(const AlertRule& rule, int column) {
    using List = models::AlertListOf<AlertRule>;
    if (column == List::State) return plain(rule.problem);
    if (column == List::Condition) return conditionText(rule.condition);
    if (column == List::Silenced && isSilenced(rule)) return momentOf(rule.silencedUntil);
    return column == List::Changed ? momentOf(rule.changedAt) : QString();
}

template <>
std::optional<ui::BadgeKind> AlertLook<AlertRule>::badge(const AlertRule& rule, int column) {
    using List = models::AlertListOf<AlertRule>;
    if (column == List::State) return state(rule).second;
    if (column == List::Severity) return kindOf(rule.severity);
    return std::nullopt;
}

template <>
QList<std::pair<QString, QString>> AlertLook<AlertRule>::facts(const AlertRule& rule) {
    QList<std::pair<QString, QString>> facts{
        {AlertWords::tr("Condition"), conditionText(rule.condition)},
        {AlertWords::tr("For"), spanText(rule.forMs)},
        {AlertWords::tr("Severity"), views::text(rule.severity)},
        {AlertWords::tr("Labels"), rule.labels.empty() ? u"–"_s : labelsText(rule.labels)},
        {AlertWords::tr("No values"), views::text(rule.noData)},
        {AlertWords::tr("Alerts"), countText(rule.alerts)},
        {AlertWords::tr("Silenced"), isSilenced(rule) ? momentOf(rule.silencedUntil) : u"–"_s},
        {AlertWords::tr("Evaluated"), ageOf(rule.evaluatedAt)},
        {AlertWords::tr("Of"), tenantText(rule.tenantId)}};
    if (!rule.problem.empty()) facts.push_front({AlertWords::tr("Problem"), plain(rule.problem)});
    return facts;
}

// Silences

template <>
QStringList AlertLook<Silence>::titles() {
    return {AlertWords::tr("Selected"),    AlertWords::tr("Silence"), AlertWords::tr("State"),
            AlertWords::tr("Alerts with"), AlertWords::tr("Alerts"),  AlertWords::tr("Ends"),
            AlertWords::tr("Made by")};
}

template <>
QList<ui::Column> AlertLook<Silence>::columns() {
    return {{Kind::check, 36},
            {Kind::strong, 180, true, u"name"_s},
            {Kind::badge, 100, false, u"state"_s},
            {Kind::secondary, 200, false, u"matchers"_s},
            {Kind::figure, 70, false, u"alerts"_s},
            {Kind::secondary, 110, false, u"endsAt"_s},
            {Kind::secondary, 130, false, u"createdBy"_s}};
}

template <>
std::pair<QString, ui::BadgeKind> AlertLook<Silence>::state(const Silence& silence) {
    if (silence.removed) return {AlertWords::tr("Deleted"), ui::BadgeKind::neutral};
    return {views::text(silence.state), kindOf(silence.state)};
}

template <>
QString AlertLook<Silence>::text(const Silence& silence, int column) {
    using List = models::AlertListOf<Silence>;
    switch (column) {
        case List::Name:
            return plain(silence.name);
        case List::State:
            return state(silence).first;
        case List::Matchers:
            return matchersText(silence.matchers);
        case List::Alerts:
            return countText(silence.alerts);
        case List::Ends:
            return shortMoment(toDateTime(silence.endsAt), QDateTime::currentDateTimeUtc());
        case List::By:
            return plain(silence.createdBy);
        default:
            return {};
    }
}

template <>
QString AlertLook<Silence>::toolTip(const Silence& silence, int column) {
    using List = models::AlertListOf<Silence>;
    if (column == List::Name) return plain(silence.comment);
    if (column == List::Matchers) return matchersText(silence.matchers);
    return column == List::Ends ? momentOf(silence.endsAt) : QString();
}

template <>
std::optional<ui::BadgeKind> AlertLook<Silence>::badge(const Silence& silence, int column) {
    if (column == models::AlertListOf<Silence>::State) return state(silence).second;
    return std::nullopt;
}

template <>
QList<std::pair<QString, QString>> AlertLook<Silence>::facts(const Silence& silence) {
    return {{AlertWords::tr("Alerts with"), matchersText(silence.matchers)},
            {AlertWords::tr("Alerts now"), countText(silence.alerts)},
            {AlertWords::tr("Starts"), momentOf(silence.startsAt)},
            {AlertWords::tr("Ends"), momentOf(silence.endsAt)},
            {AlertWords::tr("Comment"), silence.comment.empty() ? u"–"_s : plain(silence.comment)},
            {AlertWords::tr("Made by"), plain(silence.createdBy)},
            {AlertWords::tr("Of"), tenantText(silence.tenantId)}};
}

// Objectives

template <>
QStringList AlertLook<Slo>::titles() {
    return {AlertWords::tr("Selected"),    AlertWords::tr("Objective"), AlertWords::tr("Target"),
            AlertWords::tr("Budget left"), AlertWords::tr("Burns now"), AlertWords::tr("Rules"),
            AlertWords::tr("Changed")};
}

template <>
QList<ui::Column> AlertLook<Slo>::columns() {
    return {{Kind::check, 36},
            {Kind::strong, 200, true, u"name"_s},
            {Kind::figure, 110, false, u"objective"_s},
            {Kind::badge, 120, false, u"budget"_s},
            {Kind::figure, 100, false, u"burn"_s},
            {Kind::figure, 70, false, u"rules"_s},
            {Kind::secondary, 92, false, u"changedAt"_s}};
}

template <>
std::pair<QString, ui::BadgeKind> AlertLook<Slo>::state(const Slo& slo) {
    if (slo.removed) return {AlertWords::tr("Deleted"), ui::BadgeKind::neutral};
    return {slo.budget ? AlertWords::tr("%1 left").arg(leftText(slo)) : leftText(slo), leftKind(slo)};
}

template <>
QString AlertLook<Slo>::text(const Slo& slo, int column) {
    using List = models::AlertListOf<Slo>;
    switch (column) {
        case List::Name:
            return plain(slo.name);
        case List::Objective:
            return percentText(slo.objective);
        case List::Left:
            return leftText(slo);
        case List::Burn:
            return slo.budget ? AlertWords::tr("%1×").arg(numberText(slo.budget->burnRate)) : u"–"_s;
        case List::Rules:
            return countText(slo.rules);
        case List::Changed:
            return ageOf(slo.changedAt);
        default:
            return {};
    }
}

template <>
QString AlertLook<Slo>::toolTip(const Slo& slo, int column) {
    using List = models::AlertListOf<Slo>;
    if (column == List::Burn) return AlertWords::tr("Over the last hour; 1× just lasts the period");
    if (column == List::Name) return plain(slo.description);
    return column == List::Changed ? momentOf(slo.changedAt) : QString();
}

template <>
std::optional<ui::BadgeKind> AlertLook<Slo>::badge(const Slo& slo, int column) {
    if (column == models::AlertListOf<Slo>::Left) return leftKind(slo);
    return std::nullopt;
}

template <>
QList<std::pair<QString, QString>> AlertLook<Slo>::facts(const Slo& slo) {
    QList<std::pair<QString, QString>> facts{
        {AlertWords::tr("Bad is"), indicatorText(slo.indicator)},
        {AlertWords::tr("Objective"),
         AlertWords::tr("%1 over %n day(s)", nullptr, int(slo.periodDays)).arg(percentText(slo.objective))}};
    if (slo.budget) {
        const auto& budget = *slo.budget;
        facts << std::pair{AlertWords::tr("Was"), percentText(1 - budget.errorRatio)}
              << std::pair{AlertWords::tr("Budget left"), percentText(budget.remaining)}
              << std::pair{AlertWords::tr("Burns now"), AlertWords::tr("%1×").arg(numberText(budget.burnRate))}
              << std::pair{AlertWords::tr("Known"), knownText(budget.knownMs)}
              << std::pair{AlertWords::tr("As of"), momentOf(budget.at)};
    }
    facts << std::pair{AlertWords::tr("Rules"), countText(slo.rules)}
          << std::pair{AlertWords::tr("Of"), tenantText(slo.tenantId)};
    return facts;
}

// Channels

template <>
QStringList AlertLook<AlertChannel>::titles() {
    return {AlertWords::tr("Selected"), AlertWords::tr("Channel"), AlertWords::tr("Kind"),
            AlertWords::tr("Goes to"),  AlertWords::tr("Last"),    AlertWords::tr("Changed")};
}

template <>
QList<ui::Column> AlertLook<AlertChannel>::columns() {
    return {{Kind::check, 36},
            {Kind::strong, 180, true, u"name"_s},
            {Kind::secondary, 120, false, u"kind"_s},
            {Kind::secondary, 280, false, u"target"_s},
            {Kind::badge, 160, false, u"last"_s},
            {Kind::secondary, 92, false, u"changedAt"_s}};
}

template <>
std::pair<QString, ui::BadgeKind> AlertLook<AlertChannel>::state(const AlertChannel& channel) {
    if (channel.removed) return {AlertWords::tr("Deleted"), ui::BadgeKind::neutral};
    if (!channel.enabled) return {AlertWords::tr("Off"), ui::BadgeKind::neutral};
    if (!channel.last) return {AlertWords::tr("On"), ui::BadgeKind::info};
    return channel.last->delivered ? std::pair{AlertWords::tr("Works"), ui::BadgeKind::ok}
                                   : std::pair{AlertWords::tr("Failed"), ui::BadgeKind::bad};
}

template <>
QString AlertLook<AlertChannel>::text(const AlertChannel& channel, int column) {
    using List = models::AlertListOf<AlertChannel>;
    switch (column) {
        case List::Name:
            return plain(channel.name);
        case List::Kind:
            return views::text(channel.kind);
        case List::Target:
            return targetOf(channel);
        case List::Last:
            return lastText(channel);
        case List::Changed:
            return ageOf(channel.changedAt);
        default:
            return {};
    }
}

template <>
QString AlertLook<AlertChannel>::toolTip(const AlertChannel& channel, int column) {
    using List = models::AlertListOf<AlertChannel>;
    if (column == List::Target) return targetOf(channel);
    if (column == List::Last && channel.last) return plain(channel.last->detail);
    return column == List::Changed ? momentOf(channel.changedAt) : QString();
}

template <>
std::optional<ui::BadgeKind> AlertLook<AlertChannel>::badge(const AlertChannel& channel, int column) {
    if (column == models::AlertListOf<AlertChannel>::Last)
        return !channel.last             ? ui::BadgeKind::neutral
               : channel.last->delivered ? ui::BadgeKind::ok
                                         : ui::BadgeKind::bad;
    return std::nullopt;
}

template <>
QList<std::pair<QString, QString>> AlertLook<AlertChannel>::facts(const AlertChannel& channel) {
    QList<std::pair<QString, QString>> facts{
        {AlertWords::tr("Kind"), views::text(channel.kind)},
        {AlertWords::tr("Goes to"), targetOf(channel)},
        {AlertWords::tr("Only with"),
         channel.matchers.empty() ? AlertWords::tr("all alerts") : matchersText(channel.matchers)}};
    if (channel.kind != domain::ChannelKind::alertmanager) {
        QStringList group;
        for (const auto& label : channel.groupBy)
            group << plain(label);
        facts << std::pair{AlertWords::tr("Groups by"), group.isEmpty() ? u"–"_s : group.join(u", "_s)}
              << std::pair{AlertWords::tr("Timing"),
                           AlertWords::tr("waits %1, changes after %2, repeats after %3")
                               .arg(spanText(channel.groupWaitMs), spanText(channel.groupIntervalMs),
                                    spanText(channel.repeatIntervalMs))};
    }
    if (channel.kind == domain::ChannelKind::webhook)
        facts << std::pair{AlertWords::tr("Secret"),
                           channel.hasSecret ? AlertWords::tr("set") : AlertWords::tr("missing")};
    if (channel.last) {
        facts << std::pair{AlertWords::tr("Last"), momentOf(channel.last->at)};
        if (!channel.last->detail.empty()) facts << std::pair{AlertWords::tr("Outcome"), plain(channel.last->detail)};
    }
    facts << std::pair{AlertWords::tr("Of"), tenantText(channel.tenantId)};
    return facts;
}

}  // namespace steward::views

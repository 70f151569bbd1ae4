#include "views/alerts/alert_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::LabelOperator;

namespace {

struct AlertWords {
    Q_DECLARE_TR_FUNCTIONS(AlertWords)
};

struct Operator {
    QLatin1String sign;
    LabelOperator match;
};
// The longer ones first.
constexpr Operator operators[] = {{"!="_L1, LabelOperator::differs},
                                  {"=~"_L1, LabelOperator::like},
                                  {"!~"_L1, LabelOperator::unlike},
                                  {"="_L1, LabelOperator::equals}};

}  // namespace

QString text(domain::AlertSeverity severity) {
    switch (severity) {
        case domain::AlertSeverity::info:
            return AlertWords::tr("Info");
        case domain::AlertSeverity::warning:
            return AlertWords::tr("Warning");
        case domain::AlertSeverity::critical:
            break;
    }
    return AlertWords::tr("Critical");
}

ui::BadgeKind kindOf(domain::AlertSeverity severity) {
    switch (severity) {
        case domain::AlertSeverity::info:
            return ui::BadgeKind::info;
        case domain::AlertSeverity::warning:
            return ui::BadgeKind::warn;
        case domain::AlertSeverity::critical:
            break;
    }
    return ui::BadgeKind::bad;
}

QString text(domain::AlertState state) {
    switch (state) {
        case domain::AlertState::inactive:
            return AlertWords::tr("Quiet");
        case domain::AlertState::pending:
            return AlertWords::tr("Pending");
        case domain::AlertState::firing:
            return AlertWords::tr("Firing");
        case domain::AlertState::resolved:
            break;
    }
    return AlertWords::tr("Resolved");
}

ui::BadgeKind kindOf(domain::AlertState state) {
    switch (state) {
        case domain::AlertState::inactive:
            return ui::BadgeKind::neutral;
        case domain::AlertState::pending:
            return ui::BadgeKind::warn;
        case domain::AlertState::firing:
            return ui::BadgeKind::bad;
        case domain::AlertState::resolved:
            break;
    }
    return ui::BadgeKind::ok;
}

QString text(domain::SilenceState state) {
    switch (state) {
        case domain::SilenceState::scheduled:
            return AlertWords::tr("Scheduled");
        case domain::SilenceState::active:
            return AlertWords::tr("Active");
        case domain::SilenceState::expired:
            break;
    }
    return AlertWords::tr("Expired");
}

ui::BadgeKind kindOf(domain::SilenceState state) {
    if (state == domain::SilenceState::active) return ui::BadgeKind::info;
    return state == domain::SilenceState::scheduled ? ui::BadgeKind::warn : ui::BadgeKind::neutral;
}

QString text(domain::ConditionKind kind) {
    switch (kind) {
        case domain::ConditionKind::threshold:
            return AlertWords::tr("Threshold");
        case domain::ConditionKind::absence:
            return AlertWords::tr("No values");
        case domain::ConditionKind::rateOfChange:
            return AlertWords::tr("Rate of change");
        case domain::ConditionKind::burnRate:
            break;
    }
    return AlertWords::tr("Burn rate");
}

QString text(domain::Aggregate aggregate) {
    switch (aggregate) {
        case domain::Aggregate::last:
            return AlertWords::tr("last value");
        case domain::Aggregate::average:
            return AlertWords::tr("average");
        case domain::Aggregate::smallest:
            return AlertWords::tr("smallest");
        case domain::Aggregate::largest:
            return AlertWords::tr("largest");
        case domain::Aggregate::sum:
            break;
    }
    return AlertWords::tr("sum");
}

QString text(domain::Comparison comparison) {
    return comparison == domain::Comparison::above ? AlertWords::tr("above") : AlertWords::tr("below");
}

QString text(domain::NoData noData) {
    switch (noData) {
        case domain::NoData::keep:
            return AlertWords::tr("Stays as it is");
        case domain::NoData::resolve:
            return AlertWords::tr("Is resolved");
        case domain::NoData::alert:
            break;
    }
    return AlertWords::tr("Fires");
}

QString text(domain::IndicatorKind kind) {
    switch (kind) {
        case domain::IndicatorKind::errorPercent:
            return AlertWords::tr("Share of errors, %");
        case domain::IndicatorKind::badOverTotal:
            return AlertWords::tr("Bad of all");
        case domain::IndicatorKind::aboveThreshold:
            break;
    }
    return AlertWords::tr("Moments above a value");
}

QString text(domain::ChannelKind kind) {
    switch (kind) {
        case domain::ChannelKind::desktop:
            return AlertWords::tr("Desktop");
        case domain::ChannelKind::email:
            return AlertWords::tr("E-mail");
        case domain::ChannelKind::webhook:
            return AlertWords::tr("Webhook");
        case domain::ChannelKind::alertmanager:
            break;
    }
    return AlertWords::tr("Alertmanager");
}

QString spanText(std::int64_t milliseconds) {
    struct Unit {
        std::int64_t length;
        QLatin1String name;
    };
    for (const auto& [length, name] :
         {Unit{86'400'000, "d"_L1}, Unit{3'600'000, "h"_L1}, Unit{60'000, "min"_L1}, Unit{1000, "s"_L1}})
        if (milliseconds >= length && milliseconds % length == 0)
            return u"%1 %2"_s.arg(milliseconds / length).arg(name);
    return milliseconds == 0 ? u"0 s"_s : u"%1 ms"_s.arg(milliseconds);
}

std::optional<std::int64_t> spanOf(const QString& text) {
    static const QRegularExpression form(u"^\\s*(\\d{1,6})\\s*(s|min|m|h|d)?\\s*$"_s);
    const auto match = form.match(text);
    if (!match.hasMatch()) return std::nullopt;
    const QString unit = match.captured(2);
    const std::int64_t length = unit == "d"_L1                       ? 86'400'000
                                : unit == "h"_L1                     ? 3'600'000
                                : unit == "m"_L1 || unit == "min"_L1 ? 60'000
                                                                     : 1000;
    return match.captured(1).toLongLong() * length;
}

QString matchersText(const std::vector<domain::LabelMatcher>& matchers) {
    QStringList parts;
    for (const auto& matcher : matchers)
        for (const auto& [sign, match] : operators)
            if (match == matcher.match)
                parts << QString::fromStdString(matcher.name) + sign + QString::fromStdString(matcher.value);
    return parts.join(u", "_s);
}

Result<std::vector<domain::LabelMatcher>> matchersOf(const QString& text) {
    std::vector<domain::LabelMatcher> matchers;
    for (const QString& part : text.split(u',', Qt::SkipEmptyParts)) {
        const QString term = part.trimmed();
        if (term.isEmpty()) continue;
        const Operator* found = nullptr;
        qsizetype at = term.size();
        for (const auto& one : operators)
            if (const auto place = term.indexOf(one.sign); place > 0 && place < at) {
                found = &one;
                at = place;
            }
        if (!found)
            return fail(ErrorCode::invalid,
                        AlertWords::tr("Write label=value, with commas between: %1").arg(term).toStdString());
        matchers.push_back({term.left(at).trimmed().toStdString(), found->match,
                            term.mid(at + found->sign.size()).trimmed().toStdString()});
    }
    return matchers;
}

QString labelsText(const std::vector<domain::AlertLabel>& labels) {
    QStringList parts;
    for (const auto& [name, value] : labels)
        parts << QString::fromStdString(name) + u'=' + QString::fromStdString(value);
    return parts.join(u", "_s);
}

Result<std::vector<domain::AlertLabel>> labelsOf(const QString& text) {
    STEWARD_TRY(const auto matchers, matchersOf(text));
    std::vector<domain::AlertLabel> labels;
    for (const auto& matcher : matchers) {
        if (matcher.match != LabelOperator::equals)
            return fail(ErrorCode::invalid, AlertWords::tr("Write label=value, with commas between").toStdString());
        labels.push_back({matcher.name, matcher.value});
    }
    return labels;
}

QString numberText(double value) {
    const double size = std::abs(value);
    if (size >= 100'000 && size < 1e15) return QLocale().toString(value, 'f', 0);
    return QLocale().toString(value, 'g', 6);
}

QString percentText(double share) {
    return AlertWords::tr("%1 %").arg(QLocale().toString(share * 100, 'g', 6));
}

QString conditionText(const domain::AlertCondition& condition) {
    const QString series = QString::fromStdString(condition.series);
    const QString window = spanText(condition.windowMs);
    switch (condition.kind) {
        case domain::ConditionKind::absence:
            return AlertWords::tr("%1 without a value for %2").arg(series, window);
        case domain::ConditionKind::rateOfChange:
            return AlertWords::tr("%1 changes by %2 %3 a minute over %4")
                .arg(series, text(condition.comparison), numberText(condition.threshold), window);
        case domain::ConditionKind::burnRate: {
            QStringList parts;
            for (const auto& [longMs, shortMs, factor] : condition.windows)
                parts << AlertWords::tr("%1× over %2 and %3")
                             .arg(numberText(factor), spanText(longMs), spanText(shortMs));
            return parts.join(u"; "_s);
        }
        case domain::ConditionKind::threshold:
            break;
    }
    //: "average of http.errors over 5 min above 5"
    return AlertWords::tr("%1 of %2 over %3 %4 %5")
        .arg(text(condition.aggregate), series, window, text(condition.comparison), numberText(condition.threshold));
}

QString indicatorText(const domain::Indicator& indicator) {
    const QString series = QString::fromStdString(indicator.series);
    switch (indicator.kind) {
        case domain::IndicatorKind::badOverTotal:
            return AlertWords::tr("%1 of %2").arg(series, QString::fromStdString(indicator.total));
        case domain::IndicatorKind::aboveThreshold:
            return AlertWords::tr("%1 above %2").arg(series, numberText(indicator.threshold));
        case domain::IndicatorKind::errorPercent:
            break;
    }
    return AlertWords::tr("%1, %").arg(series);
}

}  // namespace steward::views

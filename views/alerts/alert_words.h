// Alerts in words, and words that people type about them. GUI thread.
#pragma once

#include <QString>

#include "base/result.h"
#include "domain/alert.h"
#include "ui/theme.h"

namespace steward::views {

QString text(domain::AlertSeverity severity);
ui::BadgeKind kindOf(domain::AlertSeverity severity);
QString text(domain::AlertState state);
ui::BadgeKind kindOf(domain::AlertState state);
QString text(domain::SilenceState state);
ui::BadgeKind kindOf(domain::SilenceState state);
QString text(domain::ConditionKind kind);
QString text(domain::Aggregate aggregate);
QString text(domain::Comparison comparison);
QString text(domain::NoData noData);
QString text(domain::IndicatorKind kind);
QString text(domain::ChannelKind kind);

// "5 min", and back: "90 s", "1h", "2 d"; nullopt for anything else.
QString spanText(std::int64_t milliseconds);
std::optional<std::int64_t> spanOf(const QString& text);
// "team=edge, severity!=info, alertname=~Slow*", and back. ErrorCode::invalid says what cannot be read.
QString matchersText(const std::vector<domain::LabelMatcher>& matchers);
Result<std::vector<domain::LabelMatcher>> matchersOf(const QString& text);
// "team=edge, service=api", and back.
QString labelsText(const std::vector<domain::AlertLabel>& labels);
Result<std::vector<domain::AlertLabel>> labelsOf(const QString& text);

QString numberText(double value);   // at most four digits behind the point
QString percentText(double share);  // 0.999 as "99.9 %"
// "average of http.errors over 5 min above 5"
QString conditionText(const domain::AlertCondition& condition);
QString indicatorText(const domain::Indicator& indicator);

}  // namespace steward::views

// Values as people read them, in their language and locale. GUI thread.
#pragma once

#include <QDateTime>
#include <QString>

#include "base/json.h"
#include "domain/access.h"
#include "domain/plan.h"
#include "domain/support.h"
#include "domain/tenant.h"
#include "ui/theme.h"

namespace steward::views {

QString text(domain::TenantStatus status);
ui::BadgeKind kindOf(domain::TenantStatus status);
QString text(domain::SubscriptionPlan plan);
QString text(domain::BillingInterval interval);
QString text(domain::Role role);
QString text(domain::UserStatus status);
ui::BadgeKind kindOf(domain::UserStatus status);
QString text(domain::Permission permission);  // "See tenants"
QString text(domain::ExclusionReason reason);
QString text(domain::SupportState state);
QString text(ui::Environment environment);

// "Past due" of "pastDue", where the field's values are known; otherwise the value as it is.
QString valueText(const QString& field, const QString& value);
// A member of an entity as a plan or an audit entry shows it; money with `currency`. "–" for nothing.
QString valueText(const std::string& field, const json::Value& value, const std::string& currency = "EUR");
// "Seats limit" of "seatsLimit".
QString fieldText(const QString& field);
// "Tenant suspended" of "tenant.suspend", and an icon for it.
QString actionText(const std::string& action);
QString actionIcon(const std::string& action);

QString countText(qint64 count);                                     // "1,284"
QString moneyText(std::int64_t minor, const std::string& currency);  // "€18,400"; "–" for 0
QString amountText(double value);                                    // "31.5 M"
QString bytesText(std::int64_t bytes);                               // "1.88 TB"
QString usedText(std::int64_t used, std::int64_t limit);             // "31.5 M of 50 M"
QString usedBytesText(std::int64_t used, std::int64_t limit);        // "1.88 of 2.0 TB"

QDateTime toDateTime(Time time);                                   // UTC
QString ageText(const QDateTime& time, const QDateTime& now);      // "just now", "4 min ago", "6 d ago"
QString dateText(const QDateTime& time);                           // "14 Feb 2024"
QString momentText(const QDateTime& time);                         // "14 Feb 2024, 09:26 UTC"
QString clockText(const QDateTime& time);                          // "09:41:07 UTC"
QString shortMoment(const QDateTime& time, const QDateTime& now);  // "09:37" of today, "18 Nov" of this year

}  // namespace steward::views

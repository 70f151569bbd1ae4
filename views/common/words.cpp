#include "views/common/words.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <cmath>

#include "domain/money.h"

namespace steward::views {

namespace {

using namespace Qt::StringLiterals;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

QString entityText(const QString& kind) {
    static const QHash<QString, const char*> names{
        {u"tenant"_s, QT_TRANSLATE_NOOP("Words", "Tenant")},
        {u"user"_s, QT_TRANSLATE_NOOP("Words", "User")},
        {u"brand"_s, QT_TRANSLATE_NOOP("Words", "Branding")},
        {u"role"_s, QT_TRANSLATE_NOOP("Words", "Role")},
        {u"alertRule"_s, QT_TRANSLATE_NOOP("Words", "Alert rule")},
        {u"silence"_s, QT_TRANSLATE_NOOP("Words", "Silence")},
        {u"slo"_s, QT_TRANSLATE_NOOP("Words", "Objective")},
        {u"alertChannel"_s, QT_TRANSLATE_NOOP("Words", "Alert channel")},
        {u"subscriptionPlan"_s, QT_TRANSLATE_NOOP("Words", "Subscription plan")},
        {u"component"_s, QT_TRANSLATE_NOOP("Words", "Component")},
        {u"maintenanceWindow"_s, QT_TRANSLATE_NOOP("Words", "Maintenance window")},
        {u"reportSchedule"_s, QT_TRANSLATE_NOOP("Words", "Report schedule")},
        {u"session"_s, QT_TRANSLATE_NOOP("Words", "Sign-in")},
        {u"apiKey"_s, QT_TRANSLATE_NOOP("Words", "API key")},
        {u"secondFactor"_s, QT_TRANSLATE_NOOP("Words", "Second factor")},
        {u"supportAccess"_s, QT_TRANSLATE_NOOP("Words", "Support access")},
        {u"supportPolicy"_s, QT_TRANSLATE_NOOP("Words", "Rule for support")},
        {u"dashboard"_s, QT_TRANSLATE_NOOP("Words", "Dashboard")},
        {u"report"_s, QT_TRANSLATE_NOOP("Words", "Report")}};
    const char* name = names.value(kind, nullptr);
    return name ? Words::tr(name) : kind;
}

// Members of rules, silences, objectives and channels of alerts.
const char* alertField(const QString& field) {
    static const QHash<QString, const char*> names{
        {u"severity"_s, QT_TRANSLATE_NOOP("Words", "Severity")},
        {u"state"_s, QT_TRANSLATE_NOOP("Words", "State")},
        {u"labels"_s, QT_TRANSLATE_NOOP("Words", "Labels")},
        {u"condition"_s, QT_TRANSLATE_NOOP("Words", "Condition")},
        {u"enabled"_s, QT_TRANSLATE_NOOP("Words", "Switched on")},
        {u"removed"_s, QT_TRANSLATE_NOOP("Words", "Deleted")},
        {u"forMs"_s, QT_TRANSLATE_NOOP("Words", "For, ms")},
        {u"keepFiringMs"_s, QT_TRANSLATE_NOOP("Words", "Keeps firing, ms")},
        {u"noData"_s, QT_TRANSLATE_NOOP("Words", "Without values")},
        {u"silencedUntil"_s, QT_TRANSLATE_NOOP("Words", "Silenced until")},
        {u"silenced"_s, QT_TRANSLATE_NOOP("Words", "Silenced")},
        {u"matchers"_s, QT_TRANSLATE_NOOP("Words", "Labels to match")},
        {u"comment"_s, QT_TRANSLATE_NOOP("Words", "Comment")},
        {u"startsAt"_s, QT_TRANSLATE_NOOP("Words", "Starts")},
        {u"endsAt"_s, QT_TRANSLATE_NOOP("Words", "Ends")},
        {u"createdBy"_s, QT_TRANSLATE_NOOP("Words", "Made by")},
        {u"changedAt"_s, QT_TRANSLATE_NOOP("Words", "Changed")},
        {u"activeSince"_s, QT_TRANSLATE_NOOP("Words", "Active since")},
        {u"firedAt"_s, QT_TRANSLATE_NOOP("Words", "Fired")},
        {u"resolvedAt"_s, QT_TRANSLATE_NOOP("Words", "Resolved")},
        {u"indicator"_s, QT_TRANSLATE_NOOP("Words", "Indicator")},
        {u"objective"_s, QT_TRANSLATE_NOOP("Words", "Objective")},
        {u"periodDays"_s, QT_TRANSLATE_NOOP("Words", "Period, days")},
        {u"kind"_s, QT_TRANSLATE_NOOP("Words", "Kind")},
        {u"recipients"_s, QT_TRANSLATE_NOOP("Words", "Recipients")},
        {u"url"_s, QT_TRANSLATE_NOOP("Words", "Address")},
        {u"groupBy"_s, QT_TRANSLATE_NOOP("Words", "Groups by")},
        {u"groupWaitMs"_s, QT_TRANSLATE_NOOP("Words", "Waits, ms")},
        {u"groupIntervalMs"_s, QT_TRANSLATE_NOOP("Words", "Between changes, ms")},
        {u"repeatIntervalMs"_s, QT_TRANSLATE_NOOP("Words", "Repeats after, ms")},
        {u"sendResolved"_s, QT_TRANSLATE_NOOP("Words", "Says what is resolved")},
        {u"probe"_s, QT_TRANSLATE_NOOP("Words", "Check")},
        {u"dependsOn"_s, QT_TRANSLATE_NOOP("Words", "Depends on")},
        {u"components"_s, QT_TRANSLATE_NOOP("Words", "Components")},
        {u"reportId"_s, QT_TRANSLATE_NOOP("Words", "Report")},
        {u"parameters"_s, QT_TRANSLATE_NOOP("Words", "Parameters")},
        {u"formats"_s, QT_TRANSLATE_NOOP("Words", "Formats")},
        {u"underlying"_s, QT_TRANSLATE_NOOP("Words", "Underlying rows")},
        {u"completeOnly"_s, QT_TRANSLATE_NOOP("Words", "Only complete results")},
        {u"calendar"_s, QT_TRANSLATE_NOOP("Words", "Calendar")},
        {u"missed"_s, QT_TRANSLATE_NOOP("Words", "Missed runs")},
        {u"missedMost"_s, QT_TRANSLATE_NOOP("Words", "Most missed runs")},
        {u"deliveries"_s, QT_TRANSLATE_NOOP("Words", "Delivered to")},
        {u"bucket"_s, QT_TRANSLATE_NOOP("Words", "Bucket")},
        {u"owner"_s, QT_TRANSLATE_NOOP("Words", "Owner")},
        {u"nextAt"_s, QT_TRANSLATE_NOOP("Words", "Next run")}};
    return names.value(field, nullptr);
}

// Severities and states of alerts, states of components.
QString alertWord(const std::string& value) {
    static const QHash<std::string, const char*> names{{"info", QT_TRANSLATE_NOOP("Words", "Info")},
                                                       {"warning", QT_TRANSLATE_NOOP("Words", "Warning")},
                                                       {"critical", QT_TRANSLATE_NOOP("Words", "Critical")},
                                                       {"inactive", QT_TRANSLATE_NOOP("Words", "Quiet")},
                                                       {"pending", QT_TRANSLATE_NOOP("Words", "Pending")},
                                                       {"firing", QT_TRANSLATE_NOOP("Words", "Firing")},
                                                       {"resolved", QT_TRANSLATE_NOOP("Words", "Resolved")},
                                                       {"operational", QT_TRANSLATE_NOOP("Words", "Operational")},
                                                       {"degraded", QT_TRANSLATE_NOOP("Words", "Degraded")},
                                                       {"down", QT_TRANSLATE_NOOP("Words", "Down")},
                                                       {"maintenance", QT_TRANSLATE_NOOP("Words", "Maintenance")},
                                                       {"unknown", QT_TRANSLATE_NOOP("Words", "Unknown")}};
    const char* name = names.value(value, nullptr);
    return name ? Words::tr(name) : QString();
}

QString symbolOf(const std::string& currency) {
    static const QHash<std::string, QString> symbols{
        {"EUR", u"€"_s}, {"USD", u"$"_s}, {"GBP", u"£"_s}, {"JPY", u"¥"_s}};
    return symbols.value(currency, QString::fromStdString(currency) + QChar(0xa0));
}

// Three significant digits at most, no trailing zeros after the point beyond the first.
QString scaled(double value, double unit) {
    const double shown = value / unit;
    const int digits = shown >= 100 ? 0 : shown >= 10 ? 1 : 2;
    QString text = QLocale().toString(shown, 'f', digits);
    const QString point = QLocale().decimalPoint();
    while (text.contains(point) && text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(point)) text.chop(point.size());
    return text;
}

struct Unit {
    double size;
    const char* name;
};
constexpr Unit amounts[] = {{1e9, "B"}, {1e6, "M"}, {1e3, "k"}, {1, ""}};
constexpr Unit sizes[] = {{1e12, "TB"}, {1e9, "GB"}, {1e6, "MB"}, {1e3, "kB"}, {1, "B"}};

template <std::size_t N>
const Unit& unitFor(double value, const Unit (&units)[N]) {
    for (const Unit& unit : units)
        if (value >= unit.size) return unit;
    return units[N - 1];
}

QString joined(const QString& number, const char* unit) {
    return *unit ? number + QChar(0xa0) + QString::fromLatin1(unit) : number;
}

bool isSize(const QString& field) {
    return field.startsWith("storage"_L1);
}

QString endReasonText(const QString& reason) {
    static const QHash<QString, const char*> names{
        {u"signedOut"_s, QT_TRANSLATE_NOOP("Words", "Signed out")},
        {u"revoked"_s, QT_TRANSLATE_NOOP("Words", "Token revoked")},
        {u"codeReused"_s, QT_TRANSLATE_NOOP("Words", "Sign-in code shown twice")},
        {u"refreshTokenReused"_s, QT_TRANSLATE_NOOP("Words", "Refresh token shown twice")},
        {u"accessWithdrawn"_s, QT_TRANSLATE_NOOP("Words", "Access withdrawn")},
        {u"endedByIssuer"_s, QT_TRANSLATE_NOOP("Words", "Signed out at the identity provider")}};
    const char* name = names.value(reason, nullptr);
    return name ? Words::tr(name) : reason;
}

}  // namespace

QString text(domain::TenantStatus status) {
    switch (status) {
        case domain::TenantStatus::trial:
            return Words::tr("Trial");
        case domain::TenantStatus::active:
            return Words::tr("Active");
        case domain::TenantStatus::pastDue:
            return Words::tr("Past due");
        case domain::TenantStatus::suspended:
            return Words::tr("Suspended");
        case domain::TenantStatus::archived:
            return Words::tr("Archived");
        case domain::TenantStatus::removed:
            return Words::tr("Deleted");
    }
    return {};
}

ui::BadgeKind kindOf(domain::TenantStatus status) {
    switch (status) {
        case domain::TenantStatus::trial:
            return ui::BadgeKind::info;
        case domain::TenantStatus::active:
            return ui::BadgeKind::ok;
        case domain::TenantStatus::pastDue:
            return ui::BadgeKind::warn;
        case domain::TenantStatus::suspended:
            return ui::BadgeKind::bad;
        case domain::TenantStatus::archived:
        case domain::TenantStatus::removed:
            return ui::BadgeKind::neutral;
    }
    return ui::BadgeKind::neutral;
}

QString text(domain::SubscriptionPlan plan) {
    switch (plan) {
        case domain::SubscriptionPlan::free:
            return Words::tr("Free");
        case domain::SubscriptionPlan::team:
            return Words::tr("Team");
        case domain::SubscriptionPlan::scale:
            return Words::tr("Scale");
        case domain::SubscriptionPlan::enterprise:
            return Words::tr("Enterprise");
    }
    return {};
}

QString text(domain::BillingInterval interval) {
    return interval == domain::BillingInterval::yearly ? Words::tr("yearly") : Words::tr("monthly");
}

QString text(domain::Role role) {
    switch (role) {
        case domain::Role::platformOperator:
            return Words::tr("Platform operator");
        case domain::Role::support:
            return Words::tr("Support");
        case domain::Role::billing:
            return Words::tr("Billing");
        case domain::Role::auditor:
            return Words::tr("Auditor");
        case domain::Role::owner:
            return Words::tr("Owner");
        case domain::Role::admin:
            return Words::tr("Admin");
        case domain::Role::analyst:
            return Words::tr("Analyst");
        case domain::Role::viewer:
            return Words::tr("Viewer");
    }
    return {};
}

QString text(domain::UserStatus status) {
    switch (status) {
        case domain::UserStatus::active:
            return Words::tr("Active");
        case domain::UserStatus::invited:
            return Words::tr("Invited");
        case domain::UserStatus::suspended:
            return Words::tr("Suspended");
        case domain::UserStatus::removed:
            return Words::tr("Deleted");
    }
    return {};
}

ui::BadgeKind kindOf(domain::UserStatus status) {
    switch (status) {
        case domain::UserStatus::active:
            return ui::BadgeKind::ok;
        case domain::UserStatus::invited:
            return ui::BadgeKind::info;
        case domain::UserStatus::suspended:
            return ui::BadgeKind::bad;
        case domain::UserStatus::removed:
            return ui::BadgeKind::neutral;
    }
    return ui::BadgeKind::neutral;
}

QString text(domain::Permission permission) {
    switch (permission) {
        case domain::Permission::none:
        case domain::Permission::signedIn:
            return Words::tr("Sign in");
        case domain::Permission::tenantsRead:
            return Words::tr("See tenants");
        case domain::Permission::tenantsWrite:
            return Words::tr("Change tenants");
        case domain::Permission::usersRead:
            return Words::tr("See users and roles");
        case domain::Permission::usersWrite:
            return Words::tr("Change users");
        case domain::Permission::rolesWrite:
            return Words::tr("Make custom roles");
        case domain::Permission::keysWrite:
            return Words::tr("Manage everybody's API keys");
        case domain::Permission::plansApply:
            return Words::tr("Apply plans");
        case domain::Permission::changesForce:
            return Words::tr("Overwrite changes of others");
        case domain::Permission::auditRead:
            return Words::tr("Read the audit log");
        case domain::Permission::metricsRead:
            return Words::tr("See metrics");
        case domain::Permission::metricsWrite:
            return Words::tr("Send metrics");
        case domain::Permission::logsRead:
            return Words::tr("Read logs");
        case domain::Permission::logsWrite:
            return Words::tr("Send logs");
        case domain::Permission::alertsRead:
            return Words::tr("See alerts");
        case domain::Permission::alertsWrite:
            return Words::tr("Change alert rules, silences and channels");
        case domain::Permission::reportsRun:
            return Words::tr("Run reports");
        case domain::Permission::reportsWrite:
            return Words::tr("Save and schedule reports");
        case domain::Permission::brandingRead:
            return Words::tr("See branding");
        case domain::Permission::brandingWrite:
            return Words::tr("Change branding");
        case domain::Permission::usageWrite:
            return Words::tr("Report usage");
        case domain::Permission::supportConsent:
            return Words::tr("Let support in");
        case domain::Permission::supportAccess:
            return Words::tr("Act as support");
        case domain::Permission::platformManage:
            return Words::tr("Manage the platform");
    }
    return QString::fromLatin1(enumName(permission).data(), qsizetype(enumName(permission).size()));
}

QString text(domain::ExclusionReason reason) {
    switch (reason) {
        case domain::ExclusionReason::alreadySo:
            return Words::tr("Already so");
        case domain::ExclusionReason::suspended:
            return Words::tr("Suspended");
        case domain::ExclusionReason::archived:
            return Words::tr("Archived");
        case domain::ExclusionReason::removed:
            return Words::tr("Deleted");
        case domain::ExclusionReason::notSuspended:
            return Words::tr("Not suspended");
        case domain::ExclusionReason::overLimit:
            return Words::tr("Over the limit");
        case domain::ExclusionReason::refusedByRule:
            return Words::tr("Refused by a rule");
        case domain::ExclusionReason::changedSince:
            return Words::tr("Changed since");
        case domain::ExclusionReason::irreversible:
            return Words::tr("Cannot be undone");
        case domain::ExclusionReason::lastOwner:
            return Words::tr("Last owner");
        case domain::ExclusionReason::aboveOwnRights:
            return Words::tr("Above your rights");
        case domain::ExclusionReason::managedElsewhere:
            return Words::tr("Managed elsewhere");
    }
    return {};
}

QString text(domain::SupportState state) {
    switch (state) {
        case domain::SupportState::waitingForConsent:
            return Words::tr("Waiting");
        case domain::SupportState::active:
            //: Of support access: it may be used now
            return Words::tr("Active");
        case domain::SupportState::refused:
            return Words::tr("Refused");
        case domain::SupportState::revoked:
            //: Of support access: ended by the tenant's people before its time
            return Words::tr("Ended by tenant");
        case domain::SupportState::ended:
            //: Of support access: by who had asked for it
            return Words::tr("Ended");
        case domain::SupportState::expired:
            return Words::tr("Time over");
    }
    return {};
}

QString text(ui::Environment environment) {
    switch (environment) {
        case ui::Environment::local:
            return Words::tr("Local");
        case ui::Environment::staging:
            return Words::tr("Staging");
        case ui::Environment::production:
            return Words::tr("Production");
    }
    return {};
}

QString valueText(const QString& field, const QString& value) {
    const std::string name = value.toStdString();
    if (field == "status"_L1) {
        if (const auto status = enumFromName<domain::TenantStatus>(name)) return text(*status);
        if (const auto status = enumFromName<domain::UserStatus>(name)) return text(*status);
    }
    if (field == "role"_L1)
        if (const auto role = enumFromName<domain::Role>(name)) return text(*role);
    if (field == "permissions"_L1)
        if (const auto permission = enumFromName<domain::Permission>(name)) return text(*permission);
    if (field == "plan"_L1)
        if (const auto plan = enumFromName<domain::SubscriptionPlan>(name)) return text(*plan);
    if (field == "billingInterval"_L1)
        if (const auto interval = enumFromName<domain::BillingInterval>(name)) return text(*interval);
    if (field == "severity"_L1 || field == "state"_L1)
        if (const QString known = alertWord(name); !known.isEmpty()) return known;
    if (field == "action"_L1) return actionText(name);
    if (field == "state"_L1)
        if (const auto state = enumFromName<domain::SupportState>(name)) return text(*state);
    if (field == "entity"_L1) return entityText(value);
    if (field == "limitUse"_L1) return Words::tr("%1 %").arg(value);
    if (field == "endReason"_L1) return endReasonText(value);
    return value;
}

QString valueText(const std::string& fieldName, const json::Value& value, const std::string& currency) {
    const QString field = QString::fromStdString(fieldName);
    QString nothing = u"–"_s;
    if (value.is_null()) return nothing;
    if (value.is_bool()) return value.get_bool() ? Words::tr("yes") : Words::tr("no");
    if (value.is_number()) {
        const auto number = value.to_number<double>();
        if (field.endsWith("Minor"_L1)) return moneyText(std::int64_t(number), currency);
        if (number == 0 && field.endsWith("Limit"_L1)) return Words::tr("none");
        if (isSize(field)) return bytesText(std::int64_t(number));
        return std::floor(number) == number ? countText(qint64(number)) : QLocale().toString(number);
    }
    if (const auto* array = value.if_array()) {
        QStringList parts;
        for (const json::Value& part : *array)
            parts << valueText(fieldName, part, currency);
        return parts.isEmpty() ? nothing : parts.join(u", "_s);
    }
    if (const auto* string = value.if_string()) {
        const std::string plain(*string);
        if (plain.empty()) return nothing;
        if (field.endsWith("At"_L1) || field.endsWith("Until"_L1))
            if (const auto time = parseRfc3339(plain)) return momentText(toDateTime(*time));
        return valueText(field, QString::fromStdString(plain));
    }
    std::string json;
    json::append(json, value);
    return QString::fromStdString(json);
}

QString fieldText(const QString& field) {
    static const QHash<QString, const char*> names{
        {u"name"_s, QT_TRANSLATE_NOOP("Words", "Name")},
        {u"slug"_s, QT_TRANSLATE_NOOP("Words", "Slug")},
        {u"domain"_s, QT_TRANSLATE_NOOP("Words", "Domain")},
        {u"status"_s, QT_TRANSLATE_NOOP("Words", "Status")},
        {u"plan"_s, QT_TRANSLATE_NOOP("Words", "Plan")},
        {u"billingInterval"_s, QT_TRANSLATE_NOOP("Words", "Billing")},
        {u"region"_s, QT_TRANSLATE_NOOP("Words", "Region")},
        {u"ownerName"_s, QT_TRANSLATE_NOOP("Words", "Owner")},
        {u"ownerEmail"_s, QT_TRANSLATE_NOOP("Words", "Owner's e-mail")},
        {u"tags"_s, QT_TRANSLATE_NOOP("Words", "Tags")},
        {u"addTag"_s, QT_TRANSLATE_NOOP("Words", "Add a tag")},
        {u"mrr"_s, QT_TRANSLATE_NOOP("Words", "MRR")},
        {u"mrrMinor"_s, QT_TRANSLATE_NOOP("Words", "MRR")},
        {u"users"_s, QT_TRANSLATE_NOOP("Words", "Users")},
        {u"seatsLimit"_s, QT_TRANSLATE_NOOP("Words", "Seats")},
        {u"seats"_s, QT_TRANSLATE_NOOP("Words", "Seats")},
        {u"apiCalls"_s, QT_TRANSLATE_NOOP("Words", "API calls")},
        {u"storage"_s, QT_TRANSLATE_NOOP("Words", "Storage")},
        {u"webhooks"_s, QT_TRANSLATE_NOOP("Words", "Webhooks")},
        {u"apiCallsLimit"_s, QT_TRANSLATE_NOOP("Words", "API calls")},
        {u"storageLimit"_s, QT_TRANSLATE_NOOP("Words", "Storage")},
        {u"webhooksLimit"_s, QT_TRANSLATE_NOOP("Words", "Webhooks")},
        {u"limitUse"_s, QT_TRANSLATE_NOOP("Words", "Limit used")},
        {u"createdAt"_s, QT_TRANSLATE_NOOP("Words", "Created")},
        {u"renewsAt"_s, QT_TRANSLATE_NOOP("Words", "Renews")},
        {u"lastActiveAt"_s, QT_TRANSLATE_NOOP("Words", "Last activity")},
        {u"productName"_s, QT_TRANSLATE_NOOP("Words", "Product name")},
        {u"headline"_s, QT_TRANSLATE_NOOP("Words", "Headline")},
        {u"welcome"_s, QT_TRANSLATE_NOOP("Words", "Welcome text")},
        {u"primaryColour"_s, QT_TRANSLATE_NOOP("Words", "Primary colour")},
        {u"accentColour"_s, QT_TRANSLATE_NOOP("Words", "Accent colour")},
        {u"backgroundColour"_s, QT_TRANSLATE_NOOP("Words", "Background")},
        {u"textColour"_s, QT_TRANSLATE_NOOP("Words", "Text colour")},
        {u"headingFont"_s, QT_TRANSLATE_NOOP("Words", "Heading font")},
        {u"bodyFont"_s, QT_TRANSLATE_NOOP("Words", "Body font")},
        {u"emailFooter"_s, QT_TRANSLATE_NOOP("Words", "E-mail footer")},
        {u"logoPng"_s, QT_TRANSLATE_NOOP("Words", "Logo")},
        {u"action"_s, QT_TRANSLATE_NOOP("Words", "Action")},
        {u"actor"_s, QT_TRANSLATE_NOOP("Words", "Actor")},
        {u"entity"_s, QT_TRANSLATE_NOOP("Words", "Kind")},
        {u"entityId"_s, QT_TRANSLATE_NOOP("Words", "Entity")},
        {u"tenantId"_s, QT_TRANSLATE_NOOP("Words", "Tenant")},
        {u"entityName"_s, QT_TRANSLATE_NOOP("Words", "On")},
        {u"at"_s, QT_TRANSLATE_NOOP("Words", "Time")},
        {u"actorId"_s, QT_TRANSLATE_NOOP("Words", "Actor's id")},
        {u"planId"_s, QT_TRANSLATE_NOOP("Words", "Plan of changes")},
        {u"reason"_s, QT_TRANSLATE_NOOP("Words", "Reason")},
        {u"batchId"_s, QT_TRANSLATE_NOOP("Words", "Batch")},
        {u"subscriptionPlan"_s, QT_TRANSLATE_NOOP("Words", "Subscription plan")},
        {u"session"_s, QT_TRANSLATE_NOOP("Words", "Session")},
        {u"client"_s, QT_TRANSLATE_NOOP("Words", "Program")},
        {u"endReason"_s, QT_TRANSLATE_NOOP("Words", "Ended because")},
        {u"attempts"_s, QT_TRANSLATE_NOOP("Words", "Attempts")},
        {u"address"_s, QT_TRANSLATE_NOOP("Words", "Address")},
        {u"email"_s, QT_TRANSLATE_NOOP("Words", "E-mail")},
        {u"role"_s, QT_TRANSLATE_NOOP("Words", "Role")},
        {u"customRoleId"_s, QT_TRANSLATE_NOOP("Words", "Custom role")},
        {u"tenant"_s, QT_TRANSLATE_NOOP("Words", "Tenant")},
        {u"lastSeenAt"_s, QT_TRANSLATE_NOOP("Words", "Last seen")},
        {u"description"_s, QT_TRANSLATE_NOOP("Words", "Description")},
        {u"state"_s, QT_TRANSLATE_NOOP("Words", "State")},
        {u"staffId"_s, QT_TRANSLATE_NOOP("Words", "Staff member")},
        {u"minutes"_s, QT_TRANSLATE_NOOP("Words", "Minutes")},
        {u"expiresAt"_s, QT_TRANSLATE_NOOP("Words", "Until")},
        {u"permissions"_s, QT_TRANSLATE_NOOP("Words", "Permissions")}};
    const char* name = names.value(field, alertField(field));
    return name ? Words::tr(name) : field;
}

QString actionText(const std::string& action) {
    static const QHash<std::string, const char*> names{
        {"tenant.create", QT_TRANSLATE_NOOP("Words", "Tenant created")},
        {"tenant.change", QT_TRANSLATE_NOOP("Words", "Tenant changed")},
        {"tenant.suspend", QT_TRANSLATE_NOOP("Words", "Tenant suspended")},
        {"tenant.resume", QT_TRANSLATE_NOOP("Words", "Tenant resumed")},
        {"tenant.archive", QT_TRANSLATE_NOOP("Words", "Tenant archived")},
        {"tenant.revert", QT_TRANSLATE_NOOP("Words", "Tenant reverted")},
        {"tenant.remove", QT_TRANSLATE_NOOP("Words", "Tenant deleted")},
        {"tenant.restore", QT_TRANSLATE_NOOP("Words", "Tenant restored")},
        {"tenant.purge", QT_TRANSLATE_NOOP("Words", "Tenant purged")},
        {"tenant.converge", QT_TRANSLATE_NOOP("Words", "Tenant set")},
        {"user.converge", QT_TRANSLATE_NOOP("Words", "User set")},
        {"role.converge", QT_TRANSLATE_NOOP("Words", "Role set")},
        {"role.revert", QT_TRANSLATE_NOOP("Words", "Role reverted")},
        {"brand.converge", QT_TRANSLATE_NOOP("Words", "Branding set")},
        {"brand.change", QT_TRANSLATE_NOOP("Words", "Branding changed")},
        {"brand.publish", QT_TRANSLATE_NOOP("Words", "Branding published")},
        {"brand.revert", QT_TRANSLATE_NOOP("Words", "Branding reverted")},
        {"user.change", QT_TRANSLATE_NOOP("Words", "User changed")},
        {"user.suspend", QT_TRANSLATE_NOOP("Words", "User suspended")},
        {"user.resume", QT_TRANSLATE_NOOP("Words", "User let in again")},
        {"user.revert", QT_TRANSLATE_NOOP("Words", "User reverted")},
        {"user.invite", QT_TRANSLATE_NOOP("Words", "User invited")},
        {"user.inviteAgain", QT_TRANSLATE_NOOP("Words", "Invited again")},
        {"user.withdrawInvitation", QT_TRANSLATE_NOOP("Words", "Invitation withdrawn")},
        {"user.join", QT_TRANSLATE_NOOP("Words", "Joined")},
        {"user.requestEmailChange", QT_TRANSLATE_NOOP("Words", "New e-mail asked to confirm")},
        {"user.changeEmail", QT_TRANSLATE_NOOP("Words", "E-mail changed")},
        {"user.requestPasswordReset", QT_TRANSLATE_NOOP("Words", "Password reset sent")},
        {"user.resetPassword", QT_TRANSLATE_NOOP("Words", "Password reset")},
        {"user.changePassword", QT_TRANSLATE_NOOP("Words", "Password changed")},
        {"role.create", QT_TRANSLATE_NOOP("Words", "Role created")},
        {"role.change", QT_TRANSLATE_NOOP("Words", "Role changed")},
        {"role.delete", QT_TRANSLATE_NOOP("Words", "Role deleted")},
        {"report.create", QT_TRANSLATE_NOOP("Words", "Report saved")},
        {"report.change", QT_TRANSLATE_NOOP("Words", "Report changed")},
        {"report.delete", QT_TRANSLATE_NOOP("Words", "Report deleted")},
        {"dashboard.create", QT_TRANSLATE_NOOP("Words", "Dashboard created")},
        {"dashboard.change", QT_TRANSLATE_NOOP("Words", "Dashboard changed")},
        {"dashboard.revert", QT_TRANSLATE_NOOP("Words", "Dashboard reverted")},
        {"dashboard.share", QT_TRANSLATE_NOOP("Words", "Dashboard shared")},
        {"dashboard.delete", QT_TRANSLATE_NOOP("Words", "Dashboard deleted")},
        {"apiKey.create", QT_TRANSLATE_NOOP("Words", "API key created")},
        {"apiKey.revoke", QT_TRANSLATE_NOOP("Words", "API key revoked")},
        {"alertRule.create", QT_TRANSLATE_NOOP("Words", "Alert rule created")},
        {"alertRule.change", QT_TRANSLATE_NOOP("Words", "Alert rule changed")},
        {"alertRule.remove", QT_TRANSLATE_NOOP("Words", "Alert rule deleted")},
        {"alertRule.restore", QT_TRANSLATE_NOOP("Words", "Alert rule restored")},
        {"alertRule.revert", QT_TRANSLATE_NOOP("Words", "Alert rule reverted")},
        {"alertRule.converge", QT_TRANSLATE_NOOP("Words", "Alert rule set")},
        {"silence.create", QT_TRANSLATE_NOOP("Words", "Silence created")},
        {"silence.change", QT_TRANSLATE_NOOP("Words", "Silence changed")},
        {"silence.remove", QT_TRANSLATE_NOOP("Words", "Silence deleted")},
        {"silence.restore", QT_TRANSLATE_NOOP("Words", "Silence restored")},
        {"silence.revert", QT_TRANSLATE_NOOP("Words", "Silence reverted")},
        {"silence.converge", QT_TRANSLATE_NOOP("Words", "Silence set")},
        {"slo.create", QT_TRANSLATE_NOOP("Words", "Objective created")},
        {"slo.change", QT_TRANSLATE_NOOP("Words", "Objective changed")},
        {"slo.remove", QT_TRANSLATE_NOOP("Words", "Objective deleted")},
        {"slo.restore", QT_TRANSLATE_NOOP("Words", "Objective restored")},
        {"slo.revert", QT_TRANSLATE_NOOP("Words", "Objective reverted")},
        {"slo.converge", QT_TRANSLATE_NOOP("Words", "Objective set")},
        {"subscriptionPlan.change", QT_TRANSLATE_NOOP("Words", "Subscription plan changed")},
        {"subscriptionPlan.revert", QT_TRANSLATE_NOOP("Words", "Subscription plan reverted")},
        {"subscriptionPlan.converge", QT_TRANSLATE_NOOP("Words", "Subscription plan set")},
        {"alertChannel.create", QT_TRANSLATE_NOOP("Words", "Alert channel created")},
        {"alertChannel.change", QT_TRANSLATE_NOOP("Words", "Alert channel changed")},
        {"alertChannel.remove", QT_TRANSLATE_NOOP("Words", "Alert channel deleted")},
        {"alertChannel.restore", QT_TRANSLATE_NOOP("Words", "Alert channel restored")},
        {"alertChannel.revert", QT_TRANSLATE_NOOP("Words", "Alert channel reverted")},
        {"alertChannel.converge", QT_TRANSLATE_NOOP("Words", "Alert channel set")},
        {"alertChannel.setSecret", QT_TRANSLATE_NOOP("Words", "Secret of a channel set")},
        {"alertChannel.removeSecret", QT_TRANSLATE_NOOP("Words", "Secret of a channel removed")},
        {"component.create", QT_TRANSLATE_NOOP("Words", "Component created")},
        {"component.change", QT_TRANSLATE_NOOP("Words", "Component changed")},
        {"component.remove", QT_TRANSLATE_NOOP("Words", "Component deleted")},
        {"component.restore", QT_TRANSLATE_NOOP("Words", "Component restored")},
        {"component.revert", QT_TRANSLATE_NOOP("Words", "Component reverted")},
        {"component.converge", QT_TRANSLATE_NOOP("Words", "Component set")},
        {"maintenanceWindow.create", QT_TRANSLATE_NOOP("Words", "Maintenance window created")},
        {"maintenanceWindow.change", QT_TRANSLATE_NOOP("Words", "Maintenance window changed")},
        {"maintenanceWindow.remove", QT_TRANSLATE_NOOP("Words", "Maintenance window deleted")},
        {"maintenanceWindow.restore", QT_TRANSLATE_NOOP("Words", "Maintenance window restored")},
        {"maintenanceWindow.revert", QT_TRANSLATE_NOOP("Words", "Maintenance window reverted")},
        {"maintenanceWindow.converge", QT_TRANSLATE_NOOP("Words", "Maintenance window set")},
        {"reportSchedule.create", QT_TRANSLATE_NOOP("Words", "Schedule created")},
        {"reportSchedule.change", QT_TRANSLATE_NOOP("Words", "Schedule changed")},
        {"reportSchedule.remove", QT_TRANSLATE_NOOP("Words", "Schedule deleted")},
        {"reportSchedule.restore", QT_TRANSLATE_NOOP("Words", "Schedule restored")},
        {"reportSchedule.revert", QT_TRANSLATE_NOOP("Words", "Schedule reverted")},
        {"reportSchedule.converge", QT_TRANSLATE_NOOP("Words", "Schedule set")},
        {"reportSchedule.run", QT_TRANSLATE_NOOP("Words", "Scheduled report run by hand")},
        {"reportSchedule.resend", QT_TRANSLATE_NOOP("Words", "Scheduled report delivered again")},
        {"reportSchedule.setSecret", QT_TRANSLATE_NOOP("Words", "Secret of a bucket set")},
        {"reportSchedule.removeSecret", QT_TRANSLATE_NOOP("Words", "Secret of a bucket removed")},
        {"secondFactor.enrol", QT_TRANSLATE_NOOP("Words", "Second factor set up")},
        {"secondFactor.disable", QT_TRANSLATE_NOOP("Words", "Second factor given up")},
        {"secondFactor.renewRecoveryCodes", QT_TRANSLATE_NOOP("Words", "New recovery codes")},
        {"secondFactor.reset", QT_TRANSLATE_NOOP("Words", "Second factor taken away")},
        {"secondFactor.useRecoveryCode", QT_TRANSLATE_NOOP("Words", "Recovery code used")},
        {"supportAccess.request", QT_TRANSLATE_NOOP("Words", "Support access asked for")},
        {"supportAccess.allow", QT_TRANSLATE_NOOP("Words", "Support access allowed")},
        {"supportAccess.refuse", QT_TRANSLATE_NOOP("Words", "Support access refused")},
        {"supportAccess.start", QT_TRANSLATE_NOOP("Words", "Support came in")},
        {"supportAccess.end", QT_TRANSLATE_NOOP("Words", "Support left")},
        {"supportAccess.revoke", QT_TRANSLATE_NOOP("Words", "Support access ended")},
        {"supportPolicy.change", QT_TRANSLATE_NOOP("Words", "Rule for support changed")},
        {"session.start", QT_TRANSLATE_NOOP("Words", "Signed in")},
        {"session.end", QT_TRANSLATE_NOOP("Words", "Signed out")},
        {"session.refuse", QT_TRANSLATE_NOOP("Words", "Sign-in refused")}};
    const char* name = names.value(action, nullptr);
    return name ? Words::tr(name) : QString::fromStdString(action);
}

QString actionIcon(const std::string& action) {
    if (action.starts_with("brand.")) return u"palette"_s;
    if (action.starts_with("user.")) return u"person-gear"_s;
    if (action.starts_with("role.") || action.starts_with("secondFactor.")) return u"shield-check"_s;
    if (action.starts_with("support")) return u"life-preserver"_s;
    if (action.starts_with("session.") || action.starts_with("apiKey.")) return u"key"_s;
    if (action.starts_with("component.") || action.starts_with("maintenance")) return u"heart-pulse"_s;
    if (action.starts_with("alert") || action.starts_with("silence.")) return u"bell"_s;
    if (action.ends_with(".create")) return u"plus-lg"_s;
    if (action.ends_with(".suspend") || action.ends_with(".archive")) return u"slash-circle"_s;
    if (action.ends_with(".resume")) return u"play-fill"_s;
    if (action.ends_with(".revert")) return u"arrow-counterclockwise"_s;
    return u"pencil"_s;
}

QString countText(qint64 count) {
    return QLocale().toString(count);
}

QString moneyText(std::int64_t minor, const std::string& currency) {
    if (minor == 0) return u"–"_s;
    const int digits = domain::minorDigits(currency);
    const double amount = double(minor) / std::pow(10, digits);
    const bool whole = std::floor(amount) == amount;
    return symbolOf(currency) + QLocale().toString(amount, 'f', whole ? 0 : digits);
}

QString amountText(double value) {
    const Unit& unit = unitFor(value, amounts);
    if (unit.size <= 1e3 && value < 10'000) return QLocale().toString(qint64(std::llround(value)));
    return joined(scaled(value, unit.size), unit.name);
}

QString bytesText(std::int64_t bytes) {
    const Unit& unit = unitFor(double(bytes), sizes);
    return joined(scaled(double(bytes), unit.size), unit.name);
}

QString usedText(std::int64_t used, std::int64_t limit) {
    if (limit == 0) return Words::tr("%1, no limit").arg(amountText(double(used)));
    return Words::tr("%1 of %2").arg(amountText(double(used)), amountText(double(limit)));
}

QString usedBytesText(std::int64_t used, std::int64_t limit) {
    if (limit == 0) return Words::tr("%1, no limit").arg(bytesText(used));
    const Unit& unit = unitFor(double(limit), sizes);
    if (double(used) < unit.size / 100) return Words::tr("%1 of %2").arg(bytesText(used), bytesText(limit));
    return Words::tr("%1 of %2").arg(scaled(double(used), unit.size), bytesText(limit));
}

QDateTime toDateTime(Time time) {
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
}

QString ageText(const QDateTime& time, const QDateTime& now) {
    const qint64 seconds = time.secsTo(now);
    if (seconds < 60) return Words::tr("just now");
    if (seconds < 3600) return Words::tr("%1 min ago").arg(seconds / 60);
    if (seconds < 86'400) return Words::tr("%1 h ago").arg(seconds / 3600);
    if (seconds < 60 * 86'400) return Words::tr("%1 d ago").arg(seconds / 86'400);
    return dateText(time);
}

QString dateText(const QDateTime& time) {
    //: how a day is written
    return QLocale().toString(time.toUTC().date(), Words::tr("d MMM yyyy"));
}

QString momentText(const QDateTime& time) {
    return Words::tr("%1, %2 UTC").arg(dateText(time), time.toUTC().toString(u"HH:mm"_s));
}

QString clockText(const QDateTime& time) {
    return Words::tr("%1 UTC").arg(time.toUTC().toString(u"HH:mm:ss"_s));
}

QString shortMoment(const QDateTime& time, const QDateTime& now) {
    const QDateTime utc = time.toUTC();
    if (utc.date() == now.toUTC().date()) return utc.toString(u"HH:mm"_s);
    const bool thisYear = utc.date().year() == now.toUTC().date().year();
    //: how a day of this year, and a month, are written
    return QLocale().toString(utc.date(), thisYear ? Words::tr("d MMM") : Words::tr("MMM yyyy"));
}

}  // namespace steward::views

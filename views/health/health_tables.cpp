#include "views/health/health_tables.h"

#include <QCoreApplication>

#include "views/alerts/alert_words.h"
#include "views/common/words.h"
#include "views/health/health_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Component;
using domain::MaintenanceWindow;
using Kind = ui::ColumnKind;

namespace {

struct HealthWords {
    Q_DECLARE_TR_FUNCTIONS(HealthWords)
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

QString ownerText(const std::string& tenantId) {
    return tenantId.empty() ? HealthWords::tr("Platform") : plain(tenantId);
}

QString dependenciesText(const Component& component) {
    QStringList names;
    for (const auto& link : component.dependencies)
        names << (link.state == domain::ComponentState::operational
                      ? plain(link.name)
                      : HealthWords::tr("%1 (%2)").arg(plain(link.name), views::text(link.state)));
    return names.isEmpty() ? u"–"_s : names.join(u", "_s);
}

}  // namespace

template <>
QStringList AlertLook<Component>::titles() {
    return {HealthWords::tr("Selected"),   HealthWords::tr("Component"), HealthWords::tr("State"),
            HealthWords::tr("This month"), HealthWords::tr("Promised"),  HealthWords::tr("Depends on"),
            HealthWords::tr("Last check")};
}

template <>
QList<ui::Column> AlertLook<Component>::columns() {
    return {{Kind::check, 36},
            {Kind::strong, 180, true, u"name"_s},
            {Kind::badge, 120, false, u"state"_s},
            {Kind::badge, 110, false, u"uptime"_s},
            {Kind::figure, 90, false, u"objective"_s},
            {Kind::secondary, 150, false, u"dependsOn"_s},
            {Kind::secondary, 100, false, u"checkedAt"_s}};
}

template <>
std::pair<QString, ui::BadgeKind> AlertLook<Component>::state(const Component& component) {
    if (component.removed) return {HealthWords::tr("Deleted"), ui::BadgeKind::neutral};
    if (!component.enabled) return {HealthWords::tr("Off"), ui::BadgeKind::neutral};
    return {views::text(component.state), kindOf(component.state)};
}

template <>
QString AlertLook<Component>::text(const Component& component, int column) {
    using List = models::AlertListOf<Component>;
    switch (column) {
        case List::Name:
            return plain(component.name);
        case List::State:
            return state(component).first;
        case List::Uptime:
            return uptimeText(component.month);
        case List::Objective:
            return percentText(component.objective);
        case List::Depends:
            return dependenciesText(component);
        case List::Checked:
            return ageOf(component.checkedAt);
        default:
            return {};
    }
}

template <>
QString AlertLook<Component>::toolTip(const Component& component, int column) {
    using List = models::AlertListOf<Component>;
    if (column == List::Name) return plain(component.description);
    if (column == List::State) return plain(component.reason);
    if (column == List::Uptime) return missingText(component.month);
    if (column == List::Depends) return component.dependencies.empty() ? QString() : dependenciesText(component);
    return column == List::Checked && component.checkedAt ? momentOf(component.checkedAt) : QString();
}

template <>
std::optional<ui::BadgeKind> AlertLook<Component>::badge(const Component& component, int column) {
    using List = models::AlertListOf<Component>;
    if (column == List::State) return state(component).second;
    if (column == List::Uptime) return kindOf(component.month, component.objective);
    return std::nullopt;
}

template <>
QList<std::pair<QString, QString>> AlertLook<Component>::facts(const Component& component) {
    QList<std::pair<QString, QString>> facts{
        {HealthWords::tr("Since"), momentOf(component.since)},
        {HealthWords::tr("Why"), component.reason.empty() ? u"–"_s : plain(component.reason)},
        {HealthWords::tr("Check"), probeText(component.probe)},
        {HealthWords::tr("Last check"), momentOf(component.checkedAt)}};
    if (component.latencyMs)
        facts << std::pair{HealthWords::tr("Took"), HealthWords::tr("%1 ms").arg(countText(*component.latencyMs))};
    facts << std::pair{HealthWords::tr("Depends on"), dependenciesText(component)}
          << std::pair{HealthWords::tr("Promised"), percentText(component.objective)};
    if (!component.description.empty()) facts << std::pair{HealthWords::tr("About"), plain(component.description)};
    facts << std::pair{HealthWords::tr("Of"), ownerText(component.tenantId)};
    return facts;
}

template <>
QStringList AlertLook<MaintenanceWindow>::titles() {
    return {HealthWords::tr("Selected"),   HealthWords::tr("Window"), HealthWords::tr("State"),
            HealthWords::tr("Components"), HealthWords::tr("Starts"), HealthWords::tr("Ends"),
            HealthWords::tr("Made by")};
}

template <>
QList<ui::Column> AlertLook<MaintenanceWindow>::columns() {
    return {{Kind::check, 36},
            {Kind::strong, 200, true, u"name"_s},
            {Kind::badge, 110, false, u"state"_s},
            {Kind::secondary, 140, false, u"components"_s},
            {Kind::secondary, 170, false, u"startsAt"_s},
            {Kind::secondary, 170, false, u"endsAt"_s},
            {Kind::secondary, 130, false, u"createdBy"_s}};
}

template <>
std::pair<QString, ui::BadgeKind> AlertLook<MaintenanceWindow>::state(const MaintenanceWindow& window) {
    if (window.removed) return {HealthWords::tr("Cancelled"), ui::BadgeKind::neutral};
    switch (window.state) {
        case domain::SilenceState::active:
            return {HealthWords::tr("Under way"), ui::BadgeKind::warn};
        case domain::SilenceState::scheduled:
            return {HealthWords::tr("Planned"), ui::BadgeKind::info};
        case domain::SilenceState::expired:
            break;
    }
    return {HealthWords::tr("Over"), ui::BadgeKind::neutral};
}

template <>
QString AlertLook<MaintenanceWindow>::text(const MaintenanceWindow& window, int column) {
    using List = models::AlertListOf<MaintenanceWindow>;
    switch (column) {
        case List::Name:
            return plain(window.name);
        case List::State:
            return state(window).first;
        case List::Components:
            return window.components.empty()
                       ? HealthWords::tr("All")
                       : HealthWords::tr("%n component(s)", nullptr, int(window.components.size()));
        case List::Starts:
            return momentOf(window.startsAt);
        case List::Ends:
            return momentOf(window.endsAt);
        case List::By:
            return plain(window.createdBy);
        default:
            return {};
    }
}

template <>
QString AlertLook<MaintenanceWindow>::toolTip(const MaintenanceWindow& window, int column) {
    return column == models::AlertListOf<MaintenanceWindow>::Name ? plain(window.comment) : QString();
}

template <>
std::optional<ui::BadgeKind> AlertLook<MaintenanceWindow>::badge(const MaintenanceWindow& window, int column) {
    if (column == models::AlertListOf<MaintenanceWindow>::State) return state(window).second;
    return std::nullopt;
}

template <>
QList<std::pair<QString, QString>> AlertLook<MaintenanceWindow>::facts(const MaintenanceWindow& window) {
    return {{HealthWords::tr("Starts"), momentOf(window.startsAt)},
            {HealthWords::tr("Ends"), momentOf(window.endsAt)},
            {HealthWords::tr("Components"), text(window, models::AlertListOf<MaintenanceWindow>::Components)},
            {HealthWords::tr("Alerts"), HealthWords::tr("Nobody is told of those about its components")},
            {HealthWords::tr("Comment"), window.comment.empty() ? u"–"_s : plain(window.comment)},
            {HealthWords::tr("Made by"), plain(window.createdBy)},
            {HealthWords::tr("Of"), ownerText(window.tenantId)}};
}

}  // namespace steward::views

// What can be done to components and maintenance windows: all of it ends in a plan. GUI thread.
#pragma once

#include "views/alerts/alert_actions.h"
#include "views/health/health_forms.h"

namespace steward::views {

template <>
struct AlertKind<domain::Component> {
    using Form = ComponentForm;
    static constexpr auto kind = domain::EntityKind::component;
    static constexpr const auto& one = contract::getComponent;
    static constexpr const auto& list = contract::listComponents;
    static QString several(qint64 count);
};
template <>
struct AlertKind<domain::MaintenanceWindow> {
    using Form = WindowForm;
    static constexpr auto kind = domain::EntityKind::maintenanceWindow;
    static constexpr const auto& one = contract::getMaintenanceWindow;
    static constexpr const auto& list = contract::listMaintenanceWindows;
    static QString several(qint64 count);
};

using ComponentActions = DefinitionActions<domain::Component>;
using WindowActions = DefinitionActions<domain::MaintenanceWindow>;

}  // namespace steward::views

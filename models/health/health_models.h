// The lists of health: components and maintenance windows. Sorted and filtered by the platform. GUI thread.
#pragma once

#include "domain/component.h"
#include "models/alerts/alert_models.h"

namespace steward::models {

template <>
struct AlertListOf<domain::Component> {
    enum Column { Check, Name, State, Uptime, Objective, Depends, Checked, ColumnCount };
    static constexpr auto list = contract::ListName::components;
    static constexpr auto kind = domain::EntityKind::component;
    static constexpr const char* key = "components";
    static constexpr const char* sort = "name";
    static QStringList fields();
};
template <>
struct AlertListOf<domain::MaintenanceWindow> {
    enum Column { Check, Name, State, Components, Starts, Ends, By, ColumnCount };
    static constexpr auto list = contract::ListName::maintenanceWindows;
    static constexpr auto kind = domain::EntityKind::maintenanceWindow;
    static constexpr const char* key = "maintenanceWindows";
    static constexpr const char* sort = "-startsAt";
    static QStringList fields();
};

// The views of each list that are always there.
std::vector<SavedView> componentViews();
std::vector<SavedView> maintenanceWindowViews();

}  // namespace steward::models

// Components and maintenance windows as entities of plans: what alerts/definition.h asks of a kind.
#pragma once

#include "alerts/definition_handler.h"
#include "alerts/definition_store.h"
#include "domain/component.h"

namespace steward::alerts {

template <>
struct Defined<domain::Component> {
    static constexpr auto kind = domain::EntityKind::component;
    static constexpr std::string_view table = "components", list = "components", prefix = id::component;
    static constexpr std::string_view noun = "component";
    static constexpr std::array<std::string_view, 2> computed{"dependencies", "month"};
    static constexpr std::int64_t most = 1'000;  // of the platform; of a tenant a twentieth; of all twice as many
    static std::vector<FieldError> problems(const domain::Component& component);
    static Result<> review(sql::Connection& db, const domain::Component& before, const domain::Component& after,
                           Time now, plans::Review& review);
    static Result<> changed(sql::Connection& db);
};
template <>
struct Defined<domain::MaintenanceWindow> {
    static constexpr auto kind = domain::EntityKind::maintenanceWindow;
    static constexpr std::string_view table = "maintenance_windows", list = "maintenanceWindows",
                                      prefix = id::maintenanceWindow;
    static constexpr std::string_view noun = "maintenance window";
    static constexpr std::array<std::string_view, 1> computed{"state"};
    static constexpr std::int64_t most = 2'000;
    static std::vector<FieldError> problems(const domain::MaintenanceWindow& window);
    static Result<> review(sql::Connection& db, const domain::MaintenanceWindow& before,
                           const domain::MaintenanceWindow& after, Time now, plans::Review& review);
    static Result<> changed(sql::Connection& db);
};

}  // namespace steward::alerts

namespace steward::health {

// Whether the window is about the component.
bool covers(const domain::MaintenanceWindow& window, const std::string& componentId, const std::string& tenantId);

}  // namespace steward::health

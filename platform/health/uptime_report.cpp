#include "health/uptime_report.h"

#include <algorithm>
#include <set>

#include "health/definition.h"
#include "health/health_store.h"

namespace steward::health {
namespace {

using domain::Component;

constexpr int monthsShown = 13;

std::vector<domain::Period> maintenanceOf(const Component& component,
                                          const std::vector<domain::MaintenanceWindow>& windows) {
    std::vector<domain::Period> periods;
    for (const auto& window : windows)
        if (covers(window, component.id, component.tenantId))
            periods.push_back({std::max(window.startsAt, window.createdAt), window.endsAt});
    return periods;
}

// Its own components, and those of the platform that they depend on.
std::vector<std::string> partsOf(const std::vector<const Component*>& own,
                                 const std::map<std::string, const Component*>& all) {
    std::set<std::string> seen;
    std::vector<std::string> open;
    for (const auto* component : own)
        open.push_back(component->id);
    while (!open.empty()) {
        const std::string id = std::move(open.back());
        open.pop_back();
        const auto found = all.find(id);
        if (found == all.end() || !seen.insert(id).second) continue;
        for (const auto& next : found->second->dependsOn)
            open.push_back(next);
    }
    return {seen.begin(), seen.end()};
}

}  // namespace

Result<contract::UptimeReport> reportOf(sql::Connection& db, const std::optional<std::string>& tenantId,
                                        const std::string& month, Time now) {
    STEWARD_TRY(const auto period, domain::monthCalled(month));
    STEWARD_TRY(const auto components, alerts::allDefinitions<Component>(db));
    STEWARD_TRY(auto states, statesWithin(db, tenantId, period));
    STEWARD_TRY(const auto windows, windowsWithin(db, period));
    contract::UptimeReport report{month, "UTC", period.from, period.to, std::min(now, period.to), {}, {}};
    std::map<std::string, const Component*> byId;
    std::map<std::string, domain::Timeline> timelines;
    std::map<std::string, std::vector<const Component*>> byTenant;
    for (const auto& component : components) {
        if (tenantId && !component.tenantId.empty() && component.tenantId != *tenantId) continue;
        byId[component.id] = &component;
        auto& timeline = timelines[component.id];
        timeline = {component.createdAt, std::move(states[component.id]), maintenanceOf(component, windows)};
        if (tenantId && component.tenantId != *tenantId) continue;
        byTenant[component.tenantId].push_back(&component);
        report.components.push_back({component.id, component.name, component.tenantId, component.objective,
                                     domain::uptimeOf(std::span(&timeline, 1), period, now), 1});
    }
    for (const auto& [id, own] : byTenant) {
        std::vector<domain::Timeline> parts;
        for (const auto& part : partsOf(own, byId))
            parts.push_back(timelines.at(part));
        const auto* least = *std::ranges::min_element(own, {}, [](const Component* one) { return one->objective; });
        report.tenants.push_back(
            {id, {}, id, least->objective, domain::uptimeOf(parts, period, now), std::ssize(parts)});
    }
    std::ranges::stable_sort(report.components, {}, &contract::UptimeRow::name);
    return report;
}

Result<> addMonth(sql::Connection& db, std::vector<Component>& components, Time now) {
    if (components.empty()) return {};
    STEWARD_TRY(const auto period, domain::monthCalled(domain::monthOf(now)));
    STEWARD_TRY(const auto windows, windowsWithin(db, period));
    for (auto& component : components) {
        STEWARD_TRY(auto states, statesOf(db, component.id, period));
        const domain::Timeline timeline{component.createdAt, std::move(states), maintenanceOf(component, windows)};
        component.month = domain::uptimeOf(std::span(&timeline, 1), period, now);
    }
    return {};
}

Result<contract::ComponentUptime> monthsOf(sql::Connection& db, const Component& component, Time now) {
    contract::ComponentUptime months{component.objective, "UTC", {}};
    const auto names = domain::monthsUpTo(now, monthsShown);
    STEWARD_TRY(const auto first, domain::monthCalled(names.back()));
    const domain::Period whole{first.from, now};
    STEWARD_TRY(auto windows, windowsWithin(db, whole));
    STEWARD_TRY(auto states, statesOf(db, component.id, whole));
    const domain::Timeline timeline{component.createdAt, std::move(states), maintenanceOf(component, windows)};
    for (const auto& name : names) {
        STEWARD_TRY(const auto period, domain::monthCalled(name));
        if (period.to > component.createdAt)
            months.items.push_back({name, domain::uptimeOf(std::span(&timeline, 1), period, now)});
    }
    return months;
}

}  // namespace steward::health

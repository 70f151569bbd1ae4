#include "health/definition.h"

#include <algorithm>
#include <cmath>

#include "alerts/alert_store.h"
#include "alerts/definition_handler_body.h"
#include "alerts/definition_store_body.h"
#include "domain/rules.h"
#include "health/health_store.h"
#include "kernel/http_client.h"

namespace steward::health {
namespace {

using domain::Component;
using domain::ExclusionReason;
using domain::MaintenanceWindow;
using domain::ProbeKind;

constexpr std::int64_t second = 1000, minute = 60 * second, day = 24 * 60 * minute;
constexpr std::size_t mostDependencies = 20, mostCovered = 200, longestTarget = 2000;

class Problems {
public:
    void expect(bool fine, std::string path, std::string message) {
        if (!fine) list_.push_back({std::move(path), std::move(message)});
    }
    void range(std::int64_t value, std::int64_t least, std::int64_t most, std::string path, std::string_view words) {
        expect(value >= least && value <= most, std::move(path), "must be from " + std::string(words));
    }
    void text(const std::string& value, std::string path) {
        const bool isPlain = std::ranges::none_of(
            value, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f; });
        expect(value.size() <= 500 && isPlain, std::move(path), "must have at most 500 characters");
    }
    std::vector<FieldError> take() && { return std::move(list_); }

private:
    std::vector<FieldError> list_;
};

bool isHostAndPort(const std::string& target) {
    const auto colon = target.rfind(':');
    if (colon == std::string::npos || colon == 0 || target.find_first_of("/?#@ ") != std::string::npos) return false;
    const std::string port = target.substr(colon + 1);
    if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos) return false;
    const int number = std::stoi(port);
    return number > 0 && number <= 65'535 && kernel::checkCallUrl("http://" + target, true).has_value();
}

void checkProbe(const Component& component, Problems& problems) {
    const auto& probe = component.probe;
    const bool ofTenant = !component.tenantId.empty();
    const bool isCall = probe.kind == ProbeKind::http || probe.kind == ProbeKind::tcp;
    problems.range(probe.intervalMs, 5 * second, day, "/probe/intervalMs", "5 seconds to 1 day");
    problems.range(probe.failures, 1, 10, "/probe/failures", "1 to 10");
    problems.expect(probe.target.size() <= longestTarget, "/probe/target", "must have at most 2,000 characters");
    if (isCall) {
        problems.range(probe.timeoutMs, 100, 30 * second, "/probe/timeoutMs", "0.1 to 30 seconds");
        problems.range(probe.slowMs, 0, 30 * second, "/probe/slowMs", "0 to 30 seconds");
    }
    switch (probe.kind) {
        case ProbeKind::http: {
            const auto fine =
                ofTenant ? alerts::checkTenantUrl(probe.target) : kernel::checkCallUrl(probe.target, true);
            problems.expect(fine.has_value(), "/probe/target",
                            ofTenant ? "must be an address with https, and of no private network"
                                     : "must be an address with https or http");
            problems.expect(probe.expectedStatus == 0 || (probe.expectedStatus >= 100 && probe.expectedStatus <= 599),
                            "/probe/expectedStatus", "must be a status of HTTP, or 0 for any from 200 to 299");
            break;
        }
        case ProbeKind::tcp:
            problems.expect(isHostAndPort(probe.target) &&
                                (!ofTenant || alerts::checkTenantUrl("https://" + probe.target).has_value()),
                            "/probe/target",
                            ofTenant ? "must be host:port, and of no private network" : "must be host:port");
            break;
        case ProbeKind::metric: {
            const auto& asked = probe.condition;
            problems.expect(asked.kind == domain::ConditionKind::threshold && !asked.series.empty() &&
                                asked.series.size() <= 200 && asked.matchers.size() <= 20 &&
                                std::isfinite(asked.threshold),
                            "/probe/condition", "must be a threshold of a series");
            problems.range(asked.windowMs, 5 * second, day, "/probe/condition/windowMs", "5 seconds to 1 day");
            break;
        }
        case ProbeKind::heartbeat:
            problems.range(probe.silenceMs, 5 * second, 31 * day, "/probe/silenceMs", "5 seconds to 31 days");
            break;
        case ProbeKind::own:
            problems.expect(!ofTenant, "/probe/kind", "is for components of the platform");
            break;
    }
}

// The names on the way of a circle, if the dependencies close one.
Result<std::string> circleNames(sql::Connection& db, const Component& component) {
    STEWARD_TRY(const auto links, dependencyGraph(db));
    const auto circle =
        domain::circleOf(component.id, component.dependsOn, [&](const std::string& id) -> std::vector<std::string> {
            const auto found = links.find(id);
            return found == links.end() ? std::vector<std::string>() : found->second.dependsOn;
        });
    std::string names;
    for (const auto& id : circle) {
        if (!names.empty()) names += " → ";
        names += id == component.id ? component.name : links.at(id).name;
    }
    return names;
}

}  // namespace

bool covers(const MaintenanceWindow& window, const std::string& componentId, const std::string& tenantId) {
    return window.tenantId == tenantId &&
           (window.components.empty() || std::ranges::find(window.components, componentId) != window.components.end());
}

}  // namespace steward::health

namespace steward::alerts {

using domain::Component;
using domain::ExclusionReason;
using domain::MaintenanceWindow;

std::vector<FieldError> Defined<Component>::problems(const Component& component) {
    health::Problems problems;
    problems.expect(domain::isName(component.name), "/name", "must have 1 to 120 visible characters");
    problems.text(component.description, "/description");
    problems.expect(component.dependsOn.size() <= health::mostDependencies, "/dependsOn", "can be at most 20");
    problems.expect(component.objective > 0 && component.objective < 1, "/objective", "must be above 0 and below 1");
    health::checkProbe(component, problems);
    return std::move(problems).take();
}

Result<> Defined<Component>::review(sql::Connection& db, const Component& before, const Component& after, Time,
                                    plans::Review& review) {
    const auto refuse = [&](std::string why) {
        review.exclusion = {ExclusionReason::refusedByRule, std::move(why)};
        return Result<>();
    };
    if (after.removed) {
        if (before.removed) return {};
        STEWARD_TRY(const auto links, health::dependencyGraph(db));
        const auto losing = std::ranges::count_if(links, [&](const auto& entry) {
            return std::ranges::find(entry.second.dependsOn, after.id) != entry.second.dependsOn.end();
        });
        plans::addCounted(review.effects, domain::EffectKind::dependenciesLost, losing);
        return {};
    }
    for (const auto& id : after.dependsOn) {
        STEWARD_TRY(const auto other, findDefinition<Component>(db, sql::TenantScope::all(), id));
        if (!other || other->removed || (!other->tenantId.empty() && other->tenantId != after.tenantId))
            return refuse("There is no component " + id);
    }
    STEWARD_TRY(const auto circle, health::circleNames(db, after));
    if (!circle.empty()) return refuse("It would depend on itself: " + circle);
    if (before.version == 0) {
        STEWARD_TRY(const auto all, health::componentCount(db));
        if (all >= 2 * most) review.exclusion = {ExclusionReason::overLimit, "The platform watches no more components"};
    }
    return {};
}

Result<> Defined<Component>::changed(sql::Connection& db) {
    STEWARD_CHECK(health::definitionsChanged(db));
    return alerts::definitionsChanged(db);  // its name is what a maintenance window silences
}

std::vector<FieldError> Defined<MaintenanceWindow>::problems(const MaintenanceWindow& window) {
    health::Problems problems;
    problems.expect(domain::isName(window.name), "/name", "must have 1 to 120 visible characters");
    problems.text(window.comment, "/comment");
    problems.expect(window.components.size() <= health::mostCovered, "/components", "can be at most 200");
    problems.expect(window.endsAt > window.startsAt && window.endsAt - window.startsAt <= Duration(31 * health::day),
                    "/endsAt", "must be after the start, by 31 days at most");
    return std::move(problems).take();
}

Result<> Defined<MaintenanceWindow>::review(sql::Connection& db, const MaintenanceWindow& before,
                                            const MaintenanceWindow& after, Time now, plans::Review& review) {
    const auto refuse = [&](std::string why) {
        review.exclusion = {ExclusionReason::refusedByRule, std::move(why)};
        return Result<>();
    };
    const bool isNew = before.version == 0;
    if (!isNew && after.startsAt != before.startsAt) {
        if (before.startsAt <= now) return refuse("It has begun: its start is what it is");
        if (after.startsAt < now) return refuse("It would begin in the past");
    }
    const bool isUnderWay = before.startsAt <= now && now < before.endsAt;
    if (after.removed) {
        if (!before.removed && isUnderWay) review.effects.push_back({.kind = domain::EffectKind::maintenanceEnds});
        return {};
    }
    for (const auto& id : after.components) {
        STEWARD_TRY(const auto component, findDefinition<Component>(db, sql::TenantScope::all(), id));
        if (!component || component->removed || component->tenantId != after.tenantId)
            return refuse("There is no component " + id);
    }
    if (isNew || after.components != before.components) {
        STEWARD_TRY(const auto all, countOf<Component>(db, after.tenantId));
        const auto count = after.components.empty() ? all : std::ssize(after.components);
        review.effects.push_back({.kind = domain::EffectKind::componentsMaintained, .count = count});
    }
    return {};
}

Result<> Defined<MaintenanceWindow>::changed(sql::Connection& db) {
    STEWARD_CHECK(health::definitionsChanged(db));
    return alerts::definitionsChanged(db);
}

STEWARD_DEFINED(domain::Component)
STEWARD_DEFINED(domain::MaintenanceWindow)
template class DefinitionHandler<domain::Component>;
template class DefinitionHandler<domain::MaintenanceWindow>;

}  // namespace steward::alerts

#include "domain/component.h"

#include <unordered_map>
#include <unordered_set>

namespace steward::domain {

std::vector<std::string> circleOf(const std::string& id, const std::vector<std::string>& dependsOn,
                                  const DependenciesOf& dependenciesOf) {
    std::unordered_map<std::string, std::string> cameFrom;
    std::vector<std::string> open;
    const auto visit = [&](const std::string& next, const std::string& from) {
        if (cameFrom.emplace(next, from).second) open.push_back(next);
    };
    for (const auto& next : dependsOn)
        visit(next, id);
    while (!open.empty() && !cameFrom.contains(id)) {
        const std::string here = std::move(open.back());
        open.pop_back();
        for (const auto& next : dependenciesOf(here))
            visit(next, here);
    }
    if (!cameFrom.contains(id)) return {};
    std::vector<std::string> circle{id};
    for (std::string at = cameFrom.at(id); at != id; at = cameFrom.at(at))
        circle.push_back(at);
    circle.push_back(id);
    std::ranges::reverse(circle);
    return circle;
}

ProbeProgress advanced(ProbeProgress progress, const ProbeOutcome& outcome, const Probe& probe) {
    const auto become = [&](ProbeAnswer answer, Time since) {
        if (progress.answer != answer) progress.since = since;
        progress.answer = answer;
        progress.reason = outcome.reason;
    };
    if (outcome.answer != ProbeAnswer::failed) {
        progress.failures = 0;
        become(outcome.answer, outcome.at);
        return progress;
    }
    if (progress.failures++ == 0) progress.firstFailure = outcome.at;
    if (progress.failures >= probe.failures || progress.answer == ProbeAnswer::failed)
        become(ProbeAnswer::failed, progress.firstFailure);
    return progress;
}

Standing standingOf(const ProbeProgress& progress, const std::string& maintenance,
                    const std::string& brokenDependency) {
    if (!maintenance.empty()) return {ComponentState::maintenance, maintenance};
    switch (progress.answer) {
        case ProbeAnswer::failed:
            return {ComponentState::down, progress.reason};
        case ProbeAnswer::unknown:
            return {ComponentState::unknown, progress.reason};
        case ProbeAnswer::slow:
            return {ComponentState::degraded, progress.reason};
        case ProbeAnswer::up:
            break;
    }
    if (!brokenDependency.empty()) return {ComponentState::degraded, brokenDependency + " is down."};
    return {ComponentState::operational, {}};
}

}  // namespace steward::domain

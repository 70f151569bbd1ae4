#include <set>

#include "configuration/difference.h"

namespace steward::configuration {

Result<std::vector<domain::Target>> toTargets(const Document& wanted, const std::vector<Difference>& differences) {
    std::vector<domain::Target> targets;
    for (const auto& difference : differences) {
        if (difference.change == Change::removed) continue;
        const std::string part = partOf(difference.kind);
        domain::Target target;
        const auto kind = enumFromName<domain::EntityKind>(difference.kind);
        if (difference.kind == "plan") {
            target.entity = domain::EntityKind::subscriptionPlan;
            target.key = difference.key;
        } else if (kind && *kind != domain::EntityKind::user && *kind != domain::EntityKind::configuration) {
            target.entity = *kind;
            target.key = difference.key;
        } else {
            return fail(ErrorCode::invalid, "This version cannot promote " + part + ".",
                        "Leave them out of the document, or use the version that wrote it.");
        }
        target.patch = wanted.parts.at(part).at(difference.key);
        targets.push_back(std::move(target));
    }
    return targets;
}

std::vector<std::string> slugsOf(const Document& document) {
    std::set<std::string> slugs;
    for (const auto& [part, entries] : document.parts) {
        const bool isOfTenants = part == "tenants" || part == "brands";
        if (part == "plans") continue;
        for (const auto& [key, ignored] : entries) {
            const auto slash = key.find('/');
            if (isOfTenants)
                slugs.insert(key);
            else if (slash != std::string::npos && slash > 0)
                slugs.insert(key.substr(0, slash));
        }
    }
    return {slugs.begin(), slugs.end()};
}

}  // namespace steward::configuration

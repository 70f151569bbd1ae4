// The configuration of a platform as a document: what people set, by the keys that mean the same on every platform, and
// nothing that differs between two platforms which are configured alike (ids, versions, times, counts).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/json.h"
#include "domain/access.h"
#include "domain/brand.h"
#include "domain/tenant.h"

namespace steward::domain {

inline constexpr std::int64_t configurationForm = 1;
inline constexpr std::size_t mostConfigurationEntries = 10'000;

struct TenantConfiguration {
    std::string name;
    SubscriptionPlan plan = SubscriptionPlan::free;
    BillingInterval billingInterval = BillingInterval::monthly;
    std::string region;
    std::string ownerName;
    std::string ownerEmail;
    std::vector<std::string> tags;
    std::int64_t seatsLimit = 0;
    std::int64_t apiCallsLimit = 0;
    std::int64_t storageLimit = 0;
    std::int64_t webhooksLimit = 0;
    bool operator==(const TenantConfiguration&) const = default;
};
STEWARD_DESCRIBE(TenantConfiguration, (name, plan, billingInterval, region, ownerName, ownerEmail, tags, seatsLimit,
                                       apiCallsLimit, storageLimit, webhooksLimit))

// The name is in the key: "slug/name", of the platform's own the name alone, behind a "/" where it has one itself.
struct RoleConfiguration {
    std::string description;
    PermissionSet permissions;
    bool operator==(const RoleConfiguration&) const = default;
};
STEWARD_DESCRIBE(RoleConfiguration, (description, permissions))

// Tenants and brands by slug, plans by name. What is not in the document was not asked for or may not be read; what is
// there and empty has no entries.
struct Configuration {
    std::int64_t form = configurationForm;
    std::optional<std::map<std::string, PlanTerms>> plans;
    std::optional<std::map<std::string, TenantConfiguration>> tenants;
    std::optional<std::map<std::string, RoleConfiguration>> roles;
    std::optional<std::map<std::string, Brand>> brands;  // as they are published
    // Members of Slo, AlertRule and AlertChannel that people set, by keys as those of roles. Webhooks are channels;
    // what they are signed with is in no document.
    std::optional<std::map<std::string, json::Value>> slos;
    std::optional<std::map<std::string, json::Value>> alertRules;
    std::optional<std::map<std::string, json::Value>> alertChannels;
};
STEWARD_DESCRIBE(Configuration, (form, plans, tenants, roles, brands, slos, alertRules, alertChannels))

}  // namespace steward::domain

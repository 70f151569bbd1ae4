// The tenants of the demo data, their people and their past. Pure: equal for equal seeds and days.
#pragma once

#include <string>
#include <vector>

#include "demo/random.h"
#include "domain/access.h"
#include "domain/audit.h"
#include "domain/brand.h"
#include "domain/tenant.h"

namespace steward::demo {

// Those of the design pictures first, then generated ones.
std::vector<domain::Tenant> makeTenants(std::int64_t count, std::uint64_t seed, Time now);
// The owner first, then administrators, analysts and viewers: as many as tenant.users.
std::vector<domain::User> makeUsers(const domain::Tenant& tenant, std::uint64_t seed);
// Who runs the platform: an operator, support, billing, an auditor.
std::vector<domain::User> makeStaff(std::uint64_t seed, Time now);

// What was done in the last 30 days, oldest first. Moves the versions of the tenants along, so that the newest entry of
// each is where it stands now and can be taken back. Chain, numbers and ids are set where entries are appended.
std::vector<domain::AuditEntry> makeHistory(std::vector<domain::Tenant>& tenants, const domain::User& author,
                                            std::uint64_t seed, Time now);

struct DemoBrand {
    std::string tenantId;
    std::string tenantName;
    std::vector<domain::Brand> published;  // oldest first, at least one
    domain::Brand draft;
};
// Brands of some of the tenants of the pictures. Fernhollow's draft is seven changes away from what it published.
std::vector<DemoBrand> makeBrands(const std::vector<domain::Tenant>& tenants);

}  // namespace steward::demo

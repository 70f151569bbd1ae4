// Brands of tenants in the database. All functions run on the thread of the connection.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/brand.h"
#include "report/filter.h"
#include "sql/connection.h"

namespace steward::branding {

// What a tenant begins with: Steward's colours under the tenant's name.
domain::Brand initialBrand(const std::string& tenantName);
// Fields in which the two differ.
std::int64_t differences(const domain::Brand& a, const domain::Brand& b);

struct NamedBrand {
    std::string tenantName;
    domain::BrandState state;
};
// nullopt: there is no such tenant in this scope.
Result<std::optional<NamedBrand>> findBrand(sql::Connection& connection, const sql::TenantScope& scope,
                                            const std::string& tenantId);
// Stores all of it but versions. The scope must hold the tenant.
Result<> saveBrand(sql::Connection& connection, const sql::TenantScope& scope, const domain::BrandState& state);
// The published brand; nullopt when none was published.
Result<std::optional<domain::Brand>> publishedBrand(sql::Connection& connection, const sql::TenantScope& scope,
                                                    const std::string& tenantId);
// The published brands of tenants in the scope that fulfil a condition on `tenants t`, each with the tenant's slug.
Result<> eachPublished(sql::Connection& connection, const sql::TenantScope& scope, const report::SqlCondition& tenants,
                       const std::function<Result<>(const std::string& slug, const domain::Brand& brand)>& onBrand);

Result<> insertVersion(sql::Connection& connection, const sql::TenantScope& scope, const std::string& tenantId,
                       const domain::BrandVersion& version);
// Newest first, at most 100, each with the audit entry of its publication.
Result<std::vector<domain::BrandVersion>> versionsOf(sql::Connection& connection, const sql::TenantScope& scope,
                                                     const std::string& tenantId);

}  // namespace steward::branding

// Brands of tenants in the database. All functions run on the thread of the connection.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/brand.h"
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

Result<> insertVersion(sql::Connection& connection, const sql::TenantScope& scope, const std::string& tenantId,
                       const domain::BrandVersion& version);
// Newest first, at most 100, each with the audit entry of its publication.
Result<std::vector<domain::BrandVersion>> versionsOf(sql::Connection& connection, const sql::TenantScope& scope,
                                                     const std::string& tenantId);

}  // namespace steward::branding

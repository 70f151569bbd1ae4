// Dashboards and their versions in the database. They belong to a tenant, or to the platform (with the scope of all).
// Who may see one of them is not decided here. All functions run on the thread of the connection.
#pragma once

#include "contract/dashboard_messages.h"
#include "sql/connection.h"

namespace steward::dashboards {

inline constexpr std::int64_t mostOfOne = 100, mostOfPlace = 500, keptVersions = 50;

// Those of this place, by title; at most mostOfPlace.
Result<std::vector<contract::DashboardSummary>> readSummaries(sql::Connection& connection,
                                                              const sql::TenantScope& scope);
// ErrorCode::notFound: there is none in this place.
Result<contract::Dashboard> findDashboard(sql::Connection& connection, const sql::TenantScope& scope,
                                          const std::string& id);
// ErrorCode::unprocessable: the owner has too many already, or their place.
Result<> checkRoom(sql::Connection& connection, const sql::TenantScope& scope, const std::string& ownerId);

Result<> insertDashboard(sql::Connection& connection, const sql::TenantScope& scope,
                         const contract::Dashboard& dashboard);
Result<> updateDashboard(sql::Connection& connection, const sql::TenantScope& scope,
                         const contract::Dashboard& dashboard);
// With its versions.
Result<> deleteDashboard(sql::Connection& connection, const sql::TenantScope& scope, const std::string& id);

// The dashboard as it is becomes a version of its history; those beyond keptVersions are forgotten.
Result<> keepVersion(sql::Connection& connection, const sql::TenantScope& scope, const contract::Dashboard& dashboard,
                     const std::string& note, std::optional<std::int64_t> revertedTo = {});
Result<std::vector<contract::DashboardVersion>> readVersions(sql::Connection& connection, const sql::TenantScope& scope,
                                                             const std::string& id);
// `dashboard` as it was then: content, who saved it and when. ErrorCode::notFound: it is not kept.
Result<contract::Dashboard> asItWas(sql::Connection& connection, const sql::TenantScope& scope,
                                    contract::Dashboard dashboard, std::int64_t version);

}  // namespace steward::dashboards

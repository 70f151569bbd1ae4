// Rules, silences, objectives and channels in the database. All functions run on the thread of the connection.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "alerts/definition.h"
#include "contract/messages.h"
#include "report/filter.h"
#include "sql/connection.h"

namespace steward::alerts {

// T: AlertRule, Silence, Slo, AlertChannel.

// nullopt: there is none in this scope. Removed ones are there.
template <class T>
Result<std::optional<T>> findDefinition(sql::Connection& db, const sql::TenantScope& scope, const std::string& id);
// Of a tenant or, with an empty id, of the platform; none that is removed.
template <class T>
Result<std::optional<T>> definitionCalled(sql::Connection& db, const std::string& tenantId, const std::string& name);
template <class T>
Result<std::int64_t> countOf(sql::Connection& db, const std::string& tenantId);
// All that are not removed.
template <class T>
Result<std::vector<T>> allDefinitions(sql::Connection& db);
// Those of the platform, where it is in the scope, and of tenants that fulfil a condition on `tenants t`, with the slug
// of their tenant; none that is removed.
template <class T>
Result<> eachDefinition(sql::Connection& db, const sql::TenantScope& scope, const report::SqlCondition& tenants,
                        const std::function<Result<>(const std::string& slug, const T& definition)>& onEach);
// In the order of their ids.
template <class T>
Result<std::vector<T>> definitionsByFilter(sql::Connection& db, const sql::TenantScope& scope,
                                           const std::string& filter, Time now, const std::string& afterId,
                                           std::size_t limit);
template <class T>
Result<> insertDefinition(sql::Connection& db, const T& definition);
// As version definition.version, where the one before is stored: ErrorCode::conflict otherwise.
template <class T>
Result<> updateDefinition(sql::Connection& db, const T& definition);

// A page of a list, filtered and sorted by its dataset (report/list_dataset.h). T may be domain::Alert, too.
template <class T>
Result<contract::Page<T>> listOf(sql::Connection& db, const sql::TenantScope& scope,
                                 const contract::ListRequest& request, Time now, std::stop_token stop);

}  // namespace steward::alerts

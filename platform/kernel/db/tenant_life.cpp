#include "kernel/db/tenant_life.h"

namespace steward::kernel {

Result<> requireNotRemoved(sql::Connection& connection, const std::string& tenantId) {
    STEWARD_TRY(const bool isRemoved, RemovedTenants().contains(connection, tenantId));
    if (!isRemoved) return {};
    return fail(ErrorCode::conflict, std::string(RemovedTenants::refusal) + ". Nothing was changed.");
}

Result<bool> RemovedTenants::contains(sql::Connection& connection, const std::string& tenantId) {
    if (tenantId.empty()) return false;
    if (const auto found = known_.find(tenantId); found != known_.end()) return found->second;
    STEWARD_TRY(const auto rows,
                connection.query(sql::tenantOwned("SELECT 1 FROM tenants WHERE id = ?1 AND status = 'removed'"),
                                 sql::TenantScope::all(), {tenantId}));
    return known_[tenantId] = !rows.empty();
}

}  // namespace steward::kernel

// Removed tenants stay as they are until they are restored: nothing of them changes meanwhile. Whoever changes what
// belongs to a tenant asks here, in the transaction of the change.
#pragma once

#include <string>
#include <unordered_map>

#include "sql/connection.h"

namespace steward::kernel {

// ErrorCode::conflict when the tenant is removed; never for the platform itself ("") or a tenant that does not exist.
Result<> requireNotRemoved(sql::Connection& connection, const std::string& tenantId);

// The same question about many entities of few tenants, in one transaction or reading.
class RemovedTenants {
public:
    static constexpr const char* refusal = "The tenant is deleted; restore it first";

    Result<bool> contains(sql::Connection& connection, const std::string& tenantId);
    void forget() { known_.clear(); }

private:
    std::unordered_map<std::string, bool> known_;
};

}  // namespace steward::kernel

// The audit log for people: lists, one entry, the proof that it is whole.
#pragma once

#include "contract/messages.h"
#include "kernel/db/database.h"
#include "kernel/http/context.h"

namespace steward::audit {

class AuditService {
public:
    // Both outlive the service.
    AuditService(kernel::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    kernel::Async<contract::Page<domain::AuditEntry>> list(kernel::Context& context, contract::ListRequest request);
    kernel::Async<domain::AuditEntry> get(kernel::Context& context, std::string id);
    // The chain of the whole platform; a tenant's caller learns whether it is intact, and nothing about other tenants.
    kernel::Async<domain::AuditVerification> verify(kernel::Context& context);

private:
    kernel::Database& database_;
    const Clock& clock_;
};

}  // namespace steward::audit

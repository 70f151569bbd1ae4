#pragma once

#include "audit/audit_service.h"
#include "kernel/http/router.h"

namespace steward::audit {

// listAudit, getAuditEntry, verifyAudit
void bindRoutes(kernel::Router& router, AuditService& service);

}  // namespace steward::audit

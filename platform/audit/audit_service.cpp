#include "audit/audit_service.h"

#include "audit/audit_list.h"
#include "audit/audit_store.h"

namespace steward::audit {

using domain::AuditEntry;
using kernel::Async;
using kernel::Context;

Async<contract::Page<AuditEntry>> AuditService::list(Context& context, contract::ListRequest request) {
    auto reading = database_.read(
        [&](sql::Connection& db) { return listEntries(db, context.scope(), request, clock_.now(), context.stop); });
    co_return co_await std::move(reading);
}

Async<AuditEntry> AuditService::get(Context& context, std::string id) {
    auto reading = database_.read([&](sql::Connection& db) -> Result<AuditEntry> {
        STEWARD_TRY(auto entry, find(db, context.scope(), id));
        if (!entry) return fail(ErrorCode::notFound, "There is no such audit entry.");
        return std::move(*entry);
    });
    co_return co_await std::move(reading);
}

Async<domain::AuditVerification> AuditService::verify(Context& context) {
    auto reading = database_.read([&](sql::Connection& db) { return audit::verify(db, context.stop); });
    auto found = co_await std::move(reading);
    if (found && !context.scope().isAll()) {
        found->entries = 0;
        found->firstBrokenSeq.reset();
        found->detail.clear();
    }
    co_return found;
}

}  // namespace steward::audit

// A POST that may be repeated: the reply is stored under the caller's Idempotency-Key in the transaction of the change,
// so a repetition gives the same reply and changes nothing. Keys belong to tenant and user and are kept for 24 hours.
//
//   Async<Tenant> create(Context& context, TenantPatch patch) {
//       return writeOnce<Tenant>(database, context, [=](sql::Connection& db) -> Result<Tenant> { … });
//   }
//
// Errors: unprocessable when the key was used with another body; the router answers 409 while the first one runs.
#pragma once

#include "kernel/db/database.h"
#include "kernel/http/context.h"

namespace steward::kernel {

// What was stored for the key of `context`; nullopt when nothing was.
Result<std::optional<std::string>> storedReply(sql::Connection& connection, const Context& context);
Result<> storeReply(sql::Connection& connection, const Context& context, const std::string& body);
// Removes the keys that are older than 24 hours.
Result<> forgetOldKeys(sql::Connection& connection, Time now);

template <class R, class F>
Async<R> writeOnce(Database& database, const Context& context, F change) {
    return database.write(
        [caller = context, change = std::move(change)](sql::Connection& connection) mutable -> Result<R> {
            STEWARD_TRY(const auto stored, storedReply(connection, caller));
            if (stored) return json::read<R>(*stored);
            auto reply = change(connection);
            if (!reply) return reply;
            STEWARD_CHECK(storeReply(connection, caller, json::write(*reply)));
            return reply;
        });
}

}  // namespace steward::kernel

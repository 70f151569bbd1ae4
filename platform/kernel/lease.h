// The right to do something that only one node does at a time, held for a while: a row of table leases.
//
//   const auto work = [=](sql::Connection& db) -> Result<bool> {                      // Database::write
//       STEWARD_TRY(const auto lease, takeLease(db, "mail", node, clock.now(), 10s));
//       if (!lease) return false;                                                      // another node delivers
//       …
//   };
//
// Every transaction that stores what was done under a lease checks it with requireLease: a node that was paused for
// longer than its lease finds there that another has taken over, and stores nothing. So no harm comes from clocks that
// differ; they only decide how early or late a lease passes on. A name is used by one worker in a process.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "sql/connection.h"

namespace steward::kernel {

struct Lease {
    std::string name;
    std::string holder;     // a name of the process that no other process ever has: Jobs::node()
    std::int64_t turn = 0;  // grows with each other holder
};

// Takes the lease when nobody has it or its time is over, and renews it when `holder` has it. Nothing: another has it.
Result<std::optional<Lease>> takeLease(sql::Connection& connection, std::string_view name, std::string_view holder,
                                       Time now, Duration length);
// ErrorCode::cancelled when it is not held any more: by then another may be at work.
Result<> requireLease(sql::Connection& connection, const Lease& lease);
// Others may take it at once.
Result<> endLease(sql::Connection& connection, const Lease& lease);

}  // namespace steward::kernel

#include "kernel/lease.h"

namespace steward::kernel {

Result<std::optional<Lease>> takeLease(sql::Connection& connection, std::string_view name, std::string_view holder,
                                       Time now, Duration length) {
    STEWARD_TRY(const auto taken,
                connection.query("UPDATE leases SET turn = CASE WHEN holder = ?2 THEN turn ELSE turn + 1 END, "
                                 "holder = ?2, expires_at = ?4 WHERE name = ?1 AND (holder = ?2 OR expires_at < ?3) "
                                 "RETURNING turn",
                                 {name, holder, now, now + length}));
    if (!taken.empty()) return Lease{std::string(name), std::string(holder), taken[0].integer(0)};
    STEWARD_TRY(const auto made,
                connection.query("INSERT INTO leases (name, holder, turn, expires_at) VALUES (?1, ?2, 1, ?3) "
                                 "ON CONFLICT (name) DO NOTHING RETURNING turn",
                                 {name, holder, now + length}));
    if (made.empty()) return std::nullopt;
    return Lease{std::string(name), std::string(holder), made[0].integer(0)};
}

Result<> requireLease(sql::Connection& connection, const Lease& lease) {
    STEWARD_TRY(const auto rows,
                connection.query("SELECT turn FROM leases WHERE name = ?1 AND holder = ?2 AND turn = ?3",
                                 {lease.name, lease.holder, lease.turn}));
    if (rows.empty())
        return fail(ErrorCode::cancelled, "Another node has taken this over. Nothing was changed by this one.",
                    lease.name);
    return {};
}

Result<> endLease(sql::Connection& connection, const Lease& lease) {
    STEWARD_CHECK(connection.execute("DELETE FROM leases WHERE name = ?1 AND holder = ?2 AND turn = ?3",
                                     {lease.name, lease.holder, lease.turn}));
    return {};
}

}  // namespace steward::kernel

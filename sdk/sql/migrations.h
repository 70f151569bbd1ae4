// Numbered scripts that bring a schema from any earlier version to the newest, each in a transaction of its own.
// What was applied is recorded with a checksum, so that a script changed afterwards is found and not guessed about.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/time.h"
#include "sql/connection.h"

namespace steward::sql {

struct Migration {
    int version = 0;  // 1, 2, 3 … without a gap
    std::string_view name;
    std::string_view script;         // as schemaFor() reads it
    std::string_view postgres = {};  // instead of `script`, where PostgreSQL needs other words
    // An older program cannot work with what it leaves. All others only add, so that two versions run side by side.
    bool contracts = false;

    std::string textFor(Dialect dialect) const;
};

// The newest version applied, 0 for an empty database.
Result<int> schemaVersion(Connection& connection);

// Applies what is missing and returns how many scripts that were. ErrorCode::conflict when the database was written by
// a newer Steward or an applied script was changed: nothing is touched then.
Result<int> migrate(Connection& connection, std::span<const Migration> migrations, const Clock& clock);

// BLAKE2b-256 as hexadecimal.
std::string checksum(std::string_view script);

}  // namespace steward::sql

// PostgreSQL behind sql::Connection, through libpq in pipeline mode: the tenant's setting, the statement and the end of
// the transaction travel together, so a statement costs one round trip.
//
//   STEWARD_TRY(auto connection, sql::openPostgres({.url = "postgresql://steward_app@db1,db2/steward"}));
//
// What differs from SQLite, for those who write statements:
// - An error inside a transaction ends it; only a rollback follows.
// - Tenant-owned statements set `app.tenant_id` for their transaction: the id of the tenant, or '*' for all of them.
//   All others leave it empty, and then the policies of row-level security raise instead of showing nothing.
// - A connection that broke is opened again by the first statement outside a transaction. A statement that only reads
//   and got no row yet is sent again by itself; for transactions see Connection::mayRunAgain.
// - When the connection is lost while a COMMIT is under way, nobody can tell whether it was done: the error says that,
//   and mayRunAgain() is false. Repeating is for those whose repetition has no second effect (Idempotency-Key, jobs).
//
// Errors as for Connection; besides: unavailable (no server, lost connection, too many connections), invalid (text with
// a zero byte). Source of the behaviour: PostgreSQL 15 documentation, chapters 5.8, 13.2, 34.5.
#pragma once

#include "sql/connection.h"

namespace steward::sql {

struct PostgresOptions {
    std::string url;       // as libpq reads it: hosts, database, user, TLS; without a password
    std::string password;  // secret
    // Default transactions read only, and a statement may be sent again after a lost connection.
    bool readOnly = false;
    // The server of several that accepts writes; a replica may do for reports.
    bool primary = true;
    // A statement that takes longer is ended by the server (ErrorCode::cancelled). 0: none is.
    std::chrono::milliseconds statementTimeout = std::chrono::seconds(30);
    std::chrono::milliseconds connectTimeout = std::chrono::seconds(3);
    // How long a writer waits for another's row; longer than the server lets one live that was paused.
    // 0: as long as it takes.
    std::chrono::milliseconds lockTimeout = std::chrono::seconds(6);
};

// Connects at once. ErrorCode::unavailable when no server answers, invalid when the url cannot be read.
Result<Connection> openPostgres(PostgresOptions options);

// The role that the url names; "" when it names none. ErrorCode::invalid when the url cannot be read.
Result<std::string> postgresUser(const std::string& url);

// How a new role's password is stored, so that it never travels: "SCRAM-SHA-256$…" (RFC 5803).
Result<std::string> scramSecret(const PostgresOptions& as, std::string_view role, std::string_view password);

}  // namespace steward::sql

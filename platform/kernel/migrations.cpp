#include "kernel/migrations.h"

#include <algorithm>

namespace steward::kernel {
namespace {

constexpr std::string_view appliedTable =
    "CREATE TABLE IF NOT EXISTS applied_migrations ("
    "number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)";

constexpr std::string_view firstTables = R"(
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    topic TEXT NOT NULL,
    tenant_id TEXT NOT NULL,
    json TEXT NOT NULL
);
CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    tenant_id TEXT,
    state TEXT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    finished_at BIGINT,
    error TEXT NOT NULL,
    input TEXT NOT NULL
);
CREATE INDEX jobs_by_age ON jobs (created_at, id);
CREATE INDEX jobs_of_tenant ON jobs (tenant_id, created_at, id);
CREATE INDEX jobs_unfinished ON jobs (state) WHERE state IN ('waiting', 'running');
CREATE TABLE idempotency_keys (
    tenant_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, user_id, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
CREATE TABLE feed_sequence (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    reserved BIGINT NOT NULL
);
)";

tl::unexpected<Error> mismatch(std::string detail) {
    return fail(ErrorCode::conflict, "The database does not fit this version of Steward. Nothing was changed.",
                std::move(detail));
}

}  // namespace

const MigrationList& migrations() {
    static const MigrationList list{{1, "outbox, jobs, idempotency keys, feed sequence", firstTables}};
    return list;
}

Result<int> migrate(sql::Connection& connection, const std::vector<const MigrationList*>& lists, const Clock& clock) {
    std::map<int, const sql::Migration*> known;
    for (const auto* list : lists)
        for (const auto& migration : *list)
            if (!known.emplace(migration.version, &migration).second)
                return mismatch("Two migrations have the number " + std::to_string(migration.version) + ".");

    STEWARD_CHECK(connection.script(appliedTable));
    STEWARD_TRY(const auto rows, connection.query("SELECT number, checksum FROM applied_migrations"));
    for (const sql::Row row : rows) {
        const int number = static_cast<int>(row.integer("number"));
        const auto found = known.find(number);
        if (found == known.end())
            return mismatch("Migration " + std::to_string(number) +
                            " was made by a newer version. Install that version.");
        if (row.text("checksum") != sql::checksum(found->second->script))
            return mismatch("Migration " + std::to_string(number) + " was changed after it had been applied.");
        known.erase(found);
    }

    for (const auto& [number, migration] : known) {
        STEWARD_TRY(auto transaction, connection.writeTransaction());
        STEWARD_CHECK(connection.script(migration->script));
        STEWARD_CHECK(connection.execute("INSERT INTO applied_migrations VALUES (?1, ?2, ?3, ?4)",
                                         {number, migration->name, sql::checksum(migration->script), clock.now()}));
        STEWARD_CHECK(transaction.commit());
    }
    return static_cast<int>(known.size());
}

}  // namespace steward::kernel

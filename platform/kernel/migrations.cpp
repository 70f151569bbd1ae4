#include "kernel/migrations.h"

#include <map>
#include <utility>

namespace steward::kernel {
namespace {

constexpr std::string_view appliedTables = R"(
CREATE TABLE IF NOT EXISTS applied_migrations (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS contracting_migrations (
    number INTEGER PRIMARY KEY
);
)";

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

// Sealed texts of mails that wait; next_attempt_at also tells that a node has one for itself.
constexpr std::string_view outgoingMail = R"(
CREATE TABLE outgoing_mail (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    from_name TEXT NOT NULL,
    subject TEXT NOT NULL,
    sealed TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    next_attempt_at BIGINT NOT NULL,
    error TEXT NOT NULL
);
CREATE INDEX outgoing_mail_by_time ON outgoing_mail (state, next_attempt_at, id);
)";

// Numbers of the outbox go on above all that the feed has given so far, so that no client takes one for an old one.
constexpr std::string_view numberedOutbox = R"(
ALTER TABLE outbox ADD COLUMN number BIGINT;
ALTER TABLE outbox ADD COLUMN numbered_at BIGINT;
CREATE UNIQUE INDEX outbox_by_number ON outbox (number);
CREATE INDEX outbox_without_number ON outbox (id) WHERE number IS NULL;
CREATE TABLE outbox_sequence (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    newest BIGINT NOT NULL
);
INSERT INTO outbox_sequence (id, newest) SELECT 1, COALESCE(MAX(reserved), 0) FROM feed_sequence;
)";

constexpr std::string_view leasedJobs = R"(
CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    turn BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX leases_by_holder ON leases (holder);
ALTER TABLE jobs ADD COLUMN cancelling BIGINT NOT NULL DEFAULT 0;
)";

tl::unexpected<Error> mismatch(std::string detail) {
    return fail(ErrorCode::conflict, "The database does not fit this version of Steward. Nothing was changed.",
                std::move(detail));
}

}  // namespace

const MigrationList& migrations() {
    static const MigrationList list{{1, "outbox, jobs, idempotency keys, feed sequence", firstTables},
                                    {10, "outgoing mail", outgoingMail},
                                    {15, "numbers of the outbox", numberedOutbox},
                                    {16, "leases", leasedJobs}};
    return list;
}

namespace {

using Numbered = std::map<int, const sql::Migration*>;

// What the database lacks of `known`.
Result<Numbered> missing(sql::Connection& connection, Numbered known) {
    STEWARD_TRY(const auto rows, connection.query("SELECT number, checksum FROM applied_migrations ORDER BY number"));
    STEWARD_TRY(const auto contracted, connection.query("SELECT number FROM contracting_migrations"));
    for (const sql::Row row : contracted)
        if (!known.contains(static_cast<int>(row.integer(0))))
            return mismatch("Migration " + std::to_string(row.integer(0)) +
                            " was made by a newer version, and this one cannot work with it. Install that version.");
    for (const sql::Row row : rows) {
        const int number = static_cast<int>(row.integer("number"));
        const auto found = known.find(number);
        if (found == known.end()) continue;
        if (row.text("checksum") != sql::checksum(found->second->textFor(connection.dialect())))
            return mismatch("Migration " + std::to_string(number) + " was changed after it had been applied.");
        known.erase(found);
    }
    return known;
}

Result<Numbered> numbered(const std::vector<const MigrationList*>& lists) {
    Numbered known;
    for (const auto* list : lists)
        for (const auto& migration : *list)
            if (!known.emplace(migration.version, &migration).second)
                return mismatch("Two migrations have the number " + std::to_string(migration.version) + ".");
    return known;
}

Result<> apply(sql::Connection& connection, const sql::Migration& migration, const Clock& clock) {
    const std::string text = migration.textFor(connection.dialect());
    STEWARD_TRY(auto transaction, connection.writeTransaction());
    STEWARD_CHECK(connection.script(text));
    STEWARD_CHECK(connection.execute("INSERT INTO applied_migrations VALUES (?1, ?2, ?3, ?4)",
                                     {migration.version, migration.name, sql::checksum(text), clock.now()}));
    if (migration.contracts)
        STEWARD_CHECK(connection.execute("INSERT INTO contracting_migrations VALUES (?1)", {migration.version}));
    return transaction.commit();
}

}  // namespace

Result<MigrationTurn> MigrationTurn::take(sql::Connection& connection) {
    if (connection.dialect() == sql::Dialect::postgres)
        STEWARD_CHECK(connection.script("SELECT pg_advisory_lock(5783417), set_config('app.tenant_id', '*', false)"));
    return MigrationTurn(connection);
}

MigrationTurn::MigrationTurn(MigrationTurn&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}

MigrationTurn::~MigrationTurn() {
    if (connection_ && connection_->dialect() == sql::Dialect::postgres)
        (void)connection_->script("SELECT pg_advisory_unlock(5783417)");
}

Result<int> migrate(sql::Connection& connection, const std::vector<const MigrationList*>& lists, const Clock& clock) {
    STEWARD_TRY(auto known, numbered(lists));
    STEWARD_TRY(const auto turn, MigrationTurn::take(connection));
    STEWARD_CHECK(connection.script(sql::schemaFor(connection.dialect(), appliedTables)));
    STEWARD_TRY(known, missing(connection, std::move(known)));
    for (const auto& [number, migration] : known)
        STEWARD_CHECK(apply(connection, *migration, clock));
    return static_cast<int>(known.size());
}

Result<> requireMigrated(sql::Connection& connection, const std::vector<const MigrationList*>& lists) {
    STEWARD_TRY(auto known, numbered(lists));
    auto lacking = missing(connection, std::move(known));
    if (!lacking && lacking.error().code == ErrorCode::internal)
        return fail(ErrorCode::conflict, "The database has no schema of Steward yet. Run: stewardd migrate",
                    lacking.error().detail);
    if (!lacking) return fail(std::move(lacking).error());
    if (lacking->empty()) return {};
    return fail(ErrorCode::conflict, "The database is older than this version of Steward. Run: stewardd migrate",
                std::to_string(lacking->size()) + " migrations are missing, the first is " +
                    std::to_string(lacking->begin()->first) + ".");
}

}  // namespace steward::kernel

#include "sql/migrations.h"

#include <sodium.h>

namespace steward::sql {
namespace {

constexpr std::string_view createTable =
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    "version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)";

Result<> refuseIfDifferent(const Row& applied, std::span<const Migration> migrations) {
    const auto version = applied.integer("version");
    if (version > static_cast<std::int64_t>(migrations.size()))
        return fail(ErrorCode::conflict, "This data was written by a newer version of Steward. Nothing was changed.",
                    "The schema has version " + std::to_string(version) + "; this program knows versions up to " +
                        std::to_string(migrations.size()) + ". Install the newer version.");
    const auto& known = migrations[static_cast<std::size_t>(version - 1)];
    if (applied.text("checksum") != checksum(known.script))
        return fail(ErrorCode::conflict,
                    "The database was built by other scripts than this program has. Nothing was changed.",
                    "Migration " + std::to_string(version) + " (" + std::string(known.name) +
                        ") was changed after it had been applied.");
    return {};
}

}  // namespace

std::string Migration::textFor(Dialect dialect) const {
    return dialect == Dialect::postgres && !postgres.empty() ? std::string(postgres) : schemaFor(dialect, script);
}

std::string checksum(std::string_view script) {
    unsigned char hash[crypto_generichash_BYTES];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(script.data()), script.size(), nullptr,
                       0);
    std::string text(sizeof hash * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), hash, sizeof hash);
    text.pop_back();
    return text;
}

Result<int> schemaVersion(Connection& connection) {
    STEWARD_CHECK(connection.execute(createTable));
    STEWARD_TRY(const auto rows, connection.query("SELECT coalesce(max(version), 0) FROM schema_migrations"));
    return static_cast<int>(rows[0].integer(0));
}

Result<int> migrate(Connection& connection, std::span<const Migration> migrations, const Clock& clock) {
    for (std::size_t i = 0; i < migrations.size(); ++i)
        if (migrations[i].version != static_cast<int>(i) + 1)
            return fail(ErrorCode::internal, "The database could not be prepared.",
                        "Migrations must be numbered 1, 2, 3 without a gap.");

    STEWARD_CHECK(connection.execute(createTable));
    STEWARD_TRY(const auto applied,
                connection.query("SELECT version, checksum FROM schema_migrations ORDER BY version"));
    for (const Row row : applied)
        STEWARD_CHECK(refuseIfDifferent(row, migrations));

    for (const auto& migration : migrations.subspan(applied.size())) {
        STEWARD_TRY(auto transaction, connection.writeTransaction());
        STEWARD_CHECK(connection.script(migration.script));
        STEWARD_CHECK(connection.execute("INSERT INTO schema_migrations VALUES (?1, ?2, ?3, ?4)",
                                         {migration.version, migration.name, checksum(migration.script), clock.now()}));
        STEWARD_CHECK(transaction.commit());
    }
    return static_cast<int>(migrations.size() - applied.size());
}

}  // namespace steward::sql

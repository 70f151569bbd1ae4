#include "reports/migrations.h"

#include <string>

namespace steward::reports {
namespace {

// tenant_id is empty for reports of platform staff.
constexpr std::string_view tables = R"sql(
CREATE TABLE saved_reports (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    name TEXT NOT NULL,
    definition TEXT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX saved_reports_by_name ON saved_reports (tenant_id, name, id);
)sql";

// viewers and editors are JSON; NULL: everybody.
constexpr std::string_view sharing = R"sql(
ALTER TABLE saved_reports ADD COLUMN folder TEXT NOT NULL DEFAULT '';
ALTER TABLE saved_reports ADD COLUMN owner_id TEXT NOT NULL DEFAULT '';
ALTER TABLE saved_reports ADD COLUMN owner_name TEXT NOT NULL DEFAULT '';
ALTER TABLE saved_reports ADD COLUMN viewers TEXT;
ALTER TABLE saved_reports ADD COLUMN editors TEXT;
)sql";

// What reports read, by the names of their tables.
const std::string reported[] = {"tenants", "users", "usage", "subscription_months", "audit"};

// Read by result_cache. SQLite has one writer, and one row for each table.
std::string changes() {
    std::string script = R"sql(
CREATE TABLE table_changes (
    table_name TEXT NOT NULL,
    number BIGINT NOT NULL,
    salt BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (table_name, number)
);
)sql";
    for (const std::string& table : reported) {
        script += "INSERT INTO table_changes (table_name, number) VALUES ('" + table + "', 1);\n";
        for (const std::string event : {"INSERT", "UPDATE", "DELETE"})
            script += "CREATE TRIGGER " + table + "_changed_by_" + event + " AFTER " + event + " ON " + table +
                      " BEGIN UPDATE table_changes SET number = number + 1 WHERE table_name = '" + table + "'; END;\n";
    }
    return script;
}

// One row for each transaction and table, so that writers do not wait for one another; pruned as they pile up.
std::string changesOfPostgres() {
    std::string script = R"sql(
CREATE TABLE table_changes (
    table_name TEXT NOT NULL,
    number BIGINT NOT NULL,
    salt BIGINT NOT NULL,
    PRIMARY KEY (table_name, number)
);
CREATE FUNCTION steward_table_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM steward_mark_changed(TG_TABLE_NAME::text);
    RETURN NULL;
END
$$;
)sql";
    for (const std::string& table : reported)
        script += "CREATE TRIGGER " + table + "_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON " + table +
                  " FOR EACH STATEMENT EXECUTE FUNCTION steward_table_changed();\n";
    return script;
}

}  // namespace

const kernel::MigrationList& migrations() {
    static const std::string ofSqlite = changes();
    static const std::string ofPostgres = changesOfPostgres();
    static const kernel::MigrationList list{{700, "reports: saved reports", tables},
                                            {701, "reports: folders and sharing", sharing},
                                            {702, "reports: which tables have changed", ofSqlite, ofPostgres}};
    return list;
}

}  // namespace steward::reports

#include "kernel/db/postgres_schema.h"

#include "sql/postgres.h"

namespace steward::kernel {
namespace {

// Among the applied migrations, before the first of them.
constexpr int protectionNumber = 0;

// Functions that tables, policies and statements rest on.
constexpr std::string_view functions = R"sql(
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE OR REPLACE FUNCTION steward_tenant() RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    tenant text := current_setting('app.tenant_id', true);
BEGIN
    IF tenant IS NULL OR tenant = '' THEN
        RAISE EXCEPTION 'app.tenant_id is not set' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN tenant;
END
$$;

CREATE OR REPLACE FUNCTION steward_fold(line text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT lower(line COLLATE "und-x-icu") COLLATE "C" $$;

CREATE OR REPLACE FUNCTION steward_contains(haystack text, needle text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT position(steward_fold(needle) IN steward_fold(haystack)) > 0 $$;

CREATE OR REPLACE FUNCTION steward_pattern(needle text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT '%' || replace(replace(replace(steward_fold(needle), '\', '\\'), '%', '\%'), '_', '\_') || '%' $$;

-- For who keeps what was computed of a table: one row for each transaction that changed it.
CREATE OR REPLACE FUNCTION steward_mark_changed(changed text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO table_changes (table_name, number, salt)
    VALUES (changed, pg_current_xact_id()::text::bigint, floor(random() * 1099511627776)::bigint)
    ON CONFLICT DO NOTHING;
END
$$;

-- Partitions of a month each. `unit` is how many days (1) or milliseconds (86400000) a day has in the key.
CREATE OR REPLACE FUNCTION steward_make_partitions(parent text, unit bigint, first_month date, months int)
RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    month date;
    made int := 0;
    partition text;
BEGIN
    IF parent NOT IN ('usage', 'audit') OR months > 120 THEN
        RAISE EXCEPTION 'not partitioned: %', parent;
    END IF;
    FOR i IN 0 .. months - 1 LOOP
        month := (date_trunc('month', first_month) + make_interval(months => i))::date;
        partition := parent || to_char(month, '_YYYY_MM');
        CONTINUE WHEN to_regclass(partition) IS NOT NULL;
        BEGIN
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%s) TO (%s)', partition, parent,
                           (month - date '1970-01-01') * unit,
                           ((month + interval '1 month')::date - date '1970-01-01') * unit);
            made := made + 1;
        EXCEPTION WHEN check_violation THEN
            NULL;  -- rows of the month are in the default partition already, and stay there
        END;
    END LOOP;
    RETURN made;
END
$$;

-- Whole months before `first_kept`, which is at least two months ago: less is a mistake, or worse.
CREATE OR REPLACE FUNCTION steward_drop_partitions(parent text, first_kept date)
RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    child regclass;
    dropped int := 0;
BEGIN
    IF parent NOT IN ('usage', 'audit') OR first_kept > now() - interval '2 months' THEN
        RAISE EXCEPTION 'not dropped: %', parent;
    END IF;
    FOR child IN
        SELECT c.oid::regclass FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = parent::regclass AND c.relname ~ (parent || '_[0-9]{4}_[0-9]{2}$')
          AND to_date(right(c.relname, 7), 'YYYY_MM') < date_trunc('month', first_kept)
    LOOP
        EXECUTE format('DROP TABLE %s', child);
        dropped := dropped + 1;
    END LOOP;
    IF dropped > 0 THEN
        PERFORM steward_mark_changed(parent);
    END IF;
    RETURN dropped;
END
$$;
)sql";

// Made when there is none; the migrator needs CREATEROLE for it once.
constexpr std::string_view searchRole = R"sql(
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'steward_search') THEN
        CREATE ROLE steward_search NOLOGIN;
    END IF;
END $$;
DO $$ BEGIN
    IF NOT pg_has_role(current_user, 'steward_search', 'MEMBER') THEN
        EXECUTE format('GRANT steward_search TO %I', current_user);
    END IF;
END $$;
)sql";

std::string quotedText(std::string_view text) {
    std::string out = "'";
    for (const char c : text)
        out.append(c == '\'' ? 2 : 1, c);
    return out + "'";
}

// The planner takes a CASE for half of the rows, and a comparison of the tenant for next to none of them: it would sort
// everything that a statement finds where an index has the first page in order.
std::string policyOf(const TenantTable& table) {
    const std::string name = sql::quotedName(table.name);
    return "ALTER TABLE " + name + " ENABLE ROW LEVEL SECURITY; ALTER TABLE " + name +
           " FORCE ROW LEVEL SECURITY; DROP POLICY IF EXISTS tenant ON " + name + "; CREATE POLICY tenant ON " + name +
           " USING (CASE (SELECT steward_tenant()) WHEN '*' THEN true ELSE " + sql::quotedName(table.column) +
           " = (SELECT steward_tenant()) END);\n";
}

// Partitions are reached through their parent only, where the policies are.
std::string grantsTo(const std::string& role, const std::vector<TenantTable>& tables) {
    const std::string name = sql::quotedName(role);
    std::string out = "GRANT USAGE ON SCHEMA public TO " + name +
                      "; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + name +
                      "; REVOKE INSERT, UPDATE, DELETE ON applied_migrations, contracting_migrations FROM " + name +
                      ";\n";
    for (const auto& table : tables)
        if (table.appendOnly)
            out += "REVOKE UPDATE, DELETE ON " + sql::quotedName(table.name) + " FROM " + name + ";\n";
    return out +
           "DO $$ DECLARE child regclass; BEGIN FOR child IN SELECT inhrelid::regclass FROM pg_inherits JOIN pg_class "
           "c "
           "ON c.oid = inhrelid AND c.relkind = 'r' LOOP EXECUTE format('REVOKE ALL ON %s FROM " +
           name + "', child); END LOOP; END $$;\n";
}

// Whether these functions, policies and grants are there: changing them takes locks that others would wait for.
Result<bool> isApplied(sql::Connection& connection, const std::string& checksum) {
    STEWARD_TRY(const auto tables, connection.query("SELECT 1 WHERE to_regclass('applied_migrations') IS NOT NULL"));
    if (tables.empty()) return false;
    STEWARD_TRY(const auto rows,
                connection.query("SELECT 1 FROM applied_migrations WHERE number = ?1 AND checksum = ?2",
                                 {protectionNumber, checksum}));
    return !rows.empty();
}

Result<> makeRole(sql::Connection& connection, const sql::PostgresOptions& migrator, const std::string& role,
                  const std::string& password) {
    STEWARD_TRY(const auto rows, connection.query("SELECT 1 FROM pg_roles WHERE rolname = ?1", sql::Params({role})));
    if (!rows.empty()) return {};
    std::string text = "CREATE ROLE " + sql::quotedName(role) + " LOGIN";
    if (!password.empty()) {
        STEWARD_TRY(const std::string secret, sql::scramSecret(migrator, role, password));
        text += " PASSWORD " + quotedText(secret);
    }
    return connection.script(text);
}

}  // namespace

Result<int> preparePostgres(const DatabaseConfig& config, const std::vector<TenantTable>& tables,
                            const std::vector<const MigrationList*>& migrations, const Clock& clock) {
    const sql::PostgresOptions migrator{.url = config.migrationUrl,
                                        .password = config.migrationPassword,
                                        .statementTimeout = std::chrono::milliseconds(0),
                                        .lockTimeout = std::chrono::milliseconds(0)};
    STEWARD_TRY(const std::string role, sql::postgresUser(config.url));
    STEWARD_TRY(auto connection, sql::openPostgres(migrator));
    STEWARD_TRY(const auto turn, MigrationTurn::take(connection));
    std::string protection;
    for (const auto& table : tables)
        protection += policyOf(table);
    protection += grantsTo(role, tables);
    STEWARD_TRY(const bool isProtected, isApplied(connection, sql::checksum(std::string(functions) + protection)));
    if (!isProtected) {
        STEWARD_CHECK(connection.script(functions));
        STEWARD_CHECK(connection.script(searchRole));
        STEWARD_CHECK(makeRole(connection, migrator, role, config.password));
    }
    STEWARD_TRY(const int applied, migrate(connection, migrations, clock));
    if (isProtected && applied == 0) return 0;
    STEWARD_TRY(auto transaction, connection.writeTransaction());
    STEWARD_CHECK(connection.script(protection));
    STEWARD_CHECK(connection.execute(
        "INSERT INTO applied_migrations VALUES (?1, 'functions, policies and grants', ?2, ?3) "
        "ON CONFLICT (number) DO UPDATE SET checksum = excluded.checksum, applied_at = excluded.applied_at",
        {protectionNumber, sql::checksum(std::string(functions) + protection), clock.now()}));
    STEWARD_CHECK(transaction.commit());
    return applied;
}

Result<> checkPostgres(sql::Connection& connection, const std::vector<const MigrationList*>& migrations) {
    STEWARD_CHECK(requireMigrated(connection, migrations));
    STEWARD_TRY(const auto rows,
                connection.query("SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT FROM pg_class c WHERE c.relname = "
                                 "'tenants' AND pg_has_role(r.oid, c.relowner, 'USAGE')) FROM pg_roles r "
                                 "WHERE rolname = current_user"));
    if (rows.empty() || rows[0].integer(0) != 0)
        return fail(ErrorCode::forbidden,
                    "The database's url names a role that could pass row-level security. Nothing was served.",
                    "Use a role that is no superuser, has no BYPASSRLS and does not own the tables; stewardd migrate "
                    "makes it.");
    return {};
}

}  // namespace steward::kernel

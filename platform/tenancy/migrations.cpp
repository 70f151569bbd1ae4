#include "tenancy/migrations.h"

#include "report/schema.h"

namespace steward::tenancy {
namespace {

// What lists are sorted by, and how many tenants there are without counting them.
constexpr std::string_view lists = R"sql(
CREATE INDEX tenants_by_mrr ON tenants (mrr_minor, id);
CREATE INDEX tenants_by_users ON tenants (users, id);
CREATE INDEX tenants_by_created_at ON tenants (created_at, id);
CREATE INDEX tenants_by_last_active_at ON tenants (last_active_at, id);
CREATE INDEX tenants_by_domain ON tenants (domain);
CREATE INDEX tenants_by_any_name ON tenants (lower(name));
CREATE INDEX users_by_email_alone ON users (email);
CREATE INDEX users_by_any_name ON users (lower(name));
CREATE TABLE tenant_count (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    tenants BIGINT NOT NULL
);
INSERT INTO tenant_count (only, tenants) SELECT 1, count(*) FROM tenants;
CREATE TRIGGER tenant_counted AFTER INSERT ON tenants BEGIN
    UPDATE tenant_count SET tenants = tenants + 1;
END;
CREATE TRIGGER tenant_uncounted AFTER DELETE ON tenants BEGIN
    UPDATE tenant_count SET tenants = tenants - 1;
END;
)sql";

constexpr std::string_view listsOfPostgres = R"sql(
CREATE INDEX tenants_by_mrr ON tenants (mrr_minor, id);
CREATE INDEX tenants_by_users ON tenants (users, id);
CREATE INDEX tenants_by_created_at ON tenants (created_at, id);
CREATE INDEX tenants_by_last_active_at ON tenants (last_active_at, id);
CREATE INDEX tenants_by_domain ON tenants (domain);
CREATE INDEX tenants_by_any_name ON tenants (lower(name));
CREATE INDEX users_by_email_alone ON users (email);
CREATE INDEX users_by_any_name ON users (lower(name));
CREATE TABLE tenant_count (
    "only" BIGINT PRIMARY KEY CHECK ("only" = 1),
    tenants BIGINT NOT NULL
);
INSERT INTO tenant_count SELECT 1, count(*) FROM tenants;
CREATE FUNCTION count_tenants() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE tenant_count SET tenants = tenants + CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
    RETURN NULL;
END
$$;
CREATE TRIGGER tenants_counted AFTER INSERT OR DELETE ON tenants FOR EACH ROW EXECUTE FUNCTION count_tenants();
)sql";

// Days since 1970. What is older than the first partition, or newer than the last, waits in the default one.
constexpr std::string_view usageOfPostgres = R"sql(
CREATE TABLE usage (
    tenant_id TEXT COLLATE "C" NOT NULL,
    day       BIGINT NOT NULL,
    metric    TEXT COLLATE "C" NOT NULL,
    quantity  BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, day, metric)
) PARTITION BY RANGE (day);
CREATE TABLE usage_default PARTITION OF usage DEFAULT;
SELECT steward_make_partitions('usage', 1, (now() - interval '15 months')::date, 19);
)sql";

// Row-level security keeps trigram indexes unused (LIKE is not leakproof), so these functions search as a role of their
// own, with the tenant inside.
constexpr std::string_view searchOfPostgres = R"sql(
CREATE INDEX tenants_by_text ON tenants USING gin (
    steward_fold(name || ' ' || slug || ' ' || domain || ' ' || owner_name || ' ' || owner_email || ' ' || id) gin_trgm_ops);
CREATE INDEX users_by_text ON users USING gin (steward_fold(name || ' ' || email || ' ' || id) gin_trgm_ops);
GRANT SELECT ON tenants, users TO steward_search;
CREATE POLICY search ON tenants FOR SELECT TO steward_search USING (true);
CREATE POLICY search ON users FOR SELECT TO steward_search USING (true);

CREATE FUNCTION steward_search_tenants(needle text) RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    tenant text := steward_tenant();
BEGIN
    RETURN QUERY SELECT t.id FROM tenants t
        WHERE steward_fold(t.name || ' ' || t.slug || ' ' || t.domain || ' ' || t.owner_name || ' ' ||
                            t.owner_email || ' ' || t.id)
              LIKE steward_pattern(needle)
          AND (tenant = '*' OR t.id = tenant);
END
$$;
CREATE FUNCTION steward_search_users(needle text) RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    tenant text := steward_tenant();
BEGIN
    RETURN QUERY SELECT u.id FROM users u
        WHERE steward_fold(u.name || ' ' || u.email || ' ' || u.id) LIKE steward_pattern(needle)
          AND (tenant = '*' OR u.tenant_id = tenant);
END
$$;
GRANT CREATE, USAGE ON SCHEMA public TO steward_search;
ALTER FUNCTION steward_search_tenants(text) OWNER TO steward_search;
ALTER FUNCTION steward_search_users(text) OWNER TO steward_search;
REVOKE CREATE ON SCHEMA public FROM steward_search;
)sql";

// Lists of a million users: in their order from the middle, and by any three letters of their texts.
constexpr std::string_view manyUsers = R"sql(
CREATE INDEX users_in_order_of_name ON users (name, id, tenant_id, status);
CREATE INDEX users_in_order_of_email ON users (email, id, tenant_id, status);
CREATE INDEX users_in_order_of_role ON users (role, id, tenant_id, status);
CREATE INDEX users_in_order_of_status ON users (status, id, tenant_id);
CREATE INDEX users_in_order_of_creation ON users (created_at, id, tenant_id, status);
CREATE INDEX users_in_order_of_last_seen ON users (coalesce(last_seen_at, 0), id, tenant_id, status);
DROP INDEX users_by_email_alone;
CREATE TABLE user_texts (
    number  INTEGER PRIMARY KEY,
    user_id TEXT NOT NULL UNIQUE
);
CREATE VIRTUAL TABLE user_trigrams USING fts5(text, content='', columnsize=0, detail='none', tokenize='trigram');
INSERT INTO user_texts (user_id) SELECT id FROM users;
INSERT INTO user_trigrams (rowid, text)
    SELECT x.number, steward_fold(u.name || ' ' || u.email || ' ' || u.id) FROM users u JOIN user_texts x ON x.user_id = u.id;
CREATE TRIGGER user_text_added AFTER INSERT ON users BEGIN
    INSERT INTO user_texts (user_id) VALUES (new.id);
    INSERT INTO user_trigrams (rowid, text)
        SELECT number, steward_fold(new.name || ' ' || new.email || ' ' || new.id) FROM user_texts WHERE user_id = new.id;
END;
CREATE TRIGGER user_text_changed AFTER UPDATE OF name, email ON users
WHEN old.name <> new.name OR old.email <> new.email BEGIN
    INSERT INTO user_trigrams (user_trigrams, rowid, text)
        SELECT 'delete', number, steward_fold(old.name || ' ' || old.email || ' ' || old.id) FROM user_texts
        WHERE user_id = old.id;
    INSERT INTO user_trigrams (rowid, text)
        SELECT number, steward_fold(new.name || ' ' || new.email || ' ' || new.id) FROM user_texts WHERE user_id = new.id;
END;
CREATE TRIGGER user_text_removed AFTER DELETE ON users BEGIN
    INSERT INTO user_trigrams (user_trigrams, rowid, text)
        SELECT 'delete', number, steward_fold(old.name || ' ' || old.email || ' ' || old.id) FROM user_texts
        WHERE user_id = old.id;
    DELETE FROM user_texts WHERE user_id = old.id;
END;
)sql";

// There the trigrams have their index already.
constexpr std::string_view manyUsersOfPostgres = R"sql(
CREATE INDEX users_in_order_of_name ON users (name, id, tenant_id, status);
CREATE INDEX users_in_order_of_email ON users (email, id, tenant_id, status);
CREATE INDEX users_in_order_of_role ON users (role, id, tenant_id, status);
CREATE INDEX users_in_order_of_status ON users (status, id, tenant_id);
CREATE INDEX users_in_order_of_creation ON users (created_at, id, tenant_id, status);
CREATE INDEX users_in_order_of_last_seen ON users (coalesce(last_seen_at, 0), id, tenant_id, status);
DROP INDEX users_by_email_alone;
)sql";

// What suspended tenants were, and those that were archived from there.
constexpr std::string_view suspensions = R"sql(
CREATE TABLE tenant_suspensions (
    tenant_id TEXT PRIMARY KEY,
    status_before TEXT NOT NULL
);
)sql";

// What removed tenants were, and since when. They are not counted among the others.
constexpr std::string_view removals = R"sql(
CREATE TABLE tenant_removals (
    tenant_id TEXT PRIMARY KEY,
    status_before TEXT NOT NULL,
    removed_at BIGINT NOT NULL
);
CREATE INDEX tenant_removals_by_time ON tenant_removals (removed_at);
DROP TRIGGER tenant_uncounted;
CREATE TRIGGER tenant_uncounted AFTER DELETE ON tenants WHEN OLD.status <> 'removed' BEGIN
    UPDATE tenant_count SET tenants = tenants - 1;
END;
CREATE TRIGGER tenant_removed AFTER UPDATE OF status ON tenants
WHEN OLD.status <> 'removed' AND NEW.status = 'removed' BEGIN
    UPDATE tenant_count SET tenants = tenants - 1;
END;
CREATE TRIGGER tenant_restored AFTER UPDATE OF status ON tenants
WHEN OLD.status = 'removed' AND NEW.status <> 'removed' BEGIN
    UPDATE tenant_count SET tenants = tenants + 1;
END;
)sql";

constexpr std::string_view removalsOfPostgres = R"sql(
CREATE TABLE tenant_removals (
    tenant_id TEXT COLLATE "C" PRIMARY KEY,
    status_before TEXT COLLATE "C" NOT NULL,
    removed_at BIGINT NOT NULL
);
CREATE INDEX tenant_removals_by_time ON tenant_removals (removed_at);
CREATE OR REPLACE FUNCTION count_tenants() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before bigint := CASE WHEN TG_OP <> 'INSERT' AND OLD.status <> 'removed' THEN 1 ELSE 0 END;
    after  bigint := CASE WHEN TG_OP <> 'DELETE' AND NEW.status <> 'removed' THEN 1 ELSE 0 END;
BEGIN
    IF before <> after THEN
        UPDATE tenant_count SET tenants = tenants + after - before;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER tenants_removed AFTER UPDATE OF status ON tenants FOR EACH ROW EXECUTE FUNCTION count_tenants();
)sql";

// Those that are sold with other terms than domain::initialPlans() has.
constexpr std::string_view subscriptionPlans = R"sql(
CREATE TABLE subscription_plans (
    plan TEXT PRIMARY KEY,
    seats BIGINT NOT NULL,
    api_calls BIGINT NOT NULL,
    storage BIGINT NOT NULL,
    webhooks BIGINT NOT NULL,
    mrr_minor BIGINT NOT NULL,
    version BIGINT NOT NULL
);
)sql";

}  // namespace

const kernel::MigrationList& migrations() {
    static const kernel::MigrationList list{{200, "tenancy: tenants", report::schema::tenants},
                                            {201, "tenancy: users", report::schema::users},
                                            {202, "tenancy: usage", report::schema::usage, usageOfPostgres},
                                            {203, "tenancy: subscription months", report::schema::subscriptionMonths},
                                            {204, "tenancy: lists", lists, listsOfPostgres},
                                            {205, "tenancy: what suspended tenants were", suspensions},
                                            {206, "tenancy: search", "", searchOfPostgres},
                                            {207, "tenancy: what removed tenants were", removals, removalsOfPostgres},
                                            {208, "tenancy: lists of many users", manyUsers, manyUsersOfPostgres},
                                            {209, "tenancy: terms of subscription plans", subscriptionPlans}};
    return list;
}

}  // namespace steward::tenancy

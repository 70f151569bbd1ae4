#include "logs/migrations.h"

namespace steward::logs {
namespace {

// `place` holds the time (domain/log_record.h), so one key is order, range and page. `words` are the values of the
// attributes, to be searched beside the body. The text index has no positions: it says which records may contain a
// text, and the record itself says whether it does.
constexpr std::string_view records = R"sql(
CREATE TABLE log_records (
    place      INTEGER PRIMARY KEY,
    tenant_id  TEXT,
    severity   TEXT NOT NULL,
    service    TEXT NOT NULL,
    body       TEXT NOT NULL,
    words      TEXT NOT NULL,
    attributes TEXT NOT NULL,
    trace_id   TEXT,
    span_id    TEXT,
    cut        INTEGER NOT NULL,
    bytes      INTEGER NOT NULL
);
CREATE INDEX log_records_by_tenant ON log_records (tenant_id, place);
CREATE INDEX log_records_by_trace ON log_records (trace_id, place) WHERE trace_id IS NOT NULL;
CREATE TABLE log_volume (
    "only"  INTEGER PRIMARY KEY CHECK ("only" = 1),
    records BIGINT NOT NULL,
    bytes   BIGINT NOT NULL
);
INSERT INTO log_volume VALUES (1, 0, 0);
CREATE VIRTUAL TABLE log_text USING fts5 (text, content = '', columnsize = 0, detail = 'none', tokenize = 'trigram');
CREATE TRIGGER log_records_added AFTER INSERT ON log_records BEGIN
    INSERT INTO log_text (rowid, text) VALUES (NEW.place, NEW.body || ' ' || NEW.words);
    UPDATE log_volume SET records = records + 1, bytes = bytes + NEW.bytes;
END;
CREATE TRIGGER log_records_removed AFTER DELETE ON log_records BEGIN
    INSERT INTO log_text (log_text, rowid, text) VALUES ('delete', OLD.place, OLD.body || ' ' || OLD.words);
    UPDATE log_volume SET records = records - 1, bytes = bytes - OLD.bytes;
END;
)sql";

// The function finds with the trigram index what row-level security would keep it from. It is planned for each call: a
// short range is read, a long one looked up.
constexpr std::string_view recordsOfPostgres = R"sql(
CREATE TABLE log_records (
    place      BIGINT PRIMARY KEY,
    tenant_id  TEXT COLLATE "C",
    severity   TEXT COLLATE "C" NOT NULL,
    service    TEXT COLLATE "C" NOT NULL,
    body       TEXT COLLATE "C" NOT NULL,
    words      TEXT COLLATE "C" NOT NULL,
    attributes TEXT COLLATE "C" NOT NULL,
    trace_id   TEXT COLLATE "C",
    span_id    TEXT COLLATE "C",
    cut        BIGINT NOT NULL,
    bytes      BIGINT NOT NULL
);
CREATE INDEX log_records_by_tenant ON log_records (tenant_id, place);
CREATE INDEX log_records_by_trace ON log_records (trace_id, place) WHERE trace_id IS NOT NULL;
CREATE INDEX log_records_by_text ON log_records USING gin (steward_fold(body || ' ' || words) gin_trgm_ops);
CREATE TABLE log_volume (
    "only"  BIGINT PRIMARY KEY CHECK ("only" = 1),
    records BIGINT NOT NULL,
    bytes   BIGINT NOT NULL
);
INSERT INTO log_volume VALUES (1, 0, 0);
CREATE FUNCTION steward_count_logs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE log_volume SET records = log_volume.records + moved.records * sign, bytes = log_volume.bytes + moved.bytes * sign
    FROM (SELECT count(*) AS records, coalesce(sum(m.bytes), 0) AS bytes,
                 CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END AS sign FROM changed m) AS moved;
    RETURN NULL;
END
$$;
CREATE TRIGGER log_records_added AFTER INSERT ON log_records
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION steward_count_logs();
CREATE TRIGGER log_records_removed AFTER DELETE ON log_records
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION steward_count_logs();

GRANT SELECT ON log_records TO steward_search;
CREATE POLICY search ON log_records FOR SELECT TO steward_search USING (true);
CREATE FUNCTION steward_search_logs(needle text, bottom bigint, top bigint) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    tenant text := steward_tenant();
BEGIN
    RETURN QUERY EXECUTE 'SELECT t.place FROM log_records t'
        || ' WHERE steward_fold(t.body || '' '' || t.words) LIKE $1 AND t.place >= $2 AND t.place < $3'
        || CASE tenant WHEN '*' THEN '' ELSE ' AND t.tenant_id = $4' END
        USING steward_pattern(needle), bottom, top, tenant;
END
$$;
GRANT CREATE, USAGE ON SCHEMA public TO steward_search;
ALTER FUNCTION steward_search_logs(text, bigint, bigint) OWNER TO steward_search;
REVOKE CREATE ON SCHEMA public FROM steward_search;
)sql";

}  // namespace

const kernel::MigrationList& migrations() {
    static const kernel::MigrationList list{{1400, "logs: records", records, recordsOfPostgres}};
    return list;
}

}  // namespace steward::logs

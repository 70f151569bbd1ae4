#include "audit/migrations.h"

#include "report/schema.h"

namespace steward::audit {
namespace {

// One row: the newest entry, moved by every append.
constexpr std::string_view head = R"sql(
CREATE TABLE audit_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO audit_head (id, seq, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
)sql";

// Numbers are unique by audit_head, which every append moves; a partition cannot promise it over all of them.
constexpr std::string_view entriesOfPostgres = R"sql(
CREATE TABLE audit (
    id             TEXT COLLATE "C" NOT NULL,
    seq            BIGINT NOT NULL,
    at             BIGINT NOT NULL,
    actor_id       TEXT COLLATE "C" NOT NULL,
    actor_name     TEXT COLLATE "C" NOT NULL,
    on_behalf_of   TEXT COLLATE "C",
    action         TEXT COLLATE "C" NOT NULL,
    entity         TEXT COLLATE "C" NOT NULL,
    entity_id      TEXT COLLATE "C" NOT NULL,
    entity_name    TEXT COLLATE "C" NOT NULL DEFAULT '',
    tenant_id      TEXT COLLATE "C",
    batch_id       TEXT COLLATE "C",
    plan_id        TEXT COLLATE "C",
    reason         TEXT COLLATE "C" NOT NULL DEFAULT '',
    before         TEXT COLLATE "C",
    after          TEXT COLLATE "C",
    version_before BIGINT,
    version_after  BIGINT,
    previous_hash  TEXT COLLATE "C" NOT NULL,
    hash           TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id, at),
    UNIQUE (seq, at)
) PARTITION BY RANGE (at);
CREATE INDEX audit_by_tenant ON audit (tenant_id, seq);
CREATE INDEX audit_by_entity ON audit (entity, entity_id, seq);
CREATE INDEX audit_by_batch ON audit (batch_id);
CREATE TABLE audit_default PARTITION OF audit DEFAULT;
SELECT steward_make_partitions('audit', 86400000, (now() - interval '15 months')::date, 19);
)sql";

// The newest entry that retention has removed: what is kept follows it.
constexpr std::string_view anchor = R"sql(
CREATE TABLE audit_anchor (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO audit_anchor (id, seq, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
)sql";

constexpr std::string_view overwriting = "ALTER TABLE audit ADD COLUMN overwrites BIGINT";

}  // namespace

const kernel::MigrationList& migrations() {
    static const kernel::MigrationList list{{400, "audit: entries", report::schema::audit, entriesOfPostgres},
                                            {401, "audit: head of the chain", head},
                                            {402, "audit: what retention has removed", anchor},
                                            {403, "audit: what was overwritten", overwriting}};
    return list;
}

}  // namespace steward::audit

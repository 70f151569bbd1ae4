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

}  // namespace

const kernel::MigrationList& migrations() {
    static const kernel::MigrationList list{{400, "audit: entries", report::schema::audit},
                                            {401, "audit: head of the chain", head}};
    return list;
}

}  // namespace steward::audit

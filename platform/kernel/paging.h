// Cursor pages: after the last row of a page the next one starts, whatever was inserted meanwhile.
//
//   STEWARD_TRY(const auto page, pageOf(request, "-createdAt"));
//   … WHERE (created_at, id) < (?1, ?2) … LIMIT page.limit + 1 OFFSET page.skip   with page.after->key, page.after->id
//   reply.nextCursor = spellCursor({"-createdAt", lastRow.createdAt, lastRow.id});
#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "contract/messages.h"
#include "sql/value.h"

namespace steward::kernel {

// Where a page ended. `sort` is the sort that it was made for: a cursor of another sort is refused.
struct Cursor {
    std::string sort;
    json::Value key;  // of the last row, in the column of the sort: a number, a text or null
    std::string id;   // of the last row
};
STEWARD_DESCRIBE(Cursor, (sort, key, id))

// base64url of JSON: opaque for clients.
std::string spellCursor(const Cursor& cursor);
Result<Cursor> parseCursor(std::string_view text);

struct PageRequest {
    std::int64_t limit = 50;
    std::optional<Cursor> after;
    std::int64_t skip = 0;

    bool isFirst() const { return !after && skip == 0; }
};

// Limit 1 to 500, 50 unless told. ErrorCode::invalid with the field errors /limit and /cursor.
Result<PageRequest> pageOf(const std::optional<std::int64_t>& limit, const std::optional<std::string>& cursor,
                           std::string_view sort);
// As above, with /skip, which may be 0 to 10,000,000.
Result<PageRequest> pageOf(const contract::ListRequest& request, std::string_view sort);

// The key as a parameter of a statement.
sql::Value toSql(const json::Value& key);
// The cell of a row as a key.
json::Value toKey(const sql::Cell& cell);

std::string base64url(std::string_view bytes);
std::optional<std::string> fromBase64url(std::string_view text);

}  // namespace steward::kernel

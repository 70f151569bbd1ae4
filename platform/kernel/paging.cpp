#include "kernel/paging.h"

#include <array>

namespace steward::kernel {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::int64_t largestLimit = 500;
constexpr std::int64_t longestSkip = 10'000'000;
constexpr std::size_t longestCursor = 2048;

tl::unexpected<Error> refused(std::string path, std::string message) {
    return fail({ErrorCode::invalid,
                 "The request is not valid. Nothing was changed.",
                 {},
                 {},
                 {{std::move(path), std::move(message)}}});
}

}  // namespace

std::string base64url(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() * 4 / 3 + 3);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : bytes) {
        bits = (bits << 8) | static_cast<unsigned char>(c);
        for (count += 8; count >= 6; count -= 6)
            out.push_back(alphabet[(bits >> (count - 6)) & 63]);
    }
    if (count > 0) out.push_back(alphabet[(bits << (6 - count)) & 63]);
    return out;
}

std::optional<std::string> fromBase64url(std::string_view text) {
    static const auto values = [] {
        std::array<int, 256> table;
        table.fill(-1);
        for (std::size_t i = 0; i < alphabet.size(); ++i)
            table[static_cast<unsigned char>(alphabet[i])] = static_cast<int>(i);
        return table;
    }();
    if (text.size() % 4 == 1) return std::nullopt;
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const int value = values[static_cast<unsigned char>(c)];
        if (value < 0) return std::nullopt;
        bits = (bits << 6) | static_cast<std::uint32_t>(value);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        out.push_back(static_cast<char>((bits >> count) & 255));
    }
    return out;
}

std::string spellCursor(const Cursor& cursor) {
    return base64url(json::write(cursor));
}

Result<Cursor> parseCursor(std::string_view text) {
    const auto bytes = text.size() <= longestCursor ? fromBase64url(text) : std::nullopt;
    if (!bytes) return refused("/cursor", "is not a cursor of this list");
    auto cursor = json::read<Cursor>(*bytes, json::Unknown::refuse);
    if (!cursor || cursor->key.is_object() || cursor->key.is_array())
        return refused("/cursor", "is not a cursor of this list");
    return cursor;
}

Result<PageRequest> pageOf(const std::optional<std::int64_t>& limit, const std::optional<std::string>& cursor,
                           std::string_view sort) {
    PageRequest page;
    if (limit) {
        if (*limit < 1 || *limit > largestLimit) return refused("/limit", "must be from 1 to 500");
        page.limit = *limit;
    }
    if (cursor) {
        STEWARD_TRY(page.after, parseCursor(*cursor));
        if (page.after->sort != sort) return refused("/cursor", "belongs to another sort");
    }
    return page;
}

Result<PageRequest> pageOf(const contract::ListRequest& request, std::string_view sort) {
    STEWARD_TRY(auto page, pageOf(request.limit, request.cursor, sort));
    page.skip = request.skip.value_or(0);
    if (page.skip < 0 || page.skip > longestSkip) return refused("/skip", "must be from 0 to 10000000");
    return page;
}

sql::Value toSql(const json::Value& key) {
    if (key.is_string()) return sql::Value(std::string_view(key.get_string()));
    if (key.is_int64()) return sql::Value(key.get_int64());
    if (key.is_uint64()) return sql::Value(static_cast<std::int64_t>(key.get_uint64()));
    if (key.is_double()) return sql::Value(key.get_double());
    if (key.is_bool()) return sql::Value(key.get_bool() ? 1 : 0);
    return {};
}

json::Value toKey(const sql::Cell& cell) {
    switch (cell.type) {
        case sql::Cell::Type::integer:
            return cell.integer;
        case sql::Cell::Type::real:
            return cell.real;
        case sql::Cell::Type::text:
        case sql::Cell::Type::blob:
            return json::Value(boost::json::string(cell.bytes));
        case sql::Cell::Type::null:
            break;
    }
    return nullptr;
}

}  // namespace steward::kernel

#include "store/chunk_list.h"

#include "sql/mapping.h"

namespace steward::store {
namespace {

// Numbers by size, texts by their bytes, as SQLite orders them.
int compared(const json::Value& a, const json::Value& b) {
    if (a.is_string() != b.is_string()) return a.is_string() ? 1 : -1;
    if (a.is_string()) return a.get_string().compare(b.get_string());
    const auto left = a.to_number<std::int64_t>();
    const auto right = b.to_number<std::int64_t>();
    return left < right ? -1 : left > right;
}

// Keys as JSON; "" is before all of them.
int comparedKeys(const std::string& a, const std::string& b) {
    if (a.empty() || b.empty()) return int(!a.empty()) - int(!b.empty());
    const auto left = json::parse(a);
    const auto right = json::parse(b);
    if (!left || !right || !left->is_array() || !right->is_array()) return 0;
    const auto count = std::min(left->get_array().size(), right->get_array().size());
    for (std::size_t i = 0; i < count; ++i)
        if (const int order = compared(left->get_array()[i], right->get_array()[i]); order != 0) return order;
    return 0;
}

}  // namespace

Result<std::vector<Chunk>> chunksOf(sql::Connection& connection, const std::string& dataset, Place place) {
    STEWARD_TRY(const auto rows,
                connection.query("SELECT checksum, rows, bytes, previous, last FROM chunks WHERE dataset = ?1 AND "
                                 "staged = ?2 ORDER BY position",
                                 {dataset, int(place)}));
    return sql::readAll<Chunk>(rows);
}

namespace {

Result<> insertChunk(sql::Connection& connection, const std::string& dataset, Place place, std::int64_t position,
                     const Chunk& chunk) {
    STEWARD_CHECK(connection.execute(
        "INSERT INTO chunks VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        {dataset, int(place), position, chunk.checksum, chunk.rows, chunk.bytes, chunk.previous, chunk.last}));
    return {};
}

}  // namespace

Result<> writeChunks(sql::Connection& connection, const std::string& dataset, Place place,
                     const std::vector<Chunk>& chunks) {
    STEWARD_CHECK(connection.execute("DELETE FROM chunks WHERE dataset = ?1 AND staged = ?2", {dataset, int(place)}));
    std::int64_t position = 0;
    for (const auto& chunk : chunks)
        STEWARD_CHECK(insertChunk(connection, dataset, place, position++, chunk));
    return {};
}

Result<> stageChunk(sql::Connection& connection, const std::string& dataset, std::int64_t position,
                    const Chunk& chunk) {
    return insertChunk(connection, dataset, Place::staged, position, chunk);
}

Result<> forgetStaged(sql::Connection& connection, const std::string& dataset, const std::string& checksum) {
    STEWARD_CHECK(connection.execute("DELETE FROM chunks WHERE dataset = ?1 AND staged = 1 AND checksum = ?2",
                                     {dataset, checksum}));
    return {};
}

bool overlap(const Chunk& a, const Chunk& b) {
    return comparedKeys(a.previous, b.last) < 0 && comparedKeys(b.previous, a.last) < 0;
}

const std::string& laterKey(const std::string& a, const std::string& b) {
    return comparedKeys(a, b) < 0 ? b : a;
}

Result<KeyRange> rangeOf(const std::vector<std::string>& key, const Chunk& chunk) {
    std::string names;
    for (const auto& column : key)
        names.append(names.empty() ? "" : ", ").append(sql::quotedName(column));
    KeyRange range;
    const auto bound = [&](const char* comparison, const std::string& text) -> Result<> {
        STEWARD_TRY(const auto values, json::parse(text));
        if (!values.is_array() || values.get_array().size() != key.size())
            return fail(ErrorCode::internal, "A chunk of the snapshot has another key.", text);
        std::string places;
        for (const auto& value : values.get_array()) {
            if (value.is_string())
                range.parameters.emplace_back(std::string(value.get_string()));
            else if (value.is_int64())
                range.parameters.emplace_back(value.get_int64());
            else
                return fail(ErrorCode::internal, "A chunk of the snapshot has another key.", text);
            places.append(places.empty() ? "?" : ", ?").append(std::to_string(range.parameters.size()));
        }
        range.condition.append(range.condition.empty() ? "(" : " AND (").append(names).append(comparison);
        range.condition.append(places).append(")");
        return {};
    };
    if (!chunk.previous.empty()) STEWARD_CHECK(bound(") > (", chunk.previous));
    STEWARD_CHECK(bound(") <= (", chunk.last));
    return range;
}

}  // namespace steward::store

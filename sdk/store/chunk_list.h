// The chunks that a snapshot consists of (contract/lines.h), as the store keeps them. Private to the room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "sql/connection.h"

namespace steward::store {

// `previous` and `last`: keys around the rows, as JSON arrays; previous is outside, and "" before the first chunk.
struct Chunk {
    std::string checksum;
    std::int64_t rows = 0;
    std::int64_t bytes = 0;
    std::string previous;
    std::string last;
};
STEWARD_DESCRIBE(Chunk, (checksum, rows, bytes, previous, last))

enum class Place { current = 0, staged = 1 };

Result<std::vector<Chunk>> chunksOf(sql::Connection& connection, const std::string& dataset, Place place);
Result<> writeChunks(sql::Connection& connection, const std::string& dataset, Place place,
                     const std::vector<Chunk>& chunks);

// One more staged chunk, at this position.
Result<> stageChunk(sql::Connection& connection, const std::string& dataset, std::int64_t position, const Chunk& chunk);
Result<> forgetStaged(sql::Connection& connection, const std::string& dataset, const std::string& checksum);

// Whether some key may lie in both.
bool overlap(const Chunk& a, const Chunk& b);

const std::string& laterKey(const std::string& a, const std::string& b);

// "(a, b) > (?1, ?2) AND (a, b) <= (?3, ?4)" with its parameters: the rows of a chunk.
struct KeyRange {
    std::string condition;
    std::vector<sql::Value> parameters;
};
Result<KeyRange> rangeOf(const std::vector<std::string>& key, const Chunk& chunk);

}  // namespace steward::store

// From a thread that reads rows to a client that takes lines: at most a few pieces wait between them, so a slow client
// slows its own query and fills no memory.
#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "contract/lines.h"
#include "kernel/http/line_writer.h"
#include "sql/value.h"

namespace steward::kernel {

// What the reading thread writes to.
class LineSink {
public:
    virtual ~LineSink() = default;
    // Appends whole lines; sends them in pieces of about 32 KiB. Blocks while the client is behind.
    // ErrorCode::cancelled once it has left.
    virtual Result<> write(std::string_view lines) = 0;
};

using Produce = std::function<Result<>(LineSink&, std::stop_token)>;

// Runs `produce` on a thread of its own, for as long as it takes; its error becomes that of the stream. The thread is
// told to stop, and awaited, when the client leaves. At most `maxStreams` at once: ErrorCode::unavailable beyond.
Async<> streamLines(LineWriter& writer, std::stop_token stop, Produce produce);

inline constexpr int maxStreams = 8;

// Appends "[…]" without a line feed.
void appendRow(std::string& out, const sql::Row& row);

// A stream of contract/lines.h: header, rows, closing line. Refers to the sink.
class LinesWriter {
public:
    LinesWriter(LineSink& sink, std::string requestId) : sink_(sink), requestId_(std::move(requestId)) {}

    Result<> begin(const contract::LinesHeader& header);
    Result<> row(const sql::Row& row);
    // "[…]" without its line feed.
    Result<> row(std::string line);
    // A chunk (contract/lines.h): its row lines, "" when the client knows it, and the line that ends it. Then no row()
    // besides.
    Result<> chunk(std::string_view rowLines, const contract::LinesChunk& chunk);
    // The closing line, whatever the outcome was; an outcome from before the header, and one that nobody waits for any
    // more, is given back.
    Result<> end(const Result<>& outcome, std::optional<json::Value> truth = std::nullopt);

private:
    LineSink& sink_;
    std::string requestId_;
    contract::LinesChecksum checksum_;
    std::string line_;
    std::int64_t rows_ = 0;
    bool begun_ = false;
};

}  // namespace steward::kernel

// From a thread that reads rows to a client that takes lines: at most a few pieces wait between them, so a slow client
// slows its own query and fills no memory.
#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "kernel/http/line_writer.h"

namespace steward::reports {

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
kernel::Async<> streamLines(kernel::LineWriter& writer, std::stop_token stop, Produce produce);

inline constexpr int maxStreams = 8;

}  // namespace steward::reports

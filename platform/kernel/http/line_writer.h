// Where a streaming handler writes its lines.
#pragma once

#include <string>

#include "kernel/async.h"

namespace steward::kernel {

class LineWriter {
public:
    virtual ~LineWriter() = default;
    // Whole lines, each with its '\n'. Best in pieces of 16 to 64 KiB. Resumes when the network took them, so that a
    // slow client slows its own query and fills no memory. ErrorCode::cancelled once the client is gone.
    virtual Async<> write(std::string lines) = 0;
};

}  // namespace steward::kernel

// Log records on their way into the log: whoever brings some is never kept waiting. They wait in a queue of bounded
// length and are written together, a few times a second; what there is no room for is not taken, and what cannot be
// written is lost. Both are counted, and a record in the log says so.
//
// Any thread, but for start(), stop() and flush(), which are for the I/O thread.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "domain/log_record.h"
#include "kernel/bus.h"
#include "kernel/db/database.h"
#include "kernel/io.h"
#include "kernel/telemetry.h"

namespace steward::logs {

struct IntakeOptions {
    std::size_t maxWaiting = 50'000;         // records
    std::size_t maxWaitingBytes = 64 << 20;  // of their text
    std::chrono::milliseconds pause{200};    // between two writes
    std::size_t maxWritten = 4'000;          // records of a transaction
};

class LogIntake {
public:
    // All outlive it.
    LogIntake(kernel::Io& io, kernel::Database& database, kernel::Bus& bus, kernel::Telemetry& telemetry,
              const Clock& clock, IntakeOptions options);
    ~LogIntake();

    // All of them or, where there is no room, none. They are brought within their bounds and get their ids.
    bool take(std::vector<domain::LogRecord> records);
    // The same for one that nobody waits for: when there is no room, it is dropped.
    void offer(domain::LogRecord record);

    // What was written is told to the other nodes, as a text that their heard() takes. `node`: the name of this one.
    void share(std::string node, std::function<void(std::string)> tell);
    void heard(std::string_view text);

    std::int64_t waiting() const;
    std::int64_t dropped() const;

    void start();
    // Writes what waits; nothing is taken afterwards.
    kernel::Async<> stop();
    // Everything that was taken before has been written, or was dropped, when it returns.
    kernel::Async<> flush();

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace steward::logs

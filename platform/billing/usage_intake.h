// Usage as it arrives: what callers report while a transaction is being written waits for the next one and is written
// with it, so that a thousand callers with an event each cost a few statements, and nobody is in another's way at the
// counters. A reply says what is saved. I/O thread.
#pragma once

#include <memory>
#include <vector>

#include "contract/messages.h"
#include "kernel/db/database.h"
#include "kernel/http/context.h"
#include "kernel/io.h"
#include "kernel/telemetry.h"

namespace steward::billing {

class UsageIntake {
public:
    // All outlive it.
    UsageIntake(kernel::Io& io, kernel::Database& database, kernel::Telemetry& telemetry)
        : io_(io), database_(database), telemetry_(telemetry) {}

    // ErrorCode::invalid, with the paths, when one of the events cannot be looked at; then none was counted.
    kernel::Async<contract::UsageReceipt> report(kernel::Context& context, contract::UsageReport report);

private:
    struct Waiting;
    kernel::asio::awaitable<void> writeAll();

    kernel::Io& io_;
    kernel::Database& database_;
    kernel::Telemetry& telemetry_;
    std::vector<std::shared_ptr<Waiting>> waiting_;
    bool writing_ = false;
};

}  // namespace steward::billing

// Logs for people and programs: search, one record, what stands around it, all of it, and what arrives. I/O thread.
#pragma once

#include <functional>

#include "contract/log_messages.h"
#include "contract/messages.h"
#include "kernel/config.h"
#include "kernel/db/database.h"
#include "kernel/http/context.h"
#include "kernel/http/line_writer.h"
#include "kernel/http/response.h"
#include "logs/log_intake.h"

namespace steward::logs {

class LogService {
public:
    using Connect = std::function<Result<sql::Connection>()>;  // for a long reader

    // All outlive it.
    LogService(kernel::Database& database, Connect connect, LogIntake& intake, const Clock& clock,
               kernel::LogsConfig config)
        : database_(database),
          connect_(std::move(connect)),
          intake_(intake),
          clock_(clock),
          config_(std::move(config)) {}

    kernel::Async<contract::LogPage> list(kernel::Context& context, contract::ListRequest request);
    kernel::Async<domain::LogRecord> get(kernel::Context& context, std::string id);
    // ErrorCode::invalid with errors for /before and /after.
    kernel::Async<contract::LogContext> context(kernel::Context& context, contract::LogContextRequest request);
    kernel::Async<> exportAll(kernel::Context& context, contract::LogExportRequest request, kernel::LineWriter& lines);
    kernel::Async<contract::LogState> state(kernel::Context& context);

    // OTLP over HTTP, at most maxOtlpRecords of a request. `partialSuccess` says what was not taken: records of another
    // tenant than the caller's, and those whose time is beyond what is kept or ahead. ErrorCode::unavailable when there
    // is no room: nothing was taken then.
    kernel::Async<kernel::Response> receive(kernel::Context& context, const kernel::Request& request);

private:
    struct Taken {
        std::int64_t rejected = 0;
        std::string why;
    };
    Result<Taken> take(const sql::TenantScope& scope, std::vector<domain::LogRecord> records);

    kernel::Database& database_;
    Connect connect_;
    LogIntake& intake_;
    const Clock& clock_;
    kernel::LogsConfig config_;
};

}  // namespace steward::logs

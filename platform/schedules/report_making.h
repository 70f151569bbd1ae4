// What a run of a schedule makes: with what its owner may do now, from the report as it is saved now.
#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "report/definition.h"
#include "schedules/schedule_service.h"
#include "schedules/schedule_store.h"

namespace steward::schedules {

// What a run needs, read at one moment.
struct Prepared {
    ReportRun run;
    ReportSchedule schedule;
    domain::Principal owner;
    report::Definition definition;
};

struct Refused {
    ReportRun run;
    std::optional<ReportSchedule> schedule;
    Error error;
};

struct Preparation {
    std::optional<Prepared> prepared;
    std::optional<Refused> refused;
};

// In a transaction of the caller, for any thread. Errors are those that may pass; what will not is a refusal.
Result<Preparation> prepare(sql::Connection& db, const std::string& runId);
// Whether it is worth trying again later.
bool mayPass(const Error& error);

struct Produced {
    std::vector<domain::RunFile> files;
    ReportFiles contents;  // of each
    Time dataAsOf{};
};

// Runs the report once, and writes it in each format. Takes as long as the report: on a thread of its own.
// ErrorCode::tooLarge with how to narrow it; leaves no file.
Result<Produced> produce(const Prepared& prepared, const Options& options, Time now, const std::stop_token& stop);

}  // namespace steward::schedules

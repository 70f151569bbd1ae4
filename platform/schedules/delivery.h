// The files of a run on their way to one recipient. Blocking, for a thread of the service, but for calls to buckets,
// which it only makes ready. Free of SQL.
#pragma once

#include <stop_token>
#include <string>

#include "domain/report_schedule.h"
#include "kernel/config.h"
#include "kernel/http_client.h"
#include "schedules/schedule_store.h"

namespace steward::schedules {

struct Parcel {
    ReportSchedule schedule;
    ReportRun run;
    RunDelivery delivery;
    std::string reportName;
    std::shared_ptr<const ReportFiles> files;  // as run.files says
    std::vector<std::string> links;            // instead of the files in a mail; empty: the files themselves
};

std::string mediaTypeOf(domain::ReportFormat format);
// "MRR by region 2026-11-26.csv", by the day at the schedule's place.
std::string fileNameOf(const std::string& reportName, const ReportSchedule& schedule, domain::ReportFormat format,
                       Time dueAt);

std::int64_t bytesOf(const std::vector<domain::RunFile>& files);

// Where the files are: each of their names behind `before`.
std::string placeOf(const Parcel& parcel, const std::string& before);

// What becomes of it, for people. ErrorCode::unavailable, timeout and storage: another attempt may succeed.
Result<std::string> sendMail(const Parcel& parcel, const kernel::MailConfig& mail, Time now,
                             const std::stop_token& stop);
// Each file, then its manifest, below `root`.
Result<std::string> putIntoFolder(const Parcel& parcel, const std::filesystem::path& root);
// Two calls for each file: its manifest, then the file.
std::vector<kernel::HttpCall> callsToBucket(const Parcel& parcel, const std::string& secret, Time now);
// What the reply of a bucket means.
Result<> outcomeOf(const kernel::HttpReply& reply);

}  // namespace steward::schedules

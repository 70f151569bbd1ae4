// Reports that are made by the calendar and delivered. Schedules are entities of plans; what a patch of one may set are
// its members from `name` up to `removed`. A schedule runs as its owner, with what the owner may do at that time: who
// last saved what it makes or where that goes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/time.h"
#include "domain/calendar_rule.h"

namespace steward::domain {

enum class ReportFormat { csv, xlsx, json, html, pdf };
STEWARD_DESCRIBE_ENUM(ReportFormat, csv, xlsx, json, html, pdf)

// email: `to` is an address. folder: `to` is a path below the platform's folder for deliveries ("finance/monthly").
// bucket: `to` is what the name of the object begins with ("reports/finance/").
enum class DeliveryKind { email, folder, bucket };
STEWARD_DESCRIBE_ENUM(DeliveryKind, email, folder, bucket)

struct ReportDelivery {
    DeliveryKind kind = DeliveryKind::email;
    std::string to;
    bool operator==(const ReportDelivery&) const = default;
};
STEWARD_DESCRIBE(ReportDelivery, (kind, to))

// S3-compatible. Its secret is set apart and never shown.
struct BucketAddress {
    std::string endpoint;  // "https://s3.eu-central-1.amazonaws.com"; the bucket is the first part of the path
    std::string region = "us-east-1";
    std::string bucket;
    std::string accessKey;
    bool operator==(const BucketAddress&) const = default;
};
STEWARD_DESCRIBE(BucketAddress, (endpoint, region, bucket, accessKey))

struct ReportParameterValue {
    std::string name;
    std::vector<std::string> values;
    bool operator==(const ReportParameterValue&) const = default;
};
STEWARD_DESCRIBE(ReportParameterValue, (name, values))

// waiting: for its turn, or for another attempt. failed: there is no report, `reason` says why. partlyDelivered: some
// did not get it. skipped: the moment was missed and is not made up for.
enum class ReportRunState { waiting, running, delivered, partlyDelivered, failed, skipped };
STEWARD_DESCRIBE_ENUM(ReportRunState, waiting, running, delivered, partlyDelivered, failed, skipped)

struct LastRun {
    std::string id;
    Time dueAt{};
    ReportRunState state = ReportRunState::waiting;
    std::string reason;
    bool operator==(const LastRun&) const = default;
};
STEWARD_DESCRIBE(LastRun, (id, dueAt, state, reason))

struct ReportSchedule {
    std::string id;        // "sch_…"
    std::string tenantId;  // empty: of the platform
    std::string name;
    bool enabled = true;
    std::string reportId;  // of a saved report
    std::vector<ReportParameterValue> parameters;
    std::vector<ReportFormat> formats{ReportFormat::csv};  // a file of each, all of one result; each once
    bool underlying = false;                               // the rows behind the groups
    bool completeOnly = false;  // a result from which rows were left out is not sent: the run fails
    CalendarRule calendar;
    MissedRuns missed = MissedRuns::once;
    std::int64_t missedMost = 3;  // with `each`, 1 to 31
    std::vector<ReportDelivery> deliveries;
    BucketAddress bucket;
    bool removed = false;
    // From here on what the platform adds.
    std::int64_t version = 0;
    Time createdAt{};
    Time changedAt{};
    std::string ownerId;
    std::string ownerName;
    std::optional<Time> nextAt;  // absent: it is switched off
    std::optional<LastRun> last;
    bool hasSecret = false;
    std::string reportName;  // empty: there is no such report
    std::int64_t revision() const {
        const auto ran = last ? last->dueAt.time_since_epoch().count() * 16 + 2 * std::int64_t(last->state) : 0;
        return version * (std::int64_t(1) << 45) + ran + (hasSecret ? 1 : 0);
    }
    bool operator==(const ReportSchedule&) const = default;
};
STEWARD_DESCRIBE(ReportSchedule, (id, tenantId, name, enabled, reportId, parameters, formats, underlying, completeOnly,
                                  calendar, missed, missedMost, deliveries, bucket, removed, version, createdAt,
                                  changedAt, ownerId, ownerName, nextAt, last, hasSecret, reportName))

enum class RunStart { calendar, person };
STEWARD_DESCRIBE_ENUM(RunStart, calendar, person)

enum class DeliveryState { waiting, delivered, failed };
STEWARD_DESCRIBE_ENUM(DeliveryState, waiting, delivered, failed)

// What became of a run for one recipient.
struct RunDelivery {
    std::int64_t position = 0;  // within its run
    DeliveryKind kind = DeliveryKind::email;
    std::string recipient;  // `to` of the delivery
    DeliveryState state = DeliveryState::waiting;
    std::int64_t attempts = 0;
    std::optional<Time> at;  // of the last attempt
    std::optional<Time> nextAt;
    std::string detail;   // why not, or where it is
    bool linked = false;  // links instead of the files
    bool operator==(const RunDelivery&) const = default;
};
STEWARD_DESCRIBE(RunDelivery, (position, kind, recipient, state, attempts, at, nextAt, detail, linked))

struct RunFile {
    ReportFormat format = ReportFormat::csv;
    std::string name;
    std::int64_t bytes = 0;
    std::int64_t rowsWritten = 0;
    std::string sha256;
    bool operator==(const RunFile&) const = default;
};
STEWARD_DESCRIBE(RunFile, (format, name, bytes, rowsWritten, sha256))

struct ReportRun {
    std::string id;  // "run_…"
    std::string tenantId;
    std::string scheduleId;
    Time dueAt{};
    RunStart startedBy = RunStart::calendar;
    ReportRunState state = ReportRunState::waiting;
    std::string reason;
    std::int64_t attempts = 0;
    std::string ownerName;  // whom it ran as
    std::optional<Time> startedAt;
    std::optional<Time> finishedAt;
    std::vector<RunFile> files;  // empty: not made yet
    std::optional<Time> dataAsOf;
    std::optional<Time> keptUntil;  // the files, for those who got links
    std::vector<RunDelivery> deliveries;
    bool operator==(const ReportRun&) const = default;
};
STEWARD_DESCRIBE(ReportRun, (id, tenantId, scheduleId, dueAt, startedBy, state, reason, attempts, ownerName, startedAt,
                             finishedAt, files, dataAsOf, keptUntil, deliveries))

}  // namespace steward::domain

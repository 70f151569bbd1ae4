// Scheduled reports: what people read and ask, the rounds in which one of the nodes notices what is due, and the jobs
// that make reports and deliver them. I/O thread.
//
//   ScheduleService schedules(io, database, telemetry, jobs, clock, {.node = …});
//   schedules::bindRoutes(router, schedules);
//   schedules.start();                           // before Jobs::resume()
//   co_await schedules.stop();
//
// A moment of a schedule is one row (schedule, moment), so it becomes one run, whichever nodes notice it; the run is a
// job, so a node that dies is replaced. A report is made once for a run, in each of its formats, and kept with it; each
// recipient has a state of their own. What may pass is tried again, later and later, five times; then the owner is
// told.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "contract/endpoint.h"
#include "contract/messages.h"
#include "contract/schedule_messages.h"
#include "kernel/config.h"
#include "kernel/db/database.h"
#include "kernel/http/context.h"
#include "kernel/http/response.h"
#include "kernel/io.h"
#include "kernel/jobs.h"
#include "kernel/mail/mailer.h"
#include "kernel/telemetry.h"
#include "report/writer.h"
#include "reports/report_service.h"

namespace steward::schedules {

struct Options {
    std::string node;  // Jobs::node()
    kernel::SchedulesConfig config;
    kernel::MailConfig mail;
    std::filesystem::path workFolder;  // for files while they are made; of this process alone
    reports::Connect connect;
    reports::Limits limits;
    // Whose report a file of the tenant is ("": of the platform), as its readers know them.
    std::function<Result<report::FileBrand>(sql::Connection&, const std::string& tenantId)> brand;
    std::filesystem::path pdfProgram;  // steward; empty: there is none, and no PDF
    std::function<std::string()> url;  // as people reach this platform
    // Enqueues a mail in the caller's transaction; empty: there is no mail server.
    std::function<Result<>(sql::Connection&, const kernel::Mail&, Time)> notify;
    // Keeps the secrets of buckets unreadable in the database.
    std::function<std::string(std::string_view text)> seal;
    std::function<Result<std::string>(std::string_view sealed)> unseal;
    // What only this platform can make of a text: of links.
    std::function<std::string(std::string_view text)> sign;
};

class ScheduleService {
public:
    // All but the options outlive the service.
    ScheduleService(kernel::Io& io, kernel::Database& database, kernel::Telemetry& telemetry, kernel::Jobs& jobs,
                    const Clock& clock, Options options);
    ~ScheduleService();

    void start();
    kernel::Async<> stop();

    kernel::Async<contract::Page<domain::ReportSchedule>> schedules(kernel::Context& context,
                                                                    contract::ListRequest request);
    kernel::Async<domain::ReportSchedule> schedule(kernel::Context& context, std::string id);
    kernel::Async<domain::ReportSchedule> setSecret(kernel::Context& context, contract::BucketSecret request);
    kernel::Async<domain::ReportRun> runNow(kernel::Context& context, std::string id);
    kernel::Async<contract::Page<domain::ReportRun>> runs(kernel::Context& context, contract::RunsOfSchedule request);
    kernel::Async<domain::ReportRun> run(kernel::Context& context, std::string id);
    kernel::Async<domain::ReportRun> resend(kernel::Context& context, contract::ResendRun request);

    // The file behind a link of a mail: as long as the link is good, its recipient is one of the schedule's, and the
    // owner may read what is in it. ErrorCode::forbidden, gone.
    struct Download {
        std::string name, mediaType, content;
    };
    struct Link {
        std::string runId, position, file, expires, signature;  // numbers as they are spelled in it
    };
    kernel::Async<Download> download(Link link);

    // One round, as the loop runs it: for tests with a clock of their own. Whether this node had the lease.
    kernel::Async<bool> round();

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace steward::schedules

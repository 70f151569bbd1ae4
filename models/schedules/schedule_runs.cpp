#include "models/schedules/schedule_runs.h"

namespace steward::models {

ScheduleRuns::ScheduleRuns(Source source, QObject* parent) : QObject(parent), source_(std::move(source)) {}

void ScheduleRuns::open(const std::string& id) {
    if (id != id_) {
        runs_.clear();
        total_ = 0;
        loaded_ = false;
        error_.reset();
        id_ = id;
        Q_EMIT changed();
    }
    reload();
}

void ScheduleRuns::reload() {
    if (id_.empty()) return;
    contract::RunsOfSchedule request{id_, most, std::nullopt};
    reading_.take(source_.runs(request), [this, id = id_](Result<contract::Page<domain::ReportRun>> page) {
        if (id != id_) return;
        error_ = page ? std::nullopt : std::optional(page.error());
        if (page) {
            runs_ = std::move(page->items);
            total_ = page->total;
            loaded_ = true;
        }
        Q_EMIT changed();
    });
}

void ScheduleRuns::runNow() {
    if (id_.empty()) return;
    client::whenReady(source_.runNow({id_}), this, [this](Result<domain::ReportRun> run) {
        Q_EMIT asked(run);
        reload();
    });
}

void ScheduleRuns::resend(const std::string& runId, std::optional<std::int64_t> position) {
    client::whenReady(source_.resend({runId, position}), this, [this](Result<domain::ReportRun> run) {
        Q_EMIT asked(run);
        reload();
    });
}

}  // namespace steward::models

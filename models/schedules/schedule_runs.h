// The newest runs of one schedule, with what became of them for each recipient; and what can be asked of them. The
// newest question wins; what was known stays while it is read again. GUI thread.
#pragma once

#include <QObject>

#include "client/future.h"
#include "contract/endpoints.h"
#include "models/common/fetch.h"

namespace steward::models {

class ScheduleRuns : public QObject {
    Q_OBJECT
public:
    static constexpr std::int64_t most = 50;

    struct Source {
        Fetch<contract::RunsOfSchedule, contract::Page<domain::ReportRun>> runs;
        Fetch<contract::ById, domain::ReportRun> runNow;
        Fetch<contract::ResendRun, domain::ReportRun> resend;
    };
    explicit ScheduleRuns(Source source, QObject* parent = nullptr);

    // Clears with an empty id.
    void open(const std::string& id);
    void reload();
    const std::string& id() const { return id_; }
    // The newest first.
    const std::vector<domain::ReportRun>& runs() const { return runs_; }
    // Of how many these are the newest.
    std::int64_t total() const { return total_; }
    bool isLoaded() const { return loaded_; }
    // Why the last question was not answered.
    const std::optional<Error>& error() const { return error_; }

    void runNow();
    // Without a position: to all who did not get it.
    void resend(const std::string& runId, std::optional<std::int64_t> position);

Q_SIGNALS:
    void changed();
    // What became of runNow() or resend().
    void asked(const Result<domain::ReportRun>& outcome);

private:
    Source source_;
    client::Latest reading_{this};
    std::string id_;
    std::vector<domain::ReportRun> runs_;
    std::int64_t total_ = 0;
    bool loaded_ = false;
    std::optional<Error> error_;
};

}  // namespace steward::models

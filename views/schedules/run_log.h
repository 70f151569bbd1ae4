// The runs of a schedule, the newest first, each with what became of it for each recipient: a tree that is read and
// used with the keyboard. GUI thread.
#pragma once

#include <QTreeWidget>

#include "models/schedules/schedule_runs.h"

namespace steward::views {

class RunLog : public QTreeWidget {
    Q_OBJECT
public:
    explicit RunLog(models::ScheduleRuns* runs, QWidget* parent = nullptr);

    // What the current line is about; a position where it is one recipient.
    struct Chosen {
        std::string runId;
        std::optional<std::int64_t> position;
        bool canResend = false;
    };
    std::optional<Chosen> chosen() const;

private:
    void show();

    models::ScheduleRuns* runs_;
};

}  // namespace steward::views

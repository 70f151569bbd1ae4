#include "views/schedules/run_log.h"

#include <QHeaderView>

#include "views/common/words.h"
#include "views/schedules/schedule_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::ReportRun;
using domain::ReportRunState;

namespace {

constexpr int runRole = Qt::UserRole, positionRole = Qt::UserRole + 1, resendRole = Qt::UserRole + 2;

QString plain(const std::string& text) {
    return QString::fromStdString(text);
}

// Not what is under way, and nothing that was never there.
bool mayResend(const ReportRun& run) {
    return run.state != ReportRunState::running && run.state != ReportRunState::skipped && !run.deliveries.empty();
}

}  // namespace

RunLog::RunLog(models::ScheduleRuns* runs, QWidget* parent) : QTreeWidget(parent), runs_(runs) {
    setObjectName(u"runLog"_s);
    setAccessibleName(tr("Runs"));
    setColumnCount(2);
    setHeaderLabels({tr("Run"), tr("State")});
    setTextElideMode(Qt::ElideRight);
    setMinimumHeight(240);
    header()->setStretchLastSection(true);
    header()->resizeSection(0, 210);
    connect(runs_, &models::ScheduleRuns::changed, this, &RunLog::show);
    show();
}

std::optional<RunLog::Chosen> RunLog::chosen() const {
    const auto* item = currentItem();
    if (!item || item->data(0, runRole).toString().isEmpty()) return std::nullopt;
    Chosen chosen{item->data(0, runRole).toString().toStdString(), std::nullopt, item->data(0, resendRole).toBool()};
    if (const auto position = item->data(0, positionRole); position.isValid()) chosen.position = position.toLongLong();
    return chosen;
}

void RunLog::show() {
    const auto before = chosen();
    QStringList expanded;
    for (int row = 0; row < topLevelItemCount(); ++row)
        if (topLevelItem(row)->isExpanded()) expanded << topLevelItem(row)->data(0, runRole).toString();
    clear();
    const auto addNote = [&](const QString& note) {
        auto* item = new QTreeWidgetItem(this, {note});
        item->setFirstColumnSpanned(true);
        item->setToolTip(0, note);
    };
    if (runs_->error() && runs_->runs().empty()) return addNote(plain(runs_->error()->message));
    if (!runs_->isLoaded()) return addNote(tr("Loading…"));
    if (runs_->runs().empty()) return addNote(tr("It has not run yet"));
    for (const auto& run : runs_->runs()) {
        QString state = text(run.state);
        if (!run.reason.empty()) state = tr("%1: %2").arg(state, plain(run.reason));
        QString when = momentText(toDateTime(run.dueAt));
        if (run.startedBy == domain::RunStart::person) when = tr("%1, by hand").arg(when);
        auto* item = new QTreeWidgetItem(this, {when, state});
        item->setData(0, runRole, plain(run.id));
        item->setData(0, resendRole, mayResend(run));
        item->setToolTip(1, state);
        item->setData(0, Qt::AccessibleTextRole, tr("%1, %2").arg(when, state));
        for (const auto& one : run.deliveries) {
            QString outcome = text(one.state);
            if (!one.detail.empty()) outcome = tr("%1: %2").arg(outcome, plain(one.detail));
            auto* line = new QTreeWidgetItem(item, {recipientText(one.kind, one.recipient), outcome});
            line->setData(0, runRole, plain(run.id));
            line->setData(0, positionRole, QVariant::fromValue(one.position));
            line->setData(0, resendRole, mayResend(run));
            line->setToolTip(1, outcome);
            line->setData(0, Qt::AccessibleTextRole, tr("%1, %2").arg(line->text(0), outcome));
            if (before && before->runId == run.id && before->position == one.position) setCurrentItem(line);
        }
        const bool isOpen = expanded.contains(plain(run.id)) || (topLevelItemCount() == 1 && expanded.isEmpty());
        item->setExpanded(isOpen);
        if (before && before->runId == run.id && !before->position) setCurrentItem(item);
    }
    if (runs_->total() > std::ssize(runs_->runs()))
        addNote(tr("The newest %1 of %2 runs").arg(countText(std::ssize(runs_->runs())), countText(runs_->total())));
}

}  // namespace steward::views

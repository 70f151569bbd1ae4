// Takes a report away: asks where to, shows progress that can be cancelled, and says what was written.
#pragma once

#include <QObject>
#include <stop_token>

#include "models/reports/report_engine.h"

namespace steward::ui {
class OverlayDialog;
class ProgressBar;
class Text;
class ToastHost;
}  // namespace steward::ui

namespace steward::views {

// The chart of a result as a picture that may be painted in any thread.
report::PaintChart paintChartOf(const report::Report& report);

// Shows what can be chosen about a file of this format (report/file_options.h) over the window, and calls `done` unless
// it is cancelled. Filters and row counts are chosen elsewhere. Without anything to choose `done` is called at once.
void askFileOptions(QWidget* window, report::Format format, const report::FileOptions& current,
                    const std::function<void(const report::FileOptions&)>& done);

class ReportExport : public QObject {
    Q_OBJECT
public:
    // Begins at once; deletes itself at the end. `window`: over which progress is shown.
    ReportExport(models::ReportEngine& engine, ui::ToastHost& toasts, QWidget* window, models::ExportRequest request,
                 models::ReportSource source);
    // The same for what is no report.
    using Begin = std::function<QFuture<Result<report::Manifest>>(std::stop_token, models::ReportProgress)>;
    ReportExport(ui::ToastHost& toasts, QWidget* window, const Begin& begin);

Q_SIGNALS:
    void finished(bool written);

private:
    void done(const Result<report::Manifest>& manifest);

    ui::ToastHost& toasts_;
    QPointer<ui::OverlayDialog> dialog_;
    ui::ProgressBar* bar_;
    ui::Text* text_;
    std::stop_source stop_;
};

}  // namespace steward::views

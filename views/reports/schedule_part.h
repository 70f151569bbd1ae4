// Beside the chart: by which schedules the saved report goes out, when next, and the way to make another. GUI thread.
#pragma once

#include <QTimer>
#include <QWidget>

#include "client/feed.h"
#include "models/reports/report_builder.h"
#include "views/common/page.h"

namespace steward::ui {
class Button;
class Text;
}  // namespace steward::ui

namespace steward::views {

class SchedulePart : public QWidget {
    Q_OBJECT
public:
    // All outlive it.
    SchedulePart(PageContext& context, models::ReportBuilder& builder, QWidget* parent = nullptr);

private:
    void reload();
    void show(const contract::Page<domain::ReportSchedule>& page);
    void say(const QString& text);

    PageContext& context_;
    models::ReportBuilder& builder_;
    QString reportId_;  // of what is shown
    ui::Text* note_;
    QWidget* list_;
    ui::Button* make_;
    QTimer changedSoon_;
    client::FeedSubscription news_, changes_;
};

}  // namespace steward::views

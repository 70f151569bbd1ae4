// Beside the chart: by which schedule the saved report goes out, when next, and its settings to change: what is changed
// is a plan, or a draft while the platform is away. GUI thread.
#pragma once

#include <QTimer>
#include <QWidget>
#include <optional>

#include "client/feed.h"
#include "domain/report_schedule.h"
#include "models/drafts/edit_draft.h"
#include "models/reports/report_builder.h"
#include "views/common/page.h"

class QCheckBox;

namespace steward::ui {
class Button;
class LineField;
class Select;
class Switch;
class Text;
}  // namespace steward::ui

namespace steward::views {

class RecipientsField;
class ScheduleActions;

class SchedulePart : public QWidget {
    Q_OBJECT
public:
    // All outlive it.
    SchedulePart(PageContext& context, models::ReportBuilder& builder, QWidget* parent = nullptr);

private:
    class Notice;
    void makeFields();
    void reload();
    void showAll(std::vector<domain::ReportSchedule> schedules, bool areMore);
    void showNone(const QString& text);
    // The schedule with what waits in its draft.
    void showDraft(const models::EditDraft& draft);
    void say(const QString& text);
    void choose(const std::string& id);
    void fill(const domain::ReportSchedule& schedule);
    domain::ReportSchedule read() const;
    bool isEdited() const;
    void edited();
    void switched(bool on);
    void discard();
    void preview();
    void openAll();

    PageContext& context_;
    models::ReportBuilder& builder_;
    ScheduleActions* actions_;
    QString reportId_;  // of what is shown
    std::vector<domain::ReportSchedule> schedules_;
    domain::ReportSchedule before_;  // without a version: of a new one
    domain::ReportSchedule shown_;   // with what waits of it, before anybody typed
    std::optional<models::EditDraft> draft_;
    bool isShown_ = false;  // there is one to be edited
    bool isFilling_ = false;
    ui::Switch* on_;
    ui::Text* note_;
    QWidget* fields_;
    ui::Select* which_;
    ui::Select* repeat_;
    ui::LineField* at_;
    ui::LineField* zone_;
    ui::Select* formats_;
    RecipientsField* recipients_;
    QCheckBox* completeOnly_;
    Notice* notice_;
    QWidget* buttons_;
    ui::Button* preview_;
    ui::Button* discard_;
    ui::Button* all_;
    QTimer changedSoon_;
    client::FeedSubscription news_, changes_;
};

}  // namespace steward::views

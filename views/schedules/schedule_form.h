// The form of a schedule: what it makes, when, and for whom, with the next five runs while one types. GUI thread.
#pragma once

#include "domain/report_schedule.h"
#include "views/common/form_dialog.h"
#include "views/common/page.h"

class QCheckBox;

namespace steward::views {

class RecipientsField;

class ScheduleForm : public FormDialog {
    Q_OBJECT
public:
    // `before`: what is edited; without a version it is new.
    ScheduleForm(PageContext& context, domain::ReportSchedule before);
    // ErrorCode::invalid with the fields that cannot be read.
    Result<domain::ReportSchedule> entity() const;
    const domain::ReportSchedule& before() const { return before_; }
    QWidget* first() const { return name_; }

private:
    domain::CalendarRule rule() const;
    void showReports(const contract::Page<contract::SavedReport>& page);
    void showKind();
    void showNext();

    domain::ReportSchedule before_;
    ui::LineField* name_;
    ui::Select* report_;
    QList<ui::Chip*> formats_;  // of each domain::ReportFormat
    ui::Select* rows_;
    ui::LineField* parameters_;
    ui::Select* repeat_;
    ui::LineField* at_;
    ui::LineField* zone_;
    QList<QCheckBox*> days_;
    ui::LineField* dayOfMonth_;
    ui::Select* nth_;
    ui::Select* weekday_;
    ui::Select* missed_;
    ui::LineField* missedMost_;
    RecipientsField* recipients_;
    ui::LineField* prefix_;
    ui::LineField* bucket_;
    ui::LineField* endpoint_;
    ui::LineField* region_;
    ui::LineField* accessKey_;
    QCheckBox* toBucket_;
    QCheckBox* completeOnly_;
    QCheckBox* enabled_;
    ui::Text* next_;
    ui::FormField *ofDays_, *ofDay_, *ofNth_, *ofWeekday_, *ofMost_;
    QList<ui::FormField*> ofBucket_;
};

}  // namespace steward::views

// The forms of components and maintenance windows: each says what it would make of what it was opened with.
#pragma once

#include "domain/component.h"
#include "views/common/form_dialog.h"
#include "views/common/page.h"

class QListWidget;

namespace steward::views {

// `before`: what is edited; without a version it is new.
class ComponentForm : public FormDialog {
    Q_OBJECT
public:
    ComponentForm(PageContext& context, domain::Component before);
    // ErrorCode::invalid with the fields that cannot be read.
    Result<domain::Component> entity() const;
    const domain::Component& before() const { return before_; }
    QWidget* first() const { return name_; }

private:
    void showKind();

    domain::Component before_;
    ui::LineField* name_;
    ui::LineField* objective_;
    ui::Select* kind_;
    ui::LineField* target_;
    ui::LineField* status_;
    ui::LineField* series_;
    ui::Select* comparison_;
    ui::LineField* threshold_;
    ui::LineField* window_;
    ui::LineField* silence_;
    ui::LineField* interval_;
    ui::LineField* timeout_;
    ui::LineField* slow_;
    ui::LineField* failures_;
    ui::LineField* description_;
    QListWidget* dependsOn_;
    QList<ui::FormField*> ofTarget_, ofHttp_, ofCall_, ofMetric_, ofBeat_, ofInterval_;
};

class WindowForm : public FormDialog {
    Q_OBJECT
public:
    WindowForm(PageContext& context, domain::MaintenanceWindow before);
    Result<domain::MaintenanceWindow> entity() const;
    const domain::MaintenanceWindow& before() const { return before_; }
    QWidget* first() const { return name_; }

private:
    domain::MaintenanceWindow before_;
    ui::LineField* name_;
    ui::LineField* starts_;
    ui::LineField* length_;
    ui::LineField* comment_;
    QListWidget* components_;
};

}  // namespace steward::views

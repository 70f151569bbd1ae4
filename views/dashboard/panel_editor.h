// One panel in full: what it asks, how it shows it, and beside that what it looks like with the values of now. GUI
// thread.
#pragma once

#include <QTimer>

#include "models/dashboards/panel_values.h"
#include "ui/overlay.h"
#include "views/common/page.h"

class QVBoxLayout;

namespace steward::ui {
class Button;
class LineField;
class Select;
class Text;
}  // namespace steward::ui

namespace steward::views {

class DashboardView;

class PanelEditor : public ui::OverlayDialog {
    Q_OBJECT
public:
    // Deletes itself after it closed.
    PanelEditor(PageContext& context, const domain::DashboardPanel& panel, const models::DashboardChoice& choice,
                qint64 spanMs);
    // As the fields say now.
    domain::DashboardPanel panel() const;

Q_SIGNALS:
    void accepted(const steward::domain::DashboardPanel& panel);

private:
    struct QueryRow {
        QWidget* row;
        ui::LineField* series;
        ui::LineField* label;
        ui::Select* function;
        ui::Select* place;
        domain::PanelQuery rest;  // what no field says
    };
    struct ThresholdRow {
        QWidget* row;
        ui::LineField *value, *label;
        ui::Select* level;
    };
    QWidget* makeForm();
    void addQuery(const domain::PanelQuery& query);
    void addThreshold(const domain::PanelThreshold& threshold);
    void showSoon() { soon_.start(); }
    void showPreview();
    domain::DashboardContent preview() const;

    domain::DashboardPanel panel_;
    DashboardView* view_;
    ui::LineField *title_, *word_, *minimum_, *maximum_;
    ui::Select *kind_, *unit_, *decimals_;
    QVBoxLayout *queryRows_, *thresholdRows_;
    std::vector<QueryRow> queries_;
    std::vector<ThresholdRow> thresholds_;
    ui::Text* problem_;
    ui::Button* apply_;
    QTimer soon_;
    int made_ = 0;
};

}  // namespace steward::views

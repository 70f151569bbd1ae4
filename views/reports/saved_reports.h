// The popup under the report's name: saved reports in their folders to open or delete, found as typed, templates to
// begin with, and a new one.
#pragma once

#include "models/reports/report_builder.h"
#include "ui/overlay.h"

class QListWidget;

namespace steward::ui {
class SearchField;
class Text;
}  // namespace steward::ui

namespace steward::views {

class SavedReports : public ui::Popup {
    Q_OBJECT
public:
    // Deletes itself when it closes. `whyNot`: why none can be deleted now; empty when one can.
    SavedReports(QWidget* anchor, models::ReportBuilder& builder, const QString& whyNot = {});

private:
    void load();
    void show();
    // Of the chosen line: a report, or else a template.
    const contract::SavedReport* chosen() const;
    bool choose();

    models::ReportBuilder& builder_;
    std::vector<contract::SavedReport> reports_;
    ui::SearchField* search_;
    QListWidget* list_;
    ui::Text* note_;
};

}  // namespace steward::views

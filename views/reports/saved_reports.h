// The popup under the report's name: saved reports to open or delete, and a new one.
#pragma once

#include "models/reports/report_builder.h"
#include "ui/overlay.h"

class QListWidget;

namespace steward::views {

class SavedReports : public ui::Popup {
    Q_OBJECT
public:
    // Deletes itself when it closes. `whyNot`: why none can be deleted now; empty when one can.
    SavedReports(QWidget* anchor, models::ReportBuilder& builder, const QString& whyNot = {});

private:
    void load();
    void show(const std::vector<contract::SavedReport>& reports);
    models::ReportBuilder& builder_;
    std::vector<contract::SavedReport> reports_;
    QListWidget* list_;
    ui::Text* note_;
};

}  // namespace steward::views

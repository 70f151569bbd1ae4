// The report builder: fields, shelves, the pivot with its truth, the chart, exports. On the live platform, or on the
// snapshot on this computer, with equal numbers.
#pragma once

#include "models/reports/drill.h"
#include "models/reports/report_builder.h"
#include "views/common/page.h"

class QLabel;
class QLineEdit;
class QTableView;

namespace steward::ui {
class Button;
class CategoryChart;
class SegmentedControl;
class StateStack;
class Text;
}  // namespace steward::ui

namespace steward::views {

class FieldList;
class PivotModel;

class ReportsPage : public Page {
    Q_OBJECT
public:
    explicit ReportsPage(PageContext& context);

    void visit(const QVariantMap& target) override;
    void refresh() override { builder_.run(); }
    bool holdsUnsaved() const override;
    // Writes the result as it is chosen in the menu Export. Public for the tour, which chooses the file itself.
    void exportTo(const QString& file, report::Format format);

    models::ReportBuilder& builder() { return builder_; }

private:
    bool mayReadPeople() const;
    QWidget* makeHeader();
    QWidget* makeSide();
    QWidget* makeTruth();
    QWidget* makeResult();
    void makeCommands();
    void showSavedReports();
    void showExportMenu();
    void askAndExport(report::Format format);
    void askFileAndExport(report::Format format);
    void takeSnapshot(const QString& dataset);
    void showDefinition();
    void openVersions();
    void showMore();
    void showSamples(const std::string& name);
    void showCellMenu(const QPoint& at);
    void drill(const models::CellPlace& place, const std::optional<report::Dimension>& by);
    void copyCells();
    void fitColumns();
    void showState();
    void showResult();
    void showChart();
    void showSaved();
    void showSnapshot();
    void openSaved(const QString& id);
    void followConnection();

    models::ReportEngine engine_;
    models::ReportBuilder builder_;
    FieldList* fields_;
    PivotModel* pivot_;
    QLineEdit* name_;
    QWidget* list_;
    ui::Text* savedText_;
    ui::Button* undo_;
    ui::Button* redo_;
    ui::Button* versions_;
    ui::Button* more_;
    ui::Button* save_;
    ui::Button* export_;
    ui::Button* run_;
    QLabel* truthIcon_;
    ui::Text* truth_;
    ui::Text* truthDetail_;
    ui::Button* cancel_;
    ui::SegmentedControl* source_;
    ui::StateStack* stack_;
    QTableView* table_;
    ui::Text* chartTitle_;
    ui::Text* chartRemark_;
    ui::SegmentedControl* view_;
    QWidget* chartArea_;
    ui::CategoryChart* chart_;
    client::Latest samples_{this};
    bool isPreviewing_ = true;
    bool withTruth_ = true;
    report::FileOptions fileOptions_;
    bool underlying_ = false;
};

PageInfo reportsPage();

}  // namespace steward::views

// The preview of every change: what would happen to each entity, what is left out and why, and the only way to apply
// it. Enter never applies. While it is applied the dialog may be closed; the outcome then comes as a toast. The dialog
// deletes itself when it is closed and nothing runs.
#pragma once

#include <QTimer>

#include "client/feed.h"
#include "models/plans/plan_run.h"
#include "ui/overlay.h"
#include "views/common/page.h"

namespace steward::models {
class PlanChangesModel;
}
namespace steward::ui {
class Button;
class ProgressBar;
class SearchField;
class StateStack;
class TableView;
class Tabs;
class Text;
}  // namespace steward::ui

namespace steward::views {

class ExcludedStrip;
class PlanConfirm;
class PlanFigures;
class PlanTable;

class PlanDialog : public ui::OverlayDialog {
    Q_OBJECT
public:
    // Computes at once; opens itself. `source`: fetched from the context's client unless given.
    PlanDialog(PageContext& context, PlanAsk ask, std::optional<models::PlanSource> source = {});

    models::PlanRun* run() const { return run_; }
    static PlanAsk revertAsk(const QString& batchId, const QStringList& auditIds);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeTabs();
    QWidget* makeFooter();
    void compute();
    void showStage();
    void showPlan();
    void showTime();
    void showProgress();
    void showOutcome();
    void updateApply();
    void apply();
    void finish();
    void retryFailed();
    void retire();

    PageContext& context_;
    PlanAsk ask_;
    models::PlanRun* run_;
    models::PlanChangesModel* changes_;
    PlanTable* decorated_;
    ui::Text* title_;
    ui::Text* subtitle_;
    ui::Button* recalculate_;
    PlanFigures* figures_;
    ui::Tabs* tabs_;
    ui::SearchField* search_;
    ui::TableView* table_;
    ui::StateStack* states_;
    ExcludedStrip* excluded_;
    PlanConfirm* confirm_;
    ui::Text* note_;
    ui::ProgressBar* progress_;
    ui::Button* cancel_;
    ui::Button* apply_;
    QTimer second_;
    SystemClock clock_;
    client::FeedSubscription jobs_;
};

}  // namespace steward::views

// Platform health: twelve panels on the platform's own measurements, one time axis, one crosshair, gaps marked.
// The page is kept when the person goes elsewhere, and its history with it.
#pragma once

#include "client/feed.h"
#include "models/metrics/error_budget.h"
#include "models/metrics/metric_history.h"
#include "models/metrics/time_line.h"
#include "ui/charts/gauge.h"
#include "ui/charts/live_chart.h"
#include "views/common/page.h"

class QGridLayout;

namespace steward::ui {
class SegmentedControl;
class StateStack;
class Switch;
class Tag;
}  // namespace steward::ui

namespace steward::views {

class HeatPanel;
class PanelCard;
class TopTenantsPanel;

class DashboardPage : public Page {
    Q_OBJECT
public:
    explicit DashboardPage(PageContext& context);

    void visit(const QVariantMap& target) override;
    void refresh() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Line {
        std::string name;  // of domain/metric.h
        QString title;
        int color = 0;
        bool area = false;
    };
    struct Panel {
        PanelCard* card = nullptr;
        ui::LiveChart* chart = nullptr;
        std::vector<Line> lines;
    };

    QWidget* makeHeader();
    void addChart(QGridLayout* grid, int row, int column, int columns, const QString& id, const QString& title,
                  const ui::ValueFormat& format, std::vector<Line> lines);
    void addPanels(QGridLayout* grid);
    void watch();
    void setRange(int index);
    void setLive(bool live);
    void applyTheme();
    void showHistory();
    void showSample(const domain::MetricSample& sample);
    void showMarks();
    void showBudget();
    void showStatus();

    models::MetricHistory history_;
    models::ErrorBudget budget_;
    models::TimeLine timeLine_;
    client::FeedSubscription metrics_, audit_;
    ui::TimeCursor* cursor_;
    std::vector<Panel> panels_;
    ui::Gauge* gauge_;
    ui::Tag* burnTag_;
    TopTenantsPanel* top_;
    ui::StateStack* topStack_;
    PanelCard* topCard_;
    HeatPanel* heat_;
    ui::StateStack* stack_;
    ui::SegmentedControl* range_;
    ui::Switch* live_;
    int seconds_ = 0;
};

PageInfo dashboardPage();

}  // namespace steward::views

// Draws any dashboard: its panels over one time, one crosshair, with gaps and what was done marked, live or standing
// still. Pages, walls and windows of their own are made of it. GUI thread.
#pragma once

#include <memory>

#include "domain/component.h"
#include "models/dashboards/platform_series.h"
#include "models/metrics/time_line.h"
#include "views/common/page.h"
#include "views/dashboard/dashboard_canvas.h"
#include "views/dashboard/panel_view.h"

class QScrollArea;

namespace steward::ui {
class StateStack;
}

namespace steward::views {

class DashboardView : public QWidget {
    Q_OBJECT
public:
    // `context` outlives this.
    explicit DashboardView(PageContext& context, QWidget* parent = nullptr);
    ~DashboardView() override;

    // Panels that stay as they are keep what they show.
    void show(const domain::DashboardContent& content);
    const domain::DashboardContent& content() const { return content_; }
    void setChoice(const models::DashboardChoice& choice);
    const models::DashboardChoice& choice() const { return choice_; }
    int panelCount() const { return int(panels_.size()); }

    // Time.
    void setSpan(qint64 spanMs);  // up to now, and live
    void showRange(const ui::TimeRange& range);
    bool canGoBack() const { return !back_.empty(); }
    void goBack();            // to what was shown before the last showRange()
    void setLive(bool live);  // off: what is shown stands still
    bool isLive() const { return live_; }
    PanelTime time() const;
    void reload();      // the series
    void reloadRest();  // what no feed brings
    void setRefresh(int seconds) { source_->setRefresh(seconds); }

    DashboardCanvas* canvas() const { return canvas_; }
    models::SeriesSource& source() const { return *source_; }

    // What a panel shows, as people take it away. Nothing for an id that no panel has.
    QPixmap pictureOf(const QString& panel) const;
    models::PanelTable tableOf(const QString& panel) const;

Q_SIGNALS:
    void timeChanged();
    void statusChanged();
    void tenantOpened(const QString& id);
    void panelMenuAsked(const QString& id, const QPoint& global);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Shown {
        domain::DashboardPanel panel;
        PanelCard* card = nullptr;
        std::unique_ptr<PanelView> view;
    };
    Shown make(const domain::DashboardPanel& panel);
    const Shown* find(const QString& id) const;
    void watch();
    void followSeries();
    void showTime();
    void showHistory();
    void showTick(const models::SeriesTick& tick);
    void showMarks();
    void applyTheme(PanelView& view);
    std::vector<ui::Annotation> marks() const;
    void loadMarks();

    PageContext& context_;
    std::unique_ptr<models::PlatformSeries> source_;
    models::ErrorBudget budget_;
    models::TimeLine timeLine_;
    client::Latest readingMaintenance_{this};
    std::vector<domain::MaintenanceWindow> maintenance_;
    client::FeedSubscription audit_;
    ui::TimeCursor* cursor_;
    DashboardCanvas* canvas_;
    QScrollArea* scroll_;
    ui::StateStack* stack_;
    domain::DashboardContent content_;
    models::DashboardChoice choice_;
    std::vector<Shown> panels_;

    qint64 span_ = 3'600'000;
    std::optional<ui::TimeRange> fixed_;
    std::vector<std::optional<ui::TimeRange>> back_;
    bool live_ = true;
    bool wasRead_ = false;
    int seconds_ = 0;
    qint64 second_ = 0;  // of the newest tick
};

}  // namespace steward::views

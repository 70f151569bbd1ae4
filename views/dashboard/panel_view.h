// What a panel of any kind shows inside its card. The dashboard tells it of time and data; it asks for nothing itself.
// GUI thread.
#pragma once

#include <QObject>
#include <optional>

#include "models/dashboards/panel_values.h"
#include "models/metrics/error_budget.h"
#include "ui/charts/chart_picture.h"
#include "ui/charts/time_cursor.h"
#include "views/dashboard/top_tenants_panel.h"

namespace steward::views {

class PanelCard;

// What the panels of one dashboard share; outlives them.
struct PanelScene {
    models::SeriesSource* source = nullptr;
    models::ErrorBudget* budget = nullptr;
    TopTenantsPanel::FetchTop fetchTop;
    ui::TimeCursor* cursor = nullptr;
};

// The time that is shown: a range that stands still, or the span that ends now.
struct PanelTime {
    ui::TimeRange range;
    bool isLive = true;
};

class PanelView : public QObject {
    Q_OBJECT
public:
    PanelView(const domain::DashboardPanel& panel, const PanelScene& scene) : panel_(panel), scene_(scene) {}

    const domain::DashboardPanel& panel() const { return panel_; }
    // Of its queries, in the source.
    const std::vector<std::size_t>& keys() const { return keys_; }
    void setKeys(std::vector<std::size_t> keys) { keys_ = std::move(keys); }

    virtual QWidget* widget() const = 0;  // the card owns it
    virtual void dress(PanelCard&) {}     // legend, tags
    virtual void applyTheme() {}
    virtual void showTime(const PanelTime&) {}
    virtual void showHistory(const PanelTime&) {}  // everything anew
    virtual void showTick(const models::SeriesTick&, bool /*live*/) {}
    virtual void showGap(ui::TimeRange, bool /*live*/) {}
    virtual void showMarks(const std::vector<ui::Annotation>&) {}
    virtual void showBudget() {}
    // Once a second while it is seen and live; `second` counts.
    virtual void showSecond(int /*second*/, const PanelTime&) {}
    virtual void reload() {}  // of what the source does not bring

Q_SIGNALS:
    void valueChanged(const steward::ui::ValueText& value);
    void titleChanged(const QString& title);
    void rangeChosen(const steward::ui::TimeRange& range);
    void backAsked();
    void tenantOpened(const QString& id);

protected:
    const PanelScene& scene() const { return scene_; }
    const std::vector<models::MetricPoint>& points(std::size_t query) const {
        static const std::vector<models::MetricPoint> none;
        return query < keys_.size() ? scene_.source->points(keys_[query]) : none;
    }

private:
    domain::DashboardPanel panel_;
    PanelScene scene_;
    std::vector<std::size_t> keys_;
};

PanelView* makePanelView(const domain::DashboardPanel& panel, const PanelScene& scene);

}  // namespace steward::views

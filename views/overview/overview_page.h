// The page that an operator leaves open: how the platform does, what waits for them, what changed. Each line leads to
// where it is dealt with.
#pragma once

#include "client/feed.h"
#include "models/common/audit_trail.h"
#include "models/metrics/error_budget.h"
#include "models/overview/overview.h"
#include "views/common/page.h"

class QHBoxLayout;
class QVBoxLayout;

namespace steward::ui {
class Badge;
class Text;
}  // namespace steward::ui

namespace steward::views {

class StatTile;

class OverviewPage : public Page {
    Q_OBJECT
public:
    explicit OverviewPage(PageContext& context);

    void visit(const QVariantMap& target) override;
    void refresh() override;

private:
    struct Figure {
        StatTile* tile;
        std::string series;
    };

    QWidget* makeHeader();
    QWidget* makeFigures();
    QWidget* makeCard(const QString& title, const QString& name, QVBoxLayout*& body);
    void watch();
    void showFigures();
    void showHealth();
    QWidget* makeStatus();
    void showStatus();
    void showWaiting();
    void open(const models::WaitingItem& item);

    models::Overview* overview_;
    models::AuditTrail* trail_;
    models::MetricHistory* history_ = nullptr;  // of the platform's staff only
    models::ErrorBudget* budget_ = nullptr;
    client::FeedSubscription metrics_, audit_, alerts_, jobs_, components_;
    std::vector<Figure> figures_;
    ui::Badge* state_;
    ui::Text* sentence_;
    QHBoxLayout* status_ = nullptr;  // of those who read alerts
    QString statusText_;             // what it says
    QVBoxLayout* health_ = nullptr;
    QVBoxLayout* waiting_ = nullptr;
    QVBoxLayout* changes_ = nullptr;
    std::vector<models::WaitingItem> shown_;
    int seconds_ = 0;
};

PageInfo overviewPage();

}  // namespace steward::views

// Alerts, rules, silences, objectives and channels as tabs of one page. GUI thread.
#pragma once

#include <QTimer>

#include "contract/alert_messages.h"
#include "views/alerts/alert_lists.h"

class QStackedWidget;

namespace steward::ui {
class Banner;
class Tabs;
}  // namespace steward::ui

namespace steward::views {

PageInfo alertsPage();

class AlertsPage : public Page {
    Q_OBJECT
public:
    explicit AlertsPage(PageContext& context);

    // {"tab": "rules"} opens a tab, with what its list takes (views/common/list_page.h).
    void visit(const QVariantMap& target) override;
    QVariantMap place() const override;
    void refresh() override;
    QWidget* mainWidget() override;

private:
    ListPage* current() const;
    void showTab(int index);
    void showStatusOf(const ListPage* list);
    void readSummary();
    void showSummary(const contract::AlertSummary& summary);

    ui::Tabs* tabs_;
    ui::Banner* late_;
    QStackedWidget* stack_;
    QList<ListPage*> lists_;
    QTimer changedSoon_;
    client::Latest reading_{this};
    client::FeedSubscription news_, entities_;
};

}  // namespace steward::views

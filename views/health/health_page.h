// Components and maintenance windows as tabs of one page, under a line that says how all of them are. GUI thread.
#pragma once

#include <QTimer>

#include "contract/health_messages.h"
#include "views/health/health_lists.h"

class QStackedWidget;

namespace steward::ui {
class Banner;
class Tabs;
}  // namespace steward::ui

namespace steward::views {

PageInfo healthPage();

class HealthPage : public Page {
    Q_OBJECT
public:
    explicit HealthPage(PageContext& context);

    // {"tab": "windows"} opens a tab, with what its list takes (views/common/list_page.h).
    void visit(const QVariantMap& target) override;
    QVariantMap place() const override;
    void refresh() override;
    QWidget* mainWidget() override;

private:
    ListPage* current() const;
    void showTab(int index);
    void showStatusOf(const ListPage* list);
    void readSummary();
    void showSummary(const contract::HealthSummary& summary);

    ui::Tabs* tabs_;
    ui::Banner* line_;
    QStackedWidget* stack_;
    QList<ListPage*> lists_;
    QTimer changedSoon_;
    client::Latest reading_{this};
    client::FeedSubscription news_, entities_;
};

}  // namespace steward::views

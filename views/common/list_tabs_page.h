// Lists as tabs of one page, with a line about all of them between. GUI thread.
#pragma once

#include <QTimer>
#include <initializer_list>

#include "client/feed.h"
#include "client/future.h"
#include "domain/plan.h"
#include "views/common/list_page.h"

class QStackedWidget;

namespace steward::ui {
class Banner;
class Tabs;
}  // namespace steward::ui

namespace steward::views {

class ListTabsPage : public Page {
    Q_OBJECT
public:
    // {"tab": "rules"} opens a tab, with what its list takes (views/common/list_page.h).
    void visit(const QVariantMap& target) override;
    QVariantMap place() const override;
    void refresh() override;
    QWidget* mainWidget() override;

protected:
    // `id`: of the page in the shell. The tabs and the line get their names from the page that is made of them.
    ListTabsPage(PageContext& context, const QString& id);

    // `showsCount`: how many rows the list has, beside its name.
    void addTab(const QString& id, const QString& name, ListPage* list, bool showsCount = false);
    // Counts beside tabs and views follow what of these kinds was made and deleted.
    void follow(std::initializer_list<domain::EntityKind> kinds);
    // The summary and the list that is shown are read again, soon.
    void readSoon();
    // What stands beside the tabs and in the line.
    virtual void readSummary() = 0;

    ui::Tabs* tabs_;
    ui::Banner* line_;

private:
    ListPage* current() const;
    void showTab(int index);
    void showStatusOf(const ListPage* list);

    QString id_;
    QStringList tabIds_;
    QStackedWidget* stack_;
    QList<ListPage*> lists_, counted_;
    QTimer changedSoon_;
    client::FeedSubscription entities_;
};

}  // namespace steward::views

// The people of the tenant beside the list: read when they are looked at first, in pages like every list. GUI thread.
#pragma once

#include <QWidget>

#include "client/feed.h"
#include "contract/topics.h"

namespace steward::models {
class TenantDetail;
class UsersModel;
}  // namespace steward::models

namespace steward::ui {
class StateStack;
class TableView;
class Text;
}  // namespace steward::ui

namespace steward::views {

struct PageContext;

class TenantPeople : public QWidget {
    Q_OBJECT
public:
    // Both outlive this.
    TenantPeople(PageContext& context, models::TenantDetail* detail, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void read();
    void showState();

    PageContext& context_;
    models::TenantDetail* detail_;
    models::UsersModel* model_;
    ui::TableView* table_;
    ui::StateStack* states_;
    client::FeedSubscription changes_;
};

}  // namespace steward::views

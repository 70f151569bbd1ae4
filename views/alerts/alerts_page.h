// Alerts, rules, silences, objectives and channels as tabs of one page. GUI thread.
#pragma once

#include "contract/alert_messages.h"
#include "views/alerts/alert_lists.h"
#include "views/common/list_tabs_page.h"

namespace steward::views {

PageInfo alertsPage();

class AlertsPage : public ListTabsPage {
    Q_OBJECT
public:
    explicit AlertsPage(PageContext& context);

private:
    void readSummary() override;
    void showSummary(const contract::AlertSummary& summary);

    client::Latest reading_{this};
    client::FeedSubscription news_;
};

}  // namespace steward::views

// Components and maintenance windows as tabs of one page, under a line that says how all of them are. GUI thread.
#pragma once

#include "contract/health_messages.h"
#include "views/common/list_tabs_page.h"
#include "views/health/health_lists.h"

namespace steward::views {

PageInfo healthPage();

class HealthPage : public ListTabsPage {
    Q_OBJECT
public:
    explicit HealthPage(PageContext& context);

private:
    void readSummary() override;
    void showSummary(const contract::HealthSummary& summary);

    client::Latest reading_{this};
    client::FeedSubscription news_;
};

}  // namespace steward::views

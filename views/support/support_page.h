// Support access. For staff: what they asked for, entering it, asking for more. For a tenant's people: their rule, what
// waits for their answer, who may act now, and who could.
#pragma once

#include "client/feed.h"
#include "models/support/support_model.h"
#include "models/support/support_rule.h"
#include "views/common/table_page.h"
#include "views/support/support_actions.h"

namespace steward::views {

class SupportPanel;

PageInfo supportPage();

class SupportPage : public TablePage {
    Q_OBJECT
public:
    explicit SupportPage(PageContext& context);

    // {"id": "sup_…"} shows one; {"ask": "ten_…"} asks for access to a tenant.
    void visit(const QVariantMap& target) override;
    void refresh() override;

protected:
    void showNothing() override;
    void rowsShown() override;

private:
    SupportPage(PageContext& context, models::SupportModel* model);
    void makeHeader();
    void makeMiddle();
    void makeCommands();
    void follow();
    void showWho();
    // Null when none is current, or its row is not here.
    const domain::SupportAccess* current() const;
    void showCurrent();
    void choose(const QString& id);

    models::SupportModel* model_;
    models::SupportRule* rule_;
    SupportActions* actions_;
    ui::Button* ask_ = nullptr;
    SupportPanel* panel_ = nullptr;
    QString wanted_;  // to be shown once it is here
    client::FeedSubscription audit_;
};

}  // namespace steward::views

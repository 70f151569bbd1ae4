// The list of tenants, and a panel for the current one.
#pragma once

#include "models/tenants/tenant_detail.h"
#include "models/tenants/tenants_model.h"
#include "views/common/list_page.h"
#include "views/tenants/tenant_actions.h"

namespace steward::views {

PageInfo tenantsPage();

class TenantsPage : public EntityListPage<models::TenantsModel, models::TenantDetail> {
    Q_OBJECT
public:
    explicit TenantsPage(PageContext& context);

    TenantActions* actions() const { return actions_; }

protected:
    QString nameOf(const models::SavedView& view) const override;
    Choice opened() const override;
    void fillMenu(QMenu* menu, int row) override;
    // A file that is dropped here is imported.
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    TenantsPage(PageContext& context, models::TenantsModel* model);
    void makeActions();
    void makeCommands();

    TenantActions* actions_;
};

}  // namespace steward::views

// The list of tenants: saved views as tabs, filters, table, bulk bar, and a panel for the current row.
#pragma once

#include <QTimer>

#include "client/feed.h"
#include "models/tenants/saved_views.h"
#include "models/tenants/tenant_detail.h"
#include "models/tenants/tenants_model.h"
#include "views/common/page.h"
#include "views/tenants/tenant_actions.h"

class QSplitter;

namespace steward::ui {
class Button;
class StateStack;
class TableView;
class Tabs;
}  // namespace steward::ui

namespace steward::views {

class BulkBar;
class FilterBar;
class PageHeader;
class TenantPanel;
class TenantsTable;

PageInfo tenantsPage();

class TenantsPage : public Page {
    Q_OBJECT
public:
    explicit TenantsPage(PageContext& context);

    // {"id": "ten_…"} opens the panel of a tenant, {"view": "pastDue"} a tab, {"filter": "…"} a filtered list.
    void visit(const QVariantMap& target) override;
    QVariantMap place() const override;
    void refresh() override;
    QWidget* mainWidget() override;

    TenantActions* actions() const { return actions_; }

private:
    void makeHeader();
    void makeTabs();
    void makeList();
    void makeCommands();
    void watch();

    QString viewOf(int tab) const;
    int tabOf(const QString& view) const;
    void showViews();
    void openView(const QString& id);
    void saveView();
    void applyFilter();
    void showState();
    void showSelection();
    void showStatus();
    void openTenant(const QString& id);
    void openCurrent();
    void openFirst();
    void closePanel();
    TenantChoice selected() const;
    TenantChoice currentOrSelected() const;
    void fillMenu(QMenu* menu, const QModelIndex& index);

    models::TenantsModel* model_;
    models::TenantDetail* detail_;
    models::SavedViews* views_;
    TenantActions* actions_;
    TenantsTable* decorated_;
    PageHeader* header_;
    ui::Tabs* tabs_;
    ui::Button* removeView_;
    FilterBar* filters_;
    ui::TableView* table_;
    ui::StateStack* states_;
    BulkBar* bulk_;
    QSplitter* splitter_;
    TenantPanel* panel_;
    QTimer follow_;
    QString view_ = QStringLiteral("all");
    bool openedFirst_ = false;
    client::FeedSubscription changes_;
};

}  // namespace steward::views

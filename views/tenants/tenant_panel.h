// One tenant beside the list: who it is, what it may use and uses, what was done to it. Each part shows its own state.
#pragma once

#include "models/tenants/tenant_detail.h"
#include "views/common/panel_parts.h"

class QLabel;
class QStackedWidget;

namespace steward::ui {
class Badge;
class Button;
class ErrorState;
class KeyValueList;
class LimitBar;
class LogoTile;
class SectionHeader;
class Tabs;
class Text;
}  // namespace steward::ui

namespace steward::views {

class RequestsChart;
class TenantActions;

class TenantPanel : public DetailPanel {
    Q_OBJECT
public:
    enum Tab { Overview, Users, Domains, Subscription, Limits, Audit };

    // `detail` and `actions` outlive the panel.
    TenantPanel(PageContext& context, models::TenantDetail* detail, TenantActions* actions, QWidget* parent = nullptr);
    void showTab(Tab tab);

private:
    QWidget* makeHead();
    QWidget* makeActions();
    QWidget* makeOverview();
    QWidget* makeDomains();
    QWidget* makeSubscription();
    void showSubscription(const domain::Tenant& tenant);
    QWidget* makeLimits();
    QWidget* makeAudit();
    void showTenant();
    void showRequests();
    void openMenu();

    PageContext& context_;
    models::TenantDetail* detail_;
    TenantActions* actions_;
    ui::LogoTile* logo_;
    ui::Text* name_;
    ui::Badge* status_;
    ui::Text* id_;
    ui::Text* domain_;
    ui::Text* stale_;
    ui::Button* more_;
    ui::Tabs* tabs_;
    QStackedWidget* pages_;
    ui::KeyValueList* facts_;
    ui::KeyValueList* domains_;
    ui::KeyValueList* subscription_;
    ui::Text* requestsTotal_;
    RequestsChart* chart_;
    QList<ui::LimitBar*> bars_;  // four on the overview, four on the tab
    ui::ErrorState* problem_;
};

}  // namespace steward::views

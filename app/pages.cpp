#include "app/pages.h"

#include <QBoxLayout>

#include "views/alerts/alerts_page.h"
#include "views/audit/audit_page.h"
#include "views/branding/branding_page.h"
#include "views/components/components_page.h"
#include "views/dashboard/dashboard_page.h"
#include "views/drafts/drafts_page.h"
#include "views/environments/environments_page.h"
#include "views/health/health_page.h"
#include "views/logs/logs_page.h"
#include "views/overview/overview_page.h"
#include "views/reports/reports_page.h"
#include "views/schedules/schedules_page.h"
#include "views/support/support_page.h"
#include "views/tenants/tenants_page.h"
#include "views/users/api_keys_page.h"
#include "views/users/roles_page.h"
#include "views/users/users_page.h"

namespace steward::app {

using namespace Qt::StringLiterals;

namespace {

using views::PageInfo;

// The component sheet needs nothing of a workspace, so it is a plain widget.
PageInfo componentsPage() {
    return {u"components"_s,
            views::ComponentsPage::tr("Components"),
            u"grid-1x2"_s,
            views::PageGroup::help,
            domain::Permission::none,
            u'C',
            [](views::PageContext& context) {
                auto* page = new views::Page(context);
                page->setObjectName(u"page.components"_s);
                auto* layout = new QVBoxLayout(page);
                layout->setContentsMargins(0, 0, 0, 0);
                layout->addWidget(new views::ComponentsPage);
                return page;
            }};
}

}  // namespace

QList<views::PageInfo> allPages() {
    return {views::overviewPage(), views::tenantsPage(), views::usersPage(),     views::rolesPage(),
            views::brandingPage(), views::draftsPage(),  views::dashboardPage(), views::alertsPage(),
            views::healthPage(),   views::logsPage(),    views::reportsPage(),   views::schedulesPage(),
            views::auditPage(),    views::supportPage(), views::apiKeysPage(),   views::environmentsPage(),
            componentsPage()};
}

}  // namespace steward::app

#include "views/health/health_page.h"

#include "contract/endpoints.h"
#include "contract/topics.h"
#include "ui/status.h"
#include "ui/tabs.h"
#include "views/alerts/alert_words.h"
#include "views/common/words.h"
#include "views/health/health_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Permission;

PageInfo healthPage() {
    return {u"health"_s,
            HealthPage::tr("Health"),
            u"heart-pulse"_s,
            PageGroup::operations,
            Permission::alertsRead,
            u'Y',
            [](PageContext& context) { return new HealthPage(context); }};
}

HealthPage::HealthPage(PageContext& context) : ListTabsPage(context, u"health"_s) {
    tabs_->setObjectName(u"healthTabs"_s);
    tabs_->setAccessibleName(tr("Components, maintenance windows"));
    line_->setObjectName(u"healthLine"_s);
    addTab(u"components"_s, tr("Components"), makeHealthList(HealthTab::components, context));
    addTab(u"windows"_s, tr("Maintenance windows"), makeHealthList(HealthTab::windows, context));
    news_ = context.feed.subscribe(
        contract::healthTopic, [this](const client::FeedEvents<contract::ComponentNews>&) { readSoon(); },
        [this](const client::FeedGap&) { readSoon(); });
    follow({domain::EntityKind::component, domain::EntityKind::maintenanceWindow});
    HealthPage::readSummary();
}

void HealthPage::readSummary() {
    reading_.take(context().client.call(contract::healthSummary, {}), [this](Result<contract::HealthSummary> summary) {
        if (summary) showSummary(*summary);
    });
}

void HealthPage::showSummary(const contract::HealthSummary& summary) {
    tabs_->setCount(0, countText(summary.components()));
    tabs_->setCount(1, countText(summary.windowsActive + summary.windowsScheduled));
    setNavigationCount(summary.down > 0 ? countText(summary.down) : QString());
    const auto& last = summary.evaluation;
    const bool isLate = last.overdue > 0 || (last.startedAt && last.lateMs > last.intervalMs);
    line_->setVisible(summary.down > 0 || summary.degraded > 0 || isLate);
    if (summary.down > 0 || summary.degraded > 0) {
        QStringList names;
        for (const auto& one : summary.worst)
            names << tr("%1 (%2)").arg(QString::fromStdString(one.name), text(one.state));
        const auto state = summary.down > 0 ? domain::ComponentState::down : domain::ComponentState::degraded;
        line_->set(kindOf(state), iconOf(state), names.join(u", "_s));
    } else if (isLate) {
        line_->set(ui::BadgeKind::warn, u"exclamation-triangle-fill"_s,
                   tr("Checks are late: %n wait(s) for others to end.", nullptr, int(last.overdue)));
    }
}

}  // namespace steward::views

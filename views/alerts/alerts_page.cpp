#include "views/alerts/alerts_page.h"

#include "contract/endpoints.h"
#include "contract/topics.h"
#include "ui/status.h"
#include "ui/tabs.h"
#include "views/alerts/alert_words.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Permission;

PageInfo alertsPage() {
    return {u"alerts"_s,
            AlertsPage::tr("Alerts"),
            u"bell"_s,
            PageGroup::operations,
            Permission::alertsRead,
            u'W',
            [](PageContext& context) { return new AlertsPage(context); }};
}

AlertsPage::AlertsPage(PageContext& context) : ListTabsPage(context, u"alerts"_s) {
    tabs_->setObjectName(u"alertTabs"_s);
    tabs_->setAccessibleName(tr("Alerts, rules, silences, objectives, channels"));
    line_->setObjectName(u"alertsLate"_s);
    const auto add = [&](AlertTab tab, const QString& id, const QString& name, bool showsCount) {
        addTab(id, name, makeAlertList(tab, context), showsCount);
    };
    add(AlertTab::alerts, u"alerts"_s, tr("Alerts"), false);
    add(AlertTab::rules, u"rules"_s, tr("Rules"), false);
    add(AlertTab::silences, u"silences"_s, tr("Silences"), true);
    add(AlertTab::slos, u"slos"_s, tr("Objectives"), true);
    add(AlertTab::channels, u"channels"_s, tr("Channels"), true);
    news_ = context.feed.subscribe(
        contract::alertsTopic,
        [this](const client::FeedEvents<contract::AlertNews>& events) {
            for (const auto& event : events)
                if (event.data.alert) return readSoon();
        },
        [this](const client::FeedGap&) { readSoon(); });
    using enum domain::EntityKind;
    follow({alertRule, silence, slo, alertChannel});
    AlertsPage::readSummary();
}

void AlertsPage::readSummary() {
    reading_.take(context().client.call(contract::alertSummary, {}), [this](Result<contract::AlertSummary> summary) {
        if (summary) showSummary(*summary);
    });
}

void AlertsPage::showSummary(const contract::AlertSummary& summary) {
    const auto active = summary.firing + summary.pending;
    tabs_->setCount(0, countText(active));
    tabs_->setCount(1, countText(summary.rules));
    setNavigationCount(summary.firing > 0 ? countText(summary.firing) : QString());
    const auto& last = summary.evaluation;
    const bool isLate = last.startedAt && last.lateMs > last.intervalMs;
    line_->setVisible(isLate || last.problems > 0);
    if (isLate)
        line_->set(ui::BadgeKind::warn, u"exclamation-triangle-fill"_s,
                   tr("Rules were evaluated %1 late; %n round(s) were left out.", nullptr, int(last.missed))
                       .arg(spanText(last.lateMs / 1000 * 1000)));
    else if (last.problems > 0)
        line_->set(ui::BadgeKind::warn, u"exclamation-triangle-fill"_s,
                   tr("%n rule(s) could not be answered: their series have no values.", nullptr, int(last.problems)));
}

}  // namespace steward::views

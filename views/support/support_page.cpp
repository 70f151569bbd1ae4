#include "views/support/support_page.h"

#include <QAction>
#include <QBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <functional>

#include "contract/endpoints.h"
#include "ui/buttons.h"
#include "ui/icons.h"
#include "ui/states.h"
#include "views/common/page_header.h"
#include "views/support/open_support.h"
#include "views/support/support_panel.h"
#include "views/support/support_rule_bar.h"
#include "views/support/support_table.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Permission;
using models::fetchFrom;
using models::SupportModel;

PageInfo supportPage() {
    return {u"support"_s,
            SupportPage::tr("Support access"),
            u"life-preserver"_s,
            PageGroup::platform,
            Permission::supportAccess,
            u'S',
            [](PageContext& context) { return new SupportPage(context); },
            {Permission::supportConsent}};
}

SupportPage::SupportPage(PageContext& context)
    : SupportPage(context, new SupportModel(fetchFrom(context.client, contract::listSupportAccess))) {}

SupportPage::SupportPage(PageContext& context, SupportModel* model)
    : TablePage(context, {new SupportTable(model), SupportTable::columns(), u"supportTable"_s, tr("Support access"),
                          tr("Could not load support access")}),
      model_(model),
      rule_(new models::SupportRule(
          {fetchFrom(context.client, contract::getSupportPolicy),
           [&client = context.client](contract::SupportPolicyChange change, std::int64_t version) {
               return client.call(contract::changeSupportPolicy, std::move(change), {.ifMatch = version});
           }},
          this)),
      actions_(new SupportActions(context, this)) {
    setObjectName(u"page.support"_s);
    model_->setParent(this);
    makeHeader();
    makeMiddle();
    makeCommands();
    follow();
    showWho();
    model_->reload();
}

void SupportPage::makeHeader() {
    column()->addWidget(header());
    ask_ = addHeaderButton(tr("Ask for access"), u"askSupport"_s, u"plus-lg"_s, true);
    needs(ask_, context().session, Permission::supportAccess);
    connect(ask_, &QAbstractButton::clicked, this, [this] { actions_->ask(); });
}

void SupportPage::makeMiddle() {
    column()->addWidget(new SupportRuleBar(context(), rule_));
    column()->addWidget(new OpenSupport(context(), model_, actions_));
    panel_ = new SupportPanel;
    auto* split = new QHBoxLayout;
    split->setSpacing(0);
    split->addWidget(states(), 1);
    split->addWidget(panel_);
    column()->addLayout(split, 1);
    table()->horizontalHeader()->setSectionsClickable(false);
    connect(table(), &ui::TableView::currentRowChanged, this, &SupportPage::showCurrent);
    table()->setMenuBuilder([this](QMenu* menu, const QModelIndex& index) {
        const domain::SupportAccess* access = model_->at(index.row());
        if (!access) return;
        for (const auto& act : actions_->actsFor(*access)) {
            QAction* action =
                menu->addAction(ui::icon(act.icon), act.text, actions_,
                                [this, run = act.run, chosen = *access] { std::invoke(run, actions_, chosen); });
            action->setObjectName(act.name);
            needs(action, context().session, act.permission);
        }
    });
}

void SupportPage::makeCommands() {
    const auto one = [this](void (SupportActions::*act)(const domain::SupportAccess&)) {
        return [this, act] {
            const domain::SupportAccess* access = current();
            if (!access) return;
            for (const auto& offered : actions_->actsFor(*access))
                if (offered.run == act) return std::invoke(act, actions_, *access);
        };
    };
    addCommand(tr("Ask for support access…"), u"support.ask"_s, u"plus-lg"_s, QKeySequence(u"Ctrl+N"_s),
               Permission::supportAccess, [this] { actions_->ask(); });
    addCommand(tr("Enter the tenant"), u"support.enter"_s, u"box-arrow-in-right"_s, QKeySequence(u"Ctrl+Return"_s),
               Permission::supportAccess, one(&SupportActions::enter));
    addCommand(tr("Allow support access"), u"support.allow"_s, u"check-lg"_s, {}, Permission::supportConsent,
               one(&SupportActions::allow));
    addCommand(tr("Refuse support access"), u"support.refuse"_s, u"x-lg"_s, {}, Permission::supportConsent,
               one(&SupportActions::refuse));
    addCommand(tr("End support access…"), u"support.end"_s, u"stop-fill"_s, QKeySequence(Qt::Key_Delete),
               Permission::signedIn, one(&SupportActions::end));
}

// The audit log names everything that happens to support access.
void SupportPage::follow() {
    connect(actions_, &SupportActions::changed, this, [this](const QString& id) {
        wanted_ = id;
        model_->accessChanged();
    });
    connect(&context().session, &models::Session::changed, this, &SupportPage::showWho);
    audit_ = context().feed.subscribe(
        contract::auditTopic,
        [this](const client::FeedEvents<domain::AuditEntry>& events) {
            for (const auto& event : events) {
                if (event.data.entity == "supportAccess") model_->accessChanged();
                if (event.data.entity == "supportPolicy") rule_->reload();
            }
        },
        [this](const client::FeedGap&) { model_->accessChanged(); });
}

void SupportPage::showWho() {
    const bool isStaff = actions_->isStaff();
    ask_->setVisible(isStaff);
    table()->setColumnHidden(SupportModel::Tenant, !isStaff);
    const auto& me = context().session.me();
    if (me && !isStaff && !rule_->policy()) rule_->open(*me->principal.tenantId);
}

void SupportPage::refresh() {
    TablePage::refresh();
    rule_->reload();
}

void SupportPage::visit(const QVariantMap& target) {
    if (const QString tenant = target.value(u"ask"_s).toString(); !tenant.isEmpty())
        actions_->askById(tenant.toStdString());
    if (const QString id = target.value(u"id"_s).toString(); !id.isEmpty()) choose(id);
}

void SupportPage::choose(const QString& id) {
    const int row = model_->rowOf(id);
    wanted_ = row < 0 ? id : QString();
    if (row >= 0) table()->setCurrentIndex(decorated()->index(row, SupportModel::Staff));
}

const domain::SupportAccess* SupportPage::current() const {
    const QModelIndex index = table()->currentIndex();
    return index.isValid() && model_->isHere(index.row()) ? model_->at(index.row()) : nullptr;
}

void SupportPage::rowsShown() {
    if (!wanted_.isEmpty() && !model_->isBusy()) choose(wanted_);
    if (model_->rowCount() > 0 && !table()->currentIndex().isValid())
        table()->setCurrentIndex(decorated()->index(0, SupportModel::Staff));
    qint64 waiting = 0;
    for (const auto* access : model_->open())
        if (access->state == domain::SupportState::waitingForConsent && !actions_->isStaff()) ++waiting;
    setNavigationCount(waiting > 0 ? locale().toString(waiting) : QString());
    showCurrent();
}

void SupportPage::showCurrent() {
    const domain::SupportAccess* access = current();
    panel_->setVisible(access);
    if (access) panel_->set(*access);
}

void SupportPage::showNothing() {
    if (!actions_->isStaff())
        return states()->showEmpty(u"life-preserver"_s, tr("Support was never here"),
                                   tr("When the platform's staff ask to look into your tenant, you see it here."));
    states()->showEmpty(u"life-preserver"_s, tr("No support access"),
                        tr("To act within a tenant you ask its people, with a reason and for a while."));
    auto* ask = states()->empty()->addAction(tr("Ask for access"));
    ask->setObjectName(u"askSupportEmpty"_s);
    needs(ask, context().session, Permission::supportAccess);
    connect(ask, &QAbstractButton::clicked, this, [this] { actions_->ask(); });
}

}  // namespace steward::views

#include "views/drafts/drafts_page.h"

#include <QAction>
#include <QBoxLayout>
#include <QHeaderView>
#include <QPointer>

#include "contract/endpoints.h"
#include "ui/buttons.h"
#include "ui/states.h"
#include "ui/toast.h"
#include "views/alerts/alert_actions.h"
#include "views/common/confirm_dialog.h"
#include "views/common/page_header.h"
#include "views/drafts/drafts_table.h"
#include "views/health/health_actions.h"
#include "views/schedules/schedule_actions.h"
#include "views/tenants/tenant_actions.h"
#include "views/users/user_actions.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Permission;
using models::DraftState;

namespace {

// Who may only schedule reports has drafts of schedules (domain::permissionToPlan).
Permission permissionOf(const models::Session& session) {
    return session.allows(Permission::plansApply) ? Permission::plansApply : Permission::reportsWrite;
}

}  // namespace

PageInfo draftsPage() {
    return {u"drafts"_s,
            DraftsPage::tr("Drafts"),
            u"pencil"_s,
            PageGroup::customers,
            Permission::plansApply,
            u'E',
            [](PageContext& context) { return new DraftsPage(context); },
            {Permission::reportsWrite}};
}

DraftsPage::DraftsPage(PageContext& context)
    : DraftsPage(context, new models::DraftsModel(context.store,
                                                  {models::fetchFrom(context.client, contract::createPlan),
                                                   models::fetchFrom(context.client, contract::listPlanChanges)})) {}

DraftsPage::DraftsPage(PageContext& context, models::DraftsModel* model)
    : TablePage(context, {new DraftsTable(model), DraftsTable::columns(), u"draftsTable"_s, tr("Drafts"),
                          tr("Could not read the drafts")}),
      model_(model),
      tenants_(new TenantActions(context, this)),
      users_(new UserActions(context, this)),
      others_{{domain::EntityKind::alertRule, new RuleActions(context, this)},
              {domain::EntityKind::silence, new DefinitionActions<domain::Silence>(context, this)},
              {domain::EntityKind::slo, new DefinitionActions<domain::Slo>(context, this)},
              {domain::EntityKind::alertChannel, new ChannelActions(context, this)},
              {domain::EntityKind::component, new ComponentActions(context, this)},
              {domain::EntityKind::maintenanceWindow, new WindowActions(context, this)},
              {domain::EntityKind::reportSchedule, new ScheduleActions(context, this)}},
      apply_(addHeaderButton(tr("Apply…"), u"applyDrafts"_s, u"check-lg"_s, true)),
      open_(addHeaderButton(tr("Preview…"), u"openDraft"_s, u"file-diff"_s)),
      discard_(addHeaderButton(tr("Discard…"), u"discardDraft"_s, u"trash"_s)) {
    setObjectName(u"page.drafts"_s);
    model_->setParent(this);
    column()->addWidget(header());
    column()->addWidget(states(), 1);
    table()->horizontalHeader()->setSectionsClickable(false);
    connect(apply_, &QAbstractButton::clicked, this, &DraftsPage::applyReady);
    connect(open_, &QAbstractButton::clicked, this, &DraftsPage::open);
    connect(discard_, &QAbstractButton::clicked, this, &DraftsPage::discard);
    connect(table(), &ui::TableView::currentRowChanged, this, &DraftsPage::showCurrent);
    connect(table(), &QAbstractItemView::activated, this, &DraftsPage::open);
    connect(&context.session, &models::Session::changed, this, &DraftsPage::showCurrent);
    for (PlanActions* actions : {static_cast<PlanActions*>(tenants_), static_cast<PlanActions*>(users_)})
        connect(actions, &PlanActions::changed, model_, &models::PagedModel::reload);
    for (const auto& [kind, actions] : others_)
        connect(actions, &PlanActions::changed, model_, &models::PagedModel::reload);
    const Permission permission = permissionOf(context.session);
    addCommand(tr("Apply drafts…"), u"drafts.apply"_s, u"check-lg"_s, {}, permission, [this] { applyReady(); });
    addCommand(tr("Preview draft…"), u"drafts.open"_s, u"file-diff"_s, QKeySequence(u"F2"_s), permission,
               [this] { open(); });
    addCommand(
        tr("Discard draft…"), u"drafts.discard"_s, u"trash"_s, QKeySequence(Qt::Key_Delete), permission,
        [this] { discard(); }, WhileOffline::drafted);
    model_->reload();
}

void DraftsPage::visit(const QVariantMap&) {
    model_->reload();
}

const models::DraftRow* DraftsPage::current() const {
    const QModelIndex index = table()->currentIndex();
    return index.isValid() ? model_->at(index.row()) : nullptr;
}

PlanActions* DraftsPage::actionsOf(const models::EditDraft& draft) const {
    if (draft.entity == domain::EntityKind::user) return users_;
    if (const auto other = others_.find(draft.entity); other != others_.end()) return other->second;
    return tenants_;
}

void DraftsPage::applyReady() {
    PlanAsk ask;
    ask.request = model_->planOf(DraftState::ready);
    if (!ask.request.targets) return;
    ask.title = tr("Apply %n draft(s)", nullptr, int(ask.request.targets->size()));
    ask.applied = [page = QPointer(this)](const domain::Batch&) {
        if (page) page->model_->settle();
    };
    context().shell.openPlan(std::move(ask));
}

void DraftsPage::open() {
    const auto* row = current();
    if (!row || !open_->isEnabled()) return;
    actionsOf(row->draft)->save(row->draft, tr("Change %1").arg(QString::fromStdString(row->draft.name)));
}

void DraftsPage::discard() {
    const auto* row = current();
    if (!row) return;
    const models::EditDraft draft = row->draft;
    const QString name = QString::fromStdString(draft.name);
    const auto gone = [this, name](const Result<>& outcome) {
        tell(context(), outcome, tr("Draft of %1 discarded").arg(name), tr("The draft was not discarded"));
        model_->reload();
    };
    confirmFirst(context().shell.window(), tr("Discard the draft of %1?").arg(name),
                 tr("What was typed is gone. The platform has never had it."), tr("Discard"),
                 [this, draft, gone] { client::whenReady(models::discardDraft(context().store, draft), this, gone); });
}

void DraftsPage::showCurrent() {
    const int ready = model_->count(DraftState::ready);
    const QString why = whyNot(context().session, permissionOf(context().session));
    apply_->setText(ready > 0 ? tr("Apply %n…", nullptr, ready) : tr("Apply…"));
    apply_->setEnabled(why.isEmpty() && ready > 0);
    apply_->setToolTip(why.isEmpty() && ready == 0 ? tr("No draft is ready.") : why);
    const bool chosen = current() != nullptr;
    const QString none = tr("Choose a draft first.");
    open_->setEnabled(why.isEmpty() && chosen);
    open_->setToolTip(chosen ? why : none);
    discard_->setEnabled(chosen);
    discard_->setToolTip(chosen ? QString() : none);
    const auto all = model_->rows().size();
    setNavigationCount(all > 0 ? QString::number(all) : QString());
}

void DraftsPage::showNothing() {
    states()->showEmpty(u"pencil"_s, tr("No drafts"),
                        tr("What you edit while the platform cannot be reached waits here until it is back."));
}

}  // namespace steward::views

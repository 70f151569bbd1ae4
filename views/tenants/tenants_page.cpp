#include "views/tenants/tenants_page.h"

#include <QAction>
#include <QDropEvent>
#include <QMenu>
#include <functional>

#include "contract/endpoints.h"
#include "models/tenants/tenant_views.h"
#include "ui/buttons.h"
#include "views/import/import_dialog.h"
#include "views/tenants/tenant_panel.h"
#include "views/tenants/tenants_table.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Permission;
using models::fetchFrom;
using models::TenantsModel;

namespace {

TenantsModel* makeModel(PageContext& context) {
    auto& client = context.client;
    return new TenantsModel({fetchFrom(client, contract::listTenants), fetchFrom(client, contract::getTenant),
                             fetchFrom(client, contract::tenantRequests), &context.store,
                             fetchFrom(client, contract::countGroups)});
}

QList<FilterField> filterFields() {
    using Kind = FilterField::Kind;
    QStringList regions;
    for (const std::string& region : domain::regions())
        regions << QString::fromStdString(region);
    return {FilterField::oneOf<domain::TenantStatus>(u"status"_s),
            FilterField::oneOf<domain::SubscriptionPlan>(u"plan"_s),
            {u"region"_s, Kind::choice, regions},
            FilterField::oneOf<domain::BillingInterval>(u"billingInterval"_s),
            {u"users"_s, Kind::number},
            {u"mrr"_s, Kind::number},
            {u"limitUse"_s, Kind::number},
            {u"createdAt"_s, Kind::moment},
            {u"lastActiveAt"_s, Kind::moment},
            {u"name"_s},
            {u"ownerEmail"_s},
            {u"tags"_s}};
}

}  // namespace

PageInfo tenantsPage() {
    return {u"tenants"_s,
            TenantsPage::tr("Tenants"),
            u"buildings"_s,
            PageGroup::customers,
            Permission::tenantsRead,
            u'T',
            [](PageContext& context) { return new TenantsPage(context); }};
}

TenantsPage::TenantsPage(PageContext& context) : TenantsPage(context, makeModel(context)) {}

TenantsPage::TenantsPage(PageContext& context, TenantsModel* model)
    : EntityListPage(context, {new TenantsTable(model), TenantsTable::columns(), u"tenantsTable"_s, tr("Tenants"),
                               tr("Could not load tenants")}),
      actions_(new TenantActions(context, this)) {
    setObjectName(u"page.tenants"_s);
    model_ = model;
    model_->setParent(this);
    auto& client = context.client;
    const auto list = fetchFrom(client, contract::listTenants);
    detail_ =
        new models::TenantDetail({fetchFrom(client, contract::getTenant), fetchFrom(client, contract::metricRange),
                                  fetchFrom(client, contract::listAudit), &context.store},
                                 this);
    auto* views = new models::SavedViews(contract::ListName::tenants, models::tenantViews(), models::countWith(list),
                                         models::viewsFrom(client, context.store), context.session, this);
    auto* panel = new TenantPanel(context, detail_, actions_);
    build({model_,
           contract::ListName::tenants,
           views,
           filterFields(),
           {u"status"_s, u"plan"_s, u"region"_s, u"billingInterval"_s},
           panel,
           u"tenantViews"_s,
           tr("name, id, owner or domain"),
           tr("Selected tenants"),
           tr("Key accounts in Europe"),
           TenantsModel::Name});
    makeActions();
    makeCommands();
    setAcceptDrops(true);
}

QString TenantsPage::nameOf(const models::SavedView& view) const {
    if (view.id == "pastDue"_L1) return tr("Past due");
    if (view.id == "trials"_L1) return tr("Trials");
    if (view.id == "eu"_L1) return tr("EU residency");
    if (view.id == "nearLimit"_L1) return tr("Near a limit");
    if (view.id == "suspended"_L1) return tr("Suspended");
    if (view.id == "removed"_L1) return tr("Deleted");
    return tr("All tenants");
}

void TenantsPage::makeActions() {
    auto* take = addHeaderButton(tr("Export"), u"exportTenants"_s, u"download"_s);
    take->setToolTip(tr("Opens these tenants as a report, which exports to CSV, XLSX, PDF and JSON"));
    connect(take, &QAbstractButton::clicked, this, [this] {
        Choice all;
        all.filter = model_->filter();
        actions_->exportRows(all);
    });
    auto* bring = addHeaderButton(tr("Import"), u"importTenants"_s, u"upload"_s);
    bring->setToolTip(tr("Tenants from a CSV or XLSX file, as a plan that you see first"));
    needs(bring, context().session, Permission::tenantsWrite);
    connect(bring, &QAbstractButton::clicked, this, [this] { actions_->importFile(); });
    auto* create = addHeaderButton(tr("New tenant"), u"newTenant"_s, u"plus-lg"_s, true);
    needs(create, context().session, Permission::tenantsWrite, WhileOffline::drafted);
    connect(create, &QAbstractButton::clicked, actions_, &TenantActions::create);

    const auto plan = bulk()->add(tr("Change plan…"), u"bulkChangePlan"_s, Permission::plansApply);
    const auto tag = bulk()->add(tr("Add tag…"), u"bulkAddTag"_s, Permission::plansApply);
    addExport(actions_);
    const auto suspend =
        bulk()->add(tr("Suspend…"), u"bulkSuspend"_s, Permission::plansApply, ui::ButtonVariant::dangerOutline);
    connect(plan, &QAbstractButton::clicked, this, [this] { actions_->changePlan(selected()); });
    connect(tag, &QAbstractButton::clicked, this, [this] { actions_->addTag(selected()); });
    connect(suspend, &QAbstractButton::clicked, this, [this] { actions_->suspend(selected()); });
    follow(actions_);
}

void TenantsPage::makeCommands() {
    const auto one = [this](void (TenantActions::*act)(const domain::Tenant&)) {
        return [this, act] {
            catchUp();
            if (detail_->tenant()) std::invoke(act, actions_, *detail_->tenant());
        };
    };
    addCommand(
        tr("New tenant…"), u"tenant.new"_s, u"plus-lg"_s, QKeySequence(u"Ctrl+N"_s), Permission::tenantsWrite,
        [this] { actions_->create(); }, WhileOffline::drafted);
    addCommand(tr("Import tenants…"), u"tenant.import"_s, u"upload"_s, QKeySequence(u"Ctrl+I"_s),
               Permission::tenantsWrite, [this] { actions_->importFile(); });
    addCommand(tr("Edit tenant…"), u"tenant.edit"_s, u"pencil"_s, QKeySequence(u"F2"_s), Permission::tenantsWrite,
               one(&TenantActions::edit), WhileOffline::drafted);
    addCommand(tr("Change plan…"), u"tenant.plan"_s, u"layers"_s, QKeySequence(u"Ctrl+Shift+P"_s),
               Permission::plansApply, withChoice(actions_, &TenantActions::changePlan));
    addCommand(tr("Add tag…"), u"tenant.tag"_s, u"tag"_s, QKeySequence(u"Ctrl+Shift+T"_s), Permission::plansApply,
               withChoice(actions_, &TenantActions::addTag));
    addCommand(tr("Suspend…"), u"tenant.suspend"_s, u"slash-circle"_s, QKeySequence(u"Ctrl+Shift+S"_s),
               Permission::plansApply, withChoice(actions_, &TenantActions::suspend));
    addCommand(tr("Resume…"), u"tenant.resume"_s, u"play-fill"_s, {}, Permission::plansApply,
               withChoice(actions_, &TenantActions::resume));
    addCommand(tr("Archive…"), u"tenant.archive"_s, u"inbox"_s, {}, Permission::plansApply,
               withChoice(actions_, &TenantActions::archive));
    addCommand(tr("Delete…"), u"tenant.delete"_s, u"trash"_s, QKeySequence(Qt::Key_Delete), Permission::plansApply,
               withChoice(actions_, &TenantActions::remove));
    addCommand(tr("Restore…"), u"tenant.restore"_s, u"arrow-counterclockwise"_s, {}, Permission::plansApply,
               withChoice(actions_, &TenantActions::restore));
    addCommand(tr("Ask for support access…"), u"tenant.support"_s, u"life-preserver"_s, {}, Permission::supportAccess,
               one(&TenantActions::askSupport));
    addCommand(tr("Copy id"), u"tenant.copy"_s, u"files"_s, QKeySequence(u"Ctrl+Shift+C"_s), Permission::none,
               one(&TenantActions::copyId));
}

Choice TenantsPage::opened() const {
    return detail_->tenant() ? Choice::of(*detail_->tenant()) : Choice{};
}

void TenantsPage::fillMenu(QMenu* menu, int row) {
    const domain::Tenant tenant = *model_->at(row);
    const bool many = isOneOfMany(row);
    const Choice choice = many ? selected() : Choice::of(tenant);
    const auto add = [&](const QString& text, auto act, Permission permission = Permission::plansApply,
                         WhileOffline offline = WhileOffline::refused) {
        needs(menu->addAction(text, this, act), context().session, permission, offline);
    };
    if (tenant.status == domain::TenantStatus::removed) {
        add(tr("Restore…"), [this, choice] { actions_->restore(choice); });
        if (!many) menu->addAction(tr("Copy id"), this, [this, tenant] { actions_->copyId(tenant); });
        return;
    }
    if (!many)
        add(tr("Edit…"), [this, tenant] { actions_->edit(tenant); }, Permission::plansApply, WhileOffline::drafted);
    add(tr("Change plan…"), [this, choice] { actions_->changePlan(choice); });
    add(tr("Add tag…"), [this, choice] { actions_->addTag(choice); });
    if (many || tenant.status != domain::TenantStatus::suspended)
        add(tr("Suspend…"), [this, choice] { actions_->suspend(choice); });
    if (many || tenant.status == domain::TenantStatus::suspended)
        add(tr("Resume…"), [this, choice] { actions_->resume(choice); });
    add(tr("Delete…"), [this, choice] { actions_->remove(choice); });
    if (many) return;
    add(tr("Ask for support access…"), [this, tenant] { actions_->askSupport(tenant); }, Permission::supportAccess);
    add(tr("Logs of this tenant"), [this, tenant] { actions_->showLogs(tenant); }, Permission::logsRead);
    menu->addAction(tr("Copy id"), this, [this, tenant] { actions_->copyId(tenant); });
}

void TenantsPage::dragEnterEvent(QDragEnterEvent* event) {
    const bool mayImport = whyNot(context().session, Permission::tenantsWrite).isEmpty();
    if (mayImport && !droppedFile(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void TenantsPage::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    actions_->importFile(droppedFile(event->mimeData()));
}

}  // namespace steward::views

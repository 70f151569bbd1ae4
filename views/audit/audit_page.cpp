#include "views/audit/audit_page.h"

#include <QAction>
#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

#include "contract/endpoints.h"
#include "ui/buttons.h"
#include "ui/status.h"
#include "ui/toast.h"
#include "views/audit/audit_detail.h"
#include "views/audit/audit_table.h"
#include "views/common/filter_bar.h"
#include "views/common/page_header.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Permission;
using models::AuditModel;
using models::fetchFrom;

namespace {

AuditModel* makeModel(PageContext& context) {
    auto& client = context.client;
    return new AuditModel({fetchFrom(client, contract::listAudit), fetchFrom(client, contract::getAuditEntry),
                           &context.store, fetchFrom(client, contract::countGroups)});
}

QList<FilterField> filterFields() {
    using Kind = FilterField::Kind;
    return {{u"actor"_s, Kind::found},
            {u"action"_s, Kind::found},
            {u"entity"_s, Kind::found},
            {u"at"_s, Kind::moment},
            {u"entityName"_s},
            {u"entityId"_s},
            {u"tenantId"_s},
            {u"batchId"_s},
            {u"planId"_s},
            {u"reason"_s},
            {u"actorId"_s}};
}

}  // namespace

PageInfo auditPage() {
    return {u"audit"_s,
            AuditPage::tr("Audit"),
            u"shield-check"_s,
            PageGroup::platform,
            Permission::auditRead,
            u'A',
            [](PageContext& context) { return new AuditPage(context); }};
}

AuditPage::AuditPage(PageContext& context) : AuditPage(context, makeModel(context)) {}

AuditPage::AuditPage(PageContext& context, AuditModel* model)
    : ListPage(context, {new AuditTable(model), AuditTable::columns(), u"auditTable"_s, tr("Audit"),
                         tr("Could not load the audit log")}),
      model_(model),
      detail_(new AuditDetail(context)),
      verdict_(new ui::Banner(ui::BadgeKind::ok)) {
    setObjectName(u"page.audit"_s);
    model_->setParent(this);
    auto& client = context.client;
    auto* views = new models::SavedViews(contract::ListName::audit, models::auditViews(),
                                         models::countWith(fetchFrom(client, contract::listAudit)),
                                         models::viewsFrom(client, context.store), context.session, this);
    verdict_->setObjectName(u"auditVerdict"_s);
    verdict_->setDismissible(true);
    verdict_->hide();
    build({model_,
           contract::ListName::audit,
           views,
           filterFields(),
           {u"actor"_s, u"action"_s, u"entity"_s},
           detail_,
           u"auditViews"_s,
           tr("name, id, person or reason"),
           tr("Selected entries"),
           tr("Changes of plans this quarter"),
           AuditModel::At,
           {u"actor"_s, u"action"_s, u"entity"_s, u"at"_s}});
    column()->insertWidget(1, verdict_);
    makeActions();
    entries_ = context.feed.subscribe(
        contract::auditTopic, [this](const client::FeedEvents<domain::AuditEntry>&) { model_->entriesAdded(); },
        [this](const client::FeedGap&) { model_->entriesAdded(); });
}

QString AuditPage::nameOf(const models::SavedView& view) const {
    if (view.id == "today"_L1) return tr("Today");
    if (view.id == "signIns"_L1) return tr("Sign-ins");
    if (view.id == "access"_L1) return tr("Access");
    return tr("All entries");
}

void AuditPage::makeActions() {
    verify_ = addHeaderButton(tr("Verify chain"), u"verifyChain"_s, u"link-45deg"_s);
    auto* take = addHeaderButton(tr("Export"), u"exportAudit"_s, u"download"_s);
    take->setToolTip(tr("Opens these entries as a report, which exports to CSV, XLSX, PDF and JSON"));
    const auto takeAll = [this] {
        Choice all;
        all.filter = model_->filter().isNull() ? u""_s : model_->filter();
        openReportOn(this->context(), u"audit"_s, all);
    };
    connect(verify_, &QAbstractButton::clicked, this, &AuditPage::verify);
    connect(take, &QAbstractButton::clicked, this, takeAll);
    connect(verdict_, &ui::Banner::dismissed, verdict_, &QWidget::hide);
    auto* undo = bulk()->add(tr("Revert…"), u"bulkRevert"_s, Permission::plansApply);
    auto* some = bulk()->add(tr("Export"), u"bulkExport"_s, Permission::none);
    connect(undo, &QAbstractButton::clicked, this, [this] { revert(selected()); });
    connect(some, &QAbstractButton::clicked, this, [this] { openReportOn(this->context(), u"audit"_s, selected()); });
    addCommand(tr("Verify the audit chain"), u"audit.verify"_s, u"link-45deg"_s, {}, Permission::none,
               [this] { verify(); });
    addCommand(tr("Export these entries"), u"audit.export"_s, u"download"_s, {}, Permission::none, takeAll);
    addCommand(tr("Revert…"), u"audit.revert"_s, u"arrow-counterclockwise"_s, QKeySequence(u"Ctrl+Shift+Z"_s),
               Permission::plansApply, [this] { revert(openedOrSelected()); });
}

QString AuditPage::openedId() const {
    return detail_->entry() ? QString::fromStdString(detail_->entry()->id) : QString();
}

Choice AuditPage::opened() const {
    Choice choice;
    if (!detail_->entry()) return choice;
    choice.ids = {openedId()};
    choice.count = 1;
    return choice;
}

void AuditPage::openDetail(const QString& id, int row) {
    reading_.drop();
    const domain::AuditEntry* entry = row >= 0 ? model_->at(row) : nullptr;
    if (id.isEmpty()) return detail_->clear();
    if (entry) return detail_->setEntry(*entry);
    reading_.take(context().client.call(contract::getAuditEntry, {id.toStdString()}),
                  [this](Result<domain::AuditEntry> read) {
                      if (read) return detail_->setEntry(*read);
                      closePanel();
                      tell(context(), std::optional(read.error()), {}, tr("The entry could not be read"));
                  });
}

void AuditPage::fillMenu(QMenu* menu, int row) {
    const domain::AuditEntry entry = *model_->at(row);
    Choice choice = selected();
    if (!isOneOfMany(row)) {
        choice = {};
        choice.ids = {QString::fromStdString(entry.id)};
        choice.count = 1;
    }
    needs(menu->addAction(tr("Revert…"), this, [this, choice] { revert(choice); }), context().session,
          Permission::plansApply);
    if (isOneOfMany(row)) return;
    const auto only = [&](const QString& text, const QString& field, const std::string& value) {
        if (!value.empty()) menu->addAction(text, this, [this, field, value] { narrow(field, value); });
    };
    only(tr("Only what %1 did").arg(QString::fromStdString(entry.actorName)), u"actorId"_s, entry.actorId);
    only(tr("Only what was done to %1").arg(QString::fromStdString(entry.entityName)), u"entityId"_s, entry.entityId);
    only(tr("Only this batch"), u"batchId"_s, entry.batchId.value_or(""));
    menu->addAction(tr("Copy id"), this, [id = choice.ids.first()] { QGuiApplication::clipboard()->setText(id); });
}

void AuditPage::narrow(const QString& field, const std::string& value) {
    const models::Clause only{field, models::Comparison::is, {QString::fromStdString(value)}};
    ListPage::visit({{u"filter"_s, models::filterText({only})}});
}

void AuditPage::revert(const Choice& choice) {
    if (choice.isEmpty()) return;
    if (!choice.filter.isNull())
        return void(
            context().toasts.show(ui::BadgeKind::info, tr("Select the entries one by one to revert them together.")));
    context().shell.openRevert({}, choice.ids);
}

void AuditPage::verify() {
    verify_->setBusy(true, tr("Verifying…"));
    verifying_.take(context().client.call(contract::verifyAudit, {}), [this](Result<domain::AuditVerification> result) {
        verify_->setBusy(false);
        verdict_->show();
        if (!result)
            return verdict_->set(
                ui::BadgeKind::warn, u"exclamation-triangle-fill"_s,
                tr("The chain could not be verified: %1").arg(QString::fromStdString(result.error().message)));
        if (result->intact)
            return verdict_->set(
                ui::BadgeKind::ok, u"shield-check"_s,
                tr("The chain is intact: %1 entries, each sealed by the next.").arg(countText(result->entries)));
        verdict_->set(ui::BadgeKind::bad, u"exclamation-triangle-fill"_s,
                      tr("The chain is broken at entry %1: %2")
                          .arg(countText(result->firstBrokenSeq.value_or(0)), QString::fromStdString(result->detail)));
    });
}

void AuditPage::visit(const QVariantMap& target) {
    ListPage::visit(target);
    if (target.value(u"verify"_s).toBool()) verify();
}

}  // namespace steward::views

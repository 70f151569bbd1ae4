#include "views/tenants/tenant_actions.h"

#include <QSpinBox>

#include "contract/endpoints.h"
#include "views/common/form_dialog.h"
#include "views/common/words.h"
#include "views/import/import_dialog.h"
#include "views/tenants/tenant_form.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t gigabyte = 1'000'000'000;

class Limit : public QSpinBox {
public:
    Limit(std::int64_t value, const QString& unit) {
        setRange(0, 2'000'000'000);
        setGroupSeparatorShown(true);
        setSpecialValueText(TenantActions::tr("No limit"));
        setSuffix(unit);
        setValue(int(std::min<std::int64_t>(value, 2'000'000'000)));
        setMinimumHeight(ui::Theme::current().metric("controlLarge"));
    }
};

}  // namespace

TenantActions::TenantActions(PageContext& context, QObject* parent)
    : PlanActions(context, domain::EntityKind::tenant, u"tenants"_s, parent) {}

QString TenantActions::several(qint64 count) const {
    return tr("%1 tenants").arg(countText(count));
}

void TenantActions::suspend(const Choice& choice) {
    operate(choice, domain::Operation::suspend, tr("Suspend %1").arg(about(choice)));
}

void TenantActions::resume(const Choice& choice) {
    operate(choice, domain::Operation::resume, tr("Resume %1").arg(about(choice)));
}

void TenantActions::remove(const Choice& choice) {
    operate(choice, domain::Operation::remove, tr("Delete %1").arg(about(choice)));
}

void TenantActions::restore(const Choice& choice) {
    operate(choice, domain::Operation::restore, tr("Restore %1").arg(about(choice)));
}

void TenantActions::rebase(const models::EditDraft& edit, Rebased then) {
    rebaseOn<domain::TenantPatch>(models::fetchFrom(context().client, contract::getTenant), edit, std::move(then));
}

void TenantActions::archive(const Choice& choice) {
    operate(choice, domain::Operation::archive, tr("Archive %1").arg(about(choice)));
}

void TenantActions::changePlan(const Choice& choice) {
    if (choice.isEmpty()) return;
    auto* dialog = new FormDialog(context().shell.window(), tr("Change plan of %1").arg(about(choice)), tr("Preview…"));
    auto* select = planSelect();
    dialog->addField(u"/plan"_s, tr("New plan"), select,
                     tr("Limits and price follow the plan. You see each change first."));
    connect(dialog, &FormDialog::submitted, this, [this, dialog, select, choice] {
        domain::TenantPatch patch;
        patch.plan = domain::SubscriptionPlan(select->currentData().toInt());
        preview(change(choice, patch), tr("Change plan of %1").arg(about(choice)),
                tr("New plan: %1.").arg(text(*patch.plan)), dialog);
    });
    dialog->open(select);
}

void TenantActions::addTag(const Choice& choice) {
    if (choice.isEmpty()) return;
    auto* dialog = new FormDialog(context().shell.window(), tr("Add a tag to %1").arg(about(choice)), tr("Preview…"));
    auto* tag = new ui::LineField(tr("key-account"));
    tag->setLarge(true);
    dialog->addField(u"/addTag"_s, tr("Tag"), tag, tr("Lower-case letters, digits and hyphens. Other tags stay."));
    connect(dialog, &FormDialog::submitted, this, [this, dialog, tag, choice] {
        domain::TenantPatch patch;
        patch.addTag = tag->text().trimmed().toStdString();
        preview(change(choice, patch), tr("Add a tag to %1").arg(about(choice)),
                tr("New tag: %1.").arg(tag->text().trimmed()), dialog);
    });
    dialog->open(tag);
}

void TenantActions::editLimits(const domain::Tenant& tenant) {
    const QString name = QString::fromStdString(tenant.name);
    auto* dialog = new FormDialog(context().shell.window(), tr("Limits of %1").arg(name), tr("Preview…"));
    auto* seats = new Limit(tenant.seatsLimit, {});
    auto* calls = new Limit(tenant.apiCallsLimit, {});
    auto* storage = new Limit(tenant.storageLimit / gigabyte, tr(" GB"));
    auto* webhooks = new Limit(tenant.webhooksLimit, {});
    dialog->addField(u"/seatsLimit"_s, tr("Seats"), seats, tr("%1 used").arg(countText(tenant.users)));
    dialog->addField(u"/apiCallsLimit"_s, tr("API calls a month"), calls,
                     tr("%1 used").arg(amountText(double(tenant.apiCallsUsed))));
    dialog->addField(u"/storageLimit"_s, tr("Storage"), storage, tr("%1 used").arg(bytesText(tenant.storageUsed)));
    dialog->addField(u"/webhooksLimit"_s, tr("Webhooks"), webhooks, tr("%1 used").arg(countText(tenant.webhooksUsed)));
    connect(dialog, &FormDialog::submitted, this, [=, this] {
        domain::TenantPatch patch;
        const auto set = [](std::optional<std::int64_t>& field, std::int64_t before, std::int64_t after) {
            if (before != after) field = after;
        };
        set(patch.seatsLimit, tenant.seatsLimit, seats->value());
        set(patch.apiCallsLimit, tenant.apiCallsLimit, calls->value());
        if (storage->value() != tenant.storageLimit / gigabyte) patch.storageLimit = storage->value() * gigabyte;
        set(patch.webhooksLimit, tenant.webhooksLimit, webhooks->value());
        if (json::write(patch) == "{}") return dialog->close();
        save(editOf(tenant, patch), tr("Change limits of %1").arg(name), dialog);
    });
    watch(dialog, tenant.id, tenant.version);
    dialog->open(seats);
}

void TenantActions::create() {
    form(nullptr);
}
void TenantActions::importFile(const QString& file) {
    auto* dialog = new ImportDialog(context().shell.window(), tr("Import tenants"), imports::tenants());
    connect(dialog, &ImportDialog::checked, this, [this, dialog](const imports::Import& import) {
        domain::PlanRequest plan;
        plan.operation = domain::Operation::converge;
        plan.targets = import.targets;
        const qint64 leftOut = import.leftOut;
        preview(std::move(plan), tr("Import %1").arg(dialog->fileName()),
                leftOut > 0 ? tr("Rows of the file that are left out: %1.").arg(countText(leftOut)) : QString(),
                dialog);
    });
    dialog->begin(file);
}
void TenantActions::edit(const domain::Tenant& tenant) {
    form(&tenant);
}

void TenantActions::form(const domain::Tenant* tenant) {
    auto* dialog = new TenantForm(context().shell.window(), tenant);
    connect(
        dialog, &FormDialog::submitted, this, [this, dialog, before = tenant ? std::optional(*tenant) : std::nullopt] {
            const domain::TenantPatch patch = dialog->patch();
            if (before && json::write(patch) == "{}") return dialog->close();
            if (!dialog->check()) return;
            if (before)
                return save(editOf(*before, patch), tr("Change %1").arg(QString::fromStdString(before->name)), dialog);
            domain::Tenant created;
            created.name = patch.name.value_or("");
            models::EditDraft creation = editOf(created, patch);
            creation.key = patch.slug.value_or("");
            save(creation, tr("New tenant %1").arg(QString::fromStdString(created.name)), dialog);
        });
    watch(dialog, tenant ? tenant->id : std::string(), tenant ? tenant->version : 0);
    dialog->open(dialog->first());
}

void TenantActions::askSupport(const domain::Tenant& tenant) {
    context().shell.goTo(u"support"_s, {{u"ask"_s, QString::fromStdString(tenant.id)}});
}

void TenantActions::showLogs(const domain::Tenant& tenant) {
    context().shell.goTo(u"logs"_s, {{u"tenant"_s, QString::fromStdString(tenant.id)},
                                     {u"name"_s, QString::fromStdString(tenant.name)}});
}

void TenantActions::copyId(const domain::Tenant& tenant) {
    copy(tenant.id, tr("Id of %1 copied").arg(QString::fromStdString(tenant.name)));
}

}  // namespace steward::views

#include "views/tenants/tenant_actions.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>
#include <QSpinBox>

#include "ui/toast.h"
#include "views/common/form_dialog.h"
#include "views/common/words.h"
#include "views/tenants/tenant_form.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t gigabyte = 1'000'000'000;

template <class T>
json::Value documentOf(const T& value) {
    auto document = json::parse(json::write(value));
    return document ? std::move(*document) : json::Value();
}

json::Value patchOf(const domain::TenantPatch& patch) {
    json::Value document = documentOf(patch);
    return document;
}

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

TenantChoice TenantChoice::of(const domain::Tenant& tenant) {
    return {
        {QString::fromStdString(tenant.id)}, {{tenant.id, tenant.version}}, {}, 1, QString::fromStdString(tenant.name)};
}

domain::Selection TenantChoice::selection() const {
    domain::Selection selection;
    if (!filter.isNull()) {
        selection.filter = filter.toStdString();
        return selection;
    }
    selection.ids.emplace();
    for (const QString& id : ids)
        selection.ids->push_back(id.toStdString());
    return selection;
}

TenantActions::TenantActions(PageContext& context, QObject* parent) : QObject(parent), context_(context) {}

QString TenantActions::about(const TenantChoice& choice) const {
    if (choice.count == 1 && !choice.name.isEmpty()) return choice.name;
    return tr("%1 tenants").arg(countText(choice.count));
}

domain::PlanRequest TenantActions::request(const TenantChoice& choice, domain::Operation operation) const {
    domain::PlanRequest request;
    request.entity = domain::EntityKind::tenant;
    request.operation = operation;
    request.selection = choice.selection();
    if (!choice.seen.empty()) request.seen = choice.seen;
    return request;
}

void TenantActions::preview(domain::PlanRequest request, const QString& title, const QString& summary,
                            FormDialog* form) {
    PlanAsk ask;
    ask.request = std::move(request);
    ask.title = title;
    ask.summary = summary;
    ask.applied = [self = QPointer(this)](const domain::Batch&) {
        if (self) Q_EMIT self->changed();
    };
    if (form) {
        form->setBusy(true);
        ask.refused = [dialog = QPointer(form)](const Error& error) {
            if (!dialog) return;
            dialog->setBusy(false);
            dialog->showError(error);
        };
        ask.computed = [dialog = QPointer(form)] {
            if (dialog) dialog->close(1);
        };
    }
    context_.shell.openPlan(std::move(ask));
}

void TenantActions::operate(const TenantChoice& choice, domain::Operation operation, const QString& title) {
    if (!choice.isEmpty()) preview(request(choice, operation), title);
}

void TenantActions::suspend(const TenantChoice& choice) {
    operate(choice, domain::Operation::suspend, tr("Suspend %1").arg(about(choice)));
}

void TenantActions::resume(const TenantChoice& choice) {
    operate(choice, domain::Operation::resume, tr("Resume %1").arg(about(choice)));
}

void TenantActions::archive(const TenantChoice& choice) {
    operate(choice, domain::Operation::archive, tr("Archive %1").arg(about(choice)));
}

void TenantActions::changePlan(const TenantChoice& choice) {
    if (choice.isEmpty()) return;
    auto* dialog = new FormDialog(context_.shell.window(), tr("Change plan of %1").arg(about(choice)), tr("Preview…"));
    auto* select = planSelect();
    dialog->addField(u"/plan"_s, tr("New plan"), select,
                     tr("Limits and price follow the plan. You see each change first."));
    connect(dialog, &FormDialog::submitted, this, [this, dialog, select, choice] {
        domain::TenantPatch patch;
        patch.plan = domain::SubscriptionPlan(select->currentData().toInt());
        domain::PlanRequest change = request(choice, domain::Operation::change);
        change.patch = patchOf(patch);
        preview(std::move(change), tr("Change plan of %1").arg(about(choice)),
                tr("New plan: %1.").arg(text(*patch.plan)), dialog);
    });
    dialog->open(select);
}

void TenantActions::addTag(const TenantChoice& choice) {
    if (choice.isEmpty()) return;
    auto* dialog = new FormDialog(context_.shell.window(), tr("Add a tag to %1").arg(about(choice)), tr("Preview…"));
    auto* tag = new ui::LineField(tr("key-account"));
    tag->setLarge(true);
    dialog->addField(u"/addTag"_s, tr("Tag"), tag, tr("Lower-case letters, digits and hyphens. Other tags stay."));
    connect(dialog, &FormDialog::submitted, this, [this, dialog, tag, choice] {
        domain::TenantPatch patch;
        patch.addTag = tag->text().trimmed().toStdString();
        domain::PlanRequest change = request(choice, domain::Operation::change);
        change.patch = patchOf(patch);
        preview(std::move(change), tr("Add a tag to %1").arg(about(choice)),
                tr("New tag: %1.").arg(tag->text().trimmed()), dialog);
    });
    dialog->open(tag);
}

void TenantActions::editLimits(const domain::Tenant& tenant) {
    const QString name = QString::fromStdString(tenant.name);
    auto* dialog = new FormDialog(context_.shell.window(), tr("Limits of %1").arg(name), tr("Preview…"));
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
        domain::PlanRequest change = request(TenantChoice::of(tenant), domain::Operation::change);
        change.patch = patchOf(patch);
        preview(std::move(change), tr("Change limits of %1").arg(name), {}, dialog);
    });
    dialog->open(seats);
}

void TenantActions::create() {
    form(nullptr);
}
void TenantActions::edit(const domain::Tenant& tenant) {
    form(&tenant);
}

void TenantActions::form(const domain::Tenant* tenant) {
    auto* dialog = new TenantForm(context_.shell.window(), tenant);
    connect(dialog, &FormDialog::submitted, this,
            [this, dialog, before = tenant ? std::optional(*tenant) : std::nullopt] {
                const domain::TenantPatch patch = dialog->patch();
                if (before && json::write(patch) == "{}") return dialog->close();
                if (!dialog->check()) return;
                if (before) {
                    domain::PlanRequest change = request(TenantChoice::of(*before), domain::Operation::change);
                    change.patch = patchOf(patch);
                    return preview(std::move(change), tr("Change %1").arg(QString::fromStdString(before->name)), {},
                                   dialog);
                }
                domain::PlanRequest creation;
                creation.operation = domain::Operation::create;
                creation.patch = patchOf(patch);
                preview(std::move(creation), tr("New tenant %1").arg(QString::fromStdString(patch.name.value_or(""))),
                        {}, dialog);
            });
    dialog->open(dialog->first());
}

void TenantActions::copyId(const domain::Tenant& tenant) {
    QGuiApplication::clipboard()->setText(QString::fromStdString(tenant.id));
    context_.toasts.show(ui::BadgeKind::ok, tr("Id of %1 copied").arg(QString::fromStdString(tenant.name)));
}

void TenantActions::exportRows(const TenantChoice& choice) {
    QVariantMap target{{u"dataset"_s, u"tenants"_s}};
    if (!choice.filter.isNull())
        target.insert(u"filter"_s, choice.filter);
    else if (!choice.ids.isEmpty())
        target.insert(u"filter"_s, u"id in (%1)"_s.arg(choice.ids.join(u',')));
    context_.shell.goTo(u"reports"_s, target);
}

}  // namespace steward::views

#include "views/common/plan_actions.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>
#include <algorithm>

#include "client/feed.h"
#include "contract/topics.h"
#include "domain/merge.h"
#include "ui/toast.h"
#include "views/common/form_dialog.h"
#include "views/common/merge_dialog.h"

namespace steward::views {

using namespace Qt::StringLiterals;

domain::Selection Choice::selection() const {
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

PlanActions::PlanActions(PageContext& context, domain::EntityKind kind, QString dataset, QObject* parent)
    : QObject(parent), context_(context), kind_(kind), dataset_(std::move(dataset)) {}

QString PlanActions::about(const Choice& choice) const {
    return choice.count == 1 && !choice.name.isEmpty() ? choice.name : several(choice.count);
}

domain::PlanRequest PlanActions::request(const Choice& choice, domain::Operation operation) const {
    domain::PlanRequest request;
    request.entity = kind_;
    request.operation = operation;
    request.selection = choice.selection();
    if (!choice.seen.empty()) request.seen = choice.seen;
    return request;
}

PlanAsk PlanActions::askOf(domain::PlanRequest request, const QString& title, const QString& summary,
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
    return ask;
}

void PlanActions::preview(domain::PlanRequest request, const QString& title, const QString& summary, FormDialog* form) {
    context_.shell.openPlan(askOf(std::move(request), title, summary, form));
}

void PlanActions::save(const models::EditDraft& edit, const QString& title, FormDialog* form) {
    context_.session.isOnline() ? plan(edit, false, title, form) : keep(edit, form);
}

void PlanActions::plan(const models::EditDraft& edit, bool force, const QString& title, FormDialog* form) {
    domain::PlanRequest request;
    request.entity = kind_;
    request.patch = edit.patch;
    if (edit.isNew()) {
        request.operation = domain::Operation::create;
    } else {
        request.selection.ids = {edit.id};
        request.seen = {{edit.id, edit.version}};
    }
    if (force) request.force = true;
    PlanAsk ask = askOf(std::move(request), title, {}, form);
    if (!form)
        ask.refused = [self = QPointer(this), title](const Error& error) {
            if (self) tell(self->context_, error, {}, title);
        };
    if (!edit.isNew() && !force)
        ask.conflict = [self = QPointer(this), edit, title, dialog = QPointer(form)] {
            if (self) self->merge(edit, title, dialog);
        };
    const bool wasDraft = edit.savedAt != Time{};
    ask.applied = [self = QPointer(this), &store = context_.store, edit, wasDraft](const domain::Batch&) {
        if (wasDraft) models::discardDraft(store, edit);
        if (self) Q_EMIT self->changed();
    };
    context_.shell.openPlan(std::move(ask));
}

void PlanActions::keep(const models::EditDraft& edit, FormDialog* form) {
    if (form) form->setBusy(true);
    client::whenReady(models::keepDraft(context_.store, edit), this,
                      [this, name = QString::fromStdString(edit.name), dialog = QPointer(form)](Result<> kept) {
                          if (dialog) dialog->setBusy(false);
                          if (!kept && dialog) return dialog->showError(kept.error());
                          if (!kept) return tell(context_, kept, {}, tr("The draft was not kept"));
                          if (dialog) dialog->close(1);
                          context_.toasts.show(ui::BadgeKind::info,
                                               tr("%1: kept as a draft until the platform is back").arg(name),
                                               tr("Show drafts"), [this] { context_.shell.goTo(u"drafts"_s); });
                          Q_EMIT changed();
                      });
}

void PlanActions::merge(const models::EditDraft& edit, const QString& title, FormDialog* form) {
    rebase(edit, [this, edit, title, dialog = QPointer(form)](Result<models::EditDraft> now) {
        if (dialog) dialog->setBusy(false);
        if (now) return openMerge(edit, *now, title, dialog);
        if (dialog) return dialog->showError(now.error());
        tell(context_, now.error(), {}, title);
    });
}

void PlanActions::openMerge(const models::EditDraft& edit, const models::EditDraft& now, const QString& title,
                            FormDialog* form) {
    auto fields =
        domain::merge(models::membersOf(edit.base), models::membersOf(now.base), models::membersOf(edit.patch));
    const auto isMine = [](const domain::FieldMerge& field) { return field.side == domain::MergeSide::mine; };
    // They changed nothing that this could overwrite.
    if (std::ranges::all_of(fields, isMine)) return save(now, title, form);
    auto* dialog = new MergeDialog(context_.shell.window(), QString::fromStdString(edit.name), std::move(fields),
                                   context_.session.allows(domain::Permission::changesForce));
    const QPointer under(form);
    connect(dialog, &MergeDialog::decided, this, [this, dialog, now, title, under] {
        models::EditDraft merged = now;
        merged.patch = dialog->patch();
        if (!models::membersOf(merged.patch).empty()) return save(merged, title, under);
        if (now.savedAt != Time{}) models::discardDraft(context_.store, now);
        if (under) under->close();
        context_.toasts.show(ui::BadgeKind::info, tr("Nothing of yours was left to save"));
        Q_EMIT changed();
    });
    connect(dialog, &MergeDialog::forced, this, [this, edit, title, under] { plan(edit, true, title, under); });
    dialog->open(dialog->first());
}

void PlanActions::watch(FormDialog* form, const std::string& id, std::int64_t version) {
    const QString usual = form->submitButton()->text();
    const auto name = [this, form, usual] {
        form->submitButton()->setText(context_.session.isOnline() ? usual : tr("Keep as draft"));
    };
    connect(&context_.session, &models::Session::changed, form, name);
    name();
    if (id.empty()) return;
    auto subscription = std::make_shared<client::FeedSubscription>(context_.feed.subscribe(
        contract::entitiesTopic,
        [form = QPointer(form), id, version](const client::FeedEvents<contract::EntityChanged>& events) {
            for (const auto& event : events)
                if (form && event.data.id == id && event.data.version > version)
                    form->showNewer(
                        tr("%1 saved this a moment ago.").arg(QString::fromStdString(event.data.actorName)));
        }));
    connect(form, &QObject::destroyed, this, [subscription]() mutable { subscription.reset(); });
}

void PlanActions::operate(const Choice& choice, domain::Operation operation, const QString& title) {
    if (!choice.isEmpty()) preview(request(choice, operation), title);
}

void PlanActions::copy(const std::string& text, const QString& said) {
    QGuiApplication::clipboard()->setText(QString::fromStdString(text));
    context_.toasts.show(ui::BadgeKind::ok, said);
}

void openReportOn(PageContext& context, const QString& dataset, const Choice& choice) {
    QVariantMap target{{u"dataset"_s, dataset}};
    if (!choice.filter.isNull())
        target.insert(u"filter"_s, choice.filter);
    else if (!choice.ids.isEmpty())
        target.insert(u"filter"_s, u"id in (%1)"_s.arg(choice.ids.join(u',')));
    context.shell.goTo(u"reports"_s, target);
}

void PlanActions::exportRows(const Choice& choice) {
    openReportOn(context_, dataset_, choice);
}

}  // namespace steward::views

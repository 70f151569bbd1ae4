#include "views/common/plan_actions.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>

#include "ui/toast.h"
#include "views/common/form_dialog.h"

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

void PlanActions::preview(domain::PlanRequest request, const QString& title, const QString& summary, FormDialog* form) {
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

void PlanActions::operate(const Choice& choice, domain::Operation operation, const QString& title) {
    if (!choice.isEmpty()) preview(request(choice, operation), title);
}

void PlanActions::copy(const std::string& text, const QString& said) {
    QGuiApplication::clipboard()->setText(QString::fromStdString(text));
    context_.toasts.show(ui::BadgeKind::ok, said);
}

void PlanActions::exportRows(const Choice& choice) {
    QVariantMap target{{u"dataset"_s, dataset_}};
    if (!choice.filter.isNull())
        target.insert(u"filter"_s, choice.filter);
    else if (!choice.ids.isEmpty())
        target.insert(u"filter"_s, u"id in (%1)"_s.arg(choice.ids.join(u',')));
    context_.shell.goTo(u"reports"_s, target);
}

}  // namespace steward::views

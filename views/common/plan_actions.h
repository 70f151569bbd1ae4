// What can be done to rows of a list ends in a plan that is previewed, so that no path skips the preview. GUI thread.
#pragma once

#include <QObject>

#include "client/future.h"
#include "domain/plan.h"
#include "models/common/fetch.h"
#include "models/drafts/edit_draft.h"
#include "views/common/page.h"

namespace steward::views {

class FormDialog;

// What an action is about: entities by id with the versions seen, or all that a filter finds.
struct Choice {
    QStringList ids;
    std::vector<domain::SeenVersion> seen;
    QString filter;
    qint64 count = 0;
    QString name;  // of the only one

    template <class T>
    static Choice of(const T& entity) {
        return {{QString::fromStdString(entity.id)},
                {{entity.id, entity.version}},
                {},
                1,
                QString::fromStdString(entity.name)};
    }
    bool isEmpty() const { return count == 0; }
    domain::Selection selection() const;
};

// Opens a report on the rows of a dataset: what is taken away is a report.
void openReportOn(PageContext& context, const QString& dataset, const Choice& choice);

class PlanActions : public QObject {
    Q_OBJECT
public:
    // A report on these entities: what is taken away is a report.
    void exportRows(const Choice& choice);
    // Plans an edit of one entity. What somebody else changed meanwhile is merged with it; while the platform cannot be
    // reached it is kept as a draft. An edit that was one is none any more once it is applied.
    void save(const models::EditDraft& edit, const QString& title, FormDialog* form = nullptr);
    // Reads the entity as it is now and asks what both changed.
    void merge(const models::EditDraft& edit, const QString& title, FormDialog* form = nullptr);

Q_SIGNALS:
    void changed();  // a plan was applied, or something was changed that needs none

protected:
    // `dataset`: of the reports on these entities.
    PlanActions(PageContext& context, domain::EntityKind kind, QString dataset, QObject* parent);

    // "Tarnwick Foods", or "12 tenants".
    QString about(const Choice& choice) const;
    virtual QString several(qint64 count) const = 0;  // "12 tenants"
    domain::PlanRequest request(const Choice& choice, domain::Operation operation) const;
    template <class Patch>
    domain::PlanRequest change(const Choice& choice, const Patch& patch) const {
        domain::PlanRequest change = request(choice, domain::Operation::change);
        change.patch = json::toValue(patch);
        return change;
    }
    // With a form: it is busy until the plan is there, and shows what is refused at its fields.
    void preview(domain::PlanRequest request, const QString& title, const QString& summary = {},
                 FormDialog* form = nullptr);
    template <class T, class Patch>
    models::EditDraft editOf(const T& before, const Patch& patch) const {
        return {kind_,
                before.id,
                {},
                before.name,
                before.version,
                models::changeable<Patch>(json::toValue(before)),
                json::toValue(patch),
                {}};
    }
    // Tells in the form when somebody saves its entity, and what its button does while the platform is away.
    void watch(FormDialog* form, const std::string& id, std::int64_t version);
    using Rebased = std::function<void(Result<models::EditDraft>)>;
    // `edit` on the entity as it is now.
    virtual void rebase(const models::EditDraft& edit, Rebased then) = 0;
    template <class Patch, class T>
    void rebaseOn(const models::Fetch<contract::ById, T>& read, models::EditDraft edit, Rebased then);
    void operate(const Choice& choice, domain::Operation operation, const QString& title);
    void copy(const std::string& text, const QString& said);
    PageContext& context() const { return context_; }

private:
    PlanAsk askOf(domain::PlanRequest request, const QString& title, const QString& summary, FormDialog* form);
    void keep(const models::EditDraft& edit, FormDialog* form);
    void openMerge(const models::EditDraft& edit, const models::EditDraft& now, const QString& title, FormDialog* form);
    void plan(const models::EditDraft& edit, bool force, const QString& title, FormDialog* form);

    PageContext& context_;
    domain::EntityKind kind_;
    QString dataset_;
};

template <class Patch, class T>
void PlanActions::rebaseOn(const models::Fetch<contract::ById, T>& read, models::EditDraft edit, Rebased then) {
    auto reading = read({edit.id});
    client::whenReady(std::move(reading), this,
                      [edit = std::move(edit), then = std::move(then)](Result<T> now) mutable {
                          if (!now) return then(fail(now.error()));
                          edit.version = now->version;
                          edit.base = models::changeable<Patch>(json::toValue(*now));
                          then(std::move(edit));
                      });
}

}  // namespace steward::views

// What can be done to rows of a list ends in a plan that is previewed, so that no path skips the preview. GUI thread.
#pragma once

#include <QObject>

#include "domain/plan.h"
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

class PlanActions : public QObject {
    Q_OBJECT
public:
    // A report on these entities: what is taken away is a report.
    void exportRows(const Choice& choice);

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
    void operate(const Choice& choice, domain::Operation operation, const QString& title);
    void copy(const std::string& text, const QString& said);
    PageContext& context() const { return context_; }

private:
    PageContext& context_;
    domain::EntityKind kind_;
    QString dataset_;
};

}  // namespace steward::views

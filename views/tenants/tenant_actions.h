// What can be done to tenants: each asks for what it needs to know and ends in a plan that is previewed. Used by the
// list, the panel and the palette, so that no path skips the preview. GUI thread.
#pragma once

#include <QObject>
#include <functional>

#include "domain/tenant.h"
#include "views/common/page.h"

namespace steward::views {

class FormDialog;

// The tenants an action is about: by id with the versions seen, or all that a filter finds.
struct TenantChoice {
    QStringList ids;
    std::vector<domain::SeenVersion> seen;
    QString filter;
    qint64 count = 0;
    QString name;  // of the only one

    static TenantChoice of(const domain::Tenant& tenant);
    bool isEmpty() const { return count == 0; }
    domain::Selection selection() const;
};

class TenantActions : public QObject {
    Q_OBJECT
public:
    TenantActions(PageContext& context, QObject* parent = nullptr);

    void create();
    void edit(const domain::Tenant& tenant);
    void editLimits(const domain::Tenant& tenant);
    void changePlan(const TenantChoice& choice);
    void addTag(const TenantChoice& choice);
    void suspend(const TenantChoice& choice);
    void resume(const TenantChoice& choice);
    void archive(const TenantChoice& choice);
    void copyId(const domain::Tenant& tenant);
    // A report on these tenants: what is taken away is a report.
    void exportRows(const TenantChoice& choice);

Q_SIGNALS:
    void changed();  // a plan was applied

private:
    QString about(const TenantChoice& choice) const;
    domain::PlanRequest request(const TenantChoice& choice, domain::Operation operation) const;
    void preview(domain::PlanRequest request, const QString& title, const QString& summary = {},
                 FormDialog* form = nullptr);
    void operate(const TenantChoice& choice, domain::Operation operation, const QString& title);
    void form(const domain::Tenant* tenant);

    PageContext& context_;
};

}  // namespace steward::views

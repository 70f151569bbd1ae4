// What can be done to tenants: each asks for what it needs to know and ends in a plan. Used by the list, the panel and
// the palette. GUI thread.
#pragma once

#include "domain/tenant.h"
#include "views/common/plan_actions.h"

namespace steward::views {

class TenantActions : public PlanActions {
    Q_OBJECT
public:
    explicit TenantActions(PageContext& context, QObject* parent = nullptr);

    void create();
    // `file`: to begin with; otherwise it is asked for.
    void importFile(const QString& file = {});
    void edit(const domain::Tenant& tenant);
    void editLimits(const domain::Tenant& tenant);
    void changePlan(const Choice& choice);
    void addTag(const Choice& choice);
    void suspend(const Choice& choice);
    void resume(const Choice& choice);
    void archive(const Choice& choice);
    void remove(const Choice& choice);
    void restore(const Choice& choice);
    void showLogs(const domain::Tenant& tenant);
    void copyId(const domain::Tenant& tenant);
    void askSupport(const domain::Tenant& tenant);

protected:
    QString several(qint64 count) const override;
    void rebase(const models::EditDraft& edit, Rebased then) override;

private:
    void form(const domain::Tenant* tenant);
};

}  // namespace steward::views

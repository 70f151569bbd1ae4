// Edits that were made while the platform could not be reached. Back online they are planned again: those that are
// clean are applied together, conflicts are merged one by one, and none is dropped unless somebody does it.
#pragma once

#include <map>

#include "models/drafts/drafts_model.h"
#include "views/common/table_page.h"

namespace steward::views {

class PlanActions;
class TenantActions;
class UserActions;

PageInfo draftsPage();

class DraftsPage : public TablePage {
    Q_OBJECT
public:
    explicit DraftsPage(PageContext& context);
    void visit(const QVariantMap& target) override;

protected:
    void showNothing() override;
    void rowsShown() override { showCurrent(); }

private:
    DraftsPage(PageContext& context, models::DraftsModel* model);
    const models::DraftRow* current() const;
    PlanActions* actionsOf(const models::EditDraft& draft) const;
    void applyReady();
    void open();
    void discard();
    void showCurrent();

    models::DraftsModel* model_;
    TenantActions* tenants_;
    UserActions* users_;
    std::map<domain::EntityKind, PlanActions*> others_;
    ui::Button* apply_;
    ui::Button* open_;
    ui::Button* discard_;
};

}  // namespace steward::views

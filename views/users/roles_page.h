// The roles there are, of the platform or of a tenant: what each may do, and custom ones to make, change and delete.
#pragma once

#include "models/users/lists.h"
#include "views/common/table_page.h"

namespace steward::ui {
class Text;
}

namespace steward::views {

class PermissionFacts;
class TenantPicker;

PageInfo rolesPage();

class RolesPage : public TablePage {
    Q_OBJECT
public:
    explicit RolesPage(PageContext& context);

    // {"tenant": "ten_…"} shows the roles of a tenant.
    void visit(const QVariantMap& target) override;
    QVariantMap place() const override;

protected:
    void showNothing() override;
    void rowsShown() override;

private:
    RolesPage(PageContext& context, models::RolesModel* model);
    void makeHeader();
    void makePanel();
    void makeCommands();
    // Null when none is current, or its row is not here.
    const domain::AccessRole* current() const;
    void showCurrent();
    void edit(const domain::AccessRole* role);
    void remove();

    models::RolesModel* model_;
    TenantPicker* tenant_ = nullptr;
    ui::Button* platform_ = nullptr;
    QWidget* panel_ = nullptr;
    ui::Text* name_ = nullptr;
    ui::Text* text_ = nullptr;
    PermissionFacts* facts_ = nullptr;
    ui::Button* edit_ = nullptr;
    ui::Button* delete_ = nullptr;
};

}  // namespace steward::views

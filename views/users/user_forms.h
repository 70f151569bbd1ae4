// The forms of the users' pages.
#pragma once

#include "contract/identity_messages.h"
#include "contract/messages.h"
#include "views/common/form_dialog.h"
#include "views/common/page.h"
#include "views/users/permission_list.h"
#include "views/users/role_select.h"

class QDateEdit;

namespace steward::views {

class TenantPicker;

// What the person may do themselves; nothing more can be given.
domain::PermissionSet ownRights(const PageContext& context);
// Fills the choice with the roles of a tenant (empty: of the platform), once they are read; without one with what is
// built in for tenants.
void offerRoles(PageContext& context, RoleSelect* select, const std::optional<std::string>& tenantId,
                const std::string& chosen = {});

// Who is invited, where to, and as what.
class InviteForm : public FormDialog {
    Q_OBJECT
public:
    explicit InviteForm(PageContext& context);
    // ErrorCode::invalid, with fields, for what needs no platform to be seen.
    Result<contract::UserInvitation> request() const;
    QWidget* first() const { return email_; }

private:
    void showPlace();
    bool isStaff() const;

    PageContext& context_;
    ui::Select* place_;
    TenantPicker* tenant_;
    ui::FormField* tenantField_;
    std::optional<std::string> tenantId_;
    ui::LineField* email_;
    ui::LineField* name_;
    RoleSelect* role_;
};

// A custom role: name, description, permissions.
class RoleForm : public FormDialog {
    Q_OBJECT
public:
    // Without a role: a new one of the tenant, or of the platform.
    RoleForm(PageContext& context, const QString& tenantId, const domain::AccessRole* role);
    contract::RoleDraft draft() const;
    contract::RoleChange change(const std::string& roleId) const;  // what differs
    bool check();                                                  // errors stand at the fields
    QWidget* first() const { return name_; }

private:
    QString tenantId_;
    domain::AccessRole before_;
    ui::LineField* name_;
    ui::LineField* description_;
    PermissionChoice* permissions_;
};

// A new API key: name, permissions, when it ends.
class ApiKeyForm : public FormDialog {
    Q_OBJECT
public:
    explicit ApiKeyForm(PageContext& context);
    contract::ApiKeyDraft draft() const;
    bool check();
    QWidget* first() const { return name_; }

private:
    ui::LineField* name_;
    PermissionChoice* permissions_;
    QDateEdit* ends_;
};

}  // namespace steward::views

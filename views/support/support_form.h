// Asking for support access: where, why, for how long, with whose rights, and what of these.
#pragma once

#include "client/future.h"
#include "contract/identity_messages.h"
#include "domain/tenant.h"
#include "views/common/form_dialog.h"
#include "views/common/page.h"
#include "views/users/permission_list.h"

namespace steward::views {

class PersonPicker;
class TenantPicker;

class SupportForm : public FormDialog {
    Q_OBJECT
public:
    SupportForm(PageContext& context, const std::optional<domain::Tenant>& tenant);
    // ErrorCode::invalid, with fields, for what needs no platform to be seen.
    Result<contract::SupportRequest> request() const;
    QWidget* first() const { return reason_; }

private:
    void setTenant(const domain::Tenant& tenant);
    void setPerson(const domain::User& user);
    void setRights(domain::PermissionSet rights);
    void showTarget();
    bool isPerson() const;

    PageContext& context_;
    client::Latest asking_{this};  // what is to be known of the tenant or the person
    std::string tenantId_;
    std::optional<std::string> userId_;
    domain::PermissionSet rights_;  // of the person or role; nothing until they are known
    TenantPicker* tenant_;
    ui::FormField* tenantField_;
    ui::LineField* reason_;
    ui::Select* minutes_;
    ui::Select* target_;
    PersonPicker* person_;
    ui::FormField* personField_;
    PermissionChoice* permissions_;
};

}  // namespace steward::views

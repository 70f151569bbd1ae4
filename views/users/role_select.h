// A role to choose: built-in and custom ones of where somebody belongs. What is above the person's own rights is shown
// and cannot be chosen.
#pragma once

#include <vector>

#include "domain/access.h"
#include "ui/fields.h"

namespace steward::views {

class RoleSelect : public ui::Select {
    Q_OBJECT
public:
    // `own`: what the person may do themselves.
    explicit RoleSelect(domain::PermissionSet own, QWidget* parent = nullptr);
    // Built-in roles only, until others are known, or where there are several tenants.
    void setBuiltIn(bool ofPlatform);
    // The choice stays where it can.
    void setRoles(std::vector<domain::AccessRole> roles);
    void choose(const std::string& roleId);
    // Null when there is nothing that may be given.
    const domain::AccessRole* chosen() const;
    // `role` or `customRoleId` of a request.
    template <class Request>
    void writeTo(Request& request) const {
        const domain::AccessRole* role = chosen();
        if (!role) return;
        if (role->builtIn)
            request.role = role->builtIn;
        else
            request.customRoleId = role->id;
    }

private:
    domain::PermissionSet own_;
    std::vector<domain::AccessRole> roles_;
};

}  // namespace steward::views

#include "users/role_rules.h"

#include <algorithm>

#include "domain/rules.h"
#include "kernel/http/request.h"

namespace steward::users {
namespace {

using domain::Role;

bool isBuiltInName(const std::string& name) {
    bool found = false;
    boost::mp11::mp_for_each<Enumerators<Role>>([&](auto d) {
        found = found || kernel::equalIgnoringCase(name, d.name) || kernel::equalIgnoringCase(name, nameOf(d.value));
    });
    return found;
}

std::string listOf(domain::PermissionSet permissions) {
    std::string list;
    for (const auto permission : permissions.form())
        list.append(list.empty() ? "" : ", ").append(enumName(permission));
    return list;
}

bool hasControls(const std::string& text) {
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

}  // namespace

Result<> checkRole(const std::string& name, const std::string& description, domain::PermissionSet permissions,
                   bool ofPlatform) {
    std::vector<FieldError> errors;
    if (!domain::isName(name)) errors.push_back({"/name", "must have 1 to 120 visible characters"});
    if (isBuiltInName(name)) errors.push_back({"/name", "is the name of a built-in role"});
    if (description.size() > longestDescription || hasControls(description))
        errors.push_back({"/description", "must have at most 500 characters on one line"});
    for (const auto permission : permissions.form())
        if (!domain::grantable(ofPlatform).contains(permission))
            errors.push_back({"/permissions", "cannot hold " + std::string(enumName(permission)) +
                                                  ", which belongs to the platform alone"});
    if (errors.empty()) return {};
    return fail(Error{ErrorCode::unprocessable, "The role was not saved.", {}, {}, std::move(errors)});
}

Result<> checkWithinOwnRights(const domain::Principal& actor, domain::PermissionSet permissions) {
    if (actor.permissions.containsAll(permissions)) return {};
    domain::PermissionSet missing = permissions;
    for (const auto permission : actor.permissions.form())
        missing.erase(permission);
    return fail(ErrorCode::forbidden, "This is above your own rights. Nothing was changed.",
                "You may not yourself: " + listOf(missing) + ".");
}

std::string nameOf(Role role) {
    switch (role) {
        case Role::platformOperator:
            return "Operator";
        case Role::support:
            return "Support";
        case Role::billing:
            return "Billing";
        case Role::auditor:
            return "Auditor";
        case Role::owner:
            return "Owner";
        case Role::admin:
            return "Admin";
        case Role::analyst:
            return "Analyst";
        case Role::viewer:
            break;
    }
    return "Viewer";
}

std::string descriptionOf(Role role) {
    switch (role) {
        case Role::platformOperator:
            return "Runs the platform: everything.";
        case Role::support:
            return "Sees tenants, users, metrics and the audit log of all tenants, and changes nothing.";
        case Role::billing:
            return "Sees tenants and their metrics, and runs and saves reports.";
        case Role::auditor:
            return "Sees tenants, users and the audit log of all tenants, and runs reports.";
        case Role::owner:
            return "Everything in the tenant, custom roles and other owners included.";
        case Role::admin:
            return "Users, API keys, branding, reports and the audit log of the tenant.";
        case Role::analyst:
            return "Sees metrics, and runs and saves reports of the tenant.";
        case Role::viewer:
            break;
    }
    return "Sees the tenant and its metrics.";
}

}  // namespace steward::users

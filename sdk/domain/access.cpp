#include "domain/access.h"

#include <algorithm>

namespace steward::domain {

bool isPlatformRole(Role role) {
    return role == Role::platformOperator || role == Role::support || role == Role::billing || role == Role::auditor;
}

const std::vector<Permission>& permissionsOf(Role role) {
    using enum Permission;
    static const std::vector<Permission> everything{
        signedIn,    tenantsRead, tenantsWrite, usersRead,    usersWrite,    plansApply,    auditRead,
        metricsRead, reportsRun,  reportsWrite, brandingRead, brandingWrite, platformManage};
    static const std::vector<Permission> support{signedIn,  tenantsRead, usersRead,
                                                 auditRead, metricsRead, brandingRead};
    static const std::vector<Permission> billing{signedIn, tenantsRead, reportsRun, reportsWrite, metricsRead};
    static const std::vector<Permission> auditor{signedIn, tenantsRead, usersRead, auditRead, reportsRun};
    static const std::vector<Permission> admin{signedIn,     tenantsRead,  usersRead,    usersWrite,
                                               plansApply,   auditRead,    metricsRead,  reportsRun,
                                               reportsWrite, brandingRead, brandingWrite};
    static const std::vector<Permission> analyst{signedIn, tenantsRead, metricsRead, reportsRun, reportsWrite};
    static const std::vector<Permission> viewer{signedIn, tenantsRead, metricsRead};
    switch (role) {
        case Role::platformOperator:
            return everything;
        case Role::support:
            return support;
        case Role::billing:
            return billing;
        case Role::auditor:
            return auditor;
        case Role::owner:
        case Role::admin:
            return admin;
        case Role::analyst:
            return analyst;
        case Role::viewer:
            break;
    }
    return viewer;
}

bool allows(Role role, Permission permission) {
    if (permission == Permission::none) return true;
    const auto& granted = permissionsOf(role);
    return std::find(granted.begin(), granted.end(), permission) != granted.end();
}

}  // namespace steward::domain

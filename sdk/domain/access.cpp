#include "domain/access.h"

namespace steward::domain {
namespace {

using enum Permission;

constexpr PermissionSet everything{
    supportConsent, supportAccess, signedIn,   tenantsRead,    tenantsWrite, usersRead,    usersWrite, rolesWrite,
    keysWrite,      plansApply,    auditRead,  metricsRead,    alertsRead,   alertsWrite,  reportsRun, reportsWrite,
    brandingRead,   brandingWrite, usageWrite, platformManage, changesForce, metricsWrite, logsRead,   logsWrite};
constexpr PermissionSet supporting{signedIn, tenantsRead, usersRead,    auditRead,    metricsRead,
                                   logsRead, alertsRead,  brandingRead, supportAccess};
constexpr PermissionSet billingOnly{signedIn, tenantsRead, reportsRun, reportsWrite, metricsRead, usageWrite};
constexpr PermissionSet auditing{signedIn, tenantsRead, usersRead, auditRead, logsRead, alertsRead, reportsRun};
constexpr PermissionSet administering{signedIn,     tenantsRead,  usersRead,    usersWrite,    keysWrite,
                                      plansApply,   auditRead,    metricsRead,  alertsRead,    alertsWrite,
                                      reportsRun,   reportsWrite, brandingRead, brandingWrite, supportConsent,
                                      metricsWrite, logsRead,     logsWrite};
constexpr PermissionSet owning = administering | PermissionSet{rolesWrite, changesForce};
constexpr PermissionSet lasting{usersWrite, rolesWrite, keysWrite, supportConsent, changesForce};
constexpr PermissionSet reading{signedIn,    tenantsRead, usersRead,  auditRead,
                                metricsRead, logsRead,    alertsRead, brandingRead};
constexpr PermissionSet analysing{signedIn, tenantsRead, metricsRead, alertsRead, reportsRun, reportsWrite};
constexpr PermissionSet viewing{signedIn, tenantsRead, metricsRead, alertsRead};

}  // namespace

PermissionSet::Form PermissionSet::form() const {
    Form list;
    boost::mp11::mp_for_each<Enumerators<Permission>>([&](auto d) {
        if (d.value != none && contains(d.value)) list.push_back(d.value);
    });
    return list;
}

Permission permissionToRead(std::string_view dataset) {
    if (dataset == "tenants") return Permission::tenantsRead;
    if (dataset == "users") return Permission::usersRead;
    if (dataset == "audit") return Permission::auditRead;
    return Permission::reportsRun;
}

bool isPlatformRole(Role role) {
    return role == Role::platformOperator || role == Role::support || role == Role::billing || role == Role::auditor;
}

PermissionSet permissionsOf(Role role) {
    switch (role) {
        case Role::platformOperator:
            return everything;
        case Role::support:
            return supporting;
        case Role::billing:
            return billingOnly;
        case Role::auditor:
            return auditing;
        case Role::owner:
            return owning;
        case Role::admin:
            return administering;
        case Role::analyst:
            return analysing;
        case Role::viewer:
            break;
    }
    return viewing;
}

Role baseRole(bool ofPlatform) {
    return ofPlatform ? Role::auditor : Role::viewer;
}

PermissionSet grantable(bool ofPlatform) {
    return ofPlatform ? everything : owning;
}

PermissionSet supportable() {
    PermissionSet most = owning;
    for (const auto permission : lasting.form())
        most.erase(permission);
    return most;
}

PermissionSet supportReading() {
    return reading;
}

}  // namespace steward::domain

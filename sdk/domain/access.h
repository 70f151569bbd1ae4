// Who may do what: permissions, the roles that bundle them, and the principal that a request acts as.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/time.h"

namespace steward::domain {

enum class Permission {
    none,      // everybody, signed in or not
    signedIn,  // everybody who is signed in
    tenantsRead,
    tenantsWrite,
    usersRead,
    usersWrite,
    plansApply,  // apply a plan; what is in it needs its own permission too
    auditRead,
    metricsRead,
    reportsRun,
    reportsWrite,
    brandingRead,
    brandingWrite,
    platformManage,  // what exists once for the platform: jobs, health in detail, settings
};
STEWARD_DESCRIBE_ENUM(Permission, none, signedIn, tenantsRead, tenantsWrite, usersRead, usersWrite, plansApply,
                      auditRead, metricsRead, reportsRun, reportsWrite, brandingRead, brandingWrite, platformManage)

// Platform roles see all tenants; tenant roles see their own and nothing that a filter could widen.
enum class Role { platformOperator, support, billing, auditor, owner, admin, analyst, viewer };
STEWARD_DESCRIBE_ENUM(Role, platformOperator, support, billing, auditor, owner, admin, analyst, viewer)

const std::vector<Permission>& permissionsOf(Role role);
bool isPlatformRole(Role role);
bool allows(Role role, Permission permission);

struct Principal {
    std::string userId;
    std::string name;
    std::string email;
    Role role = Role::viewer;
    std::optional<std::string> tenantId;  // set for tenant roles: everything they see is this tenant's
    std::string sessionId;
    bool operator==(const Principal&) const = default;
};
STEWARD_DESCRIBE(Principal, (userId, name, email, role, tenantId, sessionId))

enum class UserStatus { active, invited, suspended };
STEWARD_DESCRIBE_ENUM(UserStatus, active, invited, suspended)

// Platform staff have an empty tenantId.
struct User {
    std::string id;
    std::string tenantId;
    std::string name;
    std::string email;
    Role role = Role::viewer;
    UserStatus status = UserStatus::active;
    Time createdAt{};
    std::optional<Time> lastSeenAt;
    std::int64_t version = 0;
    bool operator==(const User&) const = default;
};
STEWARD_DESCRIBE(User, (id, tenantId, name, email, role, status, createdAt, lastSeenAt, version))

}  // namespace steward::domain

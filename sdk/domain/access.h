// Who may do what: permissions, the roles that bundle them, and the principal that a request acts as.
#pragma once

#include <cstdint>
#include <initializer_list>
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
    rolesWrite,    // custom roles; to give somebody a role is to change a user
    keysWrite,     // API keys of services and of others
    plansApply,    // apply a plan; what is in it needs its own permission too
    changesForce,  // overwrite what somebody else changed meanwhile
    auditRead,
    metricsRead,
    metricsWrite,  // send series of the own tenant: services and collectors
    logsRead,
    logsWrite,  // send log records, as metricsWrite is for series
    alertsRead,
    alertsWrite,  // rules, silences, objectives and channels
    reportsRun,
    reportsWrite,
    brandingRead,
    brandingWrite,
    usageWrite,      // say what tenants used: services of the platform
    supportConsent,  // whether and when the platform's staff may act within the tenant: by its own people only
    supportAccess,   // ask for that, as staff, and do it
    platformManage,  // what exists once for the platform: jobs, health in detail, settings
};
STEWARD_DESCRIBE_ENUM(Permission, none, signedIn, tenantsRead, tenantsWrite, usersRead, usersWrite, rolesWrite,
                      keysWrite, plansApply, changesForce, auditRead, metricsRead, metricsWrite, logsRead, logsWrite,
                      alertsRead, alertsWrite, reportsRun, reportsWrite, brandingRead, brandingWrite, usageWrite,
                      supportConsent, supportAccess, platformManage)

// What somebody may do, as one value. Holds Permission::none always. In JSON the list of its names.
class PermissionSet {
public:
    using Form = std::vector<Permission>;

    constexpr PermissionSet() = default;
    constexpr PermissionSet(std::initializer_list<Permission> permissions) {
        for (const auto permission : permissions)
            insert(permission);
    }
    explicit PermissionSet(const Form& permissions) {
        for (const auto permission : permissions)
            insert(permission);
    }
    // In the order of Permission, without none.
    Form form() const;

    constexpr bool contains(Permission permission) const {
        return permission == Permission::none || (bits_ & bitOf(permission)) != 0;
    }
    constexpr bool containsAll(PermissionSet other) const { return (other.bits_ & ~bits_) == 0; }
    constexpr bool isEmpty() const { return bits_ == 0; }
    constexpr void insert(Permission permission) { bits_ |= permission == Permission::none ? 0 : bitOf(permission); }
    constexpr void erase(Permission permission) { bits_ &= ~bitOf(permission); }
    friend constexpr PermissionSet operator&(PermissionSet a, PermissionSet b) {
        a.bits_ &= b.bits_;
        return a;
    }
    friend constexpr PermissionSet operator|(PermissionSet a, PermissionSet b) {
        a.bits_ |= b.bits_;
        return a;
    }
    bool operator==(const PermissionSet&) const = default;

private:
    static constexpr std::uint64_t bitOf(Permission permission) {
        return std::uint64_t(1) << static_cast<unsigned>(permission);
    }
    std::uint64_t bits_ = 0;
};

// The built-in roles. Platform roles see all tenants; tenant roles see their own and nothing that a filter could widen.
// Who has a custom role has, beside it, the built-in one that stands for its kind (baseRole), which says where they
// belong and not what they may do.
enum class Role { platformOperator, support, billing, auditor, owner, admin, analyst, viewer };
STEWARD_DESCRIBE_ENUM(Role, platformOperator, support, billing, auditor, owner, admin, analyst, viewer)

PermissionSet permissionsOf(Role role);
bool isPlatformRole(Role role);
// What reading a dataset of reports takes, live or on a snapshot.
Permission permissionToRead(std::string_view dataset);
// Personal fields of other datasets than users (report::Field::isPersonal), where they are taken away.
inline constexpr Permission permissionForPersonalFields = Permission::usersRead;
// The least built-in role of a kind: auditor for the platform, viewer for tenants.
Role baseRole(bool ofPlatform);
// All that a role of the kind may hold: a custom role of a tenant holds nothing that only the platform's staff may.
PermissionSet grantable(bool ofPlatform);
// The most that support access can hold: nothing with which somebody could stay, or let others in (users, roles, keys).
PermissionSet supportable();
// What it holds unless more is asked for: reading, but no reports, which take data away.
PermissionSet supportReading();

// That a principal is one of the platform's staff who acts within a tenant, for a while: what a banner says.
struct SupportGrant {
    std::string id;          // of the SupportAccess, "sup_…"
    std::string onBehalfOf;  // the user whose rights these are; without one, the tenant
    std::string onBehalfOfName;
    std::string tenantName;
    std::string reason;
    Time expiresAt{};
    bool operator==(const SupportGrant&) const = default;
};
STEWARD_DESCRIBE(SupportGrant, (id, onBehalfOf, onBehalfOfName, tenantName, reason, expiresAt))

// `permissions` is what they may do at this moment, and the only thing that is asked: those of the role, built-in or
// custom, narrowed by what they signed in with (the scopes of an API key, support access).
struct Principal {
    std::string userId;
    std::string name;
    std::string email;
    Role role = Role::viewer;
    std::optional<std::string> tenantId;  // set for tenant roles: everything they see is this tenant's
    std::string sessionId;
    PermissionSet permissions;
    std::optional<std::string> customRoleId;
    std::optional<SupportGrant> support;  // then userId, name and email are those of the staff, the rest the tenant's

    // For the audit log, beside who acts.
    std::optional<std::string> onBehalfOf() const {
        return support ? std::optional(support->onBehalfOf) : std::nullopt;
    }
    bool may(Permission permission) const { return permissions.contains(permission); }
    bool operator==(const Principal&) const = default;
};
STEWARD_DESCRIBE(Principal, (userId, name, email, role, tenantId, sessionId, permissions, customRoleId, support))

// removed: shut out and in no list, as if there were no such user, until it is restored or purged.
enum class UserStatus { active, invited, suspended, removed };
STEWARD_DESCRIBE_ENUM(UserStatus, active, invited, suspended, removed)

// Platform staff have an empty tenantId. With a custom role, `role` is the base of its kind.
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
    std::optional<std::string> customRoleId;
    std::optional<std::string> identitySource;  // who manages name, e-mail, role and status instead of this platform
    bool operator==(const User&) const = default;
};
STEWARD_DESCRIBE(User, (id, tenantId, name, email, role, status, createdAt, lastSeenAt, version, customRoleId,
                        identitySource))

// What people may change about a user; e-mail and password have ways of their own. `role` takes a custom role away,
// `customRoleId` sets `role` to the base of its kind; at most one of them. `status`: active or suspended.
struct UserPatch {
    std::optional<std::string> name;
    std::optional<Role> role;
    std::optional<std::string> customRoleId;
    std::optional<UserStatus> status;
};
STEWARD_DESCRIBE(UserPatch, (name, role, customRoleId, status))

// A role as people see it: a built-in one, whose id is its name, or a custom one ("rol_…") of the platform (empty
// tenantId) or of one tenant.
struct AccessRole {
    std::string id;
    std::string tenantId;
    std::string name;
    std::string description;
    PermissionSet permissions;
    std::optional<Role> builtIn;
    std::int64_t users = 0;  // who have it
    std::int64_t version = 0;
    bool operator==(const AccessRole&) const = default;
};
STEWARD_DESCRIBE(AccessRole, (id, tenantId, name, description, permissions, builtIn, users, version))

}  // namespace steward::domain

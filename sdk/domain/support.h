// Support access: one of the platform's staff acts within a tenant, for a reason, for a while, with the tenant's
// consent and never with more than somebody of the tenant may. The tenant sees it and can end it at any moment.
#pragma once

#include <optional>
#include <string>

#include "base/describe.h"
#include "base/time.h"
#include "domain/access.h"

namespace steward::domain {

// `ended` by who asked, or with their session.
enum class SupportState { waitingForConsent, active, refused, revoked, ended, expired };
STEWARD_DESCRIBE_ENUM(SupportState, waitingForConsent, active, refused, revoked, ended, expired)

// Not over yet.
constexpr bool isOpen(SupportState state) {
    return state == SupportState::waitingForConsent || state == SupportState::active;
}

// A tenant's rule: support may come in without asking, when somebody of the tenant allows it, or not at all.
enum class SupportConsent { always, ask, never };
STEWARD_DESCRIBE_ENUM(SupportConsent, always, ask, never)

struct SupportPolicy {
    std::string tenantId;
    SupportConsent consent = SupportConsent::ask;
    std::int64_t version = 0;  // 0: nobody has decided yet
};
STEWARD_DESCRIBE(SupportPolicy, (tenantId, consent, version))

// Names are those of the day it was asked for.
struct SupportAccess {
    std::string id;  // "sup_…"
    std::string tenantId;
    std::string tenantName;
    std::string staffId;
    std::string staffName;
    std::optional<std::string> userId;  // whose rights it has; without one, those of `role`
    std::optional<std::string> userName;
    Role role = Role::viewer;
    PermissionSet permissions;  // at the most; what the user or role loses, it loses
    std::string reason;
    std::int64_t minutes = 0;
    SupportState state = SupportState::waitingForConsent;
    Time requestedAt{};
    std::optional<std::string> answeredBy;  // absent where the tenant's rule was "always"
    std::optional<std::string> answeredByName;
    std::optional<Time> answeredAt;
    std::optional<Time> startedAt;  // the first time that a token was given
    std::optional<std::string> endedBy;
    std::optional<std::string> endedByName;
    std::optional<Time> endedAt;
    Time expiresAt{};  // of the access, or of the question while it waits
};
STEWARD_DESCRIBE(SupportAccess, (id, tenantId, tenantName, staffId, staffName, userId, userName, role, permissions,
                                 reason, minutes, state, requestedAt, answeredBy, answeredByName, answeredAt, startedAt,
                                 endedBy, endedByName, endedAt, expiresAt))

}  // namespace steward::domain

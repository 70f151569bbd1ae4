#include "identity/support_rules.h"

#include <algorithm>

#include "audit/audit_store.h"
#include "identity/sessions.h"
#include "identity/support_access.h"

namespace steward::identity {

using domain::Permission;
using domain::Principal;

namespace {

bool isPlain(std::string_view text) {
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

bool isOfTenant(const Principal& principal, const std::string& tenantId) {
    return principal.tenantId == tenantId && !principal.support && principal.may(Permission::supportConsent);
}

bool asked(const Principal& principal, const domain::SupportAccess& access) {
    return !principal.support && principal.userId == access.staffId;
}

}  // namespace

Result<> checkForm(const contract::SupportRequest& request) {
    std::vector<FieldError> errors;
    const bool isBlank = request.reason.find_first_not_of(' ') == std::string::npos;
    if (isBlank || request.reason.size() > SupportAccess::longestReason || !isPlain(request.reason))
        errors.push_back({"/reason", "must have 1 to 500 characters on one line"});
    if (request.role && domain::isPlatformRole(*request.role)) errors.push_back({"/role", "must be one of a tenant"});
    if (request.role && request.userId) errors.push_back({"/role", "must not be given together with userId"});
    const auto minutes = request.minutes.value_or(SupportAccess::standardMinutes);
    if (minutes < 1 || minutes > SupportAccess::longestMinutes) errors.push_back({"/minutes", "must be 1 to 480"});
    if (request.permissions && !domain::supportable().containsAll(*request.permissions))
        errors.push_back({"/permissions", "must be without users, roles, keys and what is the platform's"});
    if (errors.empty()) return {};
    return fail({ErrorCode::unprocessable, "Support access cannot be asked for like this.", {}, {}, std::move(errors)});
}

bool maySee(const Principal& principal, const domain::SupportAccess& access) {
    const bool isAuditor = !principal.tenantId && principal.may(Permission::auditRead);
    return isAuditor || asked(principal, access) || isOfTenant(principal, access.tenantId);
}

bool mayEnd(const Principal& principal, const domain::SupportAccess& access) {
    return asked(principal, access) || isOfTenant(principal, access.tenantId);
}

Result<> checkConsents(sql::Connection& db, const Principal& principal) {
    STEWARD_TRY(const auto session, IdentityStore(db).session(principal.sessionId));
    const bool isPerson = session && !session->endedAt && session->userId == principal.userId;
    if (isPerson && principal.tenantId && isOfTenant(principal, *principal.tenantId)) return {};
    return fail(ErrorCode::forbidden, "This is for the tenant's own people, signed in as themselves.",
                "Nothing was changed.");
}

Result<std::optional<SupportTarget>> targetOf(sql::Connection& db, const std::string& tenantId,
                                              const std::optional<std::string>& userId, domain::Role role) {
    if (!userId) return std::optional(SupportTarget{std::nullopt, role, domain::permissionsOf(role)});
    STEWARD_TRY(const auto account, IdentityStore(db).accountById(*userId));
    if (!account || account->user.tenantId != tenantId || !maySignIn(*account)) return std::optional<SupportTarget>();
    return std::optional(SupportTarget{account->user, account->user.role, account->permissions()});
}

Result<std::optional<Principal>> supportPrincipal(sql::Connection& db, const StoredSupport& stored) {
    const std::optional<Principal> nobody;
    const auto& access = stored.access;
    if (access.state != domain::SupportState::active) return nobody;
    IdentityStore store(db);
    STEWARD_TRY(const auto staff, store.accountById(access.staffId));
    if (!staff || !maySignIn(*staff) || !staff->user.tenantId.empty()) return nobody;
    if (!staff->permissions().contains(Permission::supportAccess)) return nobody;
    STEWARD_TRY(const bool isOpen, store.isOpenTenant(access.tenantId));
    if (!isOpen) return nobody;
    STEWARD_TRY(const auto target, targetOf(db, access.tenantId, access.userId, access.role));
    if (!target) return nobody;

    Principal principal;
    principal.userId = staff->user.id;
    principal.name = staff->user.name;
    principal.email = staff->user.email;
    principal.role = target->role;
    principal.tenantId = access.tenantId;
    principal.permissions = access.permissions & target->rights & domain::supportable();
    principal.permissions.insert(Permission::signedIn);
    principal.support = domain::SupportGrant{access.id,
                                             access.userId.value_or(access.tenantId),
                                             access.userName.value_or(access.tenantName),
                                             access.tenantName,
                                             access.reason,
                                             access.expiresAt};
    return std::optional(std::move(principal));
}

Result<> recordSupport(sql::Connection& db, const Principal& actor, const domain::SupportAccess& access,
                       std::string action, Time now) {
    domain::AuditEntry entry;
    entry.actorId = actor.userId;
    entry.actorName = actor.name;
    if (actor.userId == access.staffId) entry.onBehalfOf = access.userId.value_or(access.tenantId);
    entry.action = std::move(action);
    entry.entity = "supportAccess";
    entry.entityId = access.id;
    entry.entityName = access.staffName;
    entry.tenantId = access.tenantId;
    entry.reason = access.reason;
    entry.after = json::Object{{"state", enumName(access.state)},
                               {"staffId", access.staffId},
                               {"permissions", json::toValue(access.permissions)},
                               {"minutes", access.minutes},
                               {"expiresAt", toRfc3339(access.expiresAt)}};
    STEWARD_CHECK(audit::append(db, std::move(entry), now));
    return {};
}

kernel::Mail supportMail(const std::string& platform, const domain::User& owner, const domain::SupportAccess& access,
                         std::string_view what) {
    std::string text = "Hello " + owner.name + ",\n\n" + access.staffName + " of " + platform + " ";
    text.append(what).append(", " + access.tenantName + ", for " + std::to_string(access.minutes) + " minutes.");
    text += " The reason given:\n\n    " + access.reason + "\n\n";
    text += "You see it under Support access, allow or refuse it there, and can end it at any moment.\n";
    return {access.tenantId, owner.email, platform, "Support access to " + access.tenantName, text};
}

}  // namespace steward::identity

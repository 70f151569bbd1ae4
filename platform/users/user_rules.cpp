#include "users/user_rules.h"

#include "domain/rules.h"

namespace steward::users {

using domain::ExclusionReason;
using domain::User;
using domain::UserStatus;
using plans::Exclusion;

namespace {

tl::unexpected<Error> refused(ErrorCode code, std::string path, std::string message) {
    return fail(Error{code, "The change cannot be made.", {}, {}, {{"/patch" + std::move(path), std::move(message)}}});
}

}  // namespace

Result<domain::UserPatch> patchOf(const std::optional<json::Value>& patch) {
    if (!patch) return domain::UserPatch{};
    auto read = json::fromValue<domain::UserPatch>(*patch, json::Unknown::refuse);
    if (!read) {
        Error error = std::move(read).error();
        error.message = "The change cannot be made.";
        for (auto& field : error.fields)
            field.path = "/patch" + field.path;
        return fail(std::move(error));
    }
    if (read->role && read->customRoleId)
        return refused(ErrorCode::invalid, "/customRoleId", "does not go together with role");
    if (read->status == UserStatus::invited || read->status == UserStatus::removed)
        return refused(ErrorCode::invalid, "/status", "must be one of: active, suspended");
    if (read->name && !domain::isName(*read->name))
        return refused(ErrorCode::unprocessable, "/name", "must have 1 to 120 visible characters");
    return read;
}

UserProposal propose(const User& user, domain::Operation operation, const domain::UserPatch& patch,
                     std::optional<UserStatus> statusBefore) {
    UserProposal proposal{user, {}};
    User& after = proposal.after;
    if (operation == domain::Operation::restore) {
        if (user.status == UserStatus::removed) after.status = statusBefore.value_or(UserStatus::suspended);
        return proposal;
    }
    if (user.status == UserStatus::removed && operation != domain::Operation::remove) {
        proposal.exclusion = {ExclusionReason::removed, "Is deleted; restore it first"};
        return proposal;
    }
    std::optional<UserStatus> status = patch.status;
    if (operation == domain::Operation::suspend) status = UserStatus::suspended;
    if (operation == domain::Operation::resume) status = UserStatus::active;
    if (operation == domain::Operation::remove) status = UserStatus::removed;
    if (status && user.status == UserStatus::invited) {
        proposal.exclusion = {ExclusionReason::refusedByRule, "Has not joined yet; the invitation can be withdrawn"};
        return proposal;
    }
    if (patch.role && domain::isPlatformRole(*patch.role) != user.tenantId.empty()) {
        proposal.exclusion = {ExclusionReason::refusedByRule,
                              user.tenantId.empty() ? "Works for the platform" : "Works for a tenant"};
        return proposal;
    }
    if (status) after.status = *status;
    if (patch.name) after.name = *patch.name;
    if (patch.role) {
        after.role = *patch.role;
        after.customRoleId.reset();
    }
    if (patch.customRoleId) {
        after.role = domain::baseRole(user.tenantId.empty());
        after.customRoleId = patch.customRoleId;
    }
    return proposal;
}

bool shutsOut(const User& before, const User& after) {
    return before.status == UserStatus::active && after.status != UserStatus::active;
}

bool isOwner(const User& user) {
    const auto role = user.tenantId.empty() ? domain::Role::platformOperator : domain::Role::owner;
    return user.role == role && !user.customRoleId && user.status == UserStatus::active;
}

std::optional<Exclusion> refusalOf(const User& before, const User& after, const Surroundings& around,
                                   const domain::Principal& actor) {
    if (before.identitySource)
        return Exclusion{ExclusionReason::managedElsewhere, "Is managed by " + *before.identitySource};
    if (!around.rightsAfter) return Exclusion{ExclusionReason::refusedByRule, "There is no such role"};
    if (!actor.permissions.containsAll(around.rightsBefore) || !actor.permissions.containsAll(*around.rightsAfter))
        return Exclusion{ExclusionReason::aboveOwnRights, "This is above your own rights"};
    if (shutsOut(before, after) && before.id == actor.userId)
        return Exclusion{ExclusionReason::refusedByRule, after.status == UserStatus::removed
                                                             ? "Nobody deletes themselves"
                                                             : "Nobody suspends themselves"};
    if (isOwner(before) && !isOwner(after) && around.otherOwners == 0)
        return Exclusion{ExclusionReason::lastOwner,
                         before.tenantId.empty() ? "Is the last active operator" : "Is the last active owner"};
    return std::nullopt;
}

}  // namespace steward::users

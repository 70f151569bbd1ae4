// What may become of a user, and when they are left alone. Pure: everything is in the arguments.
#pragma once

#include <optional>

#include "base/result.h"
#include "domain/access.h"
#include "plans/entity_handler.h"

namespace steward::users {

// The fields of a patch, with the paths of a plan request ("/patch/role"). ErrorCode::invalid for unknown fields, wrong
// types and contradictions, unprocessable for values that no user may have.
Result<domain::UserPatch> patchOf(const std::optional<json::Value>& patch);

struct UserProposal {
    domain::User after;
    std::optional<plans::Exclusion> exclusion;
};
// `patch` matters for change; the other operations set the status, restore to what it was before (`statusBefore`).
UserProposal propose(const domain::User& user, domain::Operation operation, const domain::UserPatch& patch,
                     std::optional<domain::UserStatus> statusBefore = {});

// Whether the user can sign in before and not after.
bool shutsOut(const domain::User& before, const domain::User& after);

// What is stored around a user at the moment of the question.
struct Surroundings {
    domain::PermissionSet rightsBefore;
    std::optional<domain::PermissionSet> rightsAfter;  // nullopt: there is no such role where the user belongs
    std::int64_t otherOwners = 0;                      // active, of the same tenant; of the platform: operators
};

// Whether they keep everything running where they belong: an active owner, of the platform an active operator.
bool isOwner(const domain::User& user);

// The first rule that the change breaks. Nobody touches whom an identity source manages, or who may do more than
// themselves; nobody stops themselves; the last active owner stays.
std::optional<plans::Exclusion> refusalOf(const domain::User& before, const domain::User& after,
                                          const Surroundings& around, const domain::Principal& actor);

}  // namespace steward::users

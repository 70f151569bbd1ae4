// What custom roles are made of, and who may give what. Pure rules.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/access.h"

namespace steward::users {

inline constexpr std::size_t longestDescription = 500;  // bytes
inline constexpr std::int64_t mostCustomRoles = 100;    // of one tenant, and of the platform

// A custom role as anybody may make it: a name that no built-in role has, and permissions of its kind. The errors have
// the paths of the request.
Result<> checkRole(const std::string& name, const std::string& description, domain::PermissionSet permissions,
                   bool ofPlatform);

// Nobody gives, changes or takes away more than they may do themselves. ErrorCode::forbidden.
Result<> checkWithinOwnRights(const domain::Principal& actor, domain::PermissionSet permissions);

// The name and the sentence of a built-in role.
std::string nameOf(domain::Role role);
std::string descriptionOf(domain::Role role);

}  // namespace steward::users

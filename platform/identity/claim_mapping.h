// What the claims of another issuer mean here: who somebody is, which built-in role they have, and of which tenant.
// Pure rules.
//
//   roles of the claims "realm_access.roles, groups":  "steward-admin" or "/tenants/acme/admins" -> Role::admin
//   tenants of the claims "tenant, organization, groups":  "acme", {"acme": {…}}, "/tenants/acme/admins" -> "acme"
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "domain/access.h"

namespace steward::identity {

struct ClaimMapping {
    std::vector<std::string> roleClaims;        // paths, members separated by dots
    std::map<std::string, domain::Role> roles;  // names as the issuer spells them
    std::vector<std::string> tenantClaims;
    std::string tenantGroups = "/tenants/";  // where groups that are tenants are
};

// Of settings, each a list with commas: "realm_access.roles, groups", "steward-operator=platformOperator, …".
// ErrorCode::invalid with the error of each entry that cannot be read.
Result<ClaimMapping> readClaimMapping(std::string_view roleClaims, std::string_view roles,
                                      std::string_view tenantClaims, std::string_view tenantGroups);

struct ExternalPerson {
    std::string subject;
    std::string name;
    std::string email;  // as addresses are stored
    bool emailVerified = false;
    domain::Role role = domain::Role::viewer;
    // Slugs or ids; exactly one of them must be a tenant that exists. Empty for roles of the platform.
    std::vector<std::string> tenants;
    std::string sessionId;  // of the issuer, "" when it has none
    std::string clientId;
    std::int64_t issuedAt = 0;         // seconds
    std::int64_t authenticatedAt = 0;  // seconds; when the token was issued, unless the issuer says when before
    std::int64_t expiresAt = 0;        // seconds
    std::string methods;               // of RFC 8176, in words; those that the issuer says
};

// ErrorCode::forbidden, in words for the person, when no role, no e-mail or no tenant can be found. Of several roles
// the first in the order of domain::Role counts, and one of the platform makes tenants meaningless.
Result<ExternalPerson> personOf(const json::Object& claims, const ClaimMapping& mapping);

}  // namespace steward::identity

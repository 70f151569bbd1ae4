// What the claims of another issuer mean here: who somebody is, which role they have, and of which tenant. Pure rules.
//
//   roles of the claims "realm_access.roles, groups":  "steward-admin" or "/tenants/acme/admins" -> Role::admin
//                                                      "steward-editor" -> the custom role "Editor" of their tenant
//   tenants of the claims "tenant, organization, groups":  "acme", {"acme": {…}}, "/tenants/acme/admins" -> "acme"
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.h"
#include "domain/access.h"
#include "kernel/config.h"

namespace steward::identity {

// A built-in role, or a custom one of the person's own tenant, by its name or id.
using MappedRole = std::variant<domain::Role, std::string>;

struct ClaimMapping {
    std::vector<std::string> roleClaims;      // paths, members separated by dots
    std::map<std::string, MappedRole> roles;  // names as the issuer spells them
    std::vector<std::string> tenantClaims;
    std::string tenantGroups = "/tenants/";  // where groups that are tenants are
    std::vector<std::string> secondFactors;  // values of acr and amr: that there was one
};

// Of settings, each a list with commas: "realm_access.roles, groups", "steward-operator=platformOperator,
// steward-editor=custom:Editor, …". ErrorCode::invalid with the error of each entry that cannot be read.
Result<ClaimMapping> readClaimMapping(const kernel::OidcConfig& config);

struct ExternalPerson {
    std::string subject;
    std::string name;
    std::string email;  // as addresses are stored
    bool emailVerified = false;
    // Of several built-in roles the first in the order of domain::Role; nullopt with custom ones only.
    std::optional<domain::Role> role;
    // In the order of their names at the issuer. The first that the tenant has counts before analyst and viewer.
    std::vector<std::string> customRoles;
    // Slugs or ids; exactly one of them must be a tenant that exists. Empty for roles of the platform.
    std::vector<std::string> tenants;
    std::string sessionId;  // of the issuer, "" when it has none
    std::string clientId;
    std::int64_t issuedAt = 0;         // seconds
    std::int64_t authenticatedAt = 0;  // seconds; 0: the issuer does not say
    std::int64_t expiresAt = 0;        // seconds
    // Of RFC 8176, in words; those that the issuer says, and "mfa" when it is one of its second factors.
    std::string methods;
};

// ErrorCode::forbidden, in words for the person, when no role, no e-mail or no tenant can be found. A role of the
// platform makes tenants and custom roles meaningless.
Result<ExternalPerson> personOf(const json::Object& claims, const ClaimMapping& mapping);

}  // namespace steward::identity

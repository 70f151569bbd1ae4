#include "identity/claim_mapping.h"

#include <algorithm>

#include "domain/rules.h"
#include "identity/oidc_issuer.h"
#include "identity/sign_in.h"
#include "kernel/config.h"

namespace steward::identity {
namespace {

constexpr std::size_t maxNameBytes = 200;
constexpr std::size_t maxTenants = 20;
constexpr std::size_t maxMethodsBytes = 64;

// A member whose name has dots is found before a path.
const json::Value* find(const json::Object& object, std::string_view path) {
    if (const auto* value = object.if_contains(path)) return value;
    for (auto dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1)) {
        const auto* value = object.if_contains(path.substr(0, dot));
        if (!value || !value->is_object()) continue;
        if (const auto* found = find(value->get_object(), path.substr(dot + 1))) return found;
    }
    return nullptr;
}

std::vector<std::string> textsAt(const json::Object& claims, const std::vector<std::string>& paths) {
    std::vector<std::string> texts;
    for (const auto& path : paths)
        if (const auto* value = find(claims, path))
            for (auto& text : textsOf(*value))
                texts.push_back(std::move(text));
    return texts;
}

std::optional<domain::Role> roleOf(const json::Object& claims, const ClaimMapping& mapping) {
    std::optional<domain::Role> role;
    for (const auto& name : textsAt(claims, mapping.roleClaims)) {
        const auto found = mapping.roles.find(name);
        if (found != mapping.roles.end() && (!role || found->second < *role)) role = found->second;
    }
    return role;
}

// "/tenants/acme/admins" is "acme"; other groups are no tenants.
std::vector<std::string> tenantsOf(const json::Object& claims, const ClaimMapping& mapping) {
    std::vector<std::string> tenants;
    for (std::string text : textsAt(claims, mapping.tenantClaims)) {
        if (text.starts_with('/')) {
            if (mapping.tenantGroups.empty() || !text.starts_with(mapping.tenantGroups)) continue;
            text = text.substr(mapping.tenantGroups.size());
            text = text.substr(0, text.find('/'));
        }
        const bool isKnown = std::find(tenants.begin(), tenants.end(), text) != tenants.end();
        if (!text.empty() && !isKnown && tenants.size() < maxTenants) tenants.push_back(std::move(text));
    }
    return tenants;
}

std::int64_t numberOf(const json::Object& claims, std::string_view name) {
    const auto* value = claims.if_contains(name);
    boost::system::error_code error;
    const auto number = value && value->is_number() ? value->to_number<std::int64_t>(error) : 0;
    return error ? 0 : number;
}

std::string methodsOf(const json::Object& claims) {
    std::string words;
    const auto* methods = claims.if_contains("amr");
    for (const auto& method : methods ? textsOf(*methods) : std::vector<std::string>()) {
        const bool isWord = !method.empty() && method.size() <= 16 &&
                            std::all_of(method.begin(), method.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        if (isWord && words.size() < maxMethodsBytes) words.append(words.empty() ? "" : " ").append(method);
    }
    return words;
}

std::string nameOf(const json::Object& claims, const std::string& email) {
    for (const auto* claim : {"name", "preferred_username"})
        if (auto text = textClaim(claims, claim); !text.empty() && text.size() <= maxNameBytes) return text;
    return email;
}

}  // namespace

Result<ClaimMapping> readClaimMapping(std::string_view roleClaims, std::string_view roles,
                                      std::string_view tenantClaims, std::string_view tenantGroups) {
    ClaimMapping mapping{kernel::membersOf(roleClaims), {}, kernel::membersOf(tenantClaims), std::string(tenantGroups)};
    Error error{ErrorCode::invalid, "The mapping of claims is not valid.", {}, {}, {}};
    for (const auto& entry : kernel::membersOf(roles)) {
        const auto equals = entry.rfind('=');
        const auto role = equals == std::string::npos
                              ? std::nullopt
                              : enumFromName<domain::Role>(std::string_view(entry).substr(equals + 1));
        if (role && equals > 0)
            mapping.roles[entry.substr(0, equals)] = *role;
        else
            error.fields.push_back({"/oidc/roles", "is not NAME=ROLE with a built-in role: " + entry});
    }
    if (mapping.roleClaims.empty()) error.fields.push_back({"/oidc/roleClaims", "is required"});
    if (mapping.roles.empty()) error.fields.push_back({"/oidc/roles", "is required"});
    if (!mapping.tenantGroups.empty() &&
        !(mapping.tenantGroups.starts_with('/') && mapping.tenantGroups.ends_with('/')))
        error.fields.push_back({"/oidc/tenantGroups", "must begin and end with a slash"});
    if (!error.fields.empty()) return fail(std::move(error));
    return mapping;
}

Result<ExternalPerson> personOf(const json::Object& claims, const ClaimMapping& mapping) {
    const auto refuse = [](std::string why) {
        return fail(ErrorCode::forbidden, std::move(why),
                    "Nothing was created. An administrator of the identity provider can change this.");
    };
    const auto role = roleOf(claims, mapping);
    if (!role) return refuse("You are signed in, and none of your roles is one of this platform.");
    ExternalPerson person;
    person.subject = textClaim(claims, "sub");
    person.email = normalEmail(textClaim(claims, "email"));
    if (!domain::isEmail(person.email)) return refuse("The identity provider does not say your e-mail address.");
    person.name = nameOf(claims, person.email);
    const auto* verified = claims.if_contains("email_verified");
    person.emailVerified = verified && *verified == json::Value(true);
    person.role = *role;
    if (!domain::isPlatformRole(*role)) {
        person.tenants = tenantsOf(claims, mapping);
        if (person.tenants.empty()) return refuse("You are signed in, and belong to no tenant of this platform.");
    }
    person.sessionId = textClaim(claims, "sid");
    person.clientId = textClaim(claims, "azp");
    if (person.clientId.empty()) person.clientId = textClaim(claims, "client_id");
    person.issuedAt = numberOf(claims, "iat");
    person.expiresAt = numberOf(claims, "exp");
    const auto authenticatedAt = numberOf(claims, "auth_time");
    person.authenticatedAt = authenticatedAt > 0 ? std::min(authenticatedAt, person.issuedAt) : person.issuedAt;
    person.methods = methodsOf(claims);
    return person;
}

}  // namespace steward::identity

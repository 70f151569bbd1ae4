#include "identity/claim_mapping.h"

#include <algorithm>

#include "domain/rules.h"
#include "identity/oidc_issuer.h"
#include "identity/proof.h"
#include "identity/sign_in.h"

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

bool contains(const std::vector<std::string>& list, const std::string& text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

void takeRoles(const json::Object& claims, const ClaimMapping& mapping, ExternalPerson& person) {
    const auto names = textsAt(claims, mapping.roleClaims);
    for (const auto& [name, meaning] : mapping.roles) {
        if (!contains(names, name)) continue;
        const auto* builtIn = std::get_if<domain::Role>(&meaning);
        if (!builtIn) person.customRoles.push_back(std::get<std::string>(meaning));
        if (builtIn && (!person.role || *builtIn < *person.role)) person.role = *builtIn;
    }
}

// "admin" is Role::admin, "custom:Editor" a custom role.
std::optional<MappedRole> roleNamed(std::string_view text) {
    constexpr std::string_view custom = "custom:";
    if (text.starts_with(custom) && text.size() > custom.size())
        return MappedRole(std::string(text.substr(custom.size())));
    const auto role = enumFromName<domain::Role>(text);
    return role ? std::optional<MappedRole>(*role) : std::nullopt;
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
        if (!text.empty() && !contains(tenants, text) && tenants.size() < maxTenants)
            tenants.push_back(std::move(text));
    }
    return tenants;
}

std::int64_t numberOf(const json::Object& claims, std::string_view name) {
    const auto* value = claims.if_contains(name);
    boost::system::error_code error;
    const auto number = value && value->is_number() ? value->to_number<std::int64_t>(error) : 0;
    return error ? 0 : number;
}

std::string methodsOf(const json::Object& claims, const ClaimMapping& mapping) {
    std::string words;
    const auto add = [&](std::string_view word) { words.append(words.empty() ? "" : " ").append(word); };
    for (const auto& method : textsAt(claims, {"amr"})) {
        const bool isWord = !method.empty() && method.size() <= 16 && method != severalMethod &&
                            std::all_of(method.begin(), method.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        if (isWord && words.size() < maxMethodsBytes) add(method);
    }
    for (const auto& value : textsAt(claims, {"acr", "amr"}))
        if (contains(mapping.secondFactors, value)) {
            add(severalMethod);
            break;
        }
    return words;
}

std::string nameOf(const json::Object& claims, const std::string& email) {
    for (const auto* claim : {"name", "preferred_username"})
        if (auto text = textClaim(claims, claim); !text.empty() && text.size() <= maxNameBytes) return text;
    return email;
}

}  // namespace

Result<ClaimMapping> readClaimMapping(const kernel::OidcConfig& config) {
    ClaimMapping mapping{kernel::membersOf(config.roleClaims),
                         {},
                         kernel::membersOf(config.tenantClaims),
                         config.tenantGroups,
                         kernel::membersOf(config.secondFactors)};
    Error error{ErrorCode::invalid, "The mapping of claims is not valid.", {}, {}, {}};
    for (const auto& entry : kernel::membersOf(config.roles)) {
        const auto equals = entry.rfind('=');
        const auto role =
            equals == std::string::npos ? std::nullopt : roleNamed(std::string_view(entry).substr(equals + 1));
        if (role && equals > 0)
            mapping.roles[entry.substr(0, equals)] = *role;
        else
            error.fields.push_back(
                {"/oidc/roles", "is not NAME=ROLE with a built-in role, or NAME=custom:ROLE: " + entry});
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
    ExternalPerson person;
    takeRoles(claims, mapping, person);
    if (!person.role && person.customRoles.empty())
        return refuse("You are signed in, and none of your roles is one of this platform.");
    person.subject = textClaim(claims, "sub");
    person.email = normalEmail(textClaim(claims, "email"));
    if (!domain::isEmail(person.email)) return refuse("The identity provider does not say your e-mail address.");
    person.name = nameOf(claims, person.email);
    const auto* verified = claims.if_contains("email_verified");
    person.emailVerified = verified && *verified == json::Value(true);
    if (!person.role || !domain::isPlatformRole(*person.role)) {
        person.tenants = tenantsOf(claims, mapping);
        if (person.tenants.empty()) return refuse("You are signed in, and belong to no tenant of this platform.");
    }
    person.sessionId = textClaim(claims, "sid");
    person.clientId = textClaim(claims, "azp");
    if (person.clientId.empty()) person.clientId = textClaim(claims, "client_id");
    person.issuedAt = numberOf(claims, "iat");
    person.expiresAt = numberOf(claims, "exp");
    const auto authenticatedAt = numberOf(claims, "auth_time");
    person.authenticatedAt = std::clamp<std::int64_t>(authenticatedAt, 0, person.issuedAt);
    person.methods = methodsOf(claims, mapping);
    return person;
}

}  // namespace steward::identity

#include "identity/external_source.h"

#include <algorithm>

#include "identity/proof.h"

namespace steward::identity {
namespace {

std::string withoutSlash(std::string url) {
    while (url.ends_with('/'))
        url.pop_back();
    return url;
}

class Settings {
public:
    void require(const char* path, const std::string& value) {
        if (value.empty()) errors_.push_back({path, "is required"});
    }
    void requireUrl(const char* path, const std::string& value) {
        if (const auto good = kernel::checkCallUrl(value); !good) errors_.push_back({path, good.error().message});
    }
    void add(const Error& error) { errors_.insert(errors_.end(), error.fields.begin(), error.fields.end()); }
    Result<> verdict() {
        if (errors_.empty()) return {};
        return fail(
            Error{ErrorCode::invalid, "The configuration of the identity provider is not valid.", {}, {}, errors_});
    }

private:
    std::vector<FieldError> errors_;
};

// "steward-console, stewardctl=0oa1b2c3": the second is another name for ours.
std::map<std::string, std::string> clientsOf(const std::string& text) {
    std::map<std::string, std::string> clients;
    for (const auto& entry : kernel::membersOf(text)) {
        const auto equals = entry.find('=');
        clients[entry.substr(0, equals)] = equals == std::string::npos ? entry : entry.substr(equals + 1);
    }
    return clients;
}

// A session that goes on offline is not among those that Keycloak lists.
bool listsSessions(const ExternalOptions& options) {
    return !hasMethod(options.scope, "offline_access");
}

bool usesOrganizations(const ExternalOptions& options) {
    const auto& claims = options.mapping.tenantClaims;
    return std::find(claims.begin(), claims.end(), "organization") != claims.end();
}

}  // namespace

Result<std::optional<ExternalOptions>> readExternalOptions(const kernel::OidcConfig& oidc,
                                                           const kernel::KeycloakConfig& keycloak) {
    if (oidc.issuer.empty()) return std::optional<ExternalOptions>();
    Settings settings;
    ExternalOptions options;
    options.issuer.issuer = withoutSlash(oidc.issuer);
    options.issuer.audience = oidc.audience;
    options.issuer.skew = std::chrono::seconds(oidc.clockSkewSeconds);
    options.issuer.leastBetween = std::chrono::seconds(oidc.keysRefreshSeconds);
    options.clients = clientsOf(oidc.clients);
    options.scope = oidc.scope;
    options.http.caFile = oidc.caFile;
    for (const auto& [ours, theirs] : options.clients)
        options.issuer.clients.push_back(theirs);
    settings.requireUrl("/oidc/issuer", oidc.issuer);
    settings.require("/oidc/clients", oidc.clients);
    auto mapping = readClaimMapping(oidc);
    if (mapping)
        options.mapping = std::move(*mapping);
    else
        settings.add(mapping.error());
    if (!keycloak.adminUrl.empty()) {
        options.keycloak = {
            withoutSlash(keycloak.adminUrl), keycloak.realm,        keycloak.clientId, keycloak.clientSecret,
            options.issuer.issuer,           options.mapping.roles, oidc.tenantGroups, usesOrganizations(options)};
        options.importEvery = std::chrono::seconds(keycloak.importSeconds);
        settings.requireUrl("/keycloak/adminUrl", keycloak.adminUrl);
        settings.require("/keycloak/realm", keycloak.realm);
        settings.require("/keycloak/clientId", keycloak.clientId);
        settings.require("/keycloak/clientSecret", keycloak.clientSecret);
    }
    STEWARD_CHECK(settings.verdict());
    return std::optional(std::move(options));
}

ExternalSource::ExternalSource(ExternalOptions options, kernel::Database& database, const Clock& clock,
                               Sessions& sessions, domain::SecondFactorRule rule)
    : options_(std::move(options)),
      http_(options_.http),
      issuer_(options_.issuer, http_, clock),
      admin_(options_.keycloak ? std::make_optional<KeycloakAdmin>(*options_.keycloak, http_, clock) : std::nullopt),
      users_({database, clock, issuer_, sessions, options_.mapping, rule, admin(), listsSessions(options_),
              options_.importEvery}) {}

}  // namespace steward::identity

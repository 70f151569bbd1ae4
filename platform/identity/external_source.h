// Another issuer as the source of identity: what the configuration says of it, checked, and the parts put together.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "identity/external_users.h"
#include "identity/keycloak_admin.h"
#include "kernel/config.h"
#include "kernel/http_client.h"

namespace steward::identity {

struct ExternalOptions {
    OidcIssuer::Options issuer;
    ClaimMapping mapping;
    std::string scope;
    std::map<std::string, std::string> clients;  // our name of a program, and its name at the issuer
    std::optional<KeycloakAdmin::Options> keycloak;
    Duration importEvery{};
    kernel::HttpClient::Options http;
};

// nullopt for the built-in issuer. ErrorCode::invalid with an error for each setting that is missing or wrong.
Result<std::optional<ExternalOptions>> readExternalOptions(const kernel::OidcConfig& oidc,
                                                           const kernel::KeycloakConfig& keycloak);

// I/O thread.
class ExternalSource {
public:
    // `sessions` outlives it. `rule`: who needs a second factor.
    ExternalSource(ExternalOptions options, kernel::Database& database, const Clock& clock, Sessions& sessions,
                   domain::SecondFactorRule rule);

    const ExternalOptions& options() const { return options_; }
    ExternalUsers& users() { return users_; }
    // Where users are managed; nullptr: this platform cannot, people go to the issuer for it.
    KeycloakAdmin* admin() { return admin_ ? &*admin_ : nullptr; }

private:
    const ExternalOptions options_;
    kernel::HttpClient http_;
    OidcIssuer issuer_;
    std::optional<KeycloakAdmin> admin_;
    ExternalUsers users_;
};

}  // namespace steward::identity

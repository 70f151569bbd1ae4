// Another OpenID Connect issuer: what its discovery document says, the keys it signs with, and whether a token is one
// of its own. Documents are fetched with HttpClient and kept; a kept key goes on verifying when the issuer is away.
//
//   OidcIssuer issuer({.issuer = "https://id.example/realms/acme", .clients = {"steward-console"}}, http, clock);
//   const auto claims = co_await issuer.accessClaims(token);
//
// I/O thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "identity/public_key.h"
#include "kernel/http_client.h"

namespace steward::identity {

class OidcIssuer {
public:
    // Of the documents and of a token.
    static constexpr std::size_t maxDocumentBytes = 256 * 1024;
    static constexpr std::size_t maxTokenBytes = 12 * 1024;
    static constexpr std::chrono::seconds answerLimit{10};

    struct Options {
        std::string issuer;                // without a slash at the end
        std::string audience;              // that access tokens must name; empty: they must be issued to a client
        std::vector<std::string> clients;  // ids of our programs there
        Duration skew = std::chrono::seconds(30);
        Duration leastBetween = std::chrono::seconds(30);  // two fetches of the keys
        Duration mostBetween = std::chrono::minutes(15);   // a key that was withdrawn is refused after so long
    };
    OidcIssuer(Options options, kernel::HttpClient& http, const Clock& clock);
    ~OidcIssuer();

    const Options& options() const;

    // The claims of an access token (RFC 9068, or Keycloak's form of it): signature, form, issuer, audience or client,
    // and times are right. ErrorCode::unauthenticated otherwise, detail says why, for the log; unavailable when the
    // keys were never to be had.
    kernel::Async<json::Object> accessClaims(std::string token);
    // The same for a logout token (OpenID Connect Back-Channel Logout 1.0 section 2.6), which has `jti` and `sub` or
    // `sid`. Whether `jti` was seen before is the caller's to know.
    kernel::Async<json::Object> logoutClaims(std::string token);

    // How many keys are kept.
    std::size_t keyCount() const;

private:
    struct State;
    kernel::Async<json::Object> verified(std::string token, bool isLogout);
    static kernel::asio::awaitable<Result<>> refresh(std::shared_ptr<State> state);
    static kernel::Async<std::vector<PublicKey>> fetch(std::shared_ptr<State> state);

    std::shared_ptr<State> state_;
};

// Texts of a claim that is text or a list of texts; of an object, the names of its members. At most 100.
std::vector<std::string> textsOf(const json::Value& claim);
// "" when it is missing or no text.
std::string textClaim(const json::Object& claims, std::string_view name);

}  // namespace steward::identity

// What an authorisation request (RFC 6749 section 4.1.1 with PKCE, RFC 7636) must be. Pure rules.
// Nobody is remembered between two of them, so prompt=login and max_age=0 are what always happens: auth_time is fresh.
#pragma once

#include <optional>
#include <string>

#include "identity/clients.h"
#include "kernel/http/request.h"

namespace steward::identity {

struct AuthorizeRequest {
    std::string clientId;
    std::string redirectUri;
    std::string scope;
    std::string state;
    std::optional<std::string> nonce;
    std::string codeChallenge;
    std::string tenant;     // slug, or empty: staff of the platform
    std::string loginHint;  // e-mail to fill in
};

// Why it cannot be answered with a sign-in page. With a redirectUri the client may be told, otherwise only the person:
// an answer is never sent to an address that is not registered.
struct AuthorizeRefusal {
    std::string error;  // of RFC 6749 section 4.1.2.1
    std::string description;
    std::string redirectUri;
    std::string state;
};

struct AuthorizeCheck {
    std::optional<AuthorizeRequest> request;
    AuthorizeRefusal refusal;  // when there is no request
};

AuthorizeCheck checkAuthorize(const kernel::TextPairs& parameters, const Clients& clients);

// The parameters again, for the hidden fields of the form.
kernel::TextPairs parametersOf(const AuthorizeRequest& request);

// The redirect URI with the parameters in its query.
std::string answerUri(std::string_view redirectUri, const kernel::TextPairs& parameters);

}  // namespace steward::identity

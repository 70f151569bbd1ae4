// Signing in as a person does it: the platform's page, its form, the code, the tokens (code with PKCE).
#pragma once

#include <string>

#include "tests/support/raw_http.h"

namespace steward::test {

// Of every active user of the demo data.
inline const std::string demoPassword = "steward-demo";

struct SignedIn {
    std::string token;    // bearer
    std::string refresh;  // of the client "steward-console"
    std::string idToken;
};

// The page of a tenant (its slug; empty: staff), filled in and sent: 303 to the client with a code, or a page that
// says why not.
Reply fillSignInPage(int port, const std::string& tenant, const std::string& email, const std::string& password);
// The same where a program sent the browser: an authorization request, as path and query.
Reply fillSignInPageAt(int port, const std::string& target, const std::string& email,
                       const std::string& password = demoPassword);
// The code of a 303, "" without one.
std::string codeOf(const Reply& answer);
// Redeems it; `verifier` other than the page was opened with is refused.
extern const std::string codeVerifier;
Reply redeemCode(int port, const std::string& code, const std::string& verifier = codeVerifier);

// All of it. Without tokens when it was refused.
SignedIn signIn(int port, const std::string& tenant, const std::string& email,
                const std::string& password = demoPassword);

// A form as a browser sends it.
Reply sendForm(int port, const std::string& target, const std::vector<std::pair<std::string, std::string>>& fields,
               const std::string& cookie = {});

}  // namespace steward::test

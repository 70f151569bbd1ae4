// Signing in on a page of the platform, wherever that page is: /oauth/authorize, /device, /account. Shows the steps of
// sign_in_steps.h with the cookie that binds them to the browser, until somebody is signed in. I/O thread.
#pragma once

#include <variant>

#include "identity/identity_service.h"
#include "identity/page_response.h"
#include "identity/sign_in_steps.h"
#include "kernel/http/response.h"

namespace steward::identity {

// Where somebody signs in.
struct SignInPlace {
    std::string action;             // the path that the form posts to
    kernel::TextPairs hidden = {};  // what travels with it
    std::string tenant = {};        // slug, or empty: staff
    std::string loginHint = {};     // e-mail to fill in
    std::string formTarget = {};    // an origin that the answer may redirect to
};

// The secret in the browser's cookie, or "": forms are bound to it. Every form has a field form_token that goes with
// it.
std::string browserOf(const kernel::Request& request);
inline constexpr std::string_view formField = "form_token";
bool isOwnForm(const IdentityService& identity, const kernel::Request& request, const kernel::TextPairs& form);
// The token for a form of this browser, whose cookie is set on `response` when it had none.
struct BrowserBinding {
    std::string browser;
    bool isNew = false;
};
BrowserBinding bindingOf(const kernel::Request& request);
void keepBinding(const IdentityService& identity, const BrowserBinding& binding, kernel::Response& response);
void setCookie(const IdentityService& identity, kernel::Response& response, std::string_view name,
               std::string_view value, std::string_view path, std::chrono::seconds lifetime);

// The first page.
kernel::asio::awaitable<kernel::Response> showSignIn(IdentityService& identity, const kernel::Request& request,
                                                     SignInPlace place);
// What was posted to it: the next page, or who is signed in.
using DialogOutcome = std::variant<kernel::Response, SignedInPerson>;
kernel::asio::awaitable<DialogOutcome> takeSignIn(IdentityService& identity, const kernel::Request& request,
                                                  kernel::TextPairs form, SignInPlace place);
// The browser is known from now on (SignInGuard).
void rememberBrowser(const IdentityService& identity, const SignedInPerson& person, kernel::Response& response);

}  // namespace steward::identity

#include "identity/authorize.h"
#include "identity/device_label.h"
#include "identity/identity_routes.h"
#include "identity/page_response.h"
#include "identity/sign_in_page.h"

namespace steward::identity {
namespace {

using kernel::Context;
using kernel::Request;
using kernel::Response;
using kernel::TextPairs;
using Reply = kernel::asio::awaitable<Response>;

constexpr const char* authorizePath = "/oauth/authorize";
constexpr const char* formCookie = "steward_form";
constexpr const char* formField = "form_token";

struct PageParts {
    int status = 200;
    std::string error;
    std::string email;
    bool keepSignedIn = false;
    std::string cookie;  // that the browser has; a new one is set when it is empty
};

Reply signInPageFor(IdentityService& identity, AuthorizeRequest request, PageParts parts) {
    const domain::Brand brand = co_await identity.brandFor(request.tenant);
    const bool isNew = parts.cookie.empty();
    const std::string cookie = isNew ? newSecret() : parts.cookie;

    SignInPageState state;
    state.action = authorizePath;
    state.hidden = parametersOf(request);
    state.hidden.emplace_back(formField, identity.formToken(cookie));
    state.email = parts.email;
    state.keepSignedIn = parts.keepSignedIn;
    state.error = parts.error;
    state.forgotPassword = forgotPasswordPath;
    if (!request.tenant.empty()) state.forgotPassword += "?tenant=" + kernel::percentEncode(request.tenant);
    Response response = page(signInPage(brand, state), parts.status, originOf(request.redirectUri));
    if (isNew) {
        const bool isSecure = identity.options().issuer.starts_with("https://");
        response.set("Set-Cookie", std::string(formCookie) + "=" + cookie + "; Path=/oauth; HttpOnly; SameSite=Lax" +
                                       (isSecure ? "; Secure" : ""));
    }
    co_return response;
}

// To the client where its address is known to be its own, otherwise to the person.
Response refuse(IdentityService& identity, const AuthorizeRefusal& refusal) {
    if (refusal.redirectUri.empty())
        return page(messagePage(stewardBrand(), "Sign-in is not possible", refusal.description), 400);
    return kernel::redirect(answerUri(refusal.redirectUri, {{"error", refusal.error},
                                                            {"error_description", refusal.description},
                                                            {"state", refusal.state},
                                                            {"iss", identity.options().issuer}}));
}

Reply showPage(IdentityService& identity, const Request& request) {
    const auto check = checkAuthorize(request.query, identity.options().clients);
    if (!check.request) co_return refuse(identity, check.refusal);
    PageParts parts;
    parts.email = check.request->loginHint;
    parts.cookie = std::string(request.cookie(formCookie).value_or(""));
    co_return co_await signInPageFor(identity, *check.request, std::move(parts));
}

Reply takeForm(IdentityService& identity, const Request& request) {
    const auto form = request.form();
    if (!form) co_return page(messagePage(stewardBrand(), "Sign-in is not possible", "The form cannot be read."), 400);
    const auto check = checkAuthorize(*form, identity.options().clients);
    if (!check.request) co_return refuse(identity, check.refusal);
    const auto field = [&](std::string_view name) { return std::string(kernel::findText(*form, name).value_or("")); };

    PageParts parts;
    parts.email = field("email");
    parts.keepSignedIn = field("keep") == "yes";
    parts.cookie = std::string(request.cookie(formCookie).value_or(""));
    if (parts.cookie.empty() || !sameSecret(field(formField), identity.formToken(parts.cookie))) {
        parts.status = 403;
        parts.error = "This page was open for too long, or cookies are off. Please try again.";
        parts.cookie.clear();
        co_return co_await signInPageFor(identity, *check.request, std::move(parts));
    }

    SignInAttempt attempt{check.request->tenant, parts.email, field("password"), request.peer};
    const auto outcome = co_await identity.signIn().attempt(std::move(attempt));
    if (!outcome || !outcome->userId) {
        const bool mustWait = outcome && outcome->retryAfter.count() > 0;
        parts.status = !outcome ? 503 : mustWait ? 429 : 422;
        parts.error = outcome ? outcome->message : outcome.error().message;
        Response response = co_await signInPageFor(identity, *check.request, std::move(parts));
        if (mustWait) response.set("Retry-After", std::to_string(outcome->retryAfter.count()));
        co_return response;
    }

    const Proof proof{identity.clock().now(), "pwd", deviceOf(request.header("User-Agent"))};
    const auto code =
        co_await identity.sessions().issueCode(*check.request, *outcome->userId, proof, parts.keepSignedIn);
    if (!code) {
        parts.status = 503;
        parts.error = code.error().message;
        co_return co_await signInPageFor(identity, *check.request, std::move(parts));
    }
    Response response = kernel::redirect(
        answerUri(check.request->redirectUri,
                  {{"code", *code}, {"state", check.request->state}, {"iss", identity.options().issuer}}));
    response.set("Cache-Control", "no-store");
    co_return response;
}

}  // namespace

void bindSignInRoutes(kernel::Router& router, IdentityService& identity) {
    constexpr contract::Rules takesCredentials{.cost = contract::Cost::credential};
    router.raw(
        contract::Method::get, authorizePath,
        [&identity](const Request& request, Context&) { return showPage(identity, request); }, takesCredentials);
    router.raw(
        contract::Method::post, authorizePath,
        [&identity](const Request& request, Context&) { return takeForm(identity, request); }, takesCredentials);
}

}  // namespace steward::identity

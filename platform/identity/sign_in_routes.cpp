#include "identity/authorize.h"
#include "identity/identity_routes.h"
#include "identity/sign_in_dialog.h"
#include "identity/sign_in_page.h"

namespace steward::identity {
namespace {

using kernel::Context;
using kernel::Request;
using kernel::Response;
using Reply = kernel::asio::awaitable<Response>;

constexpr const char* authorizePath = "/oauth/authorize";

Response refused(std::string_view why) {
    return page(messagePage(stewardBrand(), "Sign-in is not possible", why), 400);
}

// To the client where its address is known to be its own, otherwise to the person.
Response refuse(IdentityService& identity, const AuthorizeRefusal& refusal) {
    if (refusal.redirectUri.empty()) return refused(refusal.description);
    return kernel::redirect(answerUri(refusal.redirectUri, {{"error", refusal.error},
                                                            {"error_description", refusal.description},
                                                            {"state", refusal.state},
                                                            {"iss", identity.options().issuer}}));
}

SignInPlace placeOf(const AuthorizeRequest& request) {
    return {authorizePath, parametersOf(request), request.tenant, request.loginHint, originOf(request.redirectUri)};
}

Reply showPage(IdentityService& identity, const Request& request) {
    const auto check = checkAuthorize(request.query, identity.options().clients);
    if (!check.request) co_return refuse(identity, check.refusal);
    co_return co_await showSignIn(identity, request, placeOf(*check.request));
}

Reply takeForm(IdentityService& identity, const Request& request) {
    auto form = request.form();
    if (!form) co_return refused("The form cannot be read.");
    const auto check = checkAuthorize(*form, identity.options().clients);
    if (!check.request) co_return refuse(identity, check.refusal);

    auto outcome = co_await takeSignIn(identity, request, std::move(*form), placeOf(*check.request));
    if (auto* page = std::get_if<Response>(&outcome)) co_return std::move(*page);
    const auto& person = std::get<SignedInPerson>(outcome);
    const auto code =
        co_await identity.sessions().issueCode(*check.request, person.userId, person.proof, person.keepSignedIn);
    if (!code) co_return page(messagePage(stewardBrand(), "Please try again", code.error().message), 503);
    Response response = kernel::redirect(
        answerUri(check.request->redirectUri,
                  {{"code", *code}, {"state", check.request->state}, {"iss", identity.options().issuer}}));
    response.set("Cache-Control", "no-store");
    rememberBrowser(identity, person, response);
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

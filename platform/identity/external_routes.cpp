#include "base/log.h"
#include "identity/identity_routes.h"

namespace steward::identity {

using kernel::Context;
using kernel::Request;
using kernel::Response;

namespace {

using Reply = kernel::asio::awaitable<Response>;

Response answer(int status, const json::Value& document) {
    Response response = kernel::jsonResponse(json::write(document), status);
    response.set("Cache-Control", "no-store");
    return response;
}

// OpenID Connect Back-Channel Logout 1.0 section 2.8. An error of ours is not blamed on the token, so that it may be
// sent again.
Reply backChannelLogout(IdentityService& identity, const Request& request) {
    const auto form = request.form();
    const auto token = form ? kernel::findText(*form, "logout_token") : std::nullopt;
    if (!token || token->empty())
        co_return answer(400, {{"error", "invalid_request"}, {"error_description", "logout_token is required."}});
    auto signingOut = identity.external()->users().signOut(std::string(*token));
    const auto done = co_await std::move(signingOut);
    if (done) co_return answer(200, json::Object());
    log::warning("a logout token was refused", {{"detail", json::Value(done.error().detail)}});
    if (done.error().code != ErrorCode::invalid)
        co_return answer(503, {{"error", "temporarily_unavailable"}, {"error_description", done.error().message}});
    co_return answer(400, {{"error", "invalid_request"}, {"error_description", done.error().message}});
}

}  // namespace

void bindExternalRoutes(kernel::Router& router, IdentityService& identity) {
    if (!identity.external()) return;
    router.raw(contract::Method::post, "/oauth/backchannel-logout",
               [&identity](const Request& request, Context&) { return backChannelLogout(identity, request); });
}

}  // namespace steward::identity

#include "identity/request_authenticator.h"

#include "identity/device_label.h"
#include "identity/secrets.h"

namespace steward::identity {
namespace {

// The token of "Authorization: DPoP …", "" without one.
std::string_view boundTokenOf(const kernel::Request& request) {
    constexpr std::string_view scheme = "dpop ";
    auto value = request.header("Authorization");
    if (!kernel::equalIgnoringCase(value.substr(0, scheme.size()), scheme)) return {};
    value.remove_prefix(scheme.size());
    return value;
}

}  // namespace

std::string_view methodNameOf(const kernel::Request& request) {
    using contract::Method;
    if (request.isHead) return "HEAD";
    switch (request.method) {
        case Method::get:
            return "GET";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::delete_:
            break;
    }
    return "DELETE";
}

kernel::Async<> RequestAuthenticator::prepare(const kernel::Request& request) {
    const auto bound = boundTokenOf(request);
    const auto token = bound.empty() ? request.bearerToken() : bound;
    if (ApiKeys::isKey(token)) {
        co_await keys_.look(std::string(token));
        co_return Result<>();
    }
    if (SupportAccess::isToken(token)) {
        co_await support_.look(std::string(token));
        co_return Result<>();
    }
    const auto header = token.substr(0, token.find('.'));
    if (header.empty() || header == knownHeader_) co_return Result<>();
    if (bound.empty()) {
        auto admitting = tokens_.admit(token, deviceOf(request.header("User-Agent")));
        STEWARD_CO_CHECK(co_await std::move(admitting));
    }
    const bool isKnown = co_await signingKeys_.knows(keyIdOf(token));
    knownHeader_ = isKnown ? header : std::string_view();
    co_return Result<>();
}

Result<domain::Principal> RequestAuthenticator::identify(const kernel::Request& request) {
    const auto token = boundTokenOf(request);
    if (token.empty()) return authenticate(request.bearerToken());
    STEWARD_TRY(auto verified, tokens_.verify(token));
    STEWARD_TRY(const std::string key,
                proofs_.take(request.header("DPoP"),
                             {std::string(methodNameOf(request)), issuer_ + request.path, std::string(token)}));
    if (verified.boundTo.empty() || !sameSecret(verified.boundTo, key))
        return fail(ErrorCode::unauthenticated, "The access token is not bound to this key.");
    return std::move(verified.principal);
}

Result<domain::Principal> RequestAuthenticator::identifyAgain(const kernel::Request& request) {
    const auto token = boundTokenOf(request);
    if (token.empty()) return authenticate(request.bearerToken());
    STEWARD_TRY(auto verified, tokens_.verify(token));
    return std::move(verified.principal);
}

kernel::Async<> RequestAuthenticator::mayChange(domain::Principal principal) {
    const bool isPerson = !principal.sessionId.empty() && !principal.support;
    if (elevatedFor_ == Duration(0) || !isPerson) co_return Result<>();
    auto requiring = reauthentication_.require(std::move(principal), elevatedFor_);
    co_return co_await std::move(requiring);
}

Result<domain::Principal> RequestAuthenticator::authenticate(std::string_view bearerToken) {
    if (SupportAccess::isToken(bearerToken)) return support_.authenticate(bearerToken);
    return ApiKeys::isKey(bearerToken) ? keys_.authenticate(bearerToken) : tokens_.authenticate(bearerToken);
}

}  // namespace steward::identity

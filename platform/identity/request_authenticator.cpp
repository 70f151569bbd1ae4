#include "identity/request_authenticator.h"

namespace steward::identity {

kernel::asio::awaitable<void> RequestAuthenticator::prepare(const kernel::Request& request) {
    const auto token = request.bearerToken();
    if (ApiKeys::isKey(token)) co_await keys_.look(std::string(token));
}

Result<domain::Principal> RequestAuthenticator::authenticate(std::string_view bearerToken) {
    return ApiKeys::isKey(bearerToken) ? keys_.authenticate(bearerToken) : tokens_.authenticate(bearerToken);
}

}  // namespace steward::identity

// Who makes a request: a person or a program with an access token, or a program with its API key. I/O thread.
#pragma once

#include "identity/api_keys.h"
#include "identity/token_verifier.h"
#include "kernel/auth.h"

namespace steward::identity {

class RequestAuthenticator final : public kernel::Authenticator {
public:
    RequestAuthenticator(TokenVerifier& tokens, ApiKeys& keys) : tokens_(tokens), keys_(keys) {}

    kernel::asio::awaitable<void> prepare(const kernel::Request& request) override;
    Result<domain::Principal> authenticate(std::string_view bearerToken) override;

private:
    TokenVerifier& tokens_;
    ApiKeys& keys_;
};

}  // namespace steward::identity

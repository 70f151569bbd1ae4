// What the OAuth endpoints answer. Members are spelt as on the wire.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"

namespace steward::identity {

// RFC 6749 section 5.1.
struct TokenReply {
    std::string access_token;
    std::string token_type = "Bearer";
    std::int64_t expires_in = 0;
    std::optional<std::string> refresh_token;
    std::optional<std::string> id_token;
    std::string scope;
};
STEWARD_DESCRIBE(TokenReply, (access_token, token_type, expires_in, refresh_token, id_token, scope))

// RFC 6749 section 5.2, RFC 8628 section 3.5.
enum class GrantError {
    invalid_request,
    invalid_client,
    invalid_grant,
    invalid_scope,
    invalid_dpop_proof,
    unsupported_grant_type,
    authorization_pending,
    slow_down,
    access_denied,
    expired_token,
};
STEWARD_DESCRIBE_ENUM(GrantError, invalid_request, invalid_client, invalid_grant, invalid_scope, invalid_dpop_proof,
                      unsupported_grant_type, authorization_pending, slow_down, access_denied, expired_token)

struct OAuthError {
    std::string error;
    std::string error_description;
};
STEWARD_DESCRIBE(OAuthError, (error, error_description))

// ErrorCode::unauthenticated that says on the wire which of the errors it is.
inline tl::unexpected<Error> refuseGrant(GrantError error, std::string message) {
    return fail(ErrorCode::unauthenticated, std::move(message), std::string(enumName(error)));
}
// "server_error" and "temporarily_unavailable" for what is no refusal.
inline OAuthError toOAuth(const Error& error) {
    if (enumFromName<GrantError>(error.detail)) return {error.detail, error.message};
    if (error.code == ErrorCode::unavailable || error.code == ErrorCode::storage)
        return {"temporarily_unavailable", error.message};
    return {"server_error", "The platform could not answer. Try again later."};
}

}  // namespace steward::identity

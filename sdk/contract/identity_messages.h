// Requests and replies about sessions, the second factor and API keys.
//
// What is marked "after re-authentication" answers ErrorCode::reauthenticationRequired (403, problem type
// "reauthenticationRequired") unless the session's person proved who they are within the last ten minutes, with the
// second factor when they have one. A client then signs in again with prompt=login and repeats the request.
#pragma once

#include "contract/endpoint.h"
#include "domain/credentials.h"

namespace steward::contract {

struct SessionsEnded {
    std::int64_t count = 0;
};
STEWARD_DESCRIBE(SessionsEnded, (count))

struct SecondFactorCode {
    std::string code;  // six digits
};
STEWARD_DESCRIBE(SecondFactorCode, (code))

// `permissions`: some of the caller's own. Lives 90 days unless told, and no longer than a year.
struct ApiKeyDraft {
    std::string name;  // 1 to 100 bytes
    domain::PermissionSet permissions;
    std::optional<Time> expiresAt;
    // Of this tenant only; a tenant's people need not say so.
    std::optional<std::string> ofTenant;
};
STEWARD_DESCRIBE(ApiKeyDraft, (name, permissions, expiresAt, ofTenant))

struct IssuedApiKey {
    std::string id;
    domain::ApiKey key;
    std::string secret;  // "stw_…", never shown again
};
STEWARD_DESCRIBE(IssuedApiKey, (id, key, secret))

}  // namespace steward::contract

// Requests and replies about sessions, the second factor, API keys and support access.
//
// What is marked "after re-authentication" answers ErrorCode::reauthenticationRequired (403, problem type
// "reauthenticationRequired") unless the session's person proved who they are within the last ten minutes, with the
// second factor when they have one. A client then signs in again with prompt=login and repeats the request.
#pragma once

#include "contract/endpoint.h"
#include "domain/credentials.h"
#include "domain/support.h"

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

// With the rights of `userId`, or else of the built-in `role` of the tenant, viewer unless told. `permissions`: some of
// them, or what only reads (domain::supportReading).
struct SupportRequest {
    std::string tenantId;
    std::string reason;  // 1 to 500 bytes on one line
    std::optional<std::string> userId;
    std::optional<domain::Role> role;
    std::optional<domain::PermissionSet> permissions;
    std::optional<std::int64_t> minutes;  // 1 to 480, 30 unless told; they begin with the consent
};
STEWARD_DESCRIBE(SupportRequest, (tenantId, reason, userId, role, permissions, minutes))

struct SupportAnswer {
    std::string id;
    bool allow = false;
};
STEWARD_DESCRIBE(SupportAnswer, (id, allow))

struct StartedSupport {
    std::string id;
    domain::SupportAccess access;
    std::string token;  // "sts_…", a bearer token until access.expiresAt; never shown again
};
STEWARD_DESCRIBE(StartedSupport, (id, access, token))

struct SupportPolicyChange {
    std::string tenantId;
    domain::SupportConsent consent = domain::SupportConsent::ask;
};
STEWARD_DESCRIBE(SupportPolicyChange, (tenantId, consent))

}  // namespace steward::contract

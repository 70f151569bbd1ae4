// What the platform's tokens say, how they are signed and how they are checked. RFC 7519, RFC 9068, OpenID Connect
// Core. Members are spelt as on the wire.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/access.h"
#include "identity/signing_key.h"

namespace steward::identity {

// Seconds since 1970, as JWT counts.
std::int64_t toSeconds(Time time);

// RFC 7800: the key that a token is bound to, by its thumbprint (RFC 9449 section 6.1).
struct Confirmation {
    std::string jkt;
};
STEWARD_DESCRIBE(Confirmation, (jkt))

struct AccessClaims {
    std::string iss;
    std::string aud;
    std::string sub;  // user id
    std::string client_id;
    std::string scope;
    std::int64_t iat = 0;
    std::int64_t exp = 0;
    std::string jti;
    std::string sid;  // session id
    domain::Role role = domain::Role::viewer;
    std::optional<std::string> tenant;
    std::string name;
    std::string email;
    // Of a custom role; what a built-in one allows is known without.
    std::optional<std::string> custom_role;
    std::optional<std::int64_t> custom_role_version;
    std::optional<domain::PermissionSet> permissions;
    // How and when the person proved who they are (OpenID Connect Core 2, RFC 9470); absent for programs.
    std::optional<std::int64_t> auth_time;
    std::optional<std::vector<std::string>> amr;
    std::optional<std::string> acr;
    std::optional<Confirmation> cnf;

    domain::Principal principal() const;
};
STEWARD_DESCRIBE(AccessClaims, (iss, aud, sub, client_id, scope, iat, exp, jti, sid, role, tenant, name, email,
                                custom_role, custom_role_version, permissions, auth_time, amr, acr, cnf))

struct IdClaims {
    std::string iss;
    std::string aud;  // client id
    std::string sub;
    std::int64_t iat = 0;
    std::int64_t exp = 0;
    std::int64_t auth_time = 0;
    std::optional<std::string> nonce;
    std::string sid;
    std::string name;
    std::string email;
    std::optional<std::vector<std::string>> amr;
    std::optional<std::string> acr;
};
STEWARD_DESCRIBE(IdClaims, (iss, aud, sub, iat, exp, auth_time, nonce, sid, name, email, amr, acr))

// OpenID Connect Back-Channel Logout 1.0 section 2.4. `events` is
// {"http://schemas.openid.net/event/backchannel-logout": {}}.
struct LogoutClaims {
    std::string iss;
    std::string aud;  // client id
    std::string sub;
    std::int64_t iat = 0;
    std::int64_t exp = 0;
    std::string jti;
    std::string sid;
    std::map<std::string, std::map<std::string, std::string>> events;
};
STEWARD_DESCRIBE(LogoutClaims, (iss, aud, sub, iat, exp, jti, sid, events))

// The kinds carry a type in their header, so that none is taken for another.
Result<std::string> signToken(const SigningKey& key, const AccessClaims& claims);
Result<std::string> signToken(const SigningKey& key, const LogoutClaims& claims);
Result<std::string> signToken(const SigningKey& key, const IdClaims& claims);

// The key that a token says it is signed with; "" when it says none.
std::string keyIdOf(std::string_view token);

// Form, type, algorithm (ES256 and nothing else), key and signature. Not issuer, audience and time: those the caller
// checks. ErrorCode::unauthenticated; detail says why, for the log.
Result<AccessClaims> verifiedAccess(const KeyRing& keys, std::string_view token);
Result<IdClaims> verifiedId(const KeyRing& keys, std::string_view token);
Result<LogoutClaims> verifiedLogout(const KeyRing& keys, std::string_view token);

}  // namespace steward::identity

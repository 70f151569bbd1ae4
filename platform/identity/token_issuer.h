// Somebody else whose access tokens are accepted.
#pragma once

#include <string>
#include <string_view>

#include "domain/access.h"
#include "kernel/async.h"

namespace steward::identity {

struct AdmittedToken {
    domain::Principal principal;
    std::int64_t expiresAt = 0;  // seconds
};

// I/O thread.
class TokenIssuer {
public:
    virtual ~TokenIssuer() = default;
    // Whether the token says to be of this issuer. Nothing is verified.
    virtual bool isNamedBy(std::string_view token) const = 0;
    // Verifies it and finds out who that is here. ErrorCode::unauthenticated, or forbidden for somebody who has proved
    // who they are and may not come in.
    virtual kernel::Async<AdmittedToken> admit(std::string token, std::string device) = 0;
};

}  // namespace steward::identity

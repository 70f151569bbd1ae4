// What the router needs from identity.
#pragma once

#include <string_view>

#include "base/result.h"
#include "domain/access.h"

namespace steward::kernel {

class Authenticator {
public:
    virtual ~Authenticator() = default;
    // Called on the I/O thread for every request, so it answers from memory. ErrorCode::unauthenticated otherwise.
    virtual Result<domain::Principal> authenticate(std::string_view bearerToken) = 0;
};

}  // namespace steward::kernel

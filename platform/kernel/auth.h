// What the router needs from identity.
#pragma once

#include <string_view>

#include "domain/access.h"
#include "kernel/async.h"
#include "kernel/http/request.h"

namespace steward::kernel {

class Authenticator {
public:
    virtual ~Authenticator() = default;
    // Fetches what identify() will need and memory does not hold: keys, somebody who comes for the first time. Before
    // it, for every request; I/O thread. ErrorCode::forbidden for somebody who is known and may not come in.
    virtual Async<> prepare(const Request&) { co_return Result<>(); }
    // Who makes a request. On the I/O thread, from memory. ErrorCode::unauthenticated otherwise.
    virtual Result<domain::Principal> identify(const Request& request) { return authenticate(request.bearerToken()); }
    // Whether a request that was identified and lasts still may, after prepare().
    virtual Result<domain::Principal> identifyAgain(const Request& request) { return identify(request); }
    // Whether somebody whose permissions are enough may change things now (contract::needsElevation).
    // ErrorCode::reauthenticationRequired for people who have to prove who they are before.
    virtual Async<> mayChange(domain::Principal) { co_return Result<>(); }
    // Who makes a request that shows nothing but this bearer token.
    virtual Result<domain::Principal> authenticate(std::string_view bearerToken) = 0;
};

}  // namespace steward::kernel

// What went wrong, as a value: for people (message), for code (code, fields) and for support (id).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"

namespace steward {

// Protocol-neutral; one table maps each to an HTTP status and a problem type (contract/problem.h).
enum class ErrorCode {
    invalid,                   // the request can never succeed as it is
    unauthenticated,           // who is asking is not known
    forbidden,                 // known, and not allowed
    reauthenticationRequired,  // known and allowed, but who it is was proven too long ago, or with too little
    notFound,                  // does not exist, or is not visible to the caller
    conflict,                  // the state of the entity does not allow it
    preconditionFailed,        // the entity changed since it was read
    preconditionRequired,      // a write without the version it is based on
    gone,                      // existed, has expired
    tooLarge,
    unprocessable,  // well formed, and refused by a rule
    rateLimited,
    cancelled,
    timeout,
    unavailable,  // a dependency is away; trying again later may help
    offline,      // no connection to the platform
    storage,      // disk full, file not writable, database damaged
    internal,
};
STEWARD_DESCRIBE_ENUM(ErrorCode, invalid, unauthenticated, forbidden, reauthenticationRequired, notFound, conflict,
                      preconditionFailed, preconditionRequired, gone, tooLarge, unprocessable, rateLimited, cancelled,
                      timeout, unavailable, offline, storage, internal)

// One field of a request that was refused. `path` is a JSON pointer ("/limits/seats").
struct FieldError {
    std::string path;
    std::string message;
    bool operator==(const FieldError&) const = default;
};
STEWARD_DESCRIBE(FieldError, (path, message))

struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string message;  // one sentence for a person: what failed and what did not change
    std::string detail;   // for operators: cause, position, next step. May be empty
    std::string id;       // request or incident id to quote to support. May be empty
    std::vector<FieldError> fields;
    bool operator==(const Error&) const = default;
};

}  // namespace steward

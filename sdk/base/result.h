// Result<T>: a T or an Error. Nothing in Steward throws across a function that returns one.
#pragma once

#include <tl/expected.hpp>

#include "base/error.h"

namespace steward {

template <class T = void>
using Result = tl::expected<T, Error>;

// `return fail(ErrorCode::notFound, "There is no such tenant.");`
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string detail = {}) {
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(detail), {}, {}});
}
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>(std::move(error));
}

}  // namespace steward

#define STEWARD_CONCAT_(a, b) a##b
#define STEWARD_CONCAT(a, b) STEWARD_CONCAT_(a, b)

// STEWARD_TRY(auto rows, connection.query(...)): binds the value, or returns the error to the caller.
#define STEWARD_TRY(declaration, expression) \
    STEWARD_TRY_(STEWARD_CONCAT(result_, __LINE__), return, declaration, expression)
// The same inside a coroutine.
#define STEWARD_CO_TRY(declaration, expression) \
    STEWARD_TRY_(STEWARD_CONCAT(result_, __LINE__), co_return, declaration, expression)
#define STEWARD_TRY_(name, leave, declaration, expression)     \
    auto name = (expression);                                  \
    if (!name) leave ::steward::fail(std::move(name).error()); \
    declaration = std::move(*name)

// For a Result<void>: returns the error to the caller, if there is one.
#define STEWARD_CHECK(expression) \
    if (auto checked_ = (expression); !checked_) return ::steward::fail(std::move(checked_).error())
#define STEWARD_CO_CHECK(expression) \
    if (auto checked_ = (expression); !checked_) co_return ::steward::fail(std::move(checked_).error())

// How asynchronous functions of the platform look: coroutines on the one I/O thread that return a Result.
//
//   Async<Tenant> TenancyService::find(std::string id) { co_return co_await database_.read(…); }
//
// Arguments of a coroutine are taken by value, or live longer than the request (services, Context&).
#pragma once

#include <boost/asio/awaitable.hpp>

#include "base/result.h"

namespace steward::kernel {

namespace asio = boost::asio;

template <class T = void>
using Async = asio::awaitable<Result<T>>;

}  // namespace steward::kernel

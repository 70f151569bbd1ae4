// How asynchronous functions of the platform look: coroutines on the one I/O thread that return a Result.
//
//   Async<Tenant> TenancyService::find(std::string id) { co_return co_await database_.read(work); }
//
// Arguments of a coroutine are taken by value, or live longer than the request (services, Context&).
//
// Name what a co_await gets when it is a lambda with captures or an aggregate. GCC 12 destroys such a temporary twice
// (GCC bug 99576); ./dev check finds it.
//
//   const auto work = [id](sql::Connection& db) -> Result<Tenant> { … };
//   co_return co_await database_.read(work);
#pragma once

#include <boost/asio/awaitable.hpp>

#include "base/result.h"

namespace steward::kernel {

namespace asio = boost::asio;

template <class T = void>
using Async = asio::awaitable<Result<T>>;

}  // namespace steward::kernel

// How a model asks the platform: a function from request to future answer. The pages bind it to an endpoint; tests give
// their own. GUI thread.
#pragma once

#include <QFuture>
#include <functional>

#include "base/result.h"
#include "client/platform_client.h"
#include "contract/messages.h"

namespace steward::models {

template <class Request, class Response>
using Fetch = std::function<QFuture<Result<Response>>(Request)>;

// `client` must outlive the model that is given the result.
template <class Request, class Response>
Fetch<Request, Response> fetchFrom(client::PlatformClient& client,
                                   const contract::Endpoint<Request, Response>& endpoint) {
    return [&client, &endpoint](Request request) { return client.call(endpoint, std::move(request)); };
}

// The platform could not be reached: what this computer keeps is shown instead. Working offline without a stored
// sign-in ends as unauthenticated.
inline bool isAway(const Error& error) {
    return error.code == ErrorCode::offline || error.code == ErrorCode::timeout ||
           error.code == ErrorCode::unavailable || error.code == ErrorCode::unauthenticated;
}

}  // namespace steward::models

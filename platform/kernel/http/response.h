// A reply as handlers make it. Length, date, connection and security headers are added by the listener.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/json.h"
#include "kernel/http/request.h"

namespace steward::kernel {

struct Response {
    int status = 200;
    TextPairs headers;
    std::string body;

    Response& set(std::string_view name, std::string value);
    std::string_view header(std::string_view name) const;
};

Response jsonResponse(std::string body, int status = 200);
// Adds a Content-Security-Policy that allows nothing but inline styles and images of the page itself, unless one is
// set.
Response htmlResponse(std::string body, int status = 200);
// 303: the next request is a GET.
Response redirect(std::string location);
// A problem document (RFC 9457). What is internal stays internal: `detail` of ErrorCode::internal is never sent.
Response problemResponse(const Error& error, std::string requestId, std::optional<json::Value> current = std::nullopt);

// The same for what HTTP refuses and no ErrorCode means: 405, 414, 415, 417, 426, 431, 501, 504, 505.
Response refusalResponse(int status, std::string_view type, std::string title, std::string requestId);

std::string_view reasonPhrase(int status);

}  // namespace steward::kernel

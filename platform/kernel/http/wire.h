// How a Response is spelled in bytes. Private to the listener.
#pragma once

#include <optional>
#include <string>

#include "kernel/http/response.h"

namespace steward::kernel::wire {

struct Framing {
    bool keepAlive = true;
    bool oldClient = false;  // HTTP/1.0: says keep-alive aloud, gets no chunks
    bool chunked = false;    // a stream: no Content-Length
    bool headOnly = false;   // answer to HEAD
    bool secure = false;     // over TLS: tells browsers to stay there
};

// Status line and headers, with the empty line. Headers of `response` win over those that are added here.
void appendHead(std::string& out, const Response& response, const Framing& framing);
// Head and body.
void append(std::string& out, const Response& response, const Framing& framing);
// "Mon, 23 Nov 2026 06:20:54 GMT", made once a second.
std::string_view httpDate();

}  // namespace steward::kernel::wire

// Which pages of other origins may read replies (Fetch standard, CORS protocol). None unless configured. Credentials
// are never allowed: the API is asked with a bearer token, which a page has to have itself.
#pragma once

#include "kernel/http/context.h"
#include "kernel/http/response.h"

namespace steward::kernel {

class Cors {
public:
    // "https://admin.example.com, https://other.example.com"
    explicit Cors(std::string_view origins);

    // The answer to an OPTIONS request that asks for permission, nullopt for one that does not. `methods` of the path:
    // "GET, HEAD, POST".
    std::optional<Response> preflight(const Request& request, std::string methods) const;
    // Adds to the headers of the reply.
    void allow(const Request& request, Context& context) const;

private:
    bool isAllowed(std::string_view origin) const;
    std::vector<std::string> origins_;
};

}  // namespace steward::kernel

#include "identity/page_response.h"

#include "identity/sign_in_page.h"

namespace steward::identity {

kernel::Response page(std::string html, int status, std::string_view formTarget) {
    std::string policy = contentSecurityPolicy(html, formTarget);
    kernel::Response response = kernel::htmlResponse(std::move(html), status);
    response.set("Content-Security-Policy", std::move(policy));
    response.set("Cache-Control", "no-store");
    response.set("Referrer-Policy", "no-referrer");
    response.set("X-Frame-Options", "DENY");
    response.set("X-Content-Type-Options", "nosniff");
    return response;
}

}  // namespace steward::identity

// How pages that people fill in are served: never kept, never framed, nothing but their own style, and no word to other
// sites of where they came from, since an address may hold a secret.
#pragma once

#include <string>
#include <string_view>

#include "kernel/http/response.h"

namespace steward::identity {

// Where people go who forgot their password ("?tenant=slug").
inline constexpr std::string_view forgotPasswordPath = "/account/forgot-password";

// A page of sign_in_page.h. `formTarget` as for contentSecurityPolicy.
kernel::Response page(std::string html, int status, std::string_view formTarget = {});

}  // namespace steward::identity

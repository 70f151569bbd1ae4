// Text of data in pages.
#pragma once

#include <string>
#include <string_view>

namespace steward::kernel {

// Inert in an element and in a quoted attribute: markup is escaped, control characters are spaces, and characters that
// change the direction of the text around them are left out.
std::string escaped(std::string_view text);

}  // namespace steward::kernel

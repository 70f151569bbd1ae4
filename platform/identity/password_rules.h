// What a password must be, as NIST SP 800-63B section 5.1.1.2 advises: long enough, and nothing that is guessed first.
// No mixture of kinds of characters is asked for. Pure rules.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace steward::identity {

inline constexpr std::size_t shortestPassword = 12;  // characters, as people count them: code points
inline constexpr std::size_t longestPassword = 128;

// Whose password it is: what contains the name or the address is guessed first.
struct PasswordOwner {
    std::string name;
    std::string email;
};

// ErrorCode::unprocessable with one sentence for the person, or nothing is wrong with it.
Result<> checkPassword(std::string_view password, const PasswordOwner& owner);

}  // namespace steward::identity

// How people recognise where they are signed in. Pure.
#pragma once

#include <string>
#include <string_view>

namespace steward::identity {

inline constexpr std::size_t maxDeviceBytes = 80;

// "Firefox on Linux" of a browser's User-Agent; of other programs the first word, "stewardctl/0.1"; "" of what is
// neither. Printable ASCII only: it is shown to people and was written by strangers.
std::string deviceOf(std::string_view userAgent);

}  // namespace steward::identity

// Whether this program carries a sanitizer, which needs memory of its own and keeps what was freed.
#pragma once

namespace steward::test {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

}  // namespace steward::test

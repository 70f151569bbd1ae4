// Values as people write them in filters, expressions and parameters.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace steward::report {

std::optional<std::int64_t> wholeNumber(std::string_view text);
// "184.5" with 2 decimals is 18450. Nothing for more decimals, or for what does not fit.
std::optional<std::int64_t> scaled(std::string_view text, int decimals);
// Whether it has the form of a day: "2026-11-23".
bool isDay(std::string_view text);
// Days since 1970 of a day that exists.
std::optional<std::int64_t> dayFrom(std::string_view text);

}  // namespace steward::report

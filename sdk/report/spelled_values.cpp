#include "report/spelled_values.h"

#include <charconv>
#include <chrono>

namespace steward::report {

std::optional<std::int64_t> wholeNumber(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<std::int64_t> scaled(std::string_view text, int decimals) {
    const auto point = text.find('.');
    const bool negative = text.starts_with('-');
    const auto whole = wholeNumber(text.substr(0, point));
    std::int64_t number = 0;
    if (!whole) return std::nullopt;
    std::string_view digits = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    const bool isRefused = digits.size() > std::size_t(decimals) ||
                           (point != std::string_view::npos && digits.empty()) ||
                           digits.find_first_not_of("0123456789") != std::string_view::npos;
    if (isRefused) return std::nullopt;
    number = *whole;
    for (int i = 0; i < decimals; ++i) {
        const int digit = std::size_t(i) < digits.size() ? digits[std::size_t(i)] - '0' : 0;
        if (__builtin_mul_overflow(number, 10, &number) ||
            __builtin_add_overflow(number, negative ? -digit : digit, &number))
            return std::nullopt;
    }
    return number;
}

bool isDay(std::string_view text) {
    return text.size() == 10 && text[4] == '-' && text[7] == '-';
}

std::optional<std::int64_t> dayFrom(std::string_view text) {
    using namespace std::chrono;
    if (!isDay(text)) return std::nullopt;
    const auto y = wholeNumber(text.substr(0, 4));
    const auto m = wholeNumber(text.substr(5, 2));
    const auto d = wholeNumber(text.substr(8, 2));
    if (!y || !m || !d || *y < 0 || *m < 1 || *d < 1) return std::nullopt;
    const year_month_day date{year(int(*y)), month(unsigned(*m)), day(unsigned(*d))};
    if (!date.ok()) return std::nullopt;
    return sys_days(date).time_since_epoch().count();
}

}  // namespace steward::report

#include "domain/money.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace steward::domain {

int minorDigits(const std::string& currency) {
    constexpr std::array<std::string_view, 16> none{"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW",
                                                    "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"};
    constexpr std::array<std::string_view, 7> three{"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
    if (std::ranges::find(none, currency) != none.end()) return 0;
    return std::ranges::find(three, currency) != three.end() ? 3 : 2;
}

std::string amountText(std::int64_t minor, const std::string& currency) {
    const bool negative = minor < 0;
    // Of the smallest number, too, which has no positive one.
    std::string digits =
        std::to_string(negative ? 0 - static_cast<std::uint64_t>(minor) : static_cast<std::uint64_t>(minor));
    const auto places = static_cast<std::size_t>(minorDigits(currency));
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    if (places > 0) digits.insert(digits.size() - places, 1, '.');
    return (negative ? "-" : "") + digits + " " + currency;
}

}  // namespace steward::domain

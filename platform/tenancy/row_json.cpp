#include "tenancy/row_json.h"

namespace steward::tenancy {
namespace {

void putDigits(char* at, unsigned value, int digits) {
    for (int i = digits - 1; i >= 0; --i, value /= 10)
        at[i] = static_cast<char>('0' + value % 10);
}

// Whether one of eight bytes is a quote, a backslash or a control character.
bool needsEscape(std::uint64_t bytes) {
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t highBits = 0x8080808080808080;
    const auto zeroIn = [](std::uint64_t value) { return (value - ones) & ~value & highBits; };
    const std::uint64_t control = (bytes - ones * 0x20) & ~bytes & highBits;
    return (control | zeroIn(bytes ^ (ones * '"')) | zeroIn(bytes ^ (ones * '\\'))) != 0;
}

}  // namespace

void Pen::text(std::string_view text) {
    put('"');
    while (text.size() >= 8) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, text.data(), 8);
        if (needsEscape(bytes)) break;
        put(text.substr(0, 8));
        text.remove_prefix(8);
    }
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') {
            put(c);
            continue;
        }
        std::string escaped;
        json::appendString(escaped, {&c, 1});
        put(std::string_view(escaped).substr(1, escaped.size() - 2));
    }
    put('"');
}

void Pen::time(Time time) {
    using namespace std::chrono;
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const auto millisecond = static_cast<unsigned>((time - day).count());
    const auto second = millisecond / 1000;
    char text[] = "\"0000-00-00T00:00:00.000Z\"";
    putDigits(text + 1, static_cast<unsigned>(int(date.year())), 4);
    putDigits(text + 6, unsigned(date.month()), 2);
    putDigits(text + 9, unsigned(date.day()), 2);
    putDigits(text + 12, second / 3600, 2);
    putDigits(text + 15, second / 60 % 60, 2);
    putDigits(text + 18, second % 60, 2);
    putDigits(text + 21, millisecond % 1000, 3);
    if (millisecond % 1000 != 0) return put({text, sizeof text - 1});
    put({text, 20});
    put("Z\"");
}

}  // namespace steward::tenancy

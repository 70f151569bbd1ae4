#include "base/time.h"

#include <cstdio>

namespace steward {
namespace {

using namespace std::chrono;

// Reads exactly `digits` decimal digits at `at` and moves past them; -1 when something else stands there.
int takeNumber(std::string_view text, std::size_t& at, std::size_t digits) {
    if (at + digits > text.size()) return -1;
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        const char c = text[at + i];
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    at += digits;
    return value;
}

bool take(std::string_view text, std::size_t& at, char wanted) {
    if (at >= text.size() || text[at] != wanted) return false;
    ++at;
    return true;
}

}  // namespace

std::string toRfc3339(Time time) {
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    char text[40];
    int length = std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d", int(date.year()),
                               unsigned(date.month()), unsigned(date.day()), int(clock.hours().count()),
                               int(clock.minutes().count()), int(clock.seconds().count()));
    if (const auto fraction = clock.subseconds().count(); fraction != 0)
        length += std::snprintf(text + length, sizeof text - std::size_t(length), ".%03d", int(fraction));
    text[length++] = 'Z';
    return {text, std::size_t(length)};
}

Result<Time> parseRfc3339(std::string_view text) {
    const auto refused = [&] {
        return fail(ErrorCode::invalid, "This is not a date and time.",
                    "expected RFC 3339, for example 2026-11-23T09:41:07Z");
    };
    std::size_t at = 0;
    const int y = takeNumber(text, at, 4);
    if (y < 0 || !take(text, at, '-')) return refused();
    const int m = takeNumber(text, at, 2);
    if (m < 0 || !take(text, at, '-')) return refused();
    const int d = takeNumber(text, at, 2);
    if (d < 0 || at >= text.size() || (text[at] != 'T' && text[at] != 't' && text[at] != ' ')) return refused();
    ++at;
    const int hour = takeNumber(text, at, 2);
    if (hour < 0 || hour > 23 || !take(text, at, ':')) return refused();
    const int minute = takeNumber(text, at, 2);
    if (minute < 0 || minute > 59 || !take(text, at, ':')) return refused();
    const int second = takeNumber(text, at, 2);
    if (second < 0 || second > 59) return refused();
    int millisecond = 0;
    if (take(text, at, '.')) {
        int scale = 100;
        const std::size_t start = at;
        for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
            millisecond += (text[at] - '0') * scale;
        if (at == start || at - start > 9) return refused();
    }
    minutes offset{0};
    if (at < text.size() && (text[at] == 'Z' || text[at] == 'z')) {
        ++at;
    } else if (at < text.size() && (text[at] == '+' || text[at] == '-')) {
        const int sign = text[at++] == '-' ? -1 : 1;
        const int offsetHours = takeNumber(text, at, 2);
        if (offsetHours < 0 || offsetHours > 23 || !take(text, at, ':')) return refused();
        const int offsetMinutes = takeNumber(text, at, 2);
        if (offsetMinutes < 0 || offsetMinutes > 59) return refused();
        offset = minutes(sign * (offsetHours * 60 + offsetMinutes));
    } else {
        return refused();
    }
    const year_month_day date{year(y), month(unsigned(m)), day(unsigned(d))};
    if (at != text.size() || !date.ok()) return refused();
    const Time time =
        Time(sys_days(date)) + hours(hour) + minutes(minute) + seconds(second) + milliseconds(millisecond) - offset;
    // An offset can lead out of the years that can be written down again.
    if (time < Time(sys_days(year(0) / 1 / 1)) || time >= Time(sys_days(year(10000) / 1 / 1))) return refused();
    return time;
}

}  // namespace steward

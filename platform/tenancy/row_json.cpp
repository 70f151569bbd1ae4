#include "tenancy/row_json.h"

namespace steward::tenancy {
namespace {

void putDigits(char* at, unsigned value, int digits) {
    for (int i = digits - 1; i >= 0; --i, value /= 10)
        at[i] = static_cast<char>('0' + value % 10);
}

}  // namespace

void appendTime(std::string& out, Time time) {
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
    if (millisecond % 1000 != 0) {
        out.append(text, sizeof text - 1);
    } else {
        out.append(text, 20);
        out += "Z\"";
    }
}

}  // namespace steward::tenancy

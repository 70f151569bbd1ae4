#include "report/format.h"

#include <charconv>
#include <chrono>
#include <cmath>

namespace steward::report {
namespace {

void appendInteger(std::string& out, std::int64_t number) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void appendPadded(std::string& out, unsigned number, int width) {
    char digits[12];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    for (auto length = end - digits; length < width; ++length)
        out += '0';
    out.append(digits, end);
}

void appendReal(std::string& out, double number) {
    char digits[32];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void appendMoney(std::string& out, const sql::Cell& value) {
    if (value.type == sql::Cell::Type::real) {
        char digits[400];
        out.append(digits,
                   std::to_chars(digits, digits + sizeof digits, value.real / 100, std::chars_format::fixed, 2).ptr);
        return;
    }
    const auto minor = value.integer;
    const auto magnitude = minor < 0 ? 0 - static_cast<std::uint64_t>(minor) : static_cast<std::uint64_t>(minor);
    if (minor < 0) out += '-';
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, magnitude / 100).ptr);
    out += '.';
    appendPadded(out, static_cast<unsigned>(magnitude % 100), 2);
}

void appendDay(std::string& out, Day day, Bucket bucket) {
    using namespace std::chrono;
    // A week belongs to the year of its Thursday (ISO 8601).
    const Day ofYear = bucket == Bucket::week ? firstDay(day, Bucket::week) + 3 : day;
    const year_month_day date{sys_days(days(ofYear))};
    appendPadded(out, static_cast<unsigned>(int(date.year())), 4);
    if (bucket == Bucket::year) return;
    out += '-';
    if (bucket == Bucket::week) {
        out += 'W';
        return appendPadded(out, static_cast<unsigned>((ofYear - firstDay(ofYear, Bucket::year)) / 7 + 1), 2);
    }
    if (bucket == Bucket::quarter) {
        out += 'Q';
        return appendPadded(out, (unsigned(date.month()) - 1) / 3 + 1, 1);
    }
    appendPadded(out, unsigned(date.month()), 2);
    if (bucket == Bucket::month) return;
    out += '-';
    appendPadded(out, unsigned(date.day()), 2);
}

void appendTime(std::string& out, std::int64_t milliseconds, const TimeZone& zone) {
    const std::int64_t offset = zone.offset(milliseconds) / 60'000;
    out += toRfc3339(Time(Duration(milliseconds + offset * 60'000)));
    if (zone.isUtc()) return;
    out.pop_back();
    out += offset < 0 ? '-' : '+';
    appendPadded(out, static_cast<unsigned>(std::abs(offset) / 60), 2);
    out += ':';
    appendPadded(out, static_cast<unsigned>(std::abs(offset) % 60), 2);
}

}  // namespace

void appendSpelled(std::string& out, const sql::Cell& value, const Column& column, const TimeZone& zone) {
    using Type = sql::Cell::Type;
    if (value.type == Type::null) return;
    const bool isNumber = value.type == Type::integer || value.type == Type::real;
    if (!isNumber) {
        out += value.bytes;
    } else if (column.type == FieldType::money) {
        appendMoney(out, value);
    } else if (value.type == Type::real) {
        appendReal(out, value.real);
    } else if (column.type == FieldType::date) {
        appendDay(out, value.integer, column.bucket);
    } else if (column.type == FieldType::dateTime) {
        appendTime(out, value.integer, zone);
    } else if (column.type == FieldType::boolean) {
        out += value.integer ? "true" : "false";
    } else {
        appendInteger(out, value.integer);
    }
}

std::string spelled(const json::Value& value, const Column& column, const TimeZone& zone) {
    std::string out;
    appendSpelled(out, cellOf(value), column, zone);
    return out;
}

json::Value others() {
    return json::Object{{"others", true}};
}

bool isOthers(const json::Value& key) {
    return key.is_object();
}

sql::Cell cellOf(const json::Value& value) {
    sql::Cell cell;
    if (isOthers(value)) {
        cell.type = sql::Cell::Type::text;
        cell.bytes = "Others";
        return cell;
    }
    if (value.is_string()) {
        cell.type = sql::Cell::Type::text;
        cell.bytes = value.get_string();
    } else if (value.is_double()) {
        cell.type = sql::Cell::Type::real;
        cell.real = value.get_double();
    } else if (value.is_number() || value.is_bool()) {
        cell.type = sql::Cell::Type::integer;
        cell.integer = value.is_bool() ? value.get_bool() : value.to_number<std::int64_t>();
    }
    return cell;
}

}  // namespace steward::report

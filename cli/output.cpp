#include "cli/output.h"

#include <algorithm>

namespace steward::cli {
namespace {

constexpr std::size_t widest = 60;

std::size_t shownWidth(std::string_view text) {
    return std::size_t(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string harmless(std::string text) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
    return text;
}

bool isScalar(const json::Value& value) {
    return !value.is_object() && !value.is_array();
}

std::string page(const json::Object& document, const json::Array& items, std::vector<std::string> columns) {
    if (columns.empty() && !items.empty() && items[0].is_object())
        for (const auto& [name, value] : items[0].get_object())
            if (isScalar(value)) columns.emplace_back(name);
    std::vector<std::vector<std::string>> rows;
    for (const auto& item : items) {
        auto& row = rows.emplace_back();
        for (const auto& column : columns) {
            const auto* value = item.is_object() ? item.get_object().if_contains(column) : nullptr;
            row.push_back(value ? textOf(*value) : "");
        }
    }
    std::string out = table(columns, rows);
    if (const auto* total = document.if_contains("total")) {
        const auto* exact = document.if_contains("totalIsExact");
        const bool atLeast = exact && exact->is_bool() && !exact->get_bool();
        out += std::to_string(items.size()) + " of " + (atLeast ? "more than " : "") + textOf(*total) + "\n";
    }
    return out;
}

}  // namespace

int exitOf(const Error& error) {
    switch (error.code) {
        case ErrorCode::unauthenticated:
            return Exit::signedOut;
        case ErrorCode::offline:
        case ErrorCode::timeout:
        case ErrorCode::unavailable:
            return Exit::offline;
        case ErrorCode::conflict:
        case ErrorCode::gone:
        case ErrorCode::preconditionFailed:
        case ErrorCode::preconditionRequired:
            return Exit::conflict;
        default:
            return Exit::failed;
    }
}

std::string textOf(const json::Value& value) {
    if (value.is_null()) return "";
    if (value.is_string()) return harmless(std::string(value.get_string()));
    std::string out;
    json::appendValue(out, value);
    return harmless(std::move(out));
}

std::string table(const std::vector<std::string>& titles, const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < titles.size(); ++i) {
        std::size_t width = shownWidth(titles[i]);
        for (const auto& row : rows)
            width = std::max(width, shownWidth(row[i]));
        widths.push_back(std::min(width, widest));
    }
    std::string out;
    const auto line = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            out += cells[i];
            const std::size_t width = shownWidth(cells[i]);
            if (i + 1 < cells.size()) out.append(width < widths[i] ? widths[i] - width + 2 : 2, ' ');
        }
        out += '\n';
    };
    line(titles);
    for (const auto& row : rows)
        line(row);
    return out;
}

std::string forPeople(const json::Value& document, const std::vector<std::string>& columns) {
    const auto* object = document.if_object();
    if (!object) return textOf(document) + "\n";
    if (const auto* items = object->if_contains("items"); items && items->is_array())
        return page(*object, items->get_array(), columns);
    std::size_t width = 0;
    for (const auto& [name, value] : *object)
        width = std::max<std::size_t>(width, name.size());
    std::string out;
    for (const auto& [name, value] : *object) {
        out.append(name.data(), name.size()).append(width - name.size() + 2, ' ');
        out += textOf(value) + "\n";
    }
    return out;
}

std::string describe(const Error& error) {
    std::string out = harmless(error.message) + "\n";
    for (const auto& field : error.fields)
        out += "  " + harmless(field.path + ": " + field.message) + "\n";
    if (!error.detail.empty() && error.fields.empty()) out += "  " + harmless(error.detail) + "\n";
    if (!error.id.empty()) out += "  request " + harmless(error.id) + "\n";
    return out;
}

}  // namespace steward::cli

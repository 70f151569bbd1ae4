#include "report/file_options.h"

#include <algorithm>

namespace steward::report {
namespace {

const std::vector<FileOptionChoice> yesOrNo{{"yes", "Yes"}, {"no", "No"}};

template <class T>
std::string textOf(const T& member) {
    if constexpr (std::is_same_v<T, bool>)
        return member ? "yes" : "no";
    else
        return std::string(enumName(member));
}

template <class T>
void setFrom(T& member, std::string_view value) {
    if constexpr (std::is_same_v<T, bool>)
        member = value == "yes";
    else
        member = enumFromName<T>(value).value_or(member);
}

}  // namespace

const std::vector<FileOption>& fileOptions() {
    using enum Format;
    static const std::vector<FileOption> all{
        {"encoding",
         "Encoding",
         {{"utf8", "UTF-8"},
          {"utf8Bom", "UTF-8 with byte order mark"},
          {"utf16", "UTF-16"},
          {"windows1252", "Windows-1252"}},
         {csv}},
        {"separator", "Separator", {{"comma", "Comma"}, {"semicolon", "Semicolon"}, {"tab", "Tab"}}, {csv}},
        {"unencodable",
         "Characters that the encoding does not have",
         {{"refuse", "End with an error"}, {"replace", "Write a question mark"}},
         {csv}},
        {"split", "Go on in a further sheet where one is full", yesOrNo, {xlsx}},
        {"chart", "Chart", yesOrNo, {xlsx, pdf}},
        {"truth", "Filters, row count and data time", yesOrNo, {xlsx, json, pdf, html}},
        {"paper", "Paper", {{"a4", "A4"}, {"letter", "US Letter"}, {"a3", "A3"}}, {pdf}},
        {"orientation", "Orientation", {{"landscape", "Landscape"}, {"portrait", "Portrait"}}, {pdf}}};
    return all;
}

std::vector<FileOption> fileOptions(Format format) {
    std::vector<FileOption> own;
    std::ranges::copy_if(fileOptions(), std::back_inserter(own), [&](const FileOption& option) {
        return std::ranges::find(option.formats, format) != option.formats.end();
    });
    return own;
}

Result<> setFileOption(FileOptions& options, Format format, std::string_view name, std::string_view value) {
    const auto own = fileOptions(format);
    const auto option = std::ranges::find(own, name, &FileOption::name);
    if (option == own.end()) {
        std::string names;
        for (const auto& each : own)
            names += (names.empty() ? "" : ", ") + each.name;
        return fail(
            ErrorCode::invalid,
            "A file of the format " + std::string(enumName(format)) + " has no option '" + std::string(name) + "'.",
            names.empty() ? "It has none." : "It has: " + names + ".");
    }
    if (std::ranges::find(option->choices, value, &FileOptionChoice::value) == option->choices.end()) {
        std::string values;
        for (const auto& choice : option->choices)
            values += (values.empty() ? "" : ", ") + choice.value;
        return fail(ErrorCode::invalid, "The option " + option->name + " cannot be '" + std::string(value) + "'.",
                    "It is one of: " + values + ".");
    }
    eachMember(options, [&](std::string_view member, auto& place) {
        if (member == name) setFrom(place, value);
    });
    return {};
}

std::string fileOption(const FileOptions& options, std::string_view name) {
    std::string value;
    eachMember(options, [&](std::string_view member, const auto& place) {
        if (member == name) value = textOf(place);
    });
    return value;
}

}  // namespace steward::report

#include "import/field.h"

#include <algorithm>
#include <charconv>

namespace steward::imports {
namespace {

json::Value jsonText(std::string_view text) {
    return boost::json::string(text);
}

Problem refused(ProblemKind kind, const std::string& text) {
    return {kind, 0, {}, {shortened(text)}};
}

// A whole number that somebody may have grouped: 1,200 is 1200 to one and 1.2 to another.
bool looksGrouped(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    if (text.empty() || text.front() < '0' || text.front() > '9') return false;
    const auto separator = text.find_first_not_of("0123456789");
    if (separator == std::string_view::npos) return false;
    const auto rest = text.substr(separator);
    // A thin or no-break space takes two or three bytes.
    return rest.find_first_not_of("0123456789,.'_ \xC2\xA0\xE2\x80\xAF\x89") == std::string_view::npos &&
           rest.find_first_of("0123456789") != std::string_view::npos;
}

template <class T>
std::optional<T> numberIn(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    T number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

Outcome<json::Value> choiceOf(const Field& field, const std::string& text) {
    const std::string said = plainly(text);
    for (const auto& choice : field.choices) {
        if (plainly(choice) == said) return jsonText(choice);
        const auto names = field.choicesAlsoCalled.find(choice);
        if (names == field.choicesAlsoCalled.end()) continue;
        for (const auto& name : names->second)
            if (plainly(name) == said) return jsonText(choice);
    }
    std::string all;
    for (const auto& choice : field.choices)
        all += (all.empty() ? "" : ", ") + choice;
    Problem problem = refused(ProblemKind::notChoice, text);
    problem.words.push_back(std::move(all));
    return fail(std::move(problem));
}

json::Value listOf(std::string_view text) {
    json::Array list;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(";,"), text.size());
        auto one = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (one.starts_with(' '))
            one.remove_prefix(1);
        while (one.ends_with(' '))
            one.remove_suffix(1);
        if (!one.empty()) list.push_back(jsonText(one));
    }
    return list;
}

}  // namespace

std::string plainly(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z')
            plain += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
            plain += c;
    }
    return plain;
}

Outcome<json::Value> valueOf(const Field& field, const std::string& text) {
    switch (field.type) {
        case FieldType::text:
            return jsonText(text);
        case FieldType::list:
            return listOf(text);
        case FieldType::choice:
            return choiceOf(field, text);
        case FieldType::whole: {
            const auto number = numberIn<std::int64_t>(text);
            if (number) return json::Value(*number);
            return fail(refused(looksGrouped(text) ? ProblemKind::grouped : ProblemKind::notWhole, text));
        }
        case FieldType::number: {
            const auto number = numberIn<double>(text);
            if (number && std::isfinite(*number)) return json::Value(*number);
            return fail(refused(looksGrouped(text) ? ProblemKind::grouped : ProblemKind::notNumber, text));
        }
        case FieldType::boolean: {
            const std::string said = plainly(text);
            for (const auto* yes : {"true", "yes", "y", "1"})
                if (said == yes) return json::Value(true);
            for (const auto* no : {"false", "no", "n", "0"})
                if (said == no) return json::Value(false);
            return fail(refused(ProblemKind::notBoolean, text));
        }
        case FieldType::time: {
            const auto time = parseRfc3339(text.size() == 10 ? text + "T00:00:00Z" : text);
            if (time) return jsonText(toRfc3339(*time));
            return fail(refused(ProblemKind::notTime, text));
        }
    }
    return jsonText(text);
}

}  // namespace steward::imports

#include "base/json.h"

#include <algorithm>

namespace steward::json {
namespace {

void appendCanonical(std::string& out, const Value& value) {
    if (const auto* object = value.if_object()) {
        std::vector<const boost::json::key_value_pair*> members;
        members.reserve(object->size());
        for (const auto& member : *object)
            members.push_back(&member);
        std::sort(members.begin(), members.end(), [](auto* a, auto* b) { return a->key() < b->key(); });
        out += '{';
        for (const auto* member : members) {
            if (out.back() != '{') out += ',';
            appendString(out, member->key());
            out += ':';
            appendCanonical(out, member->value());
        }
        out += '}';
    } else if (const auto* array = value.if_array()) {
        out += '[';
        for (std::size_t i = 0; i < array->size(); ++i) {
            if (i) out += ',';
            appendCanonical(out, (*array)[i]);
        }
        out += ']';
    } else {
        appendValue(out, value);
    }
}

// A number that is too large for a double is read as infinite, which no document can say.
bool isFinite(const Value& value) {
    if (const auto* number = value.if_double()) return std::isfinite(*number);
    if (const auto* array = value.if_array()) return std::all_of(array->begin(), array->end(), isFinite);
    if (const auto* object = value.if_object())
        return std::all_of(object->begin(), object->end(), [](const auto& member) { return isFinite(member.value()); });
    return true;
}

// Lines and columns from 1, columns in bytes.
std::string placeOf(std::string_view text, std::size_t byte) {
    const auto before = text.substr(0, byte);
    const auto lineEnd = before.rfind('\n');
    const auto column = lineEnd == std::string_view::npos ? byte + 1 : byte - lineEnd;
    return "line " + std::to_string(std::count(before.begin(), before.end(), '\n') + 1) + ", column " +
           std::to_string(column);
}

}  // namespace

Result<Value> parse(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = maxDepth;
    boost::json::stream_parser parser({}, options);
    boost::system::error_code error;
    const std::size_t read = parser.write_some(text.data(), text.size(), error);
    if (!error && read < text.size()) {
        const auto rest = text.substr(read);
        if (rest.find_first_not_of(" \t\r\n") != std::string_view::npos) error = boost::json::error::extra_data;
    }
    if (!error) parser.finish(error);
    if (error) {
        if (error == boost::json::error::too_deep)
            return fail(ErrorCode::invalid, "The document is nested too deeply.",
                        "at most " + std::to_string(maxDepth) + " levels are read");
        return fail(ErrorCode::invalid, "This is not valid JSON.", placeOf(text, read) + ": " + error.message());
    }
    Value value = parser.release();
    if (!isFinite(value)) return fail(ErrorCode::invalid, "A number of the document is too large.");
    return value;
}

void appendString(std::string& out, std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    out += '"';
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        out.append(text, plain, i - plain);
        plain = i + 1;
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                out += "\\u00";
                out += hex[c >> 4];
                out += hex[c & 15];
        }
    }
    out.append(text, plain, std::string_view::npos);
    out += '"';
}

void appendNumber(std::string& out, double number) {
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out.append(digits, end);
}

void appendValue(std::string& out, const Value& value) {
    switch (value.kind()) {
        case boost::json::kind::null:
            out += "null";
            break;
        case boost::json::kind::bool_:
            out += value.get_bool() ? "true" : "false";
            break;
        case boost::json::kind::int64:
            append(out, value.get_int64());
            break;
        case boost::json::kind::uint64:
            append(out, value.get_uint64());
            break;
        case boost::json::kind::double_:
            appendNumber(out, value.get_double());
            break;
        case boost::json::kind::string:
            appendString(out, value.get_string());
            break;
        case boost::json::kind::array:
            out += '[';
            for (bool first = true; const auto& element : value.get_array()) {
                if (!first) out += ',';
                first = false;
                appendValue(out, element);
            }
            out += ']';
            break;
        case boost::json::kind::object:
            out += '{';
            for (bool first = true; const auto& [key, element] : value.get_object()) {
                if (!first) out += ',';
                first = false;
                appendString(out, key);
                out += ':';
                appendValue(out, element);
            }
            out += '}';
            break;
    }
}

void mergePatch(Value& target, const Value& patch) {
    const auto* changes = patch.if_object();
    if (!changes) {
        target = patch;
        return;
    }
    if (!target.is_object()) target = Object{};
    auto& object = target.get_object();
    for (const auto& [key, change] : *changes) {
        if (change.is_null())
            object.erase(key);
        else
            mergePatch(object[key], change);
    }
}

bool same(const Value& a, const Value& b) {
    return canonical(a) == canonical(b);
}

std::string canonical(const Value& value) {
    std::string out;
    appendCanonical(out, value);
    return out;
}

}  // namespace steward::json

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

#include "configuration/document.h"

namespace steward::configuration {
namespace {

constexpr std::string_view coreTag = "tag:yaml.org,2002:";

tl::unexpected<Error> unreadable(int line, int column, const std::string& why) {
    return fail(ErrorCode::invalid, "This is not valid YAML.",
                "line " + std::to_string(line + 1) + ", column " + std::to_string(column + 1) + ": " + why);
}

// Ends the reading, from within a callback of the parser.
struct Refused {
    YAML::Mark mark;
    std::string why;
};

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

// YAML 1.2, 10.3.2: what a plain scalar means.
std::optional<json::Value> numberIn(std::string_view text) {
    const auto digitsAt = [&](std::size_t at) {
        return static_cast<std::size_t>(std::ranges::find_if_not(text.substr(at), isDigit) - text.substr(at).begin());
    };
    const bool isSigned = text.starts_with('-') || text.starts_with('+');
    if (text.size() > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'o')) {
        std::uint64_t number = 0;
        const auto read = std::from_chars(text.data() + 2, text.data() + text.size(), number, text[1] == 'x' ? 16 : 8);
        if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
        return number;
    }
    std::size_t at = isSigned ? 1 : 0;
    const std::size_t whole = digitsAt(at);
    at += whole;
    const std::size_t wholeEnd = at;
    std::size_t fraction = 0;
    if (at < text.size() && text[at] == '.') {
        fraction = digitsAt(++at);
        at += fraction;
    }
    if (whole + fraction == 0) return std::nullopt;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
        const std::size_t exponent = digitsAt(at);
        if (exponent == 0) return std::nullopt;
        at += exponent;
    }
    if (at != text.size()) return std::nullopt;
    const char* begin = text.data() + (text.starts_with('+') ? 1 : 0);
    const char* end = text.data() + text.size();
    if (wholeEnd == text.size()) {
        std::int64_t number = 0;
        if (std::from_chars(begin, end, number).ec == std::errc()) return number;
        std::uint64_t large = 0;
        if (!text.starts_with('-') && std::from_chars(begin, end, large).ec == std::errc()) return large;
    }
    double number = 0;
    if (std::from_chars(begin, end, number).ec != std::errc()) number = HUGE_VAL;
    return number;
}

json::Value meaningOf(const YAML::Mark& mark, const std::string& text) {
    constexpr std::array<std::string_view, 5> nulls{"", "~", "null", "Null", "NULL"};
    constexpr std::array<std::string_view, 3> truths{"true", "True", "TRUE"};
    constexpr std::array<std::string_view, 3> lies{"false", "False", "FALSE"};
    const auto isOne = [&](const auto& words) { return std::ranges::find(words, text) != words.end(); };
    if (isOne(nulls)) return nullptr;
    if (isOne(truths)) return true;
    if (isOne(lies)) return false;
    const auto number = numberIn(text);
    if (!number) return json::Value(boost::json::string(text));
    if (number->is_double() && !std::isfinite(number->get_double())) throw Refused{mark, "this number is too large"};
    return *number;
}

// Where the text stops being UTF-8; with `printable`, without control characters, which YAML may not hold and which the
// parser would take for another encoding.
std::optional<std::size_t> firstForeignByte(std::string_view text, bool printable) {
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = [&](std::size_t at) {
            return at < text.size() ? static_cast<unsigned char>(text[at]) : static_cast<unsigned char>(0);
        };
        const unsigned char lead = byte(i);
        if (lead < 0x80) {
            const bool isControl = (lead < 0x20 && lead != '\t' && lead != '\n' && lead != '\r') || lead == 0x7f;
            if (isControl && printable) return i;
            ++i;
            continue;
        }
        const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        std::uint32_t code = lead & (0x7fu >> length);
        for (std::size_t k = 1; k < length; ++k) {
            if ((byte(i + k) & 0xc0) != 0x80) return i;
            code = code << 6 | (byte(i + k) & 0x3fu);
        }
        constexpr std::array<std::uint32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
        if (lead < 0xc2 || lead > 0xf4 || code < least[length] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
            return i;
        i += length;
    }
    return std::nullopt;
}

class Builder final : public YAML::EventHandler {
public:
    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { add(mark, nullptr); }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        throw Refused{mark, "aliases are not read here; write out what it stands for"};
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, const std::string& text) override {
        if (firstForeignByte(text, false)) throw Refused{mark, "an escape that stands for no character"};
        const bool isKey = !open_.empty() && open_.back().value.is_object() && !open_.back().key;
        const bool isText = tag == "!" || tag == std::string(coreTag) + "str";
        if (!isText && tag != "?" && !tag.empty()) throw Refused{mark, "tags are not read here: " + tag};
        if (isKey) return openKey(mark, text);
        add(mark, isText ? json::Value(boost::json::string(text)) : meaningOf(mark, text));
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                         YAML::EmitterStyle::value) override {
        open(mark, tag, "seq", json::Array());
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                    YAML::EmitterStyle::value) override {
        open(mark, tag, "map", json::Object());
    }
    void OnMapEnd() override { close(); }

    json::Value finish() && { return std::move(root_); }

private:
    struct Open {
        YAML::Mark mark;
        json::Value value;
        std::optional<std::string> key;  // whose value comes next
    };

    void countNode(const YAML::Mark& mark) {
        if (++nodes_ > maxNodes) throw Refused{mark, "at most 1,000,000 values are read"};
    }
    void openKey(const YAML::Mark& mark, const std::string& key) {
        countNode(mark);
        if (open_.back().value.get_object().contains(key)) throw Refused{mark, "\"" + key + "\" is there already"};
        open_.back().key = key;
    }
    void open(const YAML::Mark& mark, const std::string& tag, std::string_view core, json::Value value) {
        if (tag != "?" && tag != "!" && !tag.empty() && tag != std::string(coreTag).append(core))
            throw Refused{mark, "tags are not read here: " + tag};
        if (open_.size() >= json::maxDepth) throw Refused{mark, "at most 64 levels are read"};
        if (!open_.empty() && open_.back().value.is_object() && !open_.back().key)
            throw Refused{mark, "a key must be text"};
        countNode(mark);
        open_.push_back({mark, std::move(value), std::nullopt});
    }
    void close() {
        Open done = std::move(open_.back());
        open_.pop_back();
        place(std::move(done.value));
    }
    void add(const YAML::Mark& mark, json::Value value) {
        if (!open_.empty() && open_.back().value.is_object() && !open_.back().key)
            throw Refused{mark, "a key must be text"};
        countNode(mark);
        place(std::move(value));
    }
    void place(json::Value value) {
        if (open_.empty()) {
            root_ = std::move(value);
        } else if (auto* array = open_.back().value.if_array()) {
            array->push_back(std::move(value));
        } else {
            auto& parent = open_.back();
            parent.value.get_object()[*parent.key] = std::move(value);
            parent.key.reset();
        }
    }

    json::Value root_;
    std::vector<Open> open_;
    std::size_t nodes_ = 0;
};

std::pair<int, int> lineAndColumn(std::string_view text, std::size_t position) {
    const auto before = text.substr(0, position);
    const auto lineStart = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return {static_cast<int>(std::ranges::count(before, '\n')), static_cast<int>(position - lineStart)};
}

}  // namespace

Result<json::Value> parseYaml(std::string_view text) {
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return unreadable(0, 0, "there is nothing in it");
    if (const auto foreign = firstForeignByte(text, true)) {
        const auto [line, column] = lineAndColumn(text, *foreign);
        return unreadable(line, column, "a character that is not readable as UTF-8 text");
    }
    try {
        // The library takes a quoted scalar that never ends; it refuses one that a document's end interrupts.
        std::string ended(text);
        ended += text.ends_with('\n') || text.empty() ? "...\n" : "\n...\n";
        std::istringstream stream(std::move(ended));
        YAML::Parser parser(stream);
        Builder builder;
        if (!parser.HandleNextDocument(builder)) return unreadable(0, 0, "there is nothing in it");
        json::Value value = std::move(builder).finish();
        Builder rest;
        if (parser.HandleNextDocument(rest)) return fail(ErrorCode::invalid, "This is more than one YAML document.");
        return value;
    } catch (const Refused& refused) {
        return unreadable(refused.mark.line, refused.mark.column, refused.why);
    } catch (const YAML::Exception& error) {
        return unreadable(error.mark.line, error.mark.column, error.msg);
    }
}

}  // namespace steward::configuration

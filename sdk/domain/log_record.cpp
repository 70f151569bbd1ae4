#include "domain/log_record.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace steward::domain {
namespace {

constexpr std::string_view redacted = "[redacted]";
constexpr std::string_view prefix = "log_";
constexpr std::size_t placeDigits = 16;

constexpr std::string_view replacement = "\xEF\xBF\xBD";

// How long the character at `at` is; 0 when the bytes are none.
std::size_t characterAt(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(i < text.size() ? text[i] : 0); };
    const unsigned char first = byte(at);
    if (first == 0) return 0;
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xC2 && first < 0xE0   ? 2
                               : first >= 0xE0 && first < 0xF0 ? 3
                               : first >= 0xF0 && first < 0xF5 ? 4
                                                               : 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(at + i) & 0xC0) != 0x80) return 0;
    const bool isWrong = (first == 0xE0 && byte(at + 1) < 0xA0) || (first == 0xED && byte(at + 1) >= 0xA0) ||
                         (first == 0xF0 && byte(at + 1) < 0x90) || (first == 0xF4 && byte(at + 1) >= 0x90);
    return isWrong ? 0 : length;
}

bool isPlain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<signed char>(c) > 0; });
}

// At most `most` bytes of well-formed text. Whether something was left out.
bool keepText(std::string& text, std::size_t most) {
    if (text.size() <= most && isPlain(text)) return false;
    std::string kept;
    kept.reserve(std::min(text.size(), most));
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = characterAt(text, at);
        const std::string_view next = length == 0 ? replacement : std::string_view(text).substr(at, length);
        if (kept.size() + next.size() > most) {
            text = std::move(kept);
            return true;
        }
        kept += next;
        at += std::max<std::size_t>(1, length);
    }
    text = std::move(kept);
    return false;
}

bool isHex(std::string_view text, std::size_t digits) {
    return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos &&
           text.find_first_not_of('0') != std::string_view::npos;
}

void keepId(std::optional<std::string>& id, std::size_t digits) {
    if (!id) return;
    std::ranges::transform(*id, id->begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (!isHex(*id, digits)) id.reset();
}

bool keepValue(json::Value& value) {
    if (value.is_array() || value.is_object()) {
        std::string text;
        json::appendValue(text, value);
        value = std::move(text);
    }
    if (!value.is_string()) return false;
    std::string text(value.get_string());
    const bool wasCut = keepText(text, maxLogAttributeText);
    value = std::move(text);
    return wasCut;
}

bool keepAttributes(json::Value& attributes) {
    if (!attributes.is_object()) {
        const bool isSaid = !attributes.is_null();
        attributes = json::Object();
        return isSaid;
    }
    bool wasCut = false;
    json::Object kept;
    std::size_t bytes = 2;
    for (auto& [key, value] : attributes.get_object()) {
        std::string name(key);
        wasCut = keepText(name, maxLogAttributeName) || wasCut;
        wasCut = keepValue(value) || wasCut;
        std::string spelled;
        json::appendString(spelled, name);
        json::appendValue(spelled, value);
        if (kept.size() == maxLogAttributes || bytes + spelled.size() + 2 > maxLogAttributesBytes) {
            wasCut = true;
            continue;
        }
        bytes += spelled.size() + 2;
        kept[name] = std::move(value);
    }
    attributes = std::move(kept);
    return wasCut;
}

std::string lowered(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

bool endsValue(char c) {
    return c == ' ' || c == '"' || c == '\'' || c == '&' || c == ',' || c == ';' || c == '\n' || c == '\t' ||
           c == '}' || c == ')';
}

// What follows one of these is nobody's to read.
constexpr std::array<std::string_view, 12> announcing{
    "bearer ", "basic ",   "password=",     "passwd=",        "secret=",        "token=",
    "apikey=", "api_key=", "access_token=", "refresh_token=", "client_secret=", "authorization: "};

bool redactText(std::string& text) {
    const std::string low = lowered(text);
    std::string out;
    std::size_t copied = 0;
    for (const auto word : announcing) {
        if (low.find(word) == std::string::npos) continue;
        out.clear();
        copied = 0;
        const std::string source = text;
        const std::string search = lowered(source);
        for (auto at = search.find(word); at != std::string::npos; at = search.find(word, copied)) {
            const std::size_t begin = at + word.size();
            std::size_t end = begin;
            while (end < source.size() && !endsValue(source[end]))
                ++end;
            out.append(source, copied, begin - copied);
            if (end > begin) out += redacted;
            copied = end;
        }
        out.append(source, copied);
        text = out;
    }
    return !out.empty();
}

}  // namespace

LogSeverity severityOf(std::int64_t number) {
    if (number <= 0 || number > 24) return LogSeverity::info;
    return static_cast<LogSeverity>((number - 1) / 4);
}

void keepBounds(LogRecord& record) {
    const bool body = keepText(record.body, maxLogBody);
    const bool service = keepText(record.service, maxLogService);
    const bool attributes = keepAttributes(record.attributes);
    record.cut = record.cut || body || service || attributes;
    keepId(record.traceId, 32);
    keepId(record.spanId, 16);
}

bool namesSecret(std::string_view attribute) {
    std::string name;
    for (const char c : attribute)
        if (std::isalnum(static_cast<unsigned char>(c)))
            name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    constexpr std::array<std::string_view, 10> parts{"password",   "passwd", "secret", "authorization", "apikey",
                                                     "privatekey", "cookie", "bearer", "credential",    "accesstoken"};
    return name == "token" || name.ends_with("token") ||
           std::ranges::any_of(parts, [&](std::string_view part) { return name.find(part) != std::string::npos; });
}

void redact(LogRecord& record) {
    redactText(record.body);
    if (!record.attributes.is_object()) return;
    for (auto& [key, value] : record.attributes.get_object()) {
        if (namesSecret(key)) {
            value = redacted;
        } else if (value.is_string()) {
            std::string text(value.get_string());
            if (redactText(text)) value = std::move(text);
        }
    }
}

std::string logId(std::int64_t place) {
    std::string digits(placeDigits, '0');
    char text[placeDigits];
    const auto [end, error] = std::to_chars(text, text + placeDigits, static_cast<std::uint64_t>(place), 16);
    std::copy(text, end, digits.end() - (end - text));
    return std::string(prefix) + digits;
}

std::optional<std::int64_t> logPlace(std::string_view id) {
    if (!id.starts_with(prefix) || id.size() != prefix.size() + placeDigits) return std::nullopt;
    id.remove_prefix(prefix.size());
    if (id.find_first_not_of("0123456789abcdef") != std::string_view::npos || id.front() > '7') return std::nullopt;
    std::int64_t place = 0;
    std::from_chars(id.data(), id.data() + id.size(), place, 16);
    return place;
}

std::int64_t firstLogPlace(Time time) {
    constexpr std::int64_t last = (std::int64_t(1) << 42) - 1;
    return std::clamp<std::int64_t>(time.time_since_epoch().count(), 0, last) * logPlacesOfMillisecond;
}

Time timeOfLogPlace(std::int64_t place) {
    return Time(Duration(place / logPlacesOfMillisecond));
}

}  // namespace steward::domain

#include "logs/otlp_logs.h"

#include <charconv>

#include "kernel/otlp/protobuf_reader.h"
#include "kernel/paging.h"

namespace steward::logs {
namespace {

using domain::LogRecord;
using kernel::otlp::appendField;
using kernel::otlp::ProtobufReader;
using Wire = ProtobufReader::Wire;

constexpr int deepest = 16;
constexpr std::string_view serviceName = "service.name";
constexpr std::string_view tenantName = "steward.tenant.id";
constexpr std::string_view unknownService = "unknown_service";

tl::unexpected<Error> noRequest(std::string_view why) {
    return fail(ErrorCode::invalid, "This is no ExportLogsServiceRequest. No log record was taken.", std::string(why));
}

tl::unexpected<Error> tooMany() {
    return fail(ErrorCode::tooLarge, "A request has at most 10,000 log records. None was taken.");
}

Time timeOf(std::uint64_t nanoseconds) {
    return Time(Duration(static_cast<std::int64_t>(nanoseconds / 1'000'000)));
}

// What a record takes over from its resource and scope.
struct Origin {
    std::string service{unknownService};
    std::optional<std::string> tenantId;
    json::Object attributes;

    void add(std::string_view key, json::Value value) {
        if (key == serviceName && value.is_string())
            service = std::string_view(value.get_string());
        else if (key == tenantName && value.is_string())
            tenantId = std::string(value.get_string());
        else
            attributes[key] = std::move(value);
    }
};

LogRecord begin(const Origin& origin) {
    LogRecord record;
    record.service = origin.service;
    record.tenantId = origin.tenantId;
    record.attributes = origin.attributes;
    return record;
}

void setBody(LogRecord& record, const json::Value& value) {
    if (value.is_string())
        record.body = std::string_view(value.get_string());
    else if (!value.is_null())
        json::appendValue(record.body, value);
}

std::string hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const char c : bytes) {
        out += digits[static_cast<unsigned char>(c) >> 4];
        out += digits[static_cast<unsigned char>(c) & 15];
    }
    return out;
}

// Protocol Buffers: true unless the bytes are no message of the kind.

bool readAny(std::string_view bytes, json::Value& out, int depth);

bool readKeyValue(std::string_view bytes, std::string& key, json::Value& value, int depth) {
    ProtobufReader reader(bytes);
    while (reader.next()) {
        if (reader.is(1, Wire::bytes))
            key = reader.bytes();
        else if (reader.is(2, Wire::bytes) && !readAny(reader.bytes(), value, depth))
            return false;
    }
    return reader.good();
}

bool readArray(std::string_view bytes, json::Value& out, int depth) {
    json::Array array;
    ProtobufReader reader(bytes);
    while (reader.next())
        if (reader.is(1, Wire::bytes) && !readAny(reader.bytes(), array.emplace_back(nullptr), depth)) return false;
    out = std::move(array);
    return reader.good();
}

bool readKeyValues(std::string_view bytes, json::Value& out, int depth) {
    json::Object object;
    ProtobufReader reader(bytes);
    while (reader.next()) {
        if (!reader.is(1, Wire::bytes)) continue;
        std::string key;
        json::Value value;
        if (!readKeyValue(reader.bytes(), key, value, depth)) return false;
        object[key] = std::move(value);
    }
    out = std::move(object);
    return reader.good();
}

bool readAny(std::string_view bytes, json::Value& out, int depth) {
    if (depth > deepest) return false;
    ProtobufReader reader(bytes);
    while (reader.next()) {
        if (reader.is(1, Wire::bytes)) out = reader.bytes();
        if (reader.is(2, Wire::varint)) out = reader.whole() != 0;
        if (reader.is(3, Wire::varint)) out = reader.integer();
        if (reader.is(4, Wire::fixed64)) out = reader.real();
        if (reader.is(5, Wire::bytes) && !readArray(reader.bytes(), out, depth + 1)) return false;
        if (reader.is(6, Wire::bytes) && !readKeyValues(reader.bytes(), out, depth + 1)) return false;
        if (reader.is(7, Wire::bytes)) out = kernel::base64url(reader.bytes());
    }
    return reader.good();
}

bool readRecord(std::string_view bytes, LogRecord& record) {
    auto& attributes = record.attributes.get_object();
    std::uint64_t time = 0;
    std::uint64_t observed = 0;
    ProtobufReader reader(bytes);
    while (reader.next()) {
        if (reader.is(1, Wire::fixed64)) time = reader.whole();
        if (reader.is(11, Wire::fixed64)) observed = reader.whole();
        if (reader.is(2, Wire::varint)) record.severity = domain::severityOf(reader.integer());
        if (reader.is(5, Wire::bytes)) {
            json::Value body;
            if (!readAny(reader.bytes(), body, 0)) return false;
            setBody(record, body);
        }
        if (reader.is(6, Wire::bytes)) {
            std::string key;
            json::Value value;
            if (!readKeyValue(reader.bytes(), key, value, 0)) return false;
            attributes[key] = std::move(value);
        }
        if (reader.is(9, Wire::bytes) && !reader.bytes().empty()) record.traceId = hex(reader.bytes());
        if (reader.is(10, Wire::bytes) && !reader.bytes().empty()) record.spanId = hex(reader.bytes());
    }
    record.time = timeOf(time != 0 ? time : observed);
    return reader.good();
}

bool readResource(std::string_view bytes, Origin& origin) {
    ProtobufReader reader(bytes);
    while (reader.next()) {
        if (!reader.is(1, Wire::bytes)) continue;
        std::string key;
        json::Value value;
        if (!readKeyValue(reader.bytes(), key, value, 0)) return false;
        origin.add(key, std::move(value));
    }
    return reader.good();
}

bool readScopeName(std::string_view bytes, Origin& origin) {
    ProtobufReader reader(bytes);
    while (reader.next())
        if (reader.is(1, Wire::bytes) && !reader.bytes().empty()) origin.attributes["scope"] = reader.bytes();
    return reader.good();
}

// A resource or scope may come after what it is of.
bool readScope(std::string_view bytes, Origin origin, std::vector<LogRecord>& out) {
    ProtobufReader first(bytes);
    while (first.next())
        if (first.is(1, Wire::bytes) && !readScopeName(first.bytes(), origin)) return false;
    ProtobufReader reader(bytes);
    while (reader.next() && out.size() <= maxOtlpRecords)
        if (reader.is(2, Wire::bytes) && !readRecord(reader.bytes(), out.emplace_back(begin(origin)))) return false;
    return first.good();
}

bool readResourceLogs(std::string_view bytes, std::vector<LogRecord>& out) {
    Origin origin;
    ProtobufReader first(bytes);
    while (first.next())
        if (first.is(1, Wire::bytes) && !readResource(first.bytes(), origin)) return false;
    ProtobufReader reader(bytes);
    while (reader.next())
        if (reader.is(2, Wire::bytes) && !readScope(reader.bytes(), origin, out)) return false;
    return first.good();
}

// JSON: what is missing or of another type is as if it had not been sent.

const json::Value& memberOf(const json::Value& value, std::string_view name) {
    static const json::Value none;
    const auto* object = value.if_object();
    const auto* member = object ? object->if_contains(name) : nullptr;
    return member ? *member : none;
}

const json::Array& arrayOf(const json::Value& value, std::string_view name) {
    static const json::Array none;
    const auto* array = memberOf(value, name).if_array();
    return array ? *array : none;
}

std::string textOf(const json::Value& value, std::string_view name) {
    const auto* text = memberOf(value, name).if_string();
    return text ? std::string(*text) : std::string();
}

// 64 bits are text there, and numbers from those who do not know.
template <class T>
T numberOf(const json::Value& value) {
    T number = 0;
    if (const auto* text = value.if_string())
        std::from_chars(text->data(), text->data() + text->size(), number);
    else if (value.is_int64())
        number = static_cast<T>(value.get_int64());
    else if (value.is_uint64())
        number = static_cast<T>(value.get_uint64());
    return number;
}

json::Value anyOf(const json::Value& value);

json::Object keyValuesOf(const json::Array& pairs) {
    json::Object object;
    for (const auto& pair : pairs)
        object[textOf(pair, "key")] = anyOf(memberOf(pair, "value"));
    return object;
}

json::Value anyOf(const json::Value& value) {
    const auto* object = value.if_object();
    if (!object) return {};
    if (const auto* text = object->if_contains("stringValue")) return *text;
    if (const auto* truth = object->if_contains("boolValue")) return *truth;
    if (const auto* number = object->if_contains("intValue")) return numberOf<std::int64_t>(*number);
    if (const auto* number = object->if_contains("doubleValue")) return *number;
    if (const auto* bytes = object->if_contains("bytesValue")) return *bytes;
    if (const auto* list = object->if_contains("arrayValue")) {
        json::Array array;
        for (const auto& one : arrayOf(*list, "values"))
            array.push_back(anyOf(one));
        return array;
    }
    if (const auto* list = object->if_contains("kvlistValue")) return keyValuesOf(arrayOf(*list, "values"));
    return {};
}

LogRecord recordOf(const json::Value& given, const Origin& origin) {
    LogRecord record = begin(origin);
    const auto time = numberOf<std::uint64_t>(memberOf(given, "timeUnixNano"));
    const auto observed = numberOf<std::uint64_t>(memberOf(given, "observedTimeUnixNano"));
    record.time = timeOf(time != 0 ? time : observed);
    record.severity = domain::severityOf(numberOf<std::int64_t>(memberOf(given, "severityNumber")));
    setBody(record, anyOf(memberOf(given, "body")));
    auto& attributes = record.attributes.get_object();
    for (auto& [key, value] : keyValuesOf(arrayOf(given, "attributes")))
        attributes[key] = std::move(value);
    if (auto trace = textOf(given, "traceId"); !trace.empty()) record.traceId = std::move(trace);
    if (auto span = textOf(given, "spanId"); !span.empty()) record.spanId = std::move(span);
    return record;
}

}  // namespace

Result<std::vector<LogRecord>> readOtlpProtobuf(std::string_view bytes) {
    std::vector<LogRecord> records;
    ProtobufReader reader(bytes);
    while (reader.next()) {
        if (reader.is(1, Wire::bytes) && !readResourceLogs(reader.bytes(), records))
            return noRequest("A message in it ends early, has a wrong length, or is nested too deeply.");
        if (records.size() > maxOtlpRecords) return tooMany();
    }
    if (!reader.good()) return noRequest("The bytes are no message of Protocol Buffers.");
    return records;
}

Result<std::vector<LogRecord>> readOtlpJson(std::string_view text) {
    STEWARD_TRY(const auto document, json::parse(text));
    if (!document.is_object()) return noRequest("It must be a JSON object.");
    std::vector<LogRecord> records;
    for (const auto& ofResource : arrayOf(document, "resourceLogs")) {
        Origin origin;
        for (auto& [key, value] : keyValuesOf(arrayOf(memberOf(ofResource, "resource"), "attributes")))
            origin.add(key, std::move(value));
        for (const auto& ofScope : arrayOf(ofResource, "scopeLogs")) {
            Origin scoped = origin;
            if (auto name = textOf(memberOf(ofScope, "scope"), "name"); !name.empty())
                scoped.attributes["scope"] = name;
            for (const auto& one : arrayOf(ofScope, "logRecords")) {
                records.push_back(recordOf(one, scoped));
                if (records.size() > maxOtlpRecords) return tooMany();
            }
        }
    }
    return records;
}

}  // namespace steward::logs

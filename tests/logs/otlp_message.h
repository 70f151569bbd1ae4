// ExportLogsServiceRequest as a collector would send it, byte by byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace steward::test::otlp {

inline std::string varint(std::uint64_t value) {
    std::string out;
    for (; value >= 0x80; value >>= 7)
        out += static_cast<char>(value | 0x80);
    return out + static_cast<char>(value);
}
inline std::string bytes(int field, std::string_view content) {
    return varint(static_cast<std::uint64_t>(field) << 3 | 2) + varint(content.size()) + std::string(content);
}
inline std::string number(int field, std::uint64_t value) {
    return varint(static_cast<std::uint64_t>(field) << 3) + varint(value);
}
inline std::string fixed64(int field, std::uint64_t value) {
    std::string out = varint(static_cast<std::uint64_t>(field) << 3 | 1);
    for (int i = 0; i < 8; ++i)
        out += static_cast<char>(value >> (8 * i));
    return out;
}
inline std::string text(std::string_view content) {  // AnyValue
    return bytes(1, content);
}
inline std::string attribute(std::string_view key, std::string_view any) {  // KeyValue
    return bytes(1, key) + bytes(2, any);
}

struct Line {
    std::uint64_t nanoseconds = 0;
    int severity = 9;
    std::string body;
    std::vector<std::pair<std::string, std::string>> attributes = {};  // texts
    std::string traceId = {};                                          // bytes
};
inline std::string record(const Line& line) {
    std::string out =
        fixed64(1, line.nanoseconds) + number(2, static_cast<std::uint64_t>(line.severity)) + bytes(5, text(line.body));
    for (const auto& [key, value] : line.attributes)
        out += bytes(6, attribute(key, text(value)));
    if (!line.traceId.empty()) out += bytes(9, line.traceId);
    return out;
}
inline std::string request(std::string_view service, std::string_view tenant, const std::vector<Line>& lines) {
    std::string resource = bytes(1, attribute("service.name", text(service)));
    if (!tenant.empty()) resource += bytes(1, attribute("steward.tenant.id", text(tenant)));
    std::string scope;
    for (const auto& line : lines)
        scope += bytes(2, record(line));
    return bytes(1, bytes(1, resource) + bytes(2, scope));
}

}  // namespace steward::test::otlp

#include "kernel/trace/otlp.h"

#include "base/json.h"
#include "kernel/http/request.h"

namespace steward::kernel::otlp {
namespace {

using json::Array;
using json::Object;
using std::chrono::system_clock;

constexpr int cumulative = 2;   // AGGREGATION_TEMPORALITY_CUMULATIVE
constexpr int statusError = 2;  // STATUS_CODE_ERROR

std::string nanoseconds(system_clock::time_point time) {
    return std::to_string(std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count());
}

Object valueOf(const trace::Value& value) {
    return std::visit(
        []<class T>(const T& held) -> Object {
            if constexpr (std::is_same_v<T, bool>)
                return {{"boolValue", held}};
            else if constexpr (std::is_same_v<T, std::int64_t>)
                return {{"intValue", std::to_string(held)}};
            else if constexpr (std::is_same_v<T, double>)
                return {{"doubleValue", held}};
            else
                return {{"stringValue", held}};
        },
        value);
}

template <class Pairs>
Array attributesOf(const Pairs& pairs) {
    Array attributes;
    for (const auto& [key, value] : pairs)
        attributes.push_back(Object{{"key", key}, {"value", valueOf(trace::Value(value))}});
    return attributes;
}

Object spanOf(const trace::SpanData& span) {
    Object out{{"traceId", trace::hex(span.context.traceId)}, {"spanId", trace::hex(span.context.spanId)}};
    if (!span.context.state.empty()) out["traceState"] = span.context.state;
    if (span.parent != trace::SpanId{}) out["parentSpanId"] = trace::hex(span.parent);
    out["flags"] = span.context.sampled ? 1 : 0;
    out["name"] = span.name;
    out["kind"] = static_cast<int>(span.kind);
    out["startTimeUnixNano"] = nanoseconds(span.start);
    out["endTimeUnixNano"] = nanoseconds(span.start + span.duration);
    out["attributes"] = attributesOf(span.attributes);
    if (span.failed) out["status"] = Object{{"code", statusError}};
    return out;
}

std::string_view unitOf(std::string_view name) {
    if (name.ends_with("_total")) name.remove_suffix(6);
    if (name.ends_with("_seconds")) return "s";
    if (name.ends_with("_bytes")) return "By";
    return "1";
}

Object pointOf(const MetricFamily& family, const MetricPoint& point, const std::string& start, const std::string& now) {
    Object out{{"attributes", attributesOf(point.labels)}, {"timeUnixNano", now}};
    if (family.type != MetricFamily::Type::gauge) out["startTimeUnixNano"] = start;
    if (family.type != MetricFamily::Type::histogram) {
        out["asDouble"] = point.value;
        return out;
    }
    std::uint64_t count = 0;
    Array buckets;
    for (const auto bucket : point.buckets) {
        count += bucket;
        buckets.emplace_back(std::to_string(bucket));
    }
    out["count"] = std::to_string(count);
    out["sum"] = point.value;
    out["bucketCounts"] = std::move(buckets);
    out["explicitBounds"] = json::Array(family.bounds.begin(), family.bounds.end());
    return out;
}

Object metricOf(const MetricFamily& family, const std::string& start, const std::string& now) {
    Array points;
    for (const auto& point : family.points)
        points.push_back(pointOf(family, point, start, now));
    Object data{{"dataPoints", std::move(points)}};
    if (family.type != MetricFamily::Type::gauge) data["aggregationTemporality"] = cumulative;
    if (family.type == MetricFamily::Type::counter) data["isMonotonic"] = true;
    const char* kind = family.type == MetricFamily::Type::gauge     ? "gauge"
                       : family.type == MetricFamily::Type::counter ? "sum"
                                                                    : "histogram";
    return {
        {"name", family.name}, {"description", family.help}, {"unit", unitOf(family.name)}, {kind, std::move(data)}};
}

// {"resourceSpans":[{"resource":…,"scopeSpans":[{"scope":…,"spans":[…]}]}]}, and the same for metrics.
std::string wrapped(const Resource& resource, std::string_view outer, std::string_view inner, std::string_view list,
                    Array items) {
    Object scoped{{"scope", Object{{"name", "steward"}, {"version", STEWARD_VERSION}}}};
    scoped[list] = std::move(items);
    Object ofResource{{"resource", Object{{"attributes", attributesOf(resource)}}}};
    ofResource[inner] = Array{std::move(scoped)};
    Object document;
    document[outer] = Array{std::move(ofResource)};
    return boost::json::serialize(document);
}

bool isToken(std::string_view name) {
    if (name.empty()) return false;
    for (const char c : name) {
        const bool isWord = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!isWord && std::string_view("!#$%&'*+-.^_`|~").find(c) == std::string_view::npos) return false;
    }
    return true;
}

}  // namespace

std::string encodeTraces(const Resource& resource, std::span<const trace::SpanData> spans) {
    Array items;
    for (const auto& span : spans)
        items.push_back(spanOf(span));
    return wrapped(resource, "resourceSpans", "scopeSpans", "spans", std::move(items));
}

std::string encodeMetrics(const Resource& resource, const std::vector<MetricFamily>& families,
                          system_clock::time_point start, system_clock::time_point now) {
    Array items;
    for (const auto& family : families)
        if (!family.points.empty()) items.push_back(metricOf(family, nanoseconds(start), nanoseconds(now)));
    return wrapped(resource, "resourceMetrics", "scopeMetrics", "metrics", std::move(items));
}

std::uint64_t rejectedSpans(std::string_view reply) {
    const auto document = json::parse(reply);
    if (!document || !document->is_object()) return 0;
    const auto* partial = document->get_object().if_contains("partialSuccess");
    const auto* rejected =
        partial && partial->is_object() ? partial->get_object().if_contains("rejectedSpans") : nullptr;
    if (!rejected) return 0;
    std::uint64_t count = 0;
    if (const auto* text = rejected->if_string())
        std::from_chars(text->data(), text->data() + text->size(), count);
    else if (rejected->is_int64() && rejected->get_int64() > 0)
        count = static_cast<std::uint64_t>(rejected->get_int64());
    return count;
}

Result<std::vector<std::pair<std::string, std::string>>> parseHeaders(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> headers;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        const auto pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto equals = pair.find('=');
        const auto name = pair.substr(0, equals);
        auto value = percentDecode(equals == std::string_view::npos ? "" : pair.substr(equals + 1), false);
        const bool isGood =
            isToken(name) && value && !value->empty() && value->find_first_of("\r\n") == std::string::npos;
        if (!isGood) return fail(ErrorCode::invalid, "must be name=value, separated by commas, values percent-encoded");
        headers.emplace_back(std::string(name), std::move(*value));
    }
    return headers;
}

}  // namespace steward::kernel::otlp

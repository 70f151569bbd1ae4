#include "tests/support/otlp_collector.h"

#include <set>

namespace steward::test {
namespace {

using json::Object;
using json::Value;

// The fields of the messages that are sent, as opentelemetry-proto 1.x names them in JSON.
const std::map<std::string, std::set<std::string>> fields{
    {"request", {"resourceSpans", "resourceMetrics"}},
    {"resourceSpans", {"resource", "scopeSpans", "schemaUrl"}},
    {"resourceMetrics", {"resource", "scopeMetrics", "schemaUrl"}},
    {"resource", {"attributes", "droppedAttributesCount", "entityRefs"}},
    {"scopeSpans", {"scope", "spans", "schemaUrl"}},
    {"scopeMetrics", {"scope", "metrics", "schemaUrl"}},
    {"scope", {"name", "version", "attributes", "droppedAttributesCount"}},
    {"spans",
     {"traceId", "spanId", "traceState", "parentSpanId", "flags", "name", "kind", "startTimeUnixNano",
      "endTimeUnixNano", "attributes", "droppedAttributesCount", "events", "droppedEventsCount", "links",
      "droppedLinksCount", "status"}},
    {"status", {"message", "code"}},
    {"attributes", {"key", "value"}},
    {"value", {"stringValue", "boolValue", "intValue", "doubleValue", "arrayValue", "kvlistValue", "bytesValue"}},
    {"metrics",
     {"name", "description", "unit", "gauge", "sum", "histogram", "exponentialHistogram", "summary", "metadata"}},
    {"gauge", {"dataPoints"}},
    {"sum", {"dataPoints", "aggregationTemporality", "isMonotonic"}},
    {"histogram", {"dataPoints", "aggregationTemporality"}},
    {"dataPoints",
     {"attributes", "startTimeUnixNano", "timeUnixNano", "asDouble", "asInt", "exemplars", "flags", "count", "sum",
      "bucketCounts", "explicitBounds", "min", "max"}}};

// 64-bit integers are text in the JSON of protobuf.
const std::set<std::string> longs{"startTimeUnixNano", "endTimeUnixNano", "timeUnixNano", "intValue", "count", "asInt"};
const std::map<std::string, std::size_t> ids{{"traceId", 32}, {"spanId", 16}, {"parentSpanId", 16}};

bool isMadeOf(const Value& value, std::string_view characters) {
    return value.is_string() && !value.get_string().empty() &&
           std::string_view(value.get_string()).find_first_not_of(characters) == std::string_view::npos;
}

void look(std::string& complaints, const std::string& message, const Value& value) {
    if (const auto* list = value.if_array()) {
        for (const auto& element : *list)
            look(complaints, message, element);
        return;
    }
    const auto* object = value.if_object();
    if (!object) return;
    const auto known = fields.find(message);
    for (const auto& [key, member] : *object) {
        const std::string name(key);
        if (known == fields.end() || !known->second.contains(name))
            complaints += message + " has no field " + name + "\n";
        if (longs.contains(name) && !isMadeOf(member, "0123456789")) complaints += name + " is no long integer\n";
        if (const auto id = ids.find(name);
            id != ids.end() && (!isMadeOf(member, "0123456789abcdef") || member.get_string().size() != id->second))
            complaints += name + " is no id\n";
        if (name == "kind" || name == "aggregationTemporality" || name == "code")
            if (!member.is_int64()) complaints += name + " is no number\n";
        look(complaints, name, member);
    }
}

std::string textOf(const Object& object, std::string_view key) {
    const auto* found = object.if_contains(key);
    return found && found->is_string() ? std::string(found->get_string()) : std::string();
}

}  // namespace

OtlpCollector::OtlpCollector() {
    const auto bind = [this](const char* path, bool traces) {
        served_.router.raw(contract::Method::post, path,
                           [this, traces](const kernel::Request& request, kernel::Context&)
                               -> kernel::asio::awaitable<kernel::Response> { co_return take(request, traces); });
    };
    bind("/v1/traces", true);
    bind("/v1/metrics", false);
    served_.start();
}

void OtlpCollector::answer(int status, std::string retryAfter, int times) {
    const std::lock_guard lock(mutex_);
    for (int i = 0; i < times; ++i)
        answers_.emplace_back(status, retryAfter);
}

kernel::Response OtlpCollector::take(const kernel::Request& request, bool traces) {
    const std::lock_guard lock(mutex_);
    ++requests_;
    lastHeaders_ = request.headers;
    if (!answers_.empty()) {
        const auto [status, retryAfter] = answers_.front();
        answers_.pop_front();
        auto refusal = kernel::jsonResponse("{}", status);
        if (!retryAfter.empty()) refusal.set("Retry-After", retryAfter);
        return refusal;
    }
    if (request.header("Content-Type") != "application/json") complaints_ += "the content type is wrong\n";
    const auto document = json::parse(request.body);
    if (!document || !document->is_object()) {
        complaints_ += "the body is no JSON\n";
        return kernel::jsonResponse("{}", 400);
    }
    look(complaints_, "request", *document);
    const auto* outer = document->get_object().if_contains(traces ? "resourceSpans" : "resourceMetrics");
    if (!outer || !outer->is_array()) {
        complaints_ += "the request holds nothing\n";
        return kernel::jsonResponse("{}", 400);
    }
    for (const auto& resource : outer->get_array())
        for (const auto& scope : resource.at(traces ? "scopeSpans" : "scopeMetrics").as_array())
            for (const auto& item : scope.at(traces ? "spans" : "metrics").as_array())
                traces ? takeSpan(item.as_object()) : takeMetric(item.as_object());
    return kernel::jsonResponse("{}");
}

void OtlpCollector::takeSpan(const Object& span) {
    ReceivedSpan received{textOf(span, "traceId"), textOf(span, "spanId"), textOf(span, "parentSpanId"),
                          textOf(span, "traceState"), textOf(span, "name")};
    received.kind = span.at("kind").to_number<int>();
    received.failed = span.contains("status");
    for (const auto& attribute : span.at("attributes").as_array()) {
        const auto& value = attribute.at("value").as_object();
        received.attributes[std::string(attribute.at("key").as_string())] =
            value.begin()->value().is_string() ? std::string(value.begin()->value().get_string())
                                               : boost::json::serialize(value.begin()->value());
    }
    if (std::stoull(textOf(span, "startTimeUnixNano")) > std::stoull(textOf(span, "endTimeUnixNano")))
        complaints_ += "a span ends before it starts\n";
    spans_.push_back(std::move(received));
}

void OtlpCollector::takeMetric(const Object& metric) {
    double sum = 0;
    for (const auto* kind : {"sum", "gauge", "histogram"})
        if (const auto* data = metric.if_contains(kind))
            for (const auto& point : data->at("dataPoints").as_array())
                sum += std::string_view(kind) == "histogram"
                           ? static_cast<double>(std::stoull(textOf(point.as_object(), "count")))
                           : point.at("asDouble").to_number<double>();
    metrics_[textOf(metric, "name")] = sum;
}

std::vector<ReceivedSpan> OtlpCollector::spans() const {
    const std::lock_guard lock(mutex_);
    return spans_;
}

std::vector<ReceivedSpan> OtlpCollector::spansOf(const std::string& traceId) const {
    auto all = spans();
    std::erase_if(all, [&](const ReceivedSpan& span) { return span.traceId != traceId; });
    return all;
}

double OtlpCollector::metric(const std::string& name) const {
    const std::lock_guard lock(mutex_);
    const auto found = metrics_.find(name);
    return found == metrics_.end() ? -1 : found->second;
}

int OtlpCollector::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

std::string OtlpCollector::lastHeader(const std::string& name) const {
    const std::lock_guard lock(mutex_);
    return std::string(kernel::Request{.headers = lastHeaders_}.header(name));
}

std::string OtlpCollector::complaints() const {
    const std::lock_guard lock(mutex_);
    return complaints_;
}

}  // namespace steward::test

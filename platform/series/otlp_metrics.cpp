#include "series/otlp_metrics.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "base/json.h"
#include "kernel/otlp/protobuf_reader.h"

namespace steward::series {

using kernel::otlp::ProtobufReader;

namespace {

constexpr std::size_t mostBuckets = 200;
constexpr std::size_t mostAttributes = 128;
constexpr int delta = 1;       // AGGREGATION_TEMPORALITY_DELTA
constexpr int cumulative = 2;  // AGGREGATION_TEMPORALITY_CUMULATIVE
constexpr std::uint64_t noRecordedValue = 1;

enum class Form { none, gauge, sum, histogram, exponential, summary };

struct OtlpPoint {
    Labels attributes;
    std::uint64_t time = 0;  // nanoseconds since 1970
    std::uint64_t flags = 0;
    std::optional<double> value;
    std::uint64_t count = 0;
    std::optional<double> sum;
    std::vector<std::uint64_t> buckets;
    std::vector<double> bounds;
    std::vector<std::pair<double, double>> quantiles;
};

struct OtlpMetric {
    std::string name, description, unit;
    Form form = Form::none;
    int temporality = 0;
    bool isMonotonic = false;
    std::vector<OtlpPoint> points;
};

struct OtlpResource {
    Labels attributes;
    std::vector<OtlpMetric> metrics;
};

Result<> addedUp(std::size_t& points) {
    if (++points > mostOtlpPoints)
        return fail(ErrorCode::invalid, "A request holds at most 100,000 points. Nothing was kept.");
    return {};
}

std::string spell(double number) {
    if (std::isinf(number)) return number > 0 ? "+Inf" : "-Inf";
    char digits[400];
    const auto end = std::to_chars(digits, digits + sizeof digits, number, std::chars_format::fixed).ptr;
    return {digits, end};
}

std::string_view attribute(const Labels& attributes, std::string_view name) {
    const auto found = std::ranges::find(attributes, name, &Labels::value_type::first);
    return found == attributes.end() ? std::string_view() : std::string_view(found->second);
}

// From here on it is the same for both forms.
class Converter {
public:
    explicit Converter(Batch& batch) : batch_(batch) {}

    void convert(const OtlpResource& resource) {
        common_.clear();
        std::string job(attribute(resource.attributes, "service.name"));
        if (const auto space = attribute(resource.attributes, "service.namespace"); !space.empty() && !job.empty())
            job = std::string(space) + "/" + job;
        if (!job.empty()) common_.emplace_back("job", std::move(job));
        if (const auto instance = attribute(resource.attributes, "service.instance.id"); !instance.empty())
            common_.emplace_back("instance", std::string(instance));
        for (const auto& metric : resource.metrics)
            convert(metric);
    }

private:
    void convert(const OtlpMetric& metric) {
        const bool isGauge = metric.form == Form::gauge;
        const bool grows = metric.form == Form::sum && metric.isMonotonic;
        const auto name = promName(metric.name, metric.unit, grows, isGauge);
        if (metric.form == Form::none || metric.form == Form::exponential)
            return reject(metric.points.size(), name + " is of a kind that is not kept (exponential histogram).");
        const bool isAdded = metric.form == Form::sum || metric.form == Form::histogram;
        if (isAdded && metric.temporality != cumulative && metric.temporality != delta)
            return reject(metric.points.size(), name + " does not say its aggregation temporality.");
        for (const auto& point : metric.points) {
            ++number_;
            convert(metric, point, name);
        }
    }

    void convert(const OtlpMetric& metric, const OtlpPoint& point, const std::string& name) {
        Labels labels = point.attributes;
        for (auto& label : labels)
            label.first = promLabel(label.first);
        labels.insert(labels.end(), common_.begin(), common_.end());
        labels = sorted(std::move(labels));

        Sample sample;
        sample.at = Time(Duration(static_cast<std::int64_t>(point.time / 1'000'000)));
        sample.isStale = (point.flags & noRecordedValue) != 0;
        sample.isDelta = metric.temporality == delta && (metric.form == Form::sum || metric.form == Form::histogram);
        sample.point = number_;
        const auto push = [&](const std::string& metricName, Kind kind, double value, Labels own) {
            batch_.metrics.try_emplace(metricName, Metric{kind, metric.description});
            sample.metric = metricName;
            sample.kind = kind;
            sample.value = value;
            sample.labels = std::move(own);
            batch_.samples.push_back(sample);
        };
        const auto with = [&](std::string label, double value) {
            Labels own = labels;
            own.emplace_back(std::move(label), spell(value));
            return sorted(std::move(own));
        };
        if (metric.form == Form::gauge || metric.form == Form::sum) {
            if (!point.value && !sample.isStale) return reject(1, name + " has a point without a value.");
            const bool grows = metric.form == Form::sum && metric.isMonotonic;
            return push(name, grows ? Kind::counter : Kind::gauge, point.value.value_or(0), labels);
        }
        if (metric.form == Form::histogram) {
            const bool fits =
                point.buckets.empty() ? point.bounds.empty() : point.buckets.size() == point.bounds.size() + 1;
            if (!sample.isStale &&
                (!fits || point.buckets.size() > mostBuckets || !std::ranges::is_sorted(point.bounds)))
                return reject(1, name + " has a histogram whose buckets do not fit its bounds, or more than 200.");
            std::uint64_t below = 0;
            for (std::size_t i = 0; i < point.bounds.size() && i < point.buckets.size(); ++i) {
                below += point.buckets[i];
                if (std::isfinite(point.bounds[i]))
                    push(name + "_bucket", Kind::counter, static_cast<double>(below), with("le", point.bounds[i]));
            }
            push(name + "_bucket", Kind::counter, static_cast<double>(point.count),
                 with("le", std::numeric_limits<double>::infinity()));
        } else {
            if (point.quantiles.size() > mostBuckets) return reject(1, name + " has more than 200 quantiles.");
            for (const auto& [quantile, value] : point.quantiles)
                push(name, Kind::gauge, value, with("quantile", quantile));
        }
        push(name + "_count", Kind::counter, static_cast<double>(point.count), labels);
        if (point.sum || sample.isStale) push(name + "_sum", Kind::counter, point.sum.value_or(0), labels);
    }

    void reject(std::size_t points, std::string reason) {
        batch_.rejected += static_cast<std::int64_t>(points);
        if (points > 0 && batch_.reason.empty()) batch_.reason = std::move(reason);
    }

    Batch& batch_;
    Labels common_;
    std::uint32_t number_ = 0;
};

// ---- protobuf

tl::unexpected<Error> broken() {
    return fail(ErrorCode::invalid, "The body is no ExportMetricsServiceRequest in protobuf. Nothing was kept.");
}

// A field that holds a message, or nothing of another kind that goes unnoticed.
bool holds(const ProtobufReader& reader, std::uint32_t field) {
    return reader.field() == field && reader.wire() == ProtobufReader::Wire::bytes;
}

Result<> readAttribute(std::string_view message, Labels& attributes) {
    std::string key;
    std::optional<std::string> value;
    ProtobufReader reader(message);
    while (reader.next()) {
        if (holds(reader, 1)) key = reader.bytes();
        if (!holds(reader, 2)) continue;
        ProtobufReader any(reader.bytes());
        while (any.next()) {
            if (holds(any, 1)) value = std::string(any.bytes());
            if (any.field() == 2) value = any.whole() != 0 ? "true" : "false";
            if (any.field() == 3) value = std::to_string(static_cast<std::int64_t>(any.whole()));
            if (any.field() == 4) value = spell(any.real());
        }
        if (!any.good()) return broken();
    }
    if (!reader.good()) return broken();
    if (!key.empty() && value && attributes.size() < mostAttributes)
        attributes.emplace_back(std::move(key), std::move(*value));
    return {};
}

Result<OtlpPoint> readPoint(std::string_view message, Form form) {
    OtlpPoint point;
    const bool isNumber = form == Form::gauge || form == Form::sum;
    const std::uint32_t attributes = form == Form::histogram ? 9 : 7;
    const std::uint32_t flags = form == Form::histogram ? 10 : 8;
    ProtobufReader reader(message);
    while (reader.next()) {
        if (holds(reader, attributes)) STEWARD_CHECK(readAttribute(reader.bytes(), point.attributes));
        if (reader.field() == flags) point.flags = reader.whole();
        if (reader.field() == 3) point.time = reader.whole();
        if (isNumber) {
            if (reader.field() == 4) point.value = reader.real();
            if (reader.field() == 6) point.value = static_cast<double>(static_cast<std::int64_t>(reader.whole()));
            continue;
        }
        if (reader.field() == 4) point.count = reader.whole();
        if (reader.field() == 5) point.sum = reader.real();
        if (form == Form::histogram && reader.field() == 6 &&
            !reader.eachFixed64([&](std::uint64_t bits) { point.buckets.push_back(bits); }))
            return broken();
        if (form == Form::histogram && reader.field() == 7 &&
            !reader.eachFixed64([&](std::uint64_t bits) { point.bounds.push_back(std::bit_cast<double>(bits)); }))
            return broken();
        if (form == Form::summary && holds(reader, 6)) {
            std::pair<double, double> quantile;
            ProtobufReader pair(reader.bytes());
            while (pair.next()) {
                if (pair.field() == 1) quantile.first = pair.real();
                if (pair.field() == 2) quantile.second = pair.real();
            }
            if (!pair.good()) return broken();
            point.quantiles.push_back(quantile);
        }
    }
    if (!reader.good()) return broken();
    return point;
}

Form formOf(std::uint32_t field) {
    switch (field) {
        case 5:
            return Form::gauge;
        case 7:
            return Form::sum;
        case 9:
            return Form::histogram;
        case 10:
            return Form::exponential;
        case 11:
            return Form::summary;
        default:
            return Form::none;
    }
}

Result<OtlpMetric> readMetric(std::string_view message, std::size_t& points) {
    OtlpMetric metric;
    ProtobufReader reader(message);
    while (reader.next()) {
        if (holds(reader, 1)) metric.name = reader.bytes();
        if (holds(reader, 2)) metric.description = reader.bytes();
        if (holds(reader, 3)) metric.unit = reader.bytes();
        const auto form = formOf(reader.field());
        if (form == Form::none || reader.wire() != ProtobufReader::Wire::bytes) continue;
        metric.form = form;
        ProtobufReader data(reader.bytes());
        while (data.next()) {
            if (data.field() == 2) metric.temporality = static_cast<int>(std::min<std::uint64_t>(data.whole(), 3));
            if (data.field() == 3) metric.isMonotonic = data.whole() != 0;
            if (!holds(data, 1)) continue;
            STEWARD_CHECK(addedUp(points));
            STEWARD_TRY(auto point, readPoint(data.bytes(), form));
            metric.points.push_back(std::move(point));
        }
        if (!data.good()) return broken();
    }
    if (!reader.good()) return broken();
    return metric;
}

// ---- JSON

const json::Object* object(const json::Value* value) {
    return value ? value->if_object() : nullptr;
}

const json::Array& items(const json::Object& from, std::string_view name) {
    static const json::Array none;
    const auto* value = from.if_contains(name);
    const auto* array = value ? value->if_array() : nullptr;
    return array ? *array : none;
}

std::string text(const json::Object& from, std::string_view name) {
    const auto* value = from.if_contains(name);
    const auto* string = value ? value->if_string() : nullptr;
    return string ? std::string(*string) : std::string();
}

std::optional<double> real(const json::Value* value) {
    if (!value) return std::nullopt;
    if (value->is_number()) return value->to_number<double>();
    const auto* string = value->if_string();
    if (!string) return std::nullopt;
    const std::string_view spelled(*string);
    if (spelled == "NaN") return std::numeric_limits<double>::quiet_NaN();
    if (spelled == "Infinity") return std::numeric_limits<double>::infinity();
    if (spelled == "-Infinity") return -std::numeric_limits<double>::infinity();
    double number = 0;
    const auto [end, error] = std::from_chars(spelled.data(), spelled.data() + spelled.size(), number);
    if (error != std::errc() || end != spelled.data() + spelled.size()) return std::nullopt;
    return number;
}

std::uint64_t whole(const json::Value* value) {
    if (!value) return 0;
    if (const auto* number = value->if_uint64()) return *number;
    if (const auto* number = value->if_int64()) return *number > 0 ? static_cast<std::uint64_t>(*number) : 0;
    std::uint64_t number = 0;
    if (const auto* string = value->if_string())
        std::from_chars(string->data(), string->data() + string->size(), number);
    return number;
}

Labels readAttributes(const json::Object& from) {
    Labels attributes;
    for (const auto& item : items(from, "attributes")) {
        const auto* pair = item.if_object();
        const auto* any = pair ? object(pair->if_contains("value")) : nullptr;
        if (!any || attributes.size() >= mostAttributes) continue;
        const std::string key = text(*pair, "key");
        std::optional<std::string> value;
        if (const auto* string = any->if_contains("stringValue"); string && string->is_string())
            value = std::string(string->get_string());
        else if (const auto* flag = any->if_contains("boolValue"); flag && flag->is_bool())
            value = flag->get_bool() ? "true" : "false";
        else if (const auto* number = any->if_contains("intValue"))
            value = number->is_string()  ? std::string(number->get_string())
                    : number->is_int64() ? std::to_string(number->get_int64())
                                         : std::string();
        else if (const auto approximate = real(any->if_contains("doubleValue")))
            value = spell(*approximate);
        if (!key.empty() && value) attributes.emplace_back(key, std::move(*value));
    }
    return attributes;
}

int temporalityOf(const json::Value* value) {
    if (const auto* name = value ? value->if_string() : nullptr)
        return *name == "AGGREGATION_TEMPORALITY_DELTA"        ? delta
               : *name == "AGGREGATION_TEMPORALITY_CUMULATIVE" ? cumulative
                                                               : 0;
    return static_cast<int>(std::min<std::uint64_t>(whole(value), 3));
}

OtlpPoint readPoint(const json::Object& from) {
    OtlpPoint point;
    point.attributes = readAttributes(from);
    point.time = whole(from.if_contains("timeUnixNano"));
    point.flags = whole(from.if_contains("flags"));
    point.value = real(from.if_contains("asDouble"));
    if (!point.value) point.value = real(from.if_contains("asInt"));
    point.count = whole(from.if_contains("count"));
    point.sum = real(from.if_contains("sum"));
    for (const auto& bucket : items(from, "bucketCounts"))
        point.buckets.push_back(whole(&bucket));
    for (const auto& bound : items(from, "explicitBounds"))
        point.bounds.push_back(real(&bound).value_or(std::numeric_limits<double>::infinity()));
    for (const auto& item : items(from, "quantileValues"))
        if (const auto* pair = item.if_object())
            point.quantiles.emplace_back(real(pair->if_contains("quantile")).value_or(0),
                                         real(pair->if_contains("value")).value_or(0));
    return point;
}

Result<OtlpMetric> readMetric(const json::Object& from, std::size_t& points) {
    OtlpMetric metric;
    metric.name = text(from, "name");
    metric.description = text(from, "description");
    metric.unit = text(from, "unit");
    for (const auto& [name, form] :
         {std::pair("gauge", Form::gauge), std::pair("sum", Form::sum), std::pair("histogram", Form::histogram),
          std::pair("summary", Form::summary), std::pair("exponentialHistogram", Form::exponential)}) {
        const auto* data = object(from.if_contains(name));
        if (!data) continue;
        metric.form = form;
        metric.temporality = temporalityOf(data->if_contains("aggregationTemporality"));
        const auto* monotonic = data->if_contains("isMonotonic");
        metric.isMonotonic = monotonic && monotonic->is_bool() && monotonic->get_bool();
        for (const auto& item : items(*data, "dataPoints")) {
            STEWARD_CHECK(addedUp(points));
            const auto* point = item.if_object();
            if (!point) return fail(ErrorCode::invalid, "A data point is no object. Nothing was kept.");
            metric.points.push_back(readPoint(*point));
        }
    }
    return metric;
}

constexpr std::pair<std::string_view, std::string_view> units[] = {
    {"d", "days"},          {"h", "hours"},        {"min", "minutes"},   {"s", "seconds"},      {"ms", "milliseconds"},
    {"us", "microseconds"}, {"ns", "nanoseconds"}, {"By", "bytes"},      {"KiBy", "kibibytes"}, {"MiBy", "mebibytes"},
    {"GiBy", "gibibytes"},  {"kBy", "kilobytes"},  {"MBy", "megabytes"}, {"GBy", "gigabytes"},  {"m", "meters"},
    {"V", "volts"},         {"A", "amperes"},      {"J", "joules"},      {"W", "watts"},        {"g", "grams"},
    {"Cel", "celsius"},     {"Hz", "hertz"},       {"%", "percent"}};

std::string unitOf(std::string_view unit) {
    for (const auto& [short_, long_] : units)
        if (unit == short_) return std::string(long_);
    return {};
}

bool isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

std::string promName(std::string_view name, std::string_view unit, bool isMonotonic, bool isGauge) {
    std::vector<std::string> words(1);
    for (const char c : name) {
        if (isAlphanumeric(c) || c == ':')
            words.back() += c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    std::erase(words, std::string());
    if (words.empty()) return {};
    const auto add = [&](const std::string& word) {
        std::erase(words, word);
        words.push_back(word);
    };
    const bool hasTotal = words.back() == "total";
    if (isMonotonic && hasTotal && words.size() > 1) words.pop_back();
    if (const auto word = unitOf(unit); !word.empty() && std::ranges::find(words, word) == words.end())
        words.push_back(word);
    if (unit == "1" && isGauge && std::ranges::find(words, "ratio") == words.end()) words.emplace_back("ratio");
    if (isMonotonic) add("total");
    std::string out;
    for (const auto& word : words)
        out.append(out.empty() ? "" : "_").append(word);
    if (out[0] >= '0' && out[0] <= '9') out.insert(0, 1, '_');
    return out;
}

std::string promLabel(std::string_view name) {
    std::string out;
    for (const char c : name)
        out += isAlphanumeric(c) ? c : '_';
    if (!out.empty() && out[0] >= '0' && out[0] <= '9') out.insert(0, "key_");
    return out;
}

Result<Batch> readOtlpProtobuf(std::string_view message) {
    Batch batch;
    Converter converter(batch);
    std::size_t points = 0;
    ProtobufReader reader(message);
    while (reader.next()) {
        if (!holds(reader, 1)) continue;
        OtlpResource resource;
        ProtobufReader inner(reader.bytes());
        while (inner.next()) {
            if (holds(inner, 1)) {
                ProtobufReader about(inner.bytes());
                while (about.next())
                    if (holds(about, 1)) STEWARD_CHECK(readAttribute(about.bytes(), resource.attributes));
                if (!about.good()) return broken();
            }
            if (!holds(inner, 2)) continue;
            ProtobufReader scope(inner.bytes());
            while (scope.next()) {
                if (!holds(scope, 2)) continue;
                STEWARD_TRY(auto metric, readMetric(scope.bytes(), points));
                resource.metrics.push_back(std::move(metric));
            }
            if (!scope.good()) return broken();
        }
        if (!inner.good()) return broken();
        converter.convert(resource);
    }
    if (!reader.good()) return broken();
    return batch;
}

Result<Batch> readOtlpJson(std::string_view document) {
    STEWARD_TRY(const auto value, json::parse(document));
    const auto* root = value.if_object();
    if (!root) return fail(ErrorCode::invalid, "The body is no ExportMetricsServiceRequest in JSON. Nothing was kept.");
    Batch batch;
    Converter converter(batch);
    std::size_t points = 0;
    for (const auto& item : items(*root, "resourceMetrics")) {
        const auto* own = item.if_object();
        if (!own) return fail(ErrorCode::invalid, "resourceMetrics holds what is no object. Nothing was kept.");
        OtlpResource resource;
        if (const auto* about = object(own->if_contains("resource"))) resource.attributes = readAttributes(*about);
        for (const auto& scope : items(*own, "scopeMetrics")) {
            if (!scope.is_object()) continue;
            for (const auto& metric : items(scope.get_object(), "metrics")) {
                if (!metric.is_object()) return fail(ErrorCode::invalid, "A metric is no object. Nothing was kept.");
                STEWARD_TRY(auto read, readMetric(metric.get_object(), points));
                resource.metrics.push_back(std::move(read));
            }
        }
        converter.convert(resource);
    }
    return batch;
}

}  // namespace steward::series

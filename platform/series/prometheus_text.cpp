#include "series/prometheus_text.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "base/json.h"
#include "domain/series_query.h"

namespace steward::series {
namespace {

constexpr std::size_t mostLabels = 200;

void skipSpace(std::string_view& line) {
    while (!line.empty() && (line[0] == ' ' || line[0] == '\t'))
        line.remove_prefix(1);
}

std::string_view word(std::string_view& line) {
    skipSpace(line);
    const auto end = std::min(line.find_first_of(" \t"), line.size());
    const auto found = line.substr(0, end);
    line.remove_prefix(end);
    return found;
}

bool readNumber(std::string_view text, double& value) {
    if (text.starts_with('+')) text.remove_prefix(1);
    if (text == "Inf" || text == "-Inf") {
        value = text[0] == '-' ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
        return true;
    }
    if (text == "NaN") {
        value = std::numeric_limits<double>::quiet_NaN();
        return true;
    }
    if (text.empty() || text.find_first_not_of("0123456789.eE+-") != std::string_view::npos) return false;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
            continue;
        }
        ++i;
        out += text[i] == 'n' ? '\n' : text[i];
    }
    return out;
}

// What stands between braces, from behind the first.
bool readLabels(std::string_view& line, Labels& labels) {
    for (;;) {
        skipSpace(line);
        if (line.starts_with('}')) break;
        const auto equals = line.find('=');
        if (equals == std::string_view::npos || labels.size() == mostLabels) return false;
        std::string_view name = line.substr(0, equals);
        while (name.ends_with(' ') || name.ends_with('\t'))
            name.remove_suffix(1);
        line.remove_prefix(equals + 1);
        skipSpace(line);
        if (!domain::isLabelName(name) || !line.starts_with('"')) return false;
        line.remove_prefix(1);
        std::string value;
        bool closed = false;
        while (!line.empty() && !closed) {
            const char c = line[0];
            line.remove_prefix(1);
            if (c == '"') {
                closed = true;
            } else if (c != '\\') {
                value += c;
            } else {
                if (line.empty()) return false;
                value += line[0] == 'n' ? '\n' : line[0];
                line.remove_prefix(1);
            }
        }
        if (!closed) return false;
        for (const auto& label : labels)
            if (label.first == name) return false;
        labels.emplace_back(std::string(name), std::move(value));
        skipSpace(line);
        if (line.starts_with(','))
            line.remove_prefix(1);
        else if (!line.starts_with('}'))
            return false;
    }
    line.remove_prefix(1);
    return true;
}

enum class Type { counter, gauge, histogram, summary, untyped };

bool isSuffixed(std::string_view name, std::string_view suffix) {
    return name.size() > suffix.size() && name.ends_with(suffix);
}

class Reader {
public:
    Reader(Time now, Batch& batch) : now_(now), batch_(batch) {}

    bool readLine(std::string_view line) {
        skipSpace(line);
        if (line.empty()) return true;
        return line[0] == '#' ? readComment(line.substr(1)) : readSample(line);
    }

private:
    bool readComment(std::string_view line) {
        const auto what = word(line);
        if (what != "HELP" && what != "TYPE") return true;
        const auto name = word(line);
        if (!domain::isMetricName(name)) return false;
        if (what == "HELP") {
            skipSpace(line);
            help_[std::string(name)] = unescaped(line);
            return true;
        }
        const auto type = word(line);
        skipSpace(line);
        if (!line.empty()) return false;
        const auto known = type == "counter"     ? Type::counter
                           : type == "gauge"     ? Type::gauge
                           : type == "histogram" ? Type::histogram
                           : type == "summary"   ? Type::summary
                                                 : Type::untyped;
        if (known == Type::untyped && type != "untyped" && type != "unknown") return false;
        types_[std::string(name)] = known;
        return true;
    }

    bool readSample(std::string_view line) {
        const auto end = std::min(line.find_first_of("{ \t"), line.size());
        Sample sample;
        sample.metric = line.substr(0, end);
        line.remove_prefix(end);
        if (!domain::isMetricName(sample.metric)) return false;
        skipSpace(line);
        if (line.starts_with('{')) {
            line.remove_prefix(1);
            if (!readLabels(line, sample.labels)) return false;
        }
        if (!readNumber(word(line), sample.value)) return false;
        sample.at = now_;
        if (const auto at = word(line); !at.empty()) {
            std::int64_t milliseconds = 0;
            const auto [last, error] = std::from_chars(at.data(), at.data() + at.size(), milliseconds);
            if (error != std::errc() || last != at.data() + at.size()) return false;
            sample.at = Time(Duration(milliseconds));
        }
        skipSpace(line);
        if (!line.empty() || batch_.samples.size() == mostScraped) return false;
        sample.labels = sorted(std::move(sample.labels));
        sample.kind = kindOf(sample.metric);
        sample.point = static_cast<std::uint32_t>(batch_.samples.size());
        batch_.samples.push_back(std::move(sample));
        return true;
    }

    // The kind of a series by the type of the metric that it belongs to.
    Kind kindOf(const std::string& name) {
        if (const auto known = batch_.metrics.find(name); known != batch_.metrics.end()) return known->second.kind;
        std::string base = name;
        auto type = types_.find(name);
        for (const std::string_view suffix : {"_bucket", "_sum", "_count"})
            if (type == types_.end() && isSuffixed(name, suffix)) {
                base = name.substr(0, name.size() - suffix.size());
                type = types_.find(base);
                if (type != types_.end() && type->second != Type::histogram && type->second != Type::summary)
                    type = types_.end();
            }
        auto kind = Kind::gauge;
        if (type == types_.end() || type->second == Type::untyped) {
            for (const auto* suffix : {"_total", "_count", "_sum", "_bucket"})
                if (isSuffixed(name, suffix)) kind = Kind::counter;
        } else if (type->second == Type::counter || (type->second != Type::gauge && base != name)) {
            kind = Kind::counter;
        }
        const auto help = help_.find(base);
        batch_.metrics[name] = {kind, help == help_.end() ? std::string() : help->second};
        return kind;
    }

    Time now_;
    Batch& batch_;
    std::map<std::string, Type> types_;
    std::map<std::string, std::string> help_;
};

}  // namespace

Result<Batch> readPrometheusText(std::string_view text, Time now) {
    Batch batch;
    Reader reader(now, batch);
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!reader.readLine(line))
            return fail(ErrorCode::invalid, "Line " + std::to_string(number) +
                                                " is not of the Prometheus text format, or there are too many.");
    }
    return batch;
}

void appendHeader(std::string& text, std::string_view metric, Kind kind) {
    text.append("# TYPE ").append(metric).append(kind == Kind::counter ? " counter\n" : " gauge\n");
}

void appendSample(std::string& text, std::string_view metric, const Labels& labels, double value, Time at) {
    text += metric;
    for (const auto& label : labels) {
        text.append(&label == &labels.front() ? "{" : ",").append(label.first).append("=\"");
        for (const char c : label.second) {
            if (c == '\\' || c == '"') text += '\\';
            if (c == '\n')
                text += "\\n";
            else
                text += c;
        }
        text += '"';
    }
    text.append(labels.empty() ? " " : "} ");
    if (std::isnan(value)) {
        text += "NaN";
    } else if (std::isinf(value)) {
        text += value > 0 ? "+Inf" : "-Inf";
    } else {
        char digits[32];
        text.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    }
    text.append(" ").append(std::to_string(at.time_since_epoch().count())).append("\n");
}

}  // namespace steward::series

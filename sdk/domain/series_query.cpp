#include "domain/series_query.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace steward::domain {
namespace {

bool isWord(std::string_view name, bool colons, std::size_t most) {
    if (name.empty() || name.size() > most || (name[0] >= '0' && name[0] <= '9')) return false;
    return std::ranges::all_of(name, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               (colons && c == ':');
    });
}

void appendQuoted(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        if (c == '\\' || c == '"') out += '\\';
        if (c == '\n')
            out += "\\n";
        else
            out += c;
    }
    out += '"';
}

// Names that its grammar does not take where a metric stands.
bool isWordOfPromql(std::string_view name) {
    std::string word(name);
    for (char& c : word)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    for (const auto* known : {"inf", "nan", "bool", "on", "ignoring", "without", "group_left", "group_right", "start",
                              "end", "atan2", "and", "or", "unless", "by", "offset"})
        if (word == known) return true;
    return false;
}

// Values as one regular expression (RE2) that matches them and nothing else.
std::string anyOf(const std::vector<std::string>& values) {
    std::string out;
    for (const auto& value : values) {
        if (&value != &values.front()) out += '|';
        for (const char c : value) {
            if (std::string_view("\\.+*?()|[]{}^$").find(c) != std::string_view::npos) out += '\\';
            out += c;
        }
    }
    return out;
}

std::string selectorOf(const SeriesQuery& query, const std::map<std::string, std::string>& always) {
    std::string name = query.metric;
    if (query.function == SeriesFunction::quantile) name += "_bucket";
    std::string inside;
    const auto append = [&](std::string_view label, std::string_view sign, std::string_view value) {
        if (!inside.empty()) inside += ',';
        inside.append(label).append(sign);
        appendQuoted(inside, value);
    };
    for (const auto& [label, value] : always)
        append(label, "=", value);
    for (const auto& matcher : query.where.value_or(std::vector<SeriesMatcher>())) {
        const bool excluded = matcher.excluded.value_or(false);
        if (matcher.values.size() == 1)
            append(matcher.label, excluded ? "!=" : "=", matcher.values[0]);
        else
            append(matcher.label, excluded ? "!~" : "=~", anyOf(matcher.values));
    }
    if (isWordOfPromql(name)) {
        append("__name__", "=", name);
        name.clear();
    }
    return inside.empty() ? name : name + "{" + inside + "}";
}

std::string listOf(const std::vector<std::string>& names) {
    std::string out;
    for (const auto& name : names)
        out.append(out.empty() ? "" : ",").append(name);
    return "(" + out + ")";
}

std::string spell(double number) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    return {digits, end};
}

std::string_view nameOf(SeriesFunction function) {
    switch (function) {
        case SeriesFunction::value:
            break;
        case SeriesFunction::rate:
        case SeriesFunction::quantile:
            return "rate";
        case SeriesFunction::increase:
            return "increase";
        case SeriesFunction::average:
            return "avg_over_time";
        case SeriesFunction::minimum:
            return "min_over_time";
        case SeriesFunction::maximum:
            return "max_over_time";
    }
    return {};
}

std::string_view nameOf(SeriesAggregation aggregation) {
    switch (aggregation) {
        case SeriesAggregation::none:
            break;
        case SeriesAggregation::sum:
            return "sum";
        case SeriesAggregation::average:
            return "avg";
        case SeriesAggregation::minimum:
            return "min";
        case SeriesAggregation::maximum:
            return "max";
    }
    return {};
}

}  // namespace

bool isMetricName(std::string_view name) {
    return isWord(name, true, 200);
}

bool isLabelName(std::string_view name) {
    return isWord(name, false, 100) && !name.starts_with("__");
}

std::int64_t windowOf(const SeriesQuery& query) {
    return query.windowSeconds.value_or(300);
}

std::vector<FieldError> check(const SeriesQuery& query, std::string_view path) {
    std::vector<FieldError> errors;
    const auto refuse = [&](std::string member, std::string message) {
        errors.push_back({std::string(path) + "/" + std::move(member), std::move(message)});
    };
    const bool isQuantile = query.function == SeriesFunction::quantile;
    const auto aggregation = query.aggregation.value_or(SeriesAggregation::none);
    if (!isMetricName(query.metric)) refuse("metric", "must be the name of a metric: letters, digits, _ and :");
    const auto where = query.where.value_or(std::vector<SeriesMatcher>());
    if (where.size() > 20) refuse("where", "must be at most 20 labels");
    for (std::size_t i = 0; i < std::min<std::size_t>(where.size(), 20); ++i) {
        const std::string member = "where/" + std::to_string(i);
        if (!isLabelName(where[i].label)) refuse(member + "/label", "must be the name of a label: letters, digits, _");
        if (where[i].values.empty() || where[i].values.size() > 50) refuse(member + "/values", "must be 1 to 50 texts");
        if (std::ranges::any_of(where[i].values, [](const auto& value) {
                return value.size() > 4096 || value.find('\0') != std::string::npos;
            }))
            refuse(member + "/values", "must be texts of at most 4,096 bytes without NUL");
    }
    if (query.windowSeconds && (*query.windowSeconds < 1 || *query.windowSeconds > 86'400))
        refuse("windowSeconds", "must be from 1 to 86,400");
    if (query.windowSeconds && query.function == SeriesFunction::value)
        refuse("windowSeconds", "has no meaning for the newest value");
    if (isQuantile && !(query.quantile && *query.quantile >= 0 && *query.quantile <= 1))
        refuse("quantile", "must be from 0 to 1");
    if (!isQuantile && query.quantile) refuse("quantile", "goes with the function quantile");
    if (isQuantile && aggregation != SeriesAggregation::none && aggregation != SeriesAggregation::sum)
        refuse("aggregation", "buckets of histograms are added up, or left alone");
    const auto by = query.by.value_or(std::vector<std::string>());
    if (by.size() > 10 || !std::ranges::all_of(by, isLabelName)) refuse("by", "must be at most 10 names of labels");
    if (!by.empty() && aggregation == SeriesAggregation::none) refuse("by", "goes with an aggregation");
    if (isQuantile && std::ranges::find(by, "le") != by.end()) refuse("by", "le is what the quantile is computed of");
    if (query.top && (*query.top < 1 || *query.top > 100)) refuse("top", "must be from 1 to 100");
    return errors;
}

std::string toPromql(const SeriesQuery& query, const std::map<std::string, std::string>& always) {
    std::string out = selectorOf(query, always);
    if (query.function != SeriesFunction::value)
        out = std::string(nameOf(query.function)) + "(" + out + "[" + std::to_string(windowOf(query)) + "s])";
    const auto aggregation = query.aggregation.value_or(SeriesAggregation::none);
    auto by = query.by.value_or(std::vector<std::string>());
    if (aggregation != SeriesAggregation::none) {
        if (query.function == SeriesFunction::quantile) by.emplace_back("le");
        out = std::string(nameOf(aggregation)) + (by.empty() ? "" : " by " + listOf(by)) + " (" + out + ")";
    }
    if (query.function == SeriesFunction::quantile)
        out = "histogram_quantile(" + spell(query.quantile.value_or(0)) + ", " + out + ")";
    if (query.top) out = "topk(" + std::to_string(*query.top) + ", " + out + ")";
    return out;
}

}  // namespace steward::domain

#include "series/prometheus_reply.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/json.h"

namespace steward::series {
namespace {

tl::unexpected<Error> strange(std::string detail) {
    return fail(ErrorCode::unavailable, "Prometheus gave an answer that is not understood.", std::move(detail));
}

std::optional<double> finite(const json::Value& value) {
    const auto* text = value.if_string();
    if (!text) return std::nullopt;
    double number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc() || end != text->data() + text->size() || !std::isfinite(number)) return std::nullopt;
    return number;
}

}  // namespace

Result<std::vector<domain::SeriesLine>> readPrometheusReply(std::string_view document, const Grid& grid,
                                                            std::string_view hidden) {
    const auto parsed = json::parse(document);
    const auto* root = parsed ? parsed->if_object() : nullptr;
    const auto* status = root ? root->if_contains("status") : nullptr;
    if (!status || !status->is_string()) return strange("no status");
    if (status->get_string() != "success") {
        const auto* error = root->if_contains("error");
        std::string words = error && error->is_string() ? std::string(error->get_string()) : std::string("no reason");
        words.resize(std::min<std::size_t>(words.size(), 400));
        return fail(ErrorCode::unprocessable, "Prometheus refused the query.", std::move(words));
    }
    const auto* data = root->if_contains("data");
    const auto* result = data && data->is_object() ? data->get_object().if_contains("result") : nullptr;
    if (!result || !result->is_array()) return strange("no result");
    std::vector<domain::SeriesLine> lines;
    for (const auto& item : result->get_array()) {
        const auto* series = item.if_object();
        const auto* metric = series ? series->if_contains("metric") : nullptr;
        const auto* values = series ? series->if_contains("values") : nullptr;
        if (!metric || !metric->is_object() || !values || !values->is_array()) return strange("no matrix");
        domain::SeriesLine line;
        for (const auto& [name, value] : metric->get_object())
            if (name != "__name__" && name != hidden && value.is_string())
                line.labels[std::string(name)] = std::string(value.get_string());
        line.values.resize(grid.count);
        bool isEmpty = true;
        for (const auto& pair : values->get_array()) {
            const auto* both = pair.if_array();
            if (!both || both->size() != 2 || !(*both)[0].is_number()) return strange("no pair");
            const double seconds = (*both)[0].to_number<double>();
            if (!(std::abs(seconds) < 1e11)) continue;  // no time that anybody can ask for
            const auto at = std::llround(seconds * 1000) - grid.start;
            const auto place = at / grid.step;
            if (at < 0 || at % grid.step != 0 || place >= static_cast<std::int64_t>(grid.count)) continue;
            auto& held = line.values[static_cast<std::size_t>(place)];
            held = finite((*both)[1]);
            isEmpty = isEmpty && !held;
        }
        if (!isEmpty) lines.push_back(std::move(line));
    }
    std::ranges::sort(lines, {}, &domain::SeriesLine::labels);
    return lines;
}

}  // namespace steward::series

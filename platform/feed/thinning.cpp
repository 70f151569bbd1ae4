#include "feed/thinning.h"

#include <algorithm>
#include <map>

#include "base/json.h"
#include "contract/topics.h"

namespace steward::feed {
namespace {

using domain::MetricPeak;
using domain::MetricSample;

struct Extremes {
    MetricPeak lowest, highest, last;
};

std::optional<MetricSample> sampleOf(const Event& event) {
    const auto read = json::read<contract::FeedEvent>("{\"seq\":0" + *event.rest);
    if (!read) return {};
    auto sample = json::fromValue<MetricSample>(read->data);
    return sample ? std::optional(std::move(*sample)) : std::nullopt;
}

}  // namespace

std::string together(std::deque<Event>::const_iterator first, std::deque<Event>::const_iterator last) {
    std::optional<MetricSample> newest;
    std::map<std::string, Extremes> series;
    for (auto event = first; event != last; ++event) {
        auto sample = sampleOf(*event);
        if (!sample) continue;
        for (const auto& value : sample->values) {
            const MetricPeak here{value.name, sample->at, value.value};
            auto& known = series.try_emplace(value.name, Extremes{here, here, here}).first->second;
            if (here.value < known.lowest.value) known.lowest = here;
            if (here.value > known.highest.value) known.highest = here;
            known.last = here;
        }
        newest = std::move(sample);
    }
    if (!newest) return *std::prev(last)->rest;
    newest->covers = last - first;
    newest->values.clear();
    std::vector<MetricPeak> peaks;
    for (const auto& [name, known] : series) {
        for (const auto* one : {&known.lowest, &known.highest})
            if (one->value != known.last.value) peaks.push_back(*one);
        if (known.last.at == newest->at)
            newest->values.push_back({name, known.last.value});
        else
            peaks.push_back(known.last);
    }
    std::ranges::stable_sort(peaks, {}, &MetricPeak::at);
    newest->peaks = std::move(peaks);
    return ",\"time\":\"" + toRfc3339(std::prev(last)->time) + "\",\"data\":" + json::write(*newest) + "}";
}

}  // namespace steward::feed

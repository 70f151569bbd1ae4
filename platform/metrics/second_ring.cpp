#include "metrics/second_ring.h"

#include <algorithm>

namespace steward::metrics {

std::uint32_t SecondRing::numberOf(const std::string& tenant) {
    const auto [found, isNew] = numbers_.try_emplace(tenant, static_cast<std::uint32_t>(names_.size()));
    if (isNew) names_.push_back(tenant);
    return found->second;
}

void SecondRing::add(Time at, const Values& values, const std::vector<std::pair<std::string, TenantValues>>& tenants) {
    while (!seconds_.empty() && seconds_.back().at > at + clockWentBack) {
        entries_ -= seconds_.back().tenants.size();
        seconds_.pop_back();
    }
    if (!seconds_.empty() && at <= seconds_.back().at) return;
    Second second{at, values, {}};
    second.tenants.reserve(tenants.size());
    for (const auto& [tenant, own] : tenants)
        second.tenants.emplace_back(numberOf(tenant), own);
    std::sort(second.tenants.begin(), second.tenants.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    entries_ += second.tenants.size();
    seconds_.push_back(std::move(second));
    forgetOld(at);
}

void SecondRing::forgetOld(Time now) {
    while (!seconds_.empty() && seconds_.front().at <= now - length) {
        entries_ -= seconds_.front().tenants.size();
        seconds_.pop_front();
    }
    for (auto second = seconds_.begin(); entries_ > maxTenantEntries && second != seconds_.end(); ++second) {
        entries_ -= second->tenants.size();
        second->tenants = {};
    }
}

std::vector<const Second*> SecondRing::between(Time from, Time to) const {
    std::vector<const Second*> found;
    auto second =
        std::lower_bound(seconds_.begin(), seconds_.end(), from, [](const Second& s, Time at) { return s.at < at; });
    for (; second != seconds_.end() && second->at < to; ++second)
        found.push_back(&*second);
    return found;
}

template <class F>
std::vector<std::optional<double>> SecondRing::combine(std::size_t series, Time from, std::size_t count,
                                                       std::int64_t stepSeconds, F&& valueIn) const {
    std::vector<std::optional<double>> out(count);
    std::vector<int> seconds(count, 0);
    const bool largest = allSeries()[series].combine == Combine::largest;
    const auto step = std::chrono::seconds(stepSeconds);
    for (const Second* second : between(from, from + step * static_cast<std::int64_t>(count))) {
        const auto slot = static_cast<std::size_t>((second->at - from) / step);
        const double value = valueIn(*second);
        ++seconds[slot];
        out[slot] = largest ? std::max(out[slot].value_or(0), value) : out[slot].value_or(0) + value;
    }
    for (std::size_t i = 0; i < count && !largest; ++i)
        if (out[i]) *out[i] /= seconds[i];
    return out;
}

std::vector<std::optional<double>> SecondRing::values(std::size_t series, Time from, std::size_t count,
                                                      std::int64_t stepSeconds) const {
    return combine(series, from, count, stepSeconds, [&](const Second& second) { return second.values[series]; });
}

std::vector<std::optional<double>> SecondRing::tenantValues(std::string_view tenant, std::size_t series, Time from,
                                                            std::size_t count, std::int64_t stepSeconds) const {
    const auto number = numbers_.find(tenant);
    return combine(series, from, count, stepSeconds, [&](const Second& second) {
        if (number == numbers_.end()) return 0.0;
        const auto own = std::lower_bound(second.tenants.begin(), second.tenants.end(), number->second,
                                          [](const auto& entry, std::uint32_t wanted) { return entry.first < wanted; });
        if (own == second.tenants.end() || own->first != number->second) return 0.0;
        return valueOf(own->second, allSeries()[series].name);
    });
}

}  // namespace steward::metrics

#include "metrics/gathering.h"

#include <algorithm>

#include "domain/metric.h"

namespace steward::metrics {
namespace {

using namespace std::chrono_literals;
namespace metric = domain::metric;

constexpr auto waitFor = 1500ms;
// A node that was silent for so long is not waited for.
constexpr auto lately = 3s;
// What comes from a clock this wrong is not believed.
constexpr auto farAhead = 5s;

enum class Share { added, largest, byRequests, mean };

Share shareOf(std::string_view series) {
    if (series == metric::errors) return Share::byRequests;
    if (series == metric::latencyP50 || series == metric::latencyP95 || series == metric::latencyP99 ||
        series == metric::sessions || series == metric::queueDepth)
        return Share::largest;
    if (series == metric::cpu || series == metric::memoryShare) return Share::mean;
    return Share::added;
}

double weighed(double one, double oneWeight, double other, double otherWeight) {
    const double weight = oneWeight + otherWeight;
    return weight == 0 ? 0 : (one * oneWeight + other * otherWeight) / weight;
}

void addTenants(const NodeSecond& node, std::map<std::string, TenantSecond>& tenants) {
    for (const auto& one : node.tenants) {
        auto& sum = tenants[one.id];
        sum.errorPercent = weighed(sum.errorPercent, sum.requests, one.errorPercent, one.requests);
        sum.requests += one.requests;
        sum.p95Ms = std::max(sum.p95Ms, one.p95Ms);
    }
}

}  // namespace

NodeSecond nodeSecond(std::string node, Time at, const Measured& measured) {
    NodeSecond second{std::move(node), at, {measured.values.begin(), measured.values.end()}, {}};
    for (const auto& [tenant, values] : measured.tenants)
        second.tenants.push_back({tenant, static_cast<double>(values.requests),
                                  static_cast<double>(values.errorPercent), static_cast<double>(values.p95Ms)});
    return second;
}

Measured combined(const std::vector<NodeSecond>& nodes) {
    Measured sum;
    std::map<std::string, TenantSecond> tenants;
    double requests = 0;
    for (const auto& node : nodes) {
        for (std::size_t i = 0; i < seriesCount; ++i) {
            auto& value = sum.values[i];
            switch (shareOf(allSeries()[i].name)) {
                case Share::added:
                    value += node.values[i];
                    break;
                case Share::largest:
                    value = std::max(value, node.values[i]);
                    break;
                case Share::byRequests:
                    value = weighed(value, requests, node.values[i], node.values[0]);
                    break;
                case Share::mean:
                    value += node.values[i] / static_cast<double>(nodes.size());
                    break;
            }
        }
        requests += node.values[0];
        addTenants(node, tenants);
    }
    for (const auto& [id, one] : tenants)
        sum.tenants.emplace_back(id, TenantValues{static_cast<float>(one.requests),
                                                  static_cast<float>(one.errorPercent), static_cast<float>(one.p95Ms)});
    return sum;
}

void Gathering::add(NodeSecond second) {
    if (second.values.size() != seriesCount) return;
    auto& heard = heard_[second.node];
    heard = std::max(heard, second.at);
    if (second.at <= taken_) return;
    auto& nodes = pending_[second.at];
    if (std::ranges::find(nodes, second.node, &NodeSecond::node) == nodes.end()) nodes.push_back(std::move(second));
}

std::vector<std::pair<Time, Measured>> Gathering::take(Time now) {
    std::erase_if(pending_, [&](const auto& entry) { return entry.first > now + farAhead; });
    std::erase_if(heard_, [&](const auto& entry) { return entry.second > now + farAhead; });
    if (taken_ > now + farAhead) taken_ = now;  // the clock went back
    std::vector<std::pair<Time, Measured>> complete;
    while (!pending_.empty()) {
        const auto& [at, nodes] = *pending_.begin();
        const auto expected =
            std::ranges::count_if(heard_, [&](const auto& entry) { return entry.second >= at - lately; });
        const bool whole = static_cast<std::ptrdiff_t>(nodes.size()) >= expected &&
                           std::ranges::find(nodes, own_, &NodeSecond::node) != nodes.end();
        if (!whole && now - at < waitFor) break;
        complete.emplace_back(at, combined(nodes));
        taken_ = at;
        pending_.erase(pending_.begin());
    }
    std::erase_if(heard_, [&](const auto& entry) { return entry.second < taken_ - lately; });
    return complete;
}

}  // namespace steward::metrics

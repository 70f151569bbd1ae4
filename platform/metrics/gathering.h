// Seconds that the nodes of a platform have measured, put together to seconds of the platform. I/O thread.
//
// A second is complete when all nodes that were heard of lately have told theirs, or a moment later without them: a
// node that is alone never waits.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/time.h"
#include "metrics/sampler.h"

namespace steward::metrics {

// As nodes tell it to each other.
struct TenantSecond {
    std::string id;
    double requests = 0;
    double errorPercent = 0;
    double p95Ms = 0;
};
STEWARD_DESCRIBE(TenantSecond, (id, requests, errorPercent, p95Ms))

struct NodeSecond {
    std::string node;
    Time at{};
    std::vector<double> values;  // in the order of allSeries()
    std::vector<TenantSecond> tenants;
};
STEWARD_DESCRIBE(NodeSecond, (node, at, values, tenants))

NodeSecond nodeSecond(std::string node, Time at, const Measured& measured);

// What happened and what is held is added up; shares are weighed by requests or are the mean of the nodes; of
// latencies, and of what every node sees of the whole platform, the largest counts.
Measured combined(const std::vector<NodeSecond>& nodes);

class Gathering {
public:
    // The node's own seconds are waited for even before it has told one.
    void setOwn(std::string node) { own_ = std::move(node); }
    // Ignores what is too late, or no measurement of this version.
    void add(NodeSecond second);
    // What is complete by now, oldest first. When the clock went back it begins anew.
    std::vector<std::pair<Time, Measured>> take(Time now);

private:
    std::string own_;
    std::map<Time, std::vector<NodeSecond>> pending_;
    std::map<std::string, Time> heard_;
    Time taken_{};
};

}  // namespace steward::metrics

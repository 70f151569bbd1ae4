// Where rules get the values of series from. Narrow, so that any store of series can stand behind it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "alerts/matching.h"
#include "base/time.h"
#include "contract/alert_messages.h"
#include "kernel/async.h"

namespace steward::alerts {

struct Sample {
    Time at{};
    double value = 0;  // may be NaN: a value that is not known
    bool operator==(const Sample&) const = default;
};
using Samples = std::vector<Sample>;  // in the order of their times; a gap is where none is

struct ValueQuery {
    std::string tenantId;  // empty: of the platform
    std::string series;
    std::vector<domain::LabelMatcher> matchers;
    Time from{};
    Time to{};
    Duration step{};  // how fine it has to be; 0: as fits the length
};

struct FoundSeries {
    Labels labels;
    Samples samples;  // from `from` on and not after `to`
};
using Found = std::vector<FoundSeries>;  // those that the matchers fit; at most mostSeries

inline constexpr std::size_t mostSeries = 1000;

class ValueSource {
public:
    virtual ~ValueSource() = default;
    virtual std::vector<contract::SeriesName> names() const = 0;
    // One answer for each query, in their order. A series that there is not has an empty one. I/O thread.
    virtual kernel::Async<std::vector<Found>> read(std::vector<ValueQuery> queries) = 0;
};

}  // namespace steward::alerts

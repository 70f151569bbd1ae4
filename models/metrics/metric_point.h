// One value of a series in the console.
#pragma once

#include <cstdint>

namespace steward::models {

struct MetricPoint {
    std::int64_t at = 0;  // UTC milliseconds
    double value = 0;     // not a number: nothing was recorded until the next point
};

}  // namespace steward::models

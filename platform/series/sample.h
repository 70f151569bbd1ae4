// What comes in, whichever way: samples of series, with what is known of their metrics.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/describe.h"
#include "base/time.h"

namespace steward::series {

// By name; each once; none with an empty value, which means the same as a label that is not there.
using Labels = std::vector<std::pair<std::string, std::string>>;
// Brings labels into that form. Of two with the same name the later counts.
Labels sorted(Labels labels);

enum class Kind { counter, gauge };
STEWARD_DESCRIBE_ENUM(Kind, counter, gauge)

struct Sample {
    std::string metric;
    Labels labels;
    Kind kind = Kind::gauge;
    Time at{};
    double value = 0;
    bool isDelta = false;     // what was added since the sample before, instead of the sum
    bool isStale = false;     // the series has no value from now on, until it has one again
    std::uint32_t point = 0;  // what it was made of: samples of one point (a histogram) follow each other
};

struct Metric {
    Kind kind = Kind::gauge;
    std::string help;
};

struct Batch {
    std::vector<Sample> samples;
    std::map<std::string, Metric> metrics;  // by the name of the series
    std::int64_t rejected = 0;              // points that were not even made samples
    std::string reason;                     // of the first of them
};

}  // namespace steward::series

// What a series was over a step of time, and steps as bytes: the form in which they are stored.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "series/sample.h"

namespace steward::series {

// Of a counter `sum` is by how much it grew, with what it grew after a reset; `smallest` and `largest` are those of
// gauges only. `at` and `last`: the newest sample.
struct Rollup {
    std::int64_t at = 0;  // milliseconds since 1970
    double last = 0;
    double sum = 0;
    double smallest = 0;
    double largest = 0;
    std::uint32_t count = 0;

    void add(std::int64_t time, double value, double added);
    // What came later, or at the same time.
    void merge(const Rollup& later);
    bool operator==(const Rollup&) const = default;
};

// The steps that are kept: how long one is, and how many of them are stored together as one chunk.
struct Tier {
    std::int64_t stepMs;
    std::int64_t chunkMs;
};
inline constexpr Tier tiers[] = {
    {10'000, 600'000},           // ten minutes
    {60'000, 3'600'000},         // an hour
    {3'600'000, 24 * 3'600'000}  // a day
};
inline constexpr std::size_t tierCount = std::size(tiers);

inline std::int64_t startOf(std::int64_t time, std::int64_t step) {
    return time - ((time % step) + step) % step;
}

// Appends a step to a chunk that starts at `chunk`. A step may be appended in several parts, in their order.
void appendStep(std::string& bytes, std::int64_t chunk, const Tier& tier, Kind kind, const Rollup& step);
// The steps of a chunk in their order, parts put together. ErrorCode::storage when it is no chunk.
Result<> readSteps(std::string_view bytes, std::int64_t chunk, const Tier& tier, Kind kind, std::vector<Rollup>& steps);

}  // namespace steward::series

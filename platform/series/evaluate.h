// What queries mean, as Prometheus computes it (promql/functions.go, promql/quantile.go of 2.42). Plain functions.
//
// A query runs over points: samples as they came, or steps of a rollup, which know besides their last sample what was
// lost to resets since the step before; so rates are the same whichever is read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "domain/series_query.h"
#include "series/rollup.h"
#include "series/sample_ring.h"

namespace steward::series {

inline constexpr std::int64_t lookbackMs = 300'000;

// Times at which a query is computed: start, start + step, …
struct Grid {
    std::int64_t start = 0;
    std::int64_t step = 1000;
    std::size_t count = 0;
    std::int64_t at(std::size_t i) const { return start + static_cast<std::int64_t>(i) * step; }
};

struct Point {
    std::int64_t at = 0;
    double last = 0;  // not a number: stale
    double sum = 0;
    double smallest = 0;
    double largest = 0;
    double count = 1;
    double lost = 0;  // what a counter had before resets since the point before
};
std::vector<Point> pointsOf(std::span<const TimedValue> samples);
std::vector<Point> pointsOf(std::span<const Rollup> steps, Kind kind);

// One value for each time of the grid, not a number where there is none. `window` and `lookback` in milliseconds.
// `quantile` stands for the rate that it is computed of.
std::vector<double> evaluate(std::span<const Point> points, domain::SeriesFunction function, std::int64_t window,
                             std::int64_t lookback, const Grid& grid);

struct Bucket {
    double bound = 0;  // the largest that falls into it
    double count = 0;  // of all up to there
};
// Of a histogram's buckets in any order; not a number without observations or a bucket without bound.
double quantileOf(double quantile, std::vector<Bucket> buckets);

// Lines of single series, put together as a query says.
class Gathering {
public:
    Gathering(const domain::SeriesQuery& query, Grid grid) : query_(query), grid_(grid) {}

    // Values of one series, without a place for those that are all missing. `labels` without the metric's name.
    void add(const Labels& labels, const std::vector<double>& values);
    // Without lines that are all empty, by their labels.
    std::vector<domain::SeriesLine> take();
    std::size_t lines() const { return groups_.size(); }

private:
    struct Group {
        std::vector<double> values;
        std::vector<std::uint32_t> counts;
        std::map<double, std::vector<double>> buckets;  // of a quantile, by their bound
    };
    const domain::SeriesQuery& query_;
    Grid grid_;
    std::map<Labels, Group> groups_;
};

}  // namespace steward::series

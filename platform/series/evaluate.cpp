#include "series/evaluate.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace steward::series {
namespace {

using domain::SeriesAggregation;
using domain::SeriesFunction;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

// promql extrapolatedRate: what a counter grew between the first and the last sample of the window, carried on to its
// ends where samples come near enough to them, and never beyond the counter's zero.
double growthOf(const Point& first, const Point& last, double resets, double samples, std::int64_t from,
                std::int64_t to) {
    double grown = last.last - first.last + resets;
    const double sampled = static_cast<double>(last.at - first.at) / 1000;
    double toStart = static_cast<double>(first.at - from) / 1000;
    const double toEnd = static_cast<double>(to - last.at) / 1000;
    const double between = sampled / (samples - 1);
    if (grown > 0 && first.last >= 0) toStart = std::min(toStart, sampled * (first.last / grown));
    const double near = between * 1.1;
    const double covered = sampled + (toStart < near ? toStart : between / 2) + (toEnd < near ? toEnd : between / 2);
    return grown * (covered / sampled);
}

bool looksAtWindow(SeriesFunction function) {
    return function != SeriesFunction::value;
}

double overTime(std::span<const Point> window, SeriesFunction function) {
    double sum = 0, count = 0, smallest = none, largest = none;
    for (const auto& point : window) {
        sum += point.sum;
        count += point.count;
        smallest = std::fmin(smallest, point.smallest);
        largest = std::fmax(largest, point.largest);
    }
    if (count == 0) return none;
    return function == SeriesFunction::average ? sum / count : function == SeriesFunction::minimum ? smallest : largest;
}

}  // namespace

std::vector<Point> pointsOf(std::span<const TimedValue> samples) {
    std::vector<Point> points;
    points.reserve(samples.size());
    double before = 0;
    for (const auto& sample : samples) {
        if (std::isnan(sample.value)) {
            points.push_back({sample.at, sample.value, 0, none, none, 0});
            continue;
        }
        const double lost = sample.value < before ? before : 0;
        points.push_back({sample.at, sample.value, sample.value, sample.value, sample.value, 1, lost});
        before = sample.value;
    }
    return points;
}

std::vector<Point> pointsOf(std::span<const Rollup> steps, Kind kind) {
    std::vector<Point> points;
    points.reserve(steps.size());
    for (const auto& step : steps) {
        Point point{step.at, step.last, step.sum, step.smallest, step.largest, static_cast<double>(step.count)};
        const double before = points.empty() ? step.last : points.back().last;
        if (kind == Kind::gauge || points.empty()) {
            point.lost = step.last < before ? before : 0;
        } else {
            // But for what adding up made of it.
            const double lost = step.sum - (step.last - before);
            point.lost = lost > 1e-9 * std::max(std::abs(step.last), std::abs(before)) ? lost : 0;
        }
        points.push_back(point);
    }
    return points;
}

std::vector<double> evaluate(std::span<const Point> points, SeriesFunction function, std::int64_t window,
                             std::int64_t lookback, const Grid& grid) {
    std::vector<double> values(grid.count, none);
    // Stale points end the newest value, and are no samples of a window.
    std::vector<Point> samples;
    const auto isStale = [](const Point& point) { return std::isnan(point.last); };
    if (looksAtWindow(function) && std::ranges::any_of(points, isStale)) {
        samples.reserve(points.size());
        std::ranges::remove_copy_if(points, std::back_inserter(samples), isStale);
        points = samples;
    }
    // What the counter had before each of its resets, added up to each point.
    std::vector<double> resets;
    const bool isRate = function == SeriesFunction::rate || function == SeriesFunction::increase ||
                        function == SeriesFunction::quantile;
    if (isRate) {
        resets.resize(points.size(), 0);
        for (std::size_t i = 1; i < points.size(); ++i)
            resets[i] = resets[i - 1] + points[i].lost;
    }
    std::size_t begin = 0, end = 0;
    for (std::size_t i = 0; i < grid.count; ++i) {
        const auto to = grid.at(i);
        const auto from = to - (looksAtWindow(function) ? window : lookback);
        while (end < points.size() && points[end].at <= to)
            ++end;
        while (begin < end && points[begin].at < from)
            ++begin;
        if (begin == end) continue;
        if (function == SeriesFunction::value) {
            values[i] = points[end - 1].last;
        } else if (isRate) {
            if (end - begin < 2) continue;
            const auto grown = growthOf(points[begin], points[end - 1], resets[end - 1] - resets[begin],
                                        static_cast<double>(end - begin), from, to);
            values[i] = function == SeriesFunction::increase ? grown : grown / (static_cast<double>(window) / 1000);
        } else {
            values[i] = overTime(points.subspan(begin, end - begin), function);
        }
    }
    return values;
}

double quantileOf(double quantile, std::vector<Bucket> buckets) {
    std::ranges::stable_sort(buckets, {}, &Bucket::bound);
    if (buckets.empty() || buckets.back().bound != std::numeric_limits<double>::infinity()) return none;
    std::vector<Bucket> unique;
    for (const auto& bucket : buckets) {
        if (!unique.empty() && unique.back().bound == bucket.bound)
            unique.back().count += bucket.count;
        else
            unique.push_back(bucket);
    }
    for (std::size_t i = 1; i < unique.size(); ++i)
        unique[i].count = std::max(unique[i].count, unique[i - 1].count);
    if (unique.size() < 2 || unique.back().count == 0) return none;
    double rank = quantile * unique.back().count;
    std::size_t at = 0;
    while (at + 1 < unique.size() && unique[at].count < rank)
        ++at;
    if (at + 1 == unique.size()) return unique[at - 1].bound;
    if (at == 0 && unique[0].bound <= 0) return unique[0].bound;
    const double start = at == 0 ? 0 : unique[at - 1].bound;
    const double below = at == 0 ? 0 : unique[at - 1].count;
    rank -= below;
    return start + (unique[at].bound - start) * (rank / (unique[at].count - below));
}

void Gathering::add(const Labels& all, const std::vector<double>& values) {
    if (std::ranges::all_of(values, [](double value) { return std::isnan(value); })) return;
    const bool isQuantile = query_.function == SeriesFunction::quantile;
    const auto aggregation = query_.aggregation.value_or(SeriesAggregation::none);
    Labels labels;
    double bound = none;
    for (const auto& [name, value] : all) {
        if (isQuantile && name == "le") {
            if (value == "+Inf" || value == "Inf") {
                bound = std::numeric_limits<double>::infinity();
            } else {
                const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), bound);
                if (error != std::errc() || end != value.data() + value.size()) bound = none;
            }
            continue;
        }
        const bool isKept = aggregation == SeriesAggregation::none ||
                            (query_.by && std::ranges::find(*query_.by, name) != query_.by->end());
        if (isKept) labels.emplace_back(name, value);
    }
    if (isQuantile && std::isnan(bound)) return;
    auto& group = groups_[std::move(labels)];
    if (isQuantile) {
        auto& bucket = group.buckets[bound];
        bucket.resize(grid_.count, none);
        for (std::size_t i = 0; i < values.size(); ++i)
            if (!std::isnan(values[i])) bucket[i] = (std::isnan(bucket[i]) ? 0 : bucket[i]) + values[i];
        return;
    }
    group.values.resize(grid_.count, none);
    group.counts.resize(grid_.count, 0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isnan(values[i])) continue;
        auto& held = group.values[i];
        if (group.counts[i]++ == 0)
            held = values[i];
        else if (aggregation == SeriesAggregation::minimum)
            held = std::min(held, values[i]);
        else if (aggregation == SeriesAggregation::maximum)
            held = std::max(held, values[i]);
        else
            held += values[i];
    }
}

std::vector<domain::SeriesLine> Gathering::take() {
    for (auto& [labels, group] : groups_) {
        if (query_.function == SeriesFunction::quantile) {
            group.values.assign(grid_.count, none);
            for (std::size_t i = 0; i < grid_.count; ++i) {
                std::vector<Bucket> buckets;
                for (const auto& [bound, counts] : group.buckets)
                    if (!std::isnan(counts[i])) buckets.push_back({bound, counts[i]});
                group.values[i] = quantileOf(query_.quantile.value_or(0), std::move(buckets));
            }
        } else if (query_.aggregation == SeriesAggregation::average) {
            for (std::size_t i = 0; i < grid_.count; ++i)
                if (group.counts[i] > 0) group.values[i] /= group.counts[i];
        }
    }
    if (query_.top && static_cast<std::size_t>(*query_.top) < groups_.size()) {
        std::vector<std::pair<double, double*>> column;
        for (std::size_t i = 0; i < grid_.count; ++i) {
            column.clear();
            for (auto& [labels, group] : groups_)
                if (!std::isnan(group.values[i])) column.emplace_back(group.values[i], &group.values[i]);
            std::ranges::stable_sort(column, std::ranges::greater(), &std::pair<double, double*>::first);
            for (std::size_t j = static_cast<std::size_t>(*query_.top); j < column.size(); ++j)
                *column[j].second = none;
        }
    }
    std::vector<domain::SeriesLine> lines;
    for (const auto& [labels, group] : groups_) {
        domain::SeriesLine line;
        bool isEmpty = true;
        line.values.resize(grid_.count);
        for (std::size_t i = 0; i < grid_.count; ++i)
            if (std::isfinite(group.values[i])) {
                line.values[i] = group.values[i];
                isEmpty = false;
            }
        if (isEmpty) continue;
        line.labels.insert(labels.begin(), labels.end());
        lines.push_back(std::move(line));
    }
    groups_.clear();
    return lines;
}

}  // namespace steward::series

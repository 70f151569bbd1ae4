#include "ui/charts/decimation.h"

#include <algorithm>
#include <cmath>

namespace steward::ui {
namespace {

constexpr std::size_t fan = 16;

void append(const Sample& low, const Sample& high, std::vector<Sample>& points) {
    points.push_back(low.time <= high.time ? low : high);
    if (low.time != high.time) points.push_back(low.time <= high.time ? high : low);
}

}  // namespace

std::int64_t bucketOf(Millis time, double width) {
    return static_cast<std::int64_t>(std::floor(static_cast<double>(time) / width));
}

Window Window::ending(Millis end, Millis span, int columns) {
    const int count = std::max(columns, 1);
    const double width = static_cast<double>(std::max<Millis>(span, 1)) / count;
    return {static_cast<double>(bucketOf(end, width) + 1 - count) * width, width, count};
}

Window Window::between(TimeRange range, int columns) {
    const int count = std::max(columns, 1);
    return {static_cast<double>(range.from), static_cast<double>(std::max<Millis>(range.length(), 1)) / count, count};
}

TimeRange Window::range() const {
    return {std::llround(from), std::llround(from) + std::llround(width * columns)};
}

std::vector<double> columnEdges(const Window& window, double left, double length) {
    std::vector<double> edges;
    edges.reserve(static_cast<std::size_t>(window.columns) + 1);
    for (int column = 0; column <= window.columns; ++column)
        edges.push_back(left + length * column / window.columns);
    return edges;
}

void Bucket::add(const Sample& sample) {
    if (sample.value < low.value) low = sample;
    if (sample.value > high.value) high = sample;
}

void Decimation::follow(const TimeSeries& series, double width) {
    if (width != width_ || series.generation() != generation_ || next_ < series.firstNumber()) {
        buckets_.clear();
        width_ = width;
        generation_ = series.generation();
        next_ = series.firstNumber();
    }
    for (; next_ < series.nextNumber(); ++next_) {
        const Sample& sample = series[next_ - series.firstNumber()];
        const std::int64_t number = bucketOf(sample.time, width);
        if (!buckets_.empty() && buckets_.back().number == number) {
            buckets_.back().add(sample);
        } else {
            buckets_.push_back({number, sample, sample});
        }
    }
    const std::int64_t oldest = series.empty() ? 0 : bucketOf(series.front().time, width);
    while (!buckets_.empty() && (series.empty() || buckets_.front().number < oldest))
        buckets_.pop_front();
}

void collect(const std::deque<Bucket>& buckets, const Window& window, std::vector<Sample>& points) {
    const auto below = [](const Bucket& bucket, std::int64_t number) { return bucket.number < number; };
    const std::int64_t begin = bucketOf(std::llround(window.from), window.width);
    auto first = std::lower_bound(buckets.begin(), buckets.end(), begin, below);
    auto last = std::lower_bound(first, buckets.end(), begin + window.columns + 1, below);
    if (first != buckets.begin()) --first;
    if (last != buckets.end()) ++last;
    for (; first != last; ++first)
        append(first->low, first->high, points);
}

Pyramid::Pyramid(std::vector<Sample> samples) : samples_(std::move(samples)) {
    std::size_t below = samples_.size();
    while (below > fan) {
        std::vector<Extremes> level((below + fan - 1) / fan);
        for (std::size_t i = 0; i < level.size(); ++i) {
            const std::size_t end = std::min((i + 1) * fan, below);
            const auto child = [this](std::size_t at) {
                return levels_.empty() ? Extremes{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at)}
                                       : levels_.back()[at];
            };
            level[i] = child(i * fan);
            for (std::size_t at = i * fan + 1; at < end; ++at)
                include(level[i], child(at));
        }
        below = level.size();
        levels_.push_back(std::move(level));
    }
}

void Pyramid::include(Extremes& into, const Extremes& other) const {
    if (samples_[other.low].value < samples_[into.low].value) into.low = other.low;
    if (samples_[other.high].value > samples_[into.high].value) into.high = other.high;
}

Pyramid::Extremes Pyramid::extremes(std::size_t from, std::size_t to) const {
    Extremes found{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(from)};
    while (from < to) {
        std::size_t level = 0;
        std::size_t step = 1;
        while (level < levels_.size() && from % (step * fan) == 0 && from + step * fan <= to) {
            ++level;
            step *= fan;
        }
        include(found, level == 0 ? Extremes{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(from)}
                                  : levels_[level - 1][from / step]);
        from += step;
    }
    return found;
}

void Pyramid::collect(const Window& window, std::vector<Sample>& points) const {
    const auto indexOf = [this](double time, std::size_t begin) {
        return static_cast<std::size_t>(
            std::lower_bound(samples_.begin() + static_cast<std::ptrdiff_t>(begin), samples_.end(), time,
                             [](const Sample& sample, double at) { return static_cast<double>(sample.time) < at; }) -
            samples_.begin());
    };
    // Buckets on absolute time, so the first and the last reach over the limits of the window.
    const std::int64_t first = static_cast<std::int64_t>(std::floor(window.from / window.width));
    std::size_t from = indexOf(static_cast<double>(first) * window.width, 0);
    if (from > 0) points.push_back(samples_[from - 1]);
    const std::size_t end = indexOf(static_cast<double>(first + window.columns + 1) * window.width, from);
    std::size_t guess = 0;
    for (int column = 1; column <= window.columns + 1 && from < end; ++column) {
        const double limit = static_cast<double>(first + column) * window.width;
        std::size_t low = from;
        std::size_t high = std::min(from + std::max<std::size_t>(2 * guess, 16), end);
        if (high < end && static_cast<double>(samples_[high - 1].time) < limit) high = end;
        while (low < high) {
            const std::size_t middle = low + (high - low) / 2;
            if (static_cast<double>(samples_[middle].time) < limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == from) continue;
        const Extremes found = extremes(from, low);
        append(samples_[found.low], samples_[found.high], points);
        guess = low - from;
        from = low;
    }
    if (end < samples_.size()) points.push_back(samples_[end]);
}

}  // namespace steward::ui

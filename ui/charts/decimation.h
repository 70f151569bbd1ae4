// From samples to what a picture can show: the lowest and highest sample of every bucket.
// Buckets are anchored to absolute time (bucket n covers [n * width, (n + 1) * width)), so a line that moves never
// shimmers: the same samples meet in the same bucket in every frame. Plain data without Qt.
#pragma once

#include <deque>
#include <span>
#include <vector>

#include "ui/charts/time_series.h"

namespace steward::ui {

// The number of the bucket that holds a time. `width` in milliseconds, above 0; it need not be whole.
std::int64_t bucketOf(Millis time, double width);

// A window of `columns` buckets whose last bucket holds `end`. Its limits are bucket limits, so that a moving window
// steps by whole columns.
struct Window {
    double from = 0;
    double width = 1;
    int columns = 1;

    static Window ending(Millis end, Millis span, int columns);
    // Between exactly these limits; for history that does not move by itself.
    static Window between(TimeRange range, int columns);

    double to() const { return from + width * columns; }
    TimeRange range() const;
    bool operator==(const Window&) const = default;
};

// Where the columns of a window begin and end in pixels: columns + 1 edges, whose distances sum up to the length.
std::vector<double> columnEdges(const Window& window, double left, double length);

// One or two samples, in time order.
struct Bucket {
    std::int64_t number = 0;
    Sample low;
    Sample high;

    void add(const Sample& sample);
};

// Buckets of a series that grows: `follow` looks only at what is new, unless the width or the generation changed.
class Decimation {
public:
    void follow(const TimeSeries& series, double width);
    const std::deque<Bucket>& buckets() const { return buckets_; }

private:
    double width_ = 0;
    std::uint64_t generation_ = 0;
    std::uint64_t next_ = 0;
    std::deque<Bucket> buckets_;
};

// Appends what a polyline needs of the buckets inside the window and one to each side, in time order.
void collect(const std::deque<Bucket>& buckets, const Window& window, std::vector<Sample>& points);

// Lowest and highest of 16, 256, 4096 … samples, for history of a million points: any window costs its columns, not its
// samples. Built once; samples are in time order and finite.
class Pyramid {
public:
    Pyramid() = default;
    explicit Pyramid(std::vector<Sample> samples);

    const std::vector<Sample>& samples() const { return samples_; }
    // Appends lowest and highest of every column of the window, in time order, and one sample to each side.
    void collect(const Window& window, std::vector<Sample>& points) const;

private:
    struct Extremes {
        std::uint32_t low = 0;
        std::uint32_t high = 0;
    };
    Extremes extremes(std::size_t from, std::size_t to) const;
    void include(Extremes& into, const Extremes& other) const;

    std::vector<Sample> samples_;
    std::vector<std::vector<Extremes>> levels_;
};

}  // namespace steward::ui

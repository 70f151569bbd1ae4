// The samples of one line: a ring of (time, value) in time order, with the stretches where nothing is known.
// Plain data without Qt. One thread at a time. Times are UTC milliseconds since 1970.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace steward::ui {

using Millis = std::int64_t;

struct Sample {
    Millis time = 0;
    double value = 0;
    bool operator==(const Sample&) const = default;
};

// From `from` to `to`, both included.
struct TimeRange {
    Millis from = 0;
    Millis to = 0;

    Millis length() const { return to - from; }
    bool contains(Millis time) const { return from <= time && time <= to; }
    bool operator==(const TimeRange&) const = default;
};

// Adds a range to an ordered list of ranges and melts what touches.
void addRange(std::vector<TimeRange>& ranges, TimeRange range);

// The first gap that a line from `before` to `after` would cross, or null. A line may touch the ends of a gap: samples
// there are the last and the first that are known. `gaps` is in time order.
const TimeRange* gapBetween(std::span<const TimeRange> gaps, Millis before, Millis after);

class TimeSeries {
public:
    explicit TimeSeries(std::size_t capacity = 3600);

    // Times ascend: a sample that is not newer than the last one is refused (false). A value that is not a number is no
    // sample but a gap, which lasts until the next number.
    bool append(Millis time, double value);

    // Everything anew, for example when history arrives. Keeps the newest `capacity` samples; gaps are kept.
    void replace(std::span<const Sample> samples);

    void clear();

    // Known loss, for example while the connection was down. No line is ever drawn across it.
    void addGap(TimeRange gap);
    // Forgets the gaps inside the range: its data arrived after all.
    void removeGaps(TimeRange range);
    const std::vector<TimeRange>& gaps() const { return gaps_; }

    std::size_t capacity() const { return capacity_; }
    std::size_t size() const { return ring_.size(); }
    bool empty() const { return ring_.empty(); }
    // 0 is the oldest.
    const Sample& operator[](std::size_t index) const;
    const Sample& front() const { return (*this)[0]; }
    const Sample& back() const { return (*this)[size() - 1]; }

    // The index of the first sample at or after the time; size() when there is none.
    std::size_t lowerBound(Millis time) const;

    // What a crosshair shows at a time: the nearest sample, unless it is further away than `reach` or lost in a gap.
    std::optional<Sample> nearest(Millis time, Millis reach) const;

    // For readers that follow incrementally: the number of the oldest sample and of the one after the newest. The
    // numbers only ever grow; a new generation means that everything has to be read again.
    std::uint64_t firstNumber() const { return next_ - ring_.size(); }
    std::uint64_t nextNumber() const { return next_; }
    std::uint64_t generation() const { return generation_; }

private:
    std::size_t capacity_;
    std::vector<Sample> ring_;
    std::size_t head_ = 0;
    std::uint64_t next_ = 0;
    std::uint64_t generation_ = 0;
    std::optional<Millis> unknownSince_;
    std::vector<TimeRange> gaps_;
};

}  // namespace steward::ui

// The samples of the last hour of one series, one a second: of two in the same second the later stays. Twelve bytes a
// sample, and memory for as many as there are. One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace steward::series {

struct TimedValue {
    std::int64_t at = 0;  // milliseconds since 1970
    double value = 0;     // not a number: stale from here on
    bool operator==(const TimedValue& other) const;
};

class SampleRing {
public:
    // A little more than an hour, so that a window at its start is whole.
    static constexpr std::int64_t lengthMs = 65 * 60'000;

    // In growing order of time. Forgets what is older than the length before it.
    void add(std::int64_t at, double value);
    void forgetBefore(std::int64_t at);

    std::size_t size() const { return size_; }
    std::size_t bytes() const { return offsets_.capacity() * sizeof(std::uint32_t) + values_.capacity() * 8; }
    TimedValue operator[](std::size_t i) const;
    // Appends those from `from` to `to`, both included.
    void copy(std::int64_t from, std::int64_t to, std::vector<TimedValue>& out) const;

private:
    std::size_t slot(std::size_t i) const { return (first_ + i) % offsets_.size(); }
    void grow();
    void rebase(std::int64_t base);

    std::vector<std::uint32_t> offsets_;  // from base_, milliseconds
    std::vector<double> values_;
    std::int64_t base_ = 0;
    std::size_t first_ = 0;
    std::size_t size_ = 0;
};

}  // namespace steward::series

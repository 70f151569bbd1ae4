// Numbers that come out equal for equal seeds, on every machine (std::distributions do not promise that).
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>

namespace steward::demo {

// SplitMix64 (Steele, Lea and Flood, 2014).
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
    // From 0 up to and without 1.
    double share() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    // From `low` to `high`, both included.
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
    }
    bool chance(double probability) { return share() < probability; }
    template <class T, std::size_t N>
    const T& pick(const T (&values)[N]) {
        return values[next() % N];
    }
    template <class T>
    const T& pick(std::span<const T> values) {
        return values[next() % values.size()];
    }
    // Seconds until the next of events that come `perSecond` on average.
    double wait(double perSecond) { return -std::log(1.0 - share()) / perSecond; }

private:
    std::uint64_t state_;
};

}  // namespace steward::demo

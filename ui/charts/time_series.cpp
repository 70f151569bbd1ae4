#include "ui/charts/time_series.h"

#include <algorithm>
#include <cmath>

namespace steward::ui {

void addRange(std::vector<TimeRange>& ranges, TimeRange range) {
    if (range.to < range.from) std::swap(range.from, range.to);
    auto first = std::lower_bound(ranges.begin(), ranges.end(), range.from,
                                  [](const TimeRange& other, Millis from) { return other.to < from; });
    auto last = first;
    for (; last != ranges.end() && last->from <= range.to; ++last) {
        range.from = std::min(range.from, last->from);
        range.to = std::max(range.to, last->to);
    }
    ranges.insert(ranges.erase(first, last), range);
}

const TimeRange* gapBetween(std::span<const TimeRange> gaps, Millis before, Millis after) {
    const auto gap = std::lower_bound(gaps.begin(), gaps.end(), before,
                                      [](const TimeRange& other, Millis time) { return other.to <= time; });
    return gap != gaps.end() && gap->from < after ? &*gap : nullptr;
}

TimeSeries::TimeSeries(std::size_t capacity) : capacity_(std::max<std::size_t>(capacity, 1)) {}

bool TimeSeries::append(Millis time, double value) {
    if (!empty() && time <= back().time) return false;
    if (!std::isfinite(value)) {
        if (!unknownSince_) unknownSince_ = time;
        addRange(gaps_, {*unknownSince_, time});
        return true;
    }
    unknownSince_.reset();
    if (ring_.size() < capacity_) {
        ring_.push_back({time, value});
    } else {
        ring_[head_] = {time, value};
        head_ = (head_ + 1) % capacity_;
        std::erase_if(gaps_, [oldest = front().time](const TimeRange& gap) { return gap.to < oldest; });
    }
    ++next_;
    return true;
}

void TimeSeries::replace(std::span<const Sample> samples) {
    ring_.clear();
    head_ = 0;
    unknownSince_.reset();
    ++generation_;
    for (const Sample& sample : samples)
        append(sample.time, sample.value);
}

void TimeSeries::clear() {
    gaps_.clear();
    replace({});
}

void TimeSeries::addGap(TimeRange gap) {
    addRange(gaps_, gap);
}

void TimeSeries::removeGaps(TimeRange range) {
    std::erase_if(gaps_, [range](const TimeRange& gap) { return range.contains(gap.from) && range.contains(gap.to); });
}

const Sample& TimeSeries::operator[](std::size_t index) const {
    const std::size_t place = head_ + index;
    return ring_[place < ring_.size() ? place : place - ring_.size()];
}

std::size_t TimeSeries::lowerBound(Millis time) const {
    std::size_t low = 0;
    std::size_t high = size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if ((*this)[middle].time < time) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

std::optional<Sample> TimeSeries::nearest(Millis time, Millis reach) const {
    if (empty()) return std::nullopt;
    std::size_t index = lowerBound(time);
    if (index == size() || (index > 0 && time - (*this)[index - 1].time < (*this)[index].time - time)) --index;
    const Sample found = (*this)[index];
    const Millis away = found.time < time ? time - found.time : found.time - time;
    const bool lost =
        std::any_of(gaps_.begin(), gaps_.end(), [time](const TimeRange& gap) { return gap.contains(time); });
    if (away > reach || (lost && away > 0) || gapBetween(gaps_, std::min(found.time, time), std::max(found.time, time)))
        return std::nullopt;
    return found;
}

}  // namespace steward::ui

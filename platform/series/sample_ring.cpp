#include "series/sample_ring.h"

#include <algorithm>
#include <cmath>

namespace steward::series {

bool TimedValue::operator==(const TimedValue& other) const {
    return at == other.at && (value == other.value || (std::isnan(value) && std::isnan(other.value)));
}

void SampleRing::add(std::int64_t at, double value) {
    forgetBefore(at - lengthMs);
    if (size_ == 0) base_ = at;
    if (at - base_ > 20 * std::int64_t(86'400'000)) rebase((*this)[0].at);
    if (size_ > 0 && (*this)[size_ - 1].at / 1000 == at / 1000) {
        offsets_[slot(size_ - 1)] = static_cast<std::uint32_t>(at - base_);
        values_[slot(size_ - 1)] = value;
        return;
    }
    if (size_ == offsets_.size()) grow();
    const auto next = slot(size_++);
    offsets_[next] = static_cast<std::uint32_t>(at - base_);
    values_[next] = value;
}

void SampleRing::forgetBefore(std::int64_t at) {
    while (size_ > 0 && (*this)[0].at < at) {
        first_ = slot(1);
        --size_;
    }
    if (size_ > 0 || offsets_.empty()) return;
    offsets_ = std::vector<std::uint32_t>();  // gives the memory back
    values_ = std::vector<double>();
    first_ = 0;
}

TimedValue SampleRing::operator[](std::size_t i) const {
    return {base_ + offsets_[slot(i)], values_[slot(i)]};
}

void SampleRing::copy(std::int64_t from, std::int64_t to, std::vector<TimedValue>& out) const {
    std::size_t low = 0, high = size_;
    while (low < high) {
        const auto middle = (low + high) / 2;
        if ((*this)[middle].at < from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < size_; ++low) {
        const auto sample = (*this)[low];
        if (sample.at > to) break;
        out.push_back(sample);
    }
}

void SampleRing::grow() {
    const std::size_t capacity = std::clamp<std::size_t>(offsets_.size() * 3 / 2, 16, lengthMs / 1000 + 2);
    std::vector<std::uint32_t> offsets(capacity);
    std::vector<double> values(capacity);
    for (std::size_t i = 0; i < size_; ++i) {
        offsets[i] = offsets_[slot(i)];
        values[i] = values_[slot(i)];
    }
    offsets_ = std::move(offsets);
    values_ = std::move(values);
    first_ = 0;
}

void SampleRing::rebase(std::int64_t base) {
    const auto by = static_cast<std::uint32_t>(base - base_);
    for (std::size_t i = 0; i < size_; ++i)
        offsets_[slot(i)] -= by;
    base_ = base;
}

}  // namespace steward::series

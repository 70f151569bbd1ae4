#include "series/rollup.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace steward::series {
namespace {

// A step: its number in the chunk, milliseconds of its newest sample in it, samples, then the last value and, where
// they say more than it does, the others. Whole numbers in groups of seven bits, numbers as IEEE 754, least byte first.
void appendWhole(std::string& bytes, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7)
        bytes += static_cast<char>(number | 0x80);
    bytes += static_cast<char>(number);
}

void appendReal(std::string& bytes, double number) {
    auto bits = std::bit_cast<std::uint64_t>(number);
    for (int i = 0; i < 8; ++i, bits >>= 8)
        bytes += static_cast<char>(bits & 0xff);
}

struct Reader {
    std::string_view left;
    bool good = true;

    std::uint64_t whole() {
        std::uint64_t number = 0;
        for (int shift = 0; shift < 64 && !left.empty(); shift += 7) {
            const auto byte = static_cast<unsigned char>(left.front());
            left.remove_prefix(1);
            number |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if (byte < 0x80) return number;
        }
        good = false;
        return 0;
    }
    double real() {
        if (left.size() < 8) {
            good = false;
            return 0;
        }
        std::uint64_t bits = 0;
        for (std::size_t i = 8; i-- > 0;)
            bits = bits << 8 | static_cast<unsigned char>(left[i]);
        left.remove_prefix(8);
        return std::bit_cast<double>(bits);
    }
};

}  // namespace

Labels sorted(Labels labels) {
    std::ranges::stable_sort(labels, {}, &Labels::value_type::first);
    Labels unique;
    unique.reserve(labels.size());
    for (auto& label : labels) {
        if (!unique.empty() && unique.back().first == label.first)
            unique.back().second = std::move(label.second);
        else
            unique.push_back(std::move(label));
    }
    std::erase_if(unique, [](const auto& label) { return label.second.empty(); });
    return unique;
}

void Rollup::add(std::int64_t time, double value, double added) {
    smallest = count == 0 ? value : std::min(smallest, value);
    largest = count == 0 ? value : std::max(largest, value);
    sum += added;
    last = value;
    at = time;
    ++count;
}

void Rollup::merge(const Rollup& later) {
    if (later.count == 0) return;
    smallest = count == 0 ? later.smallest : std::min(smallest, later.smallest);
    largest = count == 0 ? later.largest : std::max(largest, later.largest);
    sum += later.sum;
    last = later.last;
    at = later.at;
    count += later.count;
}

void appendStep(std::string& bytes, std::int64_t chunk, const Tier& tier, Kind kind, const Rollup& step) {
    const auto number = (step.at - chunk) / tier.stepMs;
    appendWhole(bytes, static_cast<std::uint64_t>(number));
    appendWhole(bytes, static_cast<std::uint64_t>(step.at - chunk - number * tier.stepMs));
    appendWhole(bytes, step.count);
    appendReal(bytes, step.last);
    if (kind == Kind::counter) return appendReal(bytes, step.sum);
    if (step.count == 1) return;
    appendReal(bytes, step.sum);
    appendReal(bytes, step.smallest);
    appendReal(bytes, step.largest);
}

Result<> readSteps(std::string_view bytes, std::int64_t chunk, const Tier& tier, Kind kind,
                   std::vector<Rollup>& steps) {
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    Reader reader{bytes};
    const auto before = steps.size();
    while (!reader.left.empty()) {
        const auto number = reader.whole();
        const auto offset = reader.whole();
        Rollup step;
        const auto count = reader.whole();
        step.count = static_cast<std::uint32_t>(count);
        step.last = reader.real();
        if (kind == Kind::counter) {
            step.sum = reader.real();
            step.smallest = step.largest = step.last;
        } else if (step.count == 1) {
            step.sum = step.smallest = step.largest = step.last;
        } else {
            step.sum = reader.real();
            step.smallest = reader.real();
            step.largest = reader.real();
        }
        if (!reader.good || count == 0 || count > most ||
            number >= static_cast<std::uint64_t>(tier.chunkMs / tier.stepMs) ||
            offset >= static_cast<std::uint64_t>(tier.stepMs))
            return fail(ErrorCode::storage, "Stored series are damaged.", "a chunk does not hold whole steps");
        step.at = chunk + static_cast<std::int64_t>(number) * tier.stepMs + static_cast<std::int64_t>(offset);
        if (steps.size() > before && startOf(steps.back().at, tier.stepMs) == startOf(step.at, tier.stepMs)) {
            if (count > most - steps.back().count)
                return fail(ErrorCode::storage, "Stored series are damaged.", "a step counts more than there can be");
            steps.back().merge(step);
        } else {
            steps.push_back(step);
        }
    }
    return {};
}

}  // namespace steward::series

#include "alerts/conditions.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace steward::alerts {
namespace {

using domain::Aggregate;
using domain::Comparison;
using domain::ConditionKind;

constexpr double perMinute = 60'000;

std::span<const Sample> within(std::span<const Sample> samples, Time from, Time to) {
    const auto first = std::ranges::lower_bound(samples, from, {}, &Sample::at);
    const auto last = std::ranges::upper_bound(samples, to, {}, &Sample::at);
    return first < last ? std::span(first, last) : std::span<const Sample>();
}

std::optional<double> aggregate(std::span<const Sample> samples, Aggregate how) {
    double sum = 0, smallest = 0, largest = 0, last = 0;
    std::size_t count = 0;
    for (const auto& [at, value] : samples) {
        if (std::isnan(value)) continue;
        smallest = count == 0 ? value : std::min(smallest, value);
        largest = count == 0 ? value : std::max(largest, value);
        sum += value;
        last = value;
        ++count;
    }
    if (count == 0) return std::nullopt;
    switch (how) {
        case Aggregate::last:
            return last;
        case Aggregate::smallest:
            return smallest;
        case Aggregate::largest:
            return largest;
        case Aggregate::sum:
            return sum;
        case Aggregate::average:
            break;
    }
    return sum / static_cast<double>(count);
}

// Per minute, between the first and the last value. A counter that falls has started again at 0.
std::optional<double> rate(std::span<const Sample> samples, bool counter) {
    const Sample* first = nullptr;
    const Sample* before = nullptr;
    double change = 0;
    for (const auto& sample : samples) {
        if (std::isnan(sample.value)) continue;
        if (before) change += counter && sample.value < before->value ? sample.value : sample.value - before->value;
        if (!first) first = &sample;
        before = &sample;
    }
    if (!first || first->at == before->at) return std::nullopt;
    return change / static_cast<double>((before->at - first->at).count()) * perMinute;
}

bool compare(double value, Comparison comparison, double threshold) {
    return comparison == Comparison::above ? value > threshold : value < threshold;
}

std::string_view nameOf(Aggregate how) {
    switch (how) {
        case Aggregate::last:
            return "last value";
        case Aggregate::smallest:
            return "smallest";
        case Aggregate::largest:
            return "largest";
        case Aggregate::sum:
            return "sum";
        case Aggregate::average:
            break;
    }
    return "average";
}

std::string wordsOf(const domain::AlertCondition& condition, double value, double threshold) {
    const bool isRate = condition.kind == ConditionKind::rateOfChange;
    const std::string what = isRate ? "change of " + condition.series + " per minute"
                                    : std::string(nameOf(condition.aggregate)) + " of " + condition.series;
    return what + " over " + spanText(condition.windowMs) + " is " + numberText(value) +
           (compare(value, condition.comparison, threshold) ? ", " : ", not ") +
           (condition.comparison == Comparison::above ? "above " : "below ") + numberText(threshold);
}

}  // namespace

Judgement judge(const domain::AlertCondition& condition, std::span<const Sample> samples, Time now, bool firing) {
    const auto window = within(samples, now - Duration(condition.windowMs), now);
    if (condition.kind == ConditionKind::absence) {
        const auto last = aggregate(window, Aggregate::last);
        return {last ? Answer::no : Answer::yes, last,
                condition.series + (last ? " has values" : " has had no value for " + spanText(condition.windowMs))};
    }
    const auto value = condition.kind == ConditionKind::rateOfChange ? rate(window, condition.counter)
                                                                     : aggregate(window, condition.aggregate);
    if (!value) return {Answer::unknown, {}, condition.series + " has no values over " + spanText(condition.windowMs)};
    const double threshold = firing ? condition.resolveThreshold.value_or(condition.threshold) : condition.threshold;
    const bool holds = compare(*value, condition.comparison, threshold);
    return {holds ? Answer::yes : Answer::no, value, wordsOf(condition, *value, threshold)};
}

Share shareOf(const domain::Indicator& indicator, std::span<const Sample> samples, std::span<const Sample> totals,
              Time from, Time to) {
    Share share;
    const auto window = within(samples, from, to);
    const auto all = within(totals, from, to);
    auto total = all.begin();
    const bool isWeighed = !indicator.total.empty();
    for (const auto& [at, value] : window) {
        if (std::isnan(value)) continue;
        double weight = 1;
        if (isWeighed) {
            while (total != all.end() && total->at < at)
                ++total;
            if (total == all.end()) break;
            if (total->at != at || std::isnan(total->value)) continue;
            weight = total->value;
        }
        switch (indicator.kind) {
            case domain::IndicatorKind::errorPercent:
                share.add({weight * value / 100, weight});
                break;
            case domain::IndicatorKind::badOverTotal:
                share.add({value, weight});
                break;
            case domain::IndicatorKind::aboveThreshold:
                share.add({value > indicator.threshold ? weight : 0, weight});
                break;
        }
    }
    return share;
}

Judgement judgeBurn(std::span<const domain::BurnWindow> windows, double objective,
                    const std::function<std::optional<double>(std::int64_t)>& ratioOver) {
    const double budget = 1 - objective;
    Judgement judgement{Answer::unknown, {}, "the objective has no values"};
    for (const auto& window : windows) {
        const auto over = ratioOver(window.longMs), lately = ratioOver(window.shortMs);
        if (!over || !lately) continue;
        const double limit = window.factor * budget;
        const bool burns = *over > limit && *lately > limit;
        const double rateOver = *over / budget;
        const bool isFirst = judgement.answer == Answer::unknown;
        if (!isFirst && !burns) continue;
        judgement = {burns ? Answer::yes : Answer::no, rateOver,
                     "the error budget burns " + numberText(rateOver) + " times as fast as it may over " +
                         spanText(window.longMs) + " and " + numberText(*lately / budget) + " times over " +
                         spanText(window.shortMs) + (burns ? ", both above " : ", not both above ") +
                         numberText(window.factor)};
        if (burns) break;
    }
    return judgement;
}

std::string numberText(double value) {
    // Six digits, and never as a power of ten where people can still read it.
    const bool isLarge = std::abs(value) >= 1e6 && std::abs(value) < 1e15;
    char text[32];
    std::snprintf(text, sizeof text, isLarge ? "%.0f" : "%.6g", value);
    return text;
}

std::string spanText(std::int64_t milliseconds) {
    struct Unit {
        std::int64_t length;
        std::string_view name;
    };
    for (const auto& [length, name] :
         {Unit{86'400'000, " d"}, Unit{3'600'000, " h"}, Unit{60'000, " min"}, Unit{1000, " s"}})
        if (milliseconds >= length && milliseconds % length == 0)
            return std::to_string(milliseconds / length).append(name);
    return std::to_string(milliseconds) + " ms";
}

}  // namespace steward::alerts

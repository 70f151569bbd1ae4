// What a rule's condition says about values: free of I/O, of time that passes and of what was said before.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "alerts/value_source.h"
#include "domain/alert.h"

namespace steward::alerts {

enum class Answer { no, yes, unknown };

struct Judgement {
    Answer answer = Answer::unknown;
    std::optional<double> value;
    std::string summary;  // for people: what was compared with what
};

// threshold, absence and rateOfChange, over the samples from now - windowMs on. NaN counts as no value. `firing`: the
// condition is that of an alert that fires, which ends at resolveThreshold.
Judgement judge(const domain::AlertCondition& condition, std::span<const Sample> samples, Time now, bool firing);

// Bad and all, in the unit of the indicator's series.
struct Share {
    double bad = 0;
    double total = 0;
    std::optional<double> ratio() const { return total > 0 ? std::optional(bad / total) : std::nullopt; }
    void add(const Share& other) {
        bad += other.bad;
        total += other.total;
    }
    bool operator==(const Share&) const = default;
};
// Over [from, to]. `totals` are the samples of indicator.total, at the same times; where one of the two is missing,
// the moment does not count.
Share shareOf(const domain::Indicator& indicator, std::span<const Sample> samples, std::span<const Sample> totals,
              Time from, Time to);

// As in the workbook of site reliability engineering: the error ratio is above factor x (1 - objective) over the long
// and over the short window. `ratioOver` answers for a window that ends now, in milliseconds.
Judgement judgeBurn(std::span<const domain::BurnWindow> windows, double objective,
                    const std::function<std::optional<double>(std::int64_t)>& ratioOver);

// "7.25", "1,440" as "1440": six significant digits.
std::string numberText(double value);
// "5 min", "1 h", "90 s", "3 d"
std::string spanText(std::int64_t milliseconds);

}  // namespace steward::alerts

#include "alerts/budgets.h"

#include <algorithm>

namespace steward::alerts {
namespace {

using std::chrono::hours;

Time hourOf(Time at) {
    return std::chrono::floor<hours>(at);
}

Time startOf(const domain::Slo& slo, Time now) {
    return hourOf(now - hours(24 * slo.periodDays)) + hours(1);
}

std::span<const Sample> samplesOf(const Found& found) {
    return found.empty() ? std::span<const Sample>() : std::span<const Sample>(found.front().samples);
}

}  // namespace

domain::ErrorBudget budgetOf(double objective, const Share& period, const Share& lastHour, std::int64_t knownMs,
                             Time at) {
    const double allowed = 1 - objective;
    const double ratio = period.ratio().value_or(0);
    return {ratio, 1 - ratio / allowed, lastHour.ratio().value_or(0) / allowed, knownMs, at};
}

void Budgets::define(const std::vector<domain::Slo>& slos) {
    std::map<std::string, Tracked> before = std::move(tracked_);
    tracked_.clear();
    for (const auto& slo : slos) {
        const auto known = before.find(slo.id);
        const bool isSame = known != before.end() && known->second.slo.indicator == slo.indicator &&
                            known->second.slo.periodDays == slo.periodDays;
        Tracked tracked = isSame ? std::move(known->second) : Tracked{};
        tracked.slo = slo;
        tracked_.emplace(slo.id, std::move(tracked));
    }
}

std::vector<Budgets::Due> Budgets::due(Time now, std::size_t most) const {
    std::vector<const Tracked*> waiting;
    for (const auto& [id, tracked] : tracked_)
        if (!tracked.readAt || *tracked.readAt > now || now - *tracked.readAt >= readAgain) waiting.push_back(&tracked);
    std::ranges::sort(waiting, {}, [](const Tracked* tracked) { return tracked->readAt.value_or(Time{}); });
    if (waiting.size() > most) waiting.resize(most);
    std::vector<Due> list;
    for (const auto* tracked : waiting) {
        const auto& slo = tracked->slo;
        Time from = startOf(slo, now);
        // The last hour is read again as a whole: its burn rate is a part of the answer.
        if (tracked->readTo) from = std::max(from, hourOf(std::min(*tracked->readTo, now - hours(1))));
        const Time to = std::min(now, from + chunk);
        Due due{slo, {slo.tenantId, slo.indicator.series, {}, from, to, finest}, {}};
        if (!slo.indicator.total.empty())
            due.totals = ValueQuery{slo.tenantId, slo.indicator.total, {}, from, to, finest};
        list.push_back(std::move(due));
    }
    return list;
}

std::optional<domain::ErrorBudget> Budgets::take(Time now, const Due& due, const Found& samples, const Found& totals) {
    const auto found = tracked_.find(due.slo.id);
    if (found == tracked_.end()) return std::nullopt;
    Tracked& tracked = found->second;
    const Time from = due.samples.from, to = due.samples.to;
    const auto values = samplesOf(samples), all = samplesOf(totals);
    for (Time hour = hourOf(from); hour <= to; hour += hours(1)) {
        const Time end = hour + hours(1) - Duration(1);
        const auto share = shareOf(due.slo.indicator, values, all, std::max(hour, from), std::min(end, to));
        const auto first = std::ranges::lower_bound(values, hour, {}, &Sample::at);
        const auto last = std::ranges::upper_bound(values, end, {}, &Sample::at);
        tracked.hours[hour] = share;
        tracked.known[hour] = std::min<std::int64_t>((last - first) * finest.count(), Duration(hours(1)).count());
    }
    const Time start = startOf(tracked.slo, now);
    std::erase_if(tracked.hours, [&](const auto& entry) { return entry.first < start || entry.first > now; });
    std::erase_if(tracked.known, [&](const auto& entry) { return entry.first < start || entry.first > now; });
    tracked.readTo = to;
    if (to < now) return std::nullopt;  // there is more to read: next round
    tracked.readAt = now;
    Share period;
    for (const auto& [hour, share] : tracked.hours)
        period.add(share);
    std::int64_t known = 0;
    for (const auto& [hour, length] : tracked.known)
        known += length;
    if (known == 0) return std::nullopt;
    const auto lastHour = shareOf(due.slo.indicator, values, all, now - hours(1), now);
    return budgetOf(tracked.slo.objective, period, lastHour, known, now);
}

}  // namespace steward::alerts

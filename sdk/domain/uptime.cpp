#include "domain/uptime.h"

#include <algorithm>
#include <array>

namespace steward::domain {
namespace {

using std::chrono::year_month;

// What one timeline says of a moment, the gravest first. `exists` is said beside it: nothing else means unknown.
enum Said : std::size_t { down, unknown, maintenance, up, planned, exists, kinds };

struct Edge {
    Time at{};
    std::size_t timeline = 0;
    Said said = exists;
    int step = 0;
};

Said saidBy(ComponentState state) {
    switch (state) {
        case ComponentState::operational:
        case ComponentState::degraded:
            return up;
        case ComponentState::down:
            return down;
        case ComponentState::maintenance:
            return maintenance;
        case ComponentState::unknown:
            break;
    }
    return unknown;
}

using Counts = std::array<int, kinds>;

Said saidNow(const Counts& counts) {
    if (counts[planned] > 0) return maintenance;
    for (const Said said : {down, unknown, maintenance, up})
        if (counts[said] > 0) return said;
    return unknown;
}

std::string spelled(year_month month) {
    const auto number = static_cast<unsigned>(month.month());
    return std::to_string(static_cast<int>(month.year())) + (number < 10 ? "-0" : "-") + std::to_string(number);
}

year_month monthAt(Time time) {
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(time));
    return day.year() / day.month();
}

Time beginOf(year_month month) {
    return std::chrono::sys_days(month / 1);
}

}  // namespace

Result<Period> monthCalled(std::string_view text) {
    const auto digits = [&](std::size_t from, std::size_t count) {
        int number = 0;
        for (const char c : text.substr(from, count))
            number = c >= '0' && c <= '9' ? number * 10 + (c - '0') : -100'000;
        return number;
    };
    const int year = text.size() == 7 && text[4] == '-' ? digits(0, 4) : -1;
    const int number = year < 0 ? -1 : digits(5, 2);
    if (year < 2000 || year > 2999 || number < 1 || number > 12)
        return fail(Error{ErrorCode::invalid, "There is no such month.", {}, {}, {{"/month", "must be as 2026-11"}}});
    const year_month month = std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(number));
    return Period{beginOf(month), beginOf(month + std::chrono::months(1))};
}

std::string monthOf(Time time) {
    return spelled(monthAt(time));
}

std::vector<std::string> monthsUpTo(Time now, int count) {
    std::vector<std::string> months;
    for (int i = 0; i < count; ++i)
        months.push_back(spelled(monthAt(now) - std::chrono::months(i)));
    return months;
}

Uptime uptimeOf(std::span<const Timeline> timelines, const Period& period, Time now) {
    const Time end = std::min(period.to, now);
    std::vector<Edge> edges;
    for (std::size_t i = 0; i < timelines.size(); ++i) {
        const Time begin = std::max(period.from, timelines[i].since);
        const auto add = [&](Time from, Time to, Said said) {
            from = std::max(from, begin);
            to = std::min(to, end);
            if (from >= to) return;
            edges.push_back({from, i, said, 1});
            edges.push_back({to, i, said, -1});
        };
        add(begin, end, exists);
        for (const auto& interval : timelines[i].intervals)
            add(interval.from, interval.to.value_or(end), saidBy(interval.state));
        for (const auto& [from, to] : timelines[i].maintenance)
            add(from, to, planned);
    }
    std::ranges::sort(edges, {}, &Edge::at);

    std::vector<Counts> counts(timelines.size(), Counts{});
    std::array<int, kinds> together{};  // how many timelines say what
    int there = 0;
    std::array<Duration, kinds> spent{};
    Time at = period.from;
    for (const auto& edge : edges) {
        if (there > 0) {
            const auto gravest = std::ranges::find_if(together, [](int count) { return count > 0; });
            spent[static_cast<std::size_t>(gravest - together.begin())] += edge.at - at;
        }
        at = edge.at;
        auto& own = counts[edge.timeline];
        if (own[exists] > 0) --together[saidNow(own)];
        own[edge.said] += edge.step;
        if (own[exists] > 0) ++together[saidNow(own)];
        if (edge.said == exists) there += edge.step;
    }
    const auto seconds = [&](Said said) {
        return std::chrono::duration_cast<std::chrono::seconds>(spent[said]).count();
    };
    Uptime uptime{seconds(up), seconds(down), seconds(maintenance), seconds(unknown), std::nullopt};
    const auto known = (spent[up] + spent[down]).count();
    if (known > 0) uptime.ratio = static_cast<double>(spent[up].count()) / static_cast<double>(known);
    return uptime;
}

}  // namespace steward::domain

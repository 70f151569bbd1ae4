// The last hour, second by second, in memory. I/O thread.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "base/time.h"
#include "metrics/series.h"

namespace steward::metrics {

struct Second {
    Time at{};
    Values values{};
    std::vector<std::pair<std::uint32_t, TenantValues>> tenants;  // those with traffic, by number
};

class SecondRing {
public:
    static constexpr auto length = std::chrono::hours(1);

    // Seconds in growing order; one that is not newer than the last is ignored. One that is older by more than
    // `clockWentBack` says that the clock was wrong: what was recorded after it is forgotten.
    static constexpr auto clockWentBack = std::chrono::seconds(5);
    void add(Time at, const Values& values, const std::vector<std::pair<std::string, TenantValues>>& tenants);

    // Empty where no second was recorded. `from` is a whole second.
    std::vector<std::optional<double>> values(std::size_t series, Time from, std::size_t count,
                                              std::int64_t stepSeconds) const;
    std::vector<std::optional<double>> tenantValues(std::string_view tenant, std::size_t series, Time from,
                                                    std::size_t count, std::int64_t stepSeconds) const;

    // Seconds from `from` on and before `to`.
    std::vector<const Second*> between(Time from, Time to) const;
    const std::string& tenantName(std::uint32_t number) const { return names_[number]; }
    // Memory is bounded: the oldest seconds forget their tenants first.
    static constexpr std::size_t maxTenantEntries = 1'000'000;

private:
    template <class F>
    std::vector<std::optional<double>> combine(std::size_t series, Time from, std::size_t count,
                                               std::int64_t stepSeconds, F&& valueIn) const;
    std::uint32_t numberOf(const std::string& tenant);
    void forgetOld(Time now);

    std::deque<Second> seconds_;
    std::size_t entries_ = 0;
    std::map<std::string, std::uint32_t, std::less<>> numbers_;
    std::vector<std::string> names_;
};

}  // namespace steward::metrics

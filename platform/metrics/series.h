// The series that the platform records of itself, in one order for the ring, the rollups and the live topic.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace steward::metrics {

enum class Combine { average, largest };  // how seconds become one value of a longer step

struct Series {
    std::string name;
    Combine combine = Combine::average;
    bool perTenant = false;
};

inline constexpr std::size_t seriesCount = 21;
// http.requests is the first: its count of seconds says how long the platform was up.
const std::array<Series, seriesCount>& allSeries();
std::optional<std::size_t> seriesIndex(std::string_view name);

using Values = std::array<double, seriesCount>;

// What one tenant did in a second.
struct TenantValues {
    float requests = 0;
    float errorPercent = 0;
    float p95Ms = 0;
};
double valueOf(const TenantValues& values, std::string_view name);

}  // namespace steward::metrics

// The states of components as a series that rules and other components can ask: "component.up" is 1 while one is
// operational or degraded and 0 while it is down; there is no value while it is in maintenance or nothing is known. Its
// label "component" is the name.
#pragma once

#include "alerts/value_source.h"
#include "kernel/db/database.h"

namespace steward::health {

inline constexpr std::string_view upSeries = "component.up";

class ComponentSource final : public alerts::ValueSource {
public:
    // Both outlive the source. `others` answers for all other series.
    ComponentSource(alerts::ValueSource& others, kernel::Database& database) : others_(others), database_(database) {}

    std::vector<contract::SeriesName> names() const override;
    kernel::Async<std::vector<alerts::Found>> read(std::vector<alerts::ValueQuery> queries) override;

private:
    alerts::ValueSource& others_;
    kernel::Database& database_;
};

}  // namespace steward::health

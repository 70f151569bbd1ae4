// Everything that rules can ask for: the series that services send and the platform fetches (platform/series), and
// those that it records of itself, whose names have dots ("http.requests").
#pragma once

#include "alerts/value_source.h"
#include "series/engine.h"

namespace steward::alerts {

class SeriesSource final : public ValueSource {
public:
    // Both outlive the source.
    SeriesSource(ValueSource& own, series::Engine& engine) : own_(own), engine_(engine) {}

    // Of its own ones: what services send is named as they like.
    std::vector<contract::SeriesName> names() const override { return own_.names(); }
    // At most 120 values of a range, each the average of its step; nothing where nothing was sent.
    kernel::Async<std::vector<Found>> read(std::vector<ValueQuery> queries) override;

private:
    kernel::Async<Found> readSent(ValueQuery query);

    ValueSource& own_;
    series::Engine& engine_;
};

}  // namespace steward::alerts

// Newest values of queries that somebody watches, again and again: what the feed's topic of series is made of. I/O
// thread; values are computed elsewhere.
//
//   LiveSeries live(io, database, engine, clock, publish);
//   live.watch({{"series/…", "", queries, 100ms}});      // instead of what was watched before
//
// Times are whole intervals of the clock, so that subscribers of the same see the same. A set of queries whose
// computing takes long is computed less often, so that it takes at most a quarter of the time.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "domain/metric.h"
#include "kernel/db/database.h"
#include "kernel/io.h"
#include "series/engine.h"

namespace steward::series {

struct LiveQueries {
    std::string stream;  // under which values are published
    std::string tenant;  // "": the platform's own
    std::vector<domain::SeriesQuery> queries;
    Duration interval{1000};
};

// One sample of all queries at a time: values named as contract/topics.h says. A query that fails has none. Any thread.
domain::MetricSample liveSample(const Engine& engine, const std::string& tenant,
                                const std::vector<domain::SeriesQuery>& queries, Time at);

class LiveSeries {
public:
    using Publish = std::function<void(const std::string& stream, std::string json, Time at)>;
    // All outlive it; `publish` is called on the I/O thread.
    LiveSeries(kernel::Io& io, kernel::Database& database, const Engine& engine, const Clock& clock, Publish publish);
    ~LiveSeries();

    void watch(std::vector<LiveQueries> all);
    void stop();

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace steward::series

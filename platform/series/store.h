// The series that had a sample in the last 24 hours, of all tenants: their samples of the last hour, the steps that
// are not over yet, and those that are not stored yet. Bounded. Any thread.
//
// What becomes of a sample:
//   older than the newest of its series  refused (tooOld), as is what is older than an hour or as the ring
//   the same time and value again        taken, and changes nothing
//   the same time, another value         refused (conflict)
//   more than ten minutes ahead          refused (ahead)
//   not a number, infinite               refused (notFinite)
//   a counter that is smaller than before  a reset: it grew by what it is now
//   a new series beyond a limit, or with a name or label that cannot be  refused; the series that are there go on
#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "contract/series_messages.h"
#include "series/rollup.h"
#include "series/sample.h"
#include "series/sample_ring.h"

namespace steward::series {

struct Limits {
    std::int64_t perTenant = 10'000;
    std::int64_t perMetric = 2'000;
    std::int64_t inAll = 200'000;
    std::int64_t labels = 30;
    std::int64_t labelValueBytes = 256;
};

inline constexpr auto longestSilence = std::chrono::hours(24);
inline constexpr auto oldestSample = std::chrono::hours(1);
inline constexpr auto farthestAhead = std::chrono::minutes(10);

enum class Refusal {
    tooManySeries,
    tooManyOfMetric,
    tooManyLabels,
    badName,
    badLabel,
    tooOld,
    ahead,
    conflict,
    notFinite,
};
STEWARD_DESCRIBE_ENUM(Refusal, tooManySeries, tooManyOfMetric, tooManyLabels, badName, badLabel, tooOld, ahead,
                      conflict, notFinite)

struct Taken {
    std::int64_t accepted = 0;
    std::map<Refusal, std::int64_t> refused;
    std::int64_t refusedPoints = 0;  // points of which a sample was refused
    std::string first;               // the metric of the first that was refused
    std::vector<Sample> samples;     // when asked for: those that were taken, deltas added up

    std::int64_t refusals() const;
    // What was refused and why, with counts and limits; "" when nothing was.
    std::string explain(const Limits& limits) const;
};

// One chunk as it is stored. `data` is all of it: storing overwrites.
struct ChunkRow {
    std::string tenantId;
    std::uint64_t series = 0;
    std::int64_t stepMs = 0;
    std::int64_t at = 0;
    std::string data;
};
struct SeriesRow {
    std::string tenantId;
    std::uint64_t id = 0;
    std::string metric;
    Labels labels;
    Kind kind = Kind::gauge;
    std::int64_t lastAt = 0;
};
struct Unstored {
    std::vector<SeriesRow> series;
    std::vector<ChunkRow> chunks;
};

// Which is the same for the same name and labels, whatever the tenant, the node and the version.
std::uint64_t idOf(std::string_view metric, const Labels& labels);
bool matches(const Labels& labels, const std::vector<domain::SeriesMatcher>& where);

class Store {
public:
    explicit Store(Limits limits);
    ~Store();
    const Limits& limits() const { return limits_; }

    // "" is the platform's own tenant. `withSamples`: the answer has the samples, too.
    Taken add(const std::string& tenant, const Batch& batch, Time now, bool withSamples = false);

    // One series as a query reads it.
    struct Entry;
    using Handle = std::shared_ptr<Entry>;
    std::vector<Handle> select(const std::string& tenant, const std::string& metric,
                               const std::vector<domain::SeriesMatcher>& where) const;
    static const Labels& labelsOf(const Handle& handle);
    static Kind kindOf(const Handle& handle);
    static std::uint64_t idOf(const Handle& handle);
    // Appends samples from `from` to `to`, both included.
    static void samples(const Handle& handle, std::int64_t from, std::int64_t to, std::vector<TimedValue>& out);
    // Lays what is not stored yet over `chunks` (by their start), and appends the step that is not over.
    static void overlay(const Handle& handle, std::size_t tier, std::map<std::int64_t, std::string>& chunks,
                        std::vector<Rollup>& open);

    contract::SeriesCatalog catalog(const std::string& tenant, const contract::SeriesCatalogRequest& request) const;
    contract::SeriesUsage usage(const std::string& tenant) const;
    // The newest sample of each series that is not stale, of one tenant or of all.
    void eachNewest(const std::string* tenant,
                    const std::function<void(const std::string& tenant, const std::string& metric, Kind kind,
                                             const Labels& labels, TimedValue newest)>& visit) const;
    std::int64_t size() const;

    // What changed since the last call, when steps that were over at `now` are closed; `all` closes the others, too.
    Unstored takeUnstored(Time now, bool all = false);
    // They were not stored: they are given out again, but for chunks that ended before `since`.
    void giveBack(Unstored rows, Time since = Time());
    // Forgets series that were silent for too long.
    void sweep(Time now);

    // Goes on where an earlier process stopped: before the first add().
    void load(const SeriesRow& row);
    void load(const ChunkRow& row);
    void loaded();

private:
    struct Tenant;
    struct State;
    Limits limits_;
    std::unique_ptr<State> state_;
};

}  // namespace steward::series

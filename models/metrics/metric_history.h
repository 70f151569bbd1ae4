// The platform's series over a range that ends now: history from the platform, then each second from the feed. Lost
// time is a gap at once; what the feed replays or the platform still has fills it again, as it does where the feed left
// values out for a slow reader. With a store, what was shown last is there at once after a restart, and without the
// platform. "Now" is the platform's (PlatformClock). GUI thread.
#pragma once

#include <QObject>
#include <QTimer>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/feed.h"
#include "client/future.h"
#include "models/common/fetch.h"
#include "models/metrics/kept_history.h"
#include "models/metrics/platform_clock.h"
#include "store/offline_store.h"

namespace steward::models {

class MetricHistory : public QObject {
    Q_OBJECT
public:
    using FetchRange = Fetch<contract::MetricRangeRequest, contract::MetricRange>;
    enum class State { loading, ready, failed };

    MetricHistory(FetchRange fetch, std::vector<std::string> names, QObject* parent = nullptr,
                  PlatformClock clock = PlatformClock());
    ~MetricHistory() override;

    // Where it is kept between two runs; outlives this. Before the first setSpan().
    void keepIn(store::OfflineStore& store) { store_ = &store; }

    // Reads the history of the last `span`; older points are forgotten as time goes on.
    void setSpan(std::int64_t spanMs);
    std::int64_t span() const { return span_; }
    // Reads exactly this range, which then stands still: what the feed brings is not part of it.
    void setRange(std::int64_t from, std::int64_t to);
    void reload() { fixed_ ? setRange(fixed_->first, fixed_->second) : setSpan(span_); }
    // Of a tenant instead of the caller's own place. Before the first setSpan().
    void setTenant(const std::string& tenantId) { tenant_ = tenantId; }

    // From the feed. Several seconds at once after a replay.
    void take(const client::FeedEvents<domain::MetricSample>& events);
    // The feed lost events for good: the platform's history may still have them.
    void lost();
    // The feed put samples together from `since` on; once it is over, those that were left out are read.
    void thinned(const client::FeedThinning& thinning);
    // The connection is away: time goes on without samples.
    void setConnected(bool connected);

    State state() const { return state_; }
    const std::optional<Error>& error() const { return error_; }
    std::int64_t stepMs() const { return step_; }
    // Oldest first; empty for a name that is not followed.
    const std::vector<MetricPoint>& points(const std::string& name) const;
    std::int64_t lastAt() const { return last_; }  // of the newest sample; 0 before the first
    // What is shown comes from this computer's store: the platform has not answered yet.
    bool isKept() const { return isKept_; }
    std::int64_t now() const { return clock_.now(); }
    bool isConnected() const { return connected_; }
    std::size_t seriesCount() const { return series_.size(); }

Q_SIGNALS:
    void loaded();                                               // everything anew
    void appended(const steward::domain::MetricSample& sample);  // one second or, for long ranges, one step
    void gap(qint64 from, qint64 to);                            // nothing is known in between, so far
    void filled(qint64 from, qint64 to);                         // it is, after all: points() has it
    void stateChanged();

private:
    void request(std::int64_t from, std::int64_t to, bool whole);
    void replaceAll(const contract::MetricRange& range);
    void fill(const contract::MetricRange& range, std::int64_t from, std::int64_t to);
    void append(const domain::MetricSample& sample);
    void addPoint(std::vector<MetricPoint>& points, MetricPoint point);
    void showAway();
    void readMissing(std::int64_t from, std::int64_t to);
    void addPeaks(const domain::MetricSample& sample);
    void clockWentBack(std::int64_t at);
    std::string storeKey() const;
    void recall();
    void keep();

    FetchRange fetch_;
    NamedPoints series_;
    PlatformClock clock_;
    store::OfflineStore* store_ = nullptr;
    client::Latest recalling_{this};
    bool isKept_ = false;
    std::int64_t keptAt_ = 0;
    std::int64_t fed_ = 0;                                       // the time of the feed's event before
    std::optional<std::pair<std::int64_t, std::int64_t>> owed_;  // to be read again, and not yet there
    client::Latest loading_{this};
    std::string tenant_;
    std::optional<std::pair<std::int64_t, std::int64_t>> fixed_;
    std::int64_t span_ = 3'600'000;
    std::int64_t step_ = 1000;
    std::int64_t last_ = 0;
    std::int64_t heard_ = 0;  // newest second, also when its step is not over
    State state_ = State::loading;
    std::optional<Error> error_;
    bool connected_ = true;
    bool reading_ = false;                                          // the whole history
    std::vector<domain::MetricSample> early_;                       // arrived meanwhile
    std::map<std::string, std::pair<double, int>> sums_;            // gathers a step of a long range
    std::optional<std::pair<std::int64_t, std::int64_t>> awaited_;  // announced as a gap; a replay may still bring it
    QTimer away_;
};

}  // namespace steward::models

// The series that the platform measures itself, each second: its own from the feed, those of single tenants read again
// from time to time. And those that services send, of all series that fit the sum: history as it is asked for, newest
// values from the feed, once a second, or ten times while no more than five minutes are shown; read again from time to
// time where the feed does not bring them. With a store, what was shown last is there at once after a restart. GUI
// thread.
#pragma once

#include <QTimer>
#include <memory>
#include <set>

#include "client/feed.h"
#include "contract/series_messages.h"
#include "models/dashboards/series_source.h"

namespace steward::models {

class PlatformSeries final : public SeriesSource {
    Q_OBJECT
public:
    using FetchSent = Fetch<contract::SeriesRequest, contract::SeriesResult>;
    // `feed` outlives this. Without `sent` what services send has no points.
    PlatformSeries(MetricHistory::FetchRange fetch, client::Feed& feed, FetchSent sent = {}, QObject* parent = nullptr);

    ~PlatformSeries() override;
    // Where history is kept between two runs; outlives this. Before the first follow().
    void keepIn(store::OfflineStore& store) { store_ = &store; }

    void follow(std::vector<SeriesKey> keys) override;
    void showLast(qint64 spanMs) override;
    void showRange(qint64 from, qint64 to) override;
    void reload() override;
    void setRefresh(int seconds) override;

    State state() const override;
    std::optional<Error> error() const override;
    bool isLive() const override;
    bool isKept() const override;
    std::optional<client::FeedThinning> thinning() const override;
    double rate() const override { return watched_.empty() || span_ > shortSpan ? 1 : contract::highestRate; }
    qint64 now() const override { return clock_.now(); }
    qint64 lastAt() const override;
    qint64 span() const override { return fixed_ ? fixed_->second - fixed_->first : span_; }
    const std::vector<MetricPoint>& points(std::size_t key) const override;

private:
    static constexpr qint64 shortSpan = 5 * 60'000;
    // Series of one place that are read together.
    struct Part {
        std::string tenantId;
        std::unique_ptr<MetricHistory> history;
        std::set<std::string> names;
        std::map<std::string, std::size_t, std::less<>> keys;  // by name, of follow(): those asked for now
    };
    // One key that services send.
    struct Sent {
        std::size_t key = 0;
        std::vector<MetricPoint> points;
        bool isKept = false;
        qint64 valueAt = 0;  // of the newest from the feed, without peaks
    };
    // Of one place: what the feed brings of it. Queries are numbered as `keys`, which are those of follow().
    struct Watched {
        std::string tenantId;
        std::vector<std::size_t> keys;
        client::FeedSubscription subscription;
        std::optional<client::FeedThinning> thinning;
        qint64 lastAt = 0;
    };
    void readSent();
    void watchSent();
    void takeSent(Watched& watched, const client::FeedEvents<domain::MetricSample>& events);
    void addSent(const Watched& watched, qint64 at, const std::vector<std::pair<std::string, double>>& values,
                 bool arePeaks);
    void setThinning(std::optional<client::FeedThinning>& known, const client::FeedThinning& thinning);
    bool isFed() const;
    qint64 sentStep() const;
    std::string sentStoreKey() const;
    void recallSent();
    void keepSent();
    bool isSent(const SeriesKey& key) const;
    void addPart(const std::string& tenantId, const std::vector<std::size_t>& keys);
    void readPart(Part& part);
    void tick(const Part& part, const domain::MetricSample& sample);

    MetricHistory::FetchRange fetch_;
    client::Feed& feed_;
    client::FeedSubscription metrics_;
    std::vector<SeriesKey> keys_;
    std::vector<Part> parts_;
    FetchSent fetchSent_;
    std::vector<Sent> sent_;
    std::optional<Error> sentError_;
    int sentRound_ = 0;
    std::vector<std::unique_ptr<Watched>> watched_;
    std::optional<client::FeedThinning> thinning_;  // of the platform's own
    PlatformClock clock_;
    store::OfflineStore* store_ = nullptr;
    client::Latest recalling_{this};
    qint64 keptAt_ = 0;
    bool isRefreshAsked_ = false;
    qint64 span_ = 3'600'000;
    std::optional<std::pair<qint64, qint64>> fixed_;
    bool wasRead_ = false;
    QTimer again_;
};

}  // namespace steward::models

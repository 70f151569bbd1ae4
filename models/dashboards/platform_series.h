// The series that the platform measures itself, each second: its own from the feed, those of single tenants read again
// from time to time. And those that services send, also read again: of all series that fit, the sum. GUI thread.
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

    void follow(std::vector<SeriesKey> keys) override;
    void showLast(qint64 spanMs) override;
    void showRange(qint64 from, qint64 to) override;
    void reload() override;
    void setRefresh(int seconds) override;

    State state() const override;
    std::optional<Error> error() const override;
    bool isLive() const override;
    qint64 lastAt() const override;
    qint64 span() const override { return fixed_ ? fixed_->second - fixed_->first : span_; }
    const std::vector<MetricPoint>& points(std::size_t key) const override;

private:
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
    };
    void readSent();
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
    qint64 span_ = 3'600'000;
    std::optional<std::pair<qint64, qint64>> fixed_;
    bool wasRead_ = false;
    QTimer again_;
};

}  // namespace steward::models

#include "models/dashboards/platform_series.h"

#include <QDateTime>
#include <algorithm>
#include <cmath>

#include "contract/topics.h"

namespace steward::models {
namespace {

constexpr std::size_t mostNames = 32;  // of one request (contract/messages.h)
constexpr int usualRefresh = 15'000;
constexpr qint64 sentPoints = 300;

domain::SeriesQuery queryOf(const SeriesKey& key) {
    domain::SeriesQuery query;
    query.metric = key.series;
    query.aggregation = domain::SeriesAggregation::sum;
    if (key.function == domain::PanelFunction::rate) query.function = domain::SeriesFunction::rate;
    if (key.function == domain::PanelFunction::increase) query.function = domain::SeriesFunction::increase;
    std::vector<domain::SeriesMatcher> where;
    for (const auto& [label, value] : key.labels)
        where.push_back({label, {value}, std::nullopt});
    if (!where.empty()) query.where = std::move(where);
    return query;
}

std::vector<MetricPoint> pointsOf(const contract::SeriesResult& result) {
    std::vector<MetricPoint> points;
    if (result.items.empty()) return points;
    const auto& values = result.items.front().values;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const qint64 at = result.start.time_since_epoch().count() + result.stepMs * qint64(i);
        points.push_back({at, values[i].value_or(std::nan(""))});
    }
    return points;
}

}  // namespace

PlatformSeries::PlatformSeries(MetricHistory::FetchRange fetch, client::Feed& feed, FetchSent sent, QObject* parent)
    : SeriesSource(parent), fetch_(std::move(fetch)), feed_(feed), fetchSent_(std::move(sent)) {
    again_.setInterval(usualRefresh);
    connect(&feed_, &client::Feed::stateChanged, this, [this](client::FeedState state) {
        for (Part& part : parts_)
            if (part.tenantId.empty()) part.history->setConnected(state == client::FeedState::live);
    });
    connect(&again_, &QTimer::timeout, this, [this] {
        if (fixed_) return;
        for (Part& part : parts_)
            if (!part.tenantId.empty()) part.history->reload();
        readSent();
    });
    metrics_ = feed_.subscribe(
        contract::metricsTopic,
        [this](const client::FeedEvents<domain::MetricSample>& events) {
            for (Part& part : parts_)
                if (part.tenantId.empty()) part.history->take(events);
        },
        [this](const client::FeedGap&) {
            for (Part& part : parts_)
                if (part.tenantId.empty()) part.history->lost();
        });
}

void PlatformSeries::follow(std::vector<SeriesKey> keys) {
    if (keys == keys_) return;
    keys_ = std::move(keys);
    for (Part& part : parts_)
        part.keys.clear();
    sent_.clear();
    for (std::size_t i = 0; i < keys_.size(); ++i)
        if (isSent(keys_[i])) sent_.push_back({i, {}});
    if (wasRead_) readSent();
    // What is here already is not read again.
    std::map<std::string, std::vector<std::size_t>> missing;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        const SeriesKey& key = keys_[i];
        if (isSent(key) || key.function != domain::PanelFunction::value || !key.labels.empty()) continue;
        const auto known = std::ranges::find_if(
            parts_, [&](const Part& part) { return part.tenantId == key.tenantId && part.names.contains(key.series); });
        if (known != parts_.end())
            known->keys.emplace(key.series, i);
        else
            missing[key.tenantId].push_back(i);
    }
    if (missing.empty()) {
        if (wasRead_ && parts_.empty()) Q_EMIT loaded();
        return;
    }
    std::erase_if(parts_, [](const Part& part) { return part.keys.empty(); });
    const std::size_t before = parts_.size();
    for (const auto& [tenantId, all] : missing)
        for (std::size_t first = 0; first < all.size(); first += mostNames)
            addPart(tenantId, {all.begin() + std::ptrdiff_t(first),
                               all.begin() + std::ptrdiff_t(std::min(first + mostNames, all.size()))});
    for (std::size_t i = before; wasRead_ && i < parts_.size(); ++i)
        readPart(parts_[i]);
}

void PlatformSeries::addPart(const std::string& tenantId, const std::vector<std::size_t>& keys) {
    Part part;
    part.tenantId = tenantId;
    for (const std::size_t key : keys) {
        part.names.insert(keys_[key].series);
        part.keys.emplace(keys_[key].series, key);
    }
    part.history =
        std::make_unique<MetricHistory>(fetch_, std::vector<std::string>(part.names.begin(), part.names.end()));
    part.history->setTenant(tenantId);
    if (tenantId.empty()) part.history->setConnected(feed_.state() == client::FeedState::live);
    const MetricHistory* history = part.history.get();
    connect(history, &MetricHistory::loaded, this, &PlatformSeries::loaded);
    connect(history, &MetricHistory::filled, this, &PlatformSeries::loaded);
    connect(history, &MetricHistory::gap, this, &PlatformSeries::gap);
    connect(history, &MetricHistory::stateChanged, this, &PlatformSeries::stateChanged);
    connect(history, &MetricHistory::appended, this, [this, history](const domain::MetricSample& sample) {
        for (const Part& one : parts_)
            if (one.history.get() == history) tick(one, sample);
    });
    parts_.push_back(std::move(part));
}

void PlatformSeries::tick(const Part& part, const domain::MetricSample& sample) {
    SeriesTick tick{sample.at.time_since_epoch().count(), std::vector<double>(keys_.size(), std::nan(""))};
    for (const auto& value : sample.values)
        if (const auto key = part.keys.find(value.name); key != part.keys.end()) tick.values[key->second] = value.value;
    Q_EMIT ticked(tick);
}

void PlatformSeries::readPart(Part& part) {
    fixed_ ? part.history->setRange(fixed_->first, fixed_->second) : part.history->setSpan(span_);
}

void PlatformSeries::showLast(qint64 spanMs) {
    span_ = spanMs;
    fixed_.reset();
    reload();
}

void PlatformSeries::showRange(qint64 from, qint64 to) {
    fixed_ = {from, to};
    reload();
}

void PlatformSeries::reload() {
    wasRead_ = true;
    for (Part& part : parts_)
        readPart(part);
    readSent();
    if (parts_.empty() && sent_.empty()) Q_EMIT loaded();
}

// Names with dots are the platform's own.
bool PlatformSeries::isSent(const SeriesKey& key) const {
    return fetchSent_ && domain::isMetricName(key.series);
}

void PlatformSeries::readSent() {
    ++sentRound_;
    sentError_.reset();
    if (!sent_.empty() && !again_.isActive()) again_.start();
    const qint64 to = fixed_ ? fixed_->second : QDateTime::currentMSecsSinceEpoch() / 1000 * 1000;
    const qint64 from = fixed_ ? fixed_->first : to - span_;
    for (const Sent& one : sent_) {
        const SeriesKey& key = keys_[one.key];
        contract::SeriesRequest request;
        if (!key.tenantId.empty()) request.tenantId = key.tenantId;
        request.query = queryOf(key);
        request.from = Time(Duration(from));
        request.to = Time(Duration(to));
        request.stepMs = std::max<qint64>(1, (to - from) / sentPoints / 1000) * 1000;
        client::whenReady(fetchSent_(request), this,
                          [this, round = sentRound_, at = one.key](const Result<contract::SeriesResult>& result) {
                              const auto found = std::ranges::find(sent_, at, &Sent::key);
                              if (round != sentRound_ || found == sent_.end()) return;
                              if (result)
                                  found->points = pointsOf(*result);
                              else
                                  sentError_ = result.error();
                              Q_EMIT loaded();
                              Q_EMIT stateChanged();
                          });
    }
}

void PlatformSeries::setRefresh(int seconds) {
    if (seconds > 0) return again_.start(seconds * 1000);
    again_.setInterval(usualRefresh);
    if (sent_.empty()) again_.stop();
}

SeriesSource::State PlatformSeries::state() const {
    bool isLoading = false, isFailed = parts_.empty() && sentError_;
    for (const Part& part : parts_) {
        if (part.history->state() == MetricHistory::State::ready) return State::ready;
        isLoading = isLoading || part.history->state() == MetricHistory::State::loading;
        isFailed = isFailed || part.history->state() == MetricHistory::State::failed;
    }
    return isFailed ? State::failed : isLoading ? State::loading : State::ready;
}

std::optional<Error> PlatformSeries::error() const {
    for (const Part& part : parts_)
        if (part.history->error()) return part.history->error();
    return sentError_;
}

bool PlatformSeries::isLive() const {
    return !fixed_ && feed_.state() == client::FeedState::live;
}

qint64 PlatformSeries::lastAt() const {
    qint64 last = 0;
    for (const Part& part : parts_)
        last = std::max<qint64>(last, part.history->lastAt());
    for (const Sent& one : sent_)
        if (!one.points.empty()) last = std::max<qint64>(last, one.points.back().at);
    return last;
}

const std::vector<MetricPoint>& PlatformSeries::points(std::size_t key) const {
    static const std::vector<MetricPoint> none;
    for (const Sent& one : sent_)
        if (one.key == key) return one.points;
    for (const Part& part : parts_)
        for (const auto& [name, index] : part.keys)
            if (index == key) return part.history->points(name);
    return none;
}

}  // namespace steward::models

#include "models/dashboards/platform_series.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "contract/topics.h"

namespace steward::models {
namespace {

constexpr std::size_t mostNames = 32;  // of one request (contract/messages.h)
constexpr int usualRefresh = 15'000;
constexpr qint64 sentPoints = 300;
constexpr qint64 keepEvery = 60'000;

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
        Q_EMIT stateChanged();
    });
    connect(&again_, &QTimer::timeout, this, [this] {
        if (fixed_) return;
        for (Part& part : parts_)
            if (!part.tenantId.empty()) part.history->reload();
        if (isRefreshAsked_ || !isFed()) readSent();
    });
    metrics_ = feed_.subscribe(
        contract::metricsTopic,
        [this](const client::FeedEvents<domain::MetricSample>& events) {
            if (!events.empty()) clock_.heard(events.back().data.at.time_since_epoch().count());
            for (Part& part : parts_)
                if (part.tenantId.empty()) part.history->take(events);
        },
        [this](const client::FeedGap&) {
            for (Part& part : parts_)
                if (part.tenantId.empty()) part.history->lost();
        },
        {}, {.onThinned = [this](const client::FeedThinning& thinning) {
            for (Part& part : parts_)
                if (part.tenantId.empty()) part.history->thinned(thinning);
            setThinning(thinning_, thinning);
        }});
}

PlatformSeries::~PlatformSeries() {
    keepSent();
}

void PlatformSeries::setThinning(std::optional<client::FeedThinning>& known, const client::FeedThinning& thinning) {
    known = thinning.until ? std::nullopt : std::optional(thinning);
    Q_EMIT stateChanged();
}

std::optional<client::FeedThinning> PlatformSeries::thinning() const {
    std::optional<client::FeedThinning> most = fixed_ ? std::nullopt : thinning_;
    for (const auto& watched : watched_)
        if (watched->thinning && (!most || watched->thinning->factor > most->factor)) most = watched->thinning;
    return most;
}

void PlatformSeries::follow(std::vector<SeriesKey> keys) {
    if (keys == keys_) return;
    keepSent();
    keys_ = std::move(keys);
    for (Part& part : parts_)
        part.keys.clear();
    sent_.clear();
    for (std::size_t i = 0; i < keys_.size(); ++i)
        if (isSent(keys_[i])) sent_.push_back({i});
    watchSent();
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
    if (store_) part.history->keepIn(*store_);
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
    keepSent();
    span_ = spanMs;
    fixed_.reset();
    watchSent();
    reload();
}

void PlatformSeries::showRange(qint64 from, qint64 to) {
    keepSent();
    fixed_ = {from, to};
    watchSent();
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

qint64 PlatformSeries::sentStep() const {
    return std::max<qint64>(1, span() / sentPoints / 1000) * 1000;
}

void PlatformSeries::readSent() {
    ++sentRound_;
    sentError_.reset();
    if (!sent_.empty() && !again_.isActive()) again_.start();
    if (!fixed_) recallSent();
    const qint64 to = fixed_ ? fixed_->second : now() / 1000 * 1000;
    const qint64 from = fixed_ ? fixed_->first : to - span_;
    for (const Sent& one : sent_) {
        const SeriesKey& key = keys_[one.key];
        contract::SeriesRequest request;
        if (!key.tenantId.empty()) request.tenantId = key.tenantId;
        request.query = queryOf(key);
        request.from = Time(Duration(from));
        request.to = Time(Duration(to));
        request.stepMs = sentStep();
        client::whenReady(fetchSent_(request), this,
                          [this, round = sentRound_, at = one.key](const Result<contract::SeriesResult>& result) {
                              const auto found = std::ranges::find(sent_, at, &Sent::key);
                              if (round != sentRound_ || found == sent_.end()) return;
                              if (result) {
                                  // What the feed has brought meanwhile is newer.
                                  auto points = pointsOf(*result);
                                  const qint64 known = points.empty() ? 0 : points.back().at;
                                  for (const auto& point : found->points)
                                      if (!fixed_ && !found->isKept && point.at > known) points.push_back(point);
                                  found->points = std::move(points);
                                  found->isKept = false;
                              } else {
                                  sentError_ = result.error();
                              }
                              Q_EMIT loaded();
                              Q_EMIT stateChanged();
                          });
    }
}

// Newest values come as long as the range ends now.
void PlatformSeries::watchSent() {
    std::map<std::string, std::vector<std::size_t>> places;
    for (const Sent& one : sent_)
        if (!fixed_) places[keys_[one.key].tenantId].push_back(one.key);
    watched_.clear();
    const double rate = span_ <= shortSpan
                            ? contract::highestRate
                            : std::clamp(1000.0 / double(sentStep()), contract::lowestRate, contract::usualRate);
    for (auto& [tenantId, all] : places) {
        for (std::size_t first = 0; first < all.size(); first += contract::mostLiveQueries) {
            auto* watched = watched_.emplace_back(std::make_unique<Watched>()).get();
            watched->tenantId = tenantId;
            watched->keys.assign(all.begin() + std::ptrdiff_t(first),
                                 all.begin() + std::ptrdiff_t(std::min(first + contract::mostLiveQueries, all.size())));
            client::FeedWish wish{rate, {}, {}};
            for (const std::size_t key : watched->keys)
                wish.queries.push_back(queryOf(keys_[key]));
            wish.onThinned = [this, watched](const client::FeedThinning& thinning) {
                if (thinning.until) readSent();
                setThinning(watched->thinning, thinning);
            };
            watched->subscription = feed_.subscribeSeries(
                tenantId, std::move(wish),
                [this, watched](const client::FeedEvents<domain::MetricSample>& events) { takeSent(*watched, events); },
                [this, watched](const client::FeedGap&) {
                    if (watched->lastAt > 0) Q_EMIT gap(watched->lastAt, now());
                    readSent();
                });
        }
    }
}

void PlatformSeries::takeSent(Watched& watched, const client::FeedEvents<domain::MetricSample>& events) {
    for (const auto& event : events) {
        const qint64 at = event.data.at.time_since_epoch().count();
        // The platform's clock went back: what was recorded after it had a time that is yet to come.
        if (at < watched.lastAt - 5000) {
            for (Sent& one : sent_) {
                std::erase_if(one.points, [at](const MetricPoint& point) { return point.at >= at; });
                one.valueAt = 0;
            }
            Q_EMIT loaded();
        }
        watched.lastAt = at;
        std::map<qint64, std::vector<std::pair<std::string, double>>> byTime;
        for (const auto& peak : event.data.peaks.value_or(std::vector<domain::MetricPeak>()))
            byTime[peak.at.time_since_epoch().count()].emplace_back(peak.name, peak.value);
        for (const auto& value : event.data.values)
            byTime[at].emplace_back(value.name, value.value);
        for (const auto& [time, values] : byTime)
            addSent(watched, time, values, time != at);
    }
    if (!events.empty()) clock_.heard(watched.lastAt);
    if (store_ && now() - keptAt_ > keepEvery) keepSent();
}

void PlatformSeries::addSent(const Watched& watched, qint64 at,
                             const std::vector<std::pair<std::string, double>>& values, bool arePeaks) {
    // Another view may have asked for more. Over long ranges a value for each step is as much as can be seen.
    const qint64 apart = arePeaks || span_ <= shortSpan ? 0 : sentStep() > 10'000 ? sentStep() : 900;
    SeriesTick tick{at, std::vector<double>(keys_.size(), std::nan(""))};
    bool any = false;
    for (const auto& [name, value] : values) {
        std::size_t query = watched.keys.size();
        std::from_chars(name.data(), name.data() + name.size(), query);
        if (query >= watched.keys.size()) continue;
        const auto found = std::ranges::find(sent_, watched.keys[query], &Sent::key);
        if (found == sent_.end() || found->isKept) continue;
        auto& points = found->points;
        if ((!points.empty() && at <= points.back().at) || at < found->valueAt + apart) continue;
        if (!arePeaks) found->valueAt = at;
        points.push_back({at, value});
        if (points.front().at < at - span_ - span_ / 8)
            std::erase_if(points, [oldest = at - span_](const MetricPoint& point) { return point.at < oldest; });
        tick.values[found->key] = value;
        any = true;
    }
    if (any) Q_EMIT ticked(tick);
}

// The feed has brought values lately.
bool PlatformSeries::isFed() const {
    if (feed_.state() != client::FeedState::live || watched_.empty()) return false;
    const qint64 lately = now() - 30'000;
    return std::ranges::all_of(watched_, [lately](const auto& one) { return one->lastAt > lately; });
}

std::string PlatformSeries::sentStoreKey() const {
    std::vector<std::string> tenants;
    std::vector<domain::SeriesQuery> queries;
    for (const Sent& one : sent_) {
        tenants.push_back(keys_[one.key].tenantId);
        queries.push_back(queryOf(keys_[one.key]));
    }
    return "metrics/sent/" + std::to_string(span_) + "/" + json::write(tenants) +
           contract::seriesTopicName({}, queries);
}

void PlatformSeries::recallSent() {
    if (!store_ || sent_.empty() || std::ranges::any_of(sent_, [](const Sent& one) { return !one.points.empty(); }))
        return;
    recalling_.take(store_->recall(sentStoreKey()), [this, key = sentStoreKey()](const auto& kept) {
        if (!kept || !*kept || fixed_ || key != sentStoreKey()) return;
        auto known = readHistory((*kept)->json);
        if (!known) return;
        for (std::size_t i = 0; i < sent_.size(); ++i) {
            auto& points = (*known)[std::to_string(i)];
            std::erase_if(points, [oldest = now() - span_](const auto& point) { return point.at < oldest; });
            if (!sent_[i].points.empty() || points.empty()) continue;
            sent_[i].points = std::move(points);
            sent_[i].isKept = true;
        }
        Q_EMIT loaded();
    });
}

void PlatformSeries::keepSent() {
    if (!store_ || fixed_ || sent_.empty()) return;
    NamedPoints all;
    for (std::size_t i = 0; i < sent_.size(); ++i) {
        if (sent_[i].isKept) return;
        all[std::to_string(i)] = sent_[i].points;
    }
    if (std::ranges::all_of(all, [](const auto& one) { return one.second.empty(); })) return;
    keptAt_ = now();
    store_->keep(sentStoreKey(), spellHistory(all));
}

bool PlatformSeries::isKept() const {
    return std::ranges::any_of(parts_, [](const Part& part) { return part.history->isKept(); }) ||
           std::ranges::any_of(sent_, &Sent::isKept);
}

void PlatformSeries::setRefresh(int seconds) {
    isRefreshAsked_ = seconds > 0;
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

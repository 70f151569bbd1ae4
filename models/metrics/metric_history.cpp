#include "models/metrics/metric_history.h"

#include <algorithm>
#include <cmath>

namespace steward::models {
namespace {

constexpr std::int64_t keepEvery = 60'000;
// Platforms with several nodes may bring seconds a little late, but not so much.
constexpr std::int64_t clockTolerance = 5000;

std::int64_t millis(Time time) {
    return time.time_since_epoch().count();
}

}  // namespace

MetricHistory::MetricHistory(FetchRange fetch, std::vector<std::string> names, QObject* parent, PlatformClock clock)
    : QObject(parent), fetch_(std::move(fetch)), clock_(std::move(clock)) {
    for (auto& name : names)
        series_[std::move(name)];
    away_.setInterval(1000);
    connect(&away_, &QTimer::timeout, this, &MetricHistory::showAway);
}

MetricHistory::~MetricHistory() {
    keep();
}

void MetricHistory::showAway() {
    if (fixed_) return;
    const std::int64_t now = clock_.now();
    const std::int64_t known = std::max(last_, heard_);
    if (known == 0 || now <= known) return;
    awaited_ = {awaited_ ? std::min(awaited_->first, known) : known, now};
    Q_EMIT gap(known, now);
}

const std::vector<MetricPoint>& MetricHistory::points(const std::string& name) const {
    static const std::vector<MetricPoint> none;
    const auto found = series_.find(name);
    return found == series_.end() ? none : found->second;
}

void MetricHistory::setSpan(std::int64_t spanMs) {
    span_ = spanMs;
    fixed_.reset();
    const std::int64_t now = clock_.now();
    if (state_ == State::loading) recall();
    request(now - span_, now, true);
}

std::string MetricHistory::storeKey() const {
    std::string key = "metrics/" + tenant_ + "/" + std::to_string(span_);
    for (const auto& [name, ignored] : series_)
        key.append("/").append(name);
    return key;
}

void MetricHistory::recall() {
    if (!store_) return;
    recalling_.take(store_->recall(storeKey()), [this, span = span_](const Result<std::optional<store::Kept>>& kept) {
        if (!kept || !*kept || fixed_ || span != span_ || state_ == State::ready) return;
        auto known = readHistory((*kept)->json);
        if (!known) return;
        for (auto& [name, points] : *known) {
            const auto found = series_.find(name);
            if (found == series_.end()) continue;
            std::erase_if(points, [oldest = clock_.now() - span_](const auto& point) { return point.at < oldest; });
            if (!points.empty()) last_ = std::max(last_, points.back().at);
            found->second = std::move(points);
        }
        if (last_ == 0) return;
        isKept_ = true;
        state_ = State::ready;
        Q_EMIT stateChanged();
        Q_EMIT loaded();
        showAway();
    });
}

void MetricHistory::keep() {
    if (!store_ || fixed_ || isKept_ || last_ == 0) return;
    keptAt_ = clock_.now();
    store_->keep(storeKey(), spellHistory(series_));
}

void MetricHistory::setRange(std::int64_t from, std::int64_t to) {
    fixed_ = {from, to};
    awaited_.reset();
    request(from, to, true);
}

void MetricHistory::request(std::int64_t from, std::int64_t to, bool whole) {
    contract::MetricRangeRequest request;
    for (const auto& [name, ignored] : series_)
        request.names += (request.names.empty() ? "" : ",") + name;
    if (!tenant_.empty()) request.tenantId = tenant_;
    request.from = Time(Duration(from));
    request.to = Time(Duration(to));
    if (!whole) request.stepMs = step_;
    reading_ = whole;
    loading_.take(fetch_(request), [this, from, to, whole](Result<contract::MetricRange> range) {
        if (whole) reading_ = false;
        if (!range) {
            error_ = range.error();
            early_.clear();
            if (isKept_) showAway();
            if (state_ == State::loading) state_ = State::failed;
            Q_EMIT stateChanged();
            return;
        }
        error_.reset();
        if (!whole) owed_.reset();
        whole ? replaceAll(*range) : fill(*range, from, to);
    });
}

void MetricHistory::replaceAll(const contract::MetricRange& range) {
    last_ = heard_ = 0;
    isKept_ = false;
    owed_.reset();
    sums_.clear();
    awaited_.reset();
    for (auto& [name, points] : series_)
        points.clear();
    for (const auto& series : range.series) {
        const auto found = series_.find(series.name);
        if (found == series_.end()) continue;
        step_ = series.stepMs;
        auto& points = found->second;
        points.reserve(series.values.size());
        std::int64_t at = millis(series.start);
        for (const auto& value : series.values) {
            points.push_back({at, value.value_or(std::nan(""))});
            if (value) last_ = std::max(last_, at);
            at += series.stepMs;
        }
    }
    // The newest steps may not be over: the feed brings them.
    for (auto& [name, points] : series_)
        while (!points.empty() && points.back().at > last_)
            points.pop_back();
    state_ = State::ready;
    Q_EMIT stateChanged();
    Q_EMIT loaded();
    for (const auto& sample : std::exchange(early_, {}))
        if (!fixed_) append(sample);
    keep();
}

void MetricHistory::fill(const contract::MetricRange& range, std::int64_t from, std::int64_t to) {
    bool any = false;
    for (const auto& series : range.series) {
        const auto found = series_.find(series.name);
        if (found == series_.end()) continue;
        auto& points = found->second;
        std::erase_if(points, [&](const MetricPoint& point) {
            return point.at > from && point.at < to && std::isnan(point.value);
        });
        std::vector<MetricPoint> known;
        std::int64_t at = millis(series.start);
        for (const auto& value : series.values) {
            if (at > from && at < to) known.push_back({at, value.value_or(std::nan(""))});
            any = any || (value && at > from && at < to);
            if (value && at < to) last_ = std::max(last_, at);
            at += series.stepMs;
        }
        // Live seconds that are here already stay as they are.
        const auto earlier = [](const MetricPoint& a, const MetricPoint& b) { return a.at < b.at; };
        std::vector<MetricPoint> all;
        std::set_union(points.begin(), points.end(), known.begin(), known.end(), std::back_inserter(all), earlier);
        points = std::move(all);
    }
    if (any) Q_EMIT filled(from, to);
}

void MetricHistory::take(const client::FeedEvents<domain::MetricSample>& events) {
    if (fixed_) return;
    bool replayed = false;
    for (const auto& event : events) {
        const std::int64_t at = millis(event.data.at);
        // Events come in the order in which they were made.
        if (at < fed_ - clockTolerance) clockWentBack(at);
        fed_ = at;
        replayed = replayed || (awaited_ && at > awaited_->first && at < awaited_->second);
        if (reading_) early_.push_back(event.data);
        if (state_ == State::ready && !isKept_) append(event.data);
    }
    if (!events.empty() && clock_.heard(fed_)) {
        reload();
        // The range that is read ends with it, and may leave it out.
        early_.push_back(events.back().data);
        return;
    }
    if (early_.size() > 900) early_.erase(early_.begin(), early_.end() - 900);
    if (!awaited_ || heard_ < awaited_->first) return;
    const auto [from, to] = *awaited_;
    if (heard_ + 1000 >= to) awaited_.reset();
    if (replayed) Q_EMIT filled(from, std::min(to, heard_));
}

// What was recorded from there on had a time that is yet to come.
void MetricHistory::clockWentBack(std::int64_t at) {
    std::erase_if(early_, [at](const auto& sample) { return millis(sample.at) >= at; });
    if (at > std::max(last_, heard_)) return;
    last_ = heard_ = 0;
    sums_.clear();
    awaited_.reset();
    for (auto& [name, points] : series_) {
        std::erase_if(points, [at](const MetricPoint& point) { return point.at >= at; });
        if (!points.empty()) last_ = std::max(last_, points.back().at);
    }
    if (state_ == State::ready) Q_EMIT loaded();
}

void MetricHistory::addPeaks(const domain::MetricSample& sample) {
    if (!sample.peaks) return;
    for (const auto& peak : *sample.peaks) {
        const std::int64_t at = millis(peak.at);
        const auto found = series_.find(peak.name);
        if (found == series_.end() || at <= last_) continue;
        addPoint(found->second, {at, peak.value});
        Q_EMIT appended({peak.at, sample.tenantId, {{peak.name, peak.value}}});
    }
}

void MetricHistory::addPoint(std::vector<MetricPoint>& points, MetricPoint point) {
    points.push_back(point);
    const std::int64_t oldest = point.at - span_;
    if (points.front().at >= oldest - span_ / 8) return;
    points.erase(points.begin(), std::lower_bound(points.begin(), points.end(), oldest,
                                                  [](const MetricPoint& p, std::int64_t time) { return p.at < time; }));
}

void MetricHistory::append(const domain::MetricSample& sample) {
    const std::int64_t at = millis(sample.at);
    if (at <= std::max(last_, heard_)) return;
    heard_ = at;
    domain::MetricSample step = sample;
    if (step_ > 1000) {
        for (const auto& value : sample.values) {
            auto& [sum, count] = sums_[value.name];
            sum += value.value;
            ++count;
        }
        if (at < last_ + step_) return;
        step.values.clear();
        for (const auto& [name, sum] : sums_)
            step.values.push_back({name, sum.first / sum.second});
        sums_.clear();
    }
    // A hole that the feed did not announce: the platform was not running.
    if (last_ > 0 && at - last_ > (sample.covers.value_or(1) + 1) * step_ + 1000) {
        for (auto& [name, points] : series_)
            addPoint(points, {last_ + step_, std::nan("")});
        Q_EMIT gap(last_, at);
    }
    if (step_ <= 1000) addPeaks(sample);
    last_ = at;
    for (const auto& value : step.values)
        if (const auto found = series_.find(value.name); found != series_.end())
            addPoint(found->second, {at, value.value});
    Q_EMIT appended(step);
    if (store_ && clock_.now() - keptAt_ > keepEvery) keep();
}

void MetricHistory::lost() {
    if (fixed_) return;
    if (last_ == 0 || reading_) return reload();
    const std::int64_t now = clock_.now();
    Q_EMIT gap(last_, now);
    readMissing(last_, now);
}

// Together with what could not be read before.
void MetricHistory::readMissing(std::int64_t from, std::int64_t to) {
    owed_ = owed_ ? std::pair(std::min(owed_->first, from), std::max(owed_->second, to)) : std::pair(from, to);
    if (owed_->first < owed_->second) request(owed_->first, owed_->second, false);
}

void MetricHistory::thinned(const client::FeedThinning& thinning) {
    if (fixed_ || !thinning.until || state_ != State::ready || reading_) return;
    readMissing(millis(thinning.since) - 1, std::max(millis(*thinning.until), millis(thinning.since)) + 1);
}

void MetricHistory::setConnected(bool connected) {
    if (connected_ == connected) return;
    connected_ = connected;
    connected ? away_.stop() : away_.start();
    if (connected && (state_ == State::failed || isKept_)) reload();
    if (connected && owed_ && !reading_) readMissing(owed_->first, owed_->second);
    Q_EMIT stateChanged();
}

}  // namespace steward::models

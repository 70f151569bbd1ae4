#include "models/metrics/metric_history.h"

#include <QDateTime>
#include <algorithm>
#include <cmath>

namespace steward::models {
namespace {

std::int64_t millis(Time time) {
    return time.time_since_epoch().count();
}

}  // namespace

MetricHistory::MetricHistory(FetchRange fetch, std::vector<std::string> names, QObject* parent)
    : QObject(parent), fetch_(std::move(fetch)) {
    for (auto& name : names)
        series_[std::move(name)];
    away_.setInterval(1000);
    connect(&away_, &QTimer::timeout, this, &MetricHistory::showAway);
}

void MetricHistory::showAway() {
    if (fixed_) return;
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
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
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
    request(now - span_, now, true);
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
            if (state_ == State::loading) state_ = State::failed;
            Q_EMIT stateChanged();
            return;
        }
        error_.reset();
        whole ? replaceAll(*range) : fill(*range, from, to);
    });
}

void MetricHistory::replaceAll(const contract::MetricRange& range) {
    last_ = heard_ = 0;
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
        replayed = replayed || (awaited_ && at > awaited_->first && at < awaited_->second);
        if (reading_) early_.push_back(event.data);
        if (state_ == State::ready) append(event.data);
    }
    if (early_.size() > 900) early_.erase(early_.begin(), early_.end() - 900);
    if (!awaited_ || heard_ < awaited_->first) return;
    const auto [from, to] = *awaited_;
    if (heard_ + 1000 >= to) awaited_.reset();
    if (replayed) Q_EMIT filled(from, std::min(to, heard_));
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
    if (last_ > 0 && at - last_ > 2 * step_ + 1000) {
        for (auto& [name, points] : series_)
            addPoint(points, {last_ + step_, std::nan("")});
        Q_EMIT gap(last_, at);
    }
    last_ = at;
    for (const auto& value : step.values)
        if (const auto found = series_.find(value.name); found != series_.end())
            addPoint(found->second, {at, value.value});
    Q_EMIT appended(step);
}

void MetricHistory::lost() {
    if (fixed_) return;
    if (last_ == 0 || reading_) return reload();
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
    Q_EMIT gap(last_, now);
    request(last_, now, false);
}

void MetricHistory::setConnected(bool connected) {
    if (connected_ == connected) return;
    connected_ = connected;
    connected ? away_.stop() : away_.start();
    if (connected && state_ == State::failed) reload();
    Q_EMIT stateChanged();
}

}  // namespace steward::models

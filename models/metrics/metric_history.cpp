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
    connect(&away_, &QTimer::timeout, this, [this] {
        if (last_ > 0) Q_EMIT gap(last_, QDateTime::currentMSecsSinceEpoch());
    });
}

const std::vector<MetricPoint>& MetricHistory::points(const std::string& name) const {
    static const std::vector<MetricPoint> none;
    const auto found = series_.find(name);
    return found == series_.end() ? none : found->second;
}

void MetricHistory::setSpan(std::int64_t spanMs) {
    span_ = spanMs;
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
    request(now - span_, now, true);
}

void MetricHistory::request(std::int64_t from, std::int64_t to, bool whole) {
    contract::MetricRangeRequest request;
    for (const auto& [name, ignored] : series_)
        request.names += (request.names.empty() ? "" : ",") + name;
    request.from = Time(Duration(from));
    request.to = Time(Duration(to));
    if (!whole) request.stepMs = step_;
    loading_.take(fetch_(request), [this, from, to, whole](Result<contract::MetricRange> range) {
        if (!range) {
            error_ = range.error();
            if (state_ == State::loading) state_ = State::failed;
            Q_EMIT stateChanged();
            return;
        }
        error_.reset();
        whole ? replaceAll(*range) : fill(*range, from, to);
    });
}

void MetricHistory::replaceAll(const contract::MetricRange& range) {
    last_ = 0;
    sums_.clear();
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
        append(sample);
}

void MetricHistory::fill(const contract::MetricRange& range, std::int64_t from, std::int64_t to) {
    bool any = false;
    for (const auto& series : range.series) {
        const auto found = series_.find(series.name);
        if (found == series_.end()) continue;
        auto& points = found->second;
        std::erase_if(points, [&](const MetricPoint& point) { return point.at > from && point.at < to; });
        std::int64_t at = millis(series.start);
        for (const auto& value : series.values) {
            if (value && at > from && at < to) {
                points.push_back({at, *value});
                any = true;
            }
            at += series.stepMs;
        }
        std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    }
    if (any) Q_EMIT filled(from, to);
}

void MetricHistory::take(const client::FeedEvents<domain::MetricSample>& events) {
    for (const auto& event : events) {
        if (state_ == State::loading)
            early_.push_back(event.data);
        else
            append(event.data);
    }
    if (early_.size() > 900) early_.erase(early_.begin(), early_.end() - 900);
}

void MetricHistory::append(const domain::MetricSample& sample) {
    const std::int64_t at = millis(sample.at);
    if (at <= last_) return;
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
    if (last_ > 0 && at - last_ > 2 * step_ + 1000) Q_EMIT gap(last_, at);
    last_ = at;
    for (const auto& value : step.values) {
        const auto found = series_.find(value.name);
        if (found == series_.end()) continue;
        auto& points = found->second;
        points.push_back({at, value.value});
        if (points.front().at < at - span_ - span_ / 8)
            points.erase(points.begin(),
                         std::lower_bound(points.begin(), points.end(), at - span_,
                                          [](const MetricPoint& point, std::int64_t time) { return point.at < time; }));
    }
    Q_EMIT appended(step);
}

void MetricHistory::lost() {
    if (last_ == 0) return reload();
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

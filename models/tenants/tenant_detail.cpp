#include "models/tenants/tenant_detail.h"

#include <cmath>

#include "models/common/kept_entity.h"

namespace steward::models {

namespace {

constexpr std::int64_t hourMs = 3'600'000;

QList<qreal> valuesOf(const domain::MetricSeries& series) {
    QList<qreal> values;
    values.reserve(qsizetype(series.values.size()));
    for (const auto& value : series.values)
        values.append(value.value_or(qQNaN()));
    return values;
}

}  // namespace

TenantDetail::TenantDetail(TenantDetailSource source, QObject* parent)
    : QObject(parent), source_(std::move(source)), audit_(new AuditTrail(source_.audit, this)) {}

void TenantDetail::open(const QString& id, const domain::Tenant* known) {
    const bool another = id != id_;
    id_ = id;
    ++number_;
    if (another) {
        tenant_.reset();
        stale_ = {};
        requests_.clear();
        errors_.clear();
        tenantError_.reset();
    }
    if (known) tenant_ = *known;
    audit_->open(id.isEmpty() ? QString() : QLatin1String("tenantId=") + id);
    if (another) Q_EMIT opened();
    if (known) Q_EMIT tenantChanged();
    if (id.isEmpty()) return;
    readTenant();
    readRequests();
}

void TenantDetail::reload() {
    if (!id_.isEmpty()) open(id_);
}

void TenantDetail::entityChanged(const contract::EntityChanged& change) {
    if (change.tenantId == id_.toStdString() || change.id == id_.toStdString()) {
        readTenant();
        audit_->reload();
    }
}

void TenantDetail::readTenant() {
    readKept(source_.one({id_.toStdString()}), source_.store, "tenant/" + id_.toStdString(), this,
             [this, number = number_](KeptEntity<domain::Tenant> read) {
                 if (number != number_) return;
                 if (read.entity) {
                     tenant_ = std::move(read.entity);
                     stale_ = read.staleSince;
                 }
                 tenantError_ = std::move(read.error);
                 Q_EMIT tenantChanged();
             });
}

void TenantDetail::readRequests() {
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
    contract::MetricRangeRequest request;
    request.names = std::string(domain::metric::requests) + "," + std::string(domain::metric::errors);
    request.tenantId = id_.toStdString();
    request.from = Time(Duration(now - now % hourMs - 23 * hourMs));
    request.to = Time(Duration(now));
    request.stepMs = hourMs;
    client::whenReady(source_.metrics(request), this, [this, number = number_](Result<contract::MetricRange> range) {
        if (number != number_ || !range) return;
        for (const auto& series : range->series) {
            if (series.name == domain::metric::requests) {
                requests_ = valuesOf(series);
                for (qreal& value : requests_)
                    value *= 3600;
                requestsFrom_ = QDateTime::fromMSecsSinceEpoch(series.start.time_since_epoch().count(), Qt::UTC);
            } else {
                errors_ = valuesOf(series);
            }
        }
        Q_EMIT requestsChanged();
    });
}

double TenantDetail::requestsTotal() const {
    double total = 0;
    for (const qreal value : requests_)
        if (!std::isnan(value)) total += value;
    return total;
}

std::optional<double> TenantDetail::errorPercent() const {
    double requests = 0, failed = 0;
    for (qsizetype i = 0; i < std::min(requests_.size(), errors_.size()); ++i) {
        if (std::isnan(requests_[i]) || std::isnan(errors_[i])) continue;
        requests += requests_[i];
        failed += requests_[i] * errors_[i] / 100;
    }
    if (requests <= 0) return {};
    return failed / requests * 100;
}

}  // namespace steward::models

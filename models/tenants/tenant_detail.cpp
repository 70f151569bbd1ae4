#include "models/tenants/tenant_detail.h"

#include <cmath>

#include "base/json.h"
#include "store/offline_store.h"

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

TenantDetail::TenantDetail(TenantDetailSource source, QObject* parent) : QObject(parent), source_(std::move(source)) {}

void TenantDetail::open(const QString& id, const domain::Tenant* known) {
    const bool another = id != id_;
    id_ = id;
    ++number_;
    if (another) {
        tenant_.reset();
        stale_ = {};
        requests_.clear();
        errors_.clear();
        audit_.clear();
        tenantError_.reset();
        auditError_.reset();
    }
    if (known) tenant_ = *known;
    if (another) Q_EMIT opened();
    if (known) Q_EMIT tenantChanged();
    if (id.isEmpty()) return;
    readTenant();
    readRequests();
    readAudit();
}

void TenantDetail::reload() {
    if (!id_.isEmpty()) open(id_);
}

void TenantDetail::entityChanged(const contract::EntityChanged& change) {
    if (change.tenantId == id_.toStdString() || change.id == id_.toStdString()) {
        readTenant();
        readAudit();
    }
}

void TenantDetail::readTenant() {
    client::whenReady(source_.one({id_.toStdString()}), this, [this, number = number_](Result<domain::Tenant> tenant) {
        if (number != number_) return;
        if (tenant) {
            tenant_ = std::move(*tenant);
            stale_ = {};
            tenantError_.reset();
            if (source_.store) source_.store->keep("tenant/" + tenant_->id, json::write(*tenant_));
            Q_EMIT tenantChanged();
            return;
        }
        tenantError_ = tenant.error();
        if (!source_.store || !isAway(*tenantError_)) {
            Q_EMIT tenantChanged();
            return;
        }
        client::whenReady(source_.store->recall("tenant/" + id_.toStdString()), this,
                          [this, number](Result<std::optional<store::Kept>> kept) {
                              if (number != number_) return;
                              if (kept && *kept) {
                                  auto old = json::read<domain::Tenant>((*kept)->json, json::Unknown::ignore);
                                  if (old) tenant_ = std::move(*old);
                                  stale_ =
                                      QDateTime::fromMSecsSinceEpoch((*kept)->at.time_since_epoch().count(), Qt::UTC);
                              }
                              Q_EMIT tenantChanged();
                          });
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

void TenantDetail::readAudit() {
    contract::ListRequest request;
    request.limit = auditEntries;
    request.filter = "tenantId=" + id_.toStdString();
    client::whenReady(source_.audit(request), this,
                      [this, number = number_](Result<contract::Page<domain::AuditEntry>> page) {
                          if (number != number_) return;
                          if (page) {
                              audit_ = std::move(page->items);
                              auditError_.reset();
                          } else {
                              auditError_ = page.error();
                          }
                          Q_EMIT auditChanged();
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

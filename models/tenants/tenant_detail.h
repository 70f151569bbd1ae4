// What the panel beside the list knows about one tenant: the tenant, its requests of the last day, its latest audit
// entries. Each part arrives by itself and fails by itself; the newest tenant wins. GUI thread.
#pragma once

#include <QDateTime>
#include <QObject>
#include <optional>

#include "client/future.h"
#include "contract/topics.h"
#include "models/common/audit_trail.h"
#include "store/offline_store.h"

namespace steward::models {

struct TenantDetailSource {
    Fetch<contract::ById, domain::Tenant> one;
    Fetch<contract::MetricRangeRequest, contract::MetricRange> metrics;
    Fetch<contract::ListRequest, contract::Page<domain::AuditEntry>> audit;
    store::OfflineStore* store = nullptr;
};

class TenantDetail : public QObject {
    Q_OBJECT
public:
    explicit TenantDetail(TenantDetailSource source, QObject* parent = nullptr);

    // Shows what the list knows at once, then reads the rest. Clears with an empty id.
    void open(const QString& id, const domain::Tenant* known = nullptr);
    void reload();
    void entityChanged(const contract::EntityChanged& change);

    QString id() const { return id_; }
    const std::optional<domain::Tenant>& tenant() const { return tenant_; }
    QDateTime staleSince() const { return stale_; }
    // Requests per hour over 24 hours, oldest first, NaN where nothing was recorded; empty until known.
    const QList<qreal>& requests() const { return requests_; }
    QDateTime requestsFrom() const { return requestsFrom_; }
    double requestsTotal() const;
    std::optional<double> errorPercent() const;
    AuditTrail* audit() const { return audit_; }
    const std::optional<Error>& tenantError() const { return tenantError_; }

Q_SIGNALS:
    void opened();  // another tenant, or none
    void tenantChanged();
    void requestsChanged();

private:
    void readTenant();
    void readRequests();

    TenantDetailSource source_;
    AuditTrail* audit_;
    QString id_;
    std::optional<domain::Tenant> tenant_;
    QDateTime stale_, requestsFrom_;
    QList<qreal> requests_, errors_;
    std::optional<Error> tenantError_;
    int number_ = 0;
};

}  // namespace steward::models

// The tenants of the platform as a table. Sorted and filtered by the platform; requests of the last 24 hours are read
// for the rows that are looked at. GUI thread.
#pragma once

#include <QHash>
#include <QSet>

#include "contract/topics.h"
#include "models/common/fetch.h"
#include "models/common/paged_model.h"
#include "store/offline_store.h"

namespace steward::models {

struct TenantsSource {
    Fetch<contract::ListRequest, contract::Page<domain::Tenant>> list;
    Fetch<contract::ById, domain::Tenant> one;
    Fetch<contract::TenantRequestsRequest, contract::MetricRange> requests;
    store::OfflineStore* store = nullptr;  // pages are kept here for offline work; may be null
};

class TenantsModel : public PagedModelOf<domain::Tenant> {
    Q_OBJECT
public:
    enum Column { Check, Name, Status, Plan, Users, Mrr, Region, Requests, LastActive, ColumnCount };

    explicit TenantsModel(TenantsSource source, QObject* parent = nullptr);

    // The platform's grammar; the same filter again changes nothing.
    void setFilter(const QString& filter);
    QString filter() const { return filter_; }
    void sort(int column, Qt::SortOrder order) override;
    QString sortField() const { return sort_; }  // "-mrrMinor"
    static QString fieldOf(int column);          // empty: cannot be sorted by
    static int columnOf(const QString& field);   // -1: of no column

    // Hourly values, oldest first; null until they are here. Asks for them.
    const QList<qreal>* requestsOf(const domain::Tenant& tenant) const;

    // From the feed.
    void entityChanged(const contract::EntityChanged& change);

    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }

protected:
    QFuture<Result<contract::Page<domain::Tenant>>> request(int limit,
                                                            const std::optional<std::string>& cursor) override;
    QString key(const domain::Tenant& tenant) const override { return QString::fromStdString(tenant.id); }
    QVariant value(const domain::Tenant& tenant, int column) const override;
    void keep(const std::optional<std::string>& cursor, const contract::Page<domain::Tenant>& page) override;
    QFuture<std::optional<Stored>> stored(const std::optional<std::string>& cursor) override;

private:
    std::string storeKey(const std::optional<std::string>& cursor) const;
    void readRequests();
    void readChanged();

    TenantsSource source_;
    QString filter_, sort_ = QStringLiteral("-mrrMinor");
    QHash<QString, QList<qreal>> requests_;
    mutable QSet<QString> wantedRequests_;
    mutable QTimer requestsSoon_;
    QSet<QString> changed_;
    QTimer changedSoon_, reloadSoon_;
    bool readingRequests_ = false;
};

}  // namespace steward::models

// The tenants of the platform as a table. Sorted and filtered by the platform; requests of the last 24 hours are read
// for the rows that are looked at. GUI thread.
#pragma once

#include "models/common/list_model.h"
#include "models/common/look_up.h"

namespace steward::models {

struct TenantsSource {
    Fetch<contract::ListRequest, contract::Page<domain::Tenant>> list;
    Fetch<contract::ById, domain::Tenant> one;
    Fetch<contract::TenantRequestsRequest, contract::MetricRange> requests;
    store::OfflineStore* store = nullptr;  // pages are kept here for offline work; may be null
    Fetch<contract::GroupsRequest, contract::Groups> groups = {};
};

class TenantsModel : public ListModelOf<domain::Tenant> {
    Q_OBJECT
public:
    enum Column { Check, Name, Status, Plan, Users, Mrr, Region, Requests, LastActive, ColumnCount };

    explicit TenantsModel(TenantsSource source, QObject* parent = nullptr);

    // Hourly values, oldest first; null until they are here. Asks for them.
    const QList<qreal>* requestsOf(const domain::Tenant& tenant) const;

protected:
    QVariant value(const domain::Tenant& tenant, int column) const override;

private:
    LookUp<QList<qreal>> requests_;
};

}  // namespace steward::models

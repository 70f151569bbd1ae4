#include "models/tenants/tenants_model.h"

namespace steward::models {

using namespace Qt::StringLiterals;

namespace {

QStringList fields() {
    return {{}, u"name"_s, u"status"_s, u"plan"_s, u"users"_s, u"mrrMinor"_s, u"region"_s, {}, u"lastActiveAt"_s};
}

LookUp<QList<qreal>>::Answer seriesOf(Fetch<contract::TenantRequestsRequest, contract::MetricRange>& read,
                                      const QStringList& ids) {
    return read({ids.join(u',').toStdString()})
        .then([](Result<contract::MetricRange> range) -> Result<QHash<QString, QList<qreal>>> {
            if (!range) return fail(range.error());
            QHash<QString, QList<qreal>> all;
            for (const auto& series : range->series) {
                QList<qreal> values;
                for (const auto& value : series.values)
                    values.append(value.value_or(qQNaN()));
                all.insert(QString::fromStdString(series.tenantId.value_or("")), values);
            }
            return all;
        });
}

}  // namespace

TenantsModel::TenantsModel(TenantsSource source, QObject* parent)
    : ListModelOf("tenants", domain::EntityKind::tenant, fields(), u"-mrrMinor"_s,
                  {std::move(source.list), std::move(source.one), source.store, std::move(source.groups)}, parent),
      requests_([read = std::move(source.requests)](const QStringList& ids) mutable { return seriesOf(read, ids); },
                [this] {
                    if (rowCount() > 0) Q_EMIT dataChanged(index(0, Requests), index(rowCount() - 1, Requests));
                }) {}

QVariant TenantsModel::value(const domain::Tenant& tenant, int column) const {
    switch (column) {
        case Name:
            return QString::fromStdString(tenant.name);
        case Status:
            return int(tenant.status);
        case Plan:
            return int(tenant.plan);
        case Users:
            return qlonglong(tenant.users);
        case Mrr:
            return qlonglong(tenant.mrrMinor);
        case Region:
            return QString::fromStdString(tenant.region);
        case LastActive:
            return qlonglong(tenant.lastActiveAt.time_since_epoch().count());
        default:
            return {};
    }
}

const QList<qreal>* TenantsModel::requestsOf(const domain::Tenant& tenant) const {
    return requests_.of(QString::fromStdString(tenant.id));
}

}  // namespace steward::models

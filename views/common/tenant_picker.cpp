#include "views/common/tenant_picker.h"

#include "models/common/filter.h"

namespace steward::views {

TenantPicker::TenantPicker(Fetch fetch, QWidget* parent)
    : PickerOf(std::move(fetch), QStringLiteral("tenantPicker"),
               {tr("Tenant"), tr("Choose a tenant"), tr("Find a tenant"), tr("Tenants")}, false, parent) {}

void TenantPicker::setTenant(const domain::Tenant& tenant) {
    setChosen(QString::fromStdString(tenant.name));
}

std::string TenantPicker::filterFor(const QString& text) const {
    models::Clauses clauses{{QStringLiteral("status"), models::Comparison::isNot, {QStringLiteral("archived")}}};
    if (!text.isEmpty()) clauses.push_back({QStringLiteral("name"), models::Comparison::contains, {text}});
    return models::filterText(clauses).toStdString();
}

void TenantPicker::take(const domain::Tenant& tenant) {
    setTenant(tenant);
    Q_EMIT picked(tenant);
}

}  // namespace steward::views

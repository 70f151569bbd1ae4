// A tenant to choose; archived ones are left out.
#pragma once

#include "views/common/picker.h"

namespace steward::views {

class TenantPicker : public PickerOf<domain::Tenant> {
    Q_OBJECT
public:
    explicit TenantPicker(Fetch fetch, QWidget* parent = nullptr);
    void setTenant(const domain::Tenant& tenant);

Q_SIGNALS:
    void picked(const domain::Tenant& tenant);

protected:
    std::string filterFor(const QString& text) const override;
    QString lineOf(const domain::Tenant& tenant) const override { return QString::fromStdString(tenant.name); }
    void take(const domain::Tenant& tenant) override;
};

}  // namespace steward::views

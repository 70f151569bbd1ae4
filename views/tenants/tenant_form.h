// The fields of a new tenant, or of one that is changed.
#pragma once

#include <optional>

#include "domain/tenant.h"
#include "views/common/form_dialog.h"

namespace steward::views {

// Each plan with its name; the data is the domain::SubscriptionPlan as int.
ui::Select* planSelect();

class TenantForm : public FormDialog {
    Q_OBJECT
public:
    // Without a tenant: a new one.
    TenantForm(QWidget* window, const domain::Tenant* tenant);
    // What differs from the tenant; everything for a new one.
    domain::TenantPatch patch() const;
    // The rules that need no platform; errors stand at the fields.
    bool check();
    QWidget* first() const { return name_; }

private:
    std::optional<domain::Tenant> before_;
    ui::LineField* name_;
    ui::LineField* slug_;
    ui::Select* plan_;
    ui::Select* interval_;
    ui::Select* region_;
    ui::LineField* ownerName_;
    ui::LineField* ownerEmail_;
    ui::LineField* tags_;
};

}  // namespace steward::views

// The users of the platform, its own staff and the people of tenants, as a table. Sorted and filtered by the platform;
// names of tenants are read for the rows that are looked at. GUI thread.
#pragma once

#include "models/common/list_model.h"
#include "models/common/look_up.h"
#include "models/common/saved_views.h"

namespace steward::models {

struct UsersSource {
    Fetch<contract::ListRequest, contract::Page<domain::User>> list;
    Fetch<contract::ById, domain::User> one;
    Fetch<contract::ListRequest, contract::Page<domain::Tenant>> tenants;
    store::OfflineStore* store = nullptr;  // pages are kept here for offline work; may be null
    Fetch<contract::GroupsRequest, contract::Groups> groups = {};
};

class UsersModel : public ListModelOf<domain::User> {
    Q_OBJECT
public:
    enum Column { Check, Name, Email, Tenant, Role, Status, LastSeen, Created, ColumnCount };

    explicit UsersModel(UsersSource source, QObject* parent = nullptr);

    // Empty for staff of the platform, and until it is here. Asks for it.
    QString tenantNameOf(const domain::User& user) const;

protected:
    QVariant value(const domain::User& user, int column) const override;

private:
    LookUp<QString> tenants_;
};

// The views of the list of users that are always there.
std::vector<SavedView> userViews();

}  // namespace steward::models

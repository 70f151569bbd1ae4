// What the panel beside the list knows about one user: who it is, the roles there are where they belong, where they are
// signed in, what was done to them. Each part arrives by itself and fails by itself; the newest user wins. GUI thread.
#pragma once

#include "contract/topics.h"
#include "models/common/audit_trail.h"
#include "models/users/lists.h"
#include "store/offline_store.h"

namespace steward::models {

struct UserDetailSource {
    Fetch<contract::ById, domain::User> one;
    Fetch<contract::ById, domain::Tenant> tenant;
    Fetch<contract::RolesRequest, contract::RoleList> roles;
    Fetch<contract::ById, contract::Page<domain::UserSession>> sessions;
    Fetch<contract::ListRequest, contract::Page<domain::AuditEntry>> audit;
    store::OfflineStore* store = nullptr;
};

class UserDetail : public QObject {
    Q_OBJECT
public:
    explicit UserDetail(UserDetailSource source, QObject* parent = nullptr);

    // Shows what the list knows at once, then reads the rest. Clears with an empty id.
    void open(const QString& id, const domain::User* known = nullptr);
    void reload();
    void entityChanged(const contract::EntityChanged& change);

    QString id() const { return id_; }
    const std::optional<domain::User>& user() const { return user_; }
    QDateTime staleSince() const { return stale_; }
    QString tenantName() const { return tenantName_; }  // empty for staff, and until it is here
    RolesModel* roles() const { return roles_; }        // of the user's tenant, or of the platform
    // The user's role; null until the roles are here. Valid until the event loop runs again.
    const domain::AccessRole* role() const;
    SessionsModel* sessions() const { return sessions_; }
    AuditTrail* audit() const { return audit_; }
    const std::optional<Error>& userError() const { return userError_; }

Q_SIGNALS:
    void opened();  // another user, or none
    void userChanged();

private:
    void readUser();
    void follow();

    UserDetailSource source_;
    RolesModel* roles_;
    SessionsModel* sessions_;
    AuditTrail* audit_;
    QString id_, tenantName_;
    std::optional<std::string> rolesOf_;  // the tenant whose roles are read
    std::optional<domain::User> user_;
    QDateTime stale_;
    std::optional<Error> userError_;
    int number_ = 0;
};

}  // namespace steward::models

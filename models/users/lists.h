// Lists about people that the platform gives whole: the sign-ins of somebody, roles, API keys. GUI thread.
#pragma once

#include "contract/identity_messages.h"
#include "models/common/paged_model.h"

namespace steward::models {

// Where somebody is signed in, the latest first.
class SessionsModel : public PagedModelOf<domain::UserSession> {
    Q_OBJECT
public:
    enum Column { Device, Program, LastSeen, Expires, ColumnCount };
    using Read = std::function<QFuture<Result<contract::Page<domain::UserSession>>>()>;

    explicit SessionsModel(QObject* parent = nullptr) : PagedModelOf(parent) {}
    // Another person's, or nobody's: then there are no rows.
    void setRead(Read read);

    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }

protected:
    QFuture<Result<contract::Page<domain::UserSession>>> request(int limit,
                                                                 const std::optional<std::string>& cursor) override;
    QString key(const domain::UserSession& session) const override { return QString::fromStdString(session.id); }
    QVariant value(const domain::UserSession& session, int column) const override;

private:
    Read read_;
};

// Built-in and custom roles of a tenant, or of the platform.
class RolesModel : public PagedModelOf<domain::AccessRole> {
    Q_OBJECT
public:
    enum Column { Name, Kind, Permissions, Users, ColumnCount };

    explicit RolesModel(Fetch<contract::RolesRequest, contract::RoleList> list, QObject* parent = nullptr)
        : PagedModelOf(parent), list_(std::move(list)) {}
    // Empty: the platform's own.
    void setTenant(const QString& tenantId);
    const QString& tenant() const { return tenant_; }

    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }

protected:
    QFuture<Result<contract::Page<domain::AccessRole>>> request(int limit,
                                                                const std::optional<std::string>& cursor) override;
    QString key(const domain::AccessRole& role) const override { return QString::fromStdString(role.id); }
    QVariant value(const domain::AccessRole& role, int column) const override;

private:
    Fetch<contract::RolesRequest, contract::RoleList> list_;
    QString tenant_;
};

class ApiKeysModel : public PagedModelOf<domain::ApiKey> {
    Q_OBJECT
public:
    enum Column { Name, Hint, Permissions, CreatedBy, LastUsed, Expires, ColumnCount };

    explicit ApiKeysModel(Fetch<contract::Nothing, contract::Page<domain::ApiKey>> list, QObject* parent = nullptr)
        : PagedModelOf(parent), list_(std::move(list)) {}

    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }

protected:
    QFuture<Result<contract::Page<domain::ApiKey>>> request(int limit,
                                                            const std::optional<std::string>& cursor) override;
    QString key(const domain::ApiKey& key) const override { return QString::fromStdString(key.id); }
    QVariant value(const domain::ApiKey& key, int column) const override;

private:
    Fetch<contract::Nothing, contract::Page<domain::ApiKey>> list_;
};

}  // namespace steward::models

#include "models/users/lists.h"

namespace steward::models {

namespace {

qlonglong milliseconds(Time time) {
    return time.time_since_epoch().count();
}

}  // namespace

void SessionsModel::setRead(Read read) {
    read_ = std::move(read);
    restart();
}

QFuture<Result<contract::Page<domain::UserSession>>> SessionsModel::request(int, const std::optional<std::string>&) {
    if (read_) return read_();
    return client::readyFuture<Result<contract::Page<domain::UserSession>>>(contract::Page<domain::UserSession>{});
}

QVariant SessionsModel::value(const domain::UserSession& session, int column) const {
    switch (column) {
        case Device:
            return QString::fromStdString(session.device);
        case Program:
            return QString::fromStdString(session.clientName);
        case LastSeen:
            return milliseconds(session.lastSeenAt);
        case Expires:
            return milliseconds(session.expiresAt);
        default:
            return {};
    }
}

void RolesModel::setTenant(const QString& tenantId) {
    if (tenant_ == tenantId && state() != State::loading) return;
    tenant_ = tenantId;
    restart();
}

QFuture<Result<contract::Page<domain::AccessRole>>> RolesModel::request(int, const std::optional<std::string>&) {
    contract::RolesRequest request;
    if (!tenant_.isEmpty()) request.tenantId = tenant_.toStdString();
    return list_(request).then([](Result<contract::RoleList> roles) -> Result<contract::Page<domain::AccessRole>> {
        if (!roles) return fail(roles.error());
        contract::Page<domain::AccessRole> page;
        page.items = std::move(roles->items);
        page.total = std::int64_t(page.items.size());
        return page;
    });
}

QVariant RolesModel::value(const domain::AccessRole& role, int column) const {
    switch (column) {
        case Name:
            return QString::fromStdString(role.name);
        case Kind:
            return role.builtIn.has_value();
        case Permissions:
            return int(role.permissions.form().size());
        case Users:
            return qlonglong(role.users);
        default:
            return {};
    }
}

QFuture<Result<contract::Page<domain::ApiKey>>> ApiKeysModel::request(int, const std::optional<std::string>&) {
    return list_({});
}

QVariant ApiKeysModel::value(const domain::ApiKey& key, int column) const {
    switch (column) {
        case Name:
            return QString::fromStdString(key.name);
        case Hint:
            return QString::fromStdString(key.hint);
        case Permissions:
            return int(key.permissions.form().size());
        case CreatedBy:
            return QString::fromStdString(key.createdByName);
        case LastUsed:
            return key.lastUsedAt ? milliseconds(*key.lastUsedAt) : QVariant();
        case Expires:
            return milliseconds(key.expiresAt);
        default:
            return {};
    }
}

}  // namespace steward::models

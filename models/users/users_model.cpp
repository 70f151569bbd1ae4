#include "models/users/users_model.h"

namespace steward::models {

using namespace Qt::StringLiterals;

namespace {

QStringList fields() {
    const QString none;
    return {none, u"name"_s, u"email"_s, none, u"role"_s, u"status"_s, u"lastSeenAt"_s, u"createdAt"_s};
}

LookUp<QString>::Answer namesOf(Fetch<contract::ListRequest, contract::Page<domain::Tenant>>& read,
                                const QStringList& ids) {
    contract::ListRequest request;
    request.limit = ids.size();
    request.filter = u"id in (%1)"_s.arg(ids.join(u',')).toStdString();
    return read(request).then([](Result<contract::Page<domain::Tenant>> page) -> Result<QHash<QString, QString>> {
        if (!page) return fail(page.error());
        QHash<QString, QString> names;
        for (const domain::Tenant& tenant : page->items)
            names.insert(QString::fromStdString(tenant.id), QString::fromStdString(tenant.name));
        return names;
    });
}

}  // namespace

UsersModel::UsersModel(UsersSource source, QObject* parent)
    : ListModelOf("users", domain::EntityKind::user, fields(), u"name"_s,
                  {std::move(source.list), std::move(source.one), source.store, std::move(source.groups),
                   contract::ListName::users},
                  parent),
      tenants_([read = std::move(source.tenants)](const QStringList& ids) mutable { return namesOf(read, ids); },
               [this] {
                   if (rowCount() > 0) Q_EMIT dataChanged(index(0, Tenant), index(rowCount() - 1, Tenant));
               }) {}

QString UsersModel::tenantNameOf(const domain::User& user) const {
    if (user.tenantId.empty()) return {};
    const QString* name = tenants_.of(QString::fromStdString(user.tenantId));
    return name ? *name : QString();
}

QVariant UsersModel::value(const domain::User& user, int column) const {
    switch (column) {
        case Name:
            return QString::fromStdString(user.name);
        case Email:
            return QString::fromStdString(user.email);
        case Tenant:
            return QString::fromStdString(user.tenantId);
        case Role:
            return int(user.role);
        case Status:
            return int(user.status);
        case LastSeen:
            return user.lastSeenAt ? qlonglong(user.lastSeenAt->time_since_epoch().count()) : QVariant();
        case Created:
            return qlonglong(user.createdAt.time_since_epoch().count());
        default:
            return {};
    }
}

std::vector<SavedView> userViews() {
    const auto only = [](const QString& field, const QStringList& values) {
        return Clauses{{field, Comparison::is, values}};
    };
    const QString byName = u"name"_s;
    return {
        {u"all"_s, {}, {}, byName},
        {u"staff"_s, {}, only(u"role"_s, {u"platformOperator"_s, u"support"_s, u"billing"_s, u"auditor"_s}), byName},
        {u"owners"_s, {}, only(u"role"_s, {u"owner"_s}), byName},
        {u"invited"_s, {}, only(u"status"_s, {u"invited"_s}), u"-createdAt"_s},
        {u"suspended"_s, {}, only(u"status"_s, {u"suspended"_s}), byName},
        {u"removed"_s, {}, only(u"status"_s, {u"removed"_s}), byName}};
}

}  // namespace steward::models

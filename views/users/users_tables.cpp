#include "views/users/users_tables.h"

#include "ui/paint.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using models::ApiKeysModel;
using models::RolesModel;
using models::UsersModel;
using Kind = ui::ColumnKind;

namespace {

QString ageOf(const std::optional<Time>& time) {
    return time ? ageText(toDateTime(*time), QDateTime::currentDateTimeUtc()) : QString();
}

}  // namespace

QString nameOf(const domain::AccessRole& role) {
    return role.builtIn ? text(*role.builtIn) : QString::fromStdString(role.name);
}

QString roleText(const domain::User& user) {
    return user.customRoleId ? UsersTable::tr("Custom role") : text(user.role);
}

QString countOf(domain::PermissionSet permissions) {
    domain::PermissionSet said = permissions;
    said.erase(domain::Permission::signedIn);
    return UsersTable::tr("%n permission(s)", nullptr, int(said.form().size()));
}

QString listOf(domain::PermissionSet permissions) {
    QStringList all;
    for (const auto permission : permissions.form())
        if (permission != domain::Permission::signedIn) all << text(permission);
    return all.join(u", "_s);
}

UsersTable::UsersTable(UsersModel* model, QObject* parent)
    : TableDecoration(model,
                      {tr("Selected"), tr("Name"), tr("E-mail"), tr("Tenant"), tr("Role"), tr("Status"),
                       tr("Last seen"), tr("Created")},
                      parent),
      model_(model) {}

QList<ui::Column> UsersTable::columns() {
    return {{Kind::check, 36},
            {Kind::logo, 150, true, u"name"_s},
            {Kind::secondary, 180, false, u"email"_s},
            {Kind::secondary, 120, false, u"tenant"_s},
            {Kind::secondary, 112, false, u"role"_s},
            {Kind::badge, 108, false, u"status"_s},
            {Kind::secondary, 90, false, u"lastSeenAt"_s},
            {Kind::secondary, 92, false, u"createdAt"_s, true}};
}

QString UsersTable::textOf(const domain::User& user, int column) const {
    switch (column) {
        case UsersModel::Name:
            return QString::fromStdString(user.name);
        case UsersModel::Email:
            return QString::fromStdString(user.email);
        case UsersModel::Tenant:
            return user.tenantId.empty() ? tr("Platform") : model_->tenantNameOf(user);
        case UsersModel::Role:
            return roleText(user);
        case UsersModel::Status:
            return text(user.status);
        case UsersModel::LastSeen:
            return user.lastSeenAt ? ageOf(user.lastSeenAt) : tr("never");
        case UsersModel::Created:
            return dateText(toDateTime(user.createdAt));
        default:
            return {};
    }
}

QVariant UsersTable::decorated(int row, int column, int role) const {
    const domain::User* user = model_->at(row);
    if (!user) return {};
    switch (role) {
        case Qt::DisplayRole:
            return textOf(*user, column);
        case Qt::ToolTipRole:
            if (column == UsersModel::LastSeen && user->lastSeenAt) return momentText(toDateTime(*user->lastSeenAt));
            if (column == UsersModel::Created) return momentText(toDateTime(user->createdAt));
            return {};
        case ui::LogoRole:
            if (column == UsersModel::Name) return QVariant::fromValue(ui::logoFor(QString::fromStdString(user->name)));
            return {};
        case ui::BadgeKindRole:
            if (column == UsersModel::Status) return QVariant::fromValue(kindOf(user->status));
            return {};
        default:
            return {};
    }
}

RolesTable::RolesTable(RolesModel* model, QObject* parent)
    : TableDecoration(model, {tr("Role"), tr("Kind"), tr("Permissions"), tr("Users")}, parent), model_(model) {}

QList<ui::Column> RolesTable::columns() {
    return {{Kind::strong, 240, true, u"name"_s},
            {Kind::badge, 120, false, u"kind"_s},
            {Kind::secondary, 160, false, u"permissions"_s},
            {Kind::figure, 80, false, u"users"_s}};
}

QVariant RolesTable::decorated(int row, int column, int role) const {
    const domain::AccessRole* shown = model_->at(row);
    if (!shown) return {};
    if (role == ui::SecondaryTextRole && column == RolesModel::Name) return QString::fromStdString(shown->description);
    if (role == Qt::ToolTipRole && column == RolesModel::Permissions) return listOf(shown->permissions);
    if (role == ui::BadgeKindRole && column == RolesModel::Kind)
        return QVariant::fromValue(shown->builtIn ? ui::BadgeKind::neutral : ui::BadgeKind::info);
    if (role != Qt::DisplayRole) return {};
    switch (column) {
        case RolesModel::Name:
            return nameOf(*shown);
        case RolesModel::Kind:
            return shown->builtIn ? tr("Built in") : tr("Custom");
        case RolesModel::Permissions:
            return countOf(shown->permissions);
        case RolesModel::Users:
            return countText(shown->users);
        default:
            return {};
    }
}

ApiKeysTable::ApiKeysTable(ApiKeysModel* model, QObject* parent)
    : TableDecoration(
          model, {tr("Key"), tr("Begins with"), tr("Permissions"), tr("Made by"), tr("Last used"), tr("Ends")}, parent),
      model_(model) {}

QList<ui::Column> ApiKeysTable::columns() {
    return {{Kind::strong, 200, true, u"name"_s},
            {Kind::mono, 120, false, u"hint"_s},
            {Kind::secondary, 130, false, u"permissions"_s},
            {Kind::secondary, 160, false, u"createdBy"_s},
            {Kind::secondary, 110, false, u"lastUsedAt"_s},
            {Kind::secondary, 150, false, u"expiresAt"_s}};
}

QVariant ApiKeysTable::decorated(int row, int column, int role) const {
    const domain::ApiKey* key = model_->at(row);
    if (!key) return {};
    if (role == Qt::ToolTipRole) {
        if (column == ApiKeysModel::Permissions) return listOf(key->permissions);
        if (column == ApiKeysModel::LastUsed && key->lastUsedAt) return momentText(toDateTime(*key->lastUsedAt));
        return column == ApiKeysModel::Expires ? momentText(toDateTime(key->expiresAt)) : QVariant();
    }
    if (role != Qt::DisplayRole) return {};
    switch (column) {
        case ApiKeysModel::Name:
            return QString::fromStdString(key->name);
        case ApiKeysModel::Hint:
            return QString::fromStdString(key->hint);
        case ApiKeysModel::Permissions:
            return countOf(key->permissions);
        case ApiKeysModel::CreatedBy:
            return QString::fromStdString(key->createdByName);
        case ApiKeysModel::LastUsed:
            return key->lastUsedAt ? ageOf(key->lastUsedAt) : tr("never");
        case ApiKeysModel::Expires:
            return dateText(toDateTime(key->expiresAt));
        default:
            return {};
    }
}

}  // namespace steward::views

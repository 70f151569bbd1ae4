// The look of the lists of users, roles and API keys.
#pragma once

#include "models/users/lists.h"
#include "models/users/users_model.h"
#include "ui/table.h"
#include "views/common/table_decoration.h"

namespace steward::views {

// "Owner" of a built-in role, the role's own name of a custom one.
QString nameOf(const domain::AccessRole& role);
// "Custom role" until somebody reads its name.
QString roleText(const domain::User& user);
// "5 permissions", with all of them for the tooltip.
QString countOf(domain::PermissionSet permissions);
QString listOf(domain::PermissionSet permissions);

class UsersTable : public TableDecoration {
    Q_OBJECT
public:
    explicit UsersTable(models::UsersModel* model, QObject* parent = nullptr);
    static QList<ui::Column> columns();

protected:
    QVariant decorated(int row, int column, int role) const override;

private:
    QString textOf(const domain::User& user, int column) const;
    models::UsersModel* model_;
};

class RolesTable : public TableDecoration {
    Q_OBJECT
public:
    explicit RolesTable(models::RolesModel* model, QObject* parent = nullptr);
    static QList<ui::Column> columns();

protected:
    QVariant decorated(int row, int column, int role) const override;

private:
    models::RolesModel* model_;
};

class ApiKeysTable : public TableDecoration {
    Q_OBJECT
public:
    explicit ApiKeysTable(models::ApiKeysModel* model, QObject* parent = nullptr);
    static QList<ui::Column> columns();

protected:
    QVariant decorated(int row, int column, int role) const override;

private:
    models::ApiKeysModel* model_;
};

}  // namespace steward::views

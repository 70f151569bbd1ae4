#include "views/users/role_select.h"

#include <QStandardItemModel>

#include "views/users/users_tables.h"

namespace steward::views {

RoleSelect::RoleSelect(domain::PermissionSet own, QWidget* parent) : Select(parent), own_(own) {
    setLarge(true);
}

void RoleSelect::setBuiltIn(bool ofPlatform) {
    std::vector<domain::AccessRole> roles;
    boost::mp11::mp_for_each<Enumerators<domain::Role>>([&](auto d) {
        if (domain::isPlatformRole(d.value) != ofPlatform) return;
        domain::AccessRole role;
        role.id = role.name = d.name;
        role.permissions = domain::permissionsOf(d.value);
        role.builtIn = d.value;
        roles.push_back(std::move(role));
    });
    setRoles(std::move(roles));
}

void RoleSelect::setRoles(std::vector<domain::AccessRole> roles) {
    const std::string before = chosen() ? chosen()->id : std::string();
    roles_ = std::move(roles);
    clear();
    auto* items = qobject_cast<QStandardItemModel*>(model());
    int first = -1;
    for (int i = 0; i < int(roles_.size()); ++i) {
        const domain::AccessRole& role = roles_[std::size_t(i)];
        const bool may = own_.containsAll(role.permissions);
        addItem(nameOf(role), QString::fromStdString(role.id));
        setItemData(i, may ? QString::fromStdString(role.description) : tr("Above your own rights"), Qt::ToolTipRole);
        if (items && !may) items->item(i)->setEnabled(false);
        if (may && (role.builtIn || first < 0)) first = i;
    }
    setCurrentIndex(first);
    choose(before);
}

void RoleSelect::choose(const std::string& roleId) {
    const int index = findData(QString::fromStdString(roleId));
    if (index >= 0) setCurrentIndex(index);
}

const domain::AccessRole* RoleSelect::chosen() const {
    const int index = currentIndex();
    return index < 0 || index >= int(roles_.size()) ? nullptr : &roles_[std::size_t(index)];
}

}  // namespace steward::views

#include "views/common/role_sharing.h"

#include <QCheckBox>
#include <QGridLayout>
#include <algorithm>

#include "ui/labels.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;

RoleSharing::RoleSharing(bool ofPlatform, const Has& sees, const Has& changes, QWidget* parent) : QWidget(parent) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(0, 1);
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(8);
    boost::mp11::mp_for_each<Enumerators<domain::Role>>([&](auto one) {
        const domain::Role role = one.value;
        if (domain::isPlatformRole(role) != ofPlatform) return;
        const QString name = text(role), id = QString::fromUtf8(one.name);
        const Row row{role, new QCheckBox(tr("sees it")), new QCheckBox(tr("changes it"))};
        row.changes->setChecked(changes(role));
        row.sees->setChecked(sees(role) || row.changes->isChecked());
        row.sees->setObjectName(u"share.see."_s + id);
        row.sees->setAccessibleName(tr("%1 sees it").arg(name));
        row.changes->setObjectName(u"share.edit."_s + id);
        row.changes->setAccessibleName(tr("%1 changes it").arg(name));
        connect(row.changes, &QCheckBox::toggled, row.sees, [sees = row.sees](bool on) {
            if (on) sees->setChecked(true);
        });
        connect(row.sees, &QCheckBox::toggled, row.changes, [changes = row.changes](bool on) {
            if (!on) changes->setChecked(false);
        });
        const int line = int(rows_.size());
        grid->addWidget(new ui::Text(name), line, 0);
        grid->addWidget(row.sees, line, 1);
        grid->addWidget(row.changes, line, 2);
        rows_.push_back(row);
    });
}

void RoleSharing::setForEverybody(bool everybody) {
    for (const Row& row : rows_) {
        if (everybody) row.sees->setChecked(true);
        row.sees->setEnabled(!everybody);
    }
}

std::vector<domain::Role> RoleSharing::viewers() const {
    std::vector<domain::Role> roles;
    for (const Row& row : rows_)
        if (row.sees->isChecked()) roles.push_back(row.role);
    return roles;
}

std::vector<domain::Role> RoleSharing::editors() const {
    std::vector<domain::Role> roles;
    for (const Row& row : rows_)
        if (row.changes->isChecked()) roles.push_back(row.role);
    return roles;
}

bool RoleSharing::mayAllChange() const {
    return std::ranges::all_of(rows_, [](const Row& row) { return row.changes->isChecked(); });
}

QWidget* RoleSharing::first() const {
    return rows_.empty() ? nullptr : rows_.front().sees;
}

}  // namespace steward::views

// Permissions as a checklist.
#pragma once

#include <QCheckBox>
#include <QWidget>

#include "domain/access.h"

class QGridLayout;

namespace steward::views {

// To tick: all that a role or a key may hold; what the person may not do themselves cannot be given.
class PermissionChoice : public QWidget {
    Q_OBJECT
public:
    explicit PermissionChoice(QWidget* parent = nullptr);
    // Ticks stay where they can.
    void offer(domain::PermissionSet all, domain::PermissionSet own);
    void setChosen(domain::PermissionSet chosen);
    // What is ticked; what was set and cannot be given by this person stays.
    domain::PermissionSet chosen() const;

private:
    QGridLayout* grid_;
    QList<QPair<domain::Permission, QCheckBox*>> boxes_;
    domain::PermissionSet chosen_;
};

// To read: what is held with a tick, what is not with a dash.
class PermissionFacts : public QWidget {
    Q_OBJECT
public:
    explicit PermissionFacts(QWidget* parent = nullptr);
    void set(domain::PermissionSet all, domain::PermissionSet held);

private:
    domain::PermissionSet all_, held_;
};

}  // namespace steward::views

// Which roles see something that somebody made, and which change it: who changes it sees it. GUI thread.
#pragma once

#include <QWidget>
#include <functional>
#include <vector>

#include "domain/access.h"

class QCheckBox;

namespace steward::views {

class RoleSharing : public QWidget {
    Q_OBJECT
public:
    using Has = std::function<bool(domain::Role)>;
    // Roles of the platform's own people, or those of tenants. `sees`, `changes`: as it is now.
    RoleSharing(bool ofPlatform, const Has& sees, const Has& changes, QWidget* parent = nullptr);

    // All see it, and nobody can be left out.
    void setForEverybody(bool everybody);
    std::vector<domain::Role> viewers() const;  // with those who change it
    std::vector<domain::Role> editors() const;
    bool mayAllChange() const;
    QWidget* first() const;  // where the focus begins

private:
    struct Row {
        domain::Role role;
        QCheckBox *sees, *changes;
    };
    std::vector<Row> rows_;
};

}  // namespace steward::views

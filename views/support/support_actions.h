// What can be done about one support access, by whom: staff ask for it, enter, and end it; the tenant's people allow,
// refuse and end it. Used by the lines of what is open, the table's menu and the palette. GUI thread.
#pragma once

#include <QObject>
#include <QSet>
#include <optional>

#include "contract/identity_messages.h"
#include "ui/buttons.h"
#include "views/common/page.h"

namespace steward::views {

class SupportActions : public QObject {
    Q_OBJECT
public:
    explicit SupportActions(PageContext& context, QObject* parent = nullptr);

    // One of the platform's own people, who ask; otherwise they belong to a tenant and answer.
    bool isStaff() const;

    struct Act {
        QString text;
        QString name;  // "allowSupport"
        QString icon;
        ui::ButtonVariant variant = ui::ButtonVariant::secondary;
        domain::Permission permission = domain::Permission::signedIn;
        void (SupportActions::*run)(const domain::SupportAccess&) = nullptr;
    };
    // What this person can do about it now, the most likely last.
    QList<Act> actsFor(const domain::SupportAccess& access) const;

    // Asks for access to this tenant, or to one that is chosen.
    void ask(const std::optional<domain::Tenant>& tenant = {});
    void askById(const std::string& tenantId);
    void enter(const domain::SupportAccess& access);
    void allow(const domain::SupportAccess& access);
    void refuse(const domain::SupportAccess& access);
    void end(const domain::SupportAccess& access);

Q_SIGNALS:
    void changed(const QString& id);  // asked for, answered or ended

private:
    void answer(const domain::SupportAccess& access, bool allow);

    PageContext& context_;
    QSet<QString> entering_;
};

}  // namespace steward::views

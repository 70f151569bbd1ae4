#include "views/users/users_page.h"

#include <QAction>
#include <QMenu>
#include <functional>

#include "contract/endpoints.h"
#include "ui/buttons.h"
#include "views/users/user_panel.h"
#include "views/users/users_tables.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Permission;
using models::fetchFrom;
using models::UsersModel;

namespace {

UsersModel* makeModel(PageContext& context) {
    auto& client = context.client;
    return new UsersModel({fetchFrom(client, contract::listUsers), fetchFrom(client, contract::getUser),
                           fetchFrom(client, contract::listTenants), &context.store,
                           fetchFrom(client, contract::countGroups)});
}

QList<FilterField> filterFields() {
    return {FilterField::oneOf<domain::Role>(u"role"_s),
            FilterField::oneOf<domain::UserStatus>(u"status"_s),
            {u"tenant"_s},
            {u"lastSeenAt"_s, FilterField::Kind::moment},
            {u"createdAt"_s, FilterField::Kind::moment},
            {u"name"_s},
            {u"email"_s}};
}

}  // namespace

PageInfo usersPage() {
    return {u"users"_s,
            UsersPage::tr("Users"),
            u"people"_s,
            PageGroup::customers,
            Permission::usersRead,
            u'U',
            [](PageContext& context) { return new UsersPage(context); }};
}

UsersPage::UsersPage(PageContext& context) : UsersPage(context, makeModel(context)) {}

UsersPage::UsersPage(PageContext& context, UsersModel* model)
    : EntityListPage(context, {new UsersTable(model), UsersTable::columns(), u"usersTable"_s, tr("Users"),
                               tr("Could not load users")}),
      actions_(new UserActions(context, this)) {
    setObjectName(u"page.users"_s);
    model_ = model;
    model_->setParent(this);
    auto& client = context.client;
    detail_ =
        new models::UserDetail({fetchFrom(client, contract::getUser), fetchFrom(client, contract::getTenant),
                                fetchFrom(client, contract::listRoles), fetchFrom(client, contract::listUserSessions),
                                fetchFrom(client, contract::listAudit), &context.store},
                               this);
    auto* views = new models::SavedViews(contract::ListName::users, models::userViews(),
                                         models::countWith(fetchFrom(client, contract::listUsers)),
                                         models::viewsFrom(client, context.store), context.session, this);
    build({model_,
           contract::ListName::users,
           views,
           filterFields(),
           {u"role"_s, u"status"_s},
           new UserPanel(context, detail_, actions_),
           u"userViews"_s,
           tr("name, e-mail or id"),
           tr("Selected users"),
           tr("Admins of Tarnwick"),
           UsersModel::Name});
    makeActions();
    makeCommands();
}

QString UsersPage::nameOf(const models::SavedView& view) const {
    if (view.id == "staff"_L1) return tr("Platform staff");
    if (view.id == "owners"_L1) return tr("Owners");
    if (view.id == "invited"_L1) return tr("Invited");
    if (view.id == "suspended"_L1) return tr("Suspended");
    if (view.id == "removed"_L1) return tr("Deleted");
    return tr("All users");
}

void UsersPage::makeActions() {
    auto* roles = addHeaderButton(tr("Roles"), u"openRoles"_s, u"shield-check"_s);
    connect(roles, &QAbstractButton::clicked, this, [this] { this->context().shell.goTo(u"roles"_s); });
    auto* invite = addHeaderButton(tr("Invite user"), u"inviteUser"_s, u"person-plus"_s, true);
    needs(invite, context().session, Permission::usersWrite);
    connect(invite, &QAbstractButton::clicked, actions_, &UserActions::invite);

    const auto role = bulk()->add(tr("Change role…"), u"bulkChangeRole"_s, Permission::plansApply);
    addExport(actions_);
    const auto suspend =
        bulk()->add(tr("Suspend…"), u"bulkSuspend"_s, Permission::plansApply, ui::ButtonVariant::dangerOutline);
    connect(role, &QAbstractButton::clicked, this, [this] {
        const Choice choice = selected();
        actions_->changeRole(choice, placeOf(choice));
    });
    connect(suspend, &QAbstractButton::clicked, this, [this] { actions_->suspend(selected()); });
    follow(actions_);
}

void UsersPage::makeCommands() {
    const auto one = [this](void (UserActions::*act)(const domain::User&)) {
        return [this, act] {
            catchUp();
            if (detail_->user()) std::invoke(act, actions_, *detail_->user());
        };
    };
    addCommand(tr("Invite user…"), u"user.invite"_s, u"person-plus"_s, QKeySequence(u"Ctrl+N"_s),
               Permission::usersWrite, [this] { actions_->invite(); });
    addCommand(tr("Edit user…"), u"user.edit"_s, u"pencil"_s, QKeySequence(u"F2"_s), Permission::plansApply,
               one(&UserActions::edit), WhileOffline::drafted);
    addCommand(tr("Change role…"), u"user.role"_s, u"person-gear"_s, QKeySequence(u"Ctrl+Shift+R"_s),
               Permission::plansApply, [this] {
                   const Choice choice = openedOrSelected();
                   if (!choice.isEmpty()) actions_->changeRole(choice, placeOf(choice));
               });
    addCommand(tr("Suspend…"), u"user.suspend"_s, u"slash-circle"_s, QKeySequence(u"Ctrl+Shift+S"_s),
               Permission::plansApply, withChoice(actions_, &UserActions::suspend));
    addCommand(tr("Let in again…"), u"user.resume"_s, u"play-fill"_s, {}, Permission::plansApply,
               withChoice(actions_, &UserActions::resume));
    addCommand(tr("Delete…"), u"user.delete"_s, u"trash"_s, QKeySequence(Qt::Key_Delete), Permission::plansApply,
               withChoice(actions_, &UserActions::remove));
    addCommand(tr("Restore…"), u"user.restore"_s, u"arrow-counterclockwise"_s, {}, Permission::plansApply,
               withChoice(actions_, &UserActions::restore));
    addCommand(tr("Send link to a new password"), u"user.resetPassword"_s, u"key"_s, {}, Permission::usersWrite,
               one(&UserActions::resetPassword));
    addCommand(tr("Sign out everywhere…"), u"user.signOut"_s, u"box-arrow-right"_s, {}, Permission::usersWrite,
               one(&UserActions::signOutEverywhere));
    addCommand(tr("Copy id"), u"user.copy"_s, u"files"_s, QKeySequence(u"Ctrl+Shift+C"_s), Permission::none,
               one(&UserActions::copyId));
}

std::optional<std::string> UsersPage::placeOf(const Choice& choice) const {
    std::optional<std::string> place;
    if (choice.ids.isEmpty()) return place;
    for (const QString& id : choice.ids) {
        const int row = model_->rowOf(id);
        const domain::User* user = row >= 0 ? model_->at(row) : nullptr;
        if (!user && id == detail_->id() && detail_->user()) user = &*detail_->user();
        if (!user || (place && *place != user->tenantId)) return std::nullopt;
        place = user->tenantId;
    }
    return place;
}

Choice UsersPage::opened() const {
    return detail_->user() ? Choice::of(*detail_->user()) : Choice{};
}

void UsersPage::fillMenu(QMenu* menu, int row) {
    const domain::User user = *model_->at(row);
    const bool many = isOneOfMany(row);
    const Choice choice = many ? selected() : Choice::of(user);
    const auto add = [&](const QString& text, auto act, Permission permission = Permission::plansApply) {
        QAction* action = menu->addAction(text, this, act);
        needs(action, context().session, permission);
        if (!many && user.identitySource) action->setEnabled(false);
    };
    if (user.status == domain::UserStatus::removed) {
        add(tr("Restore…"), [this, choice] { actions_->restore(choice); });
        if (!many) menu->addAction(tr("Copy id"), this, [this, user] { actions_->copyId(user); });
        return;
    }
    if (!many) add(tr("Edit…"), [this, user] { actions_->edit(user); });
    add(tr("Change role…"), [this, choice] { actions_->changeRole(choice, placeOf(choice)); });
    if (many || user.status != domain::UserStatus::suspended)
        add(tr("Suspend…"), [this, choice] { actions_->suspend(choice); });
    if (many || user.status == domain::UserStatus::suspended)
        add(tr("Let in again…"), [this, choice] { actions_->resume(choice); });
    if (many || user.status != domain::UserStatus::invited)
        add(tr("Delete…"), [this, choice] { actions_->remove(choice); });
    if (many) return;
    if (user.status == domain::UserStatus::invited)
        add(tr("Invite again"), [this, user] { actions_->inviteAgain(user); }, Permission::usersWrite);
    menu->addAction(tr("Copy id"), this, [this, user] { actions_->copyId(user); });
}

}  // namespace steward::views

#include "views/users/user_panel.h"

#include <QBoxLayout>
#include <QMenu>
#include <QStackedWidget>
#include <functional>

#include "ui/buttons.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/states.h"
#include "ui/tabs.h"
#include "views/common/page.h"
#include "views/common/words.h"
#include "views/users/permission_list.h"
#include "views/users/session_list.h"
#include "views/users/user_actions.h"
#include "views/users/users_tables.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Permission;
using domain::UserStatus;

namespace {
constexpr int recentEntries = 3;
}

UserPanel::UserPanel(PageContext& context, models::UserDetail* detail, UserActions* actions, QWidget* parent)
    : DetailPanel(parent), context_(context), detail_(detail), actions_(actions) {
    setObjectName(u"userPanel"_s);
    setAccessibleName(tr("User"));
    auto* layout = panelColumn(this);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->addWidget(makeHead());
    layout->addWidget(makeActions());
    tabs_ = new ui::Tabs;
    tabs_->setObjectName(u"userTabs"_s);
    for (const QString& name : {tr("Overview"), tr("Role"), tr("Sessions"), tr("Security"), tr("Audit")})
        tabs_->addTab(name);
    layout->addWidget(tabs_);
    problem_ = new ui::ErrorState;
    problem_->hide();
    layout->addWidget(problem_);
    pages_ = new QStackedWidget;
    for (QWidget* page : {makeOverview(), makeRole(), makeSessions(), makeSecurity(), makeAudit()})
        pages_->addWidget(page);
    layout->addWidget(pages_, 1);
    connect(tabs_, &QTabBar::currentChanged, pages_, &QStackedWidget::setCurrentIndex);
    connect(problem_, &ui::ErrorState::retried, detail_, &models::UserDetail::reload);
    connect(detail_, &models::UserDetail::userChanged, this, &UserPanel::showUser);
    connect(&context_.session, &models::Session::changed, this, &UserPanel::showManaged);
    connect(detail_->sessions(), &models::PagedModel::stateChanged, this, [this] {
        const auto* sessions = detail_->sessions();
        const bool known = sessions->state() == models::PagedModel::State::ready && !detail_->id().isEmpty();
        tabs_->setCount(Sessions, known ? countText(sessions->total()) : QString());
    });
    showManaged();
}

void UserPanel::showTab(Tab tab) {
    tabs_->setCurrentIndex(tab);
}

QWidget* UserPanel::makeHead() {
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(15, 12, 8, 12);
    row->setSpacing(12);
    logo_ = new ui::LogoTile({}, 40, true);
    name_ = new ui::Text({}, ui::TextStyle::heading);
    name_->setObjectName(u"userName"_s);
    name_->setElided(true);
    status_ = new ui::Badge;
    email_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary);
    email_->setObjectName(u"userEmail"_s);
    email_->setElided(true);
    id_ = new ui::Text({}, ui::TextStyle::mono, ui::Tone::tertiary);
    id_->setObjectName(u"userId"_s);
    id_->setElided(true);
    stale_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::warning);
    stale_->hide();
    auto* copy = makeButton({}, u"copyUserId"_s, &UserActions::copyId);
    copy->setVariant(ui::ButtonVariant::ghost);
    copy->setIconName(u"files"_s);
    copy->setButtonSize(ui::ButtonSize::small);
    copy->setAccessibleName(tr("Copy id"));
    copy->setToolTip(tr("Copy id"));
    auto* close = ui::iconButton(u"x"_s, tr("Close"));
    close->setObjectName(u"closePanel"_s);
    connect(close, &QAbstractButton::clicked, this, &UserPanel::closeRequested);

    auto* title = new QHBoxLayout;
    title->setSpacing(8);
    title->addWidget(name_);
    title->addWidget(status_);
    title->addStretch();
    auto* line = new QHBoxLayout;
    line->setSpacing(4);
    line->addWidget(id_, 1);
    line->addWidget(copy);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addLayout(title);
    words->addWidget(email_);
    words->addLayout(line);
    words->addWidget(stale_);
    row->addWidget(logo_, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    return head;
}

ui::Button* UserPanel::makeButton(const QString& text, const QString& name, Act act) {
    auto* button = new ui::Button(text);
    button->setObjectName(name);
    connect(button, &QAbstractButton::clicked, this, [this, act] {
        if (detail_->user()) std::invoke(act, actions_, *detail_->user());
    });
    return button;
}

QWidget* UserPanel::makeActions() {
    auto* box = new QWidget;
    auto* column = panelColumn(box);
    column->setContentsMargins(15, 0, 16, 8);
    column->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    edit_ = makeButton(tr("Edit…"), u"editUser"_s, &UserActions::edit);
    edit_->setIconName(u"pencil"_s);
    role_ = new ui::Button(tr("Change role…"));
    role_->setObjectName(u"changeRole"_s);
    connect(role_, &QAbstractButton::clicked, this, &UserPanel::changeRole);
    more_ = ui::iconButton(u"three-dots"_s, tr("More actions"));
    more_->setVariant(ui::ButtonVariant::secondary);
    more_->setObjectName(u"moreActions"_s);
    connect(more_, &QAbstractButton::clicked, this, &UserPanel::openMenu);
    row->addWidget(edit_);
    row->addWidget(role_);
    row->addStretch();
    row->addWidget(more_);
    managed_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::tertiary);
    managed_->setWordWrap(true);
    managed_->hide();
    column->addLayout(row);
    column->addWidget(managed_);
    return box;
}

void UserPanel::changeRole() {
    if (!detail_->user()) return;
    const domain::User& user = *detail_->user();
    const domain::AccessRole* role = detail_->role();
    actions_->changeRole(Choice::of(user), user.tenantId, role ? role->id : std::string());
}

void UserPanel::openMenu() {
    if (!detail_->user()) return;
    const domain::User user = *detail_->user();
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& text, const QString& name, const QString& icon, auto act,
                         Permission permission) {
        QAction* action = menu->addAction(ui::icon(icon), text, this, act);
        action->setObjectName(name);
        needs(action, context_.session, permission);
        if (user.identitySource && permission != Permission::none) action->setEnabled(false);
    };
    const auto one = [this, user](Act act) { return [this, user, act] { std::invoke(act, actions_, user); }; };
    const Choice choice = Choice::of(user);
    if (user.status == UserStatus::removed) {
        add(
            tr("Restore…"), u"restoreUser"_s, u"arrow-counterclockwise"_s, [=, this] { actions_->restore(choice); },
            Permission::plansApply);
        add(tr("Copy id"), u"menuCopyUserId"_s, u"files"_s, one(&UserActions::copyId), Permission::none);
        menu->popup(more_->mapToGlobal(QPoint(0, more_->height() + 4)));
        return;
    }
    if (user.status == UserStatus::suspended)
        add(
            tr("Let in again…"), u"resumeUser"_s, u"play-fill"_s, [=, this] { actions_->resume(choice); },
            Permission::plansApply);
    else
        add(
            tr("Suspend…"), u"suspendUser"_s, u"slash-circle"_s, [=, this] { actions_->suspend(choice); },
            Permission::plansApply);
    if (user.status == UserStatus::invited) {
        add(tr("Invite again"), u"menuInviteAgain"_s, u"envelope"_s, one(&UserActions::inviteAgain),
            Permission::usersWrite);
        add(tr("Withdraw the invitation…"), u"menuWithdraw"_s, u"trash"_s, one(&UserActions::withdrawInvitation),
            Permission::usersWrite);
    } else {
        add(tr("Send link to a new password"), u"menuResetPassword"_s, u"key"_s, one(&UserActions::resetPassword),
            Permission::usersWrite);
        add(
            tr("Delete…"), u"deleteUser"_s, u"trash"_s, [=, this] { actions_->remove(choice); },
            Permission::plansApply);
    }
    menu->addSeparator();
    add(tr("Copy id"), u"menuCopyUserId"_s, u"files"_s, one(&UserActions::copyId), Permission::none);
    menu->popup(more_->mapToGlobal(QPoint(0, more_->height() + 4)));
}

QWidget* UserPanel::makeOverview() {
    auto* page = new QWidget;
    auto* layout = panelColumn(page);
    facts_ = new ui::KeyValueList;
    addSection(layout, nullptr, {facts_});
    auto* trailHead = new ui::SectionHeader(tr("Recent audit"));
    auto* open = trailHead->addLink(tr("Open audit log"));
    open->setObjectName(u"openAudit"_s);
    connect(open, &QAbstractButton::clicked, this,
            [this] { context_.shell.goTo(u"audit"_s, {{u"filter"_s, u"entityId=%1"_s.arg(detail_->id())}}); });
    addSection(layout, trailHead, {new AuditRows(context_, detail_->audit(), recentEntries, false)}, true);
    layout->addStretch();
    return scrolled(page);
}

QWidget* UserPanel::makeRole() {
    auto* page = new QWidget;
    auto* layout = panelColumn(page);
    roleName_ = new ui::Text({}, ui::TextStyle::bodyStrong);
    roleName_->setObjectName(u"roleName"_s);
    roleText_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary);
    roleText_->setWordWrap(true);
    addSection(layout, nullptr, {roleName_, roleText_});
    permissions_ = new PermissionFacts;
    addSection(layout, new ui::SectionHeader(tr("Permissions")), {permissions_}, true);
    layout->addStretch();
    return scrolled(page);
}

QWidget* UserPanel::makeSessions() {
    auto* page = new QWidget;
    auto* layout = panelColumn(page);
    layout->addWidget(new SessionList(context_, detail_->sessions(), Permission::usersWrite), 1);
    auto* all = makeButton(tr("Sign out everywhere…"), u"signOutEverywhere"_s, &UserActions::signOutEverywhere);
    all->setVariant(ui::ButtonVariant::dangerOutline);
    needs(all, context_.session, Permission::usersWrite);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(16, 8, 16, 12);
    row->addWidget(all);
    row->addStretch();
    layout->addLayout(row);
    return page;
}

QWidget* UserPanel::makeMeasure(QVBoxLayout* into, const QString& title, const QString& text, const QString& button,
                                const QString& name, Act act, bool last) {
    auto* words = new ui::Text(text, ui::TextStyle::small, ui::Tone::secondary);
    words->setWordWrap(true);
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 8, 0, 0);
    auto* does = makeButton(button, name, act);
    needs(does, context_.session, Permission::usersWrite);
    row->addWidget(does);
    row->addStretch();
    return addSection(into, new ui::SectionHeader(title), {words, line}, last);
}

QWidget* UserPanel::makeSecurity() {
    auto* page = new QWidget;
    auto* layout = panelColumn(page);
    invitation_ = makeMeasure(layout, tr("Invitation"), tr("A new link; the one before is void."), tr("Invite again"),
                              u"inviteAgain"_s, &UserActions::inviteAgain);
    password_ = makeMeasure(layout, tr("Password"), tr("A link to set a new one. The old password holds until then."),
                            tr("Send link"), u"resetPassword"_s, &UserActions::resetPassword);
    makeMeasure(layout, tr("E-mail"), tr("The new address confirms it first."), tr("Change e-mail…"), u"changeEmail"_s,
                &UserActions::changeEmail);
    makeMeasure(layout, tr("Second factor"), tr("For somebody who has lost it: they set up a new one at sign-in."),
                tr("Take away…"), u"resetSecondFactor"_s, &UserActions::resetSecondFactor, true);
    layout->addStretch();
    return scrolled(page);
}

QWidget* UserPanel::makeAudit() {
    auto* page = new QWidget;
    auto* layout = panelColumn(page);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->addWidget(new AuditRows(context_, detail_->audit(), models::AuditTrail::mostEntries, true));
    layout->addStretch();
    return scrolled(page);
}

void UserPanel::showManaged() {
    const auto& user = detail_->user();
    const QString source = user && user->identitySource ? QString::fromStdString(*user->identitySource) : QString();
    const QString elsewhere = source.isEmpty() ? QString() : tr("Managed by %1; change it there.").arg(source);
    managed_->setText(elsewhere);
    managed_->setVisible(!elsewhere.isEmpty());
    for (ui::Button* button : {edit_, role_}) {
        const auto offline = button == edit_ ? WhileOffline::drafted : WhileOffline::refused;
        const QString why = whyNot(context_.session, Permission::plansApply, offline);
        button->setEnabled(why.isEmpty() && elsewhere.isEmpty());
        button->setToolTip(why.isEmpty() ? elsewhere : why);
    }
}

void UserPanel::showUser() {
    const auto& user = detail_->user();
    problem_->setVisible(!user && detail_->userError());
    pages_->setVisible(user.has_value());
    showManaged();
    if (!user) {
        if (detail_->userError()) problem_->set(*detail_->userError(), tr("Could not load the user"));
        return;
    }
    const QString name = QString::fromStdString(user->name);
    logo_->setName(name);
    name_->setText(name);
    setAccessibleName(tr("User %1").arg(name));
    status_->set(text(user->status), kindOf(user->status));
    id_->setText(QString::fromStdString(user->id));
    email_->setText(QString::fromStdString(user->email));
    stale_->setVisible(detail_->staleSince().isValid());
    stale_->setText(tr("From this computer, as of %1").arg(momentText(detail_->staleSince())));

    const domain::AccessRole* role = detail_->role();
    const QString roleName = role ? nameOf(*role) : roleText(*user);
    facts_->clear();
    facts_->addRow(tr("Role"), roleName, user->customRoleId ? tr("custom") : QString());
    facts_->addRow(tr("Belongs to"), user->tenantId.empty() ? tr("The platform's staff") : detail_->tenantName());
    const QString seen =
        user->lastSeenAt ? ageText(toDateTime(*user->lastSeenAt), QDateTime::currentDateTimeUtc()) : tr("never");
    facts_->addRow(tr("Last seen"), seen);
    facts_->addRow(user->status == UserStatus::invited ? tr("Invited") : tr("Created"),
                   momentText(toDateTime(user->createdAt)));
    if (user->identitySource) facts_->addRow(tr("Source"), QString::fromStdString(*user->identitySource));

    roleName_->setText(roleName);
    roleText_->setText(role ? QString::fromStdString(role->description) : QString());
    roleText_->setVisible(!roleText_->text().isEmpty());
    permissions_->set(domain::grantable(user->tenantId.empty()),
                      role ? role->permissions : domain::permissionsOf(user->role));
    invitation_->setVisible(user->status == UserStatus::invited);
    password_->setVisible(user->status != UserStatus::invited && user->status != UserStatus::removed);
}

}  // namespace steward::views

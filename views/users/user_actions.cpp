#include "views/users/user_actions.h"

#include "contract/endpoints.h"
#include "ui/toast.h"
#include "views/common/confirm_dialog.h"
#include "views/common/words.h"
#include "views/users/user_forms.h"
#include "views/users/users_tables.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Operation;

namespace {

QString name(const domain::User& user) {
    return QString::fromStdString(user.name);
}

}  // namespace

UserActions::UserActions(PageContext& context, QObject* parent)
    : PlanActions(context, domain::EntityKind::user, u"users"_s, parent) {}

QString UserActions::several(qint64 count) const {
    return tr("%1 users").arg(countText(count));
}

void UserActions::rebase(const models::EditDraft& edit, Rebased then) {
    rebaseOn<domain::UserPatch>(models::fetchFrom(context().client, contract::getUser), edit, std::move(then));
}

void UserActions::suspend(const Choice& choice) {
    operate(choice, Operation::suspend, tr("Suspend %1").arg(about(choice)));
}

void UserActions::resume(const Choice& choice) {
    operate(choice, Operation::resume, tr("Let %1 in again").arg(about(choice)));
}

void UserActions::remove(const Choice& choice) {
    operate(choice, Operation::remove, tr("Delete %1").arg(about(choice)));
}

void UserActions::restore(const Choice& choice) {
    operate(choice, Operation::restore, tr("Restore %1").arg(about(choice)));
}

void UserActions::copyId(const domain::User& user) {
    copy(user.id, tr("Id of %1 copied").arg(name(user)));
}

void UserActions::changeRole(const Choice& choice, const std::optional<std::string>& tenantId,
                             const std::string& roleId) {
    if (choice.isEmpty()) return;
    const QString title = tr("Change role of %1").arg(about(choice));
    auto* dialog = new FormDialog(context().shell.window(), title, tr("Preview…"));
    auto* select = new RoleSelect(ownRights(context()));
    offerRoles(context(), select, tenantId, roleId);
    dialog->addField(u"/role"_s, tr("New role"), select,
                     tenantId ? tr("It holds at once. You see each change first.")
                              : tr("They belong to several tenants, so custom roles are not offered."));
    connect(dialog, &FormDialog::submitted, this, [this, dialog, select, choice, title] {
        if (!select->chosen()) return;
        domain::UserPatch patch;
        select->writeTo(patch);
        preview(change(choice, patch), title, tr("New role: %1.").arg(select->currentText()), dialog);
    });
    dialog->open(select);
}

void UserActions::edit(const domain::User& user) {
    auto* dialog = new FormDialog(context().shell.window(), tr("Edit %1").arg(name(user)), tr("Preview…"));
    auto* field = new ui::LineField;
    field->setLarge(true);
    field->setMaxLength(120);
    field->setText(name(user));
    dialog->addField(u"/name"_s, tr("Name"), field);
    connect(dialog, &FormDialog::submitted, this, [this, dialog, field, user] {
        domain::UserPatch patch;
        patch.name = field->text().trimmed().toStdString();
        if (*patch.name == user.name) return dialog->close();
        save(editOf(user, patch), tr("Change %1").arg(name(user)), dialog);
    });
    watch(dialog, user.id, user.version);
    dialog->open(field);
}

template <class Request, class Response, class Done>
void UserActions::call(const contract::Endpoint<Request, Response>& endpoint, Request request, const QString& notDone,
                       Done done) {
    client::whenReady(context().client.call(endpoint, std::move(request)), this,
                      [this, notDone, done = std::move(done)](Result<Response> answer) {
                          if (!answer) return tell(context(), answer, {}, notDone);
                          done(*answer);
                          Q_EMIT changed();
                      });
}

void UserActions::tellSent(const contract::SentLink& sent, const QString& mailed, const QString& title,
                           const QString& text) {
    if (sent.mailed || !sent.link) return context().toasts.show(ui::BadgeKind::ok, mailed), void();
    showOnce(context().shell.window(), title,
             tr("%1 This platform sends no mail. The link is good until %2.")
                 .arg(text, momentText(toDateTime(sent.expiresAt))),
             QString::fromStdString(*sent.link));
}

void UserActions::invite() {
    auto* dialog = new InviteForm(context());
    connect(dialog, &FormDialog::submitted, this, [this, dialog] {
        const auto request = dialog->request();
        if (!request) return dialog->showError(request.error());
        dialog->setBusy(true);
        client::whenReady(context().client.call(contract::inviteUser, *request), dialog,
                          [this, dialog](Result<contract::Invitation> invitation) {
                              dialog->setBusy(false);
                              if (!invitation) return dialog->showError(invitation.error());
                              dialog->close(1);
                              const domain::User& user = invitation->user;
                              tellSent(invitation->sent,
                                       tr("Invitation sent to %1").arg(QString::fromStdString(user.email)),
                                       tr("Invitation of %1").arg(name(user)),
                                       tr("Pass this link on to %1.").arg(QString::fromStdString(user.email)));
                              Q_EMIT changed();
                          });
    });
    dialog->open(dialog->first());
}

void UserActions::inviteAgain(const domain::User& user) {
    call(contract::resendInvitation, contract::ById{user.id}, tr("%1 was not invited again").arg(name(user)),
         [this](const contract::Invitation& invitation) {
             const domain::User& invited = invitation.user;
             const QString email = QString::fromStdString(invited.email);
             tellSent(invitation.sent, tr("Invitation sent to %1").arg(email),
                      tr("Invitation of %1").arg(name(invited)),
                      tr("Pass this link on to %1; the one before is void.").arg(email));
         });
}

void UserActions::withdrawInvitation(const domain::User& user) {
    confirmFirst(
        context().shell.window(), tr("Withdraw the invitation of %1?").arg(name(user)),
        tr("The link stops working and the user is removed. You can invite them again."), tr("Withdraw"), [this, user] {
            call(contract::revokeInvitation, contract::ById{user.id},
                 tr("The invitation of %1 was not withdrawn").arg(name(user)), [this, user](const contract::Nothing&) {
                     context().toasts.show(ui::BadgeKind::ok, tr("Invitation of %1 withdrawn").arg(name(user)));
                 });
        });
}

void UserActions::resetPassword(const domain::User& user) {
    call(contract::requestPasswordReset, contract::ById{user.id}, tr("No link was sent to %1").arg(name(user)),
         [this, user](const contract::SentLink& sent) {
             tellSent(sent, tr("Link to a new password sent to %1").arg(QString::fromStdString(user.email)),
                      tr("New password for %1").arg(name(user)),
                      tr("Pass this link on to %1. The old password holds until a new one is set.").arg(name(user)));
         });
}

void UserActions::changeEmail(const domain::User& user) {
    auto* dialog = new FormDialog(context().shell.window(), tr("New e-mail of %1").arg(name(user)), tr("Send link"));
    auto* field = new ui::LineField(QString::fromStdString(user.email));
    field->setLarge(true);
    dialog->addField(u"/email"_s, tr("New e-mail"), field, tr("It changes once the new address has confirmed it."));
    connect(dialog, &FormDialog::submitted, this, [this, dialog, field, user] {
        const QString email = field->text().trimmed();
        dialog->setBusy(true);
        client::whenReady(
            context().client.call(contract::changeUserEmail, {user.id, email.toStdString()}), dialog,
            [this, dialog, email, user](Result<contract::SentLink> sent) {
                dialog->setBusy(false);
                if (!sent) return dialog->showError(sent.error());
                dialog->close(1);
                tellSent(*sent, tr("Link to confirm sent to %1").arg(email), tr("New e-mail of %1").arg(name(user)),
                         tr("Pass this link on to %1, who confirms the address with it.").arg(name(user)));
                Q_EMIT changed();
            });
    });
    dialog->open(field);
}

void UserActions::signOutEverywhere(const domain::User& user) {
    confirmFirst(context().shell.window(), tr("Sign %1 out everywhere?").arg(name(user)),
                 tr("All their sign-ins end at once. They can sign in again unless they are suspended."),
                 tr("Sign out everywhere"), [this, user] {
                     call(contract::endUserSessions, contract::ById{user.id},
                          tr("%1 was not signed out").arg(name(user)), [this](const contract::SessionsEnded& ended) {
                              context().toasts.show(ui::BadgeKind::ok,
                                                    tr("%n sign-in(s) ended", nullptr, int(ended.count)));
                          });
                 });
}

void UserActions::resetSecondFactor(const domain::User& user) {
    confirmFirst(
        context().shell.window(), tr("Take the second factor of %1 away?").arg(name(user)),
        tr("For somebody who has lost it. Make sure that it is them who ask. Their sign-ins end; they set up a "
           "new one when they sign in."),
        tr("Take away"), [this, user] {
            call(contract::resetSecondFactor, contract::ById{user.id},
                 tr("The second factor of %1 stays").arg(name(user)), [this, user](const contract::Nothing&) {
                     context().toasts.show(ui::BadgeKind::ok, tr("Second factor of %1 taken away").arg(name(user)));
                 });
        });
}

}  // namespace steward::views

// What can be done to users: roles, names and suspensions end in a plan; invitations, links and sign-ins are asked for
// at once. Used by the list, the panel and the palette. GUI thread.
#pragma once

#include "contract/messages.h"
#include "domain/access.h"
#include "views/common/plan_actions.h"

namespace steward::views {

class UserActions : public PlanActions {
    Q_OBJECT
public:
    explicit UserActions(PageContext& context, QObject* parent = nullptr);

    void invite();
    void edit(const domain::User& user);
    // `tenantId`: where all of them belong, empty for staff of the platform; without: several places, so that only
    // built-in roles of tenants are offered. `roleId`: what is chosen to begin with.
    void changeRole(const Choice& choice, const std::optional<std::string>& tenantId, const std::string& roleId = {});
    void suspend(const Choice& choice);
    void resume(const Choice& choice);
    void remove(const Choice& choice);
    void restore(const Choice& choice);
    void copyId(const domain::User& user);

    void inviteAgain(const domain::User& user);
    void withdrawInvitation(const domain::User& user);
    void resetPassword(const domain::User& user);
    void changeEmail(const domain::User& user);
    void signOutEverywhere(const domain::User& user);
    void resetSecondFactor(const domain::User& user);

protected:
    QString several(qint64 count) const override;
    void rebase(const models::EditDraft& edit, Rebased then) override;

private:
    // By mail, or, where there is none, as a link to pass on.
    void tellSent(const contract::SentLink& sent, const QString& mailed, const QString& title, const QString& text);
    // Says that it was not done, or calls `done`.
    template <class Request, class Response, class Done>
    void call(const contract::Endpoint<Request, Response>& endpoint, Request request, const QString& notDone,
              Done done);
};

}  // namespace steward::views

#include "users/account_mails.h"

namespace steward::users {
namespace {

// "2026-12-02 20:13 UTC"
std::string whenText(Time at) {
    std::string text = toRfc3339(at).substr(0, 16);
    text[10] = ' ';
    return text + " UTC";
}

kernel::Mail mail(const std::string& product, const domain::User& user, const std::string& recipient,
                  std::string subject, const std::string& body) {
    return {user.tenantId, recipient, product, std::move(subject), "Hello " + user.name + ",\n\n" + body};
}

std::string goodUntil(const NewLink& link) {
    return "The link is good once, until " + whenText(link.row.expiresAt) + ":\n\n" + link.url + "\n\n";
}

}  // namespace

kernel::Mail invitationMail(const std::string& product, const domain::User& user, const std::string& inviter,
                            const NewLink& link) {
    return mail(
        product, user, user.email, "You are invited to " + product,
        inviter + " invites you to " + product +
            ". Follow this link to choose your password.\n"
            "The link is good once, until " +
            whenText(link.row.expiresAt) + ":\n\n" + link.url +
            "\n\n"
            "If you do not know what this is about, leave this mail alone: without the link nothing happens.\n");
}

kernel::Mail passwordResetMail(const std::string& product, const domain::User& user, const NewLink& link) {
    return mail(product, user, user.email, "Set a new password for " + product,
                "somebody, hopefully you, asked for a new password for " + user.email + ".\n" + goodUntil(link) +
                    "If it was not you, leave this mail alone: your password stays as it is.\n");
}

kernel::Mail emailChangeMail(const std::string& product, const domain::User& user, const NewLink& link) {
    return mail(product, user, link.row.email, "Confirm your new address for " + product,
                "this address was named as your new one. Follow the link to confirm that it is yours.\n" +
                    goodUntil(link) + "If you do not know what this is about, leave this mail alone.\n");
}

kernel::Mail emailChangedMail(const std::string& product, const domain::User& before, const std::string& email) {
    return mail(product, before, before.email, "Your address for " + product + " has changed",
                "from now on you sign in with " + email +
                    ", and mails go there.\n"
                    "If it was not you, tell an administrator at once.\n");
}

kernel::Mail passwordChangedMail(const std::string& product, const domain::User& user) {
    return mail(product, user, user.email, "Your password for " + product + " has changed",
                "your password was changed, and your other sessions have ended.\n"
                "If it was not you, ask for a new password at once and tell an administrator.\n");
}

}  // namespace steward::users

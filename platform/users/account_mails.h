// What the mails about accounts say: plain text, in the name of the tenant's brand where it has published one. Pure.
#pragma once

#include <string>

#include "domain/access.h"
#include "kernel/mail/mailer.h"
#include "users/account_links.h"

namespace steward::users {

// `product` is the brand's name, or "Steward".
kernel::Mail invitationMail(const std::string& product, const domain::User& user, const std::string& inviter,
                            const NewLink& link);
kernel::Mail passwordResetMail(const std::string& product, const domain::User& user, const NewLink& link);
// To the new address.
kernel::Mail emailChangeMail(const std::string& product, const domain::User& user, const NewLink& link);
// To the address before.
kernel::Mail emailChangedMail(const std::string& product, const domain::User& before, const std::string& email);
kernel::Mail passwordChangedMail(const std::string& product, const domain::User& user);

}  // namespace steward::users

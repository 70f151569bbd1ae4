// Links that are good once: invitations, password resets, changes of an e-mail address. The secret in a link is stored
// as its hash; a newer link of the same purpose takes the place of the one before.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "contract/messages.h"
#include "domain/access.h"
#include "sql/connection.h"

namespace steward::users {

enum class LinkPurpose { invitation, passwordReset, emailChange };
STEWARD_DESCRIBE_ENUM(LinkPurpose, invitation, passwordReset, emailChange)

inline constexpr std::string_view invitationPath = "/account/invitation";
inline constexpr std::string_view passwordResetPath = "/account/password-reset";
inline constexpr std::string_view emailChangePath = "/account/email";
std::string_view pathOf(LinkPurpose purpose);
Duration lifetimeOf(LinkPurpose purpose);

struct AccountLink {
    std::string tokenHash;
    LinkPurpose purpose = LinkPurpose::invitation;
    std::string userId;
    std::string tenantId;
    std::string email;  // that it went to
    std::string createdBy;
    Time createdAt{};
    Time expiresAt{};
};
STEWARD_DESCRIBE(AccountLink, (tokenHash, purpose, userId, tenantId, email, createdBy, createdAt, expiresAt))

// A link before it is stored: the only place where its secret is.
struct NewLink {
    AccountLink row;
    std::string url;

    // The reply to whoever asked for it.
    contract::SentLink sent(bool mailed) const {
        return {row.expiresAt, mailed, mailed ? std::nullopt : std::optional(url)};
    }
};
NewLink newLink(LinkPurpose purpose, const domain::User& user, std::string email, std::string createdBy,
                std::string_view issuer, Time now);

// All inside a transaction.
// In place of the user's link of the same purpose; expired ones of everybody go.
Result<> storeLink(sql::Connection& db, const AccountLink& link, Time now);
// nullopt: never was, was used, was replaced or has expired.
Result<std::optional<AccountLink>> findLink(sql::Connection& db, LinkPurpose purpose, const std::string& token,
                                            Time now);
// The link, which is then used up. ErrorCode::gone for one that findLink does not find.
Result<AccountLink> useLink(sql::Connection& db, LinkPurpose purpose, const std::string& token, Time now);
Result<std::optional<AccountLink>> linkOf(sql::Connection& db, LinkPurpose purpose, const std::string& userId,
                                          Time now);
// All of a user: they went to an address, or were about a password, of yesterday.
Result<> forgetLinks(sql::Connection& db, const std::string& userId);

}  // namespace steward::users

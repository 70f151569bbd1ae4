// People whom another OpenID Connect issuer vouches for: their access tokens open the API, their first sign-in makes
// the user that plans, reports and the audit log know, and each later one takes over what the issuer says of them.
// Name, e-mail and role of such a user are changed there and nowhere else (User::identitySource).
//
//   token ─► OidcIssuer (is it theirs?) ─► personOf (role, tenant) ─► user, session ─► Principal
//
// Sessions are the platform's own rows, so they are listed and ended like all others; one that was ended here or by a
// logout token stays ended, whatever tokens the issuer goes on giving for it. A Keycloak that ends all sessions of
// somebody tells of one (its issue 22914), so after a logout the others are compared with what it still lists.
// I/O thread.
#pragma once

#include <map>
#include <string>

#include "domain/credentials.h"
#include "identity/claim_mapping.h"
#include "identity/external_store.h"
#include "identity/oidc_issuer.h"
#include "identity/sessions.h"
#include "identity/token_issuer.h"
#include "identity/user_source.h"
#include "kernel/db/database.h"

namespace steward::identity {

class ExternalUsers final : public TokenIssuer {
public:
    struct Parts {
        kernel::Database& database;
        const Clock& clock;
        OidcIssuer& issuer;
        Sessions& sessions;
        ClaimMapping mapping;
        domain::SecondFactorRule rule = domain::SecondFactorRule::none;
        UserSource* source = nullptr;  // who knows the people and sessions there; nullptr: nobody
        bool listsSessions = false;    // all that are open
        Duration importEvery{};        // 0: people are not listed before they come
    };
    explicit ExternalUsers(Parts parts) : parts_(std::move(parts)) {}

    bool isNamedBy(std::string_view token) const override;
    kernel::Async<AdmittedToken> admit(std::string token, std::string device) override;

    // OpenID Connect Back-Channel Logout 1.0: ends the session that the token names, or all of its subject; soon after
    // it those that the source does not list any more. ErrorCode::invalid for a token that is not one, or was shown
    // before.
    kernel::Async<> signOut(std::string logoutToken);

    // Makes users of those who may come in and never did, so that they are listed: some 10,000 people are looked at.
    // Not twice at once, nor more often than is configured; what fails is logged.
    kernel::asio::awaitable<void> importPeople();

    // Whether the issuer has no such person any more, or lets them in no more; false where nobody tells.
    // ErrorCode::unavailable.
    kernel::Async<bool> isShutOut(ExternalIdentity identity);

    // Somebody who was invited at the issuer and has not come yet is the user `userId` from now on. Inside
    // Database::write.
    static Result<> remember(sql::Connection& db, const std::string& issuer, const std::string& subject,
                             const domain::User& user, Time now);

private:
    // The issuer tells of a logout before it has stored it, so that is looked at several times.
    kernel::asio::awaitable<void> compareSoon(std::string subject);
    // Ends what the source does not list any more. False when there is nothing left to compare.
    kernel::Async<bool> compare(std::string subject);
    // How many are new.
    kernel::Async<std::int64_t> importAll();
    kernel::Async<bool> importOne(SourceUser user);

    Parts parts_;
    bool isImporting_ = false;
    Time importedAt_{};
    std::map<std::string, int> comparing_;  // subject to how often it was looked at
};

}  // namespace steward::identity

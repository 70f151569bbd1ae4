// Sessions from sign-in to sign-out, both in the audit log, and the tokens they are made of: codes are redeemed once,
// refresh tokens rotate, and whatever is shown a second time ends the session it came from. I/O thread.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>

#include "identity/authorize.h"
#include "identity/identity_store.h"
#include "identity/oauth.h"
#include "identity/secrets.h"
#include "identity/sign_in_audit.h"
#include "identity/token_verifier.h"
#include "kernel/db/database.h"

namespace steward::identity {

// Active, of a tenant that is open (domain::isOpen), and with a role that fits where they belong.
bool maySignIn(const Account& account);

enum class EndReason {
    signedOut,
    revoked,  // by its program
    codeReused,
    refreshTokenReused,
    accessWithdrawn,
    passwordChanged,
    endedElsewhere,  // by the user, from another session
    endedByAdministrator,
    secondFactorReset,
    endedByIssuer,  // of a user who signs in elsewhere
};
STEWARD_DESCRIBE_ENUM(EndReason, signedOut, revoked, codeReused, refreshTokenReused, accessWithdrawn, passwordChanged,
                      endedElsewhere, endedByAdministrator, secondFactorReset, endedByIssuer)

class Sessions {
public:
    struct Parts {
        kernel::Database& database;
        const Clock& clock;
        const MasterKey& masterKey;
        const KeyRing& keys;
        TokenVerifier& verifier;
        const std::string& issuer;
        std::string audience;
        // Who may want to know that a session has ended, on the node that ended it.
        std::function<void(const Session&)> ended;
    };
    explicit Sessions(Parts parts) : parts_(std::move(parts)) {}

    // Before serving: what ended a moment ago, and how many are open. Blocking.
    Result<> load();

    // For somebody who has just proved who they are.
    kernel::Async<std::string> issueCode(AuthorizeRequest request, std::string userId, Proof proof, bool keepSignedIn);
    kernel::Async<TokenReply> redeem(std::string code, std::string clientId, std::string redirectUri,
                                     std::string verifier, std::string dpopKey = {});
    // `dpopKey`: of the proof that came with the request (dpop.h). A session is bound to a key from its first token on,
    // or never.
    kernel::Async<TokenReply> refresh(std::string token, std::string clientId, std::string dpopKey = {});
    // A session without a code: of a device, of the local operator, of demo traffic.
    kernel::Async<TokenReply> start(std::string userId, std::string clientId, Proof proof,
                                    std::string scope = "openid profile email", std::string dpopKey = {});

    // RFC 7009: a refresh or an access token; unknown ones are no error.
    kernel::Async<> revoke(std::string token, std::string clientId);
    // RP-initiated sign-out: the ID token names the session; it may have expired. ErrorCode::unauthenticated if it is
    // not one of ours.
    kernel::Async<> signOut(std::string idToken);
    kernel::Async<> end(std::string sessionId, EndReason reason);
    // Open sessions of a user, the latest first.
    kernel::Async<std::vector<Session>> list(std::string userId);
    // Ends the open ones of those that `choose` gives, in its transaction; how many those were. Without an actor: by
    // the users themselves.
    using Choice = std::function<Result<std::vector<Session>>(sql::Connection&)>;
    kernel::Async<std::int64_t> endChosen(Choice choose, EndReason reason, std::optional<Actor> actor);
    // Ends sessions of a user or tenant that no longer may have any. After users and tenants were changed.
    kernel::Async<> withdraw(std::string userOrTenantId);

    // Inside Database::write: ends a user's open sessions but `kept`; their ids, for closed() after the commit.
    static Result<std::vector<std::string>> endAll(sql::Connection& db, const std::string& userId,
                                                   const std::string& kept, EndReason reason, Time now);
    void closed(const std::vector<std::string>& sessionIds);
    // It was stored, by whoever lets people of another issuer in.
    void opened(const std::string& sessionId, Time expiresAt);
    // Its end was stored, by whichever node. Any thread.
    void closed(const std::string& sessionId);

    // Sessions that have not ended. Any thread.
    std::size_t open() const;

private:
    struct Granted;
    static Result<Granted> grant(sql::Connection& db, Account account, std::string clientId, std::string scope,
                                 Proof proof, std::string dpopKey, Duration lifetime, Time now);
    Result<TokenReply> reply(const Granted& granted);
    void opened(const Session& session) { opened(session.id, session.expiresAt); }
    kernel::asio::awaitable<void> tell(std::vector<std::string> sessionIds);

    Parts parts_;
    mutable std::mutex mutex_;
    mutable std::unordered_map<std::string, Time> open_;  // session to its expiry
};

}  // namespace steward::identity

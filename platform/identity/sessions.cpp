#include "identity/sessions.h"

#include "base/ids.h"
#include "base/json.h"
#include "base/log.h"
#include "identity/lifetimes.h"
#include "identity/news.h"

namespace steward::identity {

using kernel::Async;

namespace {

constexpr std::string_view successorPurpose = "refresh token successor";

tl::unexpected<Error> refuseCode() {
    return refuseGrant(GrantError::invalid_grant, "The authorization code is not valid, or was used before.");
}
tl::unexpected<Error> refuseRefresh() {
    return refuseGrant(GrantError::invalid_grant, "The session has ended. Sign in again.");
}

// False when it had ended before, or never was.
Result<bool> endAndRecord(sql::Connection& db, const std::string& sessionId, EndReason reason,
                          const std::optional<Actor>& actor, Time now) {
    IdentityStore store(db);
    STEWARD_TRY(const bool ended, store.endSession(sessionId, enumName(reason), now));
    if (!ended) return false;
    STEWARD_TRY(const auto session, store.session(sessionId));
    if (session) STEWARD_CHECK(recordEnd(db, *session, enumName(reason), actor, now));
    STEWARD_CHECK(announce(db, NewsKind::sessionEnded, sessionId));
    return true;
}

Result<bool> endAndRecord(sql::Connection& db, const std::string& sessionId, EndReason reason, Time now) {
    const bool byUser = reason == EndReason::signedOut || reason == EndReason::revoked;
    return endAndRecord(db, sessionId, reason, byUser ? std::nullopt : std::optional(platformItself()), now);
}

}  // namespace

bool maySignIn(const Account& account) {
    const auto& user = account.user;
    if (user.status != domain::UserStatus::active) return false;
    if (user.tenantId.empty()) return domain::isPlatformRole(user.role);
    return !domain::isPlatformRole(user.role) && account.tenantStatus && domain::isOpen(*account.tenantStatus);
}

// What came of a grant inside the transaction. Without an account it was refused, and `ended` may name a session that
// was ended for it.
struct Sessions::Granted {
    std::optional<Account> account;
    Session session;
    std::string refreshToken;
    std::optional<std::string> nonce;
    std::string ended;
    bool isWithdrawn = false;  // the account may not sign in any more
};

Result<> Sessions::load() {
    struct Loaded {
        std::vector<Session> open;
        std::vector<Session> ended;
    };
    const Time now = parts_.clock.now();
    STEWARD_TRY(const Loaded loaded, parts_.database.writeNow([now](sql::Connection& db) -> Result<Loaded> {
        IdentityStore store(db);
        STEWARD_CHECK(store.forgetOld(now));
        STEWARD_TRY(auto open, store.openSessions(now));
        STEWARD_TRY(auto ended, store.sessionsEndedSince(now - accessLifetime));
        return Loaded{std::move(open), std::move(ended)};
    }));
    for (const auto& session : loaded.open)
        opened(session);
    for (const auto& session : loaded.ended)
        parts_.verifier.endSession(session.id);
    return {};
}

Async<std::string> Sessions::issueCode(AuthorizeRequest request, std::string userId, Proof proof, bool keepSignedIn) {
    const Time now = parts_.clock.now();
    const std::string code = newSecret();
    AuthorizationCode row{fingerprint(code),     userId,        request.clientId,
                          request.redirectUri,   request.scope, request.nonce,
                          request.codeChallenge, keepSignedIn,  now,
                          now + codeLifetime,    std::nullopt,  proof.device,
                          proof.methods,         proof.at};
    const auto store = [row, now](sql::Connection& db) -> Result<> {
        STEWARD_CHECK(IdentityStore(db).forgetOld(now));
        return IdentityStore(db).insertCode(row);
    };
    const auto stored = co_await parts_.database.write(store);
    if (!stored) co_return fail(stored.error());
    co_return code;
}

Result<Sessions::Granted> Sessions::grant(sql::Connection& db, Account account, std::string clientId, std::string scope,
                                          Proof proof, std::string dpopKey, Duration lifetime, Time now) {
    IdentityStore store(db);
    Granted granted;
    granted.session = {newId(id::session, now),
                       account.user.id,
                       account.user.tenantId,
                       std::move(clientId),
                       std::move(scope),
                       now,
                       now,
                       now + lifetime,
                       std::nullopt,
                       std::nullopt,
                       std::move(proof.device),
                       std::move(proof.methods),
                       proof.at,
                       std::move(dpopKey)};
    granted.refreshToken = newSecret();
    STEWARD_CHECK(store.insertSession(granted.session));
    STEWARD_CHECK(store.insertRefreshToken({fingerprint(granted.refreshToken), granted.session.id, now, std::nullopt}));
    STEWARD_CHECK(store.markSeen(account.user.id, now));
    STEWARD_CHECK(recordStart(db, account.user, granted.session, now));
    granted.account = std::move(account);
    return granted;
}

Async<TokenReply> Sessions::redeem(std::string code, std::string clientId, std::string redirectUri,
                                   std::string verifier, std::string dpopKey) {
    const Time now = parts_.clock.now();
    const auto exchange = [=](sql::Connection& db) -> Result<Granted> {
        IdentityStore store(db);
        STEWARD_TRY(const auto row, store.code(fingerprint(code)));
        if (!row) return Granted{};
        if (row->sessionId) {
            Granted refused;
            refused.ended = *row->sessionId;
            STEWARD_CHECK(endAndRecord(db, refused.ended, EndReason::codeReused, now));
            return refused;
        }
        if (row->expiresAt <= now || row->clientId != clientId || row->redirectUri != redirectUri ||
            !isCodeVerifier(verifier) || !sameSecret(challengeOf(verifier), row->codeChallenge))
            return Granted{};
        STEWARD_TRY(auto account, store.accountById(row->userId));
        if (!account || !maySignIn(*account)) return Granted{};
        const Duration lifetime = row->keepSignedIn ? keptSessionLifetime : sessionLifetime;
        const Proof proof{row->authenticatedAt, row->methods, row->device};
        STEWARD_TRY(Granted granted,
                    grant(db, std::move(*account), clientId, row->scope, proof, dpopKey, lifetime, now));
        STEWARD_CHECK(store.redeemCode(row->codeHash, granted.session.id));
        granted.nonce = row->nonce;
        return granted;
    };
    const auto redeemed = co_await parts_.database.write(exchange);
    if (!redeemed) co_return fail(redeemed.error());
    if (!redeemed->ended.empty()) {
        closed(redeemed->ended);
        co_await tell(std::vector(1, redeemed->ended));
        log::warning("authorization code used twice", {{"session", json::Value(redeemed->ended)}});
    }
    if (!redeemed->account) co_return refuseCode();
    opened(redeemed->session);
    co_return reply(*redeemed);
}

Async<TokenReply> Sessions::start(std::string userId, std::string clientId, Proof proof, std::string scope,
                                  std::string dpopKey) {
    const Time now = parts_.clock.now();
    const auto begin = [=](sql::Connection& db) -> Result<Granted> {
        IdentityStore store(db);
        STEWARD_TRY(auto account, store.accountById(userId));
        if (!account || !maySignIn(*account)) return Granted{};
        return grant(db, std::move(*account), clientId, scope, proof, dpopKey, keptSessionLifetime, now);
    };
    const auto granted = co_await parts_.database.write(begin);
    if (!granted) co_return fail(granted.error());
    if (!granted->account) co_return refuseGrant(GrantError::invalid_grant, "This account may not sign in.");
    opened(granted->session);
    co_return reply(*granted);
}

Async<TokenReply> Sessions::refresh(std::string token, std::string clientId, std::string dpopKey) {
    const Time now = parts_.clock.now();
    const std::string successor = parts_.masterKey.derive(successorPurpose, token);
    const auto rotate = [=](sql::Connection& db) -> Result<Granted> {
        IdentityStore store(db);
        Granted granted;
        STEWARD_TRY(const auto row, store.refreshToken(fingerprint(token)));
        if (!row) return granted;
        STEWARD_TRY(const auto session, store.session(row->sessionId));
        granted.isWithdrawn = session && session->endReason == enumName(EndReason::accessWithdrawn);
        if (!session || session->endedAt || session->expiresAt <= now || session->clientId != clientId ||
            session->dpopKey != dpopKey)
            return granted;
        const auto end = [&](EndReason reason) -> Result<Granted> {
            granted.ended = session->id;
            STEWARD_CHECK(endAndRecord(db, session->id, reason, now));
            return granted;
        };
        if (row->usedAt) {
            STEWARD_TRY(const auto next, store.refreshToken(fingerprint(successor)));
            const bool isLostReply = next && !next->usedAt && std::chrono::abs(now - *row->usedAt) <= refreshGrace;
            if (!isLostReply) return end(EndReason::refreshTokenReused);
        } else {
            STEWARD_CHECK(store.markRefreshTokenUsed(row->tokenHash, now));
            STEWARD_CHECK(store.insertRefreshToken({fingerprint(successor), session->id, now, std::nullopt}));
        }
        STEWARD_TRY(auto account, store.accountById(session->userId));
        granted.isWithdrawn = !account || !maySignIn(*account);
        if (granted.isWithdrawn) return end(EndReason::accessWithdrawn);
        STEWARD_CHECK(store.touchSession(session->id, now));
        STEWARD_CHECK(store.markSeen(session->userId, now));
        granted.account = std::move(account);
        granted.session = *session;
        granted.refreshToken = successor;
        return granted;
    };
    const auto refreshed = co_await parts_.database.write(rotate);
    if (!refreshed) co_return fail(refreshed.error());
    if (!refreshed->ended.empty()) {
        closed(refreshed->ended);
        co_await tell(std::vector(1, refreshed->ended));
        log::warning("session ended on refresh", {{"session", json::Value(refreshed->ended)}});
    }
    // Who holds the token may know; the console removes what it kept of the platform.
    if (refreshed->isWithdrawn)
        co_return refuseGrant(GrantError::access_denied, "This account may not sign in any more.");
    if (!refreshed->account) co_return refuseRefresh();
    co_return reply(*refreshed);
}

Async<> Sessions::revoke(std::string token, std::string clientId) {
    if (const auto claims = verifiedAccess(parts_.keys, token)) {
        if (claims->iss == parts_.issuer && claims->client_id == clientId)
            co_return co_await end(claims->sid, EndReason::revoked);
        co_return Result<>();
    }
    const auto find = [token](sql::Connection& db) -> Result<std::optional<Session>> {
        IdentityStore store(db);
        STEWARD_TRY(const auto row, store.refreshToken(fingerprint(token)));
        if (!row) return std::optional<Session>();
        return store.session(row->sessionId);
    };
    const auto session = co_await parts_.database.read(find);
    if (!session) co_return fail(session.error());
    if (!*session || (*session)->clientId != clientId) co_return Result<>();
    co_return co_await end((*session)->id, EndReason::revoked);
}

Async<> Sessions::signOut(std::string idToken) {
    const auto claims = verifiedId(parts_.keys, idToken);
    if (!claims || claims->iss != parts_.issuer)
        co_return fail(ErrorCode::unauthenticated, "The request does not name a session of this platform.");
    co_return co_await end(claims->sid, EndReason::signedOut);
}

Async<> Sessions::end(std::string sessionId, EndReason reason) {
    const Time now = parts_.clock.now();
    const auto close = [=](sql::Connection& db) { return endAndRecord(db, sessionId, reason, now); };
    STEWARD_CO_TRY(const bool isEnded, co_await parts_.database.write(close));
    closed(sessionId);
    if (isEnded) co_await tell(std::vector(1, sessionId));
    co_return Result<>();
}

Async<std::vector<Session>> Sessions::list(std::string userId) {
    const auto find = [userId, now = parts_.clock.now()](sql::Connection& db) {
        return IdentityStore(db).openSessionsOf(userId, now);
    };
    co_return co_await parts_.database.read(find);
}

Async<std::int64_t> Sessions::endChosen(Choice choose, EndReason reason, std::optional<Actor> actor) {
    const auto endAll = [=, now = parts_.clock.now()](sql::Connection& db) -> Result<std::vector<std::string>> {
        STEWARD_TRY(const auto chosen, choose(db));
        std::vector<std::string> ended;
        for (const auto& session : chosen) {
            STEWARD_TRY(const bool isEnded, endAndRecord(db, session.id, reason, actor, now));
            if (isEnded) ended.push_back(session.id);
        }
        return ended;
    };
    const auto ended = co_await parts_.database.write(endAll);
    if (!ended) co_return fail(ended.error());
    for (const auto& session : *ended)
        closed(session);
    co_await tell(*ended);
    co_return std::int64_t(ended->size());
}

Async<> Sessions::withdraw(std::string userOrTenantId) {
    const auto find = [=](sql::Connection& db) { return IdentityStore(db).strandedSessions(userOrTenantId); };
    const auto stranded = co_await parts_.database.read(find);
    if (!stranded) co_return fail(stranded.error());
    for (const auto& session : *stranded)
        STEWARD_CO_CHECK(co_await end(session, EndReason::accessWithdrawn));
    co_return Result<>();
}

Result<std::vector<std::string>> Sessions::endAll(sql::Connection& db, const std::string& userId,
                                                  const std::string& kept, EndReason reason, Time now) {
    STEWARD_TRY(const auto open, IdentityStore(db).openSessionsOf(userId, now));
    std::vector<std::string> ended;
    for (const auto& session : open) {
        if (session.id == kept) continue;
        STEWARD_CHECK(endAndRecord(db, session.id, reason, now));
        ended.push_back(session.id);
    }
    return ended;
}

void Sessions::closed(const std::vector<std::string>& sessionIds) {
    for (const auto& id : sessionIds)
        closed(id);
}

Result<TokenReply> Sessions::reply(const Granted& granted) {
    const Time now = parts_.clock.now();
    const auto key = parts_.keys.signer(now);
    if (!key) return fail(ErrorCode::internal, "The platform has no signing key.");
    const auto& user = granted.account->user;
    const auto& session = granted.session;
    const std::int64_t issuedAt = std::max(toSeconds(now), parts_.verifier.earliestIssue(user.id));
    const std::int64_t lifetime =
        std::chrono::floor<std::chrono::seconds>(std::min(accessLifetime, session.expiresAt - now)).count();

    AccessClaims access;
    access.iss = parts_.issuer;
    access.aud = parts_.audience;
    access.sub = user.id;
    access.client_id = session.clientId;
    access.scope = session.scope;
    access.iat = issuedAt;
    access.exp = issuedAt + lifetime;
    access.jti = randomHex(16);
    access.sid = session.id;
    access.role = user.role;
    if (user.customRoleId) {
        access.custom_role = user.customRoleId;
        access.custom_role_version = granted.account->customRoleVersion;
        access.permissions = granted.account->permissions();
    }
    if (!user.tenantId.empty()) access.tenant = user.tenantId;
    access.name = user.name;
    access.email = user.email;
    access.auth_time = toSeconds(session.authenticatedAt);
    access.amr = wordsOf(session.methods);
    access.acr = contextClassOf(session.methods);
    if (!session.dpopKey.empty()) access.cnf = Confirmation{session.dpopKey};

    IdClaims identity;
    identity.iss = parts_.issuer;
    identity.aud = session.clientId;
    identity.sub = user.id;
    identity.iat = access.iat;
    identity.exp = access.exp;
    identity.auth_time = *access.auth_time;
    identity.nonce = granted.nonce;
    identity.sid = session.id;
    identity.name = user.name;
    identity.email = user.email;
    identity.amr = access.amr;
    identity.acr = access.acr;
    TokenReply out;
    STEWARD_TRY(out.access_token, signToken(*key, access));
    STEWARD_TRY(out.id_token, signToken(*key, identity));
    if (access.cnf) out.token_type = "DPoP";
    out.expires_in = lifetime;
    out.refresh_token = granted.refreshToken;
    out.scope = session.scope;
    return out;
}

void Sessions::opened(const std::string& sessionId, Time expiresAt) {
    const std::lock_guard lock(mutex_);
    open_.insert_or_assign(sessionId, expiresAt);
}

void Sessions::closed(const std::string& sessionId) {
    parts_.verifier.endSession(sessionId);
    const std::lock_guard lock(mutex_);
    open_.erase(sessionId);
}

kernel::asio::awaitable<void> Sessions::tell(std::vector<std::string> sessionIds) {
    if (!parts_.ended) co_return;
    const auto find = [sessionIds](sql::Connection& db) -> Result<std::vector<Session>> {
        std::vector<Session> sessions;
        for (const auto& id : sessionIds) {
            STEWARD_TRY(auto session, IdentityStore(db).session(id));
            if (session) sessions.push_back(std::move(*session));
        }
        return sessions;
    };
    const auto sessions = co_await parts_.database.read(find);
    if (!sessions) co_return;
    for (const auto& session : *sessions)
        parts_.ended(session);
}

std::size_t Sessions::open() const {
    const std::lock_guard lock(mutex_);
    const Time now = parts_.clock.now();
    std::erase_if(open_, [&](const auto& entry) { return entry.second <= now; });
    return open_.size();
}

}  // namespace steward::identity

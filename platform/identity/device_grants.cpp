#include "identity/device_grants.h"

#include <sodium.h>

#include "audit/audit_store.h"
#include "identity/lifetimes.h"
#include "sql/mapping.h"

namespace steward::identity {

using kernel::Async;

namespace {

// RFC 8628 section 6.1: no vowels, so no words, and nothing that looks like something else.
constexpr std::string_view userAlphabet = "BCDFGHJKLMNPQRSTVWXZ";
constexpr std::size_t userLetters = 8;
constexpr std::string_view userPurpose = "device user code";
constexpr std::int64_t slowDownSeconds = 5;

std::string normalUserCode(std::string_view typed) {
    std::string code;
    for (const char c : typed.substr(0, 64))
        if (c >= 'a' && c <= 'z')
            code += char(c - 'a' + 'A');
        else if (c >= 'A' && c <= 'Z')
            code += c;
    return code;
}

std::string newUserCode() {
    std::string code;
    for (std::size_t i = 0; i < userLetters; ++i) {
        if (i == userLetters / 2) code += '-';
        code += userAlphabet[randombytes_uniform(std::uint32_t(userAlphabet.size()))];
    }
    return code;
}

tl::unexpected<Error> noSuchCode() {
    return fail(ErrorCode::notFound, "This code is not known, or no longer. Look at the device again.");
}

Result<std::optional<DeviceGrant>> grantWhere(sql::Connection& db, std::string_view column, const std::string& hash) {
    const std::string text =
        "SELECT " + sql::columnList<DeviceGrant>() + " FROM device_grants WHERE " + std::string(column) + " = ?1";
    STEWARD_TRY(const auto rows, db.query(text, {sql::Value(hash)}));
    if (rows.empty()) return std::optional<DeviceGrant>();
    STEWARD_TRY(auto grant, sql::readInto<DeviceGrant>(rows[0]));
    return std::optional(std::move(grant));
}

bool isPending(const std::optional<DeviceGrant>& grant, Time now) {
    return grant && grant->state == DeviceState::pending && grant->expiresAt > now;
}

}  // namespace

std::string DeviceGrants::userHashOf(std::string_view userCode) const {
    return masterKey_.derive(userPurpose, normalUserCode(userCode));
}

Async<DeviceReply> DeviceGrants::begin(std::string clientId, std::string scope, std::string device) {
    const Time now = clock_.now();
    DeviceReply reply;
    reply.device_code = newSecret();
    reply.user_code = newUserCode();
    reply.verification_uri = issuer_ + "/device";
    reply.verification_uri_complete = reply.verification_uri + "?user_code=" + reply.user_code;
    reply.expires_in = std::chrono::floor<std::chrono::seconds>(deviceLifetime).count();
    DeviceGrant grant;
    reply.interval = grant.intervalSeconds;
    grant.deviceHash = fingerprint(reply.device_code);
    grant.userHash = userHashOf(reply.user_code);
    grant.clientId = std::move(clientId);
    grant.scope = std::move(scope);
    grant.device = std::move(device);
    grant.createdAt = now;
    grant.expiresAt = now + deviceLifetime;
    const auto store = [grant, now](sql::Connection& db) -> Result<> {
        STEWARD_CHECK(db.execute("DELETE FROM device_grants WHERE expires_at < ?1", {now}));
        STEWARD_TRY(const auto rows, db.query("SELECT count(*) FROM device_grants"));
        if (rows[0].integer(0) >= mostPending)
            return fail(ErrorCode::unavailable, "Too many devices are being connected. Try again later.");
        return sql::insert(db, "device_grants", grant);
    };
    STEWARD_CO_CHECK(co_await database_.write(store));
    co_return reply;
}

Async<TokenReply> DeviceGrants::poll(std::string deviceCode, std::string clientId, std::string dpopKey) {
    const Time now = clock_.now();
    const std::string hash = fingerprint(deviceCode);
    struct Polled {
        std::optional<GrantError> refusal;
        DeviceGrant grant;
    };
    const auto look = [=](sql::Connection& db) -> Result<Polled> {
        STEWARD_TRY(const auto grant, grantWhere(db, "device_hash", hash));
        if (!grant || grant->clientId != clientId || grant->state == DeviceState::redeemed)
            return Polled{GrantError::invalid_grant, {}};
        if (grant->expiresAt <= now) return Polled{GrantError::expired_token, {}};
        if (grant->state == DeviceState::denied) return Polled{GrantError::access_denied, {}};
        if (grant->state == DeviceState::pending) {
            const bool isTooSoon = now - grant->polledAt < std::chrono::seconds(grant->intervalSeconds);
            const auto interval = grant->intervalSeconds + (isTooSoon ? slowDownSeconds : 0);
            STEWARD_CHECK(
                db.execute("UPDATE device_grants SET polled_at = ?2, interval_seconds = ?3 WHERE device_hash = ?1",
                           {hash, now, interval}));
            return Polled{isTooSoon ? GrantError::slow_down : GrantError::authorization_pending, {}};
        }
        STEWARD_CHECK(
            db.execute("UPDATE device_grants SET state = 'redeemed' WHERE device_hash = ?1", {sql::Value(hash)}));
        return Polled{std::nullopt, *grant};
    };
    STEWARD_CO_TRY(const Polled polled, co_await database_.write(look));
    if (polled.refusal) co_return refuseGrant(*polled.refusal, "There are no tokens for this device code.");
    const auto& grant = polled.grant;
    const Proof proof{grant.authenticatedAt, grant.methods, grant.device};
    co_return co_await sessions_.start(grant.userId.value_or(""), grant.clientId, proof, grant.scope, dpopKey);
}

Async<DeviceGrant> DeviceGrants::find(std::string userCode, std::string address) {
    const GuardedAttempt attempt{"device", address, true};
    STEWARD_CO_TRY(const auto wait, co_await guard_.admit(attempt));
    if (wait.count() > 0)
        co_return fail(ErrorCode::rateLimited,
                       "Too many attempts. Try again in " + std::to_string(wait.count()) + " s.");
    const auto look = [hash = userHashOf(userCode)](sql::Connection& db) { return grantWhere(db, "user_hash", hash); };
    STEWARD_CO_TRY(const auto grant, co_await database_.read(look));
    if (!isPending(grant, clock_.now())) co_return noSuchCode();
    STEWARD_CO_CHECK(co_await guard_.succeeded(attempt));
    co_return *grant;
}

Async<> DeviceGrants::decide(std::string userCode, std::string userId, DeviceState state, Proof proof) {
    const auto write = [=, hash = userHashOf(userCode), now = clock_.now()](sql::Connection& db) -> Result<> {
        STEWARD_TRY(const auto grant, grantWhere(db, "user_hash", hash));
        if (!isPending(grant, now)) return noSuchCode();
        STEWARD_CHECK(
            db.execute("UPDATE device_grants SET state = ?2, user_id = ?3, methods = ?4, authenticated_at = ?5 "
                       "WHERE user_hash = ?1",
                       {hash, enumName(state), userId, proof.methods, proof.at}));
        STEWARD_TRY(const auto account, IdentityStore(db).accountById(userId));
        if (!account) return noSuchCode();
        auto entry = entryAbout(account->user, state == DeviceState::approved ? "device.approve" : "device.deny");
        entry.after = json::Object{{"client", grant->clientId}, {"device", grant->device}};
        STEWARD_CHECK(audit::append(db, std::move(entry), now));
        return {};
    };
    co_return co_await database_.write(write);
}

Async<> DeviceGrants::approve(std::string userCode, std::string userId, Proof proof) {
    co_return co_await decide(std::move(userCode), std::move(userId), DeviceState::approved, std::move(proof));
}

Async<> DeviceGrants::deny(std::string userCode, std::string userId) {
    Proof none;
    co_return co_await decide(std::move(userCode), std::move(userId), DeviceState::denied, none);
}

}  // namespace steward::identity

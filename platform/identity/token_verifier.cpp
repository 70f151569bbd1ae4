#include "identity/token_verifier.h"

#include "identity/lifetimes.h"
#include "identity/secrets.h"

namespace steward::identity {
namespace {

tl::unexpected<Error> refused(std::string why) {
    return fail(ErrorCode::unauthenticated, "The access token is not valid. Sign in again.", std::move(why));
}
tl::unexpected<Error> expired() {
    return fail(ErrorCode::unauthenticated, "The access token has expired.", "expired");
}

}  // namespace

TokenVerifier::TokenVerifier(const KeyRing& keys, const Clock& clock, const std::string& issuer, std::string audience)
    : keys_(keys), clock_(clock), issuer_(issuer), audience_(std::move(audience)) {}

Result<domain::Principal> TokenVerifier::authenticate(std::string_view bearerToken) {
    STEWARD_TRY(auto verified, verify(bearerToken));
    if (!verified.boundTo.empty()) return refused("bound to a key");
    return std::move(verified.principal);
}

Result<TokenVerifier::Verified> TokenVerifier::verify(std::string_view token) {
    std::string key = sha256(token);
    {
        const std::lock_guard lock(mutex_);
        if (const Entry* entry = find(key)) {
            if (entry->expiresAt <= toSeconds(clock_.now())) return expired();
            if (ended_.contains(entry->verified.principal.sessionId)) return refused("the session has ended");
            return entry->verified;
        }
    }
    STEWARD_TRY(const AccessClaims claims, claimsOf(token));
    const Verified verified{claims.principal(), claims.cnf ? claims.cnf->jkt : std::string()};
    const std::lock_guard lock(mutex_);
    STEWARD_CHECK(checkNotRevoked(claims));
    keep(std::move(key), {verified, claims.exp});
    return verified;
}

kernel::Async<> TokenVerifier::admit(std::string_view token, std::string device) {
    if (!other_) co_return Result<>();
    std::string key = sha256(token);
    const auto look = [&] {
        const std::lock_guard lock(mutex_);
        const Entry* entry = find(key);
        return std::pair(entry && entry->admittedAt.value_or(forgotten_) == forgotten_, forgotten_);
    };
    const auto [isKnown, before] = look();
    if (isKnown || !other_->isNamedBy(token)) co_return Result<>();
    auto admitting = other_->admit(std::string(token), std::move(device));
    auto admitted = co_await std::move(admitting);
    if (!admitted) co_return fail(std::move(admitted).error());
    const std::lock_guard lock(mutex_);
    if (ended_.contains(admitted->principal.sessionId)) co_return refused("the session has ended");
    keep(std::move(key), {{std::move(admitted->principal), {}}, admitted->expiresAt, before});
    co_return Result<>();
}

Result<AccessClaims> TokenVerifier::claimsOf(std::string_view bearerToken) const {
    STEWARD_TRY(AccessClaims claims, verifiedAccess(keys_, bearerToken));
    if (claims.iss != issuer_ || claims.aud != audience_) return refused("another issuer or audience");
    if (claims.exp <= toSeconds(clock_.now())) return expired();
    if (claims.tenant.has_value() == domain::isPlatformRole(claims.role)) return refused("role and tenant contradict");
    const std::lock_guard lock(mutex_);
    STEWARD_CHECK(checkNotRevoked(claims));
    return claims;
}

void TokenVerifier::endSession(const std::string& sessionId) {
    const Time now = clock_.now();
    const std::lock_guard lock(mutex_);
    forgetCache();
    if (ended_.size() > cacheSize)
        std::erase_if(ended_, [&](const auto& entry) { return entry.second + 2 * accessLifetime < now; });
    ended_.insert_or_assign(sessionId, now);
}

bool TokenVerifier::hasEnded(const std::string& sessionId) const {
    const std::lock_guard lock(mutex_);
    return ended_.contains(sessionId);
}

void TokenVerifier::refuseEarlier(const std::string& userId) {
    const std::int64_t now = toSeconds(clock_.now());
    const std::int64_t forgotten = now - 2 * toSeconds(Time(accessLifetime));
    const std::lock_guard lock(mutex_);
    forgetCache();
    if (earliest_.size() > cacheSize)
        std::erase_if(earliest_, [&](const auto& entry) { return entry.second < forgotten; });
    auto& earliest = earliest_[userId];
    earliest = std::max(earliest, now) + 1;
}

void TokenVerifier::refuseOlderRole(const std::string& roleId, std::int64_t version) {
    const Time now = clock_.now();
    const std::lock_guard lock(mutex_);
    forgetCache();
    if (roles_.size() > cacheSize)
        std::erase_if(roles_, [&](const auto& entry) { return entry.second.since + 2 * accessLifetime < now; });
    auto& known = roles_[roleId];
    known = {std::max(known.version, version), now};
}

std::int64_t TokenVerifier::earliestIssue(const std::string& userId) const {
    const std::lock_guard lock(mutex_);
    const auto found = earliest_.find(userId);
    return found == earliest_.end() ? 0 : found->second;
}

void TokenVerifier::clear() {
    const std::lock_guard lock(mutex_);
    forgetCache();
}

void TokenVerifier::forgetCache() {
    ++forgotten_;
    const auto isOurs = [](const auto& entry) { return !entry.second.admittedAt; };
    std::erase_if(young_, isOurs);
    std::erase_if(old_, isOurs);
}

std::size_t TokenVerifier::cached() const {
    const std::lock_guard lock(mutex_);
    return young_.size() + old_.size();
}

Result<> TokenVerifier::checkNotRevoked(const AccessClaims& claims) const {
    if (ended_.contains(claims.sid)) return refused("the session has ended");
    const auto earliest = earliest_.find(claims.sub);
    if (earliest != earliest_.end() && claims.iat < earliest->second) return expired();
    if (!claims.custom_role) return {};
    const auto role = roles_.find(*claims.custom_role);
    if (role != roles_.end() && claims.custom_role_version.value_or(0) < role->second.version) return expired();
    return {};
}

const TokenVerifier::Entry* TokenVerifier::find(const std::string& key) {
    if (const auto found = young_.find(key); found != young_.end()) return &found->second;
    const auto found = old_.find(key);
    if (found == old_.end()) return nullptr;
    Entry entry = std::move(found->second);
    old_.erase(found);
    keep(key, std::move(entry));
    return &young_.at(key);
}

void TokenVerifier::keep(std::string key, Entry entry) {
    if (young_.size() >= cacheSize / 2) old_ = std::exchange(young_, {});
    young_.insert_or_assign(std::move(key), std::move(entry));
}

}  // namespace steward::identity

// Turns a bearer token into a principal, some 100,000 times a second: signatures once, then from a bounded cache whose
// entries are checked for expiry on every hit and forgotten when a session ends. Any thread, but for admit().
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/time.h"
#include "identity/token_issuer.h"
#include "identity/tokens.h"
#include "kernel/auth.h"

namespace steward::identity {

class TokenVerifier final : public kernel::Authenticator {
public:
    static constexpr std::size_t cacheSize = 4096;

    // Keys, clock and issuer outlive the verifier; the issuer is read with each token, and changed before serving only.
    TokenVerifier(const KeyRing& keys, const Clock& clock, const std::string& issuer, std::string audience);

    // Tokens of this issuer are accepted too, after admit(). Before serving; it outlives the verifier.
    void accept(TokenIssuer& other) { other_ = &other; }
    // Lets a token of the other issuer in, unless it is in already; nothing for all other tokens. What is forgotten
    // meanwhile does not turn the request away that asked for it: it is let in anew with the next one. `device`: see
    // proof.h.
    kernel::Async<> admit(std::string_view token, std::string device);

    // A token that is bound to a key is no bearer token.
    Result<domain::Principal> authenticate(std::string_view bearerToken) override;
    // Who it is, and the thumbprint of the key that it is bound to, or "".
    struct Verified {
        domain::Principal principal;
        std::string boundTo;
    };
    Result<Verified> verify(std::string_view token);
    // The same with all claims, not cached.
    Result<AccessClaims> claimsOf(std::string_view bearerToken) const;

    // From now on tokens of the session are refused.
    void endSession(const std::string& sessionId);
    // Whether that was said of it a moment ago.
    bool hasEnded(const std::string& sessionId) const;
    // From now on tokens of the user that were issued before are refused: they may carry a role of yesterday.
    void refuseEarlier(const std::string& userId);
    // The first second in which a token issued to the user is accepted.
    std::int64_t earliestIssue(const std::string& userId) const;
    // From now on tokens with what an older version of the custom role allowed are refused.
    void refuseOlderRole(const std::string& roleId, std::int64_t version);
    // After keys were changed.
    void clear();
    std::size_t cached() const;

private:
    struct Entry {
        Verified verified;
        std::int64_t expiresAt;  // seconds
        // Of a token that was let in: what was forgotten before. It serves until its next admit().
        std::optional<std::uint64_t> admittedAt = std::nullopt;
    };
    using Cache = std::unordered_map<std::string, Entry>;

    Result<> checkNotRevoked(const AccessClaims& claims) const;
    void forgetCache();
    const Entry* find(const std::string& key);
    void keep(std::string key, Entry entry);

    const KeyRing& keys_;
    const Clock& clock_;
    const std::string& issuer_;
    const std::string audience_;
    TokenIssuer* other_ = nullptr;
    mutable std::mutex mutex_;
    std::uint64_t forgotten_ = 0;  // times; what was found out before is found out again
    // Two generations: when the young one is full it becomes the old one, and what was not asked for since is dropped.
    Cache young_;
    Cache old_;
    // Kept, when there are many, only as long as a token they concern could be valid.
    std::unordered_map<std::string, Time> ended_;             // session to its end
    std::unordered_map<std::string, std::int64_t> earliest_;  // user to second
    struct RoleVersion {
        std::int64_t version;
        Time since;
    };
    std::unordered_map<std::string, RoleVersion> roles_;
};

}  // namespace steward::identity

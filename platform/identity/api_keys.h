// API keys: what programs sign in with. Made by a person for a tenant or the platform, with some of their permissions
// and an end; shown once, stored as a hash. A key never outgrows who made it: it is worth what both may do at the
// moment, and nothing once they may not sign in.
//
// A key is a bearer token itself, "stw_" and 32 random bytes, or is exchanged for a short access token (client
// credentials, RFC 6749 section 4.4), its id being the client_id. I/O thread, but for forget() and forgetAll().
#pragma once

#include <mutex>
#include <string>
#include <unordered_map>

#include "contract/identity_messages.h"
#include "identity/oauth.h"
#include "identity/reauthentication.h"
#include "identity/token_verifier.h"
#include "kernel/http/context.h"

namespace steward::identity {

class ApiKeys {
public:
    static constexpr std::string_view prefix = "stw_";
    static constexpr std::size_t cacheSize = 4096;
    static constexpr std::int64_t mostOfOnePerson = 100;
    static constexpr Duration remembered = std::chrono::seconds(60);  // then it is looked up again
    static constexpr Duration usePrecision = std::chrono::minutes(1);

    struct Parts {
        kernel::Database& database;
        const Clock& clock;
        const KeyRing& keys;
        TokenVerifier& verifier;
        const Reauthentication& reauthentication;
        const std::string& issuer;
        std::string audience;
    };
    explicit ApiKeys(Parts parts) : parts_(std::move(parts)) {}

    // Before serving: access tokens of keys that were revoked a moment ago. Blocking.
    Result<> load();

    // After re-authentication. ErrorCode::unprocessable with the fields for what the creator may not give.
    kernel::Async<contract::IssuedApiKey> create(kernel::Context& context, contract::ApiKeyDraft draft);
    // Own ones, and with keysWrite all in the caller's scope.
    kernel::Async<contract::Page<domain::ApiKey>> list(kernel::Context& context);
    kernel::Async<domain::ApiKey> get(kernel::Context& context, std::string id);
    kernel::Async<contract::Nothing> revoke(kernel::Context& context, std::string id);

    // The client credentials grant. `scope`: names of permissions in words, "" for all that the key has.
    kernel::Async<TokenReply> exchange(std::string id, std::string secret, std::string scope, std::string dpopKey = {});

    static bool isKey(std::string_view token) { return token.starts_with(prefix); }
    // Looks a key up that is not remembered, and notes that it is used.
    kernel::asio::awaitable<void> look(std::string secret);
    // Of a key that is remembered.
    Result<domain::Principal> authenticate(std::string_view secret) const;

    // When one was revoked, here or elsewhere; when users or tenants were changed. Any thread.
    void forget(const std::string& id);
    void forgetAll();
    // After a tenant was changed: access tokens of its keys are refused when it is no longer open.
    kernel::Async<> withdraw(std::string tenantId);
    std::size_t remembers() const;

private:
    struct Known {
        domain::Principal principal;
        Time expiresAt{};
        Time lookedUpAt{};
        bool isNoted = false;  // that it was used in this minute
    };
    kernel::asio::awaitable<void> noteUse(std::string id);

    Parts parts_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Known> known_;  // by the hash of the secret
    std::uint64_t generation_ = 0;                  // counts what was forgotten: a look-up before it is not kept
};

}  // namespace steward::identity

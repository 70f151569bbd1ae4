// The life of signing keys, for all nodes: published, signing, retired, gone. The next key is published ten minutes
// before it signs, and when the one that signs is old enough; retired ones stay until the last token has expired. What
// other nodes publish is read with the news of it, every minute, and when a token names a key that is not known here.
#pragma once

#include <atomic>

#include "identity/identity_store.h"
#include "identity/secrets.h"
#include "identity/token_verifier.h"
#include "kernel/db/database.h"

namespace steward::identity {

// Inside Database::write. ErrorCode::conflict while one that was published has not begun.
Result<StoredKey> publishNextKey(sql::Connection& db, const MasterKey& master, Time now);

// I/O thread but for load() and expectNews().
class SigningKeys {
public:
    SigningKeys(kernel::Database& database, const Clock& clock, const MasterKey& master, KeyRing& ring,
                TokenVerifier& verifier, Duration age)
        : database_(database), clock_(clock), master_(master), ring_(ring), verifier_(verifier), age_(age) {}

    // Before serving: fills the ring, with a first key if there is none. Blocking.
    Result<> load();
    // What the passing of time asks for: the next key, the end of old ones, news of other nodes.
    kernel::Async<> tend();
    // tend() every minute, and soon after news.
    kernel::asio::awaitable<void> watch();
    kernel::Async<> rotate();
    // Whether the key is here, after another look at the database if need be, at most one in ten seconds.
    kernel::asio::awaitable<bool> knows(std::string keyId);
    // Another node has published a key. Any thread.
    void expectNews() { hasNews_ = true; }

private:
    Result<> hold(const std::vector<StoredKey>& stored);

    kernel::Database& database_;
    const Clock& clock_;
    const MasterKey& master_;
    KeyRing& ring_;
    TokenVerifier& verifier_;
    const Duration age_;
    std::atomic<bool> hasNews_ = false;
    Time lookedAt_{};
};

}  // namespace steward::identity

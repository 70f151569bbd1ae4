#include "identity/signing_keys.h"

#include "audit/audit_store.h"
#include "base/log.h"
#include "identity/lifetimes.h"
#include "identity/news.h"
#include "identity/sign_in_audit.h"
#include "kernel/io.h"

namespace steward::identity {

using kernel::Async;

namespace {

constexpr std::string_view keyPurpose = "signing key ";

Result<StoredKey> insertKey(sql::Connection& db, const MasterKey& master, Time now, Time signsFrom) {
    STEWARD_TRY(const SigningKey key, SigningKey::generate());
    StoredKey row{key.id(), master.seal(key.privateDer(), std::string(keyPurpose) + key.id()), now, std::nullopt,
                  signsFrom};
    STEWARD_CHECK(IdentityStore(db).insertSigningKey(row));
    return row;
}

Result<> record(sql::Connection& db, const StoredKey& key, Time now) {
    domain::AuditEntry entry;
    entry.actorId = platformItself().id;
    entry.actorName = platformItself().name;
    entry.action = "signingKey.publish";
    entry.entity = "signingKey";
    entry.entityId = key.kid;
    entry.entityName = key.kid;
    entry.after = json::Object{{"signsFrom", toRfc3339(key.signsFrom)}};
    STEWARD_CHECK(audit::append(db, std::move(entry), now));
    return {};
}

bool hasNext(const std::vector<StoredKey>& keys, Time now) {
    return !keys.empty() && keys.front().signsFrom > now;
}

Result<std::vector<StoredKey>> current(sql::Connection& db, Time now) {
    return IdentityStore(db).signingKeys(now - retiredKeyLifetime);
}

}  // namespace

Result<StoredKey> publishNextKey(sql::Connection& db, const MasterKey& master, Time now) {
    STEWARD_TRY(const auto keys, current(db, now));
    if (hasNext(keys, now))
        return fail(ErrorCode::conflict,
                    "A new key was published a moment ago and has not begun. Nothing was changed.");
    const Time signsFrom = now + keyOverlap;
    STEWARD_CHECK(IdentityStore(db).retireSigningKeys(signsFrom));
    STEWARD_TRY(StoredKey key, insertKey(db, master, now, signsFrom));
    STEWARD_CHECK(record(db, key, now));
    STEWARD_CHECK(announce(db, NewsKind::signingKeysChanged, key.kid));
    return key;
}

Result<> SigningKeys::hold(const std::vector<StoredKey>& stored) {
    std::vector<HeldKey> held;
    for (const auto& row : stored) {
        STEWARD_TRY(const std::string der, master_.unseal(row.sealed, std::string(keyPurpose) + row.kid));
        STEWARD_TRY(SigningKey key, SigningKey::fromDer(der));
        held.push_back({std::make_shared<const SigningKey>(std::move(key)), row.signsFrom, row.retiredAt});
    }
    ring_.hold(std::move(held));
    return {};
}

Result<> SigningKeys::load() {
    const Time now = clock_.now();
    STEWARD_TRY(const auto stored, database_.writeNow([&](sql::Connection& db) -> Result<std::vector<StoredKey>> {
        STEWARD_TRY(const auto known, current(db, now));
        const bool hasSigner = !known.empty() && !known.front().retiredAt;
        if (!hasSigner) STEWARD_CHECK(insertKey(db, master_, now, now));
        return current(db, now);
    }));
    return hold(stored);
}

Async<> SigningKeys::tend() {
    const Time now = clock_.now();
    hasNews_ = false;
    const auto look = [this, now](sql::Connection& db) -> Result<std::vector<StoredKey>> {
        STEWARD_TRY(const auto keys, current(db, now));
        if (keys.empty() || hasNext(keys, now) || now - keys.front().signsFrom < age_) return keys;
        STEWARD_CHECK(publishNextKey(db, master_, now));
        return current(db, now);
    };
    STEWARD_CO_TRY(const auto stored, co_await database_.write(look));
    lookedAt_ = now;
    co_return hold(stored);
}

kernel::asio::awaitable<void> SigningKeys::watch() {
    constexpr int secondsBetween = 60;
    for (int second = 1;; ++second) {
        co_await kernel::sleepFor(std::chrono::seconds(1));
        if (!hasNews_ && second % secondsBetween != 0) continue;
        const auto tended = co_await tend();
        if (!tended) log::error("signing keys could not be read", {{"detail", json::Value(tended.error().detail)}});
    }
}

Async<> SigningKeys::rotate() {
    const auto publish = [this, now = clock_.now()](sql::Connection& db) { return publishNextKey(db, master_, now); };
    STEWARD_CO_CHECK(co_await database_.write(publish));
    co_return co_await tend();
}

kernel::asio::awaitable<bool> SigningKeys::knows(std::string keyId) {
    if (keyId.empty()) co_return false;
    if (ring_.find(keyId)) co_return true;
    const Time now = clock_.now();
    if (now - lookedAt_ < keyReload && now >= lookedAt_) co_return false;
    lookedAt_ = now;
    const auto tended = co_await tend();
    co_return tended.has_value() && ring_.find(keyId) != nullptr;
}

}  // namespace steward::identity

#include "identity/identity_service.h"

#include "base/ids.h"
#include "base/json.h"
#include "base/log.h"
#include "contract/topics.h"
#include "domain/rules.h"
#include "identity/lifetimes.h"
#include "identity/news.h"
#include "identity/sign_in_page.h"

namespace steward::identity {

using kernel::Async;

namespace {

constexpr const char* consoleClient = "steward-console";
constexpr std::string_view keyPurpose = "signing key ";

Result<std::vector<std::shared_ptr<const SigningKey>>> open(const std::vector<StoredKey>& stored,
                                                            const MasterKey& master) {
    std::vector<std::shared_ptr<const SigningKey>> keys;
    for (const auto& row : stored) {
        STEWARD_TRY(const std::string der, master.unseal(row.sealed, std::string(keyPurpose) + row.kid));
        STEWARD_TRY(SigningKey key, SigningKey::fromDer(der));
        keys.push_back(std::make_shared<const SigningKey>(std::move(key)));
    }
    return keys;
}

// Retires what signs now and stores a new key; all keys that verify from then on, the new one first.
Result<std::vector<StoredKey>> replaceKey(sql::Connection& db, const MasterKey& master, Time now) {
    IdentityStore store(db);
    STEWARD_TRY(const SigningKey key, SigningKey::generate());
    STEWARD_CHECK(store.retireSigningKeys(now));
    STEWARD_CHECK(store.insertSigningKey(
        {key.id(), master.seal(key.privateDer(), std::string(keyPurpose) + key.id()), now, std::nullopt}));
    return store.signingKeys(now - retiredKeyLifetime);
}

domain::User newOperator(std::string name, std::string email, Time now) {
    domain::User user;
    user.id = newId(id::user, now);
    user.name = std::move(name);
    user.email = std::move(email);
    user.role = domain::Role::platformOperator;
    user.createdAt = now;
    user.version = 1;
    return user;
}

}  // namespace

IdentityService::IdentityService(kernel::Database& database, const Clock& clock, Options options)
    : database_(database),
      clock_(clock),
      options_(std::move(options)),
      verifier_(keys_, clock, options_.issuer, audience),
      passwords_(options_.passwordCost),
      signIn_(database, passwords_, clock),
      localJoin_(options_.localJoinSecret, clock),
      reauthentication_(database, clock) {
    options_.localJoinSecret.clear();
    apiKeys_.emplace(ApiKeys::Parts{database_, clock_, keys_, verifier_, reauthentication_, options_.issuer, audience});
    authenticator_.emplace(verifier_, *apiKeys_);
}

IdentityService::~IdentityService() = default;

Result<> IdentityService::start() {
    STEWARD_TRY(masterKey_, MasterKey::open(options_.keyFile));
    if (!options_.breachList.empty()) {
        STEWARD_TRY(auto list, BreachList::open(options_.breachList));
        passwords_.setBreachList(std::move(list));
    }
    sessions_.emplace(Sessions::Parts{database_, clock_, *masterKey_, keys_, verifier_, options_.issuer, audience});
    STEWARD_CHECK(loadKeys());
    STEWARD_CHECK(sessions_->load());
    STEWARD_CHECK(apiKeys_->load());
    STEWARD_CHECK(bootstrap());
    return prepareLocalOperator();
}

Result<> IdentityService::loadKeys() {
    const Time now = clock_.now();
    STEWARD_TRY(const auto stored, database_.writeNow([&](sql::Connection& db) -> Result<std::vector<StoredKey>> {
        STEWARD_TRY(auto known, IdentityStore(db).signingKeys(now - retiredKeyLifetime));
        if (!known.empty() && !known.front().retiredAt) return known;
        return replaceKey(db, masterKey(), now);
    }));
    STEWARD_TRY(auto keys, open(stored, masterKey()));
    keys_.hold(std::move(keys));
    return {};
}

Async<> IdentityService::rotateSigningKey() {
    const Time now = clock_.now();
    const auto replace = [this, now](sql::Connection& db) { return replaceKey(db, masterKey(), now); };
    const auto stored = co_await database_.write(replace);
    if (!stored) co_return fail(stored.error());
    STEWARD_CO_TRY(auto keys, open(*stored, masterKey()));
    keys_.hold(std::move(keys));
    verifier_.clear();
    log::info("signing key rotated");
    co_return Result<>();
}

Result<> IdentityService::bootstrap() {
    const std::string email = normalEmail(options_.bootstrapEmail);
    const std::string password = std::exchange(options_.bootstrapPassword, std::string());
    if (email.empty()) return {};
    STEWARD_TRY(const bool hasStaff,
                database_.readNow([](sql::Connection& db) { return IdentityStore(db).hasStaff(); }));
    if (hasStaff) return {};
    if (!domain::isEmail(email))
        return fail(ErrorCode::invalid, "The first operator's e-mail is not an e-mail address. Nobody was created.");
    STEWARD_CHECK(checkPassword(password, {"", email}));
    STEWARD_TRY(const std::string hash, hashPassword(password, options_.passwordCost));
    const Time now = clock_.now();
    return database_.writeNow([&](sql::Connection& db) -> Result<> {
        const auto user = newOperator("Platform operator", email, now);
        STEWARD_CHECK(IdentityStore(db).insertUser(user));
        return IdentityStore(db).setPasswordHash(user.id, hash, now);
    });
}

Result<> IdentityService::prepareLocalOperator() {
    if (!localJoin_.isOpen()) return {};
    const Time now = clock_.now();
    STEWARD_TRY(localOperator_, database_.writeNow([now](sql::Connection& db) -> Result<std::string> {
        IdentityStore store(db);
        STEWARD_TRY(const auto known, store.localOperator());
        if (known) return *known;
        const auto user = newOperator("Local administrator", "local.administrator@steward.example", now);
        STEWARD_CHECK(store.insertUser(user));
        STEWARD_CHECK(store.setLocalOperator(user.id));
        return user.id;
    }));
    return {};
}

Async<TokenReply> IdentityService::joinLocally(std::string secret, std::string peer) {
    if (!localJoin_.admit(secret, peer)) {
        log::warning("local join refused", {{"peer", json::Value(peer)}});
        co_return refuseGrant(GrantError::invalid_grant, "This platform cannot be joined this way, or no longer.");
    }
    const Proof proof{clock_.now(), std::string(localMethod), "This computer"};
    co_return co_await sessions_->start(localOperator_, consoleClient, proof);
}

kernel::asio::awaitable<domain::Brand> IdentityService::brandFor(std::string tenantSlug) {
    if (tenantSlug.empty() || !options_.publishedBrand) co_return stewardBrand();
    const auto find = [tenantSlug](sql::Connection& db) { return IdentityStore(db).tenantBySlug(tenantSlug); };
    const auto tenant = co_await database_.read(find);
    if (!tenant || !*tenant) co_return stewardBrand();
    co_return co_await brandOf((*tenant)->id);
}

kernel::asio::awaitable<domain::Brand> IdentityService::brandOf(std::string tenantId) {
    if (tenantId.empty() || !options_.publishedBrand) co_return stewardBrand();
    auto brand = co_await options_.publishedBrand(std::move(tenantId));
    if (!brand || !*brand) co_return stewardBrand();
    co_return std::move(**brand);
}

contract::Me IdentityService::me(const domain::Principal& principal) const {
    return {principal,       principal.permissions, options_.platformName, options_.environment,
            options_.region, STEWARD_VERSION,       options_.demoData};
}

void IdentityService::follow(kernel::Bus& bus, kernel::Io& io) {
    changes_ = bus.subscribe([this, &io](const kernel::Message& message) {
        if (message.topic == sessionEndedTopic) {
            if (const auto session = json::read<std::string>(message.json)) sessions_->closed(*session);
            return;
        }
        if (message.topic == newsTopic) return heard(message.json);
        if (message.topic != contract::entitiesTopic.name) return;
        const auto change = json::read<contract::EntityChanged>(message.json);
        if (!change || change->kind == domain::EntityKind::brand) return;
        apiKeys_->forgetAll();
        if (change->kind == domain::EntityKind::role) return verifier_.refuseOlderRole(change->id, change->version);
        if (change->kind == domain::EntityKind::user) verifier_.refuseEarlier(change->id);
        io.spawn([this, id = change->id]() -> kernel::asio::awaitable<void> {
            const auto withdrawn = co_await sessions_->withdraw(id);
            if (!withdrawn)
                log::error("sessions could not be ended",
                           {{"entity", json::Value(id)}, {"detail", json::Value(withdrawn.error().detail)}});
        });
    });
}

void IdentityService::heard(const std::string& news) {
    const auto told = json::read<News>(news);
    if (!told) return;
    if (told->kind == NewsKind::sessionEnded) sessions_->endedElsewhere(told->id);
    if (told->kind == NewsKind::apiKeyChanged) apiKeys_->forget(told->id);
}

Result<std::int64_t> giveDemoPasswords(sql::Connection& db, std::string_view environment, Time now,
                                       const PasswordCost& cost) {
    if (environment != "local")
        return fail(ErrorCode::forbidden, "Demo passwords exist on local platforms only. Nothing was changed.");
    STEWARD_TRY(const std::string hash, hashPassword(demoPassword, cost));
    return IdentityStore(db).setMissingPasswordHashes(hash, now);
}

}  // namespace steward::identity

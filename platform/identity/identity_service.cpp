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
      guard_(database, clock),
      proofs_(clock),
      signIn_(database, passwords_, guard_, clock),
      localJoin_(options_.localJoinSecret, clock),
      reauthentication_(database, clock) {
    options_.localJoinSecret.clear();
    apiKeys_.emplace(ApiKeys::Parts{database_, clock_, keys_, verifier_, reauthentication_, options_.issuer, audience});
    supportAccess_.emplace(
        SupportAccess::Parts{database_, clock_, verifier_, reauthentication_, options_.mail, options_.platformName});
    // Requests are refused until start() puts the platform's own key in its place.
    masterKey_.emplace(MasterKey::temporary());
    signingKeys_.emplace(database_, clock_, *masterKey_, keys_, verifier_, options_.signingKeyAge);
    authenticator_.emplace(verifier_, *apiKeys_, *supportAccess_, *signingKeys_, proofs_, options_.issuer,
                           reauthentication_, options_.elevatedFor);
}

IdentityService::~IdentityService() = default;

Result<> IdentityService::start() {
    for (const auto& client : options_.clients)
        if (!client.backchannelLogoutUri.empty() && !backchannel_) backchannel_.emplace();
    STEWARD_TRY(masterKey_, MasterKey::open(options_.keyFile));
    if (!options_.breachList.empty()) {
        STEWARD_TRY(auto list, BreachList::open(options_.breachList));
        passwords_.setBreachList(std::move(list));
    }
    sessions_.emplace(Sessions::Parts{database_, clock_, *masterKey_, keys_, verifier_, options_.issuer, audience,
                                      [this](const Session& session) { tellClient(session); }});
    if (options_.external) {
        external_ = std::make_unique<ExternalSource>(*std::exchange(options_.external, std::nullopt), database_, clock_,
                                                     *sessions_, options_.requireSecondFactor);
        verifier_.accept(external_->users());
    }
    secondFactors_.emplace(SecondFactors::Parts{database_, clock_, *masterKey_, guard_, options_.platformName,
                                                options_.requireSecondFactor});
    steps_.emplace(signIn_, *secondFactors_, database_, *masterKey_, clock_);
    deviceGrants_.emplace(database_, clock_, *masterKey_, guard_, *sessions_, options_.issuer);
    STEWARD_CHECK(signingKeys_->load());
    STEWARD_CHECK(sessions_->load());
    STEWARD_CHECK(apiKeys_->load());
    STEWARD_CHECK(bootstrap());
    return prepareLocalOperator();
}

Async<> IdentityService::rotateSigningKey() {
    return signingKeys_->rotate();
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

Async<contract::Me> IdentityService::me(domain::Principal principal) const {
    contract::Me me{principal,       principal.permissions, options_.platformName, options_.environment,
                    options_.region, STEWARD_VERSION,       options_.demoData};
    if (!principal.sessionId.empty() && !principal.support) me.offlineReceipt = receiptOf(principal.userId);
    if (options_.elevatedFor == Duration(0) || principal.sessionId.empty() || principal.support) co_return me;
    auto proving = reauthentication_.provedUntil(std::move(principal), options_.elevatedFor);
    STEWARD_CO_TRY(me.elevatedUntil, co_await std::move(proving));
    co_return me;
}

std::string IdentityService::receiptOf(const std::string& userId) const {
    return userId + "." + masterKey().derive("offline receipt", userId);
}

Async<contract::OfflineAccess> IdentityService::offlineAccess(std::string receipt) {
    const std::string userId = receipt.substr(0, receipt.find('.'));
    if (!sameSecret(receipt, receiptOf(userId)))
        co_return fail(ErrorCode::forbidden, "This receipt is not of this platform.");
    const auto look = [userId](sql::Connection& db) -> Result<std::pair<bool, std::optional<ExternalIdentity>>> {
        STEWARD_TRY(const auto account, IdentityStore(db).accountById(userId));
        STEWARD_TRY(auto known, ExternalStore(db).identityOf(userId));
        return std::pair(account && maySignIn(*account), std::move(known));
    };
    auto looking = database_.read(look);
    STEWARD_CO_TRY(const auto found, co_await std::move(looking));
    const auto& [isAllowed, known] = found;
    if (!isAllowed || !known || !external_) co_return contract::OfflineAccess{isAllowed};
    auto asking = external_->users().isShutOut(*known);
    STEWARD_CO_TRY(const bool isShutOut, co_await std::move(asking));
    co_return contract::OfflineAccess{!isShutOut};
}

void IdentityService::follow(kernel::Bus& bus, kernel::Io& io) {
    io.spawn([this] { return signingKeys_->watch(); });
    if (external_) io.spawn([this] { return external_->users().importPeople(); });
    changes_ = bus.subscribe([this, &io](const kernel::Message& message) {
        if (message.topic == newsTopic) return heard(message.json);
        if (message.topic != contract::entitiesTopic.name) return;
        const auto change = json::read<contract::EntityChanged>(message.json);
        if (!change || change->kind == domain::EntityKind::brand) return;
        apiKeys_->forgetAll();
        supportAccess_->forgetAll();
        if (change->kind == domain::EntityKind::role) return verifier_.refuseOlderRole(change->id, change->version);
        if (change->kind == domain::EntityKind::user) verifier_.refuseEarlier(change->id);
        const bool isTenant = change->kind == domain::EntityKind::tenant;
        io.spawn([this, isTenant, id = change->id]() -> kernel::asio::awaitable<void> {
            const auto withdrawn = co_await sessions_->withdraw(id);
            if (!withdrawn)
                log::error("sessions could not be ended",
                           {{"entity", json::Value(id)}, {"detail", json::Value(withdrawn.error().detail)}});
            if (!isTenant) co_return;
            const auto shutOut = co_await apiKeys_->withdraw(id);
            if (!shutOut)
                log::error("tokens of API keys could not be refused",
                           {{"entity", json::Value(id)}, {"detail", json::Value(shutOut.error().detail)}});
        });
    });
}

void IdentityService::tellClient(const Session& session) {
    const Client* client = findClient(options_.clients, session.clientId);
    const Time now = clock_.now();
    const auto key = keys_.signer(now);
    if (!client || client->backchannelLogoutUri.empty() || !key) return;
    LogoutClaims claims;
    claims.iss = options_.issuer;
    claims.aud = client->id;
    claims.sub = session.userId;
    claims.iat = toSeconds(now);
    claims.exp = claims.iat + 120;
    claims.jti = randomHex(16);
    claims.sid = session.id;
    claims.events["http://schemas.openid.net/event/backchannel-logout"];
    const auto token = signToken(*key, claims);
    if (!token || !backchannel_->tell(client->backchannelLogoutUri, *token))
        log::warning("a program was not told of a logout", {{"client", json::Value(client->id)}});
}

void IdentityService::heard(const std::string& news) {
    const auto told = json::read<News>(news);
    if (!told) return;
    if (told->kind == NewsKind::sessionEnded) sessions_->closed(told->id);
    if (told->kind == NewsKind::signingKeysChanged) signingKeys_->expectNews();
    if (told->kind == NewsKind::apiKeyChanged) apiKeys_->forget(told->id);
    if (told->kind == NewsKind::supportAccessChanged) supportAccess_->forget(told->id);
}

Result<std::int64_t> giveDemoPasswords(sql::Connection& db, std::string_view environment, Time now,
                                       const PasswordCost& cost) {
    if (environment != "local")
        return fail(ErrorCode::forbidden, "Demo passwords exist on local platforms only. Nothing was changed.");
    STEWARD_TRY(const std::string hash, hashPassword(demoPassword, cost));
    return IdentityStore(db).setMissingPasswordHashes(hash, now);
}

Result<> setDemoSupportRules(sql::Connection& db) {
    STEWARD_CHECK(db.execute(sql::tenantOwned("INSERT INTO support_policies (tenant_id, consent, version) "
                                              "SELECT id, CASE slug WHEN 'ravenholt' THEN 'always' ELSE 'never' END, 1 "
                                              "FROM tenants WHERE :tenant(id) AND slug IN ('ravenholt', 'quillmark')"),
                             sql::TenantScope::all()));
    return {};
}

}  // namespace steward::identity

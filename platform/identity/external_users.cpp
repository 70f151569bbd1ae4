#include "identity/external_users.h"

#include <algorithm>

#include "audit/audit_store.h"
#include "base/ids.h"
#include "base/log.h"
#include "contract/topics.h"
#include "identity/proof.h"
#include "identity/second_factor_store.h"
#include "identity/second_factors.h"
#include "identity/secrets.h"
#include "identity/sign_in_audit.h"
#include "kernel/io.h"
#include "kernel/outbox.h"

namespace steward::identity {

using kernel::Async;

namespace {

// After 1, 2, 4 and 8 seconds; of so many people at once.
constexpr int mostComparisons = 4;
constexpr std::size_t mostCompared = 256;
constexpr std::int64_t importPage = 100;
constexpr std::int64_t mostImported = 10'000;
// Until then whoever was made there may be about to be stored by the invitation that made them.
constexpr Duration settled = std::chrono::minutes(2);

const Actor& provider() {
    static const Actor actor{platformItself().id, "Identity provider"};
    return actor;
}

tl::unexpected<Error> forbidden(std::string why) {
    return fail(ErrorCode::forbidden, std::move(why), "Nothing was created.");
}
tl::unexpected<Error> over() {
    return fail(ErrorCode::unauthenticated, "The session has ended. Sign in again.", "ended");
}

Time fromSeconds(std::int64_t seconds) {
    return Time(std::chrono::seconds(seconds));
}

// The same each time, so that the session is known again; nobody can choose it.
std::string sessionIdOf(const std::string& issuer, const ExternalPerson& person, const std::string& userId) {
    const std::string name =
        person.sessionId.empty() ? "issued " + std::to_string(person.issuedAt) : "sid " + person.sessionId;
    const std::string hash = sha256(issuer + '\0' + name + '\0' + userId);
    Uuid uuid{};
    std::copy_n(hash.begin(), uuid.size(), uuid.begin());
    return spellId(id::session, uuid);
}

// Of the transaction that lets somebody in.
class Admission {
public:
    Admission(sql::Connection& db, const std::string& issuer, const ExternalPerson& person, Time now)
        : db_(db), store_(db), accounts_(db), issuer_(issuer), person_(person), now_(now) {}

    // Who this is. `newUserId` is for somebody who was never here.
    Result<domain::Principal> run(const std::string& newUserId, const std::string& device,
                                  domain::SecondFactorRule rule);
    // Makes the user of somebody who has not come yet. False: they would not be let in, or would be somebody's account
    // that is here, which only they themselves can say.
    Result<bool> expect(const std::string& newUserId);

private:
    Result<> findPlace();
    Result<> findTenant();
    Result<> findRole();
    Result<> findAccount(const std::string& newUserId);
    Result<> create(const std::string& userId);
    Result<> takeOver();
    Result<> openSession(const std::string& device);
    bool provesAgain(const Session& session) const;
    Result<> record(const std::string& action, const json::Value& before);
    domain::User wanted() const;

    sql::Connection& db_;
    ExternalStore store_;
    IdentityStore accounts_;
    const std::string& issuer_;
    const ExternalPerson& person_;
    const Time now_;
    std::string tenantId_;
    domain::Role role_ = domain::baseRole(false);
    std::optional<std::string> customRoleId_;
    Account account_;
    std::string sessionId_;
};

Result<domain::Principal> Admission::run(const std::string& newUserId, const std::string& device,
                                         domain::SecondFactorRule rule) {
    if (!person_.sessionId.empty()) {
        STEWARD_TRY(const bool loggedOut, store_.isLoggedOut(issuer_, person_.sessionId));
        if (loggedOut) return over();
    }
    STEWARD_CHECK(findPlace());
    if (isRequired(rule, tenantId_) && !hasMethod(person_.methods, severalMethod))
        return forbidden("This platform asks for a second factor. Sign in with one at " + issuer_ + ".");
    STEWARD_CHECK(findAccount(newUserId));
    STEWARD_CHECK(takeOver());
    if (!maySignIn(account_)) return forbidden("Your account, or your tenant, is suspended on this platform.");
    STEWARD_CHECK(openSession(device));
    domain::Principal principal = account_.principal();
    principal.sessionId = sessionId_;
    return principal;
}

Result<bool> Admission::expect(const std::string& newUserId) {
    if (const auto place = findPlace(); !place)
        return place.error().code == ErrorCode::forbidden ? Result<bool>(false) : fail(place.error());
    STEWARD_TRY(const auto same, accounts_.accountsByEmail(person_.email, tenantId_));
    if (!same.empty()) return false;
    STEWARD_CHECK(create(newUserId));
    return true;
}

Result<> Admission::findPlace() {
    if (person_.role && domain::isPlatformRole(*person_.role)) {
        role_ = *person_.role;
        return {};
    }
    STEWARD_CHECK(findTenant());
    return findRole();
}

// What a tenant made for some of its people comes before what many have.
Result<> Admission::findRole() {
    if (person_.role) role_ = *person_.role;
    if (person_.role && *person_.role <= domain::Role::admin) return {};
    for (const auto& name : person_.customRoles) {
        STEWARD_TRY(customRoleId_, store_.customRole(tenantId_, name));
        if (!customRoleId_)
            log::warning("a custom role that the identity provider's is mapped to does not exist",
                         {{"role", json::Value(name)}, {"tenant", json::Value(tenantId_)}});
        if (!customRoleId_) continue;
        role_ = domain::baseRole(false);
        return {};
    }
    if (person_.role) return {};
    return forbidden("You are signed in, and none of your roles is one of your tenant.");
}

Result<> Admission::findTenant() {
    STEWARD_TRY(const auto tenants, store_.tenants(person_.tenants));
    if (tenants.empty()) return forbidden("You are signed in, and belong to no tenant of this platform.");
    for (const auto& tenant : tenants)
        if (tenant.id != tenants.front().id)
            return forbidden("You are signed in, and belong to several tenants. Ask for a sign-in to one of them.");
    tenantId_ = tenants.front().id;
    return {};
}

Result<> Admission::findAccount(const std::string& newUserId) {
    STEWARD_TRY(const auto known, store_.identity(issuer_, person_.subject, tenantId_));
    if (known && person_.issuedAt < known->notBefore) return over();
    if (!known) STEWARD_CHECK(create(newUserId));
    STEWARD_TRY(auto account, accounts_.accountById(known ? known->userId : account_.user.id));
    if (!account) return forbidden("Your account was removed from this platform.");
    account_ = std::move(*account);
    return {};
}

domain::User Admission::wanted() const {
    domain::User user = account_.user;
    user.name = person_.name;
    user.email = person_.email;
    user.role = role_;
    user.customRoleId = customRoleId_;
    user.identitySource = issuer_;
    if (user.status == domain::UserStatus::invited) user.status = domain::UserStatus::active;
    return user;
}

// An account with the same address is the same person when the issuer has verified that, and nobody else's yet. Not so
// among the staff: who can enter addresses at the issuer shall not become the operator for emergencies.
Result<> Admission::create(const std::string& userId) {
    STEWARD_TRY(const auto same, accounts_.accountsByEmail(person_.email, tenantId_));
    if (!same.empty()) {
        const auto& account = same.front();
        STEWARD_TRY(const auto other, store_.identityOf(account.user.id));
        if (other || !person_.emailVerified || tenantId_.empty())
            return forbidden("There is another account with your e-mail address on this platform.");
        account_ = account;
        STEWARD_CHECK(store_.removePassword(account.user.id));
        STEWARD_CHECK(SecondFactorStore(db_).remove(account.user.id));
    } else {
        account_ = {};
        account_.user.id = userId;
        account_.user.tenantId = tenantId_;
        account_.user.createdAt = now_;
        account_.user.version = 1;
        account_.user = wanted();
        STEWARD_CHECK(accounts_.insertUser(account_.user));
        STEWARD_CHECK(record("user.create", json::Value()));
    }
    return store_.insertIdentity({issuer_, person_.subject, tenantId_, account_.user.id, now_, 0});
}

Result<> Admission::takeOver() {
    domain::User user = wanted();
    if (user == account_.user) return {};
    const json::Value before = json::toValue(account_.user);
    ++user.version;
    account_.user = std::move(user);
    if (const auto stored = store_.updateUser(account_.user); !stored)
        return stored.error().code == ErrorCode::conflict
                   ? forbidden("There is another account with your e-mail address on this platform.")
                   : stored;
    // With what the role allows that it has now.
    STEWARD_TRY(auto account, accounts_.accountById(account_.user.id));
    if (!account) return forbidden("Your account was removed from this platform.");
    account_ = std::move(*account);
    return record("user.change", before);
}

// A token that was only renewed proves nothing, and neither does one factor where there were two.
bool Admission::provesAgain(const Session& session) const {
    const bool isWeaker = hasMethod(session.methods, severalMethod) && !hasMethod(person_.methods, severalMethod);
    return fromSeconds(person_.authenticatedAt) > session.authenticatedAt && !isWeaker;
}

Result<> Admission::openSession(const std::string& device) {
    sessionId_ = sessionIdOf(issuer_, person_, account_.user.id);
    const Time expiresAt = fromSeconds(person_.expiresAt);
    STEWARD_TRY(const auto known, accounts_.session(sessionId_));
    if (known && known->endedAt) return over();
    if (known && provesAgain(*known))
        STEWARD_CHECK(store_.proveAgain(sessionId_, fromSeconds(person_.authenticatedAt), person_.methods));
    if (known) return known->expiresAt < expiresAt ? store_.extendSession(sessionId_, now_, expiresAt) : Result<>();
    Session session;
    session.id = sessionId_;
    session.userId = account_.user.id;
    session.tenantId = tenantId_;
    session.clientId = person_.clientId;
    session.createdAt = now_;
    session.lastSeenAt = now_;
    session.expiresAt = expiresAt;
    session.device = device;
    session.methods = person_.methods;
    // A session that the issuer names begins with its first token. Others begin anew with each.
    const bool beginsNow = person_.authenticatedAt == 0 && !person_.sessionId.empty();
    session.authenticatedAt = fromSeconds(beginsNow ? person_.issuedAt : person_.authenticatedAt);
    STEWARD_CHECK(accounts_.insertSession(session));
    if (!person_.sessionId.empty()) STEWARD_CHECK(store_.insertSessionName(issuer_, person_.sessionId, sessionId_));
    STEWARD_CHECK(accounts_.markSeen(account_.user.id, now_));
    return recordStart(db_, account_.user, session, now_);
}

Result<> Admission::record(const std::string& action, const json::Value& before) {
    const auto& user = account_.user;
    domain::AuditEntry entry;
    entry.actorId = provider().id;
    entry.actorName = provider().name;
    entry.action = action;
    entry.entity = "user";
    entry.entityId = user.id;
    entry.entityName = user.name;
    if (!user.tenantId.empty()) entry.tenantId = user.tenantId;
    entry.reason = "As " + issuer_ + " says";
    json::Object after{{"name", user.name}, {"email", user.email}, {"role", std::string(enumName(user.role))}};
    const auto* old = before.if_object();
    if (user.customRoleId || (old && old->contains("customRoleId")))
        after["customRoleId"] = user.customRoleId ? json::Value(*user.customRoleId) : json::Value();
    if (old) {
        json::Object was;
        for (const auto& [name, ignored] : after)
            if (const auto* value = old->if_contains(name)) was[name] = *value;
        entry.before = std::move(was);
        entry.versionBefore = user.version - 1;
    }
    entry.after = after;
    entry.versionAfter = user.version;
    STEWARD_CHECK(audit::append(db_, std::move(entry), now_));
    return kernel::enqueue(db_, contract::entitiesTopic, user.tenantId,
                           {domain::EntityKind::user, user.id, user.tenantId, user.version, action, provider().name});
}

}  // namespace

bool ExternalUsers::isNamedBy(std::string_view token) const {
    const auto first = token.find('.');
    const auto last = token.rfind('.');
    if (token.size() > OidcIssuer::maxTokenBytes || first == last) return false;
    const auto text = fromBase64Url(token.substr(first + 1, last - first - 1));
    const auto claims = text ? json::parse(*text) : Result<json::Value>(json::Value());
    const auto& issuer = parts_.issuer.options().issuer;
    const std::string named = claims && claims->is_object() ? textClaim(claims->get_object(), "iss") : std::string();
    return named == issuer || named == issuer + "/";
}

Async<AdmittedToken> ExternalUsers::admit(std::string token, std::string device) {
    auto verifying = parts_.issuer.accessClaims(std::move(token));
    const auto claims = co_await std::move(verifying);
    if (!claims) co_return fail(claims.error());
    STEWARD_CO_TRY(const ExternalPerson person, personOf(*claims, parts_.mapping));
    const Time now = parts_.clock.now();
    const auto come = [person, device, now, rule = parts_.rule, issuer = parts_.issuer.options().issuer,
                       newUserId = newId(id::user, now)](sql::Connection& db) {
        return Admission(db, issuer, person, now).run(newUserId, device, rule);
    };
    auto principal = co_await parts_.database.write(come);
    // Somebody else, or another node, let the same person in at the same moment.
    if (!principal && principal.error().code == ErrorCode::conflict) principal = co_await parts_.database.write(come);
    if (!principal) {
        if (principal.error().code == ErrorCode::forbidden)
            log::info("somebody of the identity provider may not come in",
                      {{"subject", json::Value(person.subject)}, {"why", json::Value(principal.error().message)}});
        co_return fail(std::move(principal).error());
    }
    parts_.sessions.opened(principal->sessionId, fromSeconds(person.expiresAt));
    co_return AdmittedToken{std::move(*principal), person.expiresAt};
}

Async<> ExternalUsers::signOut(std::string logoutToken) {
    const auto refuse = [](std::string why) {
        return fail(ErrorCode::invalid, "The logout token is not valid. Nobody was signed out.", std::move(why));
    };
    auto verifying = parts_.issuer.logoutClaims(std::move(logoutToken));
    const auto claims = co_await std::move(verifying);
    if (!claims && claims.error().code == ErrorCode::unauthenticated) co_return refuse(claims.error().detail);
    if (!claims) co_return fail(claims.error());

    const Time now = parts_.clock.now();
    const std::string issuer = parts_.issuer.options().issuer;
    const std::string sid = textClaim(*claims, "sid");
    const std::string subject = textClaim(*claims, "sub");
    const std::string hash = fingerprint(issuer + '\0' + textClaim(*claims, "jti"));
    const auto* issuedAt = claims->if_contains("iat");
    const std::int64_t notBefore = issuedAt->to_number<std::int64_t>() + 1;
    const auto take = [=](sql::Connection& db) -> Result<std::vector<Session>> {
        ExternalStore store(db);
        STEWARD_TRY(const bool isNew, store.insertLogoutToken(hash, now));
        if (!isNew) return fail(ErrorCode::invalid, "The logout token was used before. Nobody was signed out.", "jti");
        STEWARD_CHECK(store.forgetLogoutsBefore(now - std::chrono::hours(24)));
        STEWARD_CHECK(sid.empty() ? store.refuseEarlier(issuer, subject, notBefore)
                                  : store.insertLogout(issuer, sid, now));
        return store.sessions(issuer, sid, subject);
    };
    auto ending = parts_.sessions.endChosen(take, EndReason::endedByIssuer, provider());
    const auto ended = co_await std::move(ending);
    if (!ended) co_return fail(ended.error());
    const std::function<kernel::asio::awaitable<void>()> comparing = [this, subject] { return compareSoon(subject); };
    if (parts_.source && parts_.listsSessions && !sid.empty() && !subject.empty()) co_await kernel::detach(comparing);
    co_return Result<>();
}

kernel::asio::awaitable<void> ExternalUsers::compareSoon(std::string subject) {
    const auto known = comparing_.find(subject);
    if (known != comparing_.end()) {
        known->second = 0;
        co_return;
    }
    if (comparing_.size() >= mostCompared) {
        log::warning("sessions were not compared with the identity provider: too many logouts at once");
        co_return;
    }
    int& times = comparing_[subject];
    for (times = 0; times < mostComparisons;) {
        co_await kernel::sleepFor(std::chrono::seconds(1) * (1 << times++));
        const auto compared = co_await compare(subject);
        if (!compared)
            log::warning("sessions could not be compared with the identity provider",
                         {{"detail", json::Value(compared.error().detail)}});
        if (compared && !*compared) break;
    }
    comparing_.erase(subject);
}

Async<bool> ExternalUsers::compare(std::string subject) {
    const std::string issuer = parts_.issuer.options().issuer;
    const auto look = [=](sql::Connection& db) { return ExternalStore(db).sessionNames(issuer, subject); };
    STEWARD_CO_TRY(auto names, co_await parts_.database.read(look));
    if (names.empty()) co_return false;
    auto listing = parts_.source->sessions(subject);
    const auto listed = co_await std::move(listing);
    if (!listed && listed.error().code != ErrorCode::notFound) co_return fail(listed.error());
    if (listed)
        for (const auto& session : *listed)
            std::erase(names, session.id);
    if (names.empty()) co_return true;
    const auto choose = [=](sql::Connection& db) -> Result<std::vector<Session>> {
        std::vector<Session> gone;
        for (const auto& sid : names) {
            STEWARD_TRY(const auto named, ExternalStore(db).sessions(issuer, sid, subject));
            gone.insert(gone.end(), named.begin(), named.end());
        }
        return gone;
    };
    auto ending = parts_.sessions.endChosen(choose, EndReason::endedByIssuer, provider());
    STEWARD_CO_CHECK(co_await std::move(ending));
    co_return true;
}

kernel::asio::awaitable<void> ExternalUsers::importPeople() {
    const Time now = parts_.clock.now();
    const Duration pause = parts_.importEvery;
    if (!parts_.source || pause.count() == 0 || isImporting_ || now < importedAt_ + pause) co_return;
    isImporting_ = true;
    importedAt_ = now;
    auto importing = importAll();
    const auto imported = co_await std::move(importing);
    isImporting_ = false;
    if (!imported)
        log::warning("people of the identity provider could not be listed",
                     {{"detail", json::Value(imported.error().detail)}});
    else if (*imported > 0)
        log::info("people of the identity provider were listed", {{"new", *imported}});
}

Async<std::int64_t> ExternalUsers::importAll() {
    const std::string issuer = parts_.issuer.options().issuer;
    const Time latest = parts_.clock.now() - settled;
    std::int64_t made = 0;
    for (SourceUserQuery query{{}, 0, importPage}; query.first < mostImported; query.first += importPage) {
        auto listing = parts_.source->list(query);
        STEWARD_CO_TRY(const auto page, co_await std::move(listing));
        const auto look = [=, &users = page.users](sql::Connection& db) -> Result<std::vector<SourceUser>> {
            std::vector<SourceUser> unknown;
            for (const auto& user : users) {
                if (!user.enabled || user.createdAt > latest) continue;
                STEWARD_TRY(const bool isKnown, ExternalStore(db).isKnown(issuer, user.subject));
                if (!isKnown) unknown.push_back(user);
            }
            return unknown;
        };
        STEWARD_CO_TRY(const auto unknown, co_await parts_.database.read(look));
        for (const auto& user : unknown) {
            auto importing = importOne(user);
            STEWARD_CO_TRY(const bool isNew, co_await std::move(importing));
            made += isNew ? 1 : 0;
        }
        if (std::int64_t(page.users.size()) < importPage) break;
    }
    co_return made;
}

Async<bool> ExternalUsers::importOne(SourceUser user) {
    auto asking = parts_.source->claimsOf(user);
    const auto claims = co_await std::move(asking);
    if (!claims && claims.error().code == ErrorCode::notFound) co_return false;
    if (!claims) co_return fail(claims.error());
    const auto person = personOf(*claims, parts_.mapping);
    if (!person) co_return false;
    const Time now = parts_.clock.now();
    const auto expect = [person = *person, now, issuer = parts_.issuer.options().issuer,
                         newUserId = newId(id::user, now)](sql::Connection& db) {
        return Admission(db, issuer, person, now).expect(newUserId);
    };
    const auto made = co_await parts_.database.write(expect);
    // They came meanwhile, or another node was first.
    if (!made && made.error().code == ErrorCode::conflict) co_return false;
    co_return made;
}

Async<bool> ExternalUsers::isShutOut(ExternalIdentity identity) {
    if (!parts_.source || identity.issuer != parts_.issuer.options().issuer) co_return false;
    auto finding = parts_.source->find(identity.subject);
    STEWARD_CO_TRY(const auto user, co_await std::move(finding));
    co_return !user || !user->enabled;
}

Result<> ExternalUsers::remember(sql::Connection& db, const std::string& issuer, const std::string& subject,
                                 const domain::User& user, Time now) {
    return ExternalStore(db).insertIdentity({issuer, subject, user.tenantId, user.id, now, 0});
}

}  // namespace steward::identity

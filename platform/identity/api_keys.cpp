#include "identity/api_keys.h"

#include <algorithm>

#include "audit/audit_store.h"
#include "base/ids.h"
#include "base/log.h"
#include "identity/api_key_store.h"
#include "identity/news.h"
#include "identity/secrets.h"
#include "identity/sessions.h"
#include "kernel/io.h"

namespace steward::identity {

using contract::ApiKeyDraft;
using contract::IssuedApiKey;
using kernel::Async;
using kernel::Context;

namespace {

constexpr std::size_t maxNameBytes = 100;

tl::unexpected<Error> noSuchKey() {
    return fail(ErrorCode::notFound, "There is no such API key.");
}
tl::unexpected<Error> refusedKey() {
    return fail(ErrorCode::unauthenticated, "The API key is not valid. It may have expired or been revoked.");
}

bool isPlain(std::string_view text) {
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

// What is wrong with a draft, or nothing.
Result<> check(const ApiKeyDraft& draft, const domain::Principal& principal, bool ofTenant, Time now) {
    std::vector<FieldError> errors;
    if (draft.name.empty() || draft.name.size() > maxNameBytes || !isPlain(draft.name))
        errors.push_back({"/name", "must have 1 to 100 characters"});
    if (draft.permissions.isEmpty()) errors.push_back({"/permissions", "must name at least one"});
    if (!principal.permissions.containsAll(draft.permissions))
        errors.push_back({"/permissions", "must be some of your own"});
    else if (ofTenant && !domain::grantable(false).containsAll(draft.permissions))
        errors.push_back({"/permissions", "must be what a tenant's people may have"});
    if (draft.expiresAt && (*draft.expiresAt <= now || *draft.expiresAt > now + longestKeyLifetime))
        errors.push_back({"/expiresAt", "must be within a year from now"});
    if (errors.empty()) return {};
    return fail({ErrorCode::unprocessable, "The API key cannot be made like this.", {}, {}, std::move(errors)});
}

Result<> record(sql::Connection& db, const domain::Principal& actor, const domain::ApiKey& key, std::string action,
                Time now) {
    domain::AuditEntry entry;
    entry.actorId = actor.userId;
    entry.actorName = actor.name;
    entry.action = std::move(action);
    entry.entity = "apiKey";
    entry.entityId = key.id;
    entry.entityName = key.name;
    entry.tenantId = key.tenantId;
    entry.after = json::Object{{"permissions", json::toValue(key.permissions)},
                               {"expiresAt", toRfc3339(key.expiresAt)},
                               {"createdBy", key.createdBy}};
    STEWARD_CHECK(audit::append(db, std::move(entry), now));
    return {};
}

// Whom a key of the person makes of a program; nobody when either may not any more.
Result<std::optional<domain::Principal>> principalOf(sql::Connection& db, const StoredApiKey& key, Time now) {
    const std::optional<domain::Principal> nobody;
    if (key.revokedAt || key.expiresAt <= now) return nobody;
    IdentityStore store(db);
    STEWARD_TRY(const auto creator, store.accountById(key.createdBy));
    if (!creator || !maySignIn(*creator)) return nobody;
    const auto& user = creator->user;
    const bool isOwnScope = user.tenantId == key.tenantId;
    if (!isOwnScope && !user.tenantId.empty()) return nobody;
    if (!isOwnScope) {
        STEWARD_TRY(const bool isOpen, store.isOpenTenant(key.tenantId));
        if (!isOpen) return nobody;
    }
    domain::Principal principal;
    principal.userId = key.id;
    principal.name = key.name;
    principal.role = isOwnScope ? user.role : domain::baseRole(false);
    if (!key.tenantId.empty()) principal.tenantId = key.tenantId;
    principal.permissions = key.permissions & creator->permissions() & domain::grantable(key.tenantId.empty());
    principal.permissions.insert(domain::Permission::signedIn);
    return std::optional(std::move(principal));
}

bool mayManage(const domain::Principal& principal, const domain::ApiKey& key) {
    return key.createdBy == principal.userId || principal.may(domain::Permission::keysWrite);
}

}  // namespace

Result<> ApiKeys::load() {
    const Time now = parts_.clock.now();
    struct Loaded {
        std::vector<std::string> revoked;
        std::vector<std::string> shutOut;
    };
    STEWARD_TRY(const Loaded loaded, parts_.database.writeNow([now](sql::Connection& db) -> Result<Loaded> {
        ApiKeyStore keys(db);
        STEWARD_CHECK(keys.forgetOld(now));
        STEWARD_TRY(auto revoked, keys.revokedSince(now - 2 * keyTokenLifetime));
        STEWARD_TRY(auto shutOut, keys.shutOut(std::nullopt, now));
        return Loaded{std::move(revoked), std::move(shutOut)};
    }));
    for (const auto& id : loaded.revoked)
        parts_.verifier.endSession(id);
    for (const auto& id : loaded.shutOut)
        parts_.verifier.refuseEarlier(id);
    return {};
}

Async<IssuedApiKey> ApiKeys::create(Context& context, ApiKeyDraft draft) {
    const auto principal = context.principal;
    const Time now = context.now;
    const auto scope = context.scope();
    STEWARD_CO_CHECK(co_await parts_.reauthentication.require(principal));
    if (draft.ofTenant && !scope.isAll() && *draft.ofTenant != scope.tenant())
        co_return fail(ErrorCode::notFound, "There is no such tenant.");
    const std::string tenantId = draft.ofTenant.value_or(scope.isAll() ? std::string() : scope.tenant());
    STEWARD_CO_CHECK(check(draft, principal, !tenantId.empty(), now));

    IssuedApiKey issued;
    issued.secret = std::string(prefix) + newSecret();
    issued.id = newId(id::apiKey, now);
    draft.permissions.insert(domain::Permission::signedIn);
    const StoredApiKey row{issued.id,
                           tenantId,
                           draft.name,
                           draft.permissions,
                           fingerprint(issued.secret),
                           issued.secret.substr(0, prefix.size() + 4) + "…",
                           principal.userId,
                           now,
                           draft.expiresAt.value_or(now + standardKeyLifetime),
                           std::nullopt,
                           std::nullopt};
    const auto store = [row, principal, now](sql::Connection& db) -> Result<domain::ApiKey> {
        ApiKeyStore keys(db);
        STEWARD_TRY(const auto existing, keys.countOf(principal.userId, now));
        if (existing >= mostOfOnePerson)
            return fail(ErrorCode::unprocessable, "A person has at most 100 API keys. Revoke one that is not used.");
        if (!row.tenantId.empty()) {
            STEWARD_TRY(const bool isOpen, IdentityStore(db).isOpenTenant(row.tenantId));
            if (!isOpen) return fail(ErrorCode::notFound, "There is no such tenant.");
        }
        STEWARD_CHECK(keys.insert(row));
        STEWARD_TRY(const auto key, keys.find(sql::TenantScope::all(), row.id));
        if (!key) return noSuchKey();
        STEWARD_CHECK(record(db, principal, *key, "apiKey.create", now));
        return *key;
    };
    STEWARD_CO_TRY(issued.key, co_await parts_.database.write(store));
    co_return issued;
}

Async<contract::Page<domain::ApiKey>> ApiKeys::list(Context& context) {
    const auto& principal = context.principal;
    const auto creator = principal.may(domain::Permission::keysWrite) ? std::nullopt : std::optional(principal.userId);
    const auto select = [creator, scope = context.scope()](sql::Connection& db) {
        return ApiKeyStore(db).list(scope, creator);
    };
    contract::Page<domain::ApiKey> page;
    STEWARD_CO_TRY(page.items, co_await parts_.database.read(select));
    page.total = std::int64_t(page.items.size());
    co_return page;
}

Async<domain::ApiKey> ApiKeys::get(Context& context, std::string id) {
    const auto find = [id, scope = context.scope()](sql::Connection& db) { return ApiKeyStore(db).find(scope, id); };
    STEWARD_CO_TRY(auto key, co_await parts_.database.read(find));
    if (!key || !mayManage(context.principal, *key)) co_return noSuchKey();
    co_return std::move(*key);
}

Async<contract::Nothing> ApiKeys::revoke(Context& context, std::string id) {
    const auto revoke = [id, principal = context.principal, scope = context.scope(),
                         now = context.now](sql::Connection& db) -> Result<> {
        ApiKeyStore keys(db);
        STEWARD_TRY(const auto key, keys.find(scope, id));
        if (!key || !mayManage(principal, *key)) return noSuchKey();
        STEWARD_TRY(const bool revoked, keys.revoke(scope, id, now));
        if (!revoked) return noSuchKey();
        STEWARD_CHECK(record(db, principal, *key, "apiKey.revoke", now));
        return announce(db, NewsKind::apiKeyChanged, id);
    };
    STEWARD_CO_CHECK(co_await parts_.database.write(revoke));
    forget(id);
    co_return contract::Nothing{};
}

kernel::asio::awaitable<void> ApiKeys::look(std::string secret) {
    const std::string hash = fingerprint(secret);
    const Time now = parts_.clock.now();
    std::uint64_t generation = 0;
    {
        const std::lock_guard lock(mutex_);
        const auto known = known_.find(hash);
        if (known != known_.end() && now - known->second.lookedUpAt < remembered) co_return;
        generation = generation_;
    }
    const auto find = [hash, now](sql::Connection& db) -> Result<std::optional<Known>> {
        STEWARD_TRY(const auto key, ApiKeyStore(db).bySecretHash(hash));
        if (!key) return std::optional<Known>();
        STEWARD_TRY(const auto principal, principalOf(db, *key, now));
        if (!principal) return std::optional<Known>();
        const bool isNoted = key->lastUsedAt && now - *key->lastUsedAt < usePrecision;
        return std::optional(Known{*principal, key->expiresAt, now, isNoted});
    };
    const auto found = co_await parts_.database.read(find);
    if (!found) co_return;
    {
        const std::lock_guard lock(mutex_);
        if (!*found) known_.erase(hash);
        if (!*found || generation != generation_) co_return;
        if (known_.size() >= cacheSize) known_.clear();
        known_.insert_or_assign(hash, **found);
    }
    if (!(*found)->isNoted) co_await noteUse((*found)->principal.userId);
}

// The request does not wait for it.
kernel::asio::awaitable<void> ApiKeys::noteUse(std::string id) {
    const auto mark = [id, now = parts_.clock.now()](sql::Connection& db) { return ApiKeyStore(db).markUsed(id, now); };
    const std::function<kernel::asio::awaitable<void>()> marking = [&database = parts_.database,
                                                                    mark]() -> kernel::asio::awaitable<void> {
        const auto marked = co_await database.write(mark);
        if (!marked) log::warning("the use of an API key could not be noted");
    };
    co_await kernel::detach(marking);
}

Result<domain::Principal> ApiKeys::authenticate(std::string_view secret) const {
    const std::string hash = fingerprint(secret);
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(hash);
    if (found == known_.end() || found->second.expiresAt <= parts_.clock.now()) return refusedKey();
    return found->second.principal;
}

Async<TokenReply> ApiKeys::exchange(std::string id, std::string secret, std::string scope, std::string dpopKey) {
    const Time now = parts_.clock.now();
    co_await look(secret);
    const auto principal = isKey(secret) ? authenticate(secret) : Result<domain::Principal>(refusedKey());
    if (!principal || principal->userId != id)
        co_return refuseGrant(GrantError::invalid_client, "The client or its secret is not known, or no longer.");
    domain::PermissionSet wanted = principal->permissions;
    if (!scope.empty()) {
        wanted = {};
        for (const auto& word : wordsOf(scope)) {
            const auto permission = enumFromName<domain::Permission>(word);
            if (!permission || !principal->may(*permission))
                co_return refuseGrant(GrantError::invalid_scope, "The key does not have " + word.substr(0, 40) + ".");
            wanted.insert(*permission);
        }
        wanted.insert(domain::Permission::signedIn);
    }
    const auto key = parts_.keys.signer(now);
    if (!key) co_return fail(ErrorCode::internal, "The platform has no signing key.");
    std::string granted;
    for (const auto permission : wanted.form())
        granted.append(granted.empty() ? "" : " ").append(enumName(permission));

    AccessClaims claims;
    claims.iss = parts_.issuer;
    claims.aud = parts_.audience;
    claims.sub = claims.client_id = claims.sid = id;
    claims.scope = granted;
    claims.iat = std::max(toSeconds(now), parts_.verifier.earliestIssue(id));
    claims.exp = claims.iat + std::chrono::floor<std::chrono::seconds>(keyTokenLifetime).count();
    claims.jti = randomHex(16);
    claims.role = principal->role;
    claims.tenant = principal->tenantId;
    claims.name = principal->name;
    claims.permissions = wanted;
    TokenReply reply;
    if (!dpopKey.empty()) {
        claims.cnf = Confirmation{dpopKey};
        reply.token_type = "DPoP";
    }
    STEWARD_CO_TRY(reply.access_token, signToken(*key, claims));
    reply.expires_in = claims.exp - claims.iat;
    reply.scope = granted;
    co_return reply;
}

void ApiKeys::forget(const std::string& id) {
    parts_.verifier.endSession(id);
    const std::lock_guard lock(mutex_);
    ++generation_;
    std::erase_if(known_, [&](const auto& entry) { return entry.second.principal.userId == id; });
}

void ApiKeys::forgetAll() {
    const std::lock_guard lock(mutex_);
    ++generation_;
    known_.clear();
}

Async<> ApiKeys::withdraw(std::string tenantId) {
    const auto find = [tenantId, now = parts_.clock.now()](sql::Connection& db) {
        return ApiKeyStore(db).shutOut(tenantId, now);
    };
    STEWARD_CO_TRY(const auto shutOut, co_await parts_.database.read(find));
    for (const auto& id : shutOut)
        parts_.verifier.refuseEarlier(id);
    co_return Result<>();
}

std::size_t ApiKeys::remembers() const {
    const std::lock_guard lock(mutex_);
    return known_.size();
}

}  // namespace steward::identity

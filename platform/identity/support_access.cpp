#include "identity/support_access.h"

#include <algorithm>

#include "audit/audit_store.h"
#include "base/ids.h"
#include "base/log.h"
#include "identity/news.h"
#include "identity/secrets.h"
#include "identity/support_rules.h"
#include "kernel/db/tenant_life.h"

namespace steward::identity {

using domain::SupportConsent;
using domain::SupportPolicy;
using domain::SupportState;
using kernel::Async;
using kernel::Context;

namespace {

constexpr int mostLooks = 5;  // of one request, while others change what it looks at

tl::unexpected<Error> noSuchAccess() {
    return fail(ErrorCode::notFound, "There is no such support access.");
}
tl::unexpected<Error> refusedToken() {
    return fail(ErrorCode::unauthenticated, "The support access has ended.");
}

// Visible to the principal.
Result<StoredSupport> required(sql::Connection& db, const sql::TenantScope& scope, const domain::Principal& principal,
                               const std::string& id, Time now) {
    STEWARD_TRY(auto stored, SupportStore(db).find(scope, id, now));
    if (!stored || !maySee(principal, stored->access)) return noSuchAccess();
    return std::move(*stored);
}

// Stores, records and announces what has become of one.
Result<> settle(sql::Connection& db, const domain::Principal& actor, const domain::SupportAccess& access,
                std::string action, Time now) {
    STEWARD_CHECK(SupportStore(db).update(access));
    STEWARD_CHECK(recordSupport(db, actor, access, std::move(action), now));
    return announce(db, NewsKind::supportAccessChanged, access.id);
}

Result<> end(sql::Connection& db, const domain::Principal& actor, domain::SupportAccess access, Time now) {
    const bool byStaff = actor.userId == access.staffId;
    access.state = byStaff ? SupportState::ended : SupportState::revoked;
    access.endedBy = actor.userId;
    access.endedByName = actor.name;
    access.endedAt = now;
    return settle(db, actor, access, byStaff ? "supportAccess.end" : "supportAccess.revoke", now);
}

Result<domain::SupportAccess> accessFor(sql::Connection& db, const domain::Principal& staff,
                                        const contract::SupportRequest& request, const TenantName& tenant, Time now) {
    STEWARD_TRY(const auto target,
                targetOf(db, tenant.id, request.userId, request.role.value_or(domain::Role::viewer)));
    const auto refuse = [](const char* field, const char* why) {
        return fail(
            {ErrorCode::unprocessable, "Support access cannot be asked for like this.", {}, {}, {{field, why}}});
    };
    if (!target) return refuse("/userId", "must be somebody of the tenant who may sign in");
    if (request.permissions && !target->rights.containsAll(*request.permissions))
        return refuse("/permissions", "must be some that the user or role has");
    domain::SupportAccess access;
    access.id = newId(id::support, now);
    access.tenantId = tenant.id;
    access.tenantName = tenant.name;
    access.staffId = staff.userId;
    access.staffName = staff.name;
    if (target->user) {
        access.userId = target->user->id;
        access.userName = target->user->name;
    }
    access.role = target->role;
    access.permissions = request.permissions.value_or(domain::supportReading()) & target->rights;
    access.permissions.insert(domain::Permission::signedIn);
    access.reason = request.reason;
    access.minutes = request.minutes.value_or(SupportAccess::standardMinutes);
    access.requestedAt = now;
    return access;
}

}  // namespace

Async<domain::SupportAccess> SupportAccess::request(Context& context, contract::SupportRequest request) {
    const auto principal = context.principal;
    STEWARD_CO_CHECK(co_await parts_.reauthentication.require(principal));
    STEWARD_CO_CHECK(checkForm(request));
    const auto ask = [=, this, scope = context.scope(),
                      now = context.now](sql::Connection& db) -> Result<domain::SupportAccess> {
        SupportStore store(db);
        STEWARD_CHECK(store.forgetOld(now));
        STEWARD_TRY(const auto tenant, store.tenant(scope, request.tenantId));
        if (!tenant || principal.tenantId) return fail(ErrorCode::notFound, "There is no such tenant.");
        STEWARD_TRY(const bool isServed, IdentityStore(db).isOpenTenant(tenant->id));
        if (!isServed)
            return fail(ErrorCode::conflict, "The tenant is suspended, archived or removed. Nothing was asked for.");
        STEWARD_TRY(const auto policy, store.policy(tenant->id));
        if (policy.consent == SupportConsent::never)
            return fail(ErrorCode::forbidden, "This tenant lets no support in. Nothing was asked for.");
        STEWARD_TRY(const auto earlier, store.list(sql::TenantScope::all(), principal.userId, now));
        if (std::ranges::count_if(earlier, [](const auto& one) { return isOpen(one.access.state); }) >=
            mostOpenOfOnePerson)
            return fail(ErrorCode::unprocessable, "You have 20 support accesses open. End one first.");
        STEWARD_TRY(auto access, accessFor(db, principal, request, *tenant, now));
        const bool isFree = policy.consent == SupportConsent::always;
        access.state = isFree ? SupportState::active : SupportState::waitingForConsent;
        access.expiresAt = now + (isFree ? Duration(std::chrono::minutes(access.minutes)) : waitsForConsent);
        STEWARD_CHECK(store.insert(access, principal.sessionId));
        STEWARD_CHECK(recordSupport(db, principal, access, "supportAccess.request", now));
        if (!isFree) STEWARD_CHECK(tellOwners(db, access, "asks to act within your tenant", now));
        return access;
    };
    co_return co_await parts_.database.write(ask);
}

Async<contract::Page<domain::SupportAccess>> SupportAccess::list(Context& context) {
    const auto& principal = context.principal;
    const bool isStaff = !principal.tenantId;
    if (!principal.may(isStaff ? domain::Permission::supportAccess : domain::Permission::supportConsent) &&
        !(isStaff && principal.may(domain::Permission::auditRead)))
        co_return fail(ErrorCode::forbidden, "Your role does not allow this.");
    const auto staffId =
        isStaff && !principal.may(domain::Permission::auditRead) ? std::optional(principal.userId) : std::nullopt;
    const auto select = [staffId, scope = context.scope(), now = context.now](sql::Connection& db) {
        return SupportStore(db).list(scope, staffId, now);
    };
    const auto found = co_await parts_.database.read(select);
    if (!found) co_return fail(found.error());
    contract::Page<domain::SupportAccess> page;
    for (const auto& stored : *found)
        page.items.push_back(stored.access);
    page.total = std::int64_t(page.items.size());
    co_return page;
}

Async<domain::SupportAccess> SupportAccess::get(Context& context, std::string id) {
    const auto find = [id, principal = context.principal, scope = context.scope(),
                       now = context.now](sql::Connection& db) { return required(db, scope, principal, id, now); };
    STEWARD_CO_TRY(auto stored, co_await parts_.database.read(find));
    co_return std::move(stored.access);
}

Async<domain::SupportAccess> SupportAccess::answer(Context& context, contract::SupportAnswer answer) {
    const auto decide = [answer, principal = context.principal, scope = context.scope(),
                         now = context.now](sql::Connection& db) -> Result<domain::SupportAccess> {
        STEWARD_CHECK(checkConsents(db, principal));
        STEWARD_TRY(const auto stored, required(db, scope, principal, answer.id, now));
        auto access = stored.access;
        if (access.state != SupportState::waitingForConsent)
            return fail(ErrorCode::conflict, "This waits for no answer any more. Nothing was changed.");
        access.state = answer.allow ? SupportState::active : SupportState::refused;
        access.answeredBy = principal.userId;
        access.answeredByName = principal.name;
        access.answeredAt = now;
        access.expiresAt = answer.allow ? now + std::chrono::minutes(access.minutes) : now;
        STEWARD_CHECK(
            settle(db, principal, access, answer.allow ? "supportAccess.allow" : "supportAccess.refuse", now));
        return access;
    };
    co_return co_await parts_.database.write(decide);
}

Async<contract::StartedSupport> SupportAccess::start(Context& context, std::string id) {
    const std::string token = std::string(prefix) + newSecret();
    const auto begin = [=, this, principal = context.principal, scope = context.scope(), hash = fingerprint(token),
                        now = context.now](sql::Connection& db) -> Result<domain::SupportAccess> {
        STEWARD_TRY(auto stored, required(db, scope, principal, id, now));
        auto& access = stored.access;
        if (access.staffId != principal.userId || stored.sessionId != principal.sessionId)
            return fail(ErrorCode::forbidden, "It can be started where it was asked for only.",
                        "By the same person, in the same session.");
        if (access.state != SupportState::active)
            return fail(ErrorCode::conflict, "It is not allowed yet, or has ended. Nothing was started.");
        STEWARD_TRY(const auto whom, supportPrincipal(db, stored));
        if (!whom) return fail(ErrorCode::conflict, "The tenant or the user is not there any more, or suspended.");
        const bool isFirst = !access.startedAt;
        if (isFirst) access.startedAt = now;
        STEWARD_CHECK(SupportStore(db).setToken(access.id, hash));
        STEWARD_CHECK(settle(db, principal, access, "supportAccess.start", now));
        if (isFirst) STEWARD_CHECK(tellOwners(db, access, "now acts within your tenant", now));
        return access;
    };
    STEWARD_CO_TRY(auto access, co_await parts_.database.write(begin));
    forget(access.id);
    co_return contract::StartedSupport{access.id, access, token};
}

Async<contract::Nothing> SupportAccess::revoke(Context& context, std::string id) {
    const auto stop = [id, principal = context.principal, scope = context.scope(),
                       now = context.now](sql::Connection& db) -> Result<> {
        STEWARD_TRY(const auto stored, required(db, scope, principal, id, now));
        if (!mayEnd(principal, stored.access) || !isOpen(stored.access.state)) return noSuchAccess();
        return end(db, principal, stored.access, now);
    };
    STEWARD_CO_CHECK(co_await parts_.database.write(stop));
    forget(id);
    co_return contract::Nothing{};
}

Async<SupportPolicy> SupportAccess::policy(Context& context, std::string tenantId) {
    const auto find = [tenantId, scope = context.scope()](sql::Connection& db) -> Result<SupportPolicy> {
        STEWARD_TRY(const auto tenant, SupportStore(db).tenant(scope, tenantId));
        if (!tenant) return fail(ErrorCode::notFound, "There is no such tenant.");
        return SupportStore(db).policy(tenantId);
    };
    co_return co_await parts_.database.read(find);
}

Async<SupportPolicy> SupportAccess::changePolicy(Context& context, contract::SupportPolicyChange change) {
    const auto store = [change, &context, scope = context.scope()](sql::Connection& db) -> Result<SupportPolicy> {
        const auto& principal = context.principal;
        SupportStore support(db);
        STEWARD_TRY(const auto tenant, support.tenant(scope, change.tenantId));
        if (!tenant) return fail(ErrorCode::notFound, "There is no such tenant.");
        STEWARD_TRY(SupportPolicy policy, support.policy(tenant->id));
        STEWARD_CHECK(context.checkVersion(policy));
        STEWARD_CHECK(kernel::requireNotRemoved(db, tenant->id));
        STEWARD_CHECK(checkConsents(db, principal));
        if (policy.version > 0 && policy.consent == change.consent) return policy;
        domain::AuditEntry entry;
        entry.actorId = principal.userId;
        entry.actorName = principal.name;
        entry.action = "supportPolicy.change";
        entry.entity = "supportPolicy";
        entry.entityId = tenant->id;
        entry.entityName = tenant->name;
        entry.tenantId = tenant->id;
        entry.before = json::Object{{"consent", enumName(policy.consent)}};
        entry.after = json::Object{{"consent", enumName(change.consent)}};
        entry.versionBefore = policy.version;
        entry.versionAfter = ++policy.version;
        policy.consent = change.consent;
        STEWARD_CHECK(support.setPolicy(policy));
        STEWARD_CHECK(audit::append(db, std::move(entry), context.now));
        if (policy.consent != SupportConsent::never) return policy;
        STEWARD_TRY(const auto all, support.list(scope, std::nullopt, context.now));
        for (const auto& stored : all)
            if (isOpen(stored.access.state)) STEWARD_CHECK(end(db, principal, stored.access, context.now));
        return policy;
    };
    STEWARD_CO_TRY(const auto policy, co_await parts_.database.write(store));
    forgetAll();
    co_return policy;
}

kernel::asio::awaitable<void> SupportAccess::look(std::string token) {
    const std::string hash = fingerprint(token);
    const Time now = parts_.clock.now();
    using Found = std::optional<PrincipalCache::Entry>;
    const auto find = [hash, now](sql::Connection& db) -> Result<Found> {
        STEWARD_TRY(const auto stored, SupportStore(db).byToken(hash, now));
        if (!stored) return Found();
        STEWARD_TRY(const auto principal, supportPrincipal(db, *stored));
        if (!principal) return Found();
        return Found(PrincipalCache::Entry{*principal, stored->access.expiresAt, now, stored->sessionId});
    };
    for (int look = 0; look < mostLooks; ++look) {
        const auto generation = known_.stale(hash, now);
        if (!generation) co_return;
        const auto found = co_await parts_.database.read(find);
        if (known_.keep(hash, found.value_or(std::nullopt), *generation)) co_return;
    }
}

Result<domain::Principal> SupportAccess::authenticate(std::string_view token) const {
    const auto found = known_.find(fingerprint(token), parts_.clock.now());
    if (!found || parts_.verifier.hasEnded(found->sessionId)) return refusedToken();
    return found->principal;
}

void SupportAccess::forget(const std::string& id) {
    known_.forget([&](const domain::Principal& principal) { return principal.support->id == id; });
}

Result<> SupportAccess::tellOwners(sql::Connection& db, const domain::SupportAccess& access, std::string_view what,
                                   Time now) const {
    if (!parts_.mail) return {};
    STEWARD_TRY(const auto owners, SupportStore(db).owners(access.tenantId));
    for (const auto& owner : owners)
        STEWARD_CHECK(parts_.mail(db, supportMail(parts_.platformName, owner, access, what), now));
    return {};
}

}  // namespace steward::identity

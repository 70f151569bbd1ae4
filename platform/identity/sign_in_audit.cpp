#include "identity/sign_in_audit.h"

#include <bit>

#include "audit/audit_store.h"
#include "identity/clients.h"

namespace steward::identity {

const Actor& platformItself() {
    static const Actor platform{"platform", "Platform"};
    return platform;
}

domain::AuditEntry entryAbout(const domain::User& user, std::string action) {
    domain::AuditEntry entry;
    entry.actorId = user.id;
    entry.actorName = user.name;
    entry.action = std::move(action);
    entry.entity = "user";
    entry.entityId = user.id;
    entry.entityName = user.name;
    if (!user.tenantId.empty()) entry.tenantId = user.tenantId;
    return entry;
}

namespace {

Result<> append(sql::Connection& db, domain::AuditEntry entry, Time now) {
    STEWARD_CHECK(audit::append(db, std::move(entry), now));
    return {};
}

}  // namespace

Result<> recordStart(sql::Connection& db, const domain::User& user, const Session& session, Time now) {
    if (session.clientId == demoClient) return {};
    auto entry = entryAbout(user, "session.start");
    entry.after = json::Object{{"session", session.id}, {"client", session.clientId}, {"methods", session.methods}};
    return append(db, std::move(entry), now);
}

Result<> recordEnd(sql::Connection& db, const Session& session, std::string_view reason,
                   const std::optional<Actor>& actor, Time now) {
    if (session.clientId == demoClient) return {};
    STEWARD_TRY(const auto account, IdentityStore(db).accountById(session.userId));
    domain::User user;
    user.id = session.userId;
    user.name = session.userId;
    user.tenantId = session.tenantId;
    auto entry = entryAbout(account ? account->user : user, "session.end");
    if (actor) {
        entry.actorId = actor->id;
        entry.actorName = actor->name;
    }
    entry.after = json::Object{{"session", session.id}, {"client", session.clientId}, {"endReason", reason}};
    return append(db, std::move(entry), now);
}

Result<> recordRefusal(sql::Connection& db, const std::optional<domain::User>& user, std::int64_t attempts,
                       const std::string& address, Time now) {
    domain::User others;
    others.name = "Other accounts";
    auto entry = entryAbout(user.value_or(others), "session.refuse");
    entry.actorId = "unknown";
    entry.actorName = "Somebody unknown";
    entry.after = json::Object{{"attempts", attempts}, {"address", address}};
    return append(db, std::move(entry), now);
}

Refusals::Counted Refusals::count(const std::string& userId) {
    const Time now = clock_.now();
    if (now < started_ || now - started_ >= window) {
        attempts_.clear();
        started_ = now;
    }
    const bool isTold = !userId.empty() && (attempts_.contains(userId) || attempts_.size() < mostAccounts);
    const std::int64_t attempts = ++attempts_[isTold ? userId : std::string()];
    return {std::has_single_bit(static_cast<std::uint64_t>(attempts)) ? attempts : 0, isTold};
}

}  // namespace steward::identity

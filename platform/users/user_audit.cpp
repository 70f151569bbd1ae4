#include "users/user_audit.h"

#include "audit/audit_store.h"
#include "contract/topics.h"
#include "kernel/outbox.h"

namespace steward::users {
namespace {

struct About {
    domain::EntityKind kind;
    const std::string& id;
    const std::string& name;
    const std::string& tenantId;
    std::int64_t version;
};

Result<> write(sql::Connection& db, const Deed& deed, const About& about, Time now) {
    domain::AuditEntry entry;
    entry.actorId = deed.actorId;
    entry.actorName = deed.actorName;
    entry.onBehalfOf = deed.onBehalfOf;
    entry.action = deed.action;
    entry.entity = enumName(about.kind);
    entry.entityId = about.id;
    entry.entityName = about.name;
    if (!about.tenantId.empty()) entry.tenantId = about.tenantId;
    entry.before = deed.before;
    entry.after = deed.after;
    entry.versionBefore = deed.versionBefore;
    entry.versionAfter = deed.versionAfter;
    STEWARD_CHECK(audit::append(db, std::move(entry), now));
    if (!deed.changes) return {};
    return kernel::enqueue(db, contract::entitiesTopic, about.tenantId,
                           {about.kind, about.id, about.tenantId, about.version, deed.action, deed.actorName});
}

}  // namespace

Deed deedOf(const domain::Principal& actor, std::string action) {
    return {std::move(action), actor.userId, actor.name, {}, {}, 0, 0, true, actor.onBehalfOf()};
}

Deed ownDeed(const domain::User& user, std::string action) {
    return {std::move(action), user.id, user.name, {}, {}, 0, 0, true};
}

Deed unknownDeed(std::string action) {
    return {std::move(action), "unknown", "Somebody unknown", {}, {}, 0, 0, true};
}

Result<> record(sql::Connection& db, const Deed& deed, const domain::User& user, Time now) {
    return write(db, deed, {domain::EntityKind::user, user.id, user.name, user.tenantId, user.version}, now);
}

Result<> record(sql::Connection& db, const Deed& deed, const StoredRole& role, Time now) {
    return write(db, deed, {domain::EntityKind::role, role.id, role.name, role.tenantId, role.version}, now);
}

}  // namespace steward::users

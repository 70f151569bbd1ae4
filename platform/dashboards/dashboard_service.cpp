#include "dashboards/dashboard_service.h"

#include <algorithm>
#include <set>

#include "audit/audit_store.h"
#include "base/ids.h"
#include "dashboards/dashboard_store.h"
#include "kernel/idempotency.h"

namespace steward::dashboards {
namespace {

using contract::Dashboard;
using contract::DashboardSummary;
using domain::Permission;
using domain::Principal;
using kernel::Async;
using kernel::Context;

constexpr std::size_t longestNote = 200;

bool contains(const std::vector<domain::Role>& roles, domain::Role role) {
    return std::ranges::find(roles, role) != roles.end();
}

template <class T>
bool maySee(const Principal& principal, const T& dashboard) {
    return dashboard.ownerId == principal.userId || contains(dashboard.viewers, principal.role) ||
           contains(dashboard.editors, principal.role);
}

bool mayChange(const Principal& principal, const Dashboard& dashboard) {
    return dashboard.ownerId == principal.userId || contains(dashboard.editors, principal.role);
}

tl::unexpected<Error> refused(std::string path, std::string message) {
    return fail(Error{
        ErrorCode::unprocessable, "The dashboard was not saved.", {}, {}, {{std::move(path), std::move(message)}}});
}

Result<domain::DashboardContent> checked(domain::DashboardContent content) {
    auto errors = domain::check(content, "/content");
    if (!errors.empty())
        return fail(Error{ErrorCode::unprocessable, "The dashboard was not saved.", {}, {}, std::move(errors)});
    domain::tidy(content);
    return content;
}

// The one that the caller may see, or notFound as if there were none.
Result<Dashboard> seen(sql::Connection& db, const Context& context, const std::string& id) {
    STEWARD_TRY(auto dashboard, findDashboard(db, context.scope(), id));
    if (!maySee(context.principal, dashboard)) return fail(ErrorCode::notFound, "There is no such dashboard.");
    return dashboard;
}

Result<Dashboard> changeable(sql::Connection& db, Context& context, const std::string& id) {
    STEWARD_TRY(auto dashboard, seen(db, context, id));
    if (!mayChange(context.principal, dashboard))
        return fail(ErrorCode::forbidden, "You may see this dashboard, but not change it. Save it as your own.");
    STEWARD_CHECK(context.checkVersion(dashboard));
    return dashboard;
}

// What the audit log says of a dashboard: its panels stand in its own history.
json::Value summaryOf(const Dashboard& dashboard) {
    return json::Object{{"title", dashboard.content.title},
                        {"panels", dashboard.content.panels.size()},
                        {"viewers", json::toValue(dashboard.viewers)},
                        {"editors", json::toValue(dashboard.editors)}};
}

Result<> record(sql::Connection& db, const Context& context, std::string action, const Dashboard* before,
                const Dashboard* after, Time now, std::optional<std::string> reason = {}) {
    const Dashboard& shown = after ? *after : *before;
    domain::AuditEntry entry;
    entry.actorId = context.principal.userId;
    entry.actorName = context.principal.name;
    entry.onBehalfOf = context.principal.onBehalfOf();
    entry.action = std::move(action);
    entry.entity = "dashboard";
    entry.entityId = shown.id;
    entry.entityName = shown.content.title;
    entry.tenantId = context.principal.tenantId;
    entry.reason = std::move(reason);
    if (before) entry.before = summaryOf(*before);
    if (after) entry.after = summaryOf(*after);
    entry.versionBefore = before ? before->version : 0;
    entry.versionAfter = after ? after->version : 0;
    STEWARD_CHECK(audit::append(db, std::move(entry), now));
    return {};
}

// Only roles of the caller's own kind: what staff share stays with staff, and a tenant's with its people.
Result<std::vector<domain::Role>> rolesOf(const Principal& principal, const std::vector<domain::Role>& roles,
                                          const std::string& path) {
    const std::set<domain::Role> each(roles.begin(), roles.end());
    for (const auto role : each)
        if (domain::isPlatformRole(role) == principal.tenantId.has_value())
            return refused(path, "must be roles of the people here");
    return std::vector<domain::Role>(each.begin(), each.end());
}

}  // namespace

Async<contract::DashboardList> DashboardService::list(Context& context) {
    auto working = database_.read([&](sql::Connection& db) -> Result<contract::DashboardList> {
        STEWARD_TRY(auto items, readSummaries(db, context.scope()));
        std::erase_if(items, [&](const DashboardSummary& one) { return !maySee(context.principal, one); });
        return contract::DashboardList{std::move(items)};
    });
    co_return co_await std::move(working);
}

Async<Dashboard> DashboardService::get(Context& context, contract::DashboardRequest request) {
    auto working = database_.read([&](sql::Connection& db) -> Result<Dashboard> {
        STEWARD_TRY(auto dashboard, seen(db, context, request.id));
        if (!request.version || *request.version == dashboard.version) return dashboard;
        return asItWas(db, context.scope(), std::move(dashboard), *request.version);
    });
    co_return co_await std::move(working);
}

Async<Dashboard> DashboardService::create(Context& context, contract::DashboardDraft draft) {
    const Time now = clock_.now();
    STEWARD_CO_TRY(auto content, checked(std::move(draft.content)));
    const Dashboard made{newId(id::dashboard, now), std::move(content),     {},  {}, context.principal.userId,
                         context.principal.name,    context.principal.name, now, 1};
    auto working = kernel::writeOnce<Dashboard>(
        database_, context, [made, caller = context](sql::Connection& db) -> Result<Dashboard> {
            STEWARD_CHECK(checkRoom(db, caller.scope(), made.ownerId));
            STEWARD_CHECK(insertDashboard(db, caller.scope(), made));
            STEWARD_CHECK(keepVersion(db, caller.scope(), made, {}));
            STEWARD_CHECK(record(db, caller, "dashboard.create", nullptr, &made, made.savedAt));
            return made;
        });
    co_return co_await std::move(working);
}

Async<Dashboard> DashboardService::change(Context& context, contract::DashboardChange change) {
    auto working = database_.write([&](sql::Connection& db) -> Result<Dashboard> {
        const Time now = clock_.now();
        STEWARD_TRY(const auto before, changeable(db, context, change.id));
        const std::string note = change.note.value_or("");
        if (note.size() > longestNote) return refused("/note", "must have at most 200 bytes");
        Dashboard after = before;
        STEWARD_TRY(after.content, checked(change.content));
        after.savedBy = context.principal.name;
        after.savedAt = now;
        ++after.version;
        STEWARD_CHECK(updateDashboard(db, context.scope(), after));
        STEWARD_CHECK(keepVersion(db, context.scope(), after, note));
        STEWARD_CHECK(record(db, context, "dashboard.change", &before, &after, now,
                             note.empty() ? std::nullopt : std::optional(note)));
        return after;
    });
    co_return co_await std::move(working);
}

Async<contract::DashboardHistory> DashboardService::history(Context& context, std::string id) {
    auto working = database_.read([&](sql::Connection& db) -> Result<contract::DashboardHistory> {
        STEWARD_CHECK(seen(db, context, id));
        STEWARD_TRY(auto versions, readVersions(db, context.scope(), id));
        return contract::DashboardHistory{std::move(versions)};
    });
    co_return co_await std::move(working);
}

Async<Dashboard> DashboardService::revert(Context& context, contract::DashboardRevert revert) {
    auto working = database_.write([&](sql::Connection& db) -> Result<Dashboard> {
        const Time now = clock_.now();
        STEWARD_TRY(const auto before, changeable(db, context, revert.id));
        STEWARD_TRY(const auto earlier, asItWas(db, context.scope(), before, revert.version));
        Dashboard after = before;
        after.content = earlier.content;
        after.savedBy = context.principal.name;
        after.savedAt = now;
        ++after.version;
        STEWARD_CHECK(updateDashboard(db, context.scope(), after));
        STEWARD_CHECK(keepVersion(db, context.scope(), after, {}, revert.version));
        STEWARD_CHECK(record(db, context, "dashboard.revert", &before, &after, now));
        return after;
    });
    co_return co_await std::move(working);
}

Async<Dashboard> DashboardService::share(Context& context, contract::DashboardSharing sharing) {
    auto working = database_.write([&](sql::Connection& db) -> Result<Dashboard> {
        const Time now = clock_.now();
        STEWARD_TRY(const auto before, seen(db, context, sharing.id));
        if (before.ownerId != context.principal.userId)
            return fail(ErrorCode::forbidden, "Only " + before.ownerName + " shares this dashboard.");
        STEWARD_CHECK(context.checkVersion(before));
        Dashboard after = before;
        STEWARD_TRY(after.viewers, rolesOf(context.principal, sharing.viewers, "/viewers"));
        STEWARD_TRY(after.editors, rolesOf(context.principal, sharing.editors, "/editors"));
        ++after.version;
        STEWARD_CHECK(updateDashboard(db, context.scope(), after));
        STEWARD_CHECK(record(db, context, "dashboard.share", &before, &after, now));
        return after;
    });
    co_return co_await std::move(working);
}

Async<contract::Nothing> DashboardService::remove(Context& context, std::string id) {
    auto working = database_.write([&](sql::Connection& db) -> Result<contract::Nothing> {
        STEWARD_TRY(const auto dashboard, seen(db, context, id));
        if (dashboard.ownerId != context.principal.userId && !context.principal.may(Permission::usersWrite))
            return fail(ErrorCode::forbidden, "Only " + dashboard.ownerName + " deletes this dashboard.");
        STEWARD_CHECK(deleteDashboard(db, context.scope(), id));
        STEWARD_CHECK(record(db, context, "dashboard.delete", &dashboard, nullptr, clock_.now()));
        return contract::Nothing{};
    });
    co_return co_await std::move(working);
}

}  // namespace steward::dashboards

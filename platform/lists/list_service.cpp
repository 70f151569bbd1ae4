#include "lists/list_service.h"

#include <algorithm>

#include "base/ids.h"
#include "kernel/idempotency.h"
#include "lists/groups.h"
#include "lists/view_store.h"

namespace steward::lists {
namespace {

using contract::ListView;
using domain::Permission;
using kernel::Async;
using kernel::Context;

constexpr std::size_t mostColumns = 40, longestName = 60, longestField = 64, longestFilter = 4096;

Permission readerOf(contract::ListName list) {
    switch (list) {
        case contract::ListName::tenants:
            return Permission::tenantsRead;
        case contract::ListName::users:
            return Permission::usersRead;
        case contract::ListName::audit:
            return Permission::auditRead;
        case contract::ListName::logs:
            return Permission::logsRead;
        case contract::ListName::alerts:
        case contract::ListName::alertRules:
        case contract::ListName::silences:
        case contract::ListName::slos:
        case contract::ListName::alertChannels:
        case contract::ListName::components:
        case contract::ListName::maintenanceWindows:
            break;
        case contract::ListName::reportSchedules:
            return Permission::reportsRun;
    }
    return Permission::alertsRead;
}

Result<> checkReader(const domain::Principal& principal, contract::ListName list) {
    const auto needed = readerOf(list);
    if (principal.may(needed)) return {};
    return fail(ErrorCode::forbidden, "You may not read this list.");
}

bool isName(std::string_view text) {
    return text.size() <= longestField && std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
           });
}

std::size_t charactersOf(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

Result<> checkView(const domain::Principal& principal, const ListView& view, sql::Dialect dialect, Time now) {
    const auto refuse = [](std::string path, std::string message) {
        return fail(Error{
            ErrorCode::unprocessable, "The view was not saved.", {}, {}, {{std::move(path), std::move(message)}}});
    };
    STEWARD_CHECK(checkReader(principal, view.list));
    if (view.name.empty() || charactersOf(view.name) > longestName)
        return refuse("/name", "must have 1 to 60 characters");
    if (view.filter.size() > longestFilter) return refuse("/filter", "must have at most 4096 bytes");
    if (!isName(view.sort)) return refuse("/sort", "must be the name of a field");
    if (view.groupBy && (view.groupBy->empty() || !isName(*view.groupBy)))
        return refuse("/groupBy", "must be the name of a field");
    if (view.columns.size() > mostColumns || !std::ranges::all_of(view.columns, isName))
        return refuse("/columns", "must be at most 40 names of columns");
    if (view.shared && !principal.may(Permission::reportsWrite))
        return refuse("/shared", "needs the permission to save reports for others");
    return checkFilter(view.list, view.filter, dialect, now);
}

}  // namespace

Async<contract::ListViews> ListService::views(Context& context, contract::ListViewsRequest request) {
    STEWARD_CO_CHECK(checkReader(context.principal, request.list));
    auto working = database_.read([&](sql::Connection& db) -> Result<contract::ListViews> {
        STEWARD_TRY(auto views, readViews(db, context.scope(), request.list, context.principal.userId));
        return contract::ListViews{std::move(views)};
    });
    co_return co_await std::move(working);
}

Async<ListView> ListService::view(Context& context, std::string id) {
    auto working = database_.read(
        [&](sql::Connection& db) { return findView(db, context.scope(), id, context.principal.userId); });
    co_return co_await std::move(working);
}

Async<ListView> ListService::save(Context& context, contract::ListViewDraft draft) {
    const Time now = clock_.now();
    const ListView view{newId(id::view, now),   draft.list,   draft.name,
                        draft.filter,           draft.sort,   draft.columns,
                        draft.groupBy,          draft.shared, context.principal.userId,
                        context.principal.name, now,          1};
    auto working = kernel::writeOnce<ListView>(
        database_, context,
        [view, principal = context.principal, scope = context.scope()](sql::Connection& db) -> Result<ListView> {
            STEWARD_CHECK(checkView(principal, view, db.dialect(), view.savedAt));
            STEWARD_CHECK(checkRoom(db, scope, view));
            STEWARD_CHECK(insertView(db, scope, view));
            return view;
        });
    co_return co_await std::move(working);
}

Async<ListView> ListService::change(Context& context, contract::ListViewChange change) {
    auto working = database_.write([&](sql::Connection& db) -> Result<ListView> {
        const Time now = clock_.now();
        STEWARD_TRY(auto view, findView(db, context.scope(), change.id, context.principal.userId));
        if (view.ownerId != context.principal.userId)
            return fail(ErrorCode::forbidden, "Only " + view.ownerName + " changes this view. Save it as your own.");
        STEWARD_CHECK(context.checkVersion(view));
        const bool wasShared = view.shared;
        view.name = change.name;
        view.filter = change.filter;
        view.sort = change.sort;
        view.columns = change.columns;
        view.groupBy = change.groupBy;
        view.shared = change.shared;
        view.ownerName = context.principal.name;
        view.savedAt = now;
        ++view.version;
        STEWARD_CHECK(checkView(context.principal, view, db.dialect(), now));
        if (view.shared && !wasShared) STEWARD_CHECK(checkRoom(db, context.scope(), view));
        STEWARD_CHECK(updateView(db, context.scope(), view));
        return view;
    });
    co_return co_await std::move(working);
}

Async<contract::Nothing> ListService::remove(Context& context, std::string id) {
    auto working = database_.write([&](sql::Connection& db) -> Result<contract::Nothing> {
        STEWARD_TRY(const auto view, findView(db, context.scope(), id, context.principal.userId));
        if (view.ownerId != context.principal.userId && !context.principal.may(Permission::usersWrite))
            return fail(ErrorCode::forbidden, "Only " + view.ownerName + " deletes this view.");
        STEWARD_CHECK(deleteView(db, context.scope(), id));
        return contract::Nothing{};
    });
    co_return co_await std::move(working);
}

Async<contract::Groups> ListService::groups(Context& context, contract::GroupsRequest request) {
    STEWARD_CO_CHECK(checkReader(context.principal, request.list));
    auto working = database_.read(
        [&](sql::Connection& db) { return countGroups(db, context.scope(), request, clock_.now(), context.stop); });
    co_return co_await std::move(working);
}

}  // namespace steward::lists

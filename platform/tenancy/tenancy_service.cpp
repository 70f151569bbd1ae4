#include "tenancy/tenancy_service.h"

#include "kernel/idempotency.h"
#include "tenancy/find.h"
#include "tenancy/tenant_list.h"
#include "tenancy/tenant_store.h"

namespace steward::tenancy {
namespace {

using domain::Tenant;
using kernel::Async;
using kernel::Context;

Result<Tenant> required(sql::Connection& connection, const sql::TenantScope& scope, const std::string& id) {
    STEWARD_TRY(auto tenant, findTenant(connection, scope, id));
    if (!tenant) return fail(ErrorCode::notFound, "There is no such tenant.");
    return std::move(*tenant);
}

// A new tenant is described by its patch alone, so the paths of its errors start there.
Error withoutPatch(Error error) {
    for (auto& field : error.fields)
        if (field.path.starts_with("/patch/")) field.path.erase(0, 6);
    return error;
}

}  // namespace

Async<contract::Raw> TenancyService::list(Context& context, contract::ListRequest request) {
    auto reading = database_.read(
        [&](sql::Connection& db) { return listTenants(db, context.scope(), request, clock_.now(), context.stop); });
    STEWARD_CO_TRY(auto text, co_await std::move(reading));
    co_return contract::Raw{"application/json", std::move(text)};
}

Async<Tenant> TenancyService::get(Context& context, std::string id) {
    auto working = database_.read([&](sql::Connection& db) { return required(db, context.scope(), id); });
    co_return co_await std::move(working);
}

Async<Tenant> TenancyService::create(Context& context, domain::TenantPatch patch) {
    domain::PlanRequest request;
    request.entity = domain::EntityKind::tenant;
    request.operation = domain::Operation::create;
    request.patch = json::toValue(patch);
    auto working = kernel::writeOnce<Tenant>(database_, context, [&](sql::Connection& db) -> Result<Tenant> {
        auto id = plans_.applyOne(db, context, request);
        if (!id) return fail(withoutPatch(std::move(id).error()));
        return required(db, context.scope(), *id);
    });
    co_return co_await std::move(working);
}

Async<Tenant> TenancyService::change(Context& context, contract::TenantChange change) {
    domain::PlanRequest request;
    request.entity = domain::EntityKind::tenant;
    request.operation = domain::Operation::change;
    request.selection.ids = {change.id};
    request.patch = json::toValue(change.patch);
    request.reason = change.reason;
    request.force = change.force;
    if (change.force.value_or(false)) request.seen = {{change.id, context.ifMatch.value_or(0)}};
    auto working = database_.write([&](sql::Connection& db) -> Result<Tenant> {
        STEWARD_TRY(const Tenant current, required(db, context.scope(), change.id));
        if (!change.force.value_or(false)) STEWARD_CHECK(context.checkVersion(current));
        STEWARD_CHECK(plans_.applyOne(db, context, request));
        return required(db, context.scope(), change.id);
    });
    co_return co_await std::move(working);
}

Async<contract::FoundList> TenancyService::find(Context& context, contract::FindRequest request) {
    auto working = database_.read(
        [&](sql::Connection& db) { return tenancy::find(db, context.scope(), context.principal, request); });
    co_return co_await std::move(working);
}

}  // namespace steward::tenancy

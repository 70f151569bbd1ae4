#include "kernel/job_routes.h"

#include "contract/endpoints.h"
#include "kernel/paging.h"
#include "sql/mapping.h"

namespace steward::kernel {
namespace {

using domain::Job;
constexpr std::string_view newestFirst = "-createdAt";

Result<contract::Page<Job>> list(sql::Connection& connection, const sql::TenantScope& scope, const PageRequest& page) {
    contract::Page<Job> found;
    STEWARD_TRY(const auto count,
                connection.query(sql::tenantOwned("SELECT count(*) FROM jobs WHERE :tenant(tenant_id)"), scope));
    found.total = count[0].integer(0);
    const sql::Value key = page.after ? toSql(page.after->key) : sql::Value(std::numeric_limits<std::int64_t>::max());
    STEWARD_TRY(const auto rows,
                connection.query(sql::tenantOwned("SELECT * FROM jobs WHERE :tenant(tenant_id) "
                                                  "AND (created_at, id) < (?1, ?2) ORDER BY created_at DESC, id DESC"
                                                  " LIMIT ?3 OFFSET ?4"),
                                 scope, {key, page.after ? page.after->id : "", page.limit + 1, page.skip}));
    for (const sql::Row row : rows) {
        STEWARD_TRY(auto job, readJob(row));
        found.items.push_back(std::move(job));
    }
    if (static_cast<std::int64_t>(found.items.size()) <= page.limit) return found;
    found.items.pop_back();
    const Job& last = found.items.back();
    found.nextCursor = spellCursor({std::string(newestFirst), last.createdAt.time_since_epoch().count(), last.id});
    return found;
}

}  // namespace

void bindJobRoutes(Router& router, Jobs& jobs, Database& database) {
    router.bind(
        contract::listJobs, [&database](Context& context, contract::ListRequest request) -> Async<contract::Page<Job>> {
            if (request.filter) co_return fail(binding::fieldErrors({{"/filter", "is not offered for jobs"}}));
            if (request.sort && *request.sort != newestFirst)
                co_return fail(binding::fieldErrors({{"/sort", "must be -createdAt"}}));
            STEWARD_CO_TRY(const auto page, pageOf(request, newestFirst));
            auto reading = database.read(
                [page, scope = context.scope()](sql::Connection& connection) { return list(connection, scope, page); });
            auto found = co_await std::move(reading);
            co_return found;
        });
    router.bind(contract::cancelJob, [&jobs](Context& context, contract::ById request) {
        const auto& caller = context.principal;
        std::optional<std::string> ofUser;
        if (!caller.may(domain::Permission::plansApply)) ofUser = caller.userId;
        return jobs.cancel(context.scope(), std::move(request.id), std::move(ofUser));
    });
}

}  // namespace steward::kernel

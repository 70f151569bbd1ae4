// Schedules of reports as entities of plans: what alerts/definition.h asks of a kind, and what is theirs alone. A
// schedule has an owner, a person, in whose name it runs: who saved last what it makes and where that goes.
#pragma once

#include "alerts/definition_handler.h"
#include "alerts/definition_store.h"
#include "domain/report_schedule.h"
#include "report/definition.h"

namespace steward::alerts {

template <>
struct Defined<domain::ReportSchedule> {
    static constexpr auto kind = domain::EntityKind::reportSchedule;
    static constexpr std::string_view table = "report_schedules", list = "reportSchedules", prefix = id::reportSchedule;
    static constexpr std::string_view noun = "schedule";
    static constexpr std::array<std::string_view, 1> computed{"reportName"};
    static constexpr std::int64_t most = 1'000;  // of the platform; of a tenant a twentieth
    static std::vector<FieldError> problems(const domain::ReportSchedule& schedule);
    static Result<> review(sql::Connection& db, const domain::ReportSchedule& before,
                           const domain::ReportSchedule& after, Time now, plans::Review& review);
    static Result<> changed(sql::Connection&) { return {}; }
};

}  // namespace steward::alerts

namespace steward::schedules {

// What a schedule makes, for somebody who may read all of it. ErrorCode::notFound: there is no such report;
// forbidden; invalid: the values of its parameters do not fit.
Result<report::Definition> definitionFor(sql::Connection& db, const domain::ReportSchedule& schedule,
                                         const domain::Principal& principal);

class ScheduleHandler final : public plans::EntityHandler {
public:
    // The clock outlives the handler.
    explicit ScheduleHandler(const Clock& clock) : common_(clock) {}

    domain::EntityKind kind() const override { return common_.kind(); }
    std::optional<domain::Permission> permissionFor(domain::Operation operation) const override {
        return common_.permissionFor(operation) ? std::optional(domain::Permission::reportsWrite) : std::nullopt;
    }
    Result<> check(const domain::PlanRequest& request) const override { return common_.check(request); }
    Result<std::optional<plans::Entity>> load(sql::Connection& connection, const sql::TenantScope& scope,
                                              const std::string& id) const override {
        return common_.load(connection, scope, id);
    }
    Result<std::optional<plans::Entity>> find(sql::Connection& connection, const sql::TenantScope& scope,
                                              const std::string& key) const override {
        return common_.find(connection, scope, key);
    }
    Result<std::vector<plans::Entity>> page(sql::Connection& connection, const sql::TenantScope& scope,
                                            const std::string& filter, const std::string& afterId,
                                            std::size_t limit) const override {
        return common_.page(connection, scope, filter, afterId, limit);
    }
    Result<plans::Entity> blank(sql::Connection& connection, const sql::TenantScope& scope, const std::string& key,
                                Time now) const override {
        return common_.blank(connection, scope, key, now);
    }
    plans::Proposal propose(const plans::Entity& entity, domain::Operation operation,
                            const std::optional<json::Value>& patch, const json::Object& circumstances) const override {
        return common_.propose(entity, operation, patch, circumstances);
    }
    // Whoever becomes the owner is a person and may read what the report reads.
    Result<plans::Review> review(sql::Connection& connection, const plans::Entity& entity, const json::Object& after,
                                 Time now, const domain::Principal& actor) const override;
    Result<> write(sql::Connection& connection, const plans::Entity& entity, const json::Object& after, Time now,
                   const domain::Principal& actor) const override;

private:
    alerts::DefinitionHandler<domain::ReportSchedule> common_;
};

}  // namespace steward::schedules

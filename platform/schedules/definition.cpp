#include "schedules/definition.h"

#include <algorithm>
#include <set>

#include "alerts/definition_handler_body.h"
#include "alerts/definition_store_body.h"
#include "domain/rules.h"
#include "identity/identity_store.h"
#include "kernel/http_client.h"
#include "kernel/mail/message.h"
#include "report/time_zone.h"
#include "reports/report_service.h"
#include "reports/saved_report_store.h"
#include "schedules/safe_path.h"

namespace steward::schedules {
namespace {

using domain::DeliveryKind;
using domain::ExclusionReason;
using domain::ReportSchedule;

constexpr std::size_t mostDeliveries = 20, mostParameters = 20, longestText = 500;

// Members whose change makes somebody the owner.
constexpr std::array<std::string_view, 7> ownedMembers{"completeOnly", "reportId",   "parameters", "formats",
                                                       "underlying",   "deliveries", "bucket"};

class Problems {
public:
    void expect(bool fine, std::string path, std::string message) {
        if (!fine) list.push_back({std::move(path), std::move(message)});
    }
    std::vector<FieldError> list;
};

bool isPlain(std::string_view text, std::size_t longest, std::string_view others) {
    return !text.empty() && text.size() <= longest && std::ranges::all_of(text, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               others.find(c) != std::string_view::npos;
    });
}

bool isObjectPrefix(std::string_view text) {
    return text.empty() || (isPlain(text, longestText, "!-_.*'()/ ") && text.front() != '/' &&
                            text.find("//") == text.npos && text.find("..") == text.npos);
}

void checkBucket(const ReportSchedule& schedule, Problems& problems) {
    const auto& bucket = schedule.bucket;
    const bool isUrl = schedule.tenantId.empty() ? kernel::checkCallUrl(bucket.endpoint).has_value()
                                                 : alerts::checkTenantUrl(bucket.endpoint).has_value();
    const auto host = bucket.endpoint.find("://");
    const bool hasPath =
        host == std::string::npos || bucket.endpoint.find_first_of("/?#", host + 3) != std::string::npos;
    problems.expect(isUrl && !hasPath && bucket.endpoint.size() <= longestText, "/bucket/endpoint",
                    schedule.tenantId.empty() ? "must be an address with https and no path"
                                              : "must be an address with https and no path, and of no private network");
    problems.expect(isPlain(bucket.bucket, 63, ".-"), "/bucket/bucket", "must be the name of a bucket");
    problems.expect(isPlain(bucket.region, 63, "-"), "/bucket/region", "must be the name of a region");
    problems.expect(isPlain(bucket.accessKey, 128, "-_+=."), "/bucket/accessKey", "must be the id of an access key");
}

void checkDelivery(const domain::ReportDelivery& delivery, const std::string& path, Problems& problems) {
    switch (delivery.kind) {
        case DeliveryKind::email:
            problems.expect(kernel::isMailAddress(delivery.to), path, "must be an e-mail address");
            break;
        case DeliveryKind::folder:
            problems.expect(isSafePath(delivery.to), path,
                            "must be folders below that of the platform, such as finance/monthly");
            break;
        case DeliveryKind::bucket:
            problems.expect(isObjectPrefix(delivery.to), path, "must be what names of objects can begin with");
            break;
    }
}

bool makesOwner(const plans::Entity& entity, const json::Object& after) {
    if (entity.isNew) return true;
    return std::ranges::any_of(ownedMembers, [&](std::string_view name) {
        const auto* was = entity.document.if_contains(name);
        const auto* is = after.if_contains(name);
        return !was || !is || *was != *is;
    });
}

sql::TenantScope scopeOf(const std::string& tenantId) {
    return tenantId.empty() ? sql::TenantScope::all() : sql::TenantScope::one(tenantId);
}

}  // namespace

Result<report::Definition> definitionFor(sql::Connection& db, const ReportSchedule& schedule,
                                         const domain::Principal& principal) {
    if (!principal.may(domain::Permission::reportsRun)) return fail(ErrorCode::forbidden, "You may not run reports.");
    STEWARD_TRY(const auto saved, reports::findReport(db, scopeOf(schedule.tenantId), schedule.reportId));
    if (!reports::maySee(principal, saved)) return fail(ErrorCode::notFound, "There is no such report.");
    STEWARD_TRY(auto definition, reports::definitionOf(saved.definition));
    STEWARD_CHECK(reports::checkDatasets(principal, definition));
    if (definition.name.empty()) definition.name = saved.name;
    std::map<std::string, std::vector<std::string>> values;
    for (const auto& [name, given] : schedule.parameters)
        values[name] = given;
    return report::withParameters(std::move(definition), values);
}

Result<plans::Review> ScheduleHandler::review(sql::Connection& connection, const plans::Entity& entity,
                                              const json::Object& document, Time now,
                                              const domain::Principal& actor) const {
    STEWARD_TRY(auto review, common_.review(connection, entity, document, now, actor));
    STEWARD_TRY(const auto after, alerts::detail::definitionOf<ReportSchedule>(entity, document));
    if (review.exclusion || after.removed || !makesOwner(entity, document)) return review;
    const auto refuse = [&](std::string why) {
        review.exclusion = {ExclusionReason::refusedByRule, std::move(why)};
        return review;
    };
    if (actor.support) return refuse("Reports are not scheduled within support access");
    STEWARD_TRY(const auto account, identity::IdentityStore(connection).accountById(actor.userId));
    if (!account) return refuse("A schedule runs in the name of a person, not of an API key");
    const auto definition = definitionFor(connection, after, actor);
    if (!definition && definition.error().code == ErrorCode::storage) return fail(definition.error());
    if (!definition) return refuse(plans::whatIsWrong(definition.error()));
    if (!entity.isNew) {
        STEWARD_TRY(const auto before,
                    alerts::findDefinition<ReportSchedule>(connection, sql::TenantScope::all(), entity.id));
        if (before && before->ownerId != actor.userId)
            review.effects.push_back({.kind = domain::EffectKind::ownerChanges, .name = actor.name});
    }
    return review;
}

Result<> ScheduleHandler::write(sql::Connection& connection, const plans::Entity& entity, const json::Object& document,
                                Time now, const domain::Principal& actor) const {
    STEWARD_CHECK(common_.write(connection, entity, document, now, actor));
    STEWARD_TRY(const auto after, alerts::detail::definitionOf<ReportSchedule>(entity, document));
    if (makesOwner(entity, document) && !after.removed)
        STEWARD_CHECK(connection.execute(
            sql::tenantOwned("UPDATE report_schedules SET owner_id = ?2, owner_name = ?3 WHERE :tenant(tenant_id)"
                             " AND id = ?1"),
            sql::TenantScope::all(), {after.id, actor.userId, actor.name}));
    const auto isSame = [&](std::string_view name) {
        const auto* was = entity.document.if_contains(name);
        return was && *was == document.at(name);
    };
    if (!entity.isNew && isSame("calendar") && isSame("enabled") && isSame("removed")) return {};
    std::optional<Time> next;
    if (after.enabled && !after.removed) {
        STEWARD_TRY(auto zone, report::TimeZone::find(after.calendar.timeZone));
        next = domain::nextAfter(after.calendar, domain::clocksOf(std::move(zone)), now);
    }
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned("UPDATE report_schedules SET next_at = ?2, handled_until = ?3 WHERE :tenant(tenant_id)"
                         " AND id = ?1"),
        sql::TenantScope::all(), {after.id, next, now}));
    return {};
}

}  // namespace steward::schedules

namespace steward::alerts {

using domain::DeliveryKind;
using domain::ReportSchedule;

std::vector<FieldError> Defined<ReportSchedule>::problems(const ReportSchedule& schedule) {
    schedules::Problems problems;
    problems.expect(domain::isName(schedule.name), "/name", "must have 1 to 120 visible characters");
    problems.expect(!schedule.reportId.empty() && schedule.reportId.size() <= 64, "/reportId",
                    "must name a saved report");
    auto ofCalendar = domain::problemsOf(schedule.calendar, "/calendar");
    std::ranges::move(ofCalendar, std::back_inserter(problems.list));
    problems.expect(report::TimeZone::find(schedule.calendar.timeZone).has_value(), "/calendar/timeZone",
                    "must be a time zone like Europe/Berlin");
    problems.expect(schedule.missedMost >= 1 && schedule.missedMost <= 31, "/missedMost", "must be from 1 to 31");
    problems.expect(schedule.parameters.size() <= schedules::mostParameters, "/parameters", "can be at most 20");
    problems.expect(!schedule.deliveries.empty() && schedule.deliveries.size() <= schedules::mostDeliveries,
                    "/deliveries", "must be 1 to 20");
    const auto& formats = schedule.formats;
    const bool isEachOnce = std::set(formats.begin(), formats.end()).size() == formats.size();
    problems.expect(!formats.empty() && isEachOnce, "/formats", "must be formats, each once");
    problems.expect(!schedule.underlying || std::ranges::count(formats, domain::ReportFormat::pdf) == 0, "/underlying",
                    "cannot be: rows go into a file of another format, not onto paper");
    bool usesBucket = false;
    std::set<std::pair<DeliveryKind, std::string>> seen;
    for (std::size_t i = 0; i < schedule.deliveries.size(); ++i) {
        const auto& delivery = schedule.deliveries[i];
        const std::string path = "/deliveries/" + std::to_string(i) + "/to";
        schedules::checkDelivery(delivery, path, problems);
        problems.expect(seen.emplace(delivery.kind, delivery.to).second, path, "is there twice");
        usesBucket = usesBucket || delivery.kind == DeliveryKind::bucket;
    }
    if (usesBucket) schedules::checkBucket(schedule, problems);
    return std::move(problems.list);
}

Result<> Defined<ReportSchedule>::review(sql::Connection&, const ReportSchedule& before, const ReportSchedule& after,
                                         Time, plans::Review& review) {
    const bool usesBucket = std::ranges::any_of(
        after.deliveries, [](const auto& delivery) { return delivery.kind == DeliveryKind::bucket; });
    if (!after.removed && usesBucket && !before.hasSecret)
        review.effects.push_back({.kind = domain::EffectKind::secretMissing});
    return {};
}

STEWARD_DEFINED(domain::ReportSchedule)
template class DefinitionHandler<domain::ReportSchedule>;

}  // namespace steward::alerts

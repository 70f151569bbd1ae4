#include "reports/report_service.h"

#include <algorithm>

#include "audit/audit_store.h"
#include "base/ids.h"
#include "kernel/idempotency.h"
#include "report/definition.h"
#include "report/resolved.h"
#include "reports/report_lines.h"
#include "reports/saved_report_store.h"

namespace steward::reports {
namespace {

using contract::SavedReport;
using kernel::Async;
using kernel::Context;

// Running reports does not widen what somebody may read.
Result<> checkDataset(const domain::Principal& principal, std::string_view dataset) {
    if (principal.may(domain::permissionToRead(dataset))) return {};
    return fail(ErrorCode::forbidden, "You may not read the dataset " + std::string(dataset) + ".");
}

LinesRequest linesRequest(const Context& context, Time now, const Limits& limits) {
    return {.scope = context.scope(),
            .now = now,
            .requestId = context.requestId,
            .limits = limits,
            .withoutPersonal = !context.principal.may(domain::permissionForPersonalFields)};
}

constexpr std::size_t longestNote = 200;
constexpr std::size_t longestFolder = 120;
constexpr std::int64_t largestSample = 100'000;
constexpr std::int64_t shownVersions = 50;

tl::unexpected<Error> refused(std::string path, std::string message) {
    return fail(
        Error{ErrorCode::unprocessable, "The report was not saved.", {}, {}, {{std::move(path), std::move(message)}}});
}

// "Finance/Monthly": names with one stroke between them.
Result<> checkFolder(const std::string& folder) {
    const bool isPath =
        folder.empty() || (folder.front() != '/' && folder.back() != '/' && folder.find("//") == std::string::npos);
    const bool isPlain = std::ranges::none_of(folder, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    if (isPath && isPlain && folder.size() <= longestFolder) return {};
    return refused("/folder", "must be names with / between them, at most 120 bytes");
}

// Only roles of the caller's own kind: what staff share stays with staff, and a tenant's with its people.
Result<> checkSharing(const domain::Principal& principal, const contract::ReportSharing& sharing) {
    for (const auto& [path, roles] :
         {std::pair("/sharing/viewers", &sharing.viewers), std::pair("/sharing/editors", &sharing.editors)})
        if (*roles && std::ranges::any_of(**roles, [&](domain::Role role) {
                return domain::isPlatformRole(role) == principal.tenantId.has_value();
            }))
            return refused(path, "must be roles of the people here");
    return {};
}

void share(SavedReport& report, contract::ReportSharing sharing) {
    // Who may change it sees it: a report that few see is not for everybody to change.
    if (sharing.viewers && !sharing.editors) sharing.editors.emplace();
    report.viewers = std::move(sharing.viewers);
    report.editors = std::move(sharing.editors);
}

// The name and the definition that are to be saved, checked.
Result<SavedReport> withContent(const Context& context, SavedReport report, const json::Value& document, Time now) {
    STEWARD_TRY(const auto definition, definitionOf(document));
    STEWARD_CHECK(checkDatasets(context.principal, definition));
    if (definition.name.empty()) return refused("/definition/name", "must not be empty");
    report.name = definition.name;
    report.definition = document;
    report.savedBy = context.principal.name;
    report.savedAt = now;
    return report;
}

// The one that the caller may see, or notFound as if there were none.
Result<SavedReport> seen(sql::Connection& db, const Context& context, const std::string& id) {
    STEWARD_TRY(auto report, findReport(db, context.scope(), id));
    if (!maySee(context.principal, report)) return fail(ErrorCode::notFound, "There is no such report.");
    return report;
}

// What the audit log keeps of a report is what its versions are made of.
struct Kept {
    std::string name;
    std::string folder;
    json::Value definition;
    std::optional<std::vector<domain::Role>> viewers;
    std::optional<std::vector<domain::Role>> editors;
};
STEWARD_DESCRIBE(Kept, (name, folder, definition, viewers, editors))

json::Value keptOf(const SavedReport& report) {
    return json::toValue(Kept{report.name, report.folder, report.definition, report.viewers, report.editors});
}

Result<> record(sql::Connection& db, const Context& context, std::string action, const SavedReport* before,
                const SavedReport* after, Time now, std::optional<std::string> note = {}) {
    const SavedReport& shown = after ? *after : *before;
    domain::AuditEntry entry;
    entry.actorId = context.principal.userId;
    entry.actorName = context.principal.name;
    entry.onBehalfOf = context.principal.onBehalfOf();
    entry.action = std::move(action);
    entry.entity = "report";
    entry.entityId = shown.id;
    entry.entityName = shown.name;
    entry.tenantId = context.principal.tenantId;
    entry.reason = std::move(note);
    if (before) entry.before = keptOf(*before);
    if (after) entry.after = keptOf(*after);
    entry.versionBefore = before ? before->version : 0;
    entry.versionAfter = after ? after->version : 0;
    STEWARD_CHECK(audit::append(db, std::move(entry), now));
    return {};
}

contract::ReportVersion versionOf(const domain::AuditEntry& entry, const json::Value& document, std::int64_t version) {
    const auto kept = json::fromValue<Kept>(document, json::Unknown::ignore).value_or(Kept{});
    return {version, entry.actorName, entry.at, entry.reason.value_or(""), kept.name, kept.folder, kept.definition};
}

}  // namespace

Result<report::Definition> definitionOf(const json::Value& document) {
    auto definition = report::readDefinition(json::write(document)).and_then([](report::Definition read) {
        return report::validate(read).map([&] { return std::move(read); });
    });
    if (definition) return definition;
    auto error = std::move(definition).error();
    for (auto& field : error.fields)
        field.path = "/definition" + (field.path == "/" ? std::string() : field.path);
    return fail(std::move(error));
}

Result<> checkRows(std::int64_t rows, const Limits& limits) {
    if (rows <= limits.mostRows) return {};
    return fail(ErrorCode::tooLarge,
                "The report has " + std::to_string(rows) + " rows, more than the " + std::to_string(limits.mostRows) +
                    " that are taken away at once. Narrow it: filter by a shorter time, or by tenant or region.");
}

Result<> checkDatasets(const domain::Principal& principal, const report::Definition& definition) {
    STEWARD_TRY(const auto reads, report::readsOf(definition));
    for (const auto& dataset : reads.datasets)
        STEWARD_CHECK(checkDataset(principal, dataset));
    if (reads.personal.empty() || principal.may(domain::permissionForPersonalFields)) return {};
    return fail(ErrorCode::forbidden, "You may not read " + reads.personal.front() + ", which is about people.",
                "Take it out of the report, or ask for the permission to read users.");
}

Async<> ReportService::run(Context& context, contract::ReportRun request, kernel::LineWriter& lines) {
    STEWARD_CO_TRY(const auto definition, definitionOf(request.definition));
    STEWARD_CO_CHECK(checkDatasets(context.principal, definition));
    const bool underlying = request.underlying.value_or(false);
    const std::int64_t sample = request.sample.value_or(0);
    if (request.sample && (sample < 1 || sample > largestSample || underlying))
        co_return fail(Error{ErrorCode::invalid,
                             "The report cannot be run.",
                             {},
                             {},
                             {{"/sample", "must be from 1 to 100000, and is of groups"}}});
    auto options = linesRequest(context, clock_.now(), limits_);
    options.sample = sample;
    options.cache = &cache_;
    auto working =
        kernel::streamLines(lines, context.stop, [=, this](LineSink& sink, std::stop_token stop) mutable -> Result<> {
            STEWARD_TRY(auto source, connect_());
            options.now = source.dataAsOf.value_or(options.now);
            return underlying ? writeUnderlyingRows(source.connection, definition, options, sink, stop)
                              : writeGroups(source.connection, definition, options, sink, stop);
        });
    co_return co_await std::move(working);
}

Async<> ReportService::snapshot(Context& context, std::string dataset, kernel::LineWriter& lines) {
    STEWARD_CO_CHECK(checkDataset(context.principal, dataset));
    auto working = kernel::streamLines(lines, context.stop,
                                       [=, this, options = linesRequest(context, clock_.now(), limits_)](
                                           LineSink& sink, std::stop_token stop) mutable -> Result<> {
                                           STEWARD_TRY(auto source, connect_());
                                           options.now = source.dataAsOf.value_or(options.now);
                                           return writeSnapshot(source.connection, dataset, options, sink, stop);
                                       });
    co_return co_await std::move(working);
}

Async<> ReportService::refreshSnapshot(Context& context, contract::SnapshotRefresh wanted, kernel::LineWriter& lines) {
    STEWARD_CO_CHECK(checkDataset(context.principal, wanted.dataset));
    auto working =
        kernel::streamLines(lines, context.stop,
                            [=, this, options = linesRequest(context, clock_.now(), limits_)](
                                LineSink& sink, std::stop_token stop) mutable -> Result<> {
                                STEWARD_TRY(auto source, connect_());
                                options.now = source.dataAsOf.value_or(options.now);
                                return reports::refreshSnapshot(source.connection, wanted, options, sink, stop);
                            });
    co_return co_await std::move(working);
}

Async<contract::Page<SavedReport>> ReportService::list(Context& context, contract::ListRequest request) {
    auto working = database_.read([&](sql::Connection& db) {
        return listReports(db, context.scope(), request, clock_.now(), &context.principal);
    });
    co_return co_await std::move(working);
}

Async<SavedReport> ReportService::get(Context& context, std::string id) {
    auto working = database_.read([&](sql::Connection& db) { return seen(db, context, id); });
    co_return co_await std::move(working);
}

Async<SavedReport> ReportService::save(Context& context, contract::ReportDraft draft) {
    const Time now = clock_.now();
    SavedReport made;
    made.id = newId(id::report, now);
    made.ownerId = context.principal.userId;
    made.ownerName = context.principal.name;
    made.folder = draft.folder.value_or("");
    made.version = 1;
    STEWARD_CO_CHECK(checkFolder(made.folder));
    if (draft.sharing) {
        STEWARD_CO_CHECK(checkSharing(context.principal, *draft.sharing));
        share(made, *draft.sharing);
    }
    STEWARD_CO_TRY(const auto report, withContent(context, std::move(made), draft.definition, now));
    auto working = kernel::writeOnce<SavedReport>(
        database_, context, [report, caller = context](sql::Connection& db) -> Result<SavedReport> {
            STEWARD_CHECK(insertReport(db, caller.scope(), report));
            STEWARD_CHECK(record(db, caller, "report.create", nullptr, &report, report.savedAt));
            return report;
        });
    co_return co_await std::move(working);
}

Async<SavedReport> ReportService::change(Context& context, contract::ReportChange change) {
    const Time now = clock_.now();
    const std::string note = change.note.value_or("");
    if (note.size() > longestNote) co_return refused("/note", "must have at most 200 bytes");
    if (change.folder) STEWARD_CO_CHECK(checkFolder(*change.folder));
    if (change.sharing) STEWARD_CO_CHECK(checkSharing(context.principal, *change.sharing));
    STEWARD_CO_TRY(const auto content, withContent(context, {}, change.definition, now));
    auto working = database_.write([&](sql::Connection& db) -> Result<SavedReport> {
        STEWARD_TRY(const auto before, seen(db, context, change.id));
        if (!mayChange(context.principal, before))
            return fail(ErrorCode::forbidden, "You may see this report, but not change it. Save it as your own.");
        STEWARD_CHECK(context.checkVersion(before));
        SavedReport after = before;
        after.name = content.name;
        after.definition = content.definition;
        after.savedBy = content.savedBy;
        after.savedAt = content.savedAt;
        ++after.version;
        if (change.folder) after.folder = *change.folder;
        if (change.sharing) {
            if (!before.ownerId.empty() && before.ownerId != context.principal.userId)
                return fail(ErrorCode::forbidden, "Only " + before.ownerName + " shares this report.");
            after.ownerId = context.principal.userId;
            after.ownerName = context.principal.name;
            share(after, *change.sharing);
        }
        STEWARD_CHECK(updateReport(db, context.scope(), after));
        STEWARD_CHECK(record(db, context, "report.change", &before, &after, now,
                             note.empty() ? std::nullopt : std::optional(note)));
        return after;
    });
    co_return co_await std::move(working);
}

Async<contract::ReportHistory> ReportService::history(Context& context, std::string id) {
    auto working = database_.read([&](sql::Connection& db) -> Result<contract::ReportHistory> {
        STEWARD_CHECK(seen(db, context, id));
        STEWARD_TRY(const auto entries, audit::entriesOf(db, context.scope(), "report", id, shownVersions));
        contract::ReportHistory history;
        for (const auto& entry : entries)
            if (entry.after) history.items.push_back(versionOf(entry, *entry.after, entry.versionAfter));
        // Saved before the audit log told of reports, or longer ago than it is kept.
        if (!entries.empty() && std::ssize(entries) < shownVersions && entries.back().before) {
            auto first = versionOf(entries.back(), *entries.back().before, entries.back().versionBefore);
            first.savedBy.clear();
            first.note.clear();
            history.items.push_back(std::move(first));
        }
        return history;
    });
    co_return co_await std::move(working);
}

Async<contract::Nothing> ReportService::remove(Context& context, std::string id) {
    auto working = database_.write([&](sql::Connection& db) -> Result<contract::Nothing> {
        STEWARD_TRY(const auto report, seen(db, context, id));
        if (!mayChange(context.principal, report) && !context.principal.may(domain::Permission::usersWrite))
            return fail(ErrorCode::forbidden, "Only " + report.ownerName + " deletes this report.");
        STEWARD_CHECK(deleteReport(db, context.scope(), id));
        STEWARD_CHECK(record(db, context, "report.delete", &report, nullptr, clock_.now()));
        return contract::Nothing{};
    });
    co_return co_await std::move(working);
}

}  // namespace steward::reports

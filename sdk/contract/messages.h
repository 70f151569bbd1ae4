// Requests and replies that are no domain types themselves.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "contract/endpoint.h"
#include "domain/access.h"
#include "domain/audit.h"
#include "domain/brand.h"
#include "domain/configuration.h"
#include "domain/job.h"
#include "domain/metric.h"
#include "domain/plan.h"
#include "domain/tenant.h"
#include "domain/usage.h"

namespace steward::contract {

// limit 1 to 500, 50 unless told. sort: a field, "-" before it for descending ("-mrrMinor").
// filter: the grammar of report/filter.h ("status=active;plan in (team,scale);users>100;name~tarn").
// skip: rows to leave out after the cursor, or from the beginning, for whoever jumps; 0 to 10,000,000.
struct ListRequest {
    std::optional<std::int64_t> limit;
    std::optional<std::string> cursor;
    std::optional<std::string> sort;
    std::optional<std::string> filter;
    std::optional<std::int64_t> skip = {};
};
STEWARD_DESCRIBE(ListRequest, (limit, cursor, sort, filter, skip))

struct ById {
    std::string id;
};
STEWARD_DESCRIBE(ById, (id))

struct Health {
    std::string status;  // "ok", "degraded", "starting", "draining", "unavailable"
    std::string version;
    std::map<std::string, std::string> checks;  // "database": "ok"
};
STEWARD_DESCRIBE(Health, (status, version, checks))

// Who is signed in, and to what.
struct Me {
    domain::Principal principal;
    domain::PermissionSet permissions;
    std::string platformName;
    std::string environment;  // "local", "staging", "production"
    std::string region;
    std::string version;
    bool demoData = false;
    // In production: until when the caller may change things without proving again who they are. Absent: not now.
    std::optional<Time> elevatedUntil = {};
    // By which a program asks later whether what it keeps for offline work may stay (offlineAccess).
    std::string offlineReceipt = {};
};
STEWARD_DESCRIBE(Me, (principal, permissions, platformName, environment, region, version, demoData, elevatedUntil,
                      offlineReceipt))

struct OfflineReceipt {
    std::string receipt;
};
STEWARD_DESCRIBE(OfflineReceipt, (receipt))

// false: the person may not sign in any more. What was kept of the platform is to be wiped.
struct OfflineAccess {
    bool allowed = true;
};
STEWARD_DESCRIBE(OfflineAccess, (allowed))

// `force`: also when it was changed since the version of If-Match, as in domain::PlanRequest.
struct UserChange {
    std::string id;
    domain::UserPatch patch;
    std::optional<std::string> reason;
    std::optional<bool> force;
};
STEWARD_DESCRIBE(UserChange, (id, patch, reason, force))

// `tenantId`: absent for staff of the platform; a tenant's callers need not name their own.
struct UserInvitation {
    std::optional<std::string> tenantId;
    std::string name;
    std::string email;
    std::optional<domain::Role> role;  // one of these two
    std::optional<std::string> customRoleId;
};
STEWARD_DESCRIBE(UserInvitation, (tenantId, name, email, role, customRoleId))

// A link that is good once. It goes by mail; on a platform without a mail server it stands here instead, for the
// caller to pass on, and is shown this once.
struct SentLink {
    Time expiresAt{};
    bool mailed = false;
    std::optional<std::string> link;
};
STEWARD_DESCRIBE(SentLink, (expiresAt, mailed, link))

struct Invitation {
    std::string id;  // of the user
    domain::User user;
    SentLink sent;
};
STEWARD_DESCRIBE(Invitation, (id, user, sent))

struct EmailChange {
    std::string id;
    std::string email;
};
STEWARD_DESCRIBE(EmailChange, (id, email))

struct OwnEmailChange {
    std::string email;
    std::string password;
};
STEWARD_DESCRIBE(OwnEmailChange, (email, password))

struct PasswordChange {
    std::string currentPassword;
    std::string newPassword;
};
STEWARD_DESCRIBE(PasswordChange, (currentPassword, newPassword))

// Of one tenant, or, for staff who name none, of the platform.
struct RolesRequest {
    std::optional<std::string> tenantId;
};
STEWARD_DESCRIBE(RolesRequest, (tenantId))

// The built-in ones first, then the custom ones by name; at most 100 of these.
struct RoleList {
    std::vector<domain::AccessRole> items;
};
STEWARD_DESCRIBE(RoleList, (items))

struct RoleDraft {
    std::optional<std::string> tenantId;
    std::string name;
    std::string description;
    domain::PermissionSet permissions;
};
STEWARD_DESCRIBE(RoleDraft, (tenantId, name, description, permissions))

struct RoleChange {
    std::string id;
    std::optional<std::string> name;
    std::optional<std::string> description;
    std::optional<domain::PermissionSet> permissions;
};
STEWARD_DESCRIBE(RoleChange, (id, name, description, permissions))

// `force`: also when it was changed since the version of If-Match, as in domain::PlanRequest.
struct TenantChange {
    std::string id;
    domain::TenantPatch patch;
    std::optional<std::string> reason;
    std::optional<bool> force;
};
STEWARD_DESCRIBE(TenantChange, (id, patch, reason, force))

struct PlanChangesRequest {
    std::string id;
    std::optional<domain::ChangeState> state;
    std::optional<std::string> search;  // in names
    std::optional<std::int64_t> limit;
    std::optional<std::string> cursor;
};
STEWARD_DESCRIBE(PlanChangesRequest, (id, state, search, limit, cursor))

// `confirmation` must equal the plan's sentence where it has one. Stops after this many failures, 3 unless told; 0:
// goes on whatever fails.
struct ApplyRequest {
    std::string id;
    std::optional<std::string> reason;
    std::optional<std::string> confirmation;
    std::optional<std::int64_t> stopAfterFailures;
};
STEWARD_DESCRIBE(ApplyRequest, (id, reason, confirmation, stopAfterFailures))

struct BatchResultsRequest {
    std::string id;
    std::optional<bool> changed;
    std::optional<std::int64_t> limit;
    std::optional<std::string> cursor;
};
STEWARD_DESCRIBE(BatchResultsRequest, (id, changed, limit, cursor))

// `tenants`: a filter of tenants, for what belongs to them; plans and the platform's own roles are there in any case.
// `kinds`: comma-separated, some of plans, tenants, roles and brands; all that the caller may read unless told.
struct ConfigurationRequest {
    std::optional<std::string> tenants;
    std::optional<std::string> kinds;
};
STEWARD_DESCRIBE(ConfigurationRequest, (tenants, kinds))

// names: comma-separated, at most 32. Values are averages over each step (rates: rates, quantiles: largest).
struct MetricRangeRequest {
    std::string names;
    std::optional<std::string> tenantId;
    Time from{};
    Time to{};
    std::optional<std::int64_t> stepMs;  // chosen for at most 3,600 points unless told
};
STEWARD_DESCRIBE(MetricRangeRequest, (names, tenantId, from, to, stepMs))

struct MetricRange {
    std::vector<domain::MetricSeries> series;
};
STEWARD_DESCRIBE(MetricRange, (series))

struct TenantRequestsRequest {
    std::string tenantIds;  // comma-separated, at most 100
};
STEWARD_DESCRIBE(TenantRequestsRequest, (tenantIds))

struct TopTenantsRequest {
    std::optional<Time> at;
    std::optional<std::int64_t> limit;
};
STEWARD_DESCRIBE(TopTenantsRequest, (at, limit))

struct TopTenants {
    Time at{};
    std::vector<domain::TopTenant> items;
};
STEWARD_DESCRIBE(TopTenants, (at, items))

// A report definition is a document of report/definition.h; here it travels as it is.
struct ReportRun {
    json::Value definition;
    std::optional<bool> underlying;           // the rows themselves instead of groups
    std::optional<std::int64_t> sample = {};  // groups: a preview of the first 1 to 100,000 rows that match
};
STEWARD_DESCRIBE(ReportRun, (definition, underlying, sample))

// `viewers` see it, `editors` change it, too; its owner does both. Without them everybody does who may read or save
// reports in this place: a tenant, or the platform.
struct SavedReport {
    std::string id;
    std::string name;
    json::Value definition;
    std::string savedBy;
    Time savedAt{};
    std::int64_t version = 0;
    std::string folder = {};   // "Finance/Monthly"; empty: none
    std::string ownerId = {};  // empty: saved before reports had one
    std::string ownerName = {};
    std::optional<std::vector<domain::Role>> viewers = {};
    std::optional<std::vector<domain::Role>> editors = {};
};
STEWARD_DESCRIBE(SavedReport,
                 (id, name, definition, savedBy, savedAt, version, folder, ownerId, ownerName, viewers, editors))

// Who may see and change a report. Only its owner says it.
struct ReportSharing {
    std::optional<std::vector<domain::Role>> viewers = {};  // absent: everybody here
    std::optional<std::vector<domain::Role>> editors = {};
    bool operator==(const ReportSharing&) const = default;
};
STEWARD_DESCRIBE(ReportSharing, (viewers, editors))

struct ReportVersion {
    std::int64_t version = 0;
    std::string savedBy;
    Time savedAt{};
    std::string note;
    std::string name;
    std::string folder;
    json::Value definition;
};
STEWARD_DESCRIBE(ReportVersion, (version, savedBy, savedAt, note, name, folder, definition))

// From the audit log, as long as it is kept: the latest first, at most 50.
struct ReportHistory {
    std::vector<ReportVersion> items;
};
STEWARD_DESCRIBE(ReportHistory, (items))

// 1 to 1,000 events.
struct UsageReport {
    std::vector<domain::UsageEvent> events;
};
STEWARD_DESCRIBE(UsageReport, (events))

// What became of each event, in the order they were sent in.
struct UsageReceipt {
    std::int64_t counted = 0;
    std::int64_t repeated = 0;
    std::int64_t refused = 0;
    std::vector<domain::UsageResult> results;
};
STEWARD_DESCRIBE(UsageReceipt, (counted, repeated, refused, results))

struct ReportDraft {
    json::Value definition;
    std::optional<std::string> folder = {};
    std::optional<ReportSharing> sharing = {};
};
STEWARD_DESCRIBE(ReportDraft, (definition, folder, sharing))

struct ReportChange {
    std::string id;
    json::Value definition;
    std::optional<std::string> folder = {};     // absent: as it is
    std::optional<ReportSharing> sharing = {};  // absent: as it is
    std::optional<std::string> note = {};       // what was changed and why, for the history; at most 200 bytes
};
STEWARD_DESCRIBE(ReportChange, (id, definition, folder, sharing, note))

struct SnapshotRequest {
    std::string dataset;
};
STEWARD_DESCRIBE(SnapshotRequest, (dataset))

// Which rows of a dataset somebody takes along: those of some tenants, of some days ("2026-11-01", both included; for
// datasets whose rows have a day). Nothing: all that they may see.
struct SnapshotChoice {
    std::vector<std::string> tenants;
    std::optional<std::string> from;
    std::optional<std::string> to;
    bool operator==(const SnapshotChoice&) const = default;
};
STEWARD_DESCRIBE(SnapshotChoice, (tenants, from, to))

// `known`: the checksums of chunks (contract/lines.h) that the caller has; their rows are not sent again.
struct SnapshotRefresh {
    std::string dataset;
    SnapshotChoice choice;
    std::vector<std::string> known;
};
STEWARD_DESCRIBE(SnapshotRefresh, (dataset, choice, known))

struct ByTenant {
    std::string tenantId;
};
STEWARD_DESCRIBE(ByTenant, (tenantId))

struct BrandDraft {
    std::string tenantId;
    domain::Brand brand;
};
STEWARD_DESCRIBE(BrandDraft, (tenantId, brand))

struct FindRequest {
    std::string text;  // an id, e-mail, domain, slug, or the start of a name; 1 to 200 bytes
    std::optional<std::int64_t> limit;
};
STEWARD_DESCRIBE(FindRequest, (text, limit))

enum class Match { exact, prefix };
STEWARD_DESCRIBE_ENUM(Match, exact, prefix)

struct Found {
    std::string kind;  // "tenant", "user", "audit", "plan", "batch", "job", "role", "apiKey", "supportAccess", "report"
    std::string id;
    std::string title;
    std::string subtitle;
    std::optional<std::string> tenantId;
    Match match = Match::exact;
};
STEWARD_DESCRIBE(Found, (kind, id, title, subtitle, tenantId, match))

struct FoundList {
    std::vector<Found> items;
};
STEWARD_DESCRIBE(FoundList, (items))

}  // namespace steward::contract

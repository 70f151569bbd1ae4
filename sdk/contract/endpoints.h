// The API, every endpoint once. `endpoints` is the whole list, in the order of the documents.
#pragma once

#include <tuple>

#include "contract/alert_messages.h"
#include "contract/dashboard_messages.h"
#include "contract/health_messages.h"
#include "contract/identity_messages.h"
#include "contract/list_messages.h"
#include "contract/log_messages.h"
#include "contract/messages.h"
#include "contract/schedule_messages.h"
#include "contract/series_messages.h"

namespace steward::contract {

using domain::Permission;

// Operations
inline constexpr Endpoint<Nothing, Health> healthLive{"healthLive",     Method::get,         "/health/live",
                                                      Permission::none, "The process runs.", {.cost = Cost::free}};
inline constexpr Endpoint<Nothing, Health> healthReady{"healthReady",
                                                       Method::get,
                                                       "/health/ready",
                                                       Permission::none,
                                                       "The platform can serve requests; 503 while it cannot.",
                                                       {.cost = Cost::free}};
inline constexpr Endpoint<Nothing, Raw> metricsText{
    "metricsText",       Method::get, "/metrics", Permission::none, "Telemetry in the Prometheus text format.",
    {.cost = Cost::free}};

// Identity
inline constexpr Endpoint<Nothing, Me> me{
    "me", Method::get, "/v1/me", Permission::signedIn, "Who is signed in.", {.inSupportAccess = true}};
inline constexpr Endpoint<OfflineReceipt, OfflineAccess> offlineAccess{
    "offlineAccess",
    Method::post,
    "/v1/offline-access",
    Permission::none,
    "Whether what was kept for offline work with this receipt may stay.",
    {.cost = Cost::credential}};
inline constexpr Endpoint<ListRequest, Page<domain::User>> listUsers{"listUsers", Method::get, "/v1/users",
                                                                     Permission::usersRead, "Users in pages."};
inline constexpr Endpoint<ById, domain::User> getUser{"getUser", Method::get, "/v1/users/{id}", Permission::usersRead,
                                                      "One user."};
inline constexpr Endpoint<UserInvitation, Invitation> inviteUser{"inviteUser",
                                                                 Method::post,
                                                                 "/v1/users",
                                                                 Permission::usersWrite,
                                                                 "A new user, who is asked by mail to join.",
                                                                 {.status = 201, .location = "/v1/users/{id}"}};
inline constexpr Endpoint<UserChange, domain::User> changeUser{
    "changeUser",
    Method::patch,
    "/v1/users/{id}",
    Permission::usersWrite,
    "Changes one user: a plan of one, applied. Roles of several are a plan.",
    {.needsIfMatch = true}};
inline constexpr Endpoint<ById, Invitation> resendInvitation{"resendInvitation", Method::post,
                                                             "/v1/users/{id}/invitation", Permission::usersWrite,
                                                             "Invites again; the link before is void."};
inline constexpr Endpoint<ById, Nothing> revokeInvitation{"revokeInvitation", Method::delete_,
                                                          "/v1/users/{id}/invitation", Permission::usersWrite,
                                                          "Withdraws an invitation and removes who was invited."};
inline constexpr Endpoint<ById, SentLink> requestPasswordReset{"requestPasswordReset", Method::post,
                                                               "/v1/users/{id}/password-reset", Permission::usersWrite,
                                                               "Sends a user a link to set a new password."};
inline constexpr Endpoint<EmailChange, SentLink> changeUserEmail{
    "changeUserEmail", Method::post, "/v1/users/{id}/email", Permission::usersWrite,
    "Asks the new address to confirm that it is a user's; it changes with the answer."};
inline constexpr Endpoint<OwnEmailChange, SentLink> changeEmail{
    "changeEmail", Method::post, "/v1/me/email", Permission::signedIn,
    "Asks the new address to confirm that it is the caller's; it changes with the answer."};
inline constexpr Endpoint<PasswordChange, Nothing> changePassword{
    "changePassword", Method::post, "/v1/me/password", Permission::signedIn,
    "Sets the caller's password; their other sessions end."};
inline constexpr Endpoint<RolesRequest, RoleList> listRoles{"listRoles", Method::get, "/v1/roles",
                                                            Permission::usersRead, "Built-in and custom roles."};
inline constexpr Endpoint<ById, domain::AccessRole> getRole{"getRole", Method::get, "/v1/roles/{id}",
                                                            Permission::usersRead, "One role, with its ETag."};
inline constexpr Endpoint<RoleDraft, domain::AccessRole> createRole{
    "createRole",
    Method::post,
    "/v1/roles",
    Permission::rolesWrite,
    "A custom role: some of the permissions that the caller has.",
    {.takesIdempotencyKey = true, .status = 201, .location = "/v1/roles/{id}"}};
inline constexpr Endpoint<RoleChange, domain::AccessRole> changeRole{"changeRole",
                                                                     Method::patch,
                                                                     "/v1/roles/{id}",
                                                                     Permission::rolesWrite,
                                                                     "Changes a custom role for all who have it.",
                                                                     {.needsIfMatch = true}};
inline constexpr Endpoint<ById, Nothing> deleteRole{"deleteRole", Method::delete_, "/v1/roles/{id}",
                                                    Permission::rolesWrite, "Deletes a custom role that nobody has."};
inline constexpr Endpoint<FindRequest, FoundList> find{"find",
                                                       Method::get,
                                                       "/v1/find",
                                                       Permission::signedIn,
                                                       "What an id, e-mail, domain or name belongs to.",
                                                       {.inSupportAccess = true}};

// Sessions, the second factor and API keys
inline constexpr Endpoint<Nothing, Page<domain::UserSession>> listOwnSessions{
    "listOwnSessions", Method::get, "/v1/me/sessions", Permission::signedIn,
    "Where the caller is signed in, the latest first; at most 500."};
inline constexpr Endpoint<Nothing, SessionsEnded> endOtherSessions{"endOtherSessions", Method::delete_,
                                                                   "/v1/me/sessions", Permission::signedIn,
                                                                   "Signs the caller out everywhere but here."};
inline constexpr Endpoint<ById, Page<domain::UserSession>> listUserSessions{
    "listUserSessions", Method::get, "/v1/users/{id}/sessions", Permission::usersRead,
    "Where a user is signed in, the latest first; at most 500."};
inline constexpr Endpoint<ById, SessionsEnded> endUserSessions{"endUserSessions", Method::delete_,
                                                               "/v1/users/{id}/sessions", Permission::usersWrite,
                                                               "Signs a user out everywhere."};
inline constexpr Endpoint<ById, Nothing> endSession{"endSession", Method::delete_, "/v1/sessions/{id}",
                                                    Permission::signedIn,
                                                    "Ends a session: an own one, or, with usersWrite, a user's."};
inline constexpr Endpoint<Nothing, domain::SecondFactorState> getSecondFactor{
    "getSecondFactor", Method::get, "/v1/me/second-factor", Permission::signedIn, "The caller's second factor."};
inline constexpr Endpoint<Nothing, domain::SecondFactorEnrolment> beginSecondFactor{
    "beginSecondFactor", Method::post, "/v1/me/second-factor", Permission::signedIn,
    "Makes a secret for an authenticator app; after re-authentication."};
inline constexpr Endpoint<SecondFactorCode, domain::RecoveryCodes> confirmSecondFactor{
    "confirmSecondFactor", Method::post, "/v1/me/second-factor/confirm", Permission::signedIn,
    "Enrols, with a code of the authenticator app; answers the recovery codes, once."};
inline constexpr Endpoint<Nothing, domain::RecoveryCodes> renewRecoveryCodes{
    "renewRecoveryCodes", Method::post, "/v1/me/second-factor/recovery-codes", Permission::signedIn,
    "New recovery codes in place of the old ones; after re-authentication."};
inline constexpr Endpoint<Nothing, Nothing> disableSecondFactor{"disableSecondFactor", Method::delete_,
                                                                "/v1/me/second-factor", Permission::signedIn,
                                                                "Gives the second factor up; after re-authentication."};
inline constexpr Endpoint<ById, Nothing> resetSecondFactor{
    "resetSecondFactor", Method::delete_, "/v1/users/{id}/second-factor", Permission::usersWrite,
    "Takes a user's second factor away, who has lost it, and ends their sessions; after re-authentication."};
inline constexpr Endpoint<Nothing, Page<domain::ApiKey>> listApiKeys{
    "listApiKeys", Method::get, "/v1/api-keys", Permission::signedIn,
    "The caller's API keys, with keysWrite all of the tenant; the latest first, at most 500."};
inline constexpr Endpoint<ApiKeyDraft, IssuedApiKey> createApiKey{
    "createApiKey",
    Method::post,
    "/v1/api-keys",
    Permission::signedIn,
    "A new API key with its secret, shown once; after re-authentication.",
    {.status = 201, .location = "/v1/api-keys/{id}"}};
inline constexpr Endpoint<ById, domain::ApiKey> getApiKey{"getApiKey", Method::get, "/v1/api-keys/{id}",
                                                          Permission::signedIn, "One API key."};
inline constexpr Endpoint<ById, Nothing> revokeApiKey{
    "revokeApiKey", Method::delete_, "/v1/api-keys/{id}", Permission::signedIn,
    "Ends an API key: an own one, or, with keysWrite, one of the tenant's. At once."};

// Support access: the platform's staff within a tenant, with its consent
inline constexpr Endpoint<SupportRequest, domain::SupportAccess> requestSupportAccess{
    "requestSupportAccess",
    Method::post,
    "/v1/tenants/{tenantId}/support-access",
    Permission::supportAccess,
    "Asks to act within a tenant, with a reason; after re-authentication.",
    {.status = 201, .location = "/v1/support-access/{id}"}};
inline constexpr Endpoint<Nothing, Page<domain::SupportAccess>> listSupportAccess{
    "listSupportAccess", Method::get, "/v1/support-access", Permission::signedIn,
    "Support access that was asked for: to the caller's tenant, or by the caller, with auditRead by all staff; the "
    "latest first, at most 500."};
inline constexpr Endpoint<ById, domain::SupportAccess> getSupportAccess{
    "getSupportAccess", Method::get, "/v1/support-access/{id}", Permission::signedIn, "One support access."};
inline constexpr Endpoint<SupportAnswer, domain::SupportAccess> answerSupportAccess{
    "answerSupportAccess", Method::post, "/v1/support-access/{id}/answer", Permission::supportConsent,
    "Allows or refuses what waits for the tenant's consent."};
inline constexpr Endpoint<ById, StartedSupport> startSupportAccess{
    "startSupportAccess", Method::post, "/v1/support-access/{id}/start", Permission::supportAccess,
    "A token to act within the tenant, shown once; the one before is void."};
inline constexpr Endpoint<ById, Nothing> revokeSupportAccess{
    "revokeSupportAccess", Method::delete_, "/v1/support-access/{id}", Permission::signedIn,
    "Ends support access, or what is asked for: by the tenant, or by who asked. At once."};
inline constexpr Endpoint<ByTenant, domain::SupportPolicy> getSupportPolicy{
    "getSupportPolicy", Method::get, "/v1/tenants/{tenantId}/support-policy", Permission::tenantsRead,
    "Whether a tenant lets support in, with its ETag."};
inline constexpr Endpoint<SupportPolicyChange, domain::SupportPolicy> changeSupportPolicy{
    "changeSupportPolicy",
    Method::put,
    "/v1/tenants/{tenantId}/support-policy",
    Permission::supportConsent,
    "Whether the tenant lets support in: always, when asked, never. Never ends what is open.",
    {.needsIfMatch = true}};

// Tenants
inline constexpr Endpoint<ListRequest, Page<domain::Tenant>> listTenants{
    "listTenants", Method::get, "/v1/tenants", Permission::tenantsRead, "Tenants in pages, filtered and sorted."};
inline constexpr Endpoint<ById, domain::Tenant> getTenant{"getTenant", Method::get, "/v1/tenants/{id}",
                                                          Permission::tenantsRead, "One tenant, with its ETag."};
inline constexpr Endpoint<domain::TenantPatch, domain::Tenant> createTenant{
    "createTenant",
    Method::post,
    "/v1/tenants",
    Permission::tenantsWrite,
    "A new tenant: a plan of one, applied.",
    {.takesIdempotencyKey = true, .status = 201, .location = "/v1/tenants/{id}"}};
inline constexpr Endpoint<TenantChange, domain::Tenant> changeTenant{"changeTenant",
                                                                     Method::patch,
                                                                     "/v1/tenants/{id}",
                                                                     Permission::tenantsWrite,
                                                                     "Changes one tenant: a plan of one, applied.",
                                                                     {.needsIfMatch = true}};

// Plans. Those of report schedules are for whoever writes reports, too (domain::permissionToPlan).
inline constexpr Permission forSchedules = Permission::reportsWrite;
inline constexpr Endpoint<domain::PlanRequest, domain::Plan> createPlan{
    "createPlan",
    Method::post,
    "/v1/plans",
    Permission::plansApply,
    "Computes what would change, without changing anything.",
    {.takesIdempotencyKey = true,
     .maxBodyBytes = 8 * 1024 * 1024,  // 10,000 targets
     .status = 201,
     .location = "/v1/plans/{id}",
     .cost = Cost::expensive,
     .unelevated = true,
     .otherwise = forSchedules}};
inline constexpr Endpoint<ById, domain::Plan> getPlan{"getPlan",
                                                      Method::get,
                                                      "/v1/plans/{id}",
                                                      Permission::plansApply,
                                                      "A plan and its counts.",
                                                      {.otherwise = forSchedules}};
inline constexpr Endpoint<PlanChangesRequest, Page<domain::PlanChange>> listPlanChanges{
    "listPlanChanges",
    Method::get,
    "/v1/plans/{id}/changes",
    Permission::plansApply,
    "Before and after for each entity of a plan.",
    {.otherwise = forSchedules}};
inline constexpr Endpoint<ById, domain::Plan> recalculatePlan{
    "recalculatePlan",
    Method::post,
    "/v1/plans/{id}/recalculate",
    Permission::plansApply,
    "Computes a plan again from what is there now.",
    {.cost = Cost::expensive, .unelevated = true, .otherwise = forSchedules}};
inline constexpr Endpoint<ApplyRequest, domain::Batch> applyPlan{
    "applyPlan",
    Method::post,
    "/v1/plans/{id}/apply",
    Permission::plansApply,
    "Applies a plan as a batch; its progress is on the topic jobs.",
    {.takesIdempotencyKey = true, .status = 202, .location = "/v1/batches/{id}", .otherwise = forSchedules}};
inline constexpr Endpoint<ById, domain::Batch> getBatch{"getBatch",
                                                        Method::get,
                                                        "/v1/batches/{id}",
                                                        Permission::plansApply,
                                                        "A batch and how far it is.",
                                                        {.otherwise = forSchedules}};
inline constexpr Endpoint<BatchResultsRequest, Page<domain::BatchResult>> listBatchResults{
    "listBatchResults",
    Method::get,
    "/v1/batches/{id}/results",
    Permission::plansApply,
    "What became of each entity of a batch.",
    {.otherwise = forSchedules}};
inline constexpr Endpoint<ById, domain::Plan> retryBatch{"retryBatch",
                                                         Method::post,
                                                         "/v1/batches/{id}/retry",
                                                         Permission::plansApply,
                                                         "Computes a plan of what a batch did not change.",
                                                         {.status = 201,
                                                          .location = "/v1/plans/{id}",
                                                          .cost = Cost::expensive,
                                                          .unelevated = true,
                                                          .otherwise = forSchedules}};

inline constexpr Endpoint<ConfigurationRequest, domain::Configuration> getConfiguration{
    "getConfiguration",
    Method::get,
    "/v1/configuration",
    Permission::tenantsRead,
    "What tenants, custom roles and brands are set to, by the keys that mean the same on every platform; at most "
    "10,000.",
    {.cost = Cost::expensive, .perMinute = 300}};

// Billing
inline constexpr Endpoint<UsageReport, UsageReceipt> reportUsage{
    "reportUsage",
    Method::post,
    "/v1/usage",
    Permission::usageWrite,
    "Counts what tenants used: each event once, however often it is sent.",
    {.maxBodyBytes = 512 * 1024, .unelevated = true}};

// Audit
inline constexpr Endpoint<ListRequest, Page<domain::AuditEntry>> listAudit{
    "listAudit", Method::get, "/v1/audit", Permission::auditRead, "Audit entries in pages, newest first."};
inline constexpr Endpoint<ById, domain::AuditEntry> getAuditEntry{"getAuditEntry", Method::get, "/v1/audit/{id}",
                                                                  Permission::auditRead, "One audit entry."};
inline constexpr Endpoint<Nothing, domain::AuditVerification> verifyAudit{"verifyAudit",
                                                                          Method::get,
                                                                          "/v1/audit-verification",
                                                                          Permission::auditRead,
                                                                          "Proves the chain of hashes.",
                                                                          {.cost = Cost::expensive, .perMinute = 60}};

// Metrics
inline constexpr Endpoint<MetricRangeRequest, MetricRange> metricRange{
    "metricRange", Method::get, "/v1/metrics/range", Permission::metricsRead, "Series over a range of time."};
inline constexpr Endpoint<TenantRequestsRequest, MetricRange> tenantRequests{
    "tenantRequests", Method::get, "/v1/metrics/tenant-requests", Permission::metricsRead,
    "Requests of the last 24 hours by the hour, for several tenants."};
inline constexpr Endpoint<TopTenantsRequest, TopTenants> topTenants{
    "topTenants", Method::get, "/v1/metrics/top-tenants", Permission::platformManage,
    "The tenants with the most requests at a moment."};

// Series of tenants, by name and labels
inline constexpr Endpoint<OtlpMetrics, OtlpMetricsReply> sendMetrics{
    "sendMetrics",
    Method::post,
    "/v1/otlp/v1/metrics",
    Permission::metricsWrite,
    "Takes metrics as OTLP over HTTP sends them, in protobuf or JSON, plain or gzip: series of the caller's tenant.",
    {.maxBodyBytes = 4 * 1024 * 1024, .unelevated = true}};
inline constexpr Endpoint<SeriesRequest, SeriesResult> querySeries{"querySeries",
                                                                   Method::post,
                                                                   "/v1/series/query",
                                                                   Permission::metricsRead,
                                                                   "Values of series over a range of time.",
                                                                   {.cost = Cost::read, .unelevated = true}};
inline constexpr Endpoint<SeriesCatalogRequest, SeriesCatalog> listSeries{
    "listSeries", Method::get, "/v1/series", Permission::metricsRead,
    "Names of metrics, or the labels of one and their values."};
inline constexpr Endpoint<SeriesUsageRequest, SeriesUsage> seriesUsage{
    "seriesUsage", Method::get, "/v1/series/usage", Permission::metricsRead,
    "How many series there are, how many there may be, and what was refused."};
inline constexpr Endpoint<Nothing, Raw> seriesText{"seriesText",
                                                   Method::get,
                                                   "/v1/series/text",
                                                   Permission::metricsRead,
                                                   "The newest value of each series in the Prometheus text format, "
                                                   "with its time and tenant: for a Prometheus to read.",
                                                   {.cost = Cost::expensive}};
inline constexpr Endpoint<Nothing, ScrapeTargets> listScrapeTargets{
    "listScrapeTargets", Method::get, "/v1/scrape-targets", Permission::platformManage,
    "Where the platform fetches series, and how that went; at most 500."};
inline constexpr Endpoint<ById, ScrapeTarget> getScrapeTarget{"getScrapeTarget", Method::get, "/v1/scrape-targets/{id}",
                                                              Permission::platformManage,
                                                              "One scrape target, with its ETag."};
inline constexpr Endpoint<ScrapeTargetDraft, ScrapeTarget> createScrapeTarget{
    "createScrapeTarget",
    Method::post,
    "/v1/scrape-targets",
    Permission::platformManage,
    "An address whose metrics in the Prometheus text format are fetched from now on.",
    {.takesIdempotencyKey = true, .status = 201, .location = "/v1/scrape-targets/{id}"}};
inline constexpr Endpoint<ScrapeTargetChange, ScrapeTarget> changeScrapeTarget{"changeScrapeTarget",
                                                                               Method::put,
                                                                               "/v1/scrape-targets/{id}",
                                                                               Permission::platformManage,
                                                                               "Says all of a scrape target anew.",
                                                                               {.needsIfMatch = true}};
inline constexpr Endpoint<ById, Nothing> deleteScrapeTarget{"deleteScrapeTarget", Method::delete_,
                                                            "/v1/scrape-targets/{id}", Permission::platformManage,
                                                            "Fetches from there no more; what was fetched stays."};

// Logs
inline constexpr Endpoint<OtlpLogs, OtlpLogsReply> sendLogs{
    "sendLogs",
    Method::post,
    "/v1/otlp/v1/logs",
    Permission::logsWrite,
    "Takes log records as OTLP over HTTP sends them, in protobuf or JSON, plain or gzip: of the caller's tenant, or of "
    "those that staff name.",
    {.maxBodyBytes = 4 * 1024 * 1024, .unelevated = true}};
inline constexpr Endpoint<ListRequest, LogPage> listLogs{"listLogs", Method::get, "/v1/logs", Permission::logsRead,
                                                         "Log records in pages, newest first, filtered."};
inline constexpr Endpoint<ById, domain::LogRecord> getLog{"getLog", Method::get, "/v1/logs/{id}", Permission::logsRead,
                                                          "One log record."};
inline constexpr Endpoint<LogContextRequest, LogContext> logContext{"logContext", Method::get, "/v1/logs/{id}/context",
                                                                    Permission::logsRead,
                                                                    "What stands before and after a log record."};
inline constexpr Endpoint<LogExportRequest, Lines> exportLogs{
    "exportLogs",
    Method::get,
    "/v1/logs-export",
    Permission::reportsRun,
    "All log records that a filter finds, oldest first; needs logsRead, too.",
    {.cost = Cost::expensive, .perMinute = 300}};
inline constexpr Endpoint<Nothing, LogState> logState{
    "logState", Method::get, "/v1/logs-state", Permission::platformManage, "How much is kept, and what was dropped."};

// Reports
inline constexpr Endpoint<ReportRun, Lines> runReport{
    "runReport",
    Method::post,
    "/v1/reports/run",
    Permission::reportsRun,
    "Runs a definition: a header line, a line for each row, a closing line with the truth of the result.",
    {.cost = Cost::expensive, .perMinute = 600, .unelevated = true}};
inline constexpr Endpoint<ListRequest, Page<SavedReport>> listReports{
    "listReports", Method::get, "/v1/reports", Permission::reportsRun, "Saved reports that are shared with you."};
inline constexpr Endpoint<ReportDraft, SavedReport> saveReport{
    "saveReport",
    Method::post,
    "/v1/reports",
    Permission::reportsWrite,
    "Saves a new report.",
    {.takesIdempotencyKey = true, .status = 201, .location = "/v1/reports/{id}", .unelevated = true}};
inline constexpr Endpoint<ById, SavedReport> getReport{"getReport", Method::get, "/v1/reports/{id}",
                                                       Permission::reportsRun, "A saved report, with its ETag."};
inline constexpr Endpoint<ReportChange, SavedReport> changeReport{
    "changeReport",          Method::put,
    "/v1/reports/{id}",      Permission::reportsWrite,
    "Saves a report again.", {.needsIfMatch = true, .unelevated = true}};
inline constexpr Endpoint<ById, ReportHistory> reportHistory{
    "reportHistory", Method::get, "/v1/reports/{id}/versions", Permission::reportsRun,
    "The versions of a saved report that the audit log knows."};
inline constexpr Endpoint<ById, Nothing> deleteReport{
    "deleteReport",           Method::delete_,           "/v1/reports/{id}",
    Permission::reportsWrite, "Deletes a saved report.", {.unelevated = true}};
inline constexpr Endpoint<SnapshotRequest, Lines> snapshot{
    "snapshot",
    Method::get,
    "/v1/snapshots/{dataset}",
    Permission::reportsRun,
    "All rows of a dataset that the caller may see, to work with offline.",
    {.cost = Cost::expensive, .perMinute = 300}};
inline constexpr Endpoint<SnapshotRefresh, Lines> refreshSnapshot{
    "refreshSnapshot",
    Method::post,
    "/v1/snapshots/{dataset}",
    Permission::reportsRun,
    "The chosen rows of a dataset in chunks, without those chunks that the caller has.",
    {.maxBodyBytes = 8 * 1024 * 1024, .cost = Cost::expensive, .perMinute = 300, .unelevated = true}};

// Dashboards, for oneself or shared with roles
inline constexpr Endpoint<Nothing, DashboardList> listDashboards{
    "listDashboards", Method::get, "/v1/dashboards", Permission::metricsRead,
    "The caller's dashboards, and those that are shared with them."};
inline constexpr Endpoint<DashboardRequest, Dashboard> getDashboard{
    "getDashboard", Method::get, "/v1/dashboards/{id}", Permission::metricsRead,
    "One dashboard, with its ETag; or an earlier version of it."};
inline constexpr Endpoint<DashboardDraft, Dashboard> createDashboard{
    "createDashboard",
    Method::post,
    "/v1/dashboards",
    Permission::metricsRead,
    "Saves a new dashboard for the caller.",
    {.takesIdempotencyKey = true, .status = 201, .location = "/v1/dashboards/{id}", .unelevated = true}};
inline constexpr Endpoint<DashboardChange, Dashboard> changeDashboard{
    "changeDashboard",
    Method::put,
    "/v1/dashboards/{id}",
    Permission::metricsRead,
    "Saves a dashboard again: its owner, or who has a role that may edit it.",
    {.needsIfMatch = true, .unelevated = true}};
inline constexpr Endpoint<ById, DashboardHistory> dashboardHistory{
    "dashboardHistory", Method::get, "/v1/dashboards/{id}/versions", Permission::metricsRead,
    "The versions of a dashboard that are kept."};
inline constexpr Endpoint<DashboardRevert, Dashboard> revertDashboard{
    "revertDashboard",
    Method::post,
    "/v1/dashboards/{id}/revert",
    Permission::metricsRead,
    "Takes a dashboard back to an earlier version, as a new one.",
    {.needsIfMatch = true, .unelevated = true}};
inline constexpr Endpoint<DashboardSharing, Dashboard> shareDashboard{"shareDashboard",
                                                                      Method::put,
                                                                      "/v1/dashboards/{id}/sharing",
                                                                      Permission::reportsWrite,
                                                                      "Says which roles see and edit an own dashboard.",
                                                                      {.needsIfMatch = true, .unelevated = true}};
inline constexpr Endpoint<ById, Nothing> deleteDashboard{"deleteDashboard",
                                                         Method::delete_,
                                                         "/v1/dashboards/{id}",
                                                         Permission::metricsRead,
                                                         "Deletes an own dashboard, or, with usersWrite, a shared one.",
                                                         {.unelevated = true}};

// Lists: how people look at them, and the groups in them. Whoever may read a list may do this with it.
inline constexpr Endpoint<ListViewsRequest, ListViews> listViews{
    "listViews", Method::get, "/v1/views", Permission::signedIn,
    "The caller's views of a list, and those that are shared with them."};
inline constexpr Endpoint<ById, ListView> getView{"getView", Method::get, "/v1/views/{id}", Permission::signedIn,
                                                  "One view, with its ETag."};
inline constexpr Endpoint<ListViewDraft, ListView> saveView{
    "saveView",
    Method::post,
    "/v1/views",
    Permission::signedIn,
    "Saves a new view of a list, for oneself or shared.",
    {.takesIdempotencyKey = true, .status = 201, .location = "/v1/views/{id}"}};
inline constexpr Endpoint<ListViewChange, ListView> changeView{"changeView",
                                                               Method::put,
                                                               "/v1/views/{id}",
                                                               Permission::signedIn,
                                                               "Saves an own view again, shares it or takes it back.",
                                                               {.needsIfMatch = true}};
inline constexpr Endpoint<ById, Nothing> deleteView{"deleteView", Method::delete_, "/v1/views/{id}",
                                                    Permission::signedIn,
                                                    "Deletes an own view, or, with usersWrite, a shared one."};
inline constexpr Endpoint<GroupsRequest, Groups> countGroups{"countGroups",
                                                             Method::get,
                                                             "/v1/groups",
                                                             Permission::signedIn,
                                                             "How many rows of a list stand in each group of it.",
                                                             {.inSupportAccess = true}};

// Branding
inline constexpr Endpoint<ByTenant, domain::BrandState> getBrand{"getBrand", Method::get, "/v1/brands/{tenantId}",
                                                                 Permission::brandingRead,
                                                                 "A tenant's brand: draft and published."};
inline constexpr Endpoint<BrandDraft, domain::BrandState> saveBrandDraft{"saveBrandDraft",
                                                                         Method::put,
                                                                         "/v1/brands/{tenantId}/draft",
                                                                         Permission::brandingWrite,
                                                                         "Saves the draft. Publishing is a plan.",
                                                                         {.needsIfMatch = true, .unelevated = true}};
inline constexpr Endpoint<ByTenant, domain::BrandState> discardBrandDraft{"discardBrandDraft",
                                                                          Method::delete_,
                                                                          "/v1/brands/{tenantId}/draft",
                                                                          Permission::brandingWrite,
                                                                          "The draft becomes what is published.",
                                                                          {.unelevated = true}};
inline constexpr Endpoint<BrandDraft, Raw> previewSignIn{
    "previewSignIn",
    Method::post,
    "/v1/brands/{tenantId}/preview",
    Permission::brandingRead,
    "The sign-in page as the platform would serve it with this brand.",
    {.unelevated = true}};
inline constexpr Endpoint<ByTenant, Page<domain::BrandVersion>> listBrandVersions{
    "listBrandVersions", Method::get, "/v1/brands/{tenantId}/versions", Permission::brandingRead,
    "What was published, newest first."};

// Jobs
inline constexpr Endpoint<ListRequest, Page<domain::Job>> listJobs{
    "listJobs", Method::get, "/v1/jobs", Permission::signedIn, "Jobs, newest first.", {.inSupportAccess = true}};
inline constexpr Endpoint<ById, domain::Job> cancelJob{
    "cancelJob",
    Method::post,
    "/v1/jobs/{id}/cancel",
    Permission::plansApply,
    "Stops a job after its current step. Who runs reports stops those in their own name.",
    {.otherwise = Permission::reportsRun}};

// Alerts. Rules, silences, objectives and channels are changed by plans.
inline constexpr Endpoint<ListRequest, Page<domain::Alert>> listAlerts{
    "listAlerts", Method::get, "/v1/alerts", Permission::alertsRead,
    "Alerts in pages: pending, firing and resolved, the newest first."};
inline constexpr Endpoint<ById, domain::Alert> getAlert{"getAlert", Method::get, "/v1/alerts/{id}",
                                                        Permission::alertsRead, "One alert."};
inline constexpr Endpoint<ById, AlertHistory> alertHistory{"alertHistory", Method::get, "/v1/alerts/{id}/history",
                                                           Permission::alertsRead,
                                                           "The states that an alert went through."};
inline constexpr Endpoint<Nothing, AlertSummary> alertSummary{
    "alertSummary", Method::get, "/v1/alert-summary", Permission::alertsRead,
    "How many alerts there are, and how rules are evaluated."};
inline constexpr Endpoint<Nothing, SeriesNames> alertSeries{"alertSeries", Method::get, "/v1/alert-series",
                                                            Permission::alertsRead, "The series that rules can ask."};
inline constexpr Endpoint<ListRequest, Page<domain::AlertRule>> listAlertRules{
    "listAlertRules", Method::get, "/v1/alert-rules", Permission::alertsRead, "Rules in pages, with their states."};
inline constexpr Endpoint<ById, domain::AlertRule> getAlertRule{"getAlertRule", Method::get, "/v1/alert-rules/{id}",
                                                                Permission::alertsRead, "One rule."};
inline constexpr Endpoint<ListRequest, Page<domain::Silence>> listSilences{
    "listSilences", Method::get, "/v1/silences", Permission::alertsRead, "Silences in pages, expired ones included."};
inline constexpr Endpoint<ById, domain::Silence> getSilence{"getSilence", Method::get, "/v1/silences/{id}",
                                                            Permission::alertsRead, "One silence."};
inline constexpr Endpoint<ListRequest, Page<domain::Slo>> listSlos{
    "listSlos", Method::get, "/v1/slos", Permission::alertsRead,
    "Service level objectives in pages, with what is left of their error budgets."};
inline constexpr Endpoint<ById, domain::Slo> getSlo{"getSlo", Method::get, "/v1/slos/{id}", Permission::alertsRead,
                                                    "One service level objective."};
inline constexpr Endpoint<ListRequest, Page<domain::AlertChannel>> listAlertChannels{
    "listAlertChannels", Method::get, "/v1/alert-channels", Permission::alertsRead, "Notification channels in pages."};
inline constexpr Endpoint<ById, domain::AlertChannel> getAlertChannel{
    "getAlertChannel", Method::get, "/v1/alert-channels/{id}", Permission::alertsRead, "One notification channel."};
inline constexpr Endpoint<ChannelSecret, domain::AlertChannel> setChannelSecret{
    "setChannelSecret", Method::put, "/v1/alert-channels/{id}/secret", Permission::alertsWrite,
    "Sets what a webhook is signed with. It is kept by the platform and never shown."};
inline constexpr Endpoint<ById, ChannelTest> testAlertChannel{"testAlertChannel",
                                                              Method::post,
                                                              "/v1/alert-channels/{id}/test",
                                                              Permission::alertsWrite,
                                                              "Sends a test message and says what happened.",
                                                              {.perMinute = 20, .unelevated = true}};

// Health. Components and maintenance windows are changed by plans.
inline constexpr Endpoint<ListRequest, Page<domain::Component>> listComponents{
    "listComponents", Method::get, "/v1/components", Permission::alertsRead, "Components in pages, with their states."};
inline constexpr Endpoint<ById, domain::Component> getComponent{"getComponent", Method::get, "/v1/components/{id}",
                                                                Permission::alertsRead, "One component."};
inline constexpr Endpoint<ComponentHistoryRequest, ComponentHistory> componentHistory{
    "componentHistory", Method::get, "/v1/components/{id}/history", Permission::alertsRead,
    "The states that a component went through."};
inline constexpr Endpoint<ById, ComponentUptime> componentUptime{"componentUptime", Method::get,
                                                                 "/v1/components/{id}/uptime", Permission::alertsRead,
                                                                 "How long a component was up, month by month."};
inline constexpr Endpoint<ById, Nothing> sendHeartbeat{
    "sendHeartbeat",
    Method::post,
    "/v1/components/{id}/heartbeat",
    Permission::metricsWrite,
    "A component that is checked by its heartbeat says that it lives.",
    {.unelevated = true}};
inline constexpr Endpoint<Nothing, HealthSummary> healthSummary{
    "healthSummary", Method::get, "/v1/health-summary", Permission::alertsRead,
    "How many components are in which state, and how they are checked."};
inline constexpr Endpoint<UptimeRequest, UptimeReport> uptimeReport{
    "uptimeReport",
    Method::get,
    "/v1/uptime",
    Permission::alertsRead,
    "How long components and tenants were up in a month of UTC, against what was promised.",
    {.cost = Cost::expensive}};
inline constexpr Endpoint<ListRequest, Page<domain::MaintenanceWindow>> listMaintenanceWindows{
    "listMaintenanceWindows", Method::get, "/v1/maintenance-windows", Permission::alertsRead,
    "Maintenance windows in pages, those that are over included."};
inline constexpr Endpoint<ById, domain::MaintenanceWindow> getMaintenanceWindow{
    "getMaintenanceWindow", Method::get, "/v1/maintenance-windows/{id}", Permission::alertsRead,
    "One maintenance window."};

// Schedules of reports are changed by plans.
inline constexpr Endpoint<ListRequest, Page<domain::ReportSchedule>> listReportSchedules{
    "listReportSchedules", Method::get, "/v1/report-schedules", Permission::reportsRun,
    "Schedules of reports in pages, with their next and last runs."};
inline constexpr Endpoint<ById, domain::ReportSchedule> getReportSchedule{
    "getReportSchedule", Method::get, "/v1/report-schedules/{id}", Permission::reportsRun, "One schedule of a report."};
inline constexpr Endpoint<BucketSecret, domain::ReportSchedule> setScheduleSecret{
    "setScheduleSecret", Method::put, "/v1/report-schedules/{id}/secret", Permission::reportsWrite,
    "Sets the secret of the bucket that a schedule delivers to. It is kept by the platform and never shown."};
inline constexpr Endpoint<ById, domain::ReportRun> runReportSchedule{
    "runReportSchedule",
    Method::post,
    "/v1/report-schedules/{id}/run",
    Permission::reportsWrite,
    "Makes the report now, as its owner, and delivers it to those whom the schedule names.",
    {.perMinute = 20, .unelevated = true}};
inline constexpr Endpoint<RunsOfSchedule, Page<domain::ReportRun>> listReportRuns{
    "listReportRuns", Method::get, "/v1/report-schedules/{id}/runs", Permission::reportsRun,
    "The runs of a schedule, the newest first, with what became of them for each recipient."};
inline constexpr Endpoint<ById, domain::ReportRun> getReportRun{"getReportRun", Method::get, "/v1/report-runs/{id}",
                                                                Permission::reportsRun, "One run of a schedule."};
inline constexpr Endpoint<ResendRun, domain::ReportRun> resendReportRun{
    "resendReportRun",
    Method::post,
    "/v1/report-runs/{id}/resend",
    Permission::reportsWrite,
    "Delivers the kept file of a run again: to one recipient, or to all who did not get it.",
    {.perMinute = 20, .unelevated = true}};

inline constexpr std::tuple endpoints{healthLive,
                                      healthReady,
                                      metricsText,
                                      me,
                                      offlineAccess,
                                      listUsers,
                                      getUser,
                                      inviteUser,
                                      changeUser,
                                      resendInvitation,
                                      revokeInvitation,
                                      requestPasswordReset,
                                      changeUserEmail,
                                      changeEmail,
                                      changePassword,
                                      listRoles,
                                      getRole,
                                      createRole,
                                      changeRole,
                                      deleteRole,
                                      find,
                                      listOwnSessions,
                                      endOtherSessions,
                                      listUserSessions,
                                      endUserSessions,
                                      endSession,
                                      getSecondFactor,
                                      beginSecondFactor,
                                      confirmSecondFactor,
                                      renewRecoveryCodes,
                                      disableSecondFactor,
                                      resetSecondFactor,
                                      listApiKeys,
                                      createApiKey,
                                      getApiKey,
                                      revokeApiKey,
                                      requestSupportAccess,
                                      listSupportAccess,
                                      getSupportAccess,
                                      answerSupportAccess,
                                      startSupportAccess,
                                      revokeSupportAccess,
                                      getSupportPolicy,
                                      changeSupportPolicy,
                                      listTenants,
                                      getTenant,
                                      createTenant,
                                      changeTenant,
                                      createPlan,
                                      getPlan,
                                      listPlanChanges,
                                      recalculatePlan,
                                      applyPlan,
                                      getBatch,
                                      listBatchResults,
                                      retryBatch,
                                      getConfiguration,
                                      reportUsage,
                                      listAudit,
                                      getAuditEntry,
                                      verifyAudit,
                                      metricRange,
                                      tenantRequests,
                                      topTenants,
                                      sendMetrics,
                                      querySeries,
                                      listSeries,
                                      seriesUsage,
                                      seriesText,
                                      listScrapeTargets,
                                      getScrapeTarget,
                                      createScrapeTarget,
                                      changeScrapeTarget,
                                      deleteScrapeTarget,
                                      sendLogs,
                                      listLogs,
                                      getLog,
                                      logContext,
                                      exportLogs,
                                      logState,
                                      runReport,
                                      listReports,
                                      saveReport,
                                      getReport,
                                      changeReport,
                                      reportHistory,
                                      deleteReport,
                                      snapshot,
                                      refreshSnapshot,
                                      listDashboards,
                                      getDashboard,
                                      createDashboard,
                                      changeDashboard,
                                      dashboardHistory,
                                      revertDashboard,
                                      shareDashboard,
                                      deleteDashboard,
                                      listViews,
                                      getView,
                                      saveView,
                                      changeView,
                                      deleteView,
                                      countGroups,
                                      getBrand,
                                      saveBrandDraft,
                                      discardBrandDraft,
                                      previewSignIn,
                                      listBrandVersions,
                                      listJobs,
                                      cancelJob,
                                      listAlerts,
                                      getAlert,
                                      alertHistory,
                                      alertSummary,
                                      alertSeries,
                                      listAlertRules,
                                      getAlertRule,
                                      listSilences,
                                      getSilence,
                                      listSlos,
                                      getSlo,
                                      listAlertChannels,
                                      getAlertChannel,
                                      setChannelSecret,
                                      testAlertChannel,
                                      listComponents,
                                      getComponent,
                                      componentHistory,
                                      componentUptime,
                                      sendHeartbeat,
                                      healthSummary,
                                      uptimeReport,
                                      listMaintenanceWindows,
                                      getMaintenanceWindow,
                                      listReportSchedules,
                                      getReportSchedule,
                                      setScheduleSecret,
                                      runReportSchedule,
                                      listReportRuns,
                                      getReportRun,
                                      resendReportRun};

}  // namespace steward::contract

// What can be set, in the order file < environment (STEWARD_…) < flags. Each setting is a member here; its name in the
// file is the member's ("http.maxConnections" is a member of the object "http"), in the environment
// STEWARD_HTTP_MAX_CONNECTIONS.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/json.h"

namespace steward::kernel {

struct HttpConfig {
    std::int64_t maxConnections = 4096;
    std::int64_t maxHeaderCount = 100;
    std::int64_t maxHeaderBytes = 16 * 1024;
    std::int64_t maxTargetBytes = 8 * 1024;
    std::int64_t headerTimeoutMs = 10'000;     // from the first byte of a request to the end of its headers
    std::int64_t bodyTimeoutMs = 30'000;       // for a body, and a second more for each 16 KiB of it
    std::int64_t idleTimeoutMs = 75'000;       // between requests
    std::int64_t handshakeTimeoutMs = 10'000;  // from the connection to the end of the TLS handshake
    std::int64_t requestTimeoutMs = 60'000;    // for a handler that does not stream; less where its endpoint says so
    std::int64_t streamTimeoutMs = 600'000;    // for one that does
    std::int64_t writeTimeoutMs = 30'000;      // for the client to take a piece of a reply
    std::int64_t drainDelayMs = 0;             // after SIGTERM: not ready any more, and still serving
    std::int64_t drainTimeoutMs = 10'000;      // for requests in flight after SIGTERM
    std::int64_t compressFromBytes = 1024;     // replies of at least so many bytes, for clients that take gzip; 0: none
    std::string corsOrigins;     // list: "https://admin.example.com"; pages of others may not read replies
    std::string trustedProxies;  // list of addresses and ranges: "10.0.0.0/8, 192.168.1.7"
    std::string forwardedHeader = "X-Forwarded-For";  // which those proxies set: this or Forwarded, never both
};
STEWARD_DESCRIBE(HttpConfig,
                 (maxConnections, maxHeaderCount, maxHeaderBytes, maxTargetBytes, headerTimeoutMs, bodyTimeoutMs,
                  idleTimeoutMs, handshakeTimeoutMs, requestTimeoutMs, streamTimeoutMs, writeTimeoutMs, drainDelayMs,
                  drainTimeoutMs, compressFromBytes, corsOrigins, trustedProxies, forwardedHeader))

// PEM files; both or none. They are read again on SIGHUP and when they change.
struct TlsConfig {
    std::string certificate;  // with the intermediate certificates behind it
    std::string key;
};
STEWARD_DESCRIBE(TlsConfig, (certificate, key))

// Quotas for each minute, all of which may be spent at once. A read takes 1, a write 5, a report or plan 20.
struct LimitsConfig {
    std::string mode = "process";             // off, process (each node counts for itself), redis (all nodes together)
    std::int64_t userPerMinute = 12'000;      // of one user
    std::int64_t keyPerMinute = 6'000;        // of one API key, beside that of its user
    std::int64_t tenantPerMinute = 60'000;    // of all users of a tenant
    std::int64_t addressPerMinute = 6'000;    // of one client address, for what needs no sign-in
    std::int64_t credentialsPerMinute = 300;  // sign-ins, tokens and resets from one address, one each
    std::int64_t wrongTokensPerMinute = 300;  // from one address; beyond it no token is looked at
    std::int64_t buckets = 65'536;            // callers that are remembered; 16 bytes each
};
STEWARD_DESCRIBE(LimitsConfig, (mode, userPerMinute, keyPerMinute, tenantPerMinute, addressPerMinute,
                                credentialsPerMinute, wrongTokensPerMinute, buckets))

// When the platform is too slow, it answers 503 at once to what weighs most.
struct LoadConfig {
    std::int64_t targetMs = 200;            // how long a database task may wait; 0: nothing is turned away
    std::int64_t intervalMs = 500;          // for so long it must be exceeded before more is turned away
    std::int64_t expensiveAtOnce = 0;       // what weighs most and does not stream; 0: databaseReaders - 1, at least 1
    std::int64_t streamsAtOnce = 8;         // reports and snapshots
    std::int64_t expensiveWaiting = 64;     // of each of the two, in line for a place
    std::int64_t expensiveWaitMs = 10'000;  // and so long at most
};
STEWARD_DESCRIBE(LoadConfig, (targetMs, intervalMs, expensiveAtOnce, streamsAtOnce, expensiveWaiting, expensiveWaitMs))

struct FeedConfig {
    std::int64_t flushMs = 10;  // events are gathered this long and sent as one frame
    std::int64_t pingMs = 15'000;
    std::int64_t deadMs = 30'000;
    std::int64_t maxQueueBytes = 4 << 20;       // what a slow reader may be behind, each topic
    std::int64_t slowReaderBytes = 128 * 1024;  // behind so much of a sampled topic, it gets fewer values
};
STEWARD_DESCRIBE(FeedConfig, (flushMs, pingMs, deadMs, maxQueueBytes, slowReaderBytes))

// PostgreSQL instead of the database in the data folder.
struct DatabaseConfig {
    std::string url;                // "postgresql://steward_app@db1,db2/steward"; empty: the data folder
    std::string password;           // secret: file or environment only
    std::string migrationUrl;       // of the role that owns the schema; with it, stewardd migrates when it starts
    std::string migrationPassword;  // secret
    std::string reportUrl;          // of a replica that reports and snapshots read; empty: as `url`
    std::int64_t connections = 4;   // for reading, and as many for writing
    std::int64_t statementTimeoutMs = 30'000;
    std::int64_t reportTimeoutMs = 600'000;
};
STEWARD_DESCRIBE(DatabaseConfig, (url, password, migrationUrl, migrationPassword, reportUrl, connections,
                                  statementTimeoutMs, reportTimeoutMs))

// Whole months that are kept besides the present one; what is older is removed once a day. 0: everything is kept.
struct RetentionConfig {
    std::int64_t auditMonths = 0;
    std::int64_t usageMonths = 0;
};
STEWARD_DESCRIBE(RetentionConfig, (auditMonths, usageMonths))

// How long a removed tenant can be restored. Then it is purged, with everything of it but the audit log.
struct TenancyConfig {
    std::int64_t retentionDays = 30;
};
STEWARD_DESCRIBE(TenancyConfig, (retentionDays))

// How mails go out. Without `url` none do: invitations then give their link to whoever invites.
struct MailConfig {
    std::string url;   // "smtp://mail.example:587" or "smtps://mail.example:465"
    std::string from;  // address
    std::string user;
    std::string password;          // secret: file or environment only
    std::string tls = "required";  // required: STARTTLS, or TLS from the start with smtps; none: never, and no password
    std::string caFile;            // trusted certificates (PEM); those of the system when empty
    std::int64_t timeoutSeconds = 60;    // for one attempt
    std::int64_t firstRetryMs = 30'000;  // then twice as long each time, at most six hours
    std::int64_t maxAttempts = 16;       // about three days
};
STEWARD_DESCRIBE(MailConfig, (url, from, user, password, tls, caFile, timeoutSeconds, firstRetryMs, maxAttempts))

struct PasswordsConfig {
    std::string breachList;  // file of known passwords: SHA-1 in hexadecimal, a colon, a count, sorted
};
STEWARD_DESCRIBE(PasswordsConfig, (breachList))
// Shared by the nodes of one platform; nothing is kept there that cannot be lost.
struct RedisConfig {
    std::string url;                 // redis://host:6379/0, rediss:// with TLS; empty: there is no Redis
    std::string user;                // of the access control list; empty: the default user
    std::string password;            // secret: file or environment only
    std::string prefix = "steward";  // of all names, for several platforms in one Redis
    std::int64_t timeoutMs = 1000;   // for a connection and for each answer
    std::string caFile;              // trusted certificates (PEM); those of the system when empty
};
STEWARD_DESCRIBE(RedisConfig, (url, user, password, prefix, timeoutMs, caFile))
// Traces and metrics for a collector (OTLP over HTTP). Off without an endpoint.
struct TelemetryConfig {
    std::string endpoint;             // "http://collector:4318": /v1/traces and /v1/metrics come after it
    std::string headers;              // secret, file or environment only: "authorization=Bearer%20…,x-scope=…"
    double sampleRatio = 1.0;         // of traces that begin here, 0 to 1; others are sampled as where they began
    std::int64_t intervalMs = 5'000;  // finished spans are sent together, at least so often
    std::int64_t metricsIntervalMs = 60'000;
    std::int64_t maxQueuedSpans = 8'192;  // more are dropped, and counted
};
STEWARD_DESCRIBE(TelemetryConfig, (endpoint, headers, sampleRatio, intervalMs, metricsIntervalMs, maxQueuedSpans))

// Series that tenants send and that are scraped (platform/series). Those of one tenant are kept apart from all others.
struct MetricsConfig {
    std::string prometheus;        // "http://prometheus:9090": answers queries instead of the platform itself
    std::string prometheusSecret;  // secret: file or environment only
    // The label that names the tenant there; the platform's own series lack it.
    std::string tenantLabel = "steward_tenant";
    std::int64_t seriesPerTenant = 10'000;  // that had a sample in the last 24 hours
    std::int64_t seriesPerMetric = 2'000;   // of one tenant
    std::int64_t seriesInAll = 200'000;
    std::int64_t labelsPerSeries = 30;
    std::int64_t labelValueBytes = 256;
    std::int64_t tenSecondHours = 24;  // how long steps of ten seconds, a minute and an hour are kept
    std::int64_t minuteDays = 30;
    std::int64_t hourDays = 365;
    bool scrape = true;  // fetch from the scrape targets; one node does
};
STEWARD_DESCRIBE(MetricsConfig,
                 (prometheus, prometheusSecret, tenantLabel, seriesPerTenant, seriesPerMetric, seriesInAll,
                  labelsPerSeries, labelValueBytes, tenSecondHours, minuteDays, hourDays, scrape))

// What the platform keeps of logs: those that arrive over OTLP, and its own lines and requests.
struct LogsConfig {
    std::int64_t retentionDays = 14;    // what is older is removed, and not taken in
    std::int64_t maxMegabytes = 1'024;  // of text; beyond it the oldest are removed
    std::string requests = "changes";   // off, failures (5xx), changes (what is no read, and failures), all
    bool own = true;                    // whether the platform's own lines are kept, too
    std::int64_t maxWaiting = 50'000;   // records that wait to be written; more are refused or dropped, and counted
    std::int64_t searchMs = 1'500;      // what one search may take before it says how far it came
};
STEWARD_DESCRIBE(LogsConfig, (retentionDays, maxMegabytes, requests, own, maxWaiting, searchMs))

// A program that may ask people to sign in, besides Steward's own. In the file only.
struct ClientConfig {
    std::string id;
    std::string name;
    std::vector<std::string> redirectUris;  // https, compared as a whole
    std::string backchannelLogoutUri;       // https or loopback; told when a session ends
};
STEWARD_DESCRIBE(ClientConfig, (id, name, redirectUris, backchannelLogoutUri))

struct IdentityConfig {
    std::string requireSecondFactor = "none";  // none, staff, everybody: led to enrolment when they sign in
    std::int64_t signingKeyDays = 90;          // a key signs for so long, then the next one does
    // In production people change things for so long after they proved who they are.
    std::int64_t elevationMinutes = 15;
    std::vector<ClientConfig> clients;
};
STEWARD_DESCRIBE(IdentityConfig, (requireSecondFactor, signingKeyDays, elevationMinutes, clients))

// Another OpenID Connect issuer, whose people come in beside those of the built-in one (identity/external_source.h).
// Lists have commas.
struct OidcConfig {
    std::string issuer;                                   // "https://id.example/realms/acme"; empty: there is none
    std::string clients = "steward-console, stewardctl";  // our programs there; NAME=ID when it has other ids
    std::string audience;                                 // that access tokens must name; empty: one of the clients
    std::string scope = "openid profile email";           // that our programs ask for
    std::string roleClaims = "realm_access.roles, groups";
    std::string roles =  // NAME=ROLE, or NAME=custom:ROLE, a custom one of the person's tenant
        "steward-operator=platformOperator, steward-support=support, steward-billing=billing, steward-auditor=auditor, "
        "steward-owner=owner, steward-admin=admin, steward-analyst=analyst, steward-viewer=viewer";
    std::string tenantClaims = "tenant, organization, groups";
    std::string tenantGroups = "/tenants/";  // groups below are tenants
    std::string secondFactors = "mfa, otp";  // of its acr and amr: that there was a second factor
    std::string caFile;                      // PEM; certificates of the system when empty
    std::int64_t clockSkewSeconds = 30;
    std::int64_t keysRefreshSeconds = 30;  // at most this often for a key that is not known
};
STEWARD_DESCRIBE(OidcConfig, (issuer, clients, audience, scope, roleClaims, roles, tenantClaims, tenantGroups,
                              secondFactors, caFile, clockSkewSeconds, keysRefreshSeconds))

// The Admin API of a Keycloak that is that issuer: users are invited, stopped and signed out through it.
struct KeycloakConfig {
    std::string adminUrl;  // "https://id.example"; empty: users are managed in Keycloak itself
    std::string realm;
    std::string clientId = "steward-admin";
    std::string clientSecret;  // secret: file or environment only
    // While users are listed, people who have never signed in are looked for so often; 0: never.
    std::int64_t importSeconds = 300;
};
STEWARD_DESCRIBE(KeycloakConfig, (adminUrl, realm, clientId, clientSecret, importSeconds))

// Rules of alerts.
struct AlertsConfig {
    std::int64_t intervalMs = 15'000;  // between rounds of evaluation
};
STEWARD_DESCRIBE(AlertsConfig, (intervalMs))

// Checks of components.
struct HealthConfig {
    std::int64_t intervalMs = 5'000;  // between rounds: no check is made more often
};
STEWARD_DESCRIBE(HealthConfig, (intervalMs))

// How much a report may be.
struct ReportsConfig {
    std::int64_t mostRows =
        5'000'000;  // of rows behind groups, in a file or a stream: more is refused before the first one
    std::int64_t mostCells = 1'000'000;  // of a table, which is in memory
    std::int64_t replicaLagMs = 10'000;  // a replica that is further behind is not read (database.reportUrl)
    std::int64_t cacheMegabytes = 64;    // of results that are kept while their data does not change; 0: none
    std::int64_t snapshotDays = 30;      // a snapshot removes itself so long after it was last refreshed
};
STEWARD_DESCRIBE(ReportsConfig, (mostRows, mostCells, replicaLagMs, cacheMegabytes, snapshotDays))

// Scheduled reports.
struct SchedulesConfig {
    std::int64_t intervalMs = 5'000;               // between rounds in which what is due is noticed
    std::string folder;                            // below which reports are delivered to folders; empty: to none
    std::int64_t mostAttachmentKilobytes = 8'192;  // a larger file is not attached: a mail has a link to it
    std::int64_t mostResultMegabytes = 256;        // a larger file is refused
    std::int64_t keepDays = 7;                     // the file of a run, for links and for delivering it again
    std::int64_t firstRetryMs = 30'000;            // then twice as long each time
    std::string pdfProgram;                        // steward, which makes PDF; empty: the one beside stewardd
};
STEWARD_DESCRIBE(SchedulesConfig,
                 (intervalMs, folder, mostAttachmentKilobytes, mostResultMegabytes, keepDays, firstRetryMs, pdfProgram))

struct Config {
    std::string address = "127.0.0.1";
    std::int64_t port = 8471;  // 0: any free one
    std::string publicUrl;     // as browsers and consoles reach it; "http://address:port" unless told
    std::string dataFolder;    // database and keys; created with mode 0700
    std::string keyFile;  // the platform's key, the same for all nodes; platform.key in the data folder unless told
    std::string platformName = "Local platform";
    std::string environment = "local";  // local, staging, production
    std::string region = "local";
    std::string logLevel = "info";  // debug, info, warning, error, off
    std::string logFile;            // standard error when empty
    std::int64_t databaseReaders = 2;
    std::int64_t planLifetimeSeconds = 900;  // a plan is applied within so long, or computed again
    std::string bootstrapEmail;              // first operator, made when there are no users
    std::string bootstrapPassword;           // secret: file or environment only
    DatabaseConfig database;
    HttpConfig http;
    TlsConfig tls;
    LimitsConfig limits;
    LoadConfig load;
    FeedConfig feed;
    IdentityConfig identity;
    OidcConfig oidc;
    KeycloakConfig keycloak;
    MailConfig mail;
    PasswordsConfig passwords;
    RetentionConfig retention;
    TenancyConfig tenancy;
    RedisConfig redis;
    TelemetryConfig telemetry;
    MetricsConfig metrics;
    LogsConfig logs;
    AlertsConfig alerts;
    HealthConfig health;
    ReportsConfig reports;
    SchedulesConfig schedules;
};
STEWARD_DESCRIBE(Config, (address, port, publicUrl, dataFolder, keyFile, platformName, environment, region, logLevel,
                          logFile, databaseReaders, planLifetimeSeconds, bootstrapEmail, bootstrapPassword, database,
                          http, tls, limits, load, feed, identity, oidc, keycloak, mail, passwords, retention, tenancy,
                          redis, telemetry, metrics, logs, alerts, health, reports, schedules))

// Flags of the command line that are no settings: file descriptors inherited from the program that starts this one.
struct Inherited {
    int readyFd = -1;      // gets one line {"port":…,"pid":…} once requests are served
    int localJoinFd = -1;  // one-time secret of the console, read by identity
};

// The members of a setting that is a list, separated by commas or spaces.
std::vector<std::string> membersOf(std::string_view list);

using Settings = std::map<std::string, std::string>;  // "http.maxConnections" -> "10"

// Those STEWARD_* of the process that name a setting.
Settings environmentSettings();
// Reads the file (none when empty) and lays the settings over it. ErrorCode::invalid with an error for each field that
// is unknown, of the wrong type or out of its range.
Result<Config> loadConfig(const std::string& file, const Settings& environment, const Settings& flags);
// As a document without secrets, indented, for --check-config.
std::string describeConfig(const Config& config);

}  // namespace steward::kernel

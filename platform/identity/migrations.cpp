#include "identity/migrations.h"

namespace steward::identity {
namespace {

constexpr std::string_view credentials = R"sql(
CREATE TABLE credentials (
    user_id TEXT PRIMARY KEY,
    password_hash TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE TABLE local_operator (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    user_id TEXT NOT NULL
);
CREATE TABLE signing_keys (
    kid TEXT PRIMARY KEY,
    sealed TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    retired_at BIGINT
);
)sql";

// Codes and refresh tokens are there as hashes only. A code keeps the session it was redeemed for, so that its reuse
// ends what came of it.
constexpr std::string_view sessions = R"sql(
CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    tenant_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT,
    end_reason TEXT
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_tenant ON sessions (tenant_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE TABLE authorization_codes (
    code_hash TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    scope TEXT NOT NULL,
    nonce TEXT,
    code_challenge TEXT NOT NULL,
    keep_signed_in INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    session_id TEXT
);
CREATE INDEX authorization_codes_by_expiry ON authorization_codes (expires_at);
CREATE TABLE refresh_tokens (
    token_hash TEXT PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);
)sql";

// Of the platform where tenant_id is empty, as users are.
constexpr std::string_view customRoles = R"sql(
CREATE TABLE custom_roles (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    permissions TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX custom_roles_by_name ON custom_roles (tenant_id, name);
)sql";

// Links in mails that are good once: invitations, password resets, changes of an e-mail address. Only their hashes.
constexpr std::string_view accountLinks = R"sql(
CREATE TABLE account_links (
    token_hash TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    user_id TEXT NOT NULL,
    tenant_id TEXT NOT NULL,
    email TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX account_links_by_user ON account_links (user_id, purpose);
CREATE INDEX account_links_by_expiry ON account_links (expires_at);
)sql";

// Numbered after the table, which is tenancy's.
// What removed users were, and since when.
constexpr std::string_view usersRemoved = R"sql(
ALTER TABLE users ADD COLUMN removed_at BIGINT;
ALTER TABLE users ADD COLUMN status_before TEXT;
CREATE INDEX users_by_removal ON users (removed_at) WHERE removed_at IS NOT NULL;
)sql";

constexpr std::string_view usersWithRoles = R"sql(
ALTER TABLE users ADD COLUMN custom_role_id TEXT;
ALTER TABLE users ADD COLUMN identity_source TEXT;
CREATE INDEX users_by_custom_role ON users (custom_role_id);
CREATE INDEX users_by_role ON users (tenant_id, role, status);
)sql";

// How and where people proved who they are. Until then that was the password, at the start of the session.
constexpr std::string_view proofs = R"sql(
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN methods TEXT NOT NULL DEFAULT 'pwd';
ALTER TABLE sessions ADD COLUMN authenticated_at BIGINT NOT NULL DEFAULT 0;
UPDATE sessions SET authenticated_at = created_at;
ALTER TABLE authorization_codes ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE authorization_codes ADD COLUMN methods TEXT NOT NULL DEFAULT 'pwd';
ALTER TABLE authorization_codes ADD COLUMN authenticated_at BIGINT NOT NULL DEFAULT 0;
)sql";

// Secrets are there as hashes only, those of authenticators sealed.
constexpr std::string_view apiKeys = R"sql(
CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    name TEXT NOT NULL,
    permissions TEXT NOT NULL,
    secret_hash TEXT NOT NULL UNIQUE,
    hint TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    last_used_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX api_keys_by_tenant ON api_keys (tenant_id, created_at);
CREATE INDEX api_keys_by_creator ON api_keys (created_by);
CREATE INDEX api_keys_by_revocation ON api_keys (revoked_at);
)sql";

constexpr std::string_view secondFactors = R"sql(
CREATE TABLE second_factors (
    user_id TEXT PRIMARY KEY,
    sealed TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    last_step BIGINT NOT NULL
);
CREATE TABLE recovery_codes (
    code_hash TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    used_at BIGINT
);
CREATE INDEX recovery_codes_by_user ON recovery_codes (user_id);
)sql";

// By hashes of accounts and addresses.
constexpr std::string_view attempts = R"sql(
CREATE TABLE sign_in_attempts (
    key_hash TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX sign_in_attempts_by_time ON sign_in_attempts (at);
)sql";

constexpr std::string_view devices = R"sql(
CREATE TABLE device_grants (
    device_hash TEXT PRIMARY KEY,
    user_hash TEXT NOT NULL UNIQUE,
    client_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    device TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    polled_at BIGINT NOT NULL,
    interval_seconds BIGINT NOT NULL,
    user_id TEXT,
    methods TEXT NOT NULL,
    authenticated_at BIGINT NOT NULL
);
CREATE INDEX device_grants_by_expiry ON device_grants (expires_at);
)sql";

// A key is published before it signs.
constexpr std::string_view keyTimes = R"sql(
ALTER TABLE signing_keys ADD COLUMN signs_from BIGINT NOT NULL DEFAULT 0;
UPDATE signing_keys SET signs_from = created_at;
)sql";

constexpr std::string_view boundSessions = R"sql(
ALTER TABLE sessions ADD COLUMN dpop_key TEXT NOT NULL DEFAULT '';
)sql";

// People of another issuer. `notBefore` in seconds; names of sessions and logouts are kept as long as tokens for them
// may come.
constexpr std::string_view externalPeople = R"sql(
CREATE TABLE external_identities (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    tenant_id TEXT NOT NULL,
    user_id TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    not_before BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject, tenant_id)
);
CREATE TABLE external_sessions (
    issuer TEXT NOT NULL,
    sid TEXT NOT NULL,
    session_id TEXT NOT NULL,
    PRIMARY KEY (issuer, sid, session_id)
);
CREATE INDEX external_sessions_by_session ON external_sessions (session_id);
CREATE TABLE external_logouts (
    issuer TEXT NOT NULL,
    sid TEXT NOT NULL,
    ended_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, sid)
);
CREATE TABLE external_logout_tokens (
    token_hash TEXT PRIMARY KEY,
    seen_at BIGINT NOT NULL
);
)sql";

// A token is there as a hash only. What is open ends by itself with its time and with the session that asked for it.
constexpr std::string_view supportAccess = R"sql(
CREATE TABLE support_access (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    tenant_name TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    staff_name TEXT NOT NULL,
    session_id TEXT NOT NULL DEFAULT '',
    user_id TEXT,
    user_name TEXT,
    role TEXT NOT NULL,
    permissions TEXT NOT NULL,
    reason TEXT NOT NULL,
    minutes BIGINT NOT NULL,
    state TEXT NOT NULL,
    requested_at BIGINT NOT NULL,
    answered_by TEXT,
    answered_by_name TEXT,
    answered_at BIGINT,
    started_at BIGINT,
    ended_by TEXT,
    ended_by_name TEXT,
    ended_at BIGINT,
    expires_at BIGINT NOT NULL,
    token_hash TEXT UNIQUE
);
CREATE INDEX support_access_by_tenant ON support_access (tenant_id, requested_at);
CREATE INDEX support_access_by_staff ON support_access (staff_id, requested_at);
CREATE TABLE support_policies (
    tenant_id TEXT PRIMARY KEY,
    consent TEXT NOT NULL,
    version BIGINT NOT NULL
);
)sql";

// Logs were read with the audit log, and sent by those who report usage.
constexpr std::string_view logPermissions = R"sql(
UPDATE custom_roles SET permissions = replace(permissions, '"auditRead"', '"auditRead","logsRead"');
UPDATE custom_roles SET permissions = replace(permissions, '"usageWrite"', '"usageWrite","logsWrite"');
UPDATE api_keys SET permissions = replace(permissions, '"auditRead"', '"auditRead","logsRead"');
UPDATE api_keys SET permissions = replace(permissions, '"usageWrite"', '"usageWrite","logsWrite"');
UPDATE support_access SET permissions = replace(permissions, '"auditRead"', '"auditRead","logsRead"');
)sql";

}  // namespace

const kernel::MigrationList& migrations() {
    static const kernel::MigrationList list{{100, "identity: credentials and keys", credentials},
                                            {101, "identity: sessions, codes and refresh tokens", sessions},
                                            {110, "identity: custom roles", customRoles},
                                            {111, "identity: links in mails", accountLinks},
                                            {290, "identity: users with custom roles", usersWithRoles},
                                            {291, "identity: what removed users were", usersRemoved},
                                            {120, "identity: how and where people signed in", proofs},
                                            {121, "identity: API keys", apiKeys},
                                            {122, "identity: second factors", secondFactors},
                                            {123, "identity: sign-in attempts", attempts},
                                            {124, "identity: devices that ask to be signed in", devices},
                                            {125, "identity: signing keys that are known ahead", keyTimes},
                                            {126, "identity: sessions bound to a key", boundSessions},
                                            {130, "identity: support access", supportAccess},
                                            {140, "identity: people of another issuer", externalPeople},
                                            {141, "identity: permissions of logs", logPermissions}};
    return list;
}

}  // namespace steward::identity

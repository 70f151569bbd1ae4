#include "alerts/migrations.h"

namespace steward::alerts {
namespace {

// tenant_id is empty for what belongs to the platform.
constexpr std::string_view tables = R"sql(
CREATE TABLE alert_rules (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    enabled BIGINT NOT NULL,
    severity TEXT NOT NULL,
    labels TEXT NOT NULL,
    condition TEXT NOT NULL,
    for_ms BIGINT NOT NULL,
    keep_firing_ms BIGINT NOT NULL,
    no_data TEXT NOT NULL,
    silenced_until BIGINT,
    removed BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    alerts BIGINT NOT NULL,
    evaluated_at BIGINT,
    problem TEXT NOT NULL
);
CREATE INDEX alert_rules_by_name ON alert_rules (tenant_id, name, id);

CREATE TABLE silences (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    name TEXT NOT NULL,
    comment TEXT NOT NULL,
    matchers TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    removed BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    created_by TEXT NOT NULL
);
CREATE INDEX silences_by_name ON silences (tenant_id, name, id);
CREATE INDEX silences_by_end ON silences (ends_at);

CREATE TABLE slos (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    indicator TEXT NOT NULL,
    objective DOUBLE PRECISION NOT NULL,
    period_days BIGINT NOT NULL,
    removed BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    budget TEXT
);
CREATE INDEX slos_by_name ON slos (tenant_id, name, id);

CREATE TABLE alert_channels (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    enabled BIGINT NOT NULL,
    recipients TEXT NOT NULL,
    url TEXT NOT NULL,
    matchers TEXT NOT NULL,
    group_by TEXT NOT NULL,
    group_wait_ms BIGINT NOT NULL,
    group_interval_ms BIGINT NOT NULL,
    repeat_interval_ms BIGINT NOT NULL,
    send_resolved BIGINT NOT NULL,
    removed BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    has_secret BIGINT NOT NULL,
    last TEXT,
    sealed_secret TEXT
);
CREATE INDEX alert_channels_by_name ON alert_channels (tenant_id, name, id);

CREATE TABLE alerts (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    rule_id TEXT NOT NULL,
    rule_name TEXT NOT NULL,
    severity TEXT NOT NULL,
    state TEXT NOT NULL,
    labels TEXT NOT NULL,
    value DOUBLE PRECISION,
    summary TEXT NOT NULL,
    active_since BIGINT NOT NULL,
    fired_at BIGINT,
    resolved_at BIGINT,
    silenced_by TEXT,
    series_key TEXT NOT NULL
);
CREATE INDEX alerts_by_time ON alerts (tenant_id, active_since, id);
CREATE INDEX alerts_by_state ON alerts (state, resolved_at);
CREATE INDEX alerts_by_rule ON alerts (rule_id, active_since);

CREATE TABLE alert_transitions (
    tenant_id TEXT NOT NULL,
    alert_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    value DOUBLE PRECISION,
    note TEXT NOT NULL
);
CREATE INDEX alert_transitions_by_alert ON alert_transitions (alert_id, at);

-- What a channel was told of a group of alerts.
CREATE TABLE alert_groups (
    tenant_id TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    group_key TEXT NOT NULL,
    since BIGINT NOT NULL,
    sent_at BIGINT,
    told TEXT NOT NULL,
    messages BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    PRIMARY KEY (channel_id, group_key)
);

-- One row: of the definitions, a number that grows with each change; and how the last round of evaluation went.
CREATE TABLE alert_evaluation (
    id BIGINT PRIMARY KEY,
    revision BIGINT NOT NULL,
    interval_ms BIGINT NOT NULL,
    started_at BIGINT,
    took_ms BIGINT NOT NULL,
    late_ms BIGINT NOT NULL,
    missed BIGINT NOT NULL,
    rules BIGINT NOT NULL,
    problems BIGINT NOT NULL
);
INSERT INTO alert_evaluation (id, revision, interval_ms, took_ms, late_ms, missed, rules, problems)
    VALUES (1, 1, 0, 0, 0, 0, 0, 0);
)sql";

}  // namespace

const kernel::MigrationList& migrations() {
    static const kernel::MigrationList list{{1500, "alerts: rules, silences, objectives, channels, alerts", tables}};
    return list;
}

}  // namespace steward::alerts

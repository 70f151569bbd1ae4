#include "report/list_dataset.h"

#include <algorithm>

namespace steward::report {
namespace {

using enum FieldType;

Field dimension(std::string name, std::string title, FieldType type, std::string sql,
                std::vector<std::string> values = {}) {
    return {.name = std::move(name),
            .title = std::move(title),
            .type = type,
            .values = std::move(values),
            .sql = std::move(sql)};
}

Field search(std::string sql) {
    Field field = dimension("search", "Search", text, std::move(sql));
    field.role = Role::filter;
    return field;
}

// What was deleted is in no list unless it is asked for.
Field life(std::string sql, std::vector<std::string> values) {
    values.emplace_back("removed");
    Field field = dimension("status", "Status", enumeration, "CASE WHEN t.removed = 1 THEN 'removed' " + sql + " END",
                            std::move(values));
    field.hidden = "removed";
    field.shown = "t.removed = 0";
    return field;
}

const std::vector<std::string> severities{"info", "warning", "critical"};
const std::vector<std::string> states{"inactive", "pending", "firing", "resolved"};

Dataset made(std::string name, std::string title, std::string table, std::vector<Field> fields) {
    fields.push_back(dimension("id", "Id", text, "t.id"));
    fields.push_back(dimension("tenantId", "Tenant id", text, "t.tenant_id"));
    return {std::move(name), std::move(title), std::move(table), "t.tenant_id", "t.id", {}, std::move(fields)};
}

// Too many to be counted in groups. Their time is the upper part of their place (domain/log_record.h).
Dataset logs() {
    Dataset dataset{
        "logs",
        "Log records",
        "log_records t",
        "t.tenant_id",
        "t.place",
        {},
        {dimension("id", "Record id", text, "t.place"), dimension("time", "Time", dateTime, "(t.place / 2097152)"),
         dimension("severity", "Severity", enumeration, "t.severity",
                   {"trace", "debug", "info", "warning", "error", "fatal"}),
         dimension("service", "Service", text, "t.service"), dimension("body", "Text", text, "t.body"),
         dimension("tenantId", "Tenant id", text, "t.tenant_id"), dimension("traceId", "Trace id", text, "t.trace_id"),
         dimension("spanId", "Span id", text, "t.span_id"), dimension("attribute", "Attribute", text, "t.attributes"),
         search("(t.body || ' ' || t.words)")}};
    for (auto& field : dataset.fields)
        field.role = Role::filter;
    return dataset;
}

std::vector<Dataset> lists() {
    const Field name = dimension("name", "Name", text, "t.name");
    const Field changedAt = dimension("changedAt", "Changed", dateTime, "t.changed_at");
    Field silenced = dimension("silenced", "Silenced", enumeration,
                               "CASE WHEN t.silenced_by IS NULL THEN 'no' ELSE 'yes' END", {"no", "yes"});
    return {
        made("alerts", "Alerts", "alerts t",
             {dimension("name", "Alert", text, "t.rule_name"), dimension("ruleId", "Rule id", text, "t.rule_id"),
              dimension("severity", "Severity", enumeration, "t.severity", severities),
              dimension("state", "State", enumeration, "t.state", states), std::move(silenced),
              dimension("labels", "Labels", text, "t.labels"),
              dimension("activeSince", "Active since", dateTime, "t.active_since"),
              dimension("firedAt", "Fired", dateTime, "t.fired_at"),
              dimension("resolvedAt", "Resolved", dateTime, "t.resolved_at"),
              search("(t.rule_name || ' ' || t.summary || ' ' || t.labels || ' ' || t.id)")}),
        made("alertRules", "Alert rules", "alert_rules t",
             {name, dimension("severity", "Severity", enumeration, "t.severity", severities),
              dimension("state", "State", enumeration, "t.state", states),
              life("WHEN t.enabled = 0 THEN 'off' ELSE 'on'", {"on", "off"}),
              dimension("labels", "Labels", text, "t.labels"),
              dimension("silencedUntil", "Silenced until", dateTime, "t.silenced_until"), changedAt,
              search("(t.name || ' ' || t.description || ' ' || t.labels || ' ' || t.condition || ' ' || t.id)")}),
        made("silences", "Silences", "silences t",
             {name, life("ELSE 'kept'", {"kept"}), dimension("startsAt", "Starts", dateTime, "t.starts_at"),
              dimension("endsAt", "Ends", dateTime, "t.ends_at"),
              dimension("createdBy", "Created by", text, "t.created_by"), changedAt,
              search("(t.name || ' ' || t.comment || ' ' || t.matchers || ' ' || t.id)")}),
        made("slos", "Service level objectives", "slos t",
             {name, life("ELSE 'kept'", {"kept"}), changedAt,
              search("(t.name || ' ' || t.description || ' ' || t.indicator || ' ' || t.id)")}),
        made("alertChannels", "Notification channels", "alert_channels t",
             {name, dimension("kind", "Kind", enumeration, "t.kind", {"desktop", "email", "webhook", "alertmanager"}),
              life("WHEN t.enabled = 0 THEN 'off' ELSE 'on'", {"on", "off"}), changedAt,
              search("(t.name || ' ' || t.recipients || ' ' || t.url || ' ' || t.id)")}),
        made("components", "Components", "components t",
             {name,
              dimension("state", "State", enumeration, "t.state",
                        {"operational", "degraded", "down", "maintenance", "unknown"}),
              life("WHEN t.enabled = 0 THEN 'off' ELSE 'on'", {"on", "off"}),
              dimension("since", "Since", dateTime, "t.since"),
              dimension("checkedAt", "Last check", dateTime, "t.checked_at"), changedAt,
              search("(t.name || ' ' || t.description || ' ' || t.probe || ' ' || t.id)")}),
        made("maintenanceWindows", "Maintenance windows", "maintenance_windows t",
             {name, life("ELSE 'kept'", {"kept"}), dimension("startsAt", "Starts", dateTime, "t.starts_at"),
              dimension("endsAt", "Ends", dateTime, "t.ends_at"),
              dimension("createdBy", "Created by", text, "t.created_by"), changedAt,
              search("(t.name || ' ' || t.comment || ' ' || t.id)")}),
        logs(),
        made("reportSchedules", "Report schedules", "report_schedules t",
             {name, life("WHEN t.enabled = 0 THEN 'off' ELSE 'on'", {"on", "off"}),
              dimension("formats", "Formats", text, "t.formats"),
              dimension("state", "Last run", enumeration, "t.last_state",
                        {"waiting", "running", "delivered", "partlyDelivered", "failed", "skipped"}),
              dimension("owner", "Owner", text, "t.owner_name"), dimension("nextAt", "Next run", dateTime, "t.next_at"),
              dimension("reportId", "Report id", text, "t.report_id"), changedAt,
              search("(t.name || ' ' || t.deliveries || ' ' || t.owner_name || ' ' || t.id)")})};
}

}  // namespace

const Dataset* findListDataset(std::string_view name) {
    if (const auto* dataset = findDataset(name)) return dataset;
    static const std::vector<Dataset> all = lists();
    const auto found = std::ranges::find(all, name, &Dataset::name);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace steward::report

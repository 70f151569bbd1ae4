#include "report/dataset.h"

#include <algorithm>
#include <cctype>

#include "report/schema.h"

namespace steward::report {
namespace {

using enum FieldType;

const std::vector<std::string> statuses{"trial", "active", "pastDue", "suspended", "archived", "removed"};
const std::vector<std::string> plans{"free", "team", "scale", "enterprise"};
const std::vector<std::string> intervals{"monthly", "yearly"};

Field dimension(std::string name, std::string title, FieldType type, std::string sql,
                std::vector<std::string> values = {}) {
    return {.name = std::move(name),
            .title = std::move(title),
            .type = type,
            .values = std::move(values),
            .sql = std::move(sql)};
}

Field measure(std::string name, std::string title, FieldType type, std::string sql) {
    Field field = dimension(std::move(name), std::move(title), type, std::move(sql));
    field.role = Role::measure;
    if (type == money) field.currency = "t.currency";
    return field;
}

Field personal(Field field) {
    field.isPersonal = true;
    return field;
}

Field search(std::string sql, std::string postgresSearch = {}, std::string sqliteSearch = {}) {
    Field field = dimension("search", "Search", text, std::move(sql));
    field.role = Role::filter;
    field.postgresSearch = std::move(postgresSearch);
    field.sqliteSearch = std::move(sqliteSearch);
    return field;
}

Field monthly(Field field) {
    field.grain = Bucket::month;
    return field;
}

Field ofTenant(Field field) {
    field.joins = {"tenant"};
    return field;
}

// The status of a tenant, or of a user. Those that are removed are in no list and no report unless it is asked for
// them.
Field lifeOf(Field status, std::string_view tenantColumn) {
    status.hidden = "removed";
    status.hiddenByTenant = !tenantColumn.empty();
    status.shown =
        tenantColumn.empty()
            ? status.sql + " <> 'removed'"
            : std::string(tenantColumn) + " NOT IN (SELECT gone.id FROM tenants gone WHERE gone.status = 'removed')";
    // Under row-level security the other keeps PostgreSQL from reading with several workers.
    if (!tenantColumn.empty())
        status.postgresShown = "NOT EXISTS (SELECT 1 FROM tenants gone WHERE gone.id = " + std::string(tenantColumn) +
                               " AND gone.status = 'removed')";
    return status;
}

Field tenantStatus() {
    Field field = ofTenant(dimension("tenantStatus", "Tenant's status", enumeration, "n.status", statuses));
    field.role = Role::filter;
    return lifeOf(std::move(field), "t.tenant_id");
}

// Of a dataset that is a list, too: a page of it is read in the order of an index.
Field listed(Field field) {
    field.postgresShown.clear();
    return field;
}

// The limit that is used most, in whole percent. A limit of 0 is none.
Field limitUse() {
    std::string shares;
    for (const auto& [used, limit] :
         {std::pair("t.users", "t.seats_limit"), std::pair("t.api_calls_used", "t.api_calls_limit"),
          std::pair("t.storage_used", "t.storage_limit"), std::pair("t.webhooks_used", "t.webhooks_limit")})
        shares += std::string(shares.empty() ? "" : ", ") + "CASE WHEN " + limit + " > 0 THEN " + used + " * 100 / " +
                  limit + " ELSE 0 END";
    Field field = dimension("limitUse", "Limit used, %", integer, "max(" + shares + ")");
    field.postgres = "greatest(" + shares + ")";
    field.role = Role::filter;
    return field;
}

std::string tableOf(const Dataset& dataset) {
    return dataset.table.substr(0, dataset.table.find(' '));
}

// A join keeps every row, and sees only rows of the tenant.
std::string joinSql(const schema::Relation& relation, const std::string& from, const std::string& alias) {
    const auto column = [](const std::string& table, std::string_view name) { return table + "." + std::string(name); };
    return "LEFT JOIN " + std::string(relation.to) + " " + alias + " ON " + column(alias, relation.key) + " = " +
           column(from, relation.column) + " AND :tenant(" + column(alias, relation.tenantColumn) + ")";
}

Join toTenant(std::string_view table) {
    const auto relation = std::ranges::find_if(
        schema::relations, [&](const schema::Relation& one) { return one.from == table && one.name == "tenant"; });
    return {"tenant", joinSql(*relation, "t", "n"), "tenants"};
}

// The alias of a dataset's own table is t.
std::string ofAlias(const std::string& sql, const std::string& alias) {
    std::string out;
    for (std::size_t at = 0; at < sql.size(); ++at) {
        const bool startsWord =
            at == 0 || !(std::isalnum(static_cast<unsigned char>(sql[at - 1])) || sql[at - 1] == '_');
        if (startsWord && sql.compare(at, 2, "t.") == 0)
            out += alias;
        else
            out += sql[at];
    }
    return out;
}

constexpr int longestPath = 2;

void follow(Dataset& out, const Dataset& from, const std::string& path, const std::string& title,
            const std::string& alias, const std::vector<std::string>& joins, int length) {
    for (const auto& relation : schema::relations) {
        if (relation.from != tableOf(from)) continue;
        const auto to = std::ranges::find(datasets(), relation.to, tableOf);
        const std::string name = path + std::string(relation.name);
        const auto known = std::ranges::find(out.joins, name, &Join::name);
        const std::string itsAlias = known != out.joins.end() ? "n" : alias + "_" + std::string(relation.name);
        if (known == out.joins.end()) out.joins.push_back({name, joinSql(relation, alias, itsAlias), to->name});
        auto itsJoins = joins;
        itsJoins.push_back(name);
        const std::string itsTitle = title + std::string(relation.title) + ": ";
        for (Field field : to->fields) {
            if (!field.joins.empty() || field.role == Role::filter) continue;
            field.name = name + "." + field.name;
            field.title = itsTitle + field.title;
            for (auto* text : {&field.sql, &field.postgres, &field.currency})
                *text = ofAlias(*text, itsAlias);
            field.joins = itsJoins;
            field.repeated = field.role == Role::measure;
            field.hidden.clear();
            field.shown.clear();
            field.postgresShown.clear();
            field.hiddenByTenant = false;
            out.fields.push_back(std::move(field));
        }
        if (length < longestPath) follow(out, *to, name + ".", itsTitle, itsAlias, itsJoins, length + 1);
    }
}

Dataset tenants() {
    return {
        "tenants",
        "Tenants",
        "tenants t",
        "t.id",
        "t.id",
        {},
        {dimension("id", "Tenant id", text, "t.id"),
         dimension("name", "Tenant", text, "t.name"),
         dimension("slug", "Slug", text, "t.slug"),
         dimension("domain", "Domain", text, "t.domain"),
         lifeOf(dimension("status", "Status", enumeration, "t.status", statuses), {}),
         dimension("plan", "Plan", enumeration, "t.plan", plans),
         dimension("billingInterval", "Billing interval", enumeration, "t.billing_interval", intervals),
         dimension("region", "Region", text, "t.region"),
         personal(dimension("ownerName", "Account owner", text, "t.owner_name")),
         personal(dimension("ownerEmail", "Owner's address", text, "t.owner_email")),
         dimension("tags", "Tags", text, "t.tags"),
         dimension("currency", "Currency", text, "t.currency"),
         dimension("createdAt", "Created", dateTime, "t.created_at"),
         dimension("renewsAt", "Renews", dateTime, "t.renews_at"),
         dimension("lastActiveAt", "Last active", dateTime, "t.last_active_at"),
         measure("mrr", "MRR", money, "t.mrr_minor"),
         measure("users", "Users", integer, "t.users"),
         measure("seatsLimit", "Seats limit", integer, "t.seats_limit"),
         measure("apiCallsLimit", "API calls limit", integer, "t.api_calls_limit"),
         measure("storageLimit", "Storage limit", integer, "t.storage_limit"),
         measure("webhooksLimit", "Webhooks limit", integer, "t.webhooks_limit"),
         measure("apiCallsUsed", "API calls used", integer, "t.api_calls_used"),
         measure("storageUsed", "Storage used", integer, "t.storage_used"),
         measure("webhooksUsed", "Webhooks used", integer, "t.webhooks_used"),
         limitUse(),
         personal(search("(t.name || ' ' || t.slug || ' ' || t.domain || ' ' || t.owner_name || ' ' || t.owner_email "
                         "|| ' ' || t.id)",
                         "steward_search_tenants"))}};
}

Dataset users() {
    return {
        "users",
        "Users",
        "users t",
        "t.tenant_id",
        "t.id",
        {toTenant("users")},
        {dimension("id", "User id", text, "t.id"), dimension("tenantId", "Tenant id", text, "t.tenant_id"),
         ofTenant(dimension("tenant", "Tenant", text, "n.name")),
         ofTenant(dimension("plan", "Plan", enumeration, "n.plan", plans)),
         ofTenant(dimension("region", "Region", text, "n.region")), dimension("name", "Name", text, "t.name"),
         dimension("email", "Address", text, "t.email"), dimension("role", "Role", text, "t.role"),
         lifeOf(dimension("status", "Status", enumeration, "t.status", {"active", "invited", "suspended", "removed"}),
                {}),
         dimension("createdAt", "Created", dateTime, "t.created_at"),
         dimension("lastSeenAt", "Last seen", dateTime, "t.last_seen_at"), listed(tenantStatus()),
         search("(t.name || ' ' || t.email || ' ' || t.id)", "steward_search_users",
                "SELECT user_id FROM user_texts WHERE number IN (SELECT rowid FROM user_trigrams"
                " WHERE user_trigrams MATCH ")}};
}

Dataset usage() {
    return {"usage",
            "Usage",
            "usage t",
            "t.tenant_id",
            "t.tenant_id, t.day, t.metric",
            {toTenant("usage")},
            {dimension("tenantId", "Tenant id", text, "t.tenant_id"), dimension("day", "Day", date, "t.day"),
             dimension("metric", "Metric", text, "t.metric"), ofTenant(dimension("tenant", "Tenant", text, "n.name")),
             ofTenant(dimension("plan", "Plan", enumeration, "n.plan", plans)),
             ofTenant(dimension("region", "Region", text, "n.region")),
             lifeOf(ofTenant(dimension("status", "Status", enumeration, "n.status", statuses)), "t.tenant_id"),
             measure("quantity", "Quantity", integer, "t.quantity")}};
}

Dataset subscriptions() {
    return {"subscriptions",
            "Subscription months",
            "subscription_months t",
            "t.tenant_id",
            "t.tenant_id, t.month",
            {toTenant("subscription_months")},
            {monthly(dimension("month", "Month", date, "t.month")), dimension("region", "Region", text, "t.region"),
             dimension("plan", "Plan", enumeration, "t.plan", plans),
             dimension("tenantId", "Tenant id", text, "t.tenant_id"),
             ofTenant(dimension("tenant", "Tenant", text, "n.name")),
             ofTenant(dimension("tags", "Tenant tags", text, "n.tags")),
             personal(ofTenant(dimension("ownerName", "Account owner", text, "n.owner_name"))),
             dimension("billingInterval", "Billing interval", enumeration, "t.billing_interval", intervals),
             dimension("status", "Status", enumeration, "t.status", statuses),
             dimension("currency", "Currency", text, "t.currency"), measure("mrr", "MRR", money, "t.mrr_minor"),
             measure("newMrr", "New MRR", money, "t.new_mrr_minor"),
             measure("churnedMrr", "Churned MRR", money, "t.churned_mrr_minor"),
             measure("paidSeats", "Paid seats", integer, "t.paid_seats"),
             measure("discount", "Discount", money, "t.discount_minor"), tenantStatus()}};
}

Dataset audit() {
    return {"audit",
            "Audit entries",
            "audit t",
            "t.tenant_id",
            "t.seq",
            {toTenant("audit")},
            {dimension("id", "Entry id", text, "t.id"), measure("seq", "Number", integer, "t.seq"),
             dimension("at", "Time", dateTime, "t.at"), dimension("actorId", "Actor id", text, "t.actor_id"),
             dimension("actor", "Actor", text, "t.actor_name"),
             dimension("onBehalfOf", "On behalf of", text, "t.on_behalf_of"),
             dimension("action", "Action", text, "t.action"), dimension("entity", "Kind of entity", text, "t.entity"),
             dimension("entityId", "Entity id", text, "t.entity_id"),
             dimension("entityName", "Entity", text, "t.entity_name"),
             dimension("tenantId", "Tenant id", text, "t.tenant_id"),
             ofTenant(dimension("tenant", "Tenant", text, "n.name")),
             dimension("batchId", "Batch id", text, "t.batch_id"), dimension("planId", "Plan id", text, "t.plan_id"),
             dimension("reason", "Reason", text, "t.reason"), dimension("before", "Before", text, "t.before"),
             dimension("after", "After", text, "t.after"), dimension("hash", "Hash", text, "t.hash"),
             search("(t.entity_name || ' ' || t.entity_id || ' ' || t.actor_name || ' ' || t.reason)")}};
}

}  // namespace

const Field* Dataset::find(std::string_view field) const {
    const auto found = std::ranges::find(fields, field, &Field::name);
    return found == fields.end() ? nullptr : &*found;
}

std::string Dataset::shown() const {
    std::string condition;
    for (const auto& field : fields)
        if (!field.shown.empty()) condition += (condition.empty() ? "" : " AND ") + field.shown;
    return condition.empty() ? "TRUE" : condition;
}

std::vector<std::string> personalColumns(const Dataset& dataset) {
    std::vector<std::string> columns;
    for (const auto& field : dataset.fields)
        if (field.isPersonal && field.role != Role::filter && field.joins.empty())
            columns.push_back(field.sql.substr(std::string_view("t.").size()));
    return columns;
}

Dataset withRelations(const Dataset& dataset) {
    Dataset out = dataset;
    follow(out, dataset, {}, {}, "t", {}, 1);
    return out;
}

const std::vector<Dataset>& datasets() {
    static const std::vector<Dataset> all{tenants(), users(), usage(), subscriptions(), audit()};
    return all;
}

const Dataset* findDataset(std::string_view name) {
    const auto found = std::ranges::find(datasets(), name, &Dataset::name);
    return found == datasets().end() ? nullptr : &*found;
}

}  // namespace steward::report

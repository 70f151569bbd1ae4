#include "billing/usage_store.h"

#include <array>
#include <map>
#include <set>
#include <unordered_map>

namespace steward::billing {
namespace {

using domain::UsageEvent;
using domain::UsageOutcome;
using domain::UsageResult;
using std::chrono::sys_days;

const auto everybody = sql::TenantScope::all();

std::int64_t numberOf(sys_days day) {
    return day.time_since_epoch().count();
}

// An event by what its repetitions share.
using Key = std::pair<std::string_view, std::string_view>;
struct KeyHash {
    std::size_t operator()(const Key& key) const {
        const std::hash<std::string_view> hash;
        return hash(key.first) * 31 + hash(key.second);
    }
};
Key keyOf(const UsageEvent& event) {
    return {event.tenantId, event.id};
}
bool sameContent(const UsageEvent& a, const UsageEvent& b) {
    return a.metric == b.metric && a.quantity == b.quantity && a.occurredAt == b.occurredAt;
}

// Rows in groups of few sizes, so that there are few statements to keep: `run` gets the text between `head` and `tail`
// filled with as many rows of `columns` parameters as `values` holds.
template <class Rows, class Append, class Run>
Result<> inGroups(const Rows& rows, std::string_view head, std::size_t columns, std::string_view tail, Append append,
                  Run run) {
    std::vector<sql::Value> values;
    auto row = rows.begin();
    std::size_t left = rows.size();
    for (const std::size_t size : {256, 32, 4, 1}) {
        if (left < size) continue;
        std::string text(head);
        for (std::size_t i = 0; i < size * columns; ++i)
            text.append(i % columns != 0 ? ", ?" : i == 0 ? "(?" : "), (?").append(std::to_string(i + 1));
        text.append(")").append(tail);
        for (; left >= size; left -= size) {
            values.clear();
            for (std::size_t i = 0; i < size; ++i)
                append(values, *row++);
            STEWARD_CHECK(run(text, values));
        }
    }
    return {};
}

Result<std::set<std::string, std::less<>>> knownTenants(sql::Connection& connection,
                                                        std::span<const UsageEvent> events) {
    std::set<std::string_view> asked;
    for (const auto& event : events)
        asked.insert(event.tenantId);
    std::set<std::string, std::less<>> known;
    STEWARD_CHECK(inGroups(
        asked, "SELECT id FROM tenants WHERE :tenant(id) AND id IN (VALUES ", 1, ")",
        [](auto& values, std::string_view id) { values.emplace_back(std::string(id)); },
        [&](const std::string& text, const std::vector<sql::Value>& ids) -> Result<> {
            STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned(text), everybody, ids));
            for (const sql::Row row : rows)
                known.emplace(row.text(0));
            return {};
        }));
    return known;
}

struct Stored {
    UsageEvent event;
    std::int64_t countedOn = 0;
};
using StoredByKey = std::map<std::pair<std::string, std::string>, Stored>;

Result<StoredByKey> storedEvents(sql::Connection& connection, const std::vector<const UsageEvent*>& events) {
    StoredByKey stored;
    STEWARD_CHECK(inGroups(
        events,
        "SELECT tenant_id, id, metric, quantity, occurred_at, counted_on FROM usage_events WHERE :tenant(tenant_id) "
        "AND "
        "(tenant_id, id) IN (VALUES ",
        2, ")",
        [](auto& values, const UsageEvent* event) {
            values.emplace_back(event->tenantId);
            values.emplace_back(event->id);
        },
        [&](const std::string& text, const std::vector<sql::Value>& keys) -> Result<> {
            STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned(text), everybody, keys));
            for (const sql::Row row : rows) {
                UsageEvent event{std::string(row.text(1)), std::string(row.text(0)), std::string(row.text(2)),
                                 row.integer(3), row.get<Time>(4)};
                auto key = std::pair(event.tenantId, event.id);
                stored.emplace(std::move(key), Stored{std::move(event), row.integer(5)});
            }
            return {};
        }));
    return stored;
}

// The first event of each key.
using Firsts = std::unordered_map<Key, std::size_t, KeyHash>;

// Which of them were not there before.
Result<std::vector<bool>> insertEvents(sql::Connection& connection, std::span<const UsageEvent> events,
                                       const Firsts& fresh, const std::vector<std::int64_t>& days, Time now) {
    std::vector<bool> inserted(events.size());
    STEWARD_CHECK(inGroups(
        fresh,
        "INSERT INTO usage_events (tenant_id, id, metric, quantity, occurred_at, counted_on, received_at) VALUES ", 7,
        " ON CONFLICT (tenant_id, id) DO NOTHING RETURNING tenant_id, id",
        [&](auto& values, const auto& entry) {
            const UsageEvent& event = events[entry.second];
            values.emplace_back(event.tenantId);
            values.emplace_back(event.id);
            values.emplace_back(event.metric);
            values.emplace_back(event.quantity);
            values.emplace_back(event.occurredAt);
            values.emplace_back(days[entry.second]);
            values.emplace_back(now);
        },
        [&](const std::string& text, const std::vector<sql::Value>& values) -> Result<> {
            STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned(text), everybody, values));
            for (const sql::Row row : rows)
                inserted[fresh.at(Key(row.text(0), row.text(1)))] = true;
            return {};
        }));
    return inserted;
}

using Sums = std::map<std::tuple<std::string_view, std::int64_t, std::string_view>, std::int64_t>;

Result<> addUsage(sql::Connection& connection, const Sums& sums) {
    return inGroups(
        sums, "INSERT INTO usage (tenant_id, day, metric, quantity) VALUES ", 4,
        " ON CONFLICT (tenant_id, day, metric) DO UPDATE SET quantity = usage.quantity + excluded.quantity",
        [](auto& values, const auto& entry) {
            const auto& [tenant, day, metric] = entry.first;
            values.emplace_back(std::string(tenant));
            values.emplace_back(day);
            values.emplace_back(std::string(metric));
            values.emplace_back(entry.second);
        },
        [&](const std::string& text, const std::vector<sql::Value>& values) -> Result<> {
            STEWARD_CHECK(connection.execute(sql::tenantOwned(text), everybody, values));
            return {};
        });
}

std::optional<Time> timeOf(std::int64_t day) {
    return Time(sys_days(std::chrono::days(day)));
}

}  // namespace

Result<std::vector<UsageResult>> countUsage(sql::Connection& connection, std::span<const UsageEvent> events, Time now) {
    STEWARD_TRY(const auto tenants, knownTenants(connection, events));
    std::vector<UsageResult> results;
    std::vector<std::int64_t> days(events.size());
    Firsts fresh;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const auto [outcome, day] = domain::usageDay(events[i].occurredAt, now);
        days[i] = numberOf(day);
        results.push_back(
            {events[i].id, tenants.contains(events[i].tenantId) ? outcome : UsageOutcome::noSuchTenant, {}});
        if (results[i].outcome == UsageOutcome::counted) fresh.try_emplace(keyOf(events[i]), i);
    }
    STEWARD_TRY(const auto inserted, insertEvents(connection, events, fresh, days, now));

    std::vector<const UsageEvent*> known;
    Sums sums;
    for (const auto& [key, i] : fresh) {
        if (!inserted[i])
            known.push_back(&events[i]);
        else
            sums[{events[i].tenantId, days[i], events[i].metric}] += events[i].quantity;
    }
    STEWARD_CHECK(addUsage(connection, sums));
    STEWARD_TRY(const auto stored, storedEvents(connection, known));

    for (std::size_t i = 0; i < events.size(); ++i) {
        if (results[i].outcome != UsageOutcome::counted) continue;
        const std::size_t first = fresh.at(keyOf(events[i]));
        const bool isNew = inserted[first];
        const auto before = isNew ? stored.end() : stored.find({events[i].tenantId, events[i].id});
        if (!isNew && before == stored.end())
            return fail(ErrorCode::unavailable, "The usage was not counted. Send it again.",
                        "an event was forgotten while it was sent again");
        const bool same = sameContent(events[i], isNew ? events[first] : before->second.event);
        results[i].outcome = !same                 ? UsageOutcome::conflict
                             : isNew && i == first ? UsageOutcome::counted
                                                   : UsageOutcome::repeated;
        if (same) results[i].countedOn = timeOf(isNew ? days[first] : before->second.countedOn);
    }
    return results;
}

Result<> forgetOldEvents(sql::Connection& connection, Time now) {
    constexpr auto old = sql::tenantOwned("DELETE FROM usage_events WHERE received_at < ?1");
    STEWARD_CHECK(connection.execute(old, everybody, {domain::usageIdsSince(now)}));
    return {};
}

}  // namespace steward::billing

#include "demo/demo_data.h"

#include <algorithm>
#include <array>

#include "audit/audit_store.h"
#include "base/ids.h"
#include "branding/brand_store.h"
#include "demo/demo_tenants.h"
#include "domain/metric.h"
#include "metrics/rollups.h"
#include "sql/mapping.h"
#include "tenancy/tenant_store.h"

namespace steward::demo {
namespace {

using domain::Tenant;
using domain::TenantStatus;
using std::chrono::days;
using std::chrono::floor;

const auto everybody = sql::TenantScope::all();

// Share of the API calls of a day.
struct UsageMetric {
    const char* name;
    double share;
};
constexpr UsageMetric usageMetrics[] = {
    {"api.calls", 1},          {"cache.hits", 0.42},         {"emails.sent", 0.004},
    {"events.ingested", 0.61}, {"exports.rows", 0.35},       {"files.uploaded", 0.003},
    {"jobs.run", 0.011},       {"logins", 0.0021},           {"pages.viewed", 0.19},
    {"queries.run", 0.27},     {"reports.run", 0.0009},      {"rows.written", 0.33},
    {"searches.run", 0.052},   {"seats.active", 0},          {"sms.sent", 0.0006},
    {"storage.bytes", 0},      {"webhooks.delivered", 0.023}};
constexpr std::int64_t valuesOfDay = 1 + std::ssize(usageMetrics);

std::int64_t dayOf(Time time) {
    return floor<days>(time).time_since_epoch().count();
}

bool isQuiet(TenantStatus status) {
    return status == TenantStatus::suspended || status == TenantStatus::archived;
}

class Loader {
public:
    Loader(sql::Connection& connection, const DemoOptions& options, Time now)
        : db_(connection), options_(options), now_(now) {}

    Result<DemoCounts> load() {
        auto tenants = makeTenants(options_.tenants, options_.seed, now_);
        const auto staff = makeStaff(options_.seed, now_);
        auto history = makeHistory(tenants, staff.front(), options_.seed, now_);
        for (const auto& user : staff)
            STEWARD_CHECK(insertUser(user));
        for (std::size_t i = 0; i < tenants.size(); ++i) {
            STEWARD_CHECK(tenancy::insertTenant(db_, tenants[i]));
            for (const auto& user : makeUsers(tenants[i], options_.seed * 15'485'863 + i))
                STEWARD_CHECK(insertUser(user));
            STEWARD_CHECK(insertMonths(tenants[i], i));
        }
        counts_.tenants = std::ssize(tenants);
        STEWARD_CHECK(insertUsage(tenants));
        STEWARD_CHECK(insertRequests(tenants));
        STEWARD_CHECK(insertBrands(makeBrands(tenants), staff.front(), history));
        std::ranges::stable_sort(history, {}, &domain::AuditEntry::at);
        for (auto& entry : history) {
            entry.id = spellId(id::audit, seededUuid(entry.at, options_.seed * 32'452'843 +
                                                                   static_cast<std::uint64_t>(counts_.auditEntries)));
            STEWARD_CHECK(audit::appendSilently(db_, entry));
            ++counts_.auditEntries;
        }
        return counts_;
    }

private:
    Result<> insertUser(const domain::User& user) {
        ++counts_.users;
        return sql::insert(db_, "users", everybody, user);
    }

    // From the month of its creation on, growing towards what the tenant pays now.
    Result<> insertMonths(const Tenant& tenant, std::uint64_t index) {
        constexpr auto text = sql::tenantOwned(
            "INSERT INTO subscription_months VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
        using namespace std::chrono;
        Random random(options_.seed * 49'979'687 + index);
        const year_month_day created(floor<days>(tenant.createdAt));
        const year_month_day today(floor<days>(now_));
        const int months = (today.year() - created.year()).count() * 12 + int(unsigned(today.month())) -
                           int(unsigned(created.month())) + 1;
        std::int64_t before = 0;
        for (int i = 0; i < months; ++i) {
            const auto month = created.year() / created.month() / 1 + std::chrono::months(i);
            const double grown = months == 1 ? 1 : 0.45 + 0.55 * i / (months - 1);
            const bool last = i == months - 1;
            const double noise = last ? 1 : 0.96 + 0.08 * random.share();
            const auto mrr =
                static_cast<std::int64_t>(static_cast<double>(tenant.mrrMinor) * grown * noise) / 100 * 100;
            const auto seats =
                std::max<std::int64_t>(1, static_cast<std::int64_t>(static_cast<double>(tenant.users) * grown));
            const std::int64_t discount = tenant.billingInterval == domain::BillingInterval::yearly ? mrr / 10 : 0;
            STEWARD_CHECK(
                db_.execute(text, everybody,
                            {tenant.id, sys_days(month).time_since_epoch().count(), tenant.plan, tenant.region,
                             tenant.billingInterval, last ? tenant.status : TenantStatus::active, tenant.currency,
                             last ? tenant.mrrMinor : mrr, std::max<std::int64_t>(0, mrr - before),
                             std::max<std::int64_t>(0, before - mrr), seats, discount}));
            before = mrr;
            ++counts_.subscriptionMonths;
        }
        return {};
    }

    // Rows of `count` days of one tenant: ?1 is its id, then come a day and its quantities, and so on.
    static std::string usageText(std::int64_t count) {
        std::string text = "INSERT INTO usage (tenant_id, day, metric, quantity) VALUES ";
        const auto place = [](std::int64_t number) { return "?" + std::to_string(number); };
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t day = 2 + i * valuesOfDay;
            for (std::int64_t metric = 0; metric < std::ssize(usageMetrics); ++metric)
                text += std::string(day + metric > 2 ? ", " : "") + "(?1, " + place(day) + ", '" +
                        usageMetrics[metric].name + "', " + place(day + 1 + metric) + ")";
        }
        return text;
    }

    // In the order of the key, so that pages of the table are written once.
    Result<> insertUsage(const std::vector<Tenant>& tenants) {
        constexpr std::int64_t together = 10;
        const std::string several = usageText(together);
        const std::string one = usageText(1);
        std::vector<const Tenant*> byId;
        for (const auto& tenant : tenants)
            byId.push_back(&tenant);
        std::ranges::sort(byId, {}, [](const Tenant* tenant) -> const std::string& { return tenant->id; });
        const std::int64_t today = dayOf(now_);
        std::vector<sql::Value> values;
        for (const Tenant* tenant : byId) {
            Random random(options_.seed ^ static_cast<std::uint64_t>(tenant->createdAt.time_since_epoch().count()));
            std::int64_t day = std::max(today - options_.usageDays + 1, dayOf(tenant->createdAt));
            while (day <= today) {
                const std::int64_t count = today - day + 1 >= together ? together : 1;
                values.assign({tenant->id});
                for (const std::int64_t end = day + count; day < end; ++day)
                    appendUsage(*tenant, day, today, random, values);
                STEWARD_CHECK(db_.execute(sql::tenantOwned(count == 1 ? one : several), everybody, values));
                counts_.usage += count * std::ssize(usageMetrics);
            }
        }
        return {};
    }

    static void appendUsage(const Tenant& tenant, std::int64_t day, std::int64_t today, Random& random,
                            std::vector<sql::Value>& values) {
        const bool weekend = (day + 4) % 7 == 0 || (day + 4) % 7 == 6;
        const bool quiet = isQuiet(tenant.status) && day * 86'400'000 > tenant.lastActiveAt.time_since_epoch().count();
        const double grown = 0.8 + 0.2 * static_cast<double>(90 - (today - day)) / 90;
        const double calls = quiet ? 0
                                   : static_cast<double>(tenant.apiCallsUsed) / 25 * grown * (weekend ? 0.4 : 1) *
                                         (0.85 + 0.3 * random.share());
        values.emplace_back(day);
        const auto first = values.size();
        for (const auto& metric : usageMetrics)
            values.emplace_back(static_cast<std::int64_t>(calls * metric.share * (0.9 + 0.2 * random.share())));
        values[first + 13] = quiet ? 0
                                   : static_cast<std::int64_t>(static_cast<double>(tenant.users) *
                                                               (weekend ? 0.3 : 0.7) * (0.8 + 0.2 * random.share()));
        values[first + 15] = static_cast<std::int64_t>(static_cast<double>(tenant.storageUsed) * grown);
    }

    // By the hour, with a day's wave: what the small charts of the tenants' list show.
    Result<> insertRequests(const std::vector<Tenant>& tenants) {
        constexpr std::int64_t hours = 24;
        const std::int64_t thisHour = now_.time_since_epoch().count() / metrics::hour * metrics::hour;
        metrics::RollupRows rows;
        rows.reserve(tenants.size() * hours);
        for (std::size_t i = 0; i < tenants.size(); ++i) {
            Random random(options_.seed * 86'028'121 + i);
            const double daily = isQuiet(tenants[i].status) ? 0 : static_cast<double>(tenants[i].apiCallsUsed) / 30;
            const double shift = static_cast<double>(random.between(-3, 3));
            for (std::int64_t back = hours; back >= 1; --back) {
                const std::int64_t at = thisHour - back * metrics::hour;
                const double hourOfDay = static_cast<double>(at / metrics::hour % 24);
                const double wave = 1 + 0.7 * std::sin((hourOfDay - 8 + shift) / 24 * 2 * 3.14159265358979);
                const double requests = std::floor(daily / 24 * wave * (0.7 + 0.6 * random.share()));
                rows.emplace_back(
                    metrics::RollupKey{tenants[i].id, std::string(domain::metric::requests), metrics::hour, at},
                    metrics::Rollup{requests, 3600, requests / 1800});
            }
        }
        return metrics::storeRollups(db_, rows);
    }

    Result<> insertBrands(const std::vector<DemoBrand>& brands, const domain::User& author,
                          std::vector<domain::AuditEntry>& history) {
        for (const auto& made : brands) {
            domain::BrandState state;
            state.tenantId = made.tenantId;
            state.draft = made.draft;
            state.published = made.published.back();
            state.version = std::ssize(made.published);
            state.draftRevision = state.version + 1;
            state.draftSavedAt = now_ - std::chrono::minutes(40);
            state.draftSavedBy = state.publishedBy = author.name;
            for (std::int64_t version = 1; version <= state.version; ++version) {
                const auto& brand = made.published[static_cast<std::size_t>(version - 1)];
                const Time at = now_ - days(7 * (state.version - version) + 1);
                state.publishedAt = at;
                STEWARD_CHECK(
                    branding::insertVersion(db_, everybody, made.tenantId, {version, brand, at, author.name, {}}));
                if (now_ - at > days(30)) continue;
                const auto before = version == 1 ? branding::initialBrand(made.tenantName)
                                                 : made.published[static_cast<std::size_t>(version - 2)];
                history.push_back(published(made, before, brand, version, at, author));
            }
            STEWARD_CHECK(branding::saveBrand(db_, everybody, state));
        }
        return {};
    }

    static domain::AuditEntry published(const DemoBrand& made, const domain::Brand& before, const domain::Brand& after,
                                        std::int64_t version, Time at, const domain::User& author) {
        domain::AuditEntry entry;
        entry.at = at;
        entry.actorId = author.id;
        entry.actorName = author.name;
        entry.action = "brand.publish";
        entry.entity = "brand";
        entry.entityId = made.tenantId;
        entry.entityName = made.tenantName;
        entry.tenantId = made.tenantId;
        json::Object changedBefore;
        json::Object changedAfter;
        const json::Value newValue = json::toValue(after);
        const json::Value oldValue = json::toValue(before);
        for (const auto& [name, value] : newValue.as_object()) {
            if (oldValue.at(name) == value) continue;
            changedBefore[name] = oldValue.at(name);
            changedAfter[name] = value;
        }
        entry.before = std::move(changedBefore);
        entry.after = std::move(changedAfter);
        entry.versionBefore = version - 1;
        entry.versionAfter = version;
        return entry;
    }

    sql::Connection& db_;
    const DemoOptions& options_;
    Time now_;
    DemoCounts counts_;
};

}  // namespace

Result<DemoCounts> loadDemoData(sql::Connection& connection, const DemoOptions& options, Time now) {
    STEWARD_TRY(const auto rows, connection.query("SELECT tenants FROM tenant_count"));
    if (rows[0].integer(0) > 0) return DemoCounts{};
    return Loader(connection, options, now).load();
}

}  // namespace steward::demo

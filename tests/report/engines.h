// The same small platform on PostgreSQL (with its roles and row-level security), on SQLite and as a snapshot taken from
// the first. Its rows are where engines differ: NULL, letters of all sorts, hours that the clocks skip or repeat,
// amounts beyond what a double can hold. What cannot be made ends the program.
#pragma once

#include <QTemporaryDir>
#include <QtTest>
#include <random>

#include "kernel/http/line_stream.h"
#include "report/runner.h"
#include "reports/report_lines.h"
#include "sql/sealed_file.h"
#include "store/offline_store.h"
#include "tests/plans/platform_database.h"
#include "tests/support/awaited.h"

namespace steward::test {

class Engines {
public:
    Engines()
        : folder_(std::make_unique<QTemporaryDir>()),
          store(folder_->filePath(QStringLiteral("store.db")).toStdString()) {
        qputenv("STEWARD_TEST_ENGINE", "sqlite");
        sqlite.emplace(openMigrated(allMigrations(), clock));
        qputenv("STEWARD_TEST_ENGINE", "postgres");
        postgres.emplace(openMigrated(allMigrations(), clock));
        fill();
        store.setKey(sql::newSealKey());
        require(awaited(store.open()));
        for (const auto* dataset : {"tenants", "users", "usage", "subscriptions", "audit"})
            takeSnapshot(dataset);
        snapshot.emplace(std::move(store.reportConnection().value()));
    }

    report::RunOptions options(sql::TenantScope scope = sql::TenantScope::all()) const {
        return {.scope = std::move(scope), .dataAsOf = clock.now()};
    }

    // The report that all of them give; what they say about it when they do not agree.
    Result<report::Report> run(const report::Definition& definition, const report::RunOptions& options) {
        auto first = report::run(*postgres, definition, options);
        for (auto* other : {&*sqlite, &*snapshot}) {
            const auto same = report::run(*other, definition, options);
            if (first.has_value() != same.has_value())
                return fail(ErrorCode::internal, "One engine refuses: " + problem(first) + problem(same));
            if (!first) continue;
            if (const std::string a = told(*first), b = told(*same); a != b)
                return fail(ErrorCode::internal, "The engines differ.\n" + a + "\n" + b);
        }
        return first;
    }

    // One number or text by SQL written by hand, on SQLite.
    json::Value byHand(const std::string& text) {
        const auto rows = sqlite->query(sql::tenantOwned(text), sql::TenantScope::all());
        require(rows);
        const auto& cell = (*rows)[0].cell(std::size_t(0));
        if (cell.type == sql::Cell::Type::integer) return cell.integer;
        if (cell.type == sql::Cell::Type::real) return cell.real;
        if (cell.type == sql::Cell::Type::null) return nullptr;
        return boost::json::string(cell.bytes);
    }

    ManualClock clock;
    std::optional<sql::Connection> sqlite;
    std::optional<sql::Connection> postgres;

private:
    std::unique_ptr<QTemporaryDir> folder_;

public:
    store::OfflineStore store;
    std::optional<sql::Connection> snapshot;

private:
    static std::string told(const report::Report& report) {
        auto truth = report.truth;
        truth.elapsedMilliseconds = 0;
        return json::write(report.table) + json::write(truth);
    }

    void add(const std::string& text, const std::vector<sql::Value>& values) {
        for (auto* engine : {&*sqlite, &*postgres})
            require(engine->execute(sql::tenantOwned(text), sql::TenantScope::all(), values));
    }

    void fill() {
        std::mt19937_64 random(7);
        const auto pick = [&](const auto& list) { return list[random() % std::size(list)]; };
        const std::array names{"Zeta",  "alpha",  "Ärger",   "émile",      "Ωmega",
                               "alpha", "Beta 2", "beta 10", "\"quoted\"", ""};
        const std::array plans{"free", "team", "scale", "enterprise"};
        const std::array statuses{"trial", "active", "pastDue", "suspended", "removed"};
        const std::array regions{"eu-central", "eu-west", "us-east", "Äsien"};
        // The clocks of Berlin go forward on 29 March 2026 at 1:00 UTC, back on 25 October 2026 at 1:00 UTC.
        const std::array<std::int64_t, 5> moments{1774742400000, 1774746000000, 1792886400000, 1792890000000,
                                                  1771000000000};
        const auto moment = [&] { return pick(moments) + std::int64_t(random() % 10'800'000) - 5'400'000; };
        const auto maybe = [&](sql::Value value) { return random() % 3 ? std::move(value) : sql::Value(); };

        require(sqlite->script("BEGIN"));
        for (int i = 0; i < 24; ++i) {
            const std::string id = "ten_" + std::to_string(10 + i);
            const std::int64_t mrr = i == 5 ? 4'503'599'627'370'497 : std::int64_t(random() % 200'000) - 20'000;
            add("INSERT INTO tenants (id, name, slug, domain, status, plan, region, "
                "owner_name, currency, mrr_minor, "
                "users,"
                " seats_limit, created_at, renews_at, last_active_at) SELECT ?1, ?2, "
                "?3, '', ?4, ?5, ?6, ?7, 'EUR', "
                "?8, ?9,"
                " ?10, ?11, ?12, ?13 WHERE :tenant(?1)",
                {id, pick(names), "slug-" + std::to_string(i), pick(statuses), pick(plans), pick(regions), pick(names),
                 mrr, std::int64_t(random() % 60), std::int64_t(random() % 3 * 25), moment(), maybe(moment()),
                 maybe(moment())});
            for (int k = 0; k < 14; ++k)
                add("INSERT INTO subscription_months SELECT ?1, ?2, ?3, ?4, 'monthly', "
                    "?5, 'EUR', ?6, ?7, ?8, ?9, ?10"
                    " WHERE :tenant(?1)",
                    {id, report::bucketsBefore(20'758, report::Bucket::month, k), pick(plans), pick(regions),
                     pick(statuses), std::int64_t(random() % 90'000) - 5'000, std::int64_t(random() % 500),
                     std::int64_t(random() % 300), std::int64_t(random() % 40), std::int64_t(random() % 90)});
            for (int k = 0; k < 20; ++k)
                add("INSERT INTO usage SELECT ?1, ?2, ?3, ?4 WHERE :tenant(?1)",
                    {id, 20'650 + k * 6, k % 2 ? "apiCalls" : "storageBytes",
                     i == 3 && k == 0 ? 900'719'925'474'099'3 : std::int64_t(random() % 100'000)});
            for (int k = 0; k < 3; ++k)
                add("INSERT INTO users (id, tenant_id, name, email, role, status, "
                    "created_at, last_seen_at)"
                    " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE :tenant(?2)",
                    {"usr_" + std::to_string(i) + "_" + std::to_string(k), id, pick(names),
                     "user" + std::to_string(k) + "@slug-" + std::to_string(i) + ".example", k ? "member" : "owner",
                     pick(std::array{"active", "invited", "suspended"}), moment(), maybe(moment())});
        }
        for (int k = 0; k < 400; ++k) {
            const std::string tenant = "ten_" + std::to_string(10 + random() % 24);
            const std::string actor = "usr_" + std::to_string(random() % 26) + "_" + std::to_string(random() % 3);
            add("INSERT INTO audit (id, seq, at, actor_id, actor_name, on_behalf_of, "
                "action, entity, entity_id, "
                "entity_name,"
                " tenant_id, reason, previous_hash, hash) SELECT ?1, ?2, ?3, ?4, ?5, "
                "?6, 'tenant.update', 'tenant', "
                "?7, ?8,"
                " ?7, ?9, '', '' WHERE :tenant(?7)",
                {"aud_" + std::to_string(k), k + 1, moment(), actor, pick(names), maybe(pick(names)), tenant,
                 pick(names), pick(names)});
        }
        require(sqlite->script("COMMIT"));
    }

    struct Lines final : kernel::LineSink {
        Result<> write(std::string_view more) override {
            text += more;
            return {};
        }
        std::string text;
    };

    void takeSnapshot(const std::string& dataset) {
        Lines lines;
        auto writer = awaited(store.beginSnapshot(dataset));
        require(writer);
        require(reports::refreshSnapshot(*postgres, {dataset, {}, (*writer)->known()},
                                         {sql::TenantScope::all(), clock.now(), "req_1"}, lines, {}));
        for (std::size_t at = 0; at < lines.text.size();) {
            const std::size_t end = lines.text.find('\n', at);
            require((*writer)->add(std::string_view(lines.text).substr(at, end - at)));
            at = end + 1;
        }
        require(awaited((*writer)->finish()));
    }
};

}  // namespace steward::test

// Ten definitions over rows of usage against the same work written in SQL by hand, in turns, in the same run: on SQLite
// against the sqlite3 shell on the same file, on PostgreSQL, with its roles and row-level security, against psql. Then
// all rows as CSV against \copy. A tenth of the rows first, to see what grows.
//
//   bench_definitions [rows] [repetitions] [engine] [what its name begins with]
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "audit/migrations.h"
#include "branding/migrations.h"
#include "kernel/migrations.h"
#include "report/export.h"
#include "reports/migrations.h"
#include "tenancy/migrations.h"
#include "tests/bench/peak_memory.h"
#include "tests/support/postgres_cluster.h"
#include "tests/support/served.h"
#include "tests/support/test_database.h"

using namespace steward;
using namespace steward::report;

namespace {

template <class T>
T must(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "%s %s\n", result.error().message.c_str(), result.error().detail.c_str());
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

test::MigrationLists migrations() {
    return {&kernel::migrations(), &tenancy::migrations(), &audit::migrations(), &branding::migrations(),
            &reports::migrations()};
}

struct Task {
    const char* name;
    Definition definition;
    std::string sqlite;
    std::string postgres = sqlite;  // where the words differ
};

// Removed tenants are in no report.
const std::string shown = "t.tenant_id NOT IN (SELECT id FROM tenants WHERE status = 'removed')";

std::string monthOf(sql::Dialect dialect) {
    return dialect == sql::Dialect::sqlite ? "unixepoch(t.day * 86400, 'unixepoch', 'start of month') / 86400"
                                           : "date_trunc('month', date '1970-01-01' + t.day::int)::date";
}

// What is grouped, filtered and measured, and the statement for both engines with :month for the month of a day.
Task task(const char* name, Definition definition, std::string text) {
    definition.dataset = "usage";
    const auto forEngine = [&](sql::Dialect dialect) {
        std::string out = text;
        for (auto at = out.find(":month"); at != std::string::npos; at = out.find(":month"))
            out.replace(at, 6, monthOf(dialect));
        for (auto at = out.find(":shown"); at != std::string::npos; at = out.find(":shown"))
            out.replace(at, 6, shown);
        return out;
    };
    return {name, std::move(definition), forEngine(sql::Dialect::sqlite), forEngine(sql::Dialect::postgres)};
}

std::vector<Task> tasks() {
    const Dimension month{"day", Bucket::month};
    const Measure sum{"quantity", Aggregate::sum}, average{"quantity", Aggregate::average};
    Measure tenants{"tenantId", Aggregate::distinct}, share{"", Aggregate::share}, running{"", Aggregate::runningTotal};
    share.of = running.of = "sum(quantity)";
    Dimension largest{"tenant"};
    largest.top = Top{10, "sum(quantity)"};
    const std::string join = " FROM usage t LEFT JOIN tenants n ON n.id = t.tenant_id WHERE :shown";
    const std::string own = " FROM usage t WHERE :shown";
    return {
        task("metric by month, sum", {.rows = {{"metric"}}, .columns = {month}, .measures = {sum}},
             "SELECT metric, :month, sum(quantity), count(*)" + own + " GROUP BY 1, 2 ORDER BY 1, 2"),
        task("day of two metrics, sum and average",
             {.rows = {{"day"}}, .measures = {sum, average}, .filter = "metric in (metric01,metric07)"},
             "SELECT day, sum(quantity), avg(quantity), count(*)" + own +
                 " AND metric IN ('metric01', 'metric07') GROUP BY 1 ORDER BY 1"),
        task("region and metric through a relation, sum", {.rows = {{"region"}, {"metric"}}, .measures = {sum}},
             "SELECT n.region, metric, sum(quantity), count(*)" + join + " GROUP BY 1, 2 ORDER BY 1, 2"),
        task("tenants by month, counted once", {.rows = {month}, .measures = {tenants}},
             "SELECT :month, count(DISTINCT tenant_id), count(*)" + own +
                 " GROUP BY 1 UNION ALL SELECT NULL, count(DISTINCT tenant_id), count(*)" + own),
        task("metric, smallest and largest",
             {.rows = {{"metric"}}, .measures = {{"quantity", Aggregate::min}, {"quantity", Aggregate::max}}},
             "SELECT metric, min(quantity), max(quantity), count(*)" + own + " GROUP BY 1 ORDER BY 1"),
        task("ten largest tenants and others, sum", {.rows = {largest}, .measures = {sum}},
             "WITH kept AS (SELECT n.name" + join +
                 " GROUP BY 1 ORDER BY sum(quantity) DESC LIMIT 10) SELECT CASE WHEN "
                 "n.name IN (SELECT name FROM kept) THEN n.name END, sum(quantity), count(*)" +
                 join + " GROUP BY 1 ORDER BY 1"),
        task("days of one region, sum", {.rows = {{"day"}}, .measures = {sum}, .filter = "region=eu-west"},
             "SELECT day, sum(quantity), count(*)" + join + " AND n.region = 'eu-west' GROUP BY 1 ORDER BY 1"),
        task("plan by month, sum and average", {.rows = {{"plan"}}, .columns = {month}, .measures = {sum, average}},
             "SELECT n.plan, :month, sum(quantity), avg(quantity), count(*)" + join + " GROUP BY 1, 2 ORDER BY 1, 2"),
        task(
            "one day, by tenant and metric",
            {.rows = {{"tenantId"}, {"metric"}}, .measures = {sum}, .filter = "day=2026-09-04"},
            "SELECT tenant_id, metric, sum(quantity), count(*)" + own + " AND day = 20700 GROUP BY 1, 2 ORDER BY 1, 2"),
        task("median by metric", {.rows = {{"metric"}}, .measures = {{"quantity", Aggregate::median}}}, {}),
        task(
            "month, sum, share and running total", {.rows = {month}, .measures = {sum, share, running}},
            "WITH months AS (SELECT :month AS month, sum(quantity) AS total, count(*) AS rows" + own +
                " GROUP BY 1) SELECT month, total, total * 1.0 / sum(total) OVER (), sum(total) OVER (ORDER BY month), "
                "rows FROM months ORDER BY 1")};
}

// The median of each metric and of all, by hand.
std::string medians(sql::Dialect dialect) {
    const std::string from = " FROM usage t WHERE " + shown;
    if (dialect == sql::Dialect::postgres)
        return "SELECT metric, percentile_cont(0.5) WITHIN GROUP (ORDER BY quantity), count(*)" + from +
               " GROUP BY ROLLUP (metric) ORDER BY 1";
    const auto half = [&](const std::string& key, const std::string& partition) {
        return "SELECT " + key + ", avg(quantity), max(n) FROM (SELECT metric, quantity, row_number() OVER (" +
               partition + " ORDER BY quantity) AS at, count(*) OVER (" + partition + ") AS n" + from +
               ") WHERE at IN ((n + 1) / 2, n / 2 + 1) GROUP BY 1";
    };
    return half("metric", "PARTITION BY metric") + " UNION ALL " + half("NULL", "");
}

double seconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

class Bench {
public:
    Bench(std::filesystem::path folder, int repetitions, std::string only)
        : folder_(std::move(folder)), repetitions_(repetitions), only_(std::move(only)) {}

    void measure(const std::string& engine, std::int64_t rows) {
        ::setenv("STEWARD_TEST_ENGINE", engine.c_str(), 1);
        const auto file = folder_ / (engine + std::to_string(rows) + ".db");
        const auto options = test::migratedDatabase(file, migrations(), clock_);
        sql::Connection connection = test::connectTo(options);
        const auto dialect = connection.dialect();
        const bool isSqlite = dialect == sql::Dialect::sqlite;
        fill(connection, rows);
        if (!isSqlite) test::PostgresCluster::shared().sql(test::serverDatabaseOf(file), "VACUUM ANALYZE");
        const auto byHand = [&](const std::string& text) {
            if (isSqlite) return shell("sqlite3 '" + file.string() + "' \"" + text + "\" > '" + out() + "'");
            if (test::PostgresCluster::shared().sql(test::serverDatabaseOf(file), text).empty()) fail(text);
        };
        std::printf("\n%s, %lld rows of usage, medians of %d\n%-46s %10s %10s   ratio   memory\n", engine.c_str(),
                    static_cast<long long>(rows), repetitions_, "", "Steward", isSqlite ? "sqlite3" : "psql");
        const std::stop_source stop;  // as everybody has who may cancel
        const RunOptions everything{
            .scope = sql::TenantScope::all(), .dataAsOf = clock_.now(), .stop = stop.get_token()};
        for (const auto& one : tasks()) {
            const std::string text = one.sqlite.empty() ? medians(dialect) : isSqlite ? one.sqlite : one.postgres;
            std::int64_t read = 0;
            compare(
                rows, engine + one.name, one.name,
                [&] { read = must(run(connection, one.definition, everything)).truth.rowsScanned; },
                [&] { byHand(text); });
            if (read > 0 && one.definition.filter.empty() && read != rows) fail("Not all rows were read.");
        }
        RunOptions bounded = everything;
        bounded.maximumCells = static_cast<std::size_t>(rows / 10);
        const auto refusal = [&](const char* name, std::vector<Dimension> rowsOf, const std::string& columns) {
            const Definition tooMany{
                .dataset = "usage", .rows = std::move(rowsOf), .measures = {{"quantity", Aggregate::sum}}};
            compare(
                rows, engine + name, name,
                [&] {
                    const auto refused = run(connection, tooMany, bounded);
                    if (refused || refused.error().code != ErrorCode::tooLarge) fail("It was not refused.");
                },
                [&] {
                    byHand("SELECT " + columns + ", sum(quantity), count(*) FROM usage t WHERE " + shown +
                           " GROUP BY " + columns + " ORDER BY " + columns);
                });
        };
        refusal("a row a group, until it is refused", {{"tenantId"}, {"day"}, {"metric"}}, "tenant_id, day, metric");
        refusal("17 rows a group, until it is refused", {{"tenantId"}, {"day"}}, "tenant_id, day");
        const Definition all{.dataset = "usage", .rows = {{"metric"}}, .measures = {{"", Aggregate::count}}};
        ExportOptions csv{.file = folder_ / "rows.csv", .underlying = true, .run = everything};
        const std::string text =
            "SELECT t.tenant_id, t.day, t.metric, n.name, n.plan, n.region, n.status, t.quantity FROM usage t LEFT "
            "JOIN "
            "tenants n ON n.id = t.tenant_id WHERE " +
            shown + " ORDER BY t.tenant_id, t.day, t.metric";
        compare(
            rows, engine + "CSV", "CSV of all rows and fields", [&] { must(exportReport(connection, all, csv)); },
            [&] {
                if (isSqlite) return shell("sqlite3 -csv '" + file.string() + "' \"" + text + "\" > '" + out() + "'");
                const auto to = std::filesystem::temp_directory_path() / "steward-bench-copy.csv";
                test::PostgresCluster::shared().sql(test::serverDatabaseOf(file),
                                                    "\\copy (" + text + ") to '" + to.string() + "' csv header");
                if (std::filesystem::file_size(to) < 1'000) fail("nothing was copied");
                std::filesystem::remove(to);
            });
    }

private:
    std::string out() const { return (folder_ / "by-hand.out").string(); }
    [[noreturn]] static void fail(const std::string& what) {
        std::fprintf(stderr, "It did not run: %s\n", what.c_str());
        std::exit(1);
    }
    static void shell(const std::string& command) {
        if (std::system(command.c_str()) != 0) fail(command);
    }

    void fill(sql::Connection& connection, std::int64_t rows) {
        constexpr std::int64_t days = 90, metrics = 17;
        const std::string tenants = std::to_string((rows + days * metrics - 1) / (days * metrics));
        const std::string numbers = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ";
        const bool isSqlite = connection.dialect() == sql::Dialect::sqlite;
        const std::string pad = isSqlite ? "printf('ten_%022d', i)" : "'ten_' || lpad(i::text, 22, '0')";
        const std::string metric = isSqlite ? "printf('metric%02d', j)" : "'metric' || lpad(j::text, 2, '0')";
        const auto run = [&](const std::string& text) {
            must(connection.execute(sql::tenantOwned(text), sql::TenantScope::all()));
        };
        run("INSERT INTO tenants (id, name, slug, status, plan, region, created_at) " + numbers + tenants +
            ") SELECT " + pad +
            ", 'Tenant ' || i, 't' || i, 'active', CASE i % 3 WHEN 0 THEN 'team' WHEN 1 THEN 'scale' ELSE 'enterprise' "
            "END, CASE i % 3 WHEN 0 THEN 'eu-central' WHEN 1 THEN 'eu-west' ELSE 'us-east' END, 1700000000000 FROM n");
        run("INSERT INTO usage (tenant_id, day, metric, quantity) " + numbers + tenants +
            "), d(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM d WHERE k < 89), m(j) AS (SELECT 0 UNION ALL SELECT j + "
            "1 "
            "FROM m WHERE j < 16) SELECT " +
            pad + ", 20691 + k, " + metric +
            ", (i * 7919 + k * 31 + j) % 1000000 FROM n, d, m ORDER BY 1, 2, 3 LIMIT " + std::to_string(rows));
        if (isSqlite) must(connection.script("PRAGMA wal_checkpoint(TRUNCATE); ANALYZE"));
    }

    // In turns, so that whatever else the machine does hits both.
    void compare(std::int64_t rows, const std::string& key, const char* name, const std::function<void()>& ours,
                 const std::function<void()>& peer) {
        if (!std::string_view(name).starts_with(only_)) return;
        std::vector<double> first, second;
        double memory = 0;  // of this process: with SQLite, its pages are in it
        for (int i = 0; i < repetitions_; ++i) {
            memory_.forget();
            first.push_back(seconds(ours));
            memory = std::max(memory, memory_.megabytes());
            second.push_back(seconds(peer));
        }
        const double time = median(first);
        std::printf("%-46s %8.3f s %8.3f s   %.2fx   %5.1f MB", name, time, median(second), time / median(second),
                    memory);
        // Ten times the rows, so 1.0 is a time that grows as they do.
        if (const auto before = earlier_.find(key); before != earlier_.end())
            std::printf("   a row %.2fx as long as with %lld rows",
                        time / before->second.second * double(before->second.first) / double(rows),
                        static_cast<long long>(before->second.first));
        std::printf("\n");
        std::fflush(stdout);
        earlier_[key] = {rows, time};
    }

    std::filesystem::path folder_;
    int repetitions_;
    std::string only_;
    SystemClock clock_;
    const bench::PeakMemory memory_{::getpid()};
    std::map<std::string, std::pair<std::int64_t, double>> earlier_;
};

}  // namespace

int main(int count, char** arguments) {
    const std::int64_t rows = count > 1 ? std::atoll(arguments[1]) : 10'000'000;
    const int repetitions = count > 2 ? std::atoi(arguments[2]) : 3;
    const test::TemporaryFolder folder;
    const std::string_view wanted = count > 3 ? arguments[3] : "";
    Bench bench(folder.path(), repetitions, count > 4 ? arguments[4] : "");
    for (const std::string engine : {"sqlite", "postgres"}) {
        if (!engine.starts_with(wanted)) continue;
        for (const auto size : {rows / 10, rows})
            bench.measure(engine, std::max<std::int64_t>(size, 1));
    }
    return 0;
}

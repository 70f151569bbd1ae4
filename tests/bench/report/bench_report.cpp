// Reports and exports of two million rows against the sqlite3 shell on the same file, in turns, in the same run; then
// each format, and snapshots, with their memory, for a tenth of the rows and for all.
//
//   bench_report [rows] [repetitions]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "bench_files.h"
#include "report/export.h"
#include "report/schema.h"

using namespace steward;
using namespace steward::report;

namespace {

[[noreturn]] void stop(const Error& error) {
    std::fprintf(stderr, "%s %s\n", error.message.c_str(), error.detail.c_str());
    std::exit(1);
}

template <class T>
T must(Result<T> result) {
    if (!result) stop(result.error());
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

void fill(const std::filesystem::path& file, std::int64_t rows) {
    auto connection = must(sql::Connection::open({.path = file}));
    for (const auto& table : schema::tables)
        must(connection.script(table.script));
    const std::string tenants = std::to_string((rows + 90 * 17 - 1) / (90 * 17));
    must(connection.script(
        "BEGIN;"
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < " +
        tenants +
        ")"
        "INSERT INTO tenants (id, name, slug, status, plan, region, created_at)"
        "SELECT printf('ten_%022d', i), 'Tenant ' || i, 't' || i, 'active',"
        " CASE i % 3 WHEN 0 THEN 'team' WHEN 1 THEN 'scale' ELSE 'enterprise' END,"
        " CASE i % 3 WHEN 0 THEN 'eu-central' WHEN 1 THEN 'eu-west' ELSE 'us-east' END, 1700000000000 FROM n;"
        "WITH RECURSIVE d(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM d WHERE k < 89),"
        " m(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM m WHERE j < 16)"
        "INSERT INTO usage SELECT t.id, 20691 + k, printf('metric%02d', j), (t.rowid * 7919 + k * 31 + j) % 1000000"
        " FROM tenants t, d, m ORDER BY 1, 2, 3 LIMIT " +
        std::to_string(rows) +
        ";"
        "COMMIT; PRAGMA wal_checkpoint(TRUNCATE); ANALYZE"));
}

double seconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void shell(const std::string& options, const std::filesystem::path& file, const std::string& sql,
           const std::string& out) {
    const std::string command = "sqlite3 " + options + " '" + file.string() + "' \"" + sql + "\" > '" + out + "'";
    if (std::system(command.c_str()) != 0) {
        std::fprintf(stderr, "The sqlite3 shell did not run. Install the package sqlite3.\n");
        std::exit(1);
    }
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

// In turns, so that whatever else the machine does hits both.
void compare(const char* name, const char* target, int repetitions, const std::function<void()>& ours,
             const std::function<void()>& peer) {
    std::vector<double> first;
    std::vector<double> second;
    ours();
    peer();
    for (int i = 0; i < repetitions; ++i) {
        first.push_back(seconds(ours));
        second.push_back(seconds(peer));
    }
    std::printf("%-44s %8.3f s %8.3f s   time %.2fx   speed %.2fx   %s\n", name, median(first), median(second),
                median(first) / median(second), median(second) / median(first), target);
    std::fflush(stdout);
}

}  // namespace

int main(int count, char** arguments) {
    const std::int64_t rows = count > 1 ? std::atoll(arguments[1]) : 2'000'000;
    const int repetitions = count > 2 ? std::atoi(arguments[2]) : 5;
    const auto folder =
        std::filesystem::temp_directory_path() /
        ("steward-bench-" + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()));
    std::filesystem::create_directories(folder);
    const auto file = folder / "bench.db";
    fill(file, rows);
    auto connection = must(sql::Connection::open({.path = file, .mode = sql::Mode::readOnly}));
    const RunOptions everything{.scope = sql::TenantScope::all(), .dataAsOf = SystemClock().now()};
    const std::string out = (folder / "shell.out").string();

    std::printf("%lld rows of usage, medians of %d\n%-44s %10s %10s\n", static_cast<long long>(rows), repetitions, "",
                "Steward", "sqlite3");
    const Definition byMetric{.dataset = "usage",
                              .rows = {{"metric"}},
                              .columns = {{"day", Bucket::month}},
                              .measures = {{"quantity", Aggregate::sum}}};
    compare(
        "report: metric by month, sum", "(target: time at most 1.15x)", repetitions,
        [&] { must(run(connection, byMetric, everything)); },
        [&] {
            shell(
                "", file,
                "SELECT metric, unixepoch(day * 86400, 'unixepoch', 'start of month') / 86400, sum(quantity), count(*)"
                " FROM usage GROUP BY 1, 2 ORDER BY 1, 2",
                out);
        });
    const Definition byDay{.dataset = "usage",
                           .rows = {{"day"}},
                           .measures = {{"quantity", Aggregate::sum}, {"quantity", Aggregate::average}},
                           .filter = "metric in (metric01,metric07)"};
    compare(
        "report: day, filtered, sum and average", "(target: time at most 1.15x)", repetitions,
        [&] { must(run(connection, byDay, everything)); },
        [&] {
            shell(
                "", file,
                "SELECT day, sum(quantity), avg(quantity), count(*) FROM usage WHERE metric IN ('metric01', 'metric07')"
                " GROUP BY 1 ORDER BY 1",
                out);
        });
    const Definition byRegion{
        .dataset = "usage", .rows = {{"region"}, {"metric"}}, .measures = {{"quantity", Aggregate::sum}}};
    compare(
        "report: region and metric through a join, sum", "(target: time at most 1.15x)", repetitions,
        [&] { must(run(connection, byRegion, everything)); },
        [&] {
            shell("", file,
                  "SELECT n.region, metric, sum(quantity), count(*) FROM usage t LEFT JOIN tenants n ON n.id = "
                  "t.tenant_id"
                  " GROUP BY 1, 2 ORDER BY 1, 2",
                  out);
        });

    ExportOptions options{.file = folder / "rows.csv", .underlying = true, .run = everything};
    const auto query = must(compileRows(byMetric, {}));
    std::string sql = query.text;
    sql.replace(sql.find(":tenant(t.tenant_id)"), std::string_view(":tenant(t.tenant_id)").size(), "TRUE");
    compare(
        "CSV of all rows and fields", "(target: speed at least 0.8x)", repetitions,
        [&] { must(exportReport(connection, byMetric, options)); }, [&] { shell("-csv", file, sql, out); });
    const auto tenth = folder / "tenth.db";
    fill(tenth, std::max<std::int64_t>(rows / 10, 1));
    bench::measureFiles(folder, tenth, file);
    bench::measureSnapshots(folder, tenth, file);
    std::filesystem::remove_all(folder);
    return 0;
}

// Reports against SQL written by hand: groups, totals, time zones, scopes, and the same numbers on a snapshot.
#include "report/runner.h"

#include "sample.h"

using namespace steward;
using namespace steward::report;

namespace {

std::int64_t number(const json::Value& value) {
    return value.is_null() ? -1 : value.to_number<std::int64_t>();
}

const Line& totalOf(const Report& report) {
    return report.table.lines.back();
}

}  // namespace

class RunnerTest : public QObject {
    Q_OBJECT
    sql::Connection connection_ = sample::filled();

    Report mustRun(const Definition& definition, const RunOptions& options = sample::everything()) {
        auto report = run(connection_, definition, options);
        if (!report) qFatal("%s %s", report.error().message.c_str(), report.error().detail.c_str());
        return std::move(*report);
    }
    std::int64_t one(const std::string& sql) {
        const auto rows = connection_.query(sql);
        if (!rows) qFatal("%s", rows.error().detail.c_str());
        return (*rows)[0].integer(0);
    }

private Q_SLOTS:
    void aPivotHasTheNumbersOfTheDatabase() {
        const Report report = mustRun(sample::monthlyRevenue());
        const std::string where =
            " FROM subscription_months WHERE status IN ('active','pastDue') AND month >= 20605 AND month < 20788";
        const Table& table = report.table;
        QCOMPARE(table.columnKeys.size(), std::size_t(one("SELECT count(DISTINCT month)" + where)));
        QCOMPARE(table.measures.front().currency, std::string("EUR"));
        QCOMPARE(table.measures.front().title, std::string("Sum of MRR"));

        std::int64_t leaves = 0;
        for (const Line& line : table.lines) {
            std::string condition = where;
            if (!line.keys.empty()) condition += " AND region = '" + std::string(line.keys[0].as_string()) + "'";
            if (line.keys.size() > 1) condition += " AND plan = '" + std::string(line.keys[1].as_string()) + "'";
            leaves += line.kind == LineKind::leaf;
            for (std::size_t i = 0; i < table.columnKeys.size(); ++i)
                QCOMPARE(number(line.cells[i]), one("SELECT sum(mrr_minor)" + condition + " AND month = " +
                                                    std::to_string(table.columnKeys[i][0].as_int64())));
            QCOMPARE(number(line.cells.back()), one("SELECT sum(mrr_minor)" + condition));
        }
        QCOMPARE(leaves, one("SELECT count(*) FROM (SELECT DISTINCT region, plan" + where + ")"));
        QCOMPARE(report.truth.rowsGrouped, leaves);
        QCOMPARE(report.truth.rowsScanned, one("SELECT count(*)" + where));
        QVERIFY(report.truth.complete);
        QCOMPARE(totalOf(report).kind, LineKind::total);
    }

    void totalsOfAveragesAndDistinctCountsAreRight() {
        Definition definition{.dataset = "subscriptions",
                              .rows = {{"region"}, {"plan"}},
                              .columns = {{"month", Bucket::year}},
                              .measures = {{"mrr", Aggregate::average},
                                           {"tenantId", Aggregate::distinct},
                                           {"mrr", Aggregate::min},
                                           {"mrr", Aggregate::max},
                                           {"", Aggregate::count}}};
        const Report report = mustRun(definition);
        const auto check = [&](const Line& line) {
            std::string where = " FROM subscription_months WHERE TRUE";
            if (!line.keys.empty()) where += " AND region = '" + std::string(line.keys[0].as_string()) + "'";
            if (line.keys.size() > 1) where += " AND plan = '" + std::string(line.keys[1].as_string()) + "'";
            const std::size_t groups = report.table.columnKeys.size();
            for (std::size_t group = 0; group <= groups; ++group) {
                std::string condition = where;
                if (group < groups)
                    condition += " AND unixepoch(month * 86400, 'unixepoch', 'start of year') / 86400 = " +
                                 std::to_string(report.table.columnKeys[group][0].as_int64());
                const auto* cells = &line.cells[group * 5];
                QCOMPARE(cells[0].as_double(), (*connection_.query("SELECT avg(mrr_minor)" + condition))[0].real(0));
                QCOMPARE(number(cells[1]), one("SELECT count(DISTINCT tenant_id)" + condition));
                QCOMPARE(number(cells[2]), one("SELECT min(mrr_minor)" + condition));
                QCOMPARE(number(cells[3]), one("SELECT max(mrr_minor)" + condition));
                QCOMPARE(number(cells[4]), one("SELECT count(*)" + condition));
            }
        };
        for (const Line& line : report.table.lines)
            check(line);
        QCOMPARE(report.table.columnKeys.size(), std::size_t{3});
    }

    void daysFollowTheClocksOfTheTimeZone() {
        Definition definition{.dataset = "audit",
                              .rows = {{"at", Bucket::day}},
                              .measures = {{"", Aggregate::count}},
                              .timeZone = "Europe/Berlin"};
        const Report report = mustRun(definition);
        // 28 March 2026 ends at 23:00 UTC there, and 29 March has 23 hours: entries come every half hour.
        std::map<std::int64_t, std::int64_t> days;
        for (const Line& line : report.table.lines)
            if (line.kind == LineKind::leaf) days[line.keys[0].as_int64()] = number(line.cells[0]);
        const std::int64_t longDay = 20540;  // 2026-03-28
        QCOMPARE(days[longDay + 1], std::int64_t{46});
        QCOMPARE(days[longDay + 2], std::int64_t{48});
        QCOMPARE(number(totalOf(report).cells[0]), std::int64_t{200});

        definition.timeZone = "UTC";
        const Report utc = mustRun(definition);
        QCOMPARE(number(utc.table.lines[1].cells[0]), std::int64_t{48});
        for (const Bucket bucket : {Bucket::week, Bucket::month, Bucket::quarter, Bucket::year}) {
            definition.rows[0].bucket = bucket;
            definition.timeZone = "America/New_York";
            QCOMPARE(number(totalOf(mustRun(definition)).cells[0]), std::int64_t{200});
        }
    }

    void sortAndLimitLeaveTotalsAlone() {
        Definition definition{.dataset = "tenants",
                              .rows = {{"region"}},
                              .measures = {{"users", Aggregate::sum}},
                              .sort = {{"sum(users)", true}},
                              .limit = 2};
        const Report report = mustRun(definition);
        QCOMPARE(report.table.lines.size(), std::size_t{3});
        QVERIFY(number(report.table.lines[0].cells[0]) >= number(report.table.lines[1].cells[0]));
        QCOMPARE(number(totalOf(report).cells[0]), one("SELECT sum(users) FROM tenants"));
        QCOMPARE(report.truth.rowsGrouped, std::int64_t{3});
        QCOMPARE(report.truth.rowsReturned, std::int64_t{2});
        QVERIFY(!report.truth.complete);

        definition.limit = 0;
        definition.sort = {{"region", true}};
        QCOMPARE(mustRun(definition).table.lines[0].keys[0].as_string(), "us-east");
    }

    void aReportWithoutRowsIsOneLine() {
        Definition definition{.dataset = "tenants",
                              .measures = {{"users", Aggregate::sum}, {"mrr", Aggregate::average}}};
        Report report = mustRun(definition);
        QCOMPARE(report.table.lines.size(), std::size_t{1});
        QCOMPARE(number(report.table.lines[0].cells[0]), one("SELECT sum(users) FROM tenants"));
        definition.filter = "name=nobody";
        report = mustRun(definition);
        QVERIFY(report.table.lines[0].cells[0].is_null());
        QCOMPARE(report.truth.rowsScanned, std::int64_t{0});
        definition.rows = {{"region"}};
        definition.columns = {{"plan"}};
        report = mustRun(definition);
        QCOMPARE(report.table.lines.size(), std::size_t{1});
        QCOMPARE(report.table.cellsPerLine(), report.table.lines[0].cells.size());
    }

    void joinsAreMadeOnlyWhenNeeded() {
        Definition definition{.dataset = "usage", .rows = {{"metric"}}, .measures = {{"quantity", Aggregate::sum}}};
        QVERIFY(compileGroups(definition, {})->statements.front().text.find("JOIN") == std::string::npos);
        definition.rows = {{"region"}, {"metric"}};
        QVERIFY(compileGroups(definition, {})->statements.front().text.find("JOIN tenants") != std::string::npos);
        const Report report = mustRun(definition);
        QCOMPARE(number(totalOf(report).cells[0]), one("SELECT sum(quantity) FROM usage"));
        QCOMPARE(number(report.table.lines[0].cells[0]),
                 one("SELECT sum(quantity) FROM usage JOIN tenants ON id = tenant_id WHERE region = 'eu-central' AND "
                     "metric = 'apiCalls'"));
    }

    void onlyTheTenantOfTheScopeIsSeen() {
        Definition definition{.dataset = "users", .rows = {{"tenantId"}}, .measures = {{"", Aggregate::count}}};
        RunOptions options = sample::everything();
        options.scope = sql::TenantScope::one("ten_07");
        const Report report = mustRun(definition, options);
        QCOMPARE(report.table.lines.size(), std::size_t{2});
        QCOMPARE(report.table.lines[0].keys[0].as_string(), "ten_07");
        for (const auto& dataset : datasets()) {
            definition = {.dataset = dataset.name, .measures = {{"", Aggregate::count}}};
            const auto all = mustRun(definition).truth.rowsScanned;
            QVERIFY2(mustRun(definition, options).truth.rowsScanned < all, dataset.name.c_str());
        }
        QCOMPARE(run(connection_, definition, RunOptions{}).error().code, ErrorCode::internal);
    }

    void theSnapshotGivesTheSameNumbers() {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath(QStringLiteral("snapshot.db")).toStdString();
        auto snapshot = sample::open(path);
        sample::createTables(snapshot);
        for (const auto& table : schema::tables) {
            const std::string name(table.name);
            const auto rows = connection_.query("SELECT * FROM " + name);
            QVERIFY_OK(rows);
            std::string marks;
            for (std::size_t i = 1; i <= rows->columns().size(); ++i)
                marks += (i > 1 ? ", ?" : "?") + std::to_string(i);
            for (const sql::Row row : *rows) {
                std::vector<sql::Value> values;
                values.reserve(row.size());
                for (std::size_t i = 0; i < row.size(); ++i)
                    values.push_back(row.value(i));
                QVERIFY_OK(snapshot.execute("INSERT INTO " + name + " VALUES (" + marks + ")", values));
            }
        }
        std::vector<Definition> definitions{sample::monthlyRevenue()};
        definitions.push_back({.dataset = "usage",
                               .rows = {{"tenant"}},
                               .columns = {{"day", Bucket::week}},
                               .measures = {{"quantity", Aggregate::average}, {"metric", Aggregate::distinct}}});
        definitions.push_back({.dataset = "audit",
                               .rows = {{"at", Bucket::day}, {"actor"}},
                               .measures = {{"entityId", Aggregate::distinct}},
                               .timeZone = "Asia/Kolkata"});
        for (const auto& definition : definitions) {
            const auto offline = run(snapshot, definition, sample::everything());
            QVERIFY_OK(offline);
            QCOMPARE(json::write(offline->table), json::write(mustRun(definition).table));
        }
    }

    void wrongDefinitionsNameEveryField() {
        Definition definition{.dataset = "subscriptions",
                              .rows = {{"nothing"}, {"mrr"}, {"region", Bucket::day}, {"month", Bucket::day}},
                              .measures = {{"region", Aggregate::sum}, {"search", Aggregate::count}},
                              .filter = "status=odd",
                              .sort = {{"sum(x)"}}};
        const auto outcome = validate(definition);
        QCOMPARE(outcome.error().code, ErrorCode::invalid);
        std::string paths;
        for (const auto& field : outcome.error().fields)
            paths += field.path + " ";
        QCOMPARE(paths, std::string("/rows/0/field /rows/1/field /rows/2/bucket /rows/3/bucket /measures/0/aggregate "
                                    "/measures/1/field /filter /sort/0/by "));
        definition = {.dataset = "nowhere", .timeZone = "Mars/Olympus"};
        QCOMPARE(validate(definition).error().fields.size(), std::size_t{3});
        definition = sample::monthlyRevenue();
        definition.rows.push_back({"region"});
        QCOMPARE(validate(definition).error().fields.front().message, std::string("is there twice"));
    }

    void definitionsAreSavedAsJson() {
        const Definition definition = sample::monthlyRevenue();
        const auto back = readDefinition(json::write(definition));
        QVERIFY_OK(back);
        QCOMPARE(*back, definition);
        const auto newer = readDefinition(R"({"version":3,"dataset":"tenants"})");
        QVERIFY(newer.error().message.find("newer version") != std::string::npos);
        const Report report = mustRun(definition);
        const auto travelled = json::read<Report>(json::write(report));
        QVERIFY_OK(travelled);
        QCOMPARE(travelled->table, report.table);
        QCOMPARE(travelled->truth, report.truth);
    }

    void amountsInSeveralCurrenciesAreNotAdded() {
        auto connection = sample::filled();
        sample::mustRun(connection, "UPDATE tenants SET currency = 'USD' WHERE id = 'ten_03'");
        Definition definition{.dataset = "tenants", .rows = {{"region"}}, .measures = {{"mrr", Aggregate::sum}}};
        QCOMPARE(run(connection, definition, sample::everything()).error().code, ErrorCode::unprocessable);
        definition.filter = "currency=EUR";
        QVERIFY_OK(run(connection, definition, sample::everything()));
    }

    // Its fourth group would end the report for another reason.
    void tooManyGroupsAreRefusedBeforeAnyIsComputed() {
        auto connection = sample::filled();
        sample::mustRun(connection, "UPDATE tenants SET currency = 'USD' WHERE id = 'ten_03'");
        const Definition definition{.dataset = "tenants", .rows = {{"id"}}, .measures = {{"mrr", Aggregate::sum}}};
        RunOptions options = sample::everything();
        options.maximumCells = 10;
        const auto refused = run(connection, definition, options);
        QCOMPARE(refused.error().code, ErrorCode::tooLarge);
        QVERIFY(refused.error().detail.find("more than 10 cells") != std::string::npos);
        options.maximumCells = 1000;
        QCOMPARE(run(connection, definition, options).error().code, ErrorCode::unprocessable);
    }

    // Three rows share each group; their first amounts would end the report for another reason.
    void groupsThatRowsShareAreRefusedBeforeAnyIsComputed() {
        auto connection = sample::filled();
        sample::mustRun(connection,
                        "UPDATE subscription_months SET currency = 'USD' WHERE tenant_id = 'ten_00' AND month ="
                        " (SELECT min(month) FROM subscription_months WHERE tenant_id = 'ten_00')");
        const Definition definition{.dataset = "subscriptions",
                                    .rows = {{"tenantId"}, {"month", Bucket::quarter}},
                                    .measures = {{"mrr", Aggregate::sum}}};
        RunOptions options = sample::everything();
        options.maximumCells = 300;
        QCOMPARE(run(connection, definition, options).error().code, ErrorCode::tooLarge);
        options.maximumCells = 3'000;
        QCOMPARE(run(connection, definition, options).error().code, ErrorCode::unprocessable);
        // The first rows come to new groups as fast, the rest to none.
        Definition few = definition;
        few.rows = {{"tenant.region"}, {"month", Bucket::quarter}};
        few.filter = "currency=EUR";
        options.maximumCells = 300;
        QVERIFY_OK(run(connection, few, options));
    }

    void boundsAndCancelAreErrors() {
        Definition definition{.dataset = "usage",
                              .rows = {{"tenantId"}, {"day"}, {"metric"}},
                              .measures = {{"quantity", Aggregate::sum}}};
        RunOptions options = sample::everything();
        options.maximumCells = 1000;
        QCOMPARE(run(connection_, definition, options).error().code, ErrorCode::tooLarge);
        std::stop_source stop;
        stop.request_stop();
        options = sample::everything();
        options.stop = stop.get_token();
        QCOMPARE(run(connection_, definition, options).error().code, ErrorCode::cancelled);
        QVERIFY(!connection_.inTransaction());
    }
};

QTEST_APPLESS_MAIN(RunnerTest)
#include "runner_test.moc"

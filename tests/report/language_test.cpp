// The report language on PostgreSQL, on SQLite and on a snapshot: the same to the last digit, and as SQL by hand has
// it.
#include <fstream>

#include "report/resolved.h"
#include "report/time_zone.h"
#include "tests/report/definition_generator.h"
#include "tests/report/engines.h"

using namespace steward;
using namespace steward::report;

namespace {

const Line* lineOf(const Report& report, const std::vector<json::Value>& keys) {
    const auto found = std::ranges::find(report.table.lines, keys, &Line::keys);
    return found == report.table.lines.end() ? nullptr : &*found;
}

Definition on(std::string dataset, std::vector<Dimension> rows, std::vector<Measure> measures) {
    return {.dataset = std::move(dataset), .rows = std::move(rows), .measures = std::move(measures)};
}

Measure made(Aggregate aggregate, std::string of) {
    return {.aggregate = aggregate, .of = std::move(of)};
}

std::string refusals(const Definition& definition) {
    const auto outcome = validate(definition);
    std::string paths;
    if (!outcome)
        for (const auto& field : outcome.error().fields)
            paths += field.path + " ";
    return paths;
}

}  // namespace

class LanguageTest : public QObject {
    Q_OBJECT
    std::unique_ptr<test::Engines> engines_;

    Report mustRun(const Definition& definition, sql::TenantScope scope = sql::TenantScope::all()) {
        auto report = engines_->run(definition, engines_->options(std::move(scope)));
        if (!report) qFatal("%s %s", test::problem(report).c_str(), report.error().detail.c_str());
        return std::move(*report);
    }
    json::Value byHand(const std::string& text) { return engines_->byHand(text); }

private Q_SLOTS:
    void initTestCase() { engines_ = std::make_unique<test::Engines>(); }
    void cleanupTestCase() { engines_.reset(); }

    void groupsAreCountedBeforeTheyAreComputed() {
        const auto day = on("usage", {{"tenantId"}, {"day"}, {"metric"}}, {{"quantity", Aggregate::sum}});
        auto byId = on("tenants", {{"id"}}, {{"", Aggregate::count}});
        byId.filter = "plan in (free,team)";
        const auto tenants = byHand(
                                 "SELECT count(*) FROM tenants WHERE :tenant(id) AND plan IN ('free', 'team')"
                                 " AND status <> 'removed'")
                                 .as_int64();
        QVERIFY(tenants > 3);
        for (auto* engine : {&*engines_->postgres, &*engines_->sqlite}) {
            const CompileOptions options{.dialect = engine->dialect(), .now = engines_->clock.now()};
            const auto answer = [&](const Result<SqlText>& text) {
                if (!text) qFatal("%s", text.error().message.c_str());
                const auto rows =
                    engine->query(sql::tenantOwned(text->text), sql::TenantScope::all(), text->parameters);
                if (!rows) qFatal("%s", rows.error().detail.c_str());
                return (*rows)[0].integer(0);
            };
            constexpr std::int64_t all = 1'000'000;
            CompileOptions withRemoved = options;
            withRemoved.noneIsRemoved = true;
            QCOMPARE(answer(compileGroupCount(day, withRemoved, 8, all)), 8);  // a row is a group
            QCOMPARE(answer(compileGroupCount(byId, options, all, all)), tenants);
            QCOMPARE(answer(compileGroupCount(byId, options, all, 2)), 2);
            QCOMPARE(answer(compileRowCount(byId, options)), tenants);
            const auto rows = byHand("SELECT count(*) FROM tenants WHERE :tenant(id)").as_int64();
            QCOMPARE(answer(compileTableCount(byId, options, rows)), rows);
            QCOMPARE(answer(compileTableCount(byId, options, 3)), 3);
            QCOMPARE(answer(compileTableCount(byId, options, 100 * all)), 0);  // known without counting
        }
        // Months and enumerations are few, whatever the rows.
        const auto few = usualGroups(on("usage", {{"day", Bucket::month}, {"tenant.plan"}}, {}));
        QVERIFY(few && *few && **few < 5'000);
        QVERIFY(!usualGroups(day)->has_value());
        RunOptions options = engines_->options();
        options.maximumCells = 8;
        QCOMPARE(engines_->run(day, options).error().code, ErrorCode::tooLarge);
    }

    void everyBucketFollowsTheClocks() {
        for (const auto* zone : {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"}) {
            for (const Bucket bucket : {Bucket::minute, Bucket::hour, Bucket::day, Bucket::week, Bucket::month,
                                        Bucket::quarter, Bucket::year}) {
                for (const Weekday start : {Weekday::monday, Weekday::sunday, Weekday::thursday}) {
                    Definition definition = on("audit", {{"at", bucket}}, {{"", Aggregate::count}});
                    definition.timeZone = zone;
                    definition.weekStart = start;
                    const Report report = mustRun(definition);
                    // As the time zone's own functions say it, row by row.
                    const auto clocks = *TimeZone::find(zone);
                    std::map<std::int64_t, std::int64_t> expected;
                    const auto rows = engines_->sqlite->query(
                        sql::tenantOwned("SELECT at FROM audit WHERE :tenant(tenant_id)"), sql::TenantScope::all());
                    for (const sql::Row row : *rows)
                        ++expected[bucket < Bucket::day ? clocks.startOf(row.integer(0), bucket)
                                                        : firstDay(clocks.dayOf(row.integer(0)), bucket, start)];
                    QCOMPARE(report.table.lines.size(), expected.size() + 1);
                    for (const auto& [key, count] : expected) {
                        const Line* line = lineOf(report, {key});
                        QVERIFY(line);
                        QCOMPARE(line->cells[0], json::Value(count));
                    }
                }
            }
        }
    }

    void theHourThatComesTwiceIsTwo() {
        Definition definition = on("audit", {{"at", Bucket::hour}}, {{"", Aggregate::count}});
        definition.timeZone = "Europe/Berlin";
        definition.filter = "at>=2026-10-24T23:00:00Z;at<2026-10-25T03:00:00Z";
        const Report report = mustRun(definition);
        // 0:00 and 1:00 UTC are both 2 o'clock there.
        QVERIFY(lineOf(report, {std::int64_t(1'792'886'400'000)}));
        QVERIFY(lineOf(report, {std::int64_t(1'792'890'000'000)}));
    }

    void binsAreStepsFromTheirOrigin() {
        Definition definition =
            on("tenants", {{.field = "users", .bin = Bin{20, 5}}}, {{"", Aggregate::count}, {"mrr", Aggregate::sum}});
        const Report report = mustRun(definition);
        for (const auto& line : report.table.lines) {
            if (line.kind != LineKind::leaf) continue;
            const auto from = line.keys[0].as_int64();
            QCOMPARE(((from - 5) % 20 + 20) % 20, std::int64_t(0));
            const std::string where =
                " FROM tenants WHERE :tenant(id) AND status <> "
                "'removed' AND users >= " +
                std::to_string(from) + " AND users < " + std::to_string(from + 20);
            QCOMPARE(line.cells[0], byHand("SELECT count(*)" + where));
            QCOMPARE(line.cells[1], byHand("SELECT sum(mrr_minor)" + where));
        }
        definition.rows = {{.field = "mrr", .bin = Bin{10'000, -3'333}}, {.field = "users", .bin = Bin{7, 0}}};
        mustRun(definition);
        definition.rows = {{.field = "name", .bin = Bin{10}}, {.field = "users", .bin = Bin{0}}, {"mrr"}};
        QCOMPARE(refusals(definition), std::string("/rows/0/bin /rows/1/bin/width /rows/2/field "));
    }

    void othersAreComputedFromTheirRows() {
        Definition definition = on("usage", {{.field = "tenantId", .top = Top{3, "sum(quantity)"}}, {"metric"}},
                                   {{"quantity", Aggregate::sum},
                                    {"quantity", Aggregate::average},
                                    {"quantity", Aggregate::median},
                                    {"day", Aggregate::distinct}});
        definition.sort = {{"tenantId", true}};
        const Report report = mustRun(definition);
        const auto rows = engines_->sqlite->query(sql::tenantOwned("SELECT tenant_id FROM usage t WHERE "
                                                                   ":tenant(tenant_id) AND tenant_id NOT IN (SELECT id "
                                                                   "FROM tenants WHERE status = 'removed') GROUP BY 1 "
                                                                   "ORDER BY sum(quantity) DESC, 1 LIMIT 3"),
                                                  sql::TenantScope::all());
        std::string kept;
        for (const sql::Row row : *rows) {
            kept += (kept.empty() ? "'" : ", '") + std::string(row.text(0)) + "'";
            QVERIFY(lineOf(report, {json::Value(boost::json::string(row.text(0)))}));
        }
        const json::Value others = json::Object{{"others", true}};
        const std::string where =
            " FROM usage WHERE :tenant(tenant_id) AND tenant_id NOT IN (SELECT id "
            "FROM tenants "
            "WHERE status = 'removed') AND tenant_id NOT IN (" +
            kept + ")";
        const Line* rest = lineOf(report, {others});
        QVERIFY(rest);
        QCOMPARE(rest->cells[0], byHand("SELECT sum(quantity)" + where));
        QCOMPARE(rest->cells[1], byHand("SELECT avg(quantity)" + where));
        QCOMPARE(rest->cells[3], byHand("SELECT count(DISTINCT day)" + where));
        // Whatever the order, they come last.
        QCOMPARE(report.table.lines[report.table.lines.size() - 2].keys, std::vector<json::Value>{others});
        QCOMPARE(report.table.lines.size(), std::size_t(4 * 3 + 1));

        // As columns, by a ratio, with the least, where a kept value is null.
        definition = on("tenants", {{"plan"}}, {{"mrr", Aggregate::sum}, {"", Aggregate::count}});
        definition.measures.push_back({.aggregate = Aggregate::ratio, .of = "sum(mrr)", .over = "count()"});
        definition.columns = {
            {.field = "renewsAt", .bucket = Bucket::month, .top = Top{2, "ratio(sum(mrr),count())", true}}};
        QCOMPARE(mustRun(definition).table.columnKeys.size(), std::size_t(3));
        definition.columns[0].top->by = "sum(users)";
        definition.columns[0].top->count = 0;
        QCOMPARE(refusals(definition), std::string("/columns/0/top/count /columns/0/top/by "));
    }

    // 7 % of 100 values is the seventh, though 0.07 * 100 is above 7 in floating point.
    void aShareOfAHundredValuesIsAWholePlace() {
        const std::array<std::int64_t, 5> perMille{70, 140, 280, 550, 560};
        Definition definition = on("usage", {}, {});
        for (const auto share : perMille)
            definition.measures.push_back({.field = "quantity", .aggregate = Aggregate::percentile, .perMille = share});
        auto options = engines_->options();
        options.sample = 100;
        const auto report = engines_->run(definition, options);
        STEWARD_VERIFY(report);
        QCOMPARE(report->truth.rowsScanned, std::int64_t{100});
        for (std::size_t i = 0; i < perMille.size(); ++i)
            QCOMPARE(report->table.lines.back().cells[i],
                     byHand("SELECT quantity FROM (SELECT quantity FROM usage t WHERE :tenant(t.tenant_id) AND NOT "
                            "EXISTS (SELECT 1 FROM tenants n WHERE n.id = t.tenant_id AND n.status = 'removed') ORDER "
                            "BY t.tenant_id, t.day, t.metric LIMIT 100) ORDER BY quantity LIMIT 1 OFFSET " +
                            std::to_string(perMille[i] / 10 - 1)));
    }

    void percentilesAreThoseOfPostgres() {
        Definition definition = on("tenants", {{"plan"}, {"region"}}, {{"mrr", Aggregate::median}});
        for (const std::int64_t perMille : {1, 250, 500, 900, 999, 1000})
            definition.measures.push_back({.field = "users", .aggregate = Aggregate::percentile, .perMille = perMille});
        definition.measures.push_back({.field = "renewsAt", .aggregate = Aggregate::median});
        definition.columns = {{"createdAt", Bucket::month}};
        const Report report = mustRun(definition);
        for (const auto& line : report.table.lines) {
            std::string where = " FROM tenants WHERE :tenant(id) AND status <> 'removed'";
            std::vector<sql::Value> values;
            for (std::size_t i = 0; i < line.keys.size(); ++i) {
                values.emplace_back(std::string(line.keys[i].as_string()));
                where += std::string(i ? " AND region = ?" : " AND plan = ?") + std::to_string(i + 1);
            }
            std::string text = "SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY mrr_minor)";
            for (const auto* share : {"0.001", "0.25", "0.5", "0.9", "0.999", "1"})
                text += ", percentile_disc(" + std::string(share) + ") WITHIN GROUP (ORDER BY users)";
            text += ", percentile_disc(0.5) WITHIN GROUP (ORDER BY renews_at)" + where;
            const auto rows = engines_->postgres->query(sql::tenantOwned(text), sql::TenantScope::all(), values);
            STEWARD_VERIFY(rows);
            const auto* cells = &line.cells[report.table.columnKeys.size() * 8];
            for (std::size_t i = 0; i < 8; ++i)
                QCOMPARE(cells[i], (*rows)[0].isNull(i) ? json::Value() : json::Value((*rows)[0].integer(i)));
        }
        definition.measures = {{.field = "users", .aggregate = Aggregate::percentile},
                               {.field = "name", .aggregate = Aggregate::median}};
        QCOMPARE(refusals(definition), std::string("/measures/0/perMille /measures/1/aggregate "));
    }

    void ratiosAreMadeOfSums() {
        Definition definition = on("subscriptions", {{"region"}},
                                   {{.field = "newMrr", .hidden = true}, {.field = "paidSeats", .hidden = true}});
        definition.measures.push_back(
            {.aggregate = Aggregate::ratio, .name = "perSeat", .of = "sum(newMrr)", .over = "sum(paidSeats)"});
        definition.sort = {{"perSeat", true}};
        const Report report = mustRun(definition);
        QCOMPARE(report.table.measures.size(), std::size_t(1));
        QCOMPARE(report.table.measures[0].type, FieldType::money);
        QCOMPARE(report.table.measures[0].currency, std::string("EUR"));
        QCOMPARE(report.table.lines.back().cells[0], byHand("SELECT sum(new_mrr_minor) * 1.0 / sum(paid_seats) FROM "
                                                            "subscription_months WHERE "
                                                            ":tenant(tenant_id) AND tenant_id NOT IN (SELECT id FROM "
                                                            "tenants WHERE status = 'removed')"));
        // By nothing is nothing.
        definition.filter = "paidSeats=0";
        QVERIFY(mustRun(definition).table.lines.back().cells[0].is_null());
        definition.measures[2].over = "sum(mrr)";
        definition.measures[1].hidden = definition.measures[2].hidden = true;
        QCOMPARE(refusals(definition), std::string("/measures/2/over /measures "));
    }

    void derivedMeasuresSeeTheCompleteResult() {
        Definition definition = on("subscriptions", {{"region"}, {"plan"}}, {{"mrr", Aggregate::sum}});
        definition.columns = {{"month", Bucket::quarter}};
        for (const Within within : {Within::all, Within::row, Within::column})
            definition.measures.push_back({.aggregate = Aggregate::share, .of = "sum(mrr)", .within = within});
        for (const Along along : {Along::rows, Along::columns}) {
            definition.measures.push_back({.aggregate = Aggregate::runningTotal, .of = "sum(mrr)", .along = along});
            definition.measures.push_back({.aggregate = Aggregate::rank, .of = "sum(mrr)", .along = along});
        }
        for (const Aggregate aggregate : {Aggregate::previous, Aggregate::difference, Aggregate::growth})
            definition.measures.push_back(made(aggregate, "sum(mrr)"));
        definition.measures.push_back({.aggregate = Aggregate::previous, .of = "sum(mrr)", .period = Period::lastYear});
        definition.sort = {{"sum(mrr)", true}};
        const Report whole = mustRun(definition);
        const std::size_t count = definition.measures.size();
        const std::size_t columns = whole.table.columnKeys.size();
        const auto cell = [&](const Line& line, std::size_t column, std::size_t measure) {
            return line.cells[column * count + measure];
        };
        const auto number = [&](const json::Value& value) { return value.is_null() ? 0 : value.to_number<double>(); };
        const Line& total = whole.table.lines.back();
        std::vector<double> running(columns + 1);
        for (const auto& line : whole.table.lines) {
            double along = 0;
            for (std::size_t column = 0; column <= columns; ++column) {
                const json::Value own = cell(line, column, 0);
                if (own.is_null()) continue;
                QCOMPARE(number(cell(line, column, 1)), number(own) / number(cell(total, columns, 0)));
                QCOMPARE(number(cell(line, column, 2)), number(own) / number(cell(line, columns, 0)));
                QCOMPARE(number(cell(line, column, 3)), number(own) / number(cell(total, column, 0)));
                along = column < columns ? along + number(own) : number(own);
                QCOMPARE(number(cell(line, column, 6)), along);
                if (line.kind == LineKind::subtotal) {
                    running[column] += number(own);
                    QCOMPARE(number(cell(line, column, 4)), running[column]);
                }
                if (line.kind == LineKind::total) QCOMPARE(cell(line, column, 4), own);
                if (column == 0 || column == columns) {
                    QVERIFY(cell(line, column, 8).is_null());
                    continue;
                }
                const json::Value before = cell(line, column - 1, 0);
                QCOMPARE(cell(line, column, 8), before);
                if (before.is_null()) continue;
                QCOMPARE(number(cell(line, column, 9)), number(own) - number(before));
                QCOMPARE(number(cell(line, column, 10)), (number(own) - number(before)) / number(before));
                QCOMPARE(cell(line, column, 11), column >= 4 ? cell(line, column - 4, 0) : json::Value());
            }
        }
        std::vector<std::int64_t> ranks;
        for (const auto& line : whole.table.lines)
            if (line.kind == LineKind::subtotal) ranks.push_back(cell(line, columns, 5).as_int64());
        QVERIFY(std::ranges::is_sorted(ranks));
        QCOMPARE(ranks.front(), std::int64_t(1));

        // A limit leaves lines out and changes none.
        definition.limit = 3;
        const Report limited = mustRun(definition);
        for (std::size_t i = 0; i < 3; ++i)
            QCOMPARE(limited.table.lines[i], whole.table.lines[i]);

        definition.measures = {{"mrr", Aggregate::average},
                               made(Aggregate::share, "average(mrr)"),
                               made(Aggregate::rank, "sum(users)"),
                               made(Aggregate::previous, "share(average(mrr))"),
                               {.aggregate = Aggregate::runningTotal, .name = "run", .of = "average(mrr)"}};
        definition.sort = {{"run"}};
        QCOMPARE(refusals(definition), std::string("/measures/1/of /measures/2/of /measures/3/of "
                                                   "/measures/4/of /sort/0/by "));
        definition.columns.clear();
        definition.measures = {{"mrr", Aggregate::sum}, made(Aggregate::growth, "sum(mrr)")};
        definition.sort.clear();
        QCOMPARE(refusals(definition), std::string("/measures/1/dimension "));
    }

    void periodsAreComparedAlongRowsToo() {
        Definition definition = on("audit", {{"entity"}, {"at", Bucket::day}}, {{"", Aggregate::count}});
        definition.measures.push_back(made(Aggregate::previous, "count()"));
        definition.measures.push_back({.aggregate = Aggregate::runningTotal, .of = "count()"});
        definition.timeZone = "Europe/Berlin";
        definition.sort = {{"at.day", true}};
        const Report report = mustRun(definition);
        std::map<std::int64_t, json::Value> counts;
        for (const auto& line : report.table.lines)
            if (line.kind == LineKind::leaf) counts[line.keys[1].as_int64()] = line.cells[0];
        QVERIFY(counts.size() > 3);
        for (const auto& line : report.table.lines) {
            if (line.kind != LineKind::leaf) {
                QVERIFY(line.cells[1].is_null());
                continue;
            }
            const auto before = counts.find(line.keys[1].as_int64() - 1);
            QCOMPARE(line.cells[1], before == counts.end() ? json::Value() : before->second);
        }
    }

    void calculatedFieldsAreExact() {
        struct Case {
            const char* expression;
            const char* hand;  // of SQLite, over tenants
            FieldType type;
        };
        for (const auto& [expression, hand, type] : std::initializer_list<Case>{
                 {"users * 3 - 7", "sum(users * 3 - 7)", FieldType::integer},
                 {"-users", "sum(-users)", FieldType::integer},
                 {"mrr * 12", "sum(mrr_minor * 12)", FieldType::money},
                 {"if(mrr > 500.50 and not users < 10, 1, 0)", "sum(mrr_minor > 50050 AND NOT users < 10)",
                  FieldType::integer},
                 {"if(plan = \"free\" or region = 'Äsien', null, users)",
                  "sum(CASE WHEN plan = 'free' OR region = 'Äsien' THEN NULL ELSE "
                  "users END)",
                  FieldType::integer},
                 {"if(users > 30, users)", nullptr, FieldType::integer},
                 {"length(name) + length(lower(name))", "sum(2 * length(name))", FieldType::integer},
                 {"year(createdAt) * 100 + month(createdAt)",
                  "sum(CAST(strftime('%Y%m', created_at / 1000, 'unixepoch') AS "
                  "INTEGER))",
                  FieldType::integer},
                 {"weekday(date(\"2026-11-23\"))", "count(*)", FieldType::integer},
                 {"days(createdAt, today())", "sum(20780 - created_at / 86400000)", FieldType::integer},
                 {"if(startsWith(name, \"al\") or contains(name, \"ETA\"), 1, 0)",
                  "sum(substr(name, 1, 2) = 'al' OR lower(name) LIKE '%eta%')", FieldType::integer},
             }) {
            Definition definition = on("tenants", {}, {{"x", Aggregate::sum}});
            definition.fields = {{"x", expression}};
            if (!hand) {
                QVERIFY(!validate(definition));
                continue;
            }
            const Report report = mustRun(definition);
            QCOMPARE(report.table.measures[0].type, type);
            QCOMPARE(report.table.lines.back().cells[0],
                     byHand(std::string("SELECT ") + hand + " FROM tenants WHERE :tenant(id) AND status <> 'removed'"));
        }
    }

    void decimalsAreRoundedHalvesAwayFromZero() {
        const auto value = [&](const std::string& expression, Aggregate aggregate = Aggregate::min) {
            Definition definition = on("tenants", {}, {{"x", aggregate}});
            definition.fields = {{"x", expression}};
            return mustRun(definition).table.lines.back().cells[0];
        };
        QCOMPARE(value("2 / 3"), json::Value(0.6667));
        QCOMPARE(value("-2 / 3"), json::Value(-0.6667));
        QCOMPARE(value("1 / 20000"), json::Value(0.0001));
        QCOMPARE(value("1 / 0").is_null(), true);
        QCOMPARE(value("0.5 * 0.0001"), json::Value(0.0001));
        QCOMPARE(value("-0.5 * 0.0001"), json::Value(-0.0001));
        QCOMPARE(value("round(2.5)"), json::Value(std::int64_t(3)));
        QCOMPARE(value("round(-2.5)"), json::Value(std::int64_t(-3)));
        QCOMPARE(value("round(2.345, 2)"), json::Value(2.35));
        QCOMPARE(value("decimal(7) + 0.25"), json::Value(7.25));
        // The nearest of two halves, where a double has long lost it.
        QCOMPARE(value("9007199254740993 - 9007199254740992"), json::Value(std::int64_t(1)));
        QCOMPARE(value("round(mrr / 3)", Aggregate::max),
                 byHand("SELECT max(((mrr_minor * 2 + 3) / 6 + 50) / 100 * 100) "
                        "FROM tenants WHERE :tenant(id) AND status "
                        "<> 'removed' AND mrr_minor > 0"));
        // What does not fit is said, by all of them.
        Definition definition = on("tenants", {}, {{"x", Aggregate::max}});
        definition.fields = {{"x", "9223372036854775807 + users"}};
        for (auto* engine : {&*engines_->sqlite, &*engines_->postgres, &*engines_->snapshot})
            QCOMPARE(report::run(*engine, definition, engines_->options()).error().code, ErrorCode::unprocessable);
        definition = on("tenants", {}, {{"x", Aggregate::sum}});
        definition.fields = {{"x", "users * 0 + 9223372036854775807"}};
        for (auto* engine : {&*engines_->sqlite, &*engines_->postgres, &*engines_->snapshot})
            QCOMPARE(report::run(*engine, definition, engines_->options()).error().code, ErrorCode::unprocessable);
    }

    void expressionsThatCannotBeReadSayWhere() {
        const auto detail = [](const std::string& expression) {
            Definition definition = on("tenants", {}, {{"", Aggregate::count}});
            definition.fields = {{"x", expression}};
            const auto outcome = validate(definition);
            return outcome ? std::string("no error") : outcome.error().fields.front().message;
        };
        QCOMPARE(detail("users +"), std::string("At position 8: expected a value."));
        QCOMPARE(detail("users + name"), std::string("At position 9: expected a number."));
        QCOMPARE(detail("colour = 1"), std::string("At position 1: expected a field; there is no colour."));
        QCOMPARE(detail("mrr * mrr"), std::string("At position 7: expected a number; amounts are not multiplied."));
        QCOMPARE(detail("mrr + users"), std::string("At position 7: expected an amount, as before."));
        QCOMPARE(detail("if(users, 1, 2)"), std::string("At position 4: expected a condition."));
        QCOMPARE(detail("sleep(1)"), std::string("At position 1: expected one of the functions; there "
                                                 "is no sleep."));
        QCOMPARE(detail("users; DROP TABLE tenants"), std::string("At position 6: expected an operator or the end."));
        QCOMPARE(detail("'open"), std::string("At position 6: expected the closing quote."));
        QCOMPARE(detail("$region"), std::string("At position 1: expected a parameter with one value; "
                                                "there is no region."));
        QCOMPARE(detail("null"), std::string("At position 1: expected a value that is not always null."));
        QVERIFY(detail(std::string(40, '(') + "1").find("fewer levels") != std::string::npos);
        std::string sum = "1";
        for (int i = 0; i < 150; ++i)
            sum += "+1";
        QVERIFY(detail(sum).find("a simpler expression") != std::string::npos);
        QVERIFY(detail(std::string(3000, '1')).find("a shorter expression") != std::string::npos);
        Definition definition = on("tenants", {}, {{"", Aggregate::count}});
        definition.fields = {{"users", "1"}, {"a b", "1"}};
        QCOMPARE(refusals(definition), std::string("/fields/0/name /fields/1/name "));
    }

    void valuesGoIntoStatementsAsParameters() {
        Definition definition = on("tenants", {{"x"}}, {{"", Aggregate::count}});
        definition.fields = {{"x", "concat(name, \"' OR 1=1 --\")"}};
        const auto query = compileGroups(definition, {});
        STEWARD_VERIFY(query);
        QVERIFY(query->statements.front().text.find("OR 1=1") == std::string::npos);
        QCOMPARE(mustRun(definition).truth.rowsScanned,
                 byHand("SELECT count(*) FROM tenants WHERE :tenant(id) AND status "
                        "<> 'removed'")
                     .as_int64());
    }

    void parametersAreGivenAtRunTime() {
        Definition definition = on("tenants", {{"band"}}, {{"mrr", Aggregate::sum}});
        definition.parameters = {{.name = "region"},
                                 {.name = "plans", .several = true, .fallback = {{"team", "free"}}},
                                 {.name = "least", .type = FieldType::money, .fallback = {{"100.50"}}}};
        definition.fields = {{"band", "if(mrr >= $least, \"large\", \"small\")"}};
        definition.filter = "region=$region;plan in ($plans,scale);name!=\"$region\"";
        STEWARD_VERIFY(validate(definition));
        const auto missing = report::run(*engines_->sqlite, definition, engines_->options());
        QCOMPARE(missing.error().fields.front().path, std::string("/parameters/0"));
        QVERIFY(missing.error().detail.find("region") != std::string::npos);
        const auto given = withParameters(definition, {{"region", {"Äsien"}}});
        STEWARD_VERIFY(given);
        const Report report = mustRun(*given);
        QCOMPARE(report.table.lines.back().cells[0], byHand("SELECT sum(mrr_minor) FROM tenants WHERE :tenant(id) AND "
                                                            "status <> 'removed' AND region = 'Äsien' "
                                                            "AND plan IN ('team', 'free', 'scale')"));
        QCOMPARE(withParameters(definition, {{"colour", {"red"}}}).error().code, ErrorCode::invalid);
        definition.parameters[2].fallback = {{"much"}};
        definition.filter = "region=$nowhere;plan=$plans";
        QCOMPARE(refusals(definition), std::string("/parameters/2/fallback /filter /filter "));

        // Version 1 had none: what looks like one is a value.
        const auto old = readDefinition(
            R"({"version":1,"dataset":"tenants","measures":[{"field":"","aggregate":"count"}],
            "filter":"name=$region"})");
        STEWARD_VERIFY(old);
        QCOMPARE(old->filter, std::string("name=\"$region\""));
        mustRun(*old);
    }

    void relationsAreFollowedToOneRow() {
        Definition definition = on("audit", {{"actor.role"}, {"actor.tenant.plan"}}, {{"", Aggregate::count}});
        definition.filter = "tenant.users>=5;(actor.status=active|actor.status is null)";
        const Report report = mustRun(definition);
        QCOMPARE(report.truth.rowsScanned, byHand("SELECT count(*) FROM audit t JOIN tenants n ON n.id = "
                                                  "t.tenant_id LEFT JOIN users a ON a.id = "
                                                  "t.actor_id WHERE :tenant(t.tenant_id) AND n.users >= 5 "
                                                  "AND (a.status = 'active' OR a.status IS "
                                                  "NULL)")
                                               .as_int64());
        QCOMPARE(readsOf(definition)->datasets, (std::vector<std::string>{"audit", "users", "tenants"}));
        QCOMPARE(readsOf(on("usage", {{"tenant"}}, {{"", Aggregate::count}}))->datasets,
                 std::vector<std::string>{"usage"});

        // Joins are made for what is used.
        const auto text = [](const Definition& one) { return compileGroups(one, {})->statements.front().text; };
        QVERIFY(text(definition).find("JOIN users t_actor") != std::string::npos);
        definition.rows = {{"action"}};
        definition.filter.clear();
        QVERIFY(text(definition).find("JOIN") == std::string::npos);

        // A number of another table would be added once for each row.
        definition = on("usage", {{.field = "tenant.users", .bin = Bin{10}}}, {{"tenant.mrr", Aggregate::max}});
        mustRun(definition);
        definition.measures = {{"tenant.mrr", Aggregate::sum},
                               {"tenant.users", Aggregate::median},
                               {"perUser", Aggregate::average},
                               {"quantity", Aggregate::sum}};
        definition.fields = {{"perUser", "quantity / tenant.users"}};
        QCOMPARE(refusals(definition), std::string("/measures/0/aggregate /measures/1/aggregate "
                                                   "/measures/2/aggregate "));
    }

    void joinsStayWithinTheTenant() {
        // Half of the entries of a tenant were made by users of others.
        Definition definition = on("audit", {{"actor.email"}, {"actor.tenant.name"}}, {{"", Aggregate::count}});
        definition.fields = {{"mail", "coalesce(actor.email, \"nobody\")"}};
        definition.rows.push_back({"mail"});
        const Report report = mustRun(definition, sql::TenantScope::one("ten_12"));
        QVERIFY(report.truth.rowsScanned > 0);
        std::int64_t hidden = 0;
        for (const auto& line : report.table.lines) {
            if (line.kind != LineKind::leaf) continue;
            if (line.keys[0].is_null()) {
                hidden += line.cells[0].as_int64();
                QCOMPARE(line.keys[2], json::Value("nobody"));
            } else {
                QVERIFY(std::string_view(line.keys[0].as_string()).ends_with("@slug-2.example"));
            }
        }
        QCOMPARE(hidden, byHand("SELECT count(*) FROM audit t LEFT JOIN users a ON "
                                "a.id = t.actor_id AND a.tenant_id = "
                                "'ten_12' WHERE :tenant(t.tenant_id) AND "
                                "t.tenant_id = 'ten_12' AND a.id IS NULL")
                             .as_int64());
        QVERIFY(hidden > 0);
    }

    void versionOneIsReadAndWrittenAsTwo() {
        const auto read = readDefinition(
            R"({"version":1,"name":"Old","dataset":"audit","rows":[{"field":"at","bucket":"week"}],
            "columns":[],"measures":[{"field":"","aggregate":"count"}],"filter":"","sort":[{"by":"at.week","descending":true}],
            "limit":0,"timeZone":"Europe/Berlin"})");
        STEWARD_VERIFY(read);
        QCOMPARE(read->version, 2);
        QCOMPARE(read->weekStart, Weekday::monday);
        mustRun(*read);
        const auto again = readDefinition(json::write(*read));
        STEWARD_VERIFY(again);
        QCOMPARE(*again, *read);
        const auto newer = readDefinition(R"({"version":3,"dataset":"tenants"})");
        QVERIFY(newer.error().detail.find("version 3") != std::string::npos);
    }

    void randomDefinitionsGiveTheSameEverywhere() {
        const bool isGiven = qEnvironmentVariableIsSet("STEWARD_SEED");
        const std::uint64_t seed =
            isGiven ? qEnvironmentVariable("STEWARD_SEED").toULongLong() : std::random_device()();
        qInfo("Seed %llu; STEWARD_SEED repeats it.", static_cast<unsigned long long>(seed));
        test::DefinitionGenerator generator(seed);
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(15);
        int ran = 0;
        int refused = 0;
        while (ran < 400 && std::chrono::steady_clock::now() < deadline) {
            const Definition definition = generator.next();
            const auto read = readDefinition(json::write(definition));
            QVERIFY2(read.has_value(), (test::problem(read) + json::write(definition)).c_str());
            QCOMPARE(*read, definition);
            const auto scope = generator.once(4) ? sql::TenantScope::one("ten_12") : sql::TenantScope::all();
            const auto report = engines_->run(definition, engines_->options(scope));
            ++ran;
            if (report) continue;
            ++refused;
            // A number that does not fit may end a report, the same on all of them; nothing else may.
            QVERIFY2(report.error().code == ErrorCode::unprocessable,
                     (test::problem(report) + report.error().detail + "\n" + json::write(definition)).c_str());
        }
        qInfo("%d definitions, %d of them refused by all engines", ran, refused);
        QVERIFY(ran >= 20 && refused * 4 < ran);
    }

    // docs/report-language.md: every JSON in it is a definition that runs.
    void theExamplesOfTheDocumentsRun() {
        std::ifstream file(std::filesystem::path(qgetenv("STEWARD_SOURCE").toStdString()) / "docs/report-language.md");
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        const std::string_view fence = "```json\n";
        int examples = 0;
        for (std::size_t at = text.find(fence); at != std::string::npos; at = text.find(fence, at + 1)) {
            const std::size_t begin = at + fence.size();
            const std::string example = text.substr(begin, text.find("```", begin) - begin);
            const auto definition = readDefinition(example);
            QVERIFY2(definition.has_value(), (test::problem(definition) + example).c_str());
            std::map<std::string, std::vector<std::string>> values;
            for (const auto& parameter : definition->parameters)
                if (!parameter.fallback) values[parameter.name] = {"eu-west"};
            const auto given = withParameters(*definition, values);
            STEWARD_VERIFY(given);
            QVERIFY(mustRun(*given).truth.rowsScanned > 0);
            ++examples;
        }
        QVERIFY(examples >= 6);
    }

    void onlyTheTenantOfTheScopeIsSeen() {
        Definition definition = on("subscriptions", {{.field = "tenantId", .top = Top{2, "median(mrr)"}}},
                                   {{"mrr", Aggregate::median}, {"", Aggregate::count}});
        const Report report = mustRun(definition, sql::TenantScope::one("ten_12"));
        for (const auto& line : report.table.lines)
            if (!line.keys.empty()) QCOMPARE(line.keys[0], json::Value("ten_12"));
    }
};

QTEST_GUILESS_MAIN(LanguageTest)
#include "language_test.moc"

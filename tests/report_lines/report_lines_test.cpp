// The lines of a report, as they should be and as they must be refused: damaged, cut short, ended by an error.
#include <QtTest>

#include "client/report_lines.h"
#include "report/dataset.h"
#include "report/format.h"

using namespace steward;
using client::ReportLines;

namespace {

const std::vector<std::string> groups{R"(["leaf",["eu-central"],[1840000]])", R"(["leaf",["eu-west"],[1175000]])",
                                      R"(["total",[],[3015000]])"};
const std::vector<std::string> cells{R"(["ten_1",20,"Nord wind",null,1.5])", R"(["ten_2",-3,"",7,0])"};

report::Definition definition() {
    return {.name = "MRR", .dataset = "subscriptions", .rows = {{"region"}}, .measures = {{"mrr"}}};
}

std::string groupsHeader() {
    report::Table table;
    table.rows = {{.key = "region", .title = "Region"}};
    table.measures = {{.key = "sum(mrr)", .title = "Sum of MRR", .type = report::FieldType::money, .currency = "EUR"}};
    table.columnKeys = {{}};
    contract::LinesHeader header{"subscriptions", {}, 3, Time(Duration(1'700'000'000'000)), json::toValue(table)};
    return json::write(header);
}

std::string cellsHeader() {
    contract::LinesHeader header{"usage",
                                 {{"tenant", "Tenant", "text"},
                                  {"day", "Day", "date"},
                                  {"name", "Name", "text"},
                                  {"count", "Count", "integer"},
                                  {"share", "Share", "decimal"}},
                                 2,
                                 Time(Duration(1'700'000'000'000)),
                                 {}};
    return json::write(header);
}

std::string end(const std::vector<std::string>& rows) {
    contract::LinesChecksum checksum;
    for (const auto& row : rows)
        checksum.add(row + "\n");
    report::Truth truth;
    truth.rowsScanned = 41;
    truth.complete = true;
    contract::LinesEnd closing{std::int64_t(rows.size()), checksum.finish(), json::toValue(truth), {}};
    return json::write(closing);
}

std::vector<std::string> whole(const std::string& header, const std::vector<std::string>& rows) {
    std::vector<std::string> all{header};
    all.insert(all.end(), rows.begin(), rows.end());
    all.push_back(end(rows));
    return all;
}

// What becomes of the lines: the first one that is refused, or the end.
Result<report::Report> read(const std::vector<std::string>& text, const report::RowReader& rows = {}) {
    ReportLines lines(definition(), rows);
    for (const auto& line : text)
        STEWARD_CHECK(lines.line(line));
    return lines.finish();
}

}  // namespace

class ReportLinesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void groupsBecomeTheTable() {
        ReportLines lines(definition());
        for (const auto& line : whole(groupsHeader(), groups))
            QVERIFY(lines.line(line));
        QCOMPARE(lines.rows(), 3);
        QCOMPARE(lines.rowsAnnounced(), 3);
        const auto report = lines.finish();
        QVERIFY(report);
        QCOMPARE(report->definition, definition());
        QCOMPARE(report->table.lines.size(), std::size_t(3));
        QCOMPARE(report->table.lines[1].keys[0].as_string(), "eu-west");
        QCOMPARE(report->table.lines[2].kind, report::LineKind::total);
        QCOMPARE(report->table.lines[2].cells[0].to_number<std::int64_t>(), 3015000);
        QCOMPARE(report->truth.rowsScanned, 41);
        QVERIFY(report->truth.complete);
    }

    void underlyingRowsAreHandedOn() {
        std::vector<report::Column> columns;
        std::int64_t announced = 0;
        std::vector<std::string> names;
        std::int64_t days = 0;
        bool null = false;
        report::RowReader reader;
        reader.begin = [&](const std::vector<report::Column>& all, std::int64_t rows) -> Result<> {
            columns = all;
            announced = rows;
            return {};
        };
        reader.row = [&](const sql::Row& row) -> Result<> {
            names.emplace_back(row.text(2));
            days += row.integer(1);
            null = null || row.isNull(3);
            return {};
        };
        const auto report = read(whole(cellsHeader(), cells), reader);
        QVERIFY(report);
        QVERIFY(report->table.lines.empty());
        QCOMPARE(announced, 2);
        QCOMPARE(columns.size(), std::size_t(5));
        QCOMPARE(columns[1].type, report::FieldType::date);
        QVERIFY(columns[1].bucket != report::Bucket::none);
        QCOMPARE(names, (std::vector<std::string>{"Nord wind", ""}));
        QCOMPARE(days, 17);
        QVERIFY(null);
    }

    void theReaderCanStopIt() {
        report::RowReader reader;
        reader.row = [](const sql::Row&) -> Result<> { return fail(ErrorCode::storage, "The disk is full."); };
        const auto report = read(whole(cellsHeader(), cells), reader);
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::storage);
    }

    void nothingButTheWholeIsTaken_data() {
        QTest::addColumn<QStringList>("lines");
        const auto row = [](const char* name, const std::vector<std::string>& lines) {
            QStringList list;
            for (const auto& line : lines)
                list << QString::fromStdString(line);
            QTest::newRow(name) << list;
        };
        const auto good = whole(groupsHeader(), groups);
        auto changed = [&good](auto change) {
            auto lines = good;
            change(lines);
            return lines;
        };
        row("nothing", {});
        row("only the header", {groupsHeader()});
        row("no end", changed([](auto& lines) { lines.pop_back(); }));
        row("a row is missing", changed([](auto& lines) { lines.erase(lines.begin() + 1); }));
        row("a row twice", changed([](auto& lines) { lines.insert(lines.begin() + 1, lines[1]); }));
        row("another order", changed([](auto& lines) { std::swap(lines[1], lines[2]); }));
        row("a digit changed", changed([](auto& lines) { lines[1][lines[1].size() - 3] = '1'; }));
        row("more than the whole", changed([](auto& lines) { lines.push_back(lines[1]); }));
        row("cut in a line", changed([](auto& lines) { lines[2].resize(12); }));
        row("no JSON", changed([](auto& lines) { lines[2] = "[leaf"; }));
        row("an empty line", changed([](auto& lines) { lines[2].clear(); }));
        row("too few parts", changed([](auto& lines) { lines[1] = R"(["leaf",["a"]])"; }));
        row("too many cells", changed([](auto& lines) { lines[1] = R"(["leaf",["a"],[1,2]])"; }));
        row("an unknown kind", changed([](auto& lines) { lines[1] = R"(["sum",["a"],[1]])"; }));
        row("keys that are no list", changed([](auto& lines) { lines[1] = R"(["leaf","a",[1]])"; }));
        row("a row where the header should be", groups);
        row("a header that is none", {"{\"rows\":1}", "[]"});
        row("a row of underlying rows that is too short", whole(cellsHeader(), {R"(["ten_1",2])"}));
        row("no truth", changed([](auto& lines) {
                const auto at = lines.back().find(",\"truth\"");
                lines.back() = lines.back().substr(0, at) + "}";
            }));
    }
    void nothingButTheWholeIsTaken() {
        QFETCH(QStringList, lines);
        std::vector<std::string> text;
        for (const auto& line : lines)
            text.push_back(line.toStdString());
        const auto report = read(text);
        QVERIFY(!report);
        QVERIFY(!report.error().message.empty());
    }

    void thePlatformsOwnErrorIsHandedOn() {
        const auto report =
            read({groupsHeader(), groups[0],
                  R"({"rows":1,"checksum":"","error":{"type":"timeout","title":"Too slow","status":504,)"
                  R"("detail":"The report took longer than 60 s.","requestId":"req_9"}})"});
        QVERIFY(!report);
        QCOMPARE(report.error().id, "req_9");
    }

    void anErrorMayComeAtOnce() {
        const auto report =
            read({R"({"dataset":"","columns":[],"rows":0,"dataTime":"2026-11-23T09:00:00Z"})",
                  R"({"rows":0,"checksum":"","error":{"type":"forbidden","title":"No","status":403}})"});
        QVERIFY(!report);
    }
};

QTEST_GUILESS_MAIN(ReportLinesTest)
#include "report_lines_test.moc"

// Files: what is in them, what LibreOffice reads from them, what happens on a full disk and on cancel.
#include "report/export.h"

#include <QProcess>
#include <QStandardPaths>

#include "report/file_name.h"
#include "report/output.h"
#include "report/writer.h"
#include "sample.h"

using namespace steward;
using namespace steward::report;

namespace {

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find("\r\n", at);
        lines.push_back(text.substr(at, end - at));
        if (end == std::string::npos) break;
        at = end + 2;
    }
    return lines;
}

}  // namespace

class ExportTest : public QObject {
    Q_OBJECT
    QTemporaryDir folder_;
    sql::Connection connection_ = sample::filled();

    std::filesystem::path path(const char* name) const {
        return folder_.filePath(QString::fromLatin1(name)).toStdString();
    }

    ExportOptions options(const char* name, Format format) const {
        return {.file = path(name),
                .format = format,
                .run = sample::everything(),
                .writtenAt = sample::time("2026-11-23T09:24:00Z")};
    }

    // Sheet by sheet as CSV, read by LibreOffice; the sum of the last column of the data.
    QByteArray readByLibreOffice(const char* name) {
        const auto program = QStandardPaths::findExecutable(QStringLiteral("soffice"));
        QProcess process;
        process.start(
            program, {QStringLiteral("--headless"),
                      QStringLiteral("-env:UserInstallation=file://") + folder_.filePath(QStringLiteral("profile")),
                      QStringLiteral("--convert-to"), QStringLiteral("csv"), QStringLiteral("--outdir"), folder_.path(),
                      folder_.filePath(QString::fromLatin1(name))});
        if (!process.waitForFinished(120'000)) return {};
        auto csv = path(name);
        return QByteArray::fromStdString(sample::contents(csv.replace_extension(".csv")));
    }

private Q_SLOTS:
    void csvHasOneRowPerGroupAndColumn() {
        const auto manifest = exportReport(connection_, sample::monthlyRevenue(), options("groups.csv", Format::csv));
        QVERIFY_OK(manifest);
        const auto lines = linesOf(sample::contents(path("groups.csv")));
        QCOMPARE(lines[0], std::string("Region,Plan,Month,Sum of MRR (EUR)"));
        QCOMPARE(lines.size(), std::size_t(manifest->rowsWritten) + 1);
        QCOMPARE(manifest->rowsQueried, manifest->rowsWritten);
        const auto sum = connection_.query(
            "SELECT sum(mrr_minor) FROM subscription_months WHERE region = 'eu-central' AND plan = 'enterprise'"
            " AND status IN ('active','pastDue') AND month = 20605");
        const auto minor = (*sum)[0].integer(0);
        QCOMPARE(lines[1], "eu-central,enterprise,2026-06," + std::to_string(minor / 100) + "." +
                               std::to_string(minor % 100 + 100).substr(1));
    }

    void csvOfUnderlyingRowsIsComplete() {
        Definition definition = sample::monthlyRevenue();
        definition.filter.clear();
        auto wanted = options("rows.csv", Format::csv);
        wanted.underlying = true;
        wanted.byteOrderMark = true;
        std::int64_t last = 0;
        wanted.progress = [&](std::int64_t done, std::int64_t rows) { last = done == rows ? rows : last; };
        const auto manifest = exportReport(connection_, definition, wanted);
        QVERIFY_OK(manifest);
        QCOMPARE(manifest->rowsWritten, std::int64_t{960});
        QCOMPARE(last, std::int64_t{960});
        const auto lines = linesOf(sample::contents(path("rows.csv")));
        QCOMPARE(lines.size(), std::size_t{961});
        QCOMPARE(lines[0],
                 std::string(
                     "\xEF\xBB\xBFMonth,Region,Plan,Tenant id,Tenant,Tenant tags,Account owner,Billing interval,Status,"
                     "Currency,MRR,New MRR,Churned MRR,Paid seats,Discount"));
        QCOMPARE(
            lines[1],
            std::string(
                "2024-12,eu-central,free,ten_00,Tenant 0,\"[\"\"t0\"\"]\",,monthly,trial,EUR,0.50,0.00,0.00,0,0.00"));
    }

    void csvTextNeverBecomesAFormula() {
        auto connection = sample::filled();
        sample::mustRun(connection,
                        "DELETE FROM tenants; INSERT INTO tenants (id, name, slug, status, plan, region, mrr_minor, "
                        "created_at) VALUES"
                        "('a', '=HYPERLINK(\"http://x\")', 'a', 'active', 'team', '-2+3', -1234, 0),"
                        "('b', '@SUM(1)', 'b', 'active', 'team', 'a,b', 5, 0), ('c', char(9) || 'x', 'c', 'active', "
                        "'team', 'a' || char(13) || char(10) || 'b', 0, 0),"
                        "('d', '+1', 'd', 'active', 'team', 'plain', 0, 0)");
        auto wanted = options("formula.csv", Format::csv);
        Definition definition{.dataset = "tenants",
                              .rows = {{"name"}, {"region"}},
                              .measures = {{"mrr", Aggregate::sum}},
                              .sort = {{"sum(mrr)"}}};
        QVERIFY_OK(exportReport(connection, definition, wanted));
        const std::string text = sample::contents(path("formula.csv"));
        QVERIFY(text.find("\"'=HYPERLINK(\"\"http://x\"\")\",\"'-2+3\",-12.34\r\n") != std::string::npos);
        QVERIFY(text.find("\"'@SUM(1)\",\"a,b\",0.05\r\n") != std::string::npos);
        QVERIFY(text.find("\"'\tx\",\"a\r\nb\",0.00\r\n") != std::string::npos);
        QVERIFY(text.find("\"'+1\",plain,0.00\r\n") != std::string::npos);
    }

    void jsonHasTypesAndTruth() {
        QVERIFY_OK(exportReport(connection_, sample::monthlyRevenue(), options("report.json", Format::json)));
        const auto document = json::parse(sample::contents(path("report.json")));
        QVERIFY_OK(document);
        const auto& object = document->as_object();
        QCOMPARE(object.at("columns").at(3).at("type").as_string(), "money");
        QCOMPARE(object.at("columns").at(3).at("currency").as_string(), "EUR");
        QCOMPARE(object.at("rows").at(0).at(2).as_string(), "2026-06");
        QVERIFY(object.at("rows").at(0).at(3).is_int64());
        QVERIFY(object.at("truth").at("complete").as_bool());
    }

    void timesAreSpelledInTheZone() {
        auto wanted = options("zone.csv", Format::csv);
        wanted.underlying = true;
        Definition definition{
            .dataset = "audit", .measures = {{"", Aggregate::count}}, .filter = "seq<=1", .timeZone = "Asia/Kolkata"};
        QVERIFY_OK(exportReport(connection_, definition, wanted));
        QVERIFY(sample::contents(path("zone.csv")).find("2026-03-28T18:13:20+05:30") != std::string::npos);
    }

    void verifyFindsAFlippedByte() {
        const auto written = exportReport(connection_, sample::monthlyRevenue(), options("proof.csv", Format::csv));
        QVERIFY_OK(written);
        const auto checked = verify(path("proof.csv"));
        QVERIFY_OK(checked);
        QCOMPARE(*checked, *written);
        QCOMPARE(checked->steward, std::string(STEWARD_VERSION));
        {
            std::fstream file(path("proof.csv"), std::ios::in | std::ios::out | std::ios::binary);
            file.seekp(100);
            file.put('!');
        }
        QCOMPARE(verify(path("proof.csv")).error().code, ErrorCode::storage);
        std::ofstream(path("proof.csv"), std::ios::app) << "x";
        QVERIFY(verify(path("proof.csv")).error().detail.find("bytes") != std::string::npos);
        std::filesystem::remove(manifestPath(path("proof.csv")));
        QCOMPARE(verify(path("proof.csv")).error().code, ErrorCode::notFound);
    }

    void cancelLeavesTheOldFile() {
        for (const Format format : {Format::csv, Format::xlsx, Format::json}) {
            std::ofstream(path("old.file")) << "old";
            std::stop_source stop;
            auto wanted = options("old.file", format);
            wanted.underlying = true;
            wanted.run.stop = stop.get_token();
            wanted.run.progress = [&](std::int64_t) { stop.request_stop(); };
            Definition definition{.dataset = "usage", .measures = {{"quantity", Aggregate::sum}}};
            sample::mustRun(connection_,
                            "INSERT OR IGNORE INTO usage WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM "
                            "n WHERE i < 9000)"
                            " SELECT 'ten_00', i, 'extra', 1 FROM n");
            QCOMPARE(exportReport(connection_, definition, wanted).error().code, ErrorCode::cancelled);
            QCOMPARE(sample::contents(path("old.file")), std::string("old"));
        }
        for (const auto& entry : std::filesystem::directory_iterator(folder_.path().toStdString()))
            QVERIFY2(entry.path().extension() != ".part", entry.path().c_str());
    }

    void aFullDiskIsAnErrorAndTheOldFileStays() {
        std::ofstream(path("full.csv")) << "old";
        auto output = Output::create(path("full.csv"));
        QVERIFY_OK(output);
        const auto finished = [&] {
            output->buffer() += "text";
            auto done = output->finish();
            if (!done) qFatal("finish");
            return std::move(*done);
        };
        auto whole = finished();
        whole.file.handOver();
        std::filesystem::remove(whole.file.temporaryPath());
        std::filesystem::create_symlink("/dev/full", whole.file.temporaryPath());
        QCOMPARE(seal(std::move(whole.file), path("full.csv"), {}).error().code, ErrorCode::storage);
        QCOMPARE(sample::contents(path("full.csv")), std::string("old"));
        QVERIFY(!std::filesystem::exists(manifestPath(path("full.csv"))));

        auto wanted = options("no/such/folder.csv", Format::csv);
        QCOMPARE(exportReport(connection_, sample::monthlyRevenue(), wanted).error().code, ErrorCode::storage);
    }

    void spreadsheetsSplitOrAreRefused() {
        auto wanted = options("split.xlsx", Format::xlsx);
        wanted.underlying = true;
        wanted.rowsPerSheet = 301;
        const auto manifest =
            exportReport(connection_, Definition{.dataset = "users", .measures = {{"", Aggregate::count}}}, wanted);
        QVERIFY_OK(manifest);
        QCOMPARE(manifest->rowsWritten, std::int64_t{120});
        wanted.rowsPerSheet = 41;
        QVERIFY_OK(
            exportReport(connection_, Definition{.dataset = "users", .measures = {{"", Aggregate::count}}}, wanted));
        const auto workbook = sample::contents(path("split.xlsx"));
        QVERIFY(workbook.find("xl/worksheets/sheet4.xml") != std::string::npos);  // three of 40 rows and About

        wanted.underlying = false;
        wanted.rowsPerSheet = 5;
        std::ofstream(path("split.xlsx")) << "old";
        QCOMPARE(exportReport(connection_, sample::monthlyRevenue(), wanted).error().code, ErrorCode::tooLarge);
        QCOMPARE(sample::contents(path("split.xlsx")), std::string("old"));
    }

    void aTextTooLongForASpreadsheetIsAnError() {
        auto connection = sample::filled();
        sample::mustRun(connection, "UPDATE users SET name = hex(zeroblob(20000)) WHERE id = 'usr_ten_050'");
        auto wanted = options("long.xlsx", Format::xlsx);
        wanted.underlying = true;
        QCOMPARE(exportReport(connection, Definition{.dataset = "users", .measures = {{"", Aggregate::count}}}, wanted)
                     .error()
                     .code,
                 ErrorCode::tooLarge);
        QVERIFY(!std::filesystem::exists(path("long.xlsx")));
    }

    void libreOfficeReadsTheSameSums() {
        if (QStandardPaths::findExecutable(QStringLiteral("soffice")).isEmpty())
            QSKIP("soffice is not installed, so no second program has read the spreadsheet");
        const auto report = run(connection_, sample::monthlyRevenue(), sample::everything());
        QVERIFY_OK(report);
        QVERIFY_OK(exportTable(*report, options("pivot.xlsx", Format::xlsx)));
        const auto csv = readByLibreOffice("pivot.xlsx");
        const auto lines = csv.trimmed().split('\n');
        QCOMPARE(lines.size(), qsizetype(report->table.lines.size() + 2));
        QVERIFY2(lines[1].startsWith("Region,Plan,Sum of MRR (EUR)"), lines[1].constData());
        QCOMPARE(qRound64(lines.last().split(',').last().toDouble() * 100),
                 qint64(report->table.lines.back().cells.back().as_int64()));
    }

    void fileNamesAreSafe() {
        QCOMPARE(safeFileName("MRR by region"), std::string("MRR by region"));
        QCOMPARE(safeFileName("../../etc/passwd"), std::string("-..-etc-passwd"));
        QCOMPARE(safeFileName("C:\\a<b>|c?*\".csv"), std::string("C--a-b--c---.csv"));
        QCOMPARE(safeFileName("a\u202Egpj.exe\u200B\x01\x7F\n"), std::string("agpj.exe"));
        QCOMPARE(safeFileName("Umsätze für 東京"), std::string("Umsätze für 東京"));
        QCOMPARE(safeFileName("con.txt"), std::string("_con.txt"));
        QCOMPARE(safeFileName(".. . "), std::string("report"));
        QCOMPARE(safeFileName("\xFF\xC0\x80\xED\xA0\x80"), std::string("report"));
        QCOMPARE(safeFileName("name. "), std::string("name"));
        std::string longName;
        for (int i = 0; i < 100; ++i)
            longName += "ü";
        QCOMPARE(safeFileName(longName).size(), std::size_t{120});
    }
};

QTEST_APPLESS_MAIN(ExportTest)
#include "export_test.moc"

// Files: what is in them, what LibreOffice reads from them, what happens on a full disk and on cancel.
#include "report/export.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <array>
#include <csignal>
#include <thread>

#include "report/file_name.h"
#include "report/output.h"
#include "report/writer.h"
#include "sample.h"

using namespace steward;
using namespace steward::report;

namespace {

// PDF is in pdf_test.cpp.
constexpr std::array fileFormats{Format::csv, Format::xlsx, Format::json, Format::jsonl, Format::html};

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

    QStringList leftovers() const { return QDir(folder_.path()).entryList({QStringLiteral("*.part")}); }

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
        wanted.options.encoding = Encoding::utf8Bom;
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
        for (const Format format : fileFormats) {
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

        // The pivot goes on with its header, its total is in the last sheet, and nothing is lost.
        wanted.underlying = false;
        wanted.rowsPerSheet = 7;
        const auto report = run(connection_, sample::monthlyRevenue(), sample::everything());
        const auto split = exportTable(*report, wanted);
        QVERIFY_OK(split);
        const auto lines = std::int64_t(report->table.lines.size());
        QCOMPARE(split->records, lines + (lines + 4) / 5 * 2);
        QVERIFY_OK(verify(path("split.xlsx")));

        wanted.options.split = false;
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

    void csvInOtherEncodings() {
        auto connection = sample::filled();
        sample::mustRun(connection, R"(UPDATE users SET name = 'Zoë €5; "a"' WHERE id = 'usr_ten_000')");
        const Definition definition{
            .dataset = "users", .rows = {{"name"}}, .measures = {{"", Aggregate::count}}, .filter = "id=usr_ten_000"};
        auto wanted = options("encoded.csv", Format::csv);
        wanted.options.separator = Separator::semicolon;
        wanted.options.encoding = Encoding::windows1252;
        QVERIFY_OK(exportReport(connection, definition, wanted));
        QVERIFY_OK(verify(path("encoded.csv")));
        QVERIFY(sample::contents(path("encoded.csv"))
                    .ends_with("\r\n\"Zo\xEB \x80"
                               "5; \"\"a\"\"\";1\r\n"));

        wanted.options.encoding = Encoding::utf16;
        QVERIFY_OK(exportReport(connection, definition, wanted));
        QVERIFY_OK(verify(path("encoded.csv")));
        const auto bytes = sample::contents(path("encoded.csv"));
        QVERIFY(bytes.starts_with("\xFF\xFE"));
        const auto text =
            QString::fromUtf16(reinterpret_cast<const char16_t*>(bytes.data()) + 1, qsizetype(bytes.size() / 2 - 1));
        QVERIFY2(text.endsWith(QStringLiteral("\r\n\"Zoë €5; \"\"a\"\"\";1\r\n")), qPrintable(text));

        sample::mustRun(connection, "UPDATE users SET name = '東京 Zoë' WHERE id = 'usr_ten_000'");
        wanted.options.encoding = Encoding::windows1252;
        const auto refused = exportReport(connection, definition, wanted);
        QCOMPARE(refused.error().code, ErrorCode::unprocessable);
        QVERIFY2(refused.error().detail.starts_with("Row 1 has U+6771"), refused.error().detail.c_str());
        QCOMPARE(sample::contents(path("encoded.csv")), bytes);
        wanted.options.unencodable = Unencodable::replace;
        const auto replaced = exportReport(connection, definition, wanted);
        QVERIFY_OK(replaced);
        QCOMPARE(replaced->replaced, std::int64_t{2});
        QVERIFY(sample::contents(path("encoded.csv")).ends_with("\r\n?? Zo\xEB;1\r\n"));
        QCOMPARE(verify(path("encoded.csv"))->options, wanted.options);
    }

    void optionsAreDeclaredOnce() {
        FileOptions chosen;
        for (const auto& option : fileOptions()) {
            QCOMPARE(fileOption(FileOptions{}, option.name), option.choices.front().value);
            for (const auto& choice : option.choices) {
                QVERIFY_OK(setFileOption(chosen, option.formats.front(), option.name, choice.value));
                QCOMPARE(fileOption(chosen, option.name), choice.value);
            }
        }
        QCOMPARE(*json::read<FileOptions>(json::write(chosen)), chosen);
        QCOMPARE(setFileOption(chosen, Format::json, "separator", "tab").error().code, ErrorCode::invalid);
        QVERIFY(setFileOption(chosen, Format::csv, "separator", "pipe").error().detail.find("semicolon") !=
                std::string::npos);
    }

    void jsonIsReadByJq() {
        const auto jq = QStandardPaths::findExecutable(QStringLiteral("jq"));
        if (jq.isEmpty()) QSKIP("jq is not installed, so no second program has read the JSON");
        const auto report = run(connection_, sample::monthlyRevenue(), sample::everything());
        QVERIFY_OK(report);
        const auto total = report->table.lines.back().cells.back().as_int64();
        const auto ask = [&](const QStringList& arguments, const char* name) {
            QProcess process;
            process.start(jq, arguments + QStringList{folder_.filePath(QString::fromLatin1(name))});
            process.waitForFinished(30'000);
            return process.exitCode() == 0 ? process.readAllStandardOutput().trimmed() : process.readAllStandardError();
        };
        QVERIFY_OK(exportTable(*report, options("jq.json", Format::json)));
        QCOMPARE(ask({QStringLiteral("[.rows[][3]] | add")}, "jq.json"), QByteArray::number(qint64(total)));
        const auto lines = exportTable(*report, options("jq.jsonl", Format::jsonl));
        QVERIFY_OK(lines);
        QCOMPARE(ask({QStringLiteral("-s"), QStringLiteral("length")}, "jq.jsonl"),
                 QByteArray::number(qint64(lines->rowsWritten)));
        QCOMPARE(ask({QStringLiteral("-s"), QStringLiteral("[.[][\"sum(mrr)\"] * 100 | round] | add")}, "jq.jsonl"),
                 QByteArray::number(qint64(total)));
    }

    void htmlHoldsNothingThatRuns() {
        auto connection = sample::filled();
        sample::mustRun(connection,
                        "UPDATE users SET name = '<script>alert(1)</script>&\"''' || char(0x202E) || char(1) || '<b>' "
                        "WHERE id = 'usr_ten_000'");
        const Definition definition{.name = "</title><script>x</script>",
                                    .dataset = "users",
                                    .rows = {{"name"}},
                                    .measures = {{"", Aggregate::count}}};
        for (const bool underlying : {false, true}) {
            auto wanted = options("page.html", Format::html);
            wanted.underlying = underlying;
            wanted.brand = {"<img src=x>", "red;}</style><script>", "\"><script>"};
            const auto manifest = exportReport(connection, definition, wanted);
            QVERIFY_OK(manifest);
            QVERIFY_OK(verify(path("page.html")));
            const auto page = QString::fromStdString(sample::contents(path("page.html")));
            QVERIFY(!page.contains(QStringLiteral("<script")));
            QVERIFY(!page.contains(QStringLiteral("<b>")) && !page.contains(QStringLiteral("<img src=x")));
            QVERIFY(page.contains(QStringLiteral("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;")));
            QVERIFY(page.contains(QStringLiteral("default-src 'none'")));
            QVERIFY(page.contains(QStringLiteral("<caption")) && page.contains(QStringLiteral("scope=\"col\"")));
            QVERIFY(page.contains(QStringLiteral("prefers-color-scheme:dark")));
            QVERIFY(!page.contains(QChar(1)));
            QCOMPARE(manifest->rowsWritten, manifest->rowsQueried);
        }
    }

    // People read a share as percent; a program reads the number.
    void sharesAreWrittenAsPercent() {
        auto connection = sample::filled();
        Definition definition{.name = "Shares",
                              .dataset = "tenants",
                              .rows = {{"region"}},
                              .measures = {{"mrr", Aggregate::sum}, {"", Aggregate::share}}};
        definition.measures[1].of = "sum(mrr)";
        const auto report = run(connection, definition, sample::everything());
        QVERIFY_OK(report);
        QVERIFY(report->table.measures[1].isPart && !report->table.measures[0].isPart);
        QVERIFY_OK(exportReport(connection, definition, options("shares.html", Format::html)));
        QVERIFY(sample::contents(path("shares.html")).find(">100.0%</td>") != std::string::npos);
        QVERIFY_OK(exportReport(connection, definition, options("shares.csv", Format::csv)));
        QVERIFY(sample::contents(path("shares.csv")).find('%') == std::string::npos);
        if (QStandardPaths::findExecutable(QStringLiteral("soffice")).isEmpty())
            QSKIP("soffice is not installed, so no second program has read the spreadsheet");
        QVERIFY_OK(exportReport(connection, definition, options("sheet.xlsx", Format::xlsx)));
        const auto read = readByLibreOffice("sheet.xlsx");
        QVERIFY2(read.contains(",100%"), read.constData());
    }

    void theManifestSaysEverything() {
        Definition definition = sample::monthlyRevenue();
        definition.parameters = {{.name = "where", .several = true, .fallback = std::vector<std::string>{"eu-west"}}};
        definition.filter = "region in ($where)";
        auto wanted = options("told.csv", Format::csv);
        wanted.run.source = "snapshot";
        const auto manifest = exportReport(connection_, definition, wanted);
        QVERIFY_OK(manifest);
        QCOMPARE(manifest->parameters.at("where"), std::vector<std::string>{"eu-west"});
        QCOMPARE(manifest->source, std::string("snapshot"));
        QCOMPARE(manifest->timeZone, definition.timeZone);
        QCOMPARE(manifest->filter, definition.filter);
        QCOMPARE(manifest->records, manifest->rowsWritten);
        QVERIFY(manifest->rowsScanned > 0 && manifest->bytes > 0 && manifest->sha256.size() == 64);
    }

    void verifyCountsWhatIsInTheFile() {
        for (const Format format : fileFormats) {
            for (const bool underlying : {false, true}) {
                auto wanted = options("counted.file", format);
                wanted.underlying = underlying;
                const auto manifest = exportReport(connection_, sample::monthlyRevenue(), wanted);
                QVERIFY_OK(manifest);
                const auto checked = verify(path("counted.file"));
                QVERIFY2(checked, checked ? "" : (checked.error().message + checked.error().detail).c_str());
                // A manifest that somebody wrote by hand for a longer file.
                auto text = sample::contents(manifestPath(path("counted.file")));
                const std::string said = "\"records\":" + std::to_string(manifest->records);
                text.replace(text.find(said), said.size(), "\"records\":" + std::to_string(manifest->records + 1));
                std::ofstream(manifestPath(path("counted.file"))) << text;
                QCOMPARE(verify(path("counted.file")).error().code, ErrorCode::storage);
            }
        }
    }

    // A file may not grow beyond so many bytes, as on a disk that is full after them.
    void aDiskThatFillsUpAtAnyStep() {
        rlimit before{};
        ::getrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, SIG_IGN);
        for (const Format format : fileFormats) {
            auto wanted = options("filling.file", format);
            wanted.underlying = true;
            const auto whole = exportReport(connection_, sample::monthlyRevenue(), wanted);
            QVERIFY_OK(whole);
            const auto manifestBytes = std::int64_t(std::filesystem::file_size(manifestPath(wanted.file)));
            const auto largest = std::max(whole->bytes, manifestBytes);
            int failures = 0;
            for (int step = 0; step < 16; ++step) {
                std::ofstream(wanted.file) << "old";
                std::filesystem::remove(manifestPath(wanted.file));
                const rlimit small{rlim_t(largest * step / 16), before.rlim_max};
                ::setrlimit(RLIMIT_FSIZE, &small);
                const auto outcome = exportReport(connection_, sample::monthlyRevenue(), wanted);
                ::setrlimit(RLIMIT_FSIZE, &before);
                QVERIFY(leftovers().isEmpty());
                if (outcome) {
                    QVERIFY2(verify(wanted.file), enumName(format).data());
                    continue;
                }
                ++failures;
                QCOMPARE(outcome.error().code, ErrorCode::storage);
                // When only its manifest found no room, the new file is there, and nothing proves it.
                if (sample::contents(wanted.file) != "old") QVERIFY(!verify(wanted.file));
            }
            QVERIFY2(failures > 4, enumName(format).data());
        }
    }

    void aKilledExportLeavesTheOldFileAndIsTidiedUp() {
        for (const Format format : {Format::csv, Format::xlsx, Format::html}) {
            std::ofstream(path("killed.file")) << "old";
            const pid_t child = ::fork();
            if (child == 0) {
                auto wanted = options("killed.file", format);
                wanted.underlying = true;
                wanted.progress = [](std::int64_t, std::int64_t) { ::kill(::getpid(), SIGKILL); };
                static_cast<void>(exportReport(connection_, sample::monthlyRevenue(), wanted));
                ::_exit(0);
            }
            int status = 0;
            QCOMPARE(::waitpid(child, &status, 0), child);
            QVERIFY(WIFSIGNALED(status));
            QCOMPARE(sample::contents(path("killed.file")), std::string("old"));
            QCOMPARE(leftovers().size(), 1);
            const auto left = folder_.filePath(leftovers().first()).toStdString();
            std::filesystem::last_write_time(left,
                                             std::filesystem::file_time_type::clock::now() - std::chrono::minutes(2));
            QVERIFY_OK(exportReport(connection_, sample::monthlyRevenue(), options("killed.file", format)));
            QVERIFY(leftovers().isEmpty());
        }
    }

    void tenExportsAtOnce() {
        const auto file = path("shared.db");
        const auto writer = sample::filled(file);
        std::vector<std::thread> threads;
        std::array<Result<Manifest>, 10> outcomes{};
        for (std::size_t i = 0; i < outcomes.size(); ++i)
            threads.emplace_back([&, i] {
                auto connection = sql::Connection::open({.path = file, .mode = sql::Mode::readOnly});
                auto wanted = options("", fileFormats[i % fileFormats.size()]);
                wanted.file = path(("at-once-" + std::to_string(i)).c_str());
                wanted.underlying = true;
                outcomes[i] = exportReport(*connection, sample::monthlyRevenue(), wanted);
            });
        for (auto& thread : threads)
            thread.join();
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            QVERIFY_OK(outcomes[i]);
            QCOMPARE(outcomes[i]->rowsWritten, outcomes[0]->rowsWritten);
            QVERIFY_OK(verify(path(("at-once-" + std::to_string(i)).c_str())));
        }
        QVERIFY(leftovers().isEmpty());
    }

    void namesThatLeadElsewhere() {
        for (const char* name : {"../../escape", "a/b\\c", "x\u202Egnp.exe", "bad\x01\x7Fname", "CON", "...."}) {
            Definition definition = sample::monthlyRevenue();
            definition.name = name;
            for (const Format format : fileFormats) {
                auto wanted = options("", format);
                const auto safe = safeFileName(name);
                QVERIFY(safe.find_first_of("/\\") == std::string::npos);
                wanted.file = path((safe + "." + std::string(enumName(format))).c_str());
                QVERIFY_OK(exportReport(connection_, definition, wanted));
                QVERIFY_OK(verify(wanted.file));
                QCOMPARE(wanted.file.lexically_normal().parent_path(), path("x").parent_path());
            }
        }
    }

    void libreOfficeReadsOtherEncodings() {
        if (QStandardPaths::findExecutable(QStringLiteral("soffice")).isEmpty())
            QSKIP("soffice is not installed, so no second program has read the CSV");
        auto connection = sample::filled();
        sample::mustRun(connection, "UPDATE users SET name = 'Zoë; €' WHERE id = 'usr_ten_000'");
        auto wanted = options("office.csv", Format::csv);
        wanted.options.encoding = Encoding::windows1252;
        wanted.options.separator = Separator::semicolon;
        const Definition definition{.dataset = "users", .rows = {{"name"}}, .measures = {{"", Aggregate::count}}};
        QVERIFY_OK(exportReport(connection, definition, wanted));
        QProcess process;
        process.start(QStringLiteral("soffice"),
                      {QStringLiteral("--headless"),
                       QStringLiteral("-env:UserInstallation=file://") + folder_.filePath(QStringLiteral("profile")),
                       // 59: semicolon, 34: quote, 1: Windows-1252
                       QStringLiteral("--infilter=CSV:59,34,1"), QStringLiteral("--convert-to"), QStringLiteral("fods"),
                       QStringLiteral("--outdir"), folder_.path(), folder_.filePath(QStringLiteral("office.csv"))});
        QVERIFY(process.waitForFinished(120'000));
        const auto table = QString::fromStdString(sample::contents(path("office.fods")));
        QVERIFY(table.contains(QStringLiteral("Zoë; €")));
    }

    // Types, totals and the chart, as LibreOffice reads them.
    void libreOfficeReadsTheChart() {
        if (QStandardPaths::findExecutable(QStringLiteral("soffice")).isEmpty())
            QSKIP("soffice is not installed, so no second program has read the spreadsheet");
        QVERIFY_OK(exportReport(connection_, sample::monthlyRevenue(), options("chart.xlsx", Format::xlsx)));
        Definition each{.dataset = "subscriptions",
                        .rows = {{"tenantId"}},
                        .columns = {{"month", Bucket::year}},
                        .measures = {{"mrr", Aggregate::sum}},
                        .filter = "tenantId in (ten_00,ten_01,ten_02,ten_03,ten_04,ten_05,ten_06,ten_07)"};
        each.chart.type = ChartType::bar;
        QVERIFY_OK(exportReport(connection_, each, options("colours.xlsx", Format::xlsx)));
        each.filter = "tenantId in (ten_00,ten_01)";
        each.chart.colours = {4, 7};
        QVERIFY_OK(exportReport(connection_, each, options("chosen.xlsx", Format::xlsx)));
        QProcess process;
        process.start(
            QStringLiteral("soffice"),
            {QStringLiteral("--headless"),
             QStringLiteral("-env:UserInstallation=file://") + folder_.filePath(QStringLiteral("profile")),
             QStringLiteral("--convert-to"), QStringLiteral("fods"), QStringLiteral("--outdir"), folder_.path(),
             folder_.filePath(QStringLiteral("chart.xlsx")), folder_.filePath(QStringLiteral("colours.xlsx")),
             folder_.filePath(QStringLiteral("chosen.xlsx"))});
        QVERIFY(process.waitForFinished(120'000));
        const auto table = sample::contents(path("chart.fods"));
        QVERIFY(table.find("table:name=\"Chart\"") != std::string::npos);
        QVERIFY(table.find("chart:class=\"chart:bar\"") != std::string::npos);
        QVERIFY(table.find("office:value-type=\"float\"") != std::string::npos);
        QVERIFY(table.find("2026-06") != std::string::npos);
        // Series have the colours of the console, and those that somebody chose.
        const auto tokens = json::parse(
            sample::contents(std::filesystem::path(qgetenv("STEWARD_SOURCE").toStdString()) / "resources/tokens.json"));
        QVERIFY(tokens);
        const auto& palette = tokens->at("themes").at("light").at("chart").as_array();
        QCOMPARE(palette.size(), chartColours);
        const auto all = QString::fromStdString(sample::contents(path("colours.fods")));
        const auto chosen = QString::fromStdString(sample::contents(path("chosen.fods")));
        for (std::size_t i = 0; i < palette.size(); ++i) {
            const auto colour =
                QStringLiteral("draw:fill-color=\"%1\"").arg(QLatin1String(palette[i].as_string().c_str()));
            QVERIFY2(all.contains(colour, Qt::CaseInsensitive), qPrintable(colour));
            QCOMPARE(chosen.contains(colour, Qt::CaseInsensitive), i == 3 || i == 6);
        }
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

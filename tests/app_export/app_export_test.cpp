// `steward export` and `steward verify`: on a snapshot as a person has it on the computer, without a window and without
// any network; and every way in which it does not work.
#include <sys/resource.h>

#include <QDir>
#include <QLockFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <fstream>

#include "app/await.h"
#include "app/export.h"
#include "client/token_store.h"
#include "client/workspace.h"
#include "contract/lines.h"
#include "contract/messages.h"
#include "report/export.h"
#include "store/offline_store.h"

using namespace steward;
using namespace steward::app;
using namespace Qt::StringLiterals;

namespace {

constexpr int usageRows = 60'000;
const Time dataTime = *parseRfc3339("2026-11-23T09:12:04Z");

std::vector<std::string> usageLines() {
    std::vector<std::string> lines{
        R"({"dataset":"usage","columns":[{"name":"tenant_id","title":"","type":"text"},)"
        R"({"name":"day","title":"","type":"date"},{"name":"metric","title":"","type":"text"},)"
        R"({"name":"quantity","title":"","type":"integer"}],"rows":0,"dataTime":"2026-11-23T09:12:04Z"})"};
    contract::LinesChecksum checksum;
    for (int i = 0; i < usageRows; ++i) {
        const char* metric = i % 3 == 0 ? "api_calls" : i % 3 == 1 ? "storage" : "webhooks";
        lines.push_back("[\"ten_" + std::to_string(i / 90) + "\"," + std::to_string(20000 + i % 90) + ",\"" + metric +
                        "\"," + std::to_string(i % 997) + "]");
        checksum.add(lines.back() + "\n");
    }
    lines.push_back("{\"rows\":" + std::to_string(usageRows) + ",\"checksum\":\"" + checksum.finish() + "\"}");
    return lines;
}

report::Definition byMetric() {
    report::Definition definition;
    definition.name = "Usage by metric";
    definition.dataset = "usage";
    definition.rows = {{"metric", report::Bucket::none}};
    definition.columns = {{"day", report::Bucket::month}};
    definition.measures = {{"quantity", report::Aggregate::sum}, {"", report::Aggregate::count}};
    return definition;
}

contract::SavedReport saved(const std::string& id, const std::string& name) {
    report::Definition definition = byMetric();
    definition.name = name;
    contract::SavedReport report;
    report.id = id;
    report.name = name;
    report.definition = *json::parse(json::write(definition));
    return report;
}

struct Ended {
    int code = 0;
    QString said, complained;
};

}  // namespace

class AppExportTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    QString path(const QString& name) const { return folder_.filePath(name); }
    QByteArray contents(const QString& name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QString& name, const QByteArray& bytes) const {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    bool hasLeftovers() const { return !QDir(folder_.path()).entryList({u"*.part"_s}).isEmpty(); }
    Options options(const QString& report, const QString& format, const QString& out) const {
        Options options;
        options.task = Options::Task::exportReport;
        options.dataFolder = path(u"data"_s);
        options.report = report;
        options.format = format;
        options.outFile = path(out);
        options.snapshot = true;
        return options;
    }
    static Result<report::Manifest> run(const Options& options, std::stop_token stop = {},
                                        std::function<void(std::int64_t, std::int64_t)> progress = {}) {
        return exportReport(options, std::make_shared<client::MemoryStore>(), std::move(stop), std::move(progress));
    }
    Ended steward(const QStringList& arguments, std::optional<rlim_t> largestFile = {}) const {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, folder_.path());
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nowhere"_s);
        process.setProcessEnvironment(environment);
        if (largestFile)
            process.setChildProcessModifier([limit = *largestFile] {
                std::signal(SIGXFSZ, SIG_IGN);
                const rlimit both{limit, limit};
                ::setrlimit(RLIMIT_FSIZE, &both);
            });
        process.start(qEnvironmentVariable("STEWARD_BIN") + u"/steward"_s,
                      arguments + QStringList{u"--data"_s, path(u"data"_s)});
        if (!process.waitForFinished(60'000)) return {-1, {}, process.errorString()};
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2,
                QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
    }
    QStringList command(const QString& report, const QString& format, const QString& out) const {
        return {u"export"_s, report, u"--format"_s, format, u"--out"_s, path(out), u"--snapshot"_s};
    }

private Q_SLOTS:
    void initTestCase() {
        auto workspaces = client::Workspaces::load(path(u"data"_s).toStdString());
        if (!workspaces) {
            QVERIFY(QDir().mkpath(path(u"data"_s)));
            workspaces = client::Workspaces::load(path(u"data"_s).toStdString());
        }
        QVERIFY(workspaces);
        client::Workspace production;
        production.name = "Production";
        production.url = "http://127.0.0.1:9";
        QVERIFY(workspaces->add(production));
        store::OfflineStore store(workspaces->storeFile(*workspaces->find("local")));
        QVERIFY(await(store.open()));
        const auto writer = await(store.beginSnapshot("usage"));
        QVERIFY(writer);
        for (const auto& line : usageLines())
            QVERIFY((*writer)->add(line));
        QVERIFY(await((*writer)->finish()));
        const std::vector<contract::SavedReport> reports{saved("rep_1", "Usage by metric"), saved("rep_2", "Twice"),
                                                         saved("rep_3", "Twice")};
        QVERIFY(await(store.keep("reports", json::write(reports))));
        write(u"usage.json"_s, QByteArray::fromStdString(json::write(byMetric())));
    }

    void equalsTheRunner_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<bool>("underlying");
        for (const char* format : {"csv", "json", "xlsx"}) {
            QTest::addRow("%s", format) << QString::fromLatin1(format) << false;
            QTest::addRow("%s underlying", format) << QString::fromLatin1(format) << true;
        }
    }
    void equalsTheRunner() {
        QFETCH(QString, format);
        QFETCH(bool, underlying);
        Options wanted = options(u"usage by METRIC"_s, format, u"ours."_s + format);
        wanted.underlying = underlying;
        const auto manifest = run(wanted);
        QVERIFY2(manifest, manifest ? "" : manifest.error().message.c_str());
        QCOMPARE(manifest->rowsScanned, usageRows);
        QCOMPARE(manifest->dataAsOf, dataTime);
        QVERIFY(manifest->complete);

        const auto workspaces = client::Workspaces::load(path(u"data"_s).toStdString());
        store::OfflineStore store(workspaces->storeFile(*workspaces->find("local")));
        QVERIFY(await(store.open()));
        auto connection = store.reportConnection();
        report::ExportOptions same;
        same.file = path(u"theirs."_s + format).toStdString();
        same.format = manifest->format;
        same.underlying = underlying;
        same.run = {.scope = sql::TenantScope::all(), .dataAsOf = dataTime};
        same.writtenAt = manifest->writtenAt;
        const auto theirs = report::exportReport(*connection, byMetric(), same);
        QVERIFY(theirs);
        QCOMPARE(theirs->rowsWritten, manifest->rowsWritten);
        QVERIFY(!contents(u"ours."_s + format).isEmpty());
        if (format == "csv"_L1) QCOMPARE(contents(u"ours.csv"_s), contents(u"theirs.csv"_s));
        QVERIFY(report::verify(wanted.outFile.toStdString()));
    }

    void fromADefinitionFileAndById() {
        const auto byFile = run(options(path(u"usage.json"_s), u"csv"_s, u"file.csv"_s));
        const auto byId = run(options(u"rep_1"_s, u"csv"_s, u"id.csv"_s));
        QVERIFY(byFile && byId);
        QCOMPARE(byFile->sha256, byId->sha256);
    }

    void paperWithoutADisplay() {
        const auto ended = steward(command(u"rep_1"_s, u"pdf"_s, u"paper.pdf"_s));
        QVERIFY2(ended.code == 0, qPrintable(ended.complained));
        QVERIFY(contents(u"paper.pdf"_s).startsWith("%PDF-"));
        QVERIFY(ended.said.contains(u"sha256"_s));
        QCOMPARE(steward({u"verify"_s, path(u"paper.pdf"_s)}).code, 0);
    }

    void whatIsNotThere() {
        const auto unknown = run(options(u"Revenue"_s, u"csv"_s, u"x.csv"_s));
        QCOMPARE(unknown.error().code, ErrorCode::notFound);
        QVERIFY(unknown.error().detail.find("Usage by metric") != std::string::npos);
        const auto twice = run(options(u"Twice"_s, u"csv"_s, u"x.csv"_s));
        QCOMPARE(twice.error().code, ErrorCode::notFound);
        QVERIFY(twice.error().detail.find("rep_2") != std::string::npos);

        report::Definition tenants;
        tenants.name = "Tenants";
        tenants.dataset = "tenants";
        tenants.measures = {{"", report::Aggregate::count}};
        write(u"tenants.json"_s, QByteArray::fromStdString(json::write(tenants)));
        QCOMPARE(run(options(path(u"tenants.json"_s), u"csv"_s, u"x.csv"_s)).error().code, ErrorCode::notFound);

        Options elsewhere = options(u"rep_1"_s, u"csv"_s, u"x.csv"_s);
        elsewhere.workspace = u"Staging"_s;
        QCOMPARE(run(elsewhere).error().code, ErrorCode::notFound);
        elsewhere.workspace = u"production"_s;  // there, and nothing of it is on this computer
        QCOMPARE(run(elsewhere).error().code, ErrorCode::notFound);
        QVERIFY(!QFile::exists(path(u"x.csv"_s)));
    }

    void badDefinitions() {
        write(u"bad.json"_s, "{\"name\":");
        QCOMPARE(run(options(path(u"bad.json"_s), u"csv"_s, u"x.csv"_s)).error().code, ErrorCode::invalid);
        report::Definition definition = byMetric();
        definition.rows = {{"colour", report::Bucket::none}};
        write(u"bad.json"_s, QByteArray::fromStdString(json::write(definition)));
        QCOMPARE(run(options(path(u"bad.json"_s), u"csv"_s, u"x.csv"_s)).error().code, ErrorCode::invalid);
    }

    void notSignedIn() {
        Options online = options(u"rep_1"_s, u"csv"_s, u"x.csv"_s);
        online.snapshot = false;
        online.workspace = u"Production"_s;
        const auto refused = run(online);
        QCOMPARE(refused.error().code, ErrorCode::unauthenticated);
        QVERIFY(refused.error().detail.find("sign in") != std::string::npos);
    }

    void exitCodes() {
        const auto unknown = steward(command(u"Revenue"_s, u"csv"_s, u"x.csv"_s));
        QCOMPARE(unknown.code, 3);
        QVERIFY(unknown.complained.contains(u"Revenue"_s));
        QVERIFY(unknown.said.isEmpty());
        QCOMPARE(steward(command(u"rep_1"_s, u"doc"_s, u"x.doc"_s)).code, 2);
        QCOMPARE(steward({u"verify"_s, path(u"nothing.csv"_s)}).code, 3);
        // A result that stewardd computed, which is not there, or is none.
        const auto onPaper = [&](const QString& result, const QString& format) {
            return steward(
                {u"export"_s, u"--result"_s, path(result), u"--format"_s, format, u"--out"_s, path(u"result.pdf"_s)});
        };
        QCOMPARE(onPaper(u"nothing.json"_s, u"pdf"_s).code, 2);
        QCOMPARE(onPaper(u"tenants.json"_s, u"csv"_s).code, 2);
        write(u"none.json"_s, "{}");
        QCOMPARE(onPaper(u"none.json"_s, u"pdf"_s).code, 2);
        QVERIFY(!QFile::exists(path(u"result.pdf"_s)));
    }

    void aChangedFileIsFound() {
        QVERIFY(run(options(u"rep_1"_s, u"csv"_s, u"sealed.csv"_s)));
        QCOMPARE(steward({u"verify"_s, path(u"sealed.csv"_s)}).code, 0);
        QByteArray bytes = contents(u"sealed.csv"_s);
        bytes[bytes.size() - 3] = bytes[bytes.size() - 3] == '1' ? '2' : '1';
        write(u"sealed.csv"_s, bytes);
        QCOMPARE(steward({u"verify"_s, path(u"sealed.csv"_s)}).code, 6);
    }

    void aFullDiskLeavesTheOldFile_data() {
        QTest::addColumn<QString>("report");
        QTest::addColumn<QString>("format");
        for (const char* format : {"csv", "json", "xlsx"})
            QTest::addRow("%s", format) << u"rep_1"_s << QString::fromLatin1(format);
        QTest::addRow("pdf") << path(u"long.json"_s) << u"pdf"_s;
    }
    void aFullDiskLeavesTheOldFile() {
        QFETCH(QString, report);
        QFETCH(QString, format);
        report::Definition byTenant = byMetric();
        byTenant.rows = {{"tenantId", report::Bucket::none}, {"day", report::Bucket::week}, {"metric"}};
        byTenant.columns.clear();
        write(u"long.json"_s, QByteArray::fromStdString(json::write(byTenant)));
        const QString file = u"full."_s + format;
        write(file, "old");
        QStringList line = command(report, format, file);
        if (format != "pdf"_L1) line << u"--underlying"_s;
        const auto ended = steward(line, 256 * 1024);
        QVERIFY2(ended.code == 6, qPrintable(QString::number(ended.code) + ended.complained));
        QVERIFY(!ended.complained.isEmpty());
        QVERIFY(ended.said.isEmpty());
        QCOMPARE(contents(file), QByteArray("old"));
        QVERIFY(!hasLeftovers());
    }

    // One with its beginning gone, and one that is found damaged only while its rows are read.
    void aDamagedStoreIsSaid_data() {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("bytes");
        QTest::addRow("beginning") << 0 << 4096;
        QTest::addRow("middle") << 512 * 1024 << 256 * 1024;
        QTest::addRow("all") << 0 << -1;
    }
    void aDamagedStoreIsSaid() {
        QFETCH(int, from);
        QFETCH(int, bytes);
        const QString copy = u"damaged-%1"_s.arg(QLatin1String(QTest::currentDataTag()));
        QVERIFY(QDir().mkpath(path(copy + u"/local"_s)));
        QVERIFY(QFile::copy(path(u"data/workspaces.json"_s), path(copy + u"/workspaces.json"_s)));
        const QString store = path(copy + u"/local/offline.db"_s);
        QVERIFY(QFile::copy(path(u"data/local/offline.db"_s), store));
        QFile file(store);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.size() > 1024 * 1024);
        file.seek(from);
        file.write(QByteArray(bytes < 0 ? int(file.size()) : bytes, 'x'));
        file.close();
        write(u"kept.csv"_s, "old");
        Options wanted = options(path(u"usage.json"_s), u"csv"_s, u"kept.csv"_s);
        wanted.dataFolder = path(copy);
        wanted.underlying = true;
        const auto refused = run(wanted);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::storage);
        QVERIFY2(refused.error().message.find("damaged") != std::string::npos, refused.error().message.c_str());
        QCOMPARE(contents(u"kept.csv"_s), QByteArray("old"));
        QVERIFY(!hasLeftovers());
    }

    void interruptedLeavesTheOldFile() {
        write(u"stopped.csv"_s, "old");
        std::stop_source stop;
        Options wanted = options(u"rep_1"_s, u"csv"_s, u"stopped.csv"_s);
        wanted.underlying = true;
        const auto stopped =
            run(wanted, stop.get_token(), [&stop](std::int64_t, std::int64_t) { stop.request_stop(); });
        QCOMPARE(stopped.error().code, ErrorCode::cancelled);
        QCOMPARE(exitCodeOf(stopped.error().code), 130);
        QCOMPARE(contents(u"stopped.csv"_s), QByteArray("old"));
        QVERIFY(!hasLeftovers());
    }

    // The last one: it keeps the platform's list of reports, which is empty.
    void onThePlatformOfThisComputer() {
        report::Definition tenants;
        tenants.name = "Tenants by plan";
        tenants.dataset = "tenants";
        tenants.rows = {{"plan", report::Bucket::none}};
        tenants.measures = {{"", report::Aggregate::count}};
        write(u"plans.json"_s, QByteArray::fromStdString(json::write(tenants)));
        Options online = options(path(u"plans.json"_s), u"csv"_s, u"plans.csv"_s);
        online.snapshot = false;
        online.platformProgram = qEnvironmentVariable("STEWARD_BIN") + u"/stewardd"_s;
        const auto manifest = run(online);
        QVERIFY2(manifest, manifest ? "" : manifest.error().message.c_str());
        QCOMPARE(manifest->rowsScanned, 0);
        QVERIFY(manifest->complete);
        QVERIFY(report::verify(online.outFile.toStdString()));

        online.report = u"Nothing of this name"_s;
        QCOMPARE(run(online).error().code, ErrorCode::notFound);

        QLockFile console(path(u"data/platform/console.lock"_s));
        QVERIFY(console.tryLock());
        const auto taken = run(online);
        QCOMPARE(taken.error().code, ErrorCode::conflict);
        QVERIFY(taken.error().detail.find("--snapshot") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(AppExportTest)
#include "app_export_test.moc"

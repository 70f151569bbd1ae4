// stewardctl as a person or a script runs it, against a platform that the test plays.
#include <QFile>
#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QtTest>

#include "../client/loopback_server.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "contract/endpoints.h"
#include "contract/lines.h"
#include "report/manifest.h"

using namespace steward;
using steward::test::LoopbackServer;

namespace {

struct Ran {
    int code = -1;
    QByteArray out;
    QByteArray err;
};

struct Fixture {
    explicit Fixture(LoopbackServer::Handler handler) : server(std::move(handler)) {}
    LoopbackServer server;
    QTemporaryDir home;

    Ran run(const QStringList& arguments, const QByteArray& token = "token") {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), home.path());
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home.path());
        environment.insert(QStringLiteral("STEWARD_URL"), server.url().toString());
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nonexistent"));
        if (!token.isEmpty()) environment.insert(QStringLiteral("STEWARD_TOKEN"), QString::fromLatin1(token));
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(home.path());
        process.start(qEnvironmentVariable("STEWARD_BIN") + QStringLiteral("/stewardctl"), arguments);
        while (process.state() != QProcess::NotRunning)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
                process.readAllStandardError()};
    }
};

void answer(const LoopbackServer::Request& request, QTcpSocket* socket) {
    if (request.target.startsWith("/v1/tenants?") || request.target == "/v1/tenants") {
        const bool second = request.target.contains("cursor=more");
        const QByteArray name = second ? "B\\u001b[2J" : "Nordwind";
        return LoopbackServer::json(socket, R"({"items":[{"id":"ten_1","name":")" + name +
                                                R"(","status":"active"}],"total":2,)" +
                                                (second ? "" : R"("nextCursor":"more",)") + R"("totalIsExact":true})");
    }
    if (request.target.startsWith("/v1/plans/pln_1/apply"))
        return LoopbackServer::json(socket, R"({"id":"bat_1","planId":"pln_1","state":"running"})", "202 Accepted");
    if (request.target.startsWith("/v1/plans/pln_1"))
        return LoopbackServer::json(socket, R"({"id":"pln_1","confirmation":"suspend 12 tenants"})");
    if (request.target == "/v1/plans") return LoopbackServer::json(socket, R"({"id":"pln_1"})", "201 Created");
    if (request.target == "/v1/audit-verification")
        return LoopbackServer::json(socket, R"({"intact":false,"entries":9,"firstBrokenSeq":4,"detail":"hash"})");
    if (request.target.startsWith("/v1/reports?")) {
        contract::Page<contract::SavedReport> saved;
        for (const auto* name : {"MRR", "Damaged"}) {
            report::Definition definition{.name = name, .dataset = "tenants"};
            definition.rows = {{"region"}};
            definition.measures = {{"", report::Aggregate::count}};
            saved.items.push_back({.id = "rep_1", .name = name, .definition = json::toValue(definition)});
        }
        return LoopbackServer::json(socket, QByteArray::fromStdString(json::write(saved)));
    }
    if (request.target == "/v1/reports/run") {
        contract::LinesHeader header{.dataset = "tenants", .rows = 1};
        header.columns = {{"name", "Name", "text"}, {"region", "Region", "text"}, {"users", "Users", "integer"}};
        const std::string row = "[\"=1+1\",\"a,\\\"b\\\"\",7]\n";
        contract::LinesChecksum checksum;
        checksum.add(row);
        const bool damaged = request.body.contains("Damaged");
        const contract::LinesEnd end{
            .rows = 1,
            .checksum = damaged ? "wrong" : checksum.finish(),
            .truth = json::toValue(report::Truth{.rowsScanned = 1, .rowsReturned = 1, .complete = true})};
        return LoopbackServer::json(
            socket, QByteArray::fromStdString(json::write(header) + "\n" + row + json::write(end) + "\n"));
    }
    LoopbackServer::json(
        socket,
        R"({"type":"https://steward.example/problems/notFound","title":"There is no such tenant.","status":404,"detail":"","requestId":"req_4"})",
        "404 Not Found");
}

}  // namespace

class CliTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void requestsAreMadeOfWords() {
        const auto plan =
            cli::requestFrom<domain::PlanRequest>({"operation=suspend", "selection.ids=ten_1,ten_2",
                                                   "patch.seatsLimit=25", "patch.name=42a", "entity=tenant"});
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().detail.c_str());
        QCOMPARE(plan->operation, domain::Operation::suspend);
        QCOMPARE(plan->selection.ids->size(), std::size_t(2));
        QCOMPARE(json::write(*plan->patch), R"({"seatsLimit":25,"name":"42a"})");
        QCOMPARE(cli::requestFrom<contract::ById>({"id=123"})->id, "123");
        QCOMPARE(*cli::requestFrom<contract::ListRequest>({"limit=5", "filter=a=b"})->filter, "a=b");
    }

    void wordsThatDoNotFitAreNamed() {
        QVERIFY(cli::requestFrom<contract::ById>({"id"}).error().message.find("'id'") != std::string::npos);
        QVERIFY(cli::requestFrom<contract::ById>({"name=x"}).error().message.find("name=x") != std::string::npos);
        QVERIFY(!cli::requestFrom<contract::ListRequest>({"limit=many"}));
        QCOMPARE(cli::requestFrom<contract::ById>({}).error().fields.at(0).path, "/id");
        QVERIFY(!cli::requestFrom<domain::PlanRequest>({"operation=destroy", "entity=tenant"}));
    }

    void tablesAlignAndAreInert() {
        const auto text = cli::table({"NAME", "N"}, {{"Ümlaut", "1"}, {"x", "22"}});
        QCOMPARE(text, "NAME    N\nÜmlaut  1\nx       22\n");
        QCOMPARE(cli::textOf(json::Value("a\x1b[2Jb\n")), "a?[2Jb?");
    }

    void listsAllPages() {
        Fixture f(answer);
        const auto ran = f.run({QStringLiteral("tenants"), QStringLiteral("list"), QStringLiteral("--all"),
                                QStringLiteral("--filter"), QStringLiteral("status=active;users>1")});
        QCOMPARE(ran.code, 0);
        const auto document = json::parse(ran.out.toStdString());
        QVERIFY(document);
        QCOMPARE(document->at("items").as_array().size(), std::size_t(2));
        QVERIFY(f.server.seen[0].target.contains("filter=status%3Dactive%3Busers%3E1"));
        QVERIFY(f.server.seen[0].head.contains("Authorization: Bearer token"));
    }

    void refusalsHaveCodes() {
        Fixture f(answer);
        const auto ran = f.run({QStringLiteral("tenant"), QStringLiteral("get"), QStringLiteral("ten_9")});
        QCOMPARE(ran.code, 1);
        QVERIFY(ran.out.isEmpty());
        const auto problem = json::read<contract::Problem>(ran.err.toStdString());
        QVERIFY(problem);
        QCOMPARE(problem->requestId, "req_4");
        QCOMPARE(f.run({QStringLiteral("tenant"), QStringLiteral("fetch")}).code, 2);
        QCOMPARE(f.run({QStringLiteral("call"), QStringLiteral("nothing")}).code, 2);
        QCOMPARE(f.run({QStringLiteral("call"), QStringLiteral("getTenant"), QStringLiteral("name=x")}).code, 2);
        QCOMPARE(f.run({QStringLiteral("--help")}).code, 0);
        f.server.close();
        QCOMPARE(f.run({QStringLiteral("tenant"), QStringLiteral("get"), QStringLiteral("ten_9")}).code, 4);
    }

    void anyEndpointCanBeCalled() {
        Fixture f(answer);
        const auto ran = f.run({QStringLiteral("call"), QStringLiteral("listTenants"), QStringLiteral("limit=3")});
        QCOMPARE(ran.code, 0);
        QCOMPARE(f.server.seen[0].target, "/v1/tenants?limit=3");
        const auto names = f.run({QStringLiteral("endpoints")});
        const auto isNamed = [&](const auto& endpoint) {
            return names.out.contains(QByteArray(endpoint.name.data(), qsizetype(endpoint.name.size())));
        };
        QVERIFY(std::apply([&](const auto&... endpoint) { return (isNamed(endpoint) && ...); }, contract::endpoints));
    }

    void aDryRunSendsNothingThatChanges() {
        Fixture f(answer);
        const auto ran = f.run({QStringLiteral("--dry-run"), QStringLiteral("plan"), QStringLiteral("create"),
                                QStringLiteral("entity=tenant"), QStringLiteral("operation=suspend"),
                                QStringLiteral("selection.ids=ten_1")});
        QCOMPARE(ran.code, 0);
        QVERIFY(ran.out.startsWith("POST /v1/plans\n{"));
        QVERIFY(f.server.seen.empty());
        QCOMPARE(f.run({QStringLiteral("--dry-run"), QStringLiteral("plan"), QStringLiteral("apply"),
                        QStringLiteral("pln_1"), QStringLiteral("--confirm"), QStringLiteral("suspend 12 tenants")})
                     .code,
                 0);
        for (const auto& request : f.server.seen)
            QCOMPARE(request.method, "GET");
    }

    void everyChangingEndpointIsHeldBackByADryRun() {
        Fixture f(answer);
        std::apply([&](const auto&... endpoint) { (holdsBack(f, endpoint), ...); }, contract::endpoints);
    }

    void aPlanWithASentenceAsksForIt() {
        Fixture f(answer);
        const auto refused = f.run({QStringLiteral("plan"), QStringLiteral("apply"), QStringLiteral("pln_1")});
        QCOMPARE(refused.code, 1);
        QVERIFY(refused.err.contains("suspend 12 tenants"));
        QCOMPARE(f.server.seen.size(), std::size_t(1));
        QCOMPARE(f.run({QStringLiteral("plan"), QStringLiteral("apply"), QStringLiteral("pln_1"),
                        QStringLiteral("--confirm"), QStringLiteral("suspend 12 tenants")})
                     .code,
                 0);
        QVERIFY(f.server.seen.back().head.contains("Idempotency-Key: "));
    }

    void aBrokenChainFails() {
        Fixture f(answer);
        QCOMPARE(f.run({QStringLiteral("audit"), QStringLiteral("verify")}).code, 1);
    }

    void anExportIsWholeOrNotThere() {
        Fixture f(answer);
        const QString file = f.home.path() + QStringLiteral("/mrr.csv");
        const auto exported = [&](const QString& name) {
            return f.run({QStringLiteral("report"), QStringLiteral("export"), name, QStringLiteral("--underlying"),
                          QStringLiteral("--out"), file});
        };
        QCOMPARE(exported(QStringLiteral("Damaged")).code, 1);
        QCOMPARE(QDir(f.home.path()).entryList({QStringLiteral("*mrr*")}, QDir::Files | QDir::Hidden).size(), 0);
        QCOMPARE(exported(QStringLiteral("Nothing")).code, 1);
        const auto ran = exported(QStringLiteral("MRR"));
        QVERIFY2(ran.code == 0, ran.err.constData());
        QCOMPARE(json::read<report::Manifest>(ran.out.toStdString())->rowsWritten, 1);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), "Name,Region,Users\r\n\"'=1+1\",\"a,\"\"b\"\"\",7\r\n");
        QVERIFY(report::verify(file.toStdString()));
    }

    void withoutAKeyStoreNothingIsSent() {
        Fixture f(answer);
        const auto ran = f.run({QStringLiteral("tenant"), QStringLiteral("get"), QStringLiteral("ten_1")}, {});
        QVERIFY(ran.code == 3 || ran.code == 4 || ran.code == 1);
        QVERIFY(!ran.err.isEmpty());
        QVERIFY(f.server.seen.empty());
    }

private:
    template <class Request, class Response>
    void holdsBack(Fixture& f, const contract::Endpoint<Request, Response>& endpoint) {
        if (endpoint.method == contract::Method::get || endpoint.name == "runReport" ||
            endpoint.name == "previewSignIn")
            return;
        QStringList arguments{QStringLiteral("--dry-run"), QStringLiteral("call"),
                              QLatin1String(endpoint.name.data(), qsizetype(endpoint.name.size()))};
        // A valid request: what has no default is text, numbers and documents of the type itself.
        const auto fields = json::toValue(Request{});
        for (const auto& [name, value] : fields.as_object()) {
            if (value.is_object()) continue;
            arguments << QString::fromStdString(
                std::string(name) + "=" +
                (value.is_string() ? std::string(value.get_string()) : json::write(json::Value(value))));
        }
        const auto before = f.server.seen.size();
        const auto ran = f.run(arguments);
        QVERIFY2(ran.code == 0 || ran.code == 2, endpoint.name.data());
        QCOMPARE(f.server.seen.size(), before);
    }
};

QTEST_MAIN(CliTest)
#include "cli_test.moc"

// stewardctl as a person or a script runs it, against a platform that the test plays.
#include <QFile>
#include <QTcpSocket>
#include <QtTest>

#include "../client/loopback_server.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "contract/endpoints.h"
#include "contract/lines.h"
#include "report/manifest.h"
#include "stewardctl.h"

using namespace steward;
using steward::test::LoopbackServer;
using steward::test::Ran;
using steward::test::words;

namespace {

struct Fixture {
    explicit Fixture(LoopbackServer::Handler handler) : server(std::move(handler)) {}
    LoopbackServer server;
    test::Stewardctl program;
    QTemporaryDir& home = program.home;

    Ran run(const QStringList& arguments, const QByteArray& token = "token") {
        return program.run(server.url().toString(), token, arguments);
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
        return LoopbackServer::json(socket,
                                    R"({"id":"pln_1","confirmation":"suspend 12 tenants","counts":{"willChange":12}})");
    if (request.target.startsWith("/v1/batches/bat_1/results"))
        return LoopbackServer::json(socket,
                                    R"({"items":[{"entityId":"ten_7","entityName":"Seven","error":"Moved on"}]})");
    if (request.target == "/v1/batches/bat_1")
        return LoopbackServer::json(socket, R"({"id":"bat_1","state":"partlyFailed","total":12,"done":12,"failed":1,)"
                                            R"("finishedAt":"2026-11-23T09:41:00.000Z"})");
    if (request.target.startsWith("/v1/configuration"))
        return LoopbackServer::json(socket, R"({"form":1,"plans":{},"tenants":{"tarnwick":{"plan":"team","name":"T"}},)"
                                            R"("roles":{},"brands":{}})");
    if (request.target.startsWith("/v1/logs?"))
        return LoopbackServer::json(
            socket,
            R"({"items":[{"id":"log_0006f3a2b4c5d6e8","time":"2026-11-23T09:41:08Z","severity":"error",)"
            R"("service":"billing","body":"Second\u001b[2J"},{"id":"log_0006f3a2b4c5d6e7",)"
            R"("time":"2026-11-23T09:41:07Z","severity":"info","service":"billing","body":"First"}],"total":2})");
    if (request.target == "/v1/tenants/ten_1")
        return LoopbackServer::json(socket, R"({"id":"ten_1","name":"Nordwind","plan":"team","version":3})");
    if (request.target == "/v1/audit/aud_1")
        return LoopbackServer::json(socket, R"({"id":"aud_1","entity":"tenant","entityId":"ten_1","versionAfter":4,)"
                                            R"("before":{"plan":"free"},"after":{"plan":"team"}})");
    if (request.target == "/v1/health-summary")
        return LoopbackServer::json(socket, R"({"operational":3,"down":1,"worst":[{"name":"Shop","state":"down"}]})");
    if (request.target.startsWith("/v1/components?"))
        return LoopbackServer::json(
            socket, R"({"items":[{"id":"cmp_1","name":"Shop\u001b[2J","state":"down","objective":0.99,)"
                    R"("reason":"It answered 503.","month":{"up":95,"down":5,"ratio":0.95}}],"total":1})");
    if (request.target.startsWith("/v1/uptime?month=2026-11"))
        return LoopbackServer::json(
            socket,
            R"({"month":"2026-11","timeZone":"UTC","components":[{"id":"cmp_1","name":"Shop","objective":0.99,)"
            R"("uptime":{"up":95,"down":5,"ratio":0.95}}],"tenants":[{"id":"","objective":0.99,"uptime":{}}]})");
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
    if (request.target.startsWith("/v1/report-schedules?"))
        return LoopbackServer::json(
            socket, R"({"items":[{"id":"sch_1","name":"Finance\u001b[2J","reportName":"MRR","ownerName":"Ada",)"
                    R"("nextAt":"2026-11-27T07:30:00Z","last":{"id":"run_1","state":"delivered"}}],"total":1})");
    if (request.target == "/v1/report-schedules/sch_1/run")
        return LoopbackServer::json(socket, R"({"id":"run_1","state":"running"})");
    if (request.target.startsWith("/v1/report-schedules/sch_1/runs") || request.target == "/v1/report-runs/run_1") {
        const QByteArray run = R"({"id":"run_1","state":"partlyDelivered","dueAt":"2026-11-26T07:30:00Z","deliveries":)"
                               R"([{"recipient":"ines@b.example","state":"failed","detail":"No such mailbox."}]})";
        return LoopbackServer::json(socket,
                                    request.target.contains("runs?") ? "{\"items\":[" + run + "],\"total\":1}" : run);
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

    void logsComeOldestFirst() {
        Fixture f(answer);
        const auto ran = f.run(words("logs --filter service=billing"));
        QCOMPARE(ran.code, 0);
        const auto lines = ran.out.trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY2(lines[0].contains("First") && lines[1].contains("Second"), ran.out.constData());
        QVERIFY(!ran.out.contains('\x1b'));
    }

    void healthSaysWhetherSomethingIsDown() {
        Fixture f(answer);
        const auto ran = f.run(words("health"));
        QCOMPARE(ran.code, 1);
        QCOMPARE(json::parse(ran.out.toStdString())->at("down").as_int64(), 1);
        const auto seen = f.program.onTerminal(f.server.url().toString(), words("health"), {});
        QCOMPARE(seen.code, 1);
        QVERIFY2(seen.out.contains("3 operational, 0 degraded, 1 down"), seen.out.constData());
        QVERIFY2(seen.out.contains("95.000 %") && seen.out.contains("It answered 503."), seen.out.constData());
        QVERIFY(!seen.out.contains("\x1b[2J"));
        const auto uptime = f.program.onTerminal(f.server.url().toString(), words("health uptime --month 2026-11"), {});
        QCOMPARE(uptime.code, 0);
        QVERIFY2(uptime.out.contains("missed") && uptime.out.contains("(platform)"), uptime.out.constData());
        QCOMPARE(f.run(words("health nothing")).code, 2);
    }

    void schedulesAreListedAddedRunAndRead() {
        Fixture f(answer);
        const auto seen = [&](const char* line) {
            return f.program.onTerminal(f.server.url().toString(), words(line), {});
        };
        const auto list = seen("report schedule list");
        QVERIFY2(list.code == 0 && list.out.contains("2026-11-27T07:30:00Z") && list.out.contains("Ada"),
                 list.out.constData());
        QVERIFY(!list.out.contains("\x1b[2J"));
        // Not everybody got it.
        const auto ran = f.run(words("report schedule run sch_1"));
        QCOMPARE(ran.code, 1);
        QCOMPARE(json::parse(ran.out.toStdString())->at("state").as_string(), "partlyDelivered");
        const auto log = seen("report schedule log sch_1");
        QVERIFY2(log.code == 0 && log.out.contains("No such mailbox."), log.out.constData());
        QFile file(f.program.file(u"finance.json"_qs));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"name":"Finance","report":"MRR","formats":["csv","html"]})");
        file.close();
        f.run(words("report schedule add finance.json"));
        const auto sent = std::ranges::find_if(f.server.seen, [](const LoopbackServer::Request& request) {
            return request.method == "POST" && request.target == "/v1/plans";
        });
        QVERIFY(sent != f.server.seen.end());
        const auto target = json::parse(sent->body.toStdString())->at("targets").at(0);
        QCOMPARE(target.at("key").as_string(), "Finance");
        QCOMPARE(target.at("patch").at("reportId").as_string(), "rep_1");
        QVERIFY(!target.at("patch").as_object().contains("report"));
        QCOMPARE(f.run(words("report schedule run nothing")).code, 1);
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
        for (const char* line : {"apply pln_1", "plan apply pln_1", "apply pln_1 --confirm other"}) {
            const auto refused = f.run(words(line));
            QCOMPARE(refused.code, 2);
            QVERIFY(refused.err.contains("suspend 12 tenants"));
        }
        for (const auto& request : f.server.seen)
            QCOMPARE(request.method, "GET");
    }

    void onATerminalTheSentenceIsTyped() {
        Fixture f(answer);
        const auto typed = [&](const QByteArray& sentence) {
            return f.program.onTerminal(f.server.url().toString(), words("apply pln_1"), sentence);
        };
        const auto other = typed("suspend 12");
        QVERIFY2(other.code == 2 && other.out.contains("Nothing was applied"), other.out.constData());
        for (const auto& request : f.server.seen)
            QCOMPARE(request.method, "GET");
        const auto same = typed("suspend 12 tenants");
        QVERIFY2(same.code == 1 && same.out.contains("11 changed, 1 failed"), same.out.constData());
    }

    void aBatchIsFollowedAndFailuresAreNamed() {
        Fixture f(answer);
        const QStringList confirmed{QStringLiteral("--confirm"), QStringLiteral("suspend 12 tenants")};
        const auto ran = f.run(words("apply pln_1 --go-on") + confirmed);
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.out.contains("failed: Seven (ten_7): Moved on\n"), ran.out.constData());
        QVERIFY(ran.out.contains("11 changed, 1 failed"));
        const auto sent = std::ranges::find(f.server.seen, "POST", &LoopbackServer::Request::method);
        QVERIFY(sent->head.contains("Idempotency-Key: "));
        QVERIFY(sent->body.contains("\"stopAfterFailures\":13"));
        const auto ended = json::parse(f.run(words("apply pln_1 --json") + confirmed).out.toStdString());
        QCOMPARE(ended->at("failures").as_array().size(), std::size_t(1));
    }

    void aDryRunShowsTheDifferenceFromWhatCanBeRead() {
        Fixture f(answer);
        QFile file(f.program.file(QStringLiteral("wanted.yaml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("form: 1\ntenants:\n  tarnwick:\n    plan: scale\n    name: T\nbrands:\n  new: {}\n");
        file.close();
        const auto shows = [&](const char* line, const char* expected) {
            const auto ran = f.run(words(line));
            QVERIFY2(ran.code == 0 && ran.out.contains(expected), (line + (": " + ran.out + ran.err)).constData());
        };
        shows("plan -f wanted.yaml --dry-run", "plan  team → scale");
        shows("plan -f wanted.yaml --only brand:new --dry-run", "1 added, 0 removed, 0 changed");
        shows("plan change --ids ten_1 --patch plan=scale --dry-run", "plan           team → scale");
        shows("plan change --ids ten_1 --patch {\"plan\":\"team\"} --dry-run", "no change");
        shows("plan suspend --ids ten_1 --dry-run", "status  trial → suspended");
        shows("revert aud_1 --dry-run", "plan  team → free");
        shows("--dry-run apply pln_1", "12 will change");
        QVERIFY(!f.server.seen.empty());
        for (const auto& request : f.server.seen)
            QCOMPARE(request.method, "GET");
    }

    void whatIsTheSameIsNoChange() {
        Fixture f(answer);
        const auto exported = f.run(words("config export -o now.json"));
        QVERIFY2(exported.code == 0, exported.err.constData());
        QVERIFY(f.run(words("config export")).out.startsWith("form: 1\n"));
        for (const char* line : {"diff now.json", "diff now.json now.json", "plan -f now.json"}) {
            const auto ran = f.run(words(line));
            QCOMPARE(ran.out, QByteArray("no change\n"));
            QCOMPARE(ran.code, 0);
        }
        QCOMPARE(f.run(words("diff now.json --only tenant:nowhere")).code, 2);
        QCOMPARE(f.run(words("diff nothing.json")).code, 2);
        QCOMPARE(f.run(words("plan -f nothing.json")).code, 2);
        QCOMPARE(f.run(words("plan")).code, 2);
        QCOMPARE(f.run(words("revert")).code, 2);
        QCOMPARE(f.run(words("plan suspend --ids ten_1 --filter plan=team")).code, 2);
        QCOMPARE(f.run(words("plan change --ids ten_1")).code, 2);
    }

    void aTokenGoesToItsOwnPlatformOnly() {
        Fixture f(answer);
        Fixture other(answer);
        QCOMPARE(f.run({QStringLiteral("diff"), other.server.url().toString()}).code, 2);
        QVERIFY(other.server.seen.empty());
        QCOMPARE(f.run({QStringLiteral("diff"), f.server.url().toString()}).code, 0);
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

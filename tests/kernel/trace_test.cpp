// Trace context as the specification has it, and spans that stay with their coroutine.
#include <QtTest>
#include <fstream>
#include <set>
#include <thread>

#include "base/log.h"
#include "kernel/http_client.h"
#include "kernel/trace/otlp.h"
#include "kernel/trace/within.h"
#include "tests/support/served.h"

using namespace steward;
using namespace std::chrono_literals;
namespace trace = kernel::trace;

namespace {

const std::string traceId = "0af7651916cd43dd8448eb211c80319c";
const std::string givenParent = "00-" + traceId + "-b7ad6b7169203331-01";

// Keeps what ends.
class Kept final : public trace::Sink {
public:
    void take(trace::SpanData span) override {
        const std::lock_guard lock(mutex_);
        spans_.push_back(std::move(span));
    }
    std::vector<trace::SpanData> spans() const {
        const std::lock_guard lock(mutex_);
        return spans_;
    }

private:
    mutable std::mutex mutex_;
    std::vector<trace::SpanData> spans_;
};

// Tracing is on as long as this lives.
struct Tracing {
    explicit Tracing(double ratio = 1) { trace::start(kept, ratio); }
    ~Tracing() { trace::stop(); }
    std::shared_ptr<Kept> kept = std::make_shared<Kept>();
};

}  // namespace

class TraceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aParentIsReadStrictly_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("valid");
        const auto row = [](const char* name, const std::string& text, bool valid) {
            QTest::newRow(name) << QString::fromStdString(text) << valid;
        };
        row("sampled", givenParent, true);
        row("not sampled", "00-" + traceId + "-b7ad6b7169203331-00", true);
        row("unknown flags", "00-" + traceId + "-b7ad6b7169203331-ff", true);
        row("later version", "cc-" + traceId + "-b7ad6b7169203331-01", true);
        row("later version, longer", "cc-" + traceId + "-b7ad6b7169203331-01-what-is-to-come", true);
        row("later version, glued", "cc-" + traceId + "-b7ad6b7169203331-01.what", false);
        row("version 00, longer", givenParent + "-01", false);
        row("version ff", "ff-" + traceId + "-b7ad6b7169203331-01", false);
        row("upper case", "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01", false);
        row("trace of zeros", "00-00000000000000000000000000000000-b7ad6b7169203331-01", false);
        row("span of zeros", "00-" + traceId + "-0000000000000000-01", false);
        row("short", givenParent.substr(0, 54), false);
        row("not hexadecimal", "00-" + traceId + "-b7ad6b716920333g-01", false);
        row("other separator", "00_" + traceId + "-b7ad6b7169203331-01", false);
        row("white space", " " + givenParent, false);
        row("empty", "", false);
    }
    void aParentIsReadStrictly() {
        QFETCH(QString, text);
        QFETCH(bool, valid);
        const auto read = trace::parseTraceParent(text.toStdString());
        QCOMPARE(read.has_value(), valid);
        if (read) QCOMPARE(trace::hex(read->traceId), traceId);
    }

    void aParentIsSpelledAsItWasRead() {
        QCOMPARE(trace::spellTraceParent(*trace::parseTraceParent(givenParent)), givenParent);
        QVERIFY(trace::parseTraceParent(givenParent)->sampled);
    }

    void stateIsKeptWholeOrNotAtAll() {
        using trace::parseTraceState;
        QCOMPARE(parseTraceState({"congo=t61rcWkgMzE,rojo=00f067aa0ba902b7"}),
                 std::string("congo=t61rcWkgMzE,rojo=00f067aa0ba902b7"));
        QCOMPARE(parseTraceState({"a=1", " b=2 ,\tc=3 3"}), std::string("a=1,b=2,c=3 3"));
        QCOMPARE(parseTraceState({"a=1,,b=2,"}), std::string("a=1,b=2"));
        QCOMPARE(parseTraceState({"fw529a3039@dt=FfAAAAAA"}), std::string("fw529a3039@dt=FfAAAAAA"));
        for (const auto* bad : {"A=1", "a", "a=", "=1", "a=b=c", "a =1", "a=1,a=2", "a=\x01", "t@2v=1", "t@v@w=1"})
            QVERIFY2(parseTraceState({bad}).empty(), bad);
        std::string many;
        for (int i = 0; i < 33; ++i)
            many += "k" + std::to_string(i) + "=1,";
        QVERIFY(parseTraceState({many}).empty());
        QVERIFY(parseTraceState({"a=" + std::string(257, 'x')}).empty());
        QCOMPARE(parseTraceState({"a=" + std::string(256, 'x')}).size(), std::size_t(258));
        QVERIFY(!trace::receivedContext({{"traceparent", givenParent}, {"Traceparent", givenParent}}));
        const auto received = trace::receivedContext({{"TraceState", "a=1"}, {"TraceParent", givenParent}});
        QVERIFY(received && received->state == "a=1");
        QVERIFY(trace::receivedContext({{"traceparent", givenParent}, {"tracestate", "A"}})->state.empty());
    }

    void nothingIsMadeWhileTracingIsOff() {
        QVERIFY(!trace::begin({}).isSet());
        QVERIFY(!trace::Span("x", trace::Kind::server, trace::begin({})));
        QVERIFY(!trace::child("x", trace::Kind::client));
        const trace::Span passed("x", trace::Kind::server, trace::begin({{"traceparent", givenParent}}));
        QVERIFY(passed && !passed.isRecorded());
        kernel::TextPairs headers;
        trace::propagate(passed, headers);
        QCOMPARE(headers.front().second, givenParent);
    }

    void theRatioDecidesWhereTracesBegin() {
        const auto share = [](double ratio) {
            const Tracing tracing(ratio);
            int sampled = 0;
            for (int i = 0; i < 2000; ++i)
                sampled += trace::begin({}).sampled;
            return sampled;
        };
        QCOMPARE(share(0), 0);
        QCOMPARE(share(1), 2000);
        const int half = share(0.5);
        QVERIFY2(half > 800 && half < 1200, std::to_string(half).c_str());
        const Tracing none(0);
        QVERIFY(trace::begin({{"traceparent", givenParent}}).sampled);
    }

    // Requests that wait for each other's turn: each keeps its own trace over every suspension.
    void aCoroutineKeepsItsTrace() {
        const Tracing tracing;
        test::Served served;
        std::map<std::string, std::set<std::string>> seen;
        served.router.raw(
            contract::Method::get, "/slow",
            [&](const kernel::Request&, kernel::Context& context) -> kernel::asio::awaitable<kernel::Response> {
                for (int i = 0; i < 5; ++i) {
                    seen[trace::hex(context.trace.traceId)].insert(trace::hex(trace::current().traceId));
                    auto waiting = kernel::sleepFor(1ms);
                    co_await std::move(waiting);
                }
                const auto inner = trace::child("inner", trace::Kind::internal);
                co_return kernel::jsonResponse("{}");
            });
        served.start();
        std::vector<std::thread> clients;
        for (int i = 0; i < 20; ++i)
            clients.emplace_back([&served, i] {
                const std::string own =
                    "00-0af7651916cd43dd8448eb211c8031" + std::to_string(10 + i) + "-b7ad6b7169203331-01";
                served.ask({.target = "/slow", .headers = {{"traceparent", own}}});
            });
        for (auto& client : clients)
            client.join();
        bool outside = true;
        served.run([&]() -> kernel::asio::awaitable<bool> {
            outside = trace::current().isSet();
            co_return true;
        });
        served.stopThread();
        QVERIFY(!outside);
        QCOMPARE(seen.size(), std::size_t(20));
        for (const auto& [own, met] : seen)
            QCOMPARE(met, std::set<std::string>{own});
        std::map<std::string, std::string> servers;
        for (const auto& span : tracing.kept->spans())
            if (span.kind == trace::Kind::server)
                servers[trace::hex(span.context.spanId)] = trace::hex(span.context.traceId);
        QCOMPARE(servers.size(), std::size_t(20));
        int inner = 0;
        for (const auto& span : tracing.kept->spans()) {
            if (span.name != "inner") continue;
            ++inner;
            QCOMPARE(servers[trace::hex(span.parent)], trace::hex(span.context.traceId));
        }
        QCOMPARE(inner, 20);
    }

    void requestsToOthersCarryTheTrace() {
        const Tracing tracing;
        test::Served other;
        std::string arrived;
        std::string state;
        other.router.raw(
            contract::Method::get, "/x",
            [&](const kernel::Request& request, kernel::Context&) -> kernel::asio::awaitable<kernel::Response> {
                arrived = request.header("traceparent");
                state = request.header("tracestate");
                co_return kernel::jsonResponse("{}", 404);
            });
        other.start();
        test::Served served;
        kernel::HttpClient client;
        served.router.raw(contract::Method::get, "/call",
                          [&](const kernel::Request&, kernel::Context&) -> kernel::asio::awaitable<kernel::Response> {
                              kernel::HttpCall call{.url = "http://127.0.0.1:" + std::to_string(other.port()) + "/x"};
                              auto asking = client.send(std::move(call));
                              const auto reply = co_await std::move(asking);
                              co_return kernel::jsonResponse("{}", reply ? 200 : 500);
                          });
        served.start();
        const test::Ask ask{.target = "/call", .headers = {{"traceparent", givenParent}, {"tracestate", "a=1"}}};
        QCOMPARE(served.ask(ask).status, 200);
        served.stopThread();
        other.stopThread();
        const auto received = trace::parseTraceParent(arrived);
        QVERIFY2(received.has_value(), arrived.c_str());
        QCOMPARE(trace::hex(received->traceId), traceId);
        QCOMPARE(state, std::string("a=1"));
        std::map<std::string, trace::SpanData> byId;
        for (const auto& span : tracing.kept->spans())
            byId[trace::hex(span.context.spanId)] = span;
        const auto& call = byId.at(trace::hex(received->spanId));
        QCOMPARE(call.kind, trace::Kind::client);
        QVERIFY(call.failed);
        const auto& request = byId.at(trace::hex(call.parent));
        QCOMPARE(request.name, std::string("GET /call"));
        QCOMPARE(trace::hex(request.parent), std::string("b7ad6b7169203331"));
    }

    void linesOfTheLogNameTheirTrace() {
        const Tracing tracing;
        const test::TemporaryFolder folder;
        const auto file = folder.path() / "log";
        log::start("test");
        QVERIFY(log::toFile(file.string()));
        const trace::Span span("x", trace::Kind::server, *trace::parseTraceParent(givenParent));
        {
            const trace::Active active(span);
            log::warning("inside");
        }
        log::warning("outside");
        std::ifstream in(file);
        std::string inside;
        std::string outside;
        std::getline(in, inside);
        std::getline(in, outside);
        QVERIFY2(inside.find("\"trace\":\"" + traceId + "\"") != std::string::npos, inside.c_str());
        QVERIFY2(outside.find("trace") == std::string::npos, outside.c_str());
    }

    void headersOfTheCollectorAreRead() {
        const auto headers = kernel::otlp::parseHeaders("authorization=Bearer%20a%2Cb,x-scope=1");
        QVERIFY(headers.has_value());
        QCOMPARE(headers->at(0).second, std::string("Bearer a,b"));
        QCOMPARE(headers->at(1).first, std::string("x-scope"));
        for (const auto* bad : {"a", "=1", "a=", "a b=1", "a=%0d%0aX:1", "a=%zz", "a=1,,b=2"})
            QVERIFY2(!kernel::otlp::parseHeaders(bad), bad);
        QCOMPARE(kernel::otlp::rejectedSpans(R"({"partialSuccess":{"rejectedSpans":"3"}})"), std::uint64_t(3));
        QCOMPARE(kernel::otlp::rejectedSpans("<html>"), std::uint64_t(0));
    }
};

QTEST_GUILESS_MAIN(TraceTest)
#include "trace_test.moc"

// The small parts of the kernel: decoding, cursors, configuration, telemetry, migrations.
#include <QtTest>
#include <fstream>
#include <set>
#include <sstream>

#include "kernel/bus.h"
#include "kernel/config.h"
#include "kernel/http/request.h"
#include "kernel/http/response.h"
#include "kernel/http/wire.h"
#include "kernel/paging.h"
#include "tests/support/served.h"

using namespace steward;
using namespace std::chrono_literals;

class KernelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void percentDecodingRefusesWhatIsNotText() {
        using kernel::percentDecode;
        QCOMPARE(percentDecode("a%20b+c", false).value_or("!"), std::string("a b+c"));
        QCOMPARE(percentDecode("a%20b+c", true).value_or("!"), std::string("a b c"));
        for (const auto* bad : {"%", "%1", "%g1", "%00", "%c0%80", "%ed%a0%80", "%f5%80%80%80", "%ff"})
            QVERIFY(!percentDecode(bad, false));
        QCOMPARE(percentDecode(kernel::percentEncode("Zoë & Söhne/€"), false).value_or("!"),
                 std::string("Zoë & Söhne/€"));
    }

    void requestsKnowTheirHeadersCookiesAndForms() {
        kernel::Request request;
        request.headers = {{"cookie", "a=1; session=x y; b=2"},
                           {"AUTHORIZATION", "bearer  tok "},
                           {"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}};
        request.body = "user=a%40b&code=1+2&empty=";
        QCOMPARE(request.cookie("session").value_or("!"), std::string_view("x y"));
        QVERIFY(!request.cookie("sess"));
        QCOMPARE(request.bearerToken(), std::string_view("tok"));
        const auto form = request.form();
        QVERIFY(form.has_value());
        QCOMPARE(kernel::findText(*form, "user").value_or("!"), std::string_view("a@b"));
        QCOMPARE(kernel::findText(*form, "code").value_or("!"), std::string_view("1 2"));
        QCOMPARE(kernel::findText(*form, "empty").value_or("!"), std::string_view(""));
        std::string many;
        for (int i = 0; i < 101; ++i)
            many += "a=1&";
        QVERIFY(!kernel::parseQuery(many));
    }

    void repliesCannotSmuggleHeaders() {
        kernel::Response response;
        response.set("X-Name", "a\r\nSet-Cookie: evil=1");
        std::string wire;
        kernel::wire::append(wire, response, {});
        QVERIFY(wire.find("\r\nSet-Cookie") == std::string::npos);
    }

    void cursorsComeBackAndForeignOnesAreRefused() {
        const kernel::Cursor cursor{"-mrrMinor", 120, "ten_1"};
        const auto text = kernel::spellCursor(cursor);
        QVERIFY(text.find_first_of("+/=") == std::string::npos);
        const auto page = kernel::pageOf(10, text, "-mrrMinor");
        QVERIFY(page && page->after);
        QCOMPARE(page->after->id, std::string("ten_1"));
        QCOMPARE(page->after->key.to_number<int>(), 120);
        for (const std::string& bad :
             {std::string("!"), std::string("abc"), std::string("e30"), std::string(5000, 'a'), text + "x",
              kernel::base64url("{\"sort\":\"-mrrMinor\",\"key\":{},\"id\":\"a\"}")}) {
            const auto refused = kernel::pageOf({}, bad, "-mrrMinor");
            QVERIFY(!refused);
            QCOMPARE(refused.error().fields.at(0).path, std::string("/cursor"));
        }
        QVERIFY(!kernel::pageOf({}, text, "name"));
        for (const std::int64_t limit : {std::int64_t(0), std::int64_t(-1), std::int64_t(501)}) {
            const auto refused = kernel::pageOf(limit, {}, "name");
            QVERIFY(!refused);
            QCOMPARE(refused.error().fields.at(0).path, std::string("/limit"));
        }
        QCOMPARE(kernel::pageOf(500, {}, "name")->limit, std::int64_t(500));
        const std::string bytes("\x00\xff\x10zz", 5);
        QCOMPARE(kernel::fromBase64url(kernel::base64url(bytes)).value_or("!"), bytes);
    }

    void settingsAreLaidOverEachOther() {
        const test::TemporaryFolder folder;
        const auto file = (folder.path() / "config.json").string();
        std::ofstream(file) << R"({"dataFolder": "/data", "port": 1000, "http": {"maxConnections": 7}})";
        const auto config =
            kernel::loadConfig(file, {{"port", "2000"}, {"http.idleTimeoutMs", "1000"}}, {{"port", "3000"}});
        QVERIFY(config.has_value());
        QCOMPARE(config->port, std::int64_t(3000));
        QCOMPARE(config->http.maxConnections, std::int64_t(7));
        QCOMPARE(config->http.idleTimeoutMs, std::int64_t(1000));
        QCOMPARE(config->http.maxHeaderCount, std::int64_t(100));
        QCOMPARE(config->address, std::string("127.0.0.1"));
    }

    void wrongSettingsAreNamed() {
        const test::TemporaryFolder folder;
        const auto file = (folder.path() / "config.json").string();
        std::ofstream(file)
            << R"({"dataFolder": "/data", "prot": 1, "environment": "moon", "http": {"maxConnections": 0}})";
        const auto config = kernel::loadConfig(file, {}, {{"port", "many"}, {"http.nothing", "1"}});
        QVERIFY(!config);
        std::set<std::string> paths;
        for (const auto& field : config.error().fields)
            paths.insert(field.path);
        QCOMPARE(paths, (std::set<std::string>{"/prot", "/port", "/http/nothing"}));
        std::ofstream(file) << R"({"dataFolder": "/data", "environment": "moon", "http": {"maxConnections": 0}})";
        const auto ranges = kernel::loadConfig(file, {}, {});
        QVERIFY(!ranges);
        QCOMPARE(ranges.error().fields.size(), std::size_t(2));
        std::ofstream(file) << "{";
        QVERIFY(!kernel::loadConfig(file, {}, {}));
        QVERIFY(!kernel::loadConfig("/does/not/exist", {}, {}));
    }

    void secretsAreNotShown() {
        const kernel::Settings secrets{{"dataFolder", "/d"},
                                       {"bootstrapEmail", "a@b.example"},
                                       {"bootstrapPassword", "hunter2"},
                                       {"mail.url", "smtp://mail.example:587"},
                                       {"mail.from", "a@b.example"},
                                       {"mail.user", "steward"},
                                       {"mail.password", "hunter3"},
                                       {"redis.password", "hunter4"}};
        const auto config = kernel::loadConfig({}, secrets, {});
        QVERIFY(config.has_value());
        const auto text = kernel::describeConfig(*config);
        QVERIFY(text.find("hunter") == std::string::npos);
        QCOMPARE(kernel::loadConfig({}, {}, secrets).error().fields.size(), std::size_t(3));
        QVERIFY(text.find("\"bootstrapPassword\": \"(set)\"") != std::string::npos);
        QVERIFY(json::parse(text).has_value());
    }

    void secretsAreNotTakenFromTheCommandLine() {
        const kernel::Settings environment{{"dataFolder", "/d"}, {"bootstrapEmail", "a@b.example"}};
        const auto refused = kernel::loadConfig({}, environment, {{"bootstrapPassword", "hunter2"}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().fields.front().path, std::string("/bootstrapPassword"));
    }

    void mailIsSetUpSafelyOrNotAtAll() {
        const auto complaint = [](kernel::Settings settings) {
            settings["dataFolder"] = "/d";
            const auto config = kernel::loadConfig({}, settings, {});
            return config ? std::string() : config.error().fields.front().path;
        };
        const kernel::Settings good{{"mail.url", "smtps://mail.example:465"}, {"mail.from", "a@b.example"}};
        const auto with = [&](const std::string& name, const std::string& value) {
            auto settings = good;
            settings[name] = value;
            return complaint(settings);
        };
        QCOMPARE(complaint(good), std::string());
        QCOMPARE(with("mail.url", "https://mail.example"), std::string("/mail/url"));
        QCOMPARE(with("mail.url", "smtp://me:secret@mail.example"), std::string("/mail/url"));
        QCOMPARE(with("mail.from", "a@b.example\r\nBcc: x@y.example"), std::string("/mail/from"));
        QCOMPARE(with("mail.user", "me"), std::string("/mail/password"));
        QCOMPARE(with("mail.tls", "sometimes"), std::string("/mail/tls"));
        auto readable = good;
        readable["mail.tls"] = "none";
        QCOMPARE(complaint(readable), std::string());
        readable["mail.user"] = readable["mail.password"] = "me";
        QCOMPARE(complaint(readable), std::string("/mail/tls"));
    }

    void quantilesAreRightToSixPercent() {
        kernel::LogHistogram histogram;
        QCOMPARE(histogram.quantile(0.5), 0.0);
        for (int i = 1; i <= 10'000; ++i)
            histogram.add(std::chrono::microseconds(i * 10));
        const auto near = [](double value, double wanted) { return value > wanted * 0.93 && value < wanted * 1.07; };
        QVERIFY(near(histogram.quantile(0.5), 50));
        QVERIFY(near(histogram.quantile(0.95), 95));
        QVERIFY(near(histogram.quantile(0.99), 99));
        QVERIFY(near(static_cast<double>(histogram.atMost(std::chrono::milliseconds(50))), 5000));
        kernel::LogHistogram extreme;
        extreme.add(std::chrono::hours(10'000));
        extreme.add(std::chrono::microseconds(-5));
        QCOMPARE(extreme.count(), std::uint64_t(2));
        QCOMPARE(extreme.quantile(0.0), 0.0005);
    }

    void expositionFollowsTheFormat() {
        kernel::Telemetry telemetry;
        telemetry.request("listTenants", {}, 200, 3ms);
        telemetry.request("listTenants", {}, 500, 20s);
        telemetry.count("steward_things_total", "Things.", 3);
        telemetry.gauge("steward_level", "Level.", [] { return 1.5; });
        std::istringstream lines(telemetry.exposition());
        std::set<std::string> typed;
        std::map<std::string, double> values;
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with("# HELP ")) continue;
            if (line.starts_with("# TYPE ")) {
                const auto name = line.substr(7, line.find(' ', 7) - 7);
                QVERIFY2(typed.insert(name).second, "a family is declared twice");
                continue;
            }
            const auto space = line.rfind(' ');
            QVERIFY(space != std::string::npos);
            values[line.substr(0, space)] = std::stod(line.substr(space + 1));
        }
        QCOMPARE(values["steward_http_requests_total{route=\"listTenants\",status=\"500\"}"], 1.0);
        QCOMPARE(values["steward_http_request_duration_seconds_bucket{route=\"listTenants\",le=\"0.005\"}"], 1.0);
        QCOMPARE(values["steward_http_request_duration_seconds_bucket{route=\"listTenants\",le=\"10\"}"], 1.0);
        QCOMPARE(values["steward_http_request_duration_seconds_bucket{route=\"listTenants\",le=\"+Inf\"}"], 2.0);
        QCOMPARE(values["steward_http_request_duration_seconds_count{route=\"listTenants\"}"], 2.0);
        QCOMPARE(values["steward_things_total"], 3.0);
        QCOMPARE(values["steward_level"], 1.5);
        QVERIFY(values["process_resident_memory_bytes"] > 0);
    }

    void migrationsRunOnceAndNoticeStrangers() {
        const test::TemporaryFolder folder;
        auto connection = sql::Connection::open({.path = folder.path() / "db"});
        QVERIFY(connection.has_value());
        const kernel::MigrationList feature{{100, "first", "CREATE TABLE a (x INTEGER)"}};
        const SystemClock clock;
        QCOMPARE(kernel::migrate(*connection, {&kernel::migrations(), &feature}, clock).value_or(-1),
                 int(kernel::migrations().size()) + 1);
        QCOMPARE(kernel::migrate(*connection, {&kernel::migrations(), &feature}, clock).value_or(-1), 0);
        const kernel::MigrationList more{feature[0], {101, "second", "CREATE TABLE b (x INTEGER)"}};
        QCOMPARE(kernel::migrate(*connection, {&kernel::migrations(), &more}, clock).value_or(-1), 1);
        QVERIFY2(kernel::migrate(*connection, {&kernel::migrations(), &feature}, clock),
                 "an older version works with what a newer one has added");
        QVERIFY(kernel::requireMigrated(*connection, {&kernel::migrations(), &feature}));
        const kernel::MigrationList changed{{100, "first", "CREATE TABLE a (y INTEGER)"}, more[1]};
        QVERIFY(!kernel::migrate(*connection, {&kernel::migrations(), &changed}, clock));
        const kernel::MigrationList broken{
            more[0], more[1], {102, "third", "CREATE TABLE c (x INTEGER); CREATE TABLE a (x INTEGER);"}};
        QVERIFY(!kernel::migrate(*connection, {&kernel::migrations(), &broken}, clock));
        QVERIFY(!connection->query("SELECT * FROM c"));
        const kernel::MigrationList contracting{
            more[0], more[1], {103, "contract", "DROP TABLE b", {}, /*contracts*/ true}};
        QCOMPARE(kernel::requireMigrated(*connection, {&kernel::migrations(), &contracting}).error().code,
                 ErrorCode::conflict);
        QCOMPARE(kernel::migrate(*connection, {&kernel::migrations(), &contracting}, clock).value_or(-1), 1);
        const auto older = kernel::migrate(*connection, {&kernel::migrations(), &more}, clock);
        QVERIFY2(!older, "it does not work with what a newer one has taken away");
        QCOMPARE(older.error().code, ErrorCode::conflict);
    }

    void theBusDeliversInOrderUntilTheSubscriptionEnds() {
        kernel::Bus bus;
        std::vector<std::string> seen;
        {
            const auto subscription =
                bus.subscribe([&](const kernel::Message& message) { seen.push_back(message.json); });
            bus.publish("t", "", "1", {});
            bus.publish("t", "", "2", {});
        }
        bus.publish("t", "", "3", {});
        QCOMPARE(seen, (std::vector<std::string>{"1", "2"}));
    }
};

QTEST_GUILESS_MAIN(KernelTest)
#include "kernel_test.moc"

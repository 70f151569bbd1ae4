// Logs as they are stored: what a search finds and how far it says it came, pages, context, what is removed.
#include "logs/log_store.h"
#include "logs/log_export.h"
#include "logs/log_keeping.h"
#include "logs/log_search.h"
#include "logs/migrations.h"
#include "tests/plans/platform_database.h"

using namespace steward;
using namespace std::chrono_literals;
using domain::LogRecord;
using domain::LogSeverity;

namespace {

template <class List, class Value>
List with(List list, Value value) {
    list.push_back(std::move(value));
    return list;
}

struct Log : test::PlatformDatabase {
    Log() : PlatformDatabase(with(test::allMigrations(), &logs::migrations())) {}

    const std::string tenant = addTenant("Tarnwick").id;
    const std::string other = addTenant("Lindenmoor").id;
    const sql::TenantScope all = sql::TenantScope::all();
    std::vector<logs::Placed> pending;
    std::int64_t number = 0;

    LogRecord record(std::string body, LogSeverity severity = LogSeverity::info) {
        LogRecord one;
        one.time = clock.now();
        one.severity = severity;
        one.service = "billing";
        one.body = std::move(body);
        one.tenantId = tenant;
        one.attributes = json::Object();
        return one;
    }
    void add(LogRecord one) { pending.push_back({domain::firstLogPlace(one.time) + ++number, std::move(one)}); }
    void write() {
        auto transaction = db.writeTransaction();
        test::require(transaction);
        test::require(logs::insertRecords(db, pending));
        test::require(transaction->commit());
        pending.clear();
    }
    // One a second, the last now.
    void addMany(int count, const std::function<std::string(int)>& body) {
        for (int i = 0; i < count; ++i) {
            auto one = record(body(i));
            one.time -= std::chrono::seconds(count - 1 - i);
            add(std::move(one));
        }
        write();
    }

    Result<contract::LogPage> search(const std::string& filter, std::optional<std::string> cursor = {}, int limit = 50,
                                     logs::SearchLimits limits = {}) {
        contract::ListRequest request;
        request.filter = filter;
        request.cursor = std::move(cursor);
        request.limit = limit;
        return logs::searchLogs(db, scope, request, clock.now(), limits);
    }
    std::vector<std::string> bodies(const std::string& filter) {
        const auto page = search(filter);
        test::require(page);
        std::vector<std::string> list;
        for (const auto& one : page->items)
            list.push_back(one.body);
        return list;
    }
    sql::TenantScope scope = sql::TenantScope::all();
};

using Bodies = std::vector<std::string>;

struct Collected final : kernel::LineSink {
    std::string text;
    Result<> write(std::string_view lines) override {
        text += lines;
        return {};
    }
};

}  // namespace

class LogStoreTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRecordComesBackAsItWas() {
        Log log;
        auto one = log.record("Größe 50% \\ 'quoted' \"twice\"", LogSeverity::error);
        one.traceId = "0af7651916cd43dd8448eb211c80319c";
        one.spanId = "b7ad6b7169203331";
        one.attributes = json::Object{{"http.route", "/v1/pay"}, {"status", 500}, {"retried", true}};
        one.cut = true;
        log.add(one);
        log.write();
        const auto page = log.search("");
        STEWARD_VERIFY(page);
        QCOMPARE(page->items.size(), std::size_t(1));
        one.id = page->items[0].id;
        QVERIFY(page->items[0] == one);
        const auto found = logs::findRecord(log.db, sql::TenantScope::one(log.tenant), one.id);
        STEWARD_VERIFY(found);
        QVERIFY(*found == one);
        const auto foreign = logs::findRecord(log.db, sql::TenantScope::one(log.other), one.id);
        QVERIFY(!foreign && foreign.error().code == ErrorCode::notFound);
    }

    void filtersFind() {
        Log log;
        auto one = log.record("Payment declined for Ada", LogSeverity::warning);
        one.attributes = json::Object{{"http.route", "/v1/pay"}, {"status", 402}, {"retried", true}};
        log.add(one);
        auto two = log.record("Mail sent");
        two.service = "mailer";
        two.attributes = json::Object{{"http.route", "/v1/mail"}, {"request", "req_77aa"}};
        log.add(two);
        auto three = log.record("Node started", LogSeverity::fatal);
        three.tenantId.reset();
        three.time -= 2h;
        three.traceId = "0af7651916cd43dd8448eb211c80319c";
        log.add(three);
        log.write();
        QCOMPARE(log.bodies(""), (Bodies{"Mail sent", "Payment declined for Ada", "Node started"}));
        QCOMPARE(log.bodies("severity in (warning,fatal)"), (Bodies{"Payment declined for Ada", "Node started"}));
        QCOMPARE(log.bodies("service=mailer"), (Bodies{"Mail sent"}));
        QCOMPARE(log.bodies("search~DECLINED"), (Bodies{"Payment declined for Ada"}));
        QCOMPARE(log.bodies("search~req_77"), (Bodies{"Mail sent"}));  // in the values
        QCOMPARE(log.bodies("search~request"), (Bodies{}));            // not in the names
        QCOMPARE(log.bodies("search~ai"), (Bodies{"Mail sent"}));      // shorter than a trigram
        QCOMPARE(log.bodies("body~ada;search~payment"), (Bodies{"Payment declined for Ada"}));
        QCOMPARE(log.bodies("attribute=\"http.route=/v1/pay\""), (Bodies{"Payment declined for Ada"}));
        QCOMPARE(log.bodies("attribute=\"status=402\""), (Bodies{"Payment declined for Ada"}));
        QCOMPARE(log.bodies("attribute=\"retried=true\""), (Bodies{"Payment declined for Ada"}));
        QCOMPARE(log.bodies("attribute!=\"status=402\""), (Bodies{"Mail sent", "Node started"}));
        QCOMPARE(log.bodies("time<2026-11-23T09:00:00Z"), (Bodies{"Node started"}));
        QCOMPARE(log.bodies("time>=2026-11-23T09:41:00Z"), (Bodies{"Mail sent", "Payment declined for Ada"}));
        QCOMPARE(log.bodies("time=2026-11-23").size(), std::size_t(3));
        QCOMPARE(log.bodies("time last 1 day").size(), std::size_t(3));
        QCOMPARE(log.bodies("time<2026-11-23").size(), std::size_t(0));
        QCOMPARE(log.bodies("traceId=0af7651916cd43dd8448eb211c80319c"), (Bodies{"Node started"}));
        QCOMPARE(log.bodies("tenantId=" + log.tenant).size(), std::size_t(2));
        log.scope = sql::TenantScope::one(log.other);
        QCOMPARE(log.bodies(""), (Bodies{}));
        QCOMPARE(log.bodies("search~declined"), (Bodies{}));
        log.scope = sql::TenantScope::one(log.tenant);
        QCOMPARE(log.bodies("search~started"), (Bodies{}));
        QCOMPARE(log.bodies("search~sent"), (Bodies{"Mail sent"}));
    }

    void wrongQuestionsAreRefused() {
        Log log;
        for (const auto* filter : {"severity=loud", "nothing=1", "attribute=x", "attribute~\"a=b\"", "id=x", "search~",
                                   "attribute=\"a\\\"b=c\""}) {
            const auto page = log.search(filter);
            QVERIFY2(!page && page.error().code == ErrorCode::invalid, filter);
            QCOMPARE(page.error().fields.at(0).path, std::string("/filter"));
        }
        QVERIFY(!log.search("", "nonsense"));
        QVERIFY(!log.search("", {}, 501));
    }

    void pagesAreWholeAndInOrder() {
        Log log;
        log.addMany(250, [](int i) { return "line " + std::to_string(i) + (i % 5 == 0 ? " fifth" : ""); });
        Bodies all;
        std::optional<std::string> cursor;
        do {
            const auto page = log.search("search~fifth", cursor, 7);
            STEWARD_VERIFY(page);
            QCOMPARE(page->total, 50);
            QVERIFY(page->totalIsExact && !page->limitReached);
            for (const auto& one : page->items)
                all.push_back(one.body);
            cursor = page->nextCursor;
        } while (cursor);
        QCOMPARE(all.size(), std::size_t(50));
        for (int i = 0; i < 50; ++i)
            QCOMPARE(all[std::size_t(i)], "line " + std::to_string(245 - 5 * i) + " fifth");
    }

    void aTotalThatWasNotCountedIsSaidToBeMore() {
        Log log;
        log.addMany(300, [](int i) { return "line " + std::to_string(i); });
        const auto page = log.search("", {}, 50, {.counted = 100});
        STEWARD_VERIFY(page);
        QCOMPARE(page->total, 150);
        QVERIFY(!page->totalIsExact);
        QVERIFY(!page->limitReached);
    }

    // A search whose time is over says how far it came, and the next one goes on there.
    void aLimitThatIsReachedIsSaid() {
        Log log;
        log.addMany(45'000, [](int i) { return i == 3 ? std::string("the needle") : "hay " + std::to_string(i); });
        const logs::SearchLimits none{.search = 0ms, .counting = 0ms};
        const auto nothing = log.search("service~ill;body~needle", {}, 50, none);
        STEWARD_VERIFY(nothing);
        QVERIFY(nothing->limitReached && nothing->nextCursor && nothing->searchedTo);
        QVERIFY(!nothing->totalIsExact);
        QCOMPARE(nothing->items.size(), std::size_t(0));
        const auto found = log.search("service~ill;body~needle", nothing->nextCursor);
        STEWARD_VERIFY(found);
        QVERIFY(!found->limitReached && !found->nextCursor);
        QCOMPARE(found->items.at(0).body, std::string("the needle"));
        QCOMPARE(found->total, 1);
    }

    void contextIsOfTheSameServiceAndTenant() {
        Log log;
        for (int i = 0; i < 30; ++i) {
            auto one = log.record("line " + std::to_string(i));
            one.time += std::chrono::milliseconds(i);
            log.add(one);
            one.service = "mailer";
            log.add(one);
            one.service = "billing";
            one.tenantId = log.other;
            log.add(one);
        }
        log.write();
        const auto middle = log.search("body=\"line 15\";service=billing;tenantId=" + log.tenant);
        STEWARD_VERIFY(middle);
        QCOMPARE(middle->items.size(), std::size_t(1));
        const auto context = logs::contextOf(log.db, log.all, middle->items[0].id, 3, 2);
        STEWARD_VERIFY(context);
        Bodies lines;
        for (const auto& one : context->items)
            lines.push_back(one.body);
        QCOMPARE(lines, (Bodies{"line 12", "line 13", "line 14", "line 15", "line 16", "line 17"}));
        QCOMPARE(context->index, 3);
        QVERIFY(context->moreBefore && context->moreAfter);
        const auto whole = logs::contextOf(log.db, log.all, middle->items[0].id, 100, 100);
        STEWARD_VERIFY(whole);
        QCOMPARE(whole->items.size(), std::size_t(30));
        QVERIFY(!whole->moreBefore && !whole->moreAfter);
    }

    void oldAndManyAreRemoved() {
        Log log;
        log.addMany(100, [](int) { return std::string(1000, 'x'); });
        auto old = log.record("old enough");
        old.time -= 15 * 24h;
        log.add(old);
        log.write();
        const auto volume = [&] {
            const auto read = logs::volumeOf(log.db);
            test::require(read);
            return *read;
        };
        QCOMPARE(volume().records, 101);
        const auto round = [&](logs::Keeping keeping) {
            auto transaction = log.db.writeTransaction();
            test::require(transaction);
            const auto removed = logs::forgetSome(log.db, keeping, log.clock.now());
            test::require(removed);
            test::require(transaction->commit());
            return *removed;
        };
        QCOMPARE(round({14 * 24h, 1 << 20}), 1);
        QCOMPARE(round({14 * 24h, 1 << 20}), 0);
        QCOMPARE(volume().records, 100);
        const auto before = volume().bytes;
        while (round({14 * 24h, before / 2}) > 0) {
        }
        QVERIFY(volume().bytes <= before / 2 && volume().bytes > before / 3);
        QCOMPARE(log.search("search~xxx", {}, 500)->total, volume().records);
        QCOMPARE(log.search("search~enough")->total, 0);
        QVERIFY(volume().oldest && *volume().oldest > log.clock.now() - 1h);
    }

    void anExportIsWhole() {
        Log log;
        log.addMany(500, [](int i) { return "line, \"" + std::to_string(i) + "\"\nsecond"; });
        Collected lines;
        STEWARD_VERIFY(logs::writeLogs(
            log.db, {sql::TenantScope::one(log.tenant), "search~line", log.clock.now(), "req"}, lines, {}));
        QCOMPARE(std::ranges::count(lines.text, '\n'), 502);
        const auto last = lines.text.rfind('\n', lines.text.size() - 2);
        const auto end = json::read<contract::LinesEnd>(lines.text.substr(last + 1), json::Unknown::ignore);
        STEWARD_VERIFY(end);
        QCOMPARE(end->rows, 500);
        QCOMPARE(end->checksum.size(), std::size_t(64));
        Collected foreign;
        STEWARD_VERIFY(
            logs::writeLogs(log.db, {sql::TenantScope::one(log.other), "", log.clock.now(), "req"}, foreign, {}));
        QCOMPARE(std::ranges::count(foreign.text, '\n'), 2);
        Collected nothing;
        QVERIFY(!logs::writeLogs(log.db, {log.all, "nothing=1", log.clock.now(), "req"}, nothing, {}));
        QVERIFY(nothing.text.empty());
    }
};

QTEST_GUILESS_MAIN(LogStoreTest)
#include "log_store_test.moc"

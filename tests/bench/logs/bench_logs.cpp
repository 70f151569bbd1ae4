// What it takes to write log records, and to search in a tenth of them and in all: how much slower is ten times more?
// Written as LogIntake does, 4,000 in a transaction, from OTLP as it arrives.
//
//   bench_logs [records]
#include <QTemporaryDir>
#include <chrono>
#include <cstdio>
#include <functional>
#include <random>

#include "kernel/migrations.h"
#include "kernel/otlp/exchange.h"
#include "logs/log_export.h"
#include "logs/log_search.h"
#include "logs/log_store.h"
#include "logs/migrations.h"
#include "logs/otlp_logs.h"
#include "tests/logs/otlp_message.h"
#include "tests/support/packed.h"
#include "tests/support/test_database.h"

using namespace steward;
namespace otlp = test::otlp;

namespace {

constexpr std::int64_t atOnce = 4000;
constexpr int repetitions = 7;
constexpr int tenants = 50;

template <class T>
T must(Result<T> result) {
    if (!result) qFatal("%s %s", result.error().message.c_str(), result.error().detail.c_str());
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

double seconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(const std::function<void()>& work) {
    std::vector<double> times;
    for (int i = 0; i < repetitions; ++i)
        times.push_back(seconds(work));
    std::ranges::sort(times);
    return times[times.size() / 2] * 1000;
}

std::string tenantId(int number) {
    char text[27];
    std::snprintf(text, sizeof text, "%026d", number);
    return std::string("ten_") + text;
}

struct Words {
    std::mt19937 random{4711};
    const std::vector<std::string> words{
        "request", "handled", "connection", "timeout",  "upstream", "service", "retry",    "user",   "order", "payment",
        "cache",   "miss",    "error",      "database", "query",    "slow",    "response", "status", "code",  "path",
        "tenant",  "session", "expired",    "token",    "refresh",  "queue",   "job",      "worker", "done",  "failed"};

    otlp::Line line(std::int64_t number, std::uint64_t at) {
        std::string body;
        for (int i = 0; i < 12; ++i)
            body += words[random() % words.size()] + ' ';
        char id[20];
        std::snprintf(id, sizeof id, "req_%08x", static_cast<unsigned>(random()));
        body += id;
        if (number % 10'000 == 77) body += " kernel panic";
        const int severity = number % 1000 == 0 ? 21 : number % 100 == 0 ? 17 : number % 20 == 0 ? 13 : 9;
        return {
            at, severity, body, {{"http.route", "/v1/tenants/{id}"}, {"host", "web-" + std::to_string(number % 7)}}};
    }
};

const Time begin = *parseRfc3339("2026-11-20T00:00:00Z");

// So many more records, one each 100 ms. Gives the seconds of reading OTLP and of writing.
std::pair<double, double> write(sql::Connection& connection, Words& words, std::int64_t from, std::int64_t to) {
    double reading = 0;
    double writing = 0;
    for (std::int64_t first = from; first < to; first += atOnce) {
        std::vector<otlp::Line> lines;
        for (std::int64_t i = first; i < std::min(first + atOnce, to); ++i)
            lines.push_back(words.line(
                i, static_cast<std::uint64_t>((begin + Duration(100 * i)).time_since_epoch().count()) * 1'000'000));
        const std::string request = otlp::request("billing", tenantId(int(first / atOnce) % tenants), lines);
        std::vector<logs::Placed> placed;
        reading += seconds([&] {
            auto records = must(logs::readOtlpProtobuf(request));
            for (std::size_t i = 0; i < records.size(); ++i) {
                domain::redact(records[i]);
                domain::keepBounds(records[i]);
                placed.push_back({domain::firstLogPlace(records[i].time) + std::int64_t(i), std::move(records[i])});
            }
        });
        writing += seconds([&] {
            auto transaction = must(connection.writeTransaction());
            must(logs::insertRecords(connection, placed));
            must(transaction.commit());
        });
    }
    return {reading, writing};
}

struct Question {
    const char* name;
    std::string filter;
    bool ofTenant = false;
};

const std::vector<Question>& questions() {
    static const std::vector<Question> list{
        {"the newest", ""},
        {"the newest of a tenant", "", true},
        {"severity fatal (1 in 1,000)", "severity=fatal"},
        {"a frequent word", "search~timeout"},
        {"a rare text (1 in 10,000)", "search~\"kernel panic\""},
        {"a rare text of a tenant", "search~\"kernel panic\"", true},
        {"a text that is not there", "search~\"zebra crossing\""},
        {"a service that is not there", "service=nobody"},
        {"an attribute and a severity", "attribute=\"host=web-3\";severity=error"},
        {"a minute of the first day", "time>=2026-11-20T01:00:00Z;time<2026-11-20T01:01:00Z"}};
    return list;
}

std::vector<double> ask(sql::Connection& connection, Time now) {
    std::vector<double> times;
    for (const auto& question : questions()) {
        contract::ListRequest request;
        request.limit = 200;
        if (!question.filter.empty()) request.filter = question.filter;
        const auto scope = question.ofTenant ? sql::TenantScope::one(tenantId(7)) : sql::TenantScope::all();
        contract::LogPage page;
        times.push_back(median([&] { page = must(logs::searchLogs(connection, scope, request, now, {})); }));
        if (page.limitReached) times.back() = -times.back();
    }
    return times;
}

struct Nowhere final : kernel::LineSink {
    std::int64_t bytes = 0;
    Result<> write(std::string_view lines) override {
        bytes += static_cast<std::int64_t>(lines.size());
        return {};
    }
};

}  // namespace

int main(int count, char** arguments) {
    const std::int64_t all = count > 1 ? std::atoll(arguments[1]) : 1'000'000;
    const std::int64_t tenth = all / 10;
    const SystemClock clock;
    QTemporaryDir folder;
    const auto options = test::migratedDatabase(folder.filePath(QStringLiteral("bench.db")).toStdString(),
                                                {&kernel::migrations(), &logs::migrations()}, clock);
    auto connection = test::connectTo(options);
    const bool isPostgres = connection.dialect() == sql::Dialect::postgres;
    const Time now = begin + Duration(100 * all);
    Words words;
    const auto analyze = [&] { must(connection.script("ANALYZE log_records")); };

    std::vector<otlp::Line> lines;
    for (std::int64_t i = 0; i < atOnce; ++i)
        lines.push_back(words.line(i, static_cast<std::uint64_t>(begin.time_since_epoch().count()) * 1'000'000));
    const std::string plain = otlp::request("billing", tenantId(1), lines);
    const std::string packed = test::gzip(plain);
    const double unpacking = median([&] {
        std::string room;
        must(kernel::otlp::unpack(packed, {.isJson = false, .isPacked = true}, room));
    });

    const auto small = write(connection, words, 0, tenth);
    if (!isPostgres) analyze();
    const auto before = ask(connection, now);
    const auto large = write(connection, words, tenth, all);
    if (!isPostgres) analyze();
    const auto after = ask(connection, now);

    std::printf("%s, %lld records, 200 a page, medians of %d\n", isPostgres ? "PostgreSQL" : "SQLite",
                static_cast<long long>(all), repetitions);
    std::printf("written: %.0f/s in the first tenth, %.0f/s afterwards; read from OTLP: %.0f/s\n",
                double(tenth) / small.second, double(all - tenth) / large.second, double(all - tenth) / large.first);
    std::printf("a request of %lld records: %zu bytes, packed %zu, unpacked in %.2f ms\n",
                static_cast<long long>(atOnce), plain.size(), packed.size(), unpacking);
    std::printf("%-34s %12s %12s %8s\n", "search", "a tenth, ms", "all, ms", "growth");
    for (std::size_t i = 0; i < questions().size(); ++i)
        std::printf("%-34s %12.1f %12.1f %7.1fx%s\n", questions()[i].name, std::abs(before[i]), std::abs(after[i]),
                    std::abs(after[i] / before[i]), after[i] < 0 ? "  (ended early, and says so)" : "");
    Nowhere sink;
    const double exported =
        seconds([&] { must(logs::writeLogs(connection, {sql::TenantScope::all(), "", now, "bench"}, sink, {})); });
    std::printf("export: %.0f records/s, %.0f MB\n", double(all) / exported, double(sink.bytes) / 1e6);
}

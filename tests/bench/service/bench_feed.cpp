// What the delivery of events costs a service: another node of the platform announces them in the database and rings
// through Redis, clients of the service count what they get, and the service's processor time is read from /proc.
//
//   BENCH_TOKEN=… bench_feed --port P --pid N --subscribe FRAME --database URL --redis URL
//
// Prints events delivered a second, p50 and p99 of their age in ms, processor time of the service for each in us, and
// its share of a core.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

#include "base/log.h"
#include "contract/topics.h"
#include "feed_clients.h"
#include "kernel/outbox_bell.h"

namespace {

using namespace steward;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

struct Options {
    int port = 0;
    int pid = 0;
    int clients = 200;
    int rate = 1000;  // events a second
    int bytes = 300;  // of an event, with its number and time
    int seconds = 6;
    std::string subscription;
    std::string database;
    std::string redis;
};

// Seconds of user and system time (proc(5)).
double processorTime(int pid) {
    std::ostringstream text;
    text << std::ifstream("/proc/" + std::to_string(pid) + "/stat").rdbuf();
    const std::string stat = text.str();
    const auto name = stat.rfind(')');
    std::istringstream fields(name == std::string::npos ? std::string() : stat.substr(name + 2));
    std::string skipped;
    for (int field = 3; field < 14; ++field)
        fields >> skipped;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

// A node of the platform that only announces.
class Publisher {
public:
    Publisher(const Options& options, std::unique_ptr<kernel::Database> database)
        : rate_(options.rate),
          database_(std::move(database)),
          outbox_(*database_, bus_, clock_),
          redis_(io_, {.url = options.redis}, telemetry_) {
        constexpr std::size_t around = 180;  // what an event has besides the name of its actor
        message_.actorName.assign(options.bytes > static_cast<int>(around) ? options.bytes - around : 0, 'x');
        database_->onCommit([this](sql::Connection& connection) { outbox_.committed(connection); });
        kernel::connectBell(outbox_, redis_, io_);
    }

    ~Publisher() {
        publishing_.request_stop();
        if (publishing_.joinable()) publishing_.join();
        redis_.stop();
        io_.stop();
        if (serving_.joinable()) serving_.join();
        database_->close();
    }

    Result<> start() {
        STEWARD_CHECK(redis_.start());
        STEWARD_CHECK(outbox_.start());
        serving_ = std::thread([this] { io_.run(); });
        publishing_ = std::jthread([this](std::stop_token stop) { publish(stop); });
        return {};
    }

private:
    // A transaction every 10 ms.
    void publish(std::stop_token stop) {
        const auto began = steady_clock::now();
        std::int64_t done = 0;
        for (auto next = began; !stop.stop_requested(); next += milliseconds(10)) {
            std::this_thread::sleep_until(next);
            const auto elapsed = std::chrono::duration_cast<milliseconds>(steady_clock::now() - began);
            const std::int64_t due = elapsed.count() * rate_ / 1000;
            const auto announced = database_->writeNow([&](sql::Connection& connection) -> Result<> {
                for (std::int64_t i = done; i < due; ++i) {
                    message_.action = std::to_string(bench::microsecondsNow());
                    STEWARD_CHECK(kernel::enqueue(connection, contract::entitiesTopic, {}, message_));
                }
                return {};
            });
            if (!announced) std::fprintf(stderr, "%s\n", announced.error().message.c_str());
            done = due;
        }
    }

    const int rate_;
    SystemClock clock_;
    kernel::Io io_;
    kernel::Telemetry telemetry_;
    kernel::Bus bus_;
    std::unique_ptr<kernel::Database> database_;
    kernel::Outbox outbox_;
    kernel::redis::Client redis_;
    contract::EntityChanged message_{.id = "ten_00000000000000000000000000", .version = 1};
    std::thread serving_;
    std::jthread publishing_;
};

Result<> measure(const Options& options, const std::string& token) {
    bench::FeedClients clients;
    STEWARD_CHECK(clients.connect(options.clients, options.port, token, options.subscription));
    STEWARD_TRY(auto database,
                kernel::Database::open({.server = sql::PostgresOptions{.url = options.database}, .readers = 1}));
    Publisher publisher(options, std::move(database));
    STEWARD_CHECK(publisher.start());
    STEWARD_CHECK(clients.receive(std::chrono::seconds(1)));

    const auto began = steady_clock::now();
    const double before = processorTime(options.pid);
    STEWARD_TRY(const auto received, clients.receive(std::chrono::seconds(options.seconds)));
    const double used = processorTime(options.pid) - before;
    const double elapsed = std::chrono::duration<double>(steady_clock::now() - began).count();
    if (received.events == 0) return fail(ErrorCode::unavailable, "No event was delivered.");
    const auto events = static_cast<double>(received.events);
    std::printf("%.0f %.1f %.1f %.2f %.0f\n", events / elapsed, received.age.quantile(0.5), received.age.quantile(0.99),
                used * 1e6 / events, used / elapsed * 100);
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Events from the database to many clients of a feed.", "bench_feed");
    Options options;
    app.add_option("--port", options.port, "Port of the service on 127.0.0.1")->required();
    app.add_option("--pid", options.pid, "Its process")->required();
    app.add_option("--subscribe", options.subscription, "The frame that subscribes to entities")->required();
    app.add_option("--database", options.database, "URL of the database")->required();
    app.add_option("--redis", options.redis, "URL of Redis")->required();
    app.add_option("--clients", options.clients, "Clients of the feed");
    app.add_option("--rate", options.rate, "Events a second");
    app.add_option("--bytes", options.bytes, "Bytes of an event");
    app.add_option("--seconds", options.seconds, "How long is measured; clients answer no ping")
        ->check(CLI::Range(1, 20));
    CLI11_PARSE(app, argc, argv);
    log::start("bench_feed", log::Level::warning);
    const char* token = std::getenv("BENCH_TOKEN");
    const auto measured = measure(options, token ? token : "");
    if (measured) return 0;
    std::fprintf(stderr, "bench_feed: %s %s\n", measured.error().message.c_str(), measured.error().detail.c_str());
    return 1;
}

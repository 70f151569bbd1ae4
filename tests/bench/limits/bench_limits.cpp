// What it costs a request to be counted: with a thousand callers of a hundred tenants, in a process of its own.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

#include "kernel/http/limits.h"
#include "kernel/io.h"

using namespace steward;

namespace {

constexpr int rounds = 7;
constexpr int requests = 200'000;
constexpr int callers = 1000;

// Of the processor, for this thread: others may have it meanwhile.
double nanoseconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

double nanosecondsSince(double start, int count) {
    return (nanoseconds() - start) / count;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

std::string numbered(const char* prefix, int number) {
    char text[40];
    std::snprintf(text, sizeof text, "%s_%026d", prefix, number);
    return text;
}

kernel::asio::awaitable<void> measure(kernel::Io& io) {
    const kernel::LimitsConfig config{.userPerMinute = 1'000'000'000, .tenantPerMinute = 1'000'000'000};
    kernel::Telemetry telemetry;
    kernel::LocalRateLimiter limiter(config.buckets);
    kernel::Limits limits(config, limiter, telemetry);
    kernel::Route route;
    route.name = "listTenants";
    kernel::Request request;
    request.peer = "192.0.2.1";
    std::vector<kernel::Context> contexts(callers);
    std::vector<std::vector<kernel::Charge>> charges(callers);
    for (int i = 0; i < callers; ++i) {
        auto& caller = contexts[std::size_t(i)].principal;
        caller.userId = numbered("usr", i);
        caller.tenantId = numbered("ten", i / 10);
        charges[std::size_t(i)] = {{{"user", config.userPerMinute}, *caller.tenantId + "\n" + caller.userId},
                                   {{"tenant", config.tenantPerMinute}, *caller.tenantId}};
    }
    std::vector<double> taking;
    std::vector<double> charging;
    std::vector<double> showing;
    for (int round = 0; round < rounds; ++round) {
        double start = nanoseconds();
        for (int i = 0; i < requests; ++i)
            limiter.takeNow(charges[std::size_t(i % callers)]);
        taking.push_back(nanosecondsSince(start, requests));

        start = nanoseconds();
        for (int i = 0; i < requests; ++i) {
            auto& context = contexts[std::size_t(i % callers)];
            context.headers.clear();
            auto counting = limits.charge(route, request, context);
            co_await std::move(counting);
        }
        charging.push_back(nanosecondsSince(start, requests));

        start = nanoseconds();
        for (int i = 0; i < requests; ++i)
            if (!limits.mayShowToken(request, contexts[0])) std::abort();
        showing.push_back(nanosecondsSince(start, requests));
    }
    constexpr double limit = 1000;
    const auto row = [&](const char* what, double value) {
        std::printf("%-52s %8.0f ns %10.2f\n", what, value, value / limit);
    };
    std::printf("%-52s %11s %10s\n", "what", "median", "of 1 us");
    row("two buckets: user and tenant", median(taking));
    row("a request: charges, buckets and both headers", median(charging));
    row("a token: whether its address may show one", median(showing));
    io.stop();
}

}  // namespace

int main() {
    kernel::Io io;
    io.spawn([&io] { return measure(io); });
    io.run();
}

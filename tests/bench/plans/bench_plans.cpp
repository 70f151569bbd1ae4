// What a plan about many users takes: computed, applied and taken back through the API of a real stewardd, on both
// engines; ten thousand against a thousand.
#include <QCoreApplication>
#include <chrono>
#include <cstdio>

#include "tests/bench/peak_memory.h"
#include "tests/plans/operator.h"

using namespace steward;
using test::bodyOf;
using test::planOf;
using test::read;

namespace {

constexpr int few = 1'000;
constexpr int many = 10'000;

struct Figures {
    double planned = 0;  // ms
    double applied = 0;
    double reverted = 0;  // planned and applied
    double memory = 0;    // MB at most, resident
    int requests = 0;
};

class Stopwatch {
public:
    double milliseconds() const {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_).count();
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

domain::Batch applied(const test::Operator& people, const domain::Plan& plan, int& requests) {
    ++requests;
    auto batch = people.begin(plan);
    while (!batch.finishedAt) {
        QTest::qWait(20);
        ++requests;
        batch = people.found<domain::Batch>("/v1/batches/" + batch.id);
    }
    if (batch.state != domain::BatchState::succeeded) qFatal("the batch did not succeed");
    return batch;
}

Figures measure(const test::StewarddFixture& platform, int count) {
    const test::Operator people(platform);
    const std::string slug = "bench-" + std::to_string(count);
    const auto tenant = read<domain::Tenant>(people.post("/v1/tenants", bodyOf({{"name", slug},
                                                                                {"slug", slug},
                                                                                {"region", "eu-west"},
                                                                                {"ownerName", "Ada"},
                                                                                {"ownerEmail", "ada@bench.example"}})));
    test::addPeople(platform, test::peopleOf(tenant.id, slug, count));
    const bench::PeakMemory memory(platform.pid());
    memory.forget();

    Figures figures;
    const Stopwatch planning;
    const auto plan = people.plan(planOf("user", "change", {{"filter", "tenantId=" + tenant.id}},
                                         {{"patch", json::Object{{"role", "analyst"}}}}));
    figures.planned = planning.milliseconds();
    figures.requests = 1;
    if (plan.counts.willChange != count) qFatal("the plan does not have all of them");
    const Stopwatch applying;
    const auto batch = applied(people, plan, figures.requests);
    figures.applied = applying.milliseconds();
    const Stopwatch reverting;
    int others = 0;
    const auto revert = people.plan(planOf("user", "revert", {{"batchId", batch.id}}));
    if (revert.counts.willChange != count) qFatal("the plan does not take all of them back");
    (void)applied(people, revert, others);
    figures.reverted = reverting.milliseconds();
    figures.memory = memory.megabytes();
    return figures;
}

void measureEngine(const char* engine) {
    test::StewarddFixture platform;
    platform.set("limits.mode=off");
    platform.set("load.targetMs=0");
    if (!platform.start()) qFatal("%s", platform.log().c_str());
    (void)measure(platform, 100);
    const auto small = measure(platform, few);
    const auto large = measure(platform, many);
    const auto row = [&](const char* what, double a, double b, const char* unit) {
        std::printf("%-10s %-34s %9.0f %-3s %9.0f %-3s %7.2fx\n", engine, what, a, unit, b, unit, b / a);
    };
    row("plan computed", small.planned, large.planned, "ms");
    row("plan applied", small.applied, large.applied, "ms");
    row("batch taken back, plan and all", small.reverted, large.reverted, "ms");
    row("stewardd, resident at most", small.memory, large.memory, "MB");
    row("requests to plan, apply and watch", small.requests, large.requests, "");
}

}  // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    std::printf("%-10s %-34s %13d %13d %8s\n", "engine", "what", few, many, "growth");
    measureEngine(test::onPostgres() ? "PostgreSQL" : "SQLite");
}

// What a round of evaluation takes: 5,000 rules of 5,000 tenants against 500, on the engine that the platform has
// (STEWARD_TEST_ENGINE): when nothing changes, and when all of them begin to fire at once. The last column is the
// growth from 500 to 5,000; ten times as many rules should take at most ten times as long.
#include <algorithm>
#include <cstdio>
#include <vector>

#include "alerts/alert_service.h"
#include "alerts/alert_store.h"
#include "alerts/definition_store.h"
#include "alerts/evaluator.h"
#include "alerts/migrations.h"
#include "audit/migrations.h"
#include "tenancy/migrations.h"
#include "tests/support/served.h"

using namespace steward;
using namespace steward::alerts;
using namespace std::chrono_literals;
using kernel::Async;

namespace {

constexpr int few = 500, many = 5'000, rounds = 15;
constexpr double interval = 15'000;  // ms

// A minute of values of any series, one a second.
class MadeSeries final : public ValueSource {
public:
    double value = 1;
    std::vector<contract::SeriesName> names() const override { return {}; }
    Async<std::vector<Found>> read(std::vector<ValueQuery> queries) override {
        std::vector<Found> answers;
        answers.reserve(queries.size());
        for (const auto& query : queries) {
            Samples samples;
            samples.reserve(64);
            for (Time at = query.from; at <= query.to; at += 1s)
                samples.push_back({at, value});
            answers.push_back({{{}, std::move(samples)}});
        }
        co_return answers;
    }
};

struct Figures {
    double quiet = 0, firing = 0, still = 0, judged = 0;  // ms
};

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

double millisecondsOf(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

std::vector<domain::AlertRule> rulesOf(int count) {
    std::vector<domain::AlertRule> rules;
    for (int i = 0; i < count; ++i) {
        domain::AlertRule rule;
        char number[27];
        std::snprintf(number, sizeof number, "%026d", i);
        rule.id = "alr_" + std::string(number);
        rule.tenantId = "ten_" + std::string(number);
        rule.name = "Errors of " + rule.tenantId;
        rule.labels = {{"team", i % 2 == 0 ? "edge" : "core"}};
        rule.condition.series = "http.errors";
        rule.condition.threshold = 5;
        rule.version = 1;
        rules.push_back(std::move(rule));
    }
    return rules;
}

Figures measure(int count) {
    test::TemporaryFolder folder;
    test::TestClock clock{Time(Duration(1'795'420'800'000))};
    test::Served served;
    auto database = test::openDatabase(folder.path() / "alerts.db",
                                       {&alerts::migrations(), &audit::migrations(), &tenancy::migrations()});
    MadeSeries series;
    served.start();
    const auto rules = rulesOf(count);
    const auto added = database->writeNow([&](sql::Connection& db) -> Result<> {
        for (const auto& rule : rules)
            STEWARD_CHECK(insertDefinition(db, rule));
        return definitionsChanged(db);
    });
    if (!added) std::fprintf(stderr, "%s\n", added.error().detail.c_str()), std::exit(1);

    Figures figures;
    {
        Options options;
        options.node = "bench";
        AlertService service(served.io, *database, served.telemetry, clock, series, std::move(options));
        const auto round = [&] {
            clock.move(15s);
            const double took = millisecondsOf([&] {
                const auto done = served.run([&]() -> Async<bool> {
                    auto evaluating = service.evaluate();
                    co_return co_await std::move(evaluating);
                });
                if (!done || !*done) std::exit(1);
            });
            return took;
        };
        const auto several = [&] {
            std::vector<double> times;
            for (int i = 0; i < rounds; ++i)
                times.push_back(round());
            return median(std::move(times));
        };
        round();
        figures.quiet = several();
        series.value = 9;
        figures.firing = round();
        figures.still = several();
    }
    // The rules alone, without values to read and rows to write.
    Evaluator evaluator;
    evaluator.define({rules, {}, {}}, {});
    const Time now = clock.now();
    const auto due = evaluator.due(now);
    std::vector<Found> answers;
    for (std::size_t i = 0; i < due.size(); ++i) {
        Samples samples;
        for (int second = 60; second >= 0; --second)
            samples.push_back({now - std::chrono::seconds(second), 1});
        answers.push_back({{{}, std::move(samples)}});
    }
    evaluator.take(now, due, std::move(answers));
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i)
        times.push_back(millisecondsOf([&] { (void)evaluator.evaluate(now); }));
    figures.judged = median(std::move(times));
    served.stopThread();
    database->close();
    return figures;
}

}  // namespace

int main() {
    (void)measure(100);
    const auto small = measure(few), large = measure(many);
    std::printf("%-44s %10s %10s %14s %8s\n", "a round of evaluation", "500 rules", "5,000", "of 15 s", "growth");
    const auto row = [](const char* what, double a, double b) {
        std::printf("%-44s %7.1f ms %7.1f ms %12.2f %% %7.1fx\n", what, a, b, b / interval * 100, b / a);
    };
    row("nothing changes", small.quiet, large.quiet);
    row("all begin to fire at once, stored and told", small.firing, large.firing);
    row("all go on firing", small.still, large.still);
    row("the rules alone, values at hand", small.judged, large.judged);
    return 0;
}

// What becomes of samples, what is kept of them, and what queries mean: the rules without I/O.
#include <QtTest>
#include <cmath>
#include <random>

#include "series/engine.h"
#include "series/evaluate.h"
#include "series/store.h"

using namespace steward;
using namespace steward::series;
using namespace std::chrono_literals;
using domain::SeriesAggregation;
using domain::SeriesFunction;
using domain::SeriesQuery;

namespace {

// 2026-11-23T08:00:00Z, a whole hour.
const Time start = Time(Duration(1'795'420'800'000));

Sample made(std::string metric, Labels labels, Time at, double value, Kind kind = Kind::gauge) {
    Sample one;
    one.metric = std::move(metric);
    one.labels = sorted(std::move(labels));
    one.at = at;
    one.value = value;
    one.kind = kind;
    return one;
}

Taken add(Store& store, const Sample& one, const std::string& tenant = "a", std::optional<Time> now = {}) {
    Batch batch;
    batch.samples = {one};
    return store.add(tenant, batch, now.value_or(one.at));
}

bool refusedAs(const Taken& taken, Refusal reason) {
    return taken.accepted == 0 && taken.refused.size() == 1 && taken.refused.begin()->first == reason &&
           taken.refused.begin()->second == 1 && taken.refusedPoints == 1;
}

std::vector<TimedValue> held(const Store& store, const std::string& metric, const std::string& tenant = "a") {
    std::vector<TimedValue> samples;
    for (const auto& handle : store.select(tenant, metric, {}))
        Store::samples(handle, 0, std::numeric_limits<std::int64_t>::max(), samples);
    return samples;
}

std::int64_t count(Time time) {
    return time.time_since_epoch().count();
}

// Samples every `step` seconds from `start`.
std::vector<Point> every(std::int64_t step, std::initializer_list<double> values) {
    std::vector<TimedValue> samples;
    std::int64_t at = 0;
    for (const double value : values) {
        samples.push_back({at, value});
        at += step * 1000;
    }
    return pointsOf(samples);
}

double at(const std::vector<Point>& points, SeriesFunction function, std::int64_t window, std::int64_t seconds) {
    return evaluate(points, function, window * 1000, lookbackMs, {seconds * 1000, 1000, 1}).at(0);
}

bool isNear(double a, double b) {
    return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)});
}

}  // namespace

class SeriesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void labelsAreSortedAndUnique() {
        QCOMPARE(sorted({{"b", "1"}, {"a", "2"}, {"b", "3"}, {"c", ""}}), (Labels{{"a", "2"}, {"b", "3"}}));
        QCOMPARE(idOf("m", sorted({{"b", "1"}, {"a", "2"}})), idOf("m", sorted({{"a", "2"}, {"b", "1"}})));
        QVERIFY(idOf("m", {{"a", "1"}}) != idOf("m", {{"a", "2"}}));
        QVERIFY(idOf("ma", {{"b", "1"}}) != idOf("m", {{"ab", "1"}}));
        QVERIFY(matches({{"a", "1"}}, {{"a", {"1", "2"}, {}}, {"b", {""}, {}}, {"a", {"3"}, true}}));
        QVERIFY(!matches({{"a", "1"}}, {{"b", {""}, true}}));
    }

    void theRingKeepsOneASecondForAnHour() {
        SampleRing ring;
        const auto first = count(start);
        ring.add(first, 1);
        ring.add(first + 400, 2);  // the same second: the later stays
        ring.add(first + 1000, 3);
        QCOMPARE(ring.size(), std::size_t(2));
        QVERIFY((ring[0] == TimedValue{first + 400, 2}));
        for (int i = 2; i < 3 * 3600; ++i)
            ring.add(first + i * 1000, i);
        QCOMPARE(ring.size(), std::size_t(SampleRing::lengthMs / 1000 + 1));
        QVERIFY((ring[ring.size() - 1] == TimedValue{first + (3 * 3600 - 1) * 1000, 3 * 3600 - 1.0}));
        QVERIFY(ring.bytes() < 12 * 4096);
        std::vector<TimedValue> some;
        ring.copy(first + 9000'000, first + 9002'000, some);
        QCOMPARE(some.size(), std::size_t(3));
        QVERIFY((some[1] == TimedValue{first + 9001'000, 9001}));
        // A month later it is as if it were new, and small again.
        ring.add(first + 30 * 86'400'000LL, 5);
        QCOMPARE(ring.size(), std::size_t(1));
        QVERIFY(ring.bytes() < 1024);
        ring.forgetBefore(first + 31 * 86'400'000LL);
        QCOMPARE(ring.bytes(), std::size_t(0));
    }

    void aLongLivedRingNumbersAnew() {
        SampleRing ring;
        for (std::int64_t day = 0; day < 90; ++day)
            for (int i = 0; i < 3; ++i)
                ring.add(count(start) + day * 86'400'000 + i * 60'000, double(day));
        QCOMPARE(ring.size(), std::size_t(3));
        QVERIFY((ring[2] == TimedValue{count(start) + 89 * 86'400'000LL + 120'000, 89}));
    }

    void stepsAreWhatWentIn() {
        std::mt19937 random(7);
        for (const auto kind : {Kind::counter, Kind::gauge}) {
            for (const auto& tier : tiers) {
                std::vector<Rollup> steps;
                std::string bytes;
                const auto chunk = startOf(count(start), tier.chunkMs);
                for (std::int64_t at = chunk; at < chunk + tier.chunkMs; at += tier.stepMs) {
                    if (random() % 4 == 0) continue;
                    Rollup step;
                    const int samples = 1 + int(random() % 5);
                    for (int i = 0; i < samples; ++i) {
                        Rollup part;
                        const double value = double(random() % 1000) / 7;
                        part.add(at + i, value, kind == Kind::counter ? 1 : value);
                        if (kind == Kind::counter) part.smallest = part.largest = value;
                        step.merge(part);
                        appendStep(bytes, chunk, tier, kind, part);  // in parts, as after a restart
                    }
                    if (kind == Kind::counter) step.smallest = step.largest = 0;
                    steps.push_back(step);
                }
                std::vector<Rollup> read;
                QVERIFY(readSteps(bytes, chunk, tier, kind, read));
                if (kind == Kind::counter)
                    for (auto& step : read)
                        step.smallest = step.largest = 0;
                QCOMPARE(read.size(), steps.size());
                for (std::size_t i = 0; i < read.size(); ++i) {
                    QVERIFY(isNear(read[i].sum, steps[i].sum));
                    read[i].sum = steps[i].sum;
                    QVERIFY(read[i] == steps[i]);
                }
                for (std::size_t cut = 1; cut < 11 && cut < bytes.size(); ++cut) {
                    std::vector<Rollup> ignored;
                    const auto outcome = readSteps(std::string_view(bytes).substr(0, cut), chunk, tier, kind, ignored);
                    QVERIFY(!outcome || ignored.size() == 1);
                }
            }
        }
        std::vector<Rollup> read;
        QVERIFY(!readSteps(std::string(40, '\xff'), 0, tiers[0], Kind::gauge, read));
        QVERIFY(!readSteps(std::string("\x70\0\1", 3) + std::string(8, '\0'), 0, tiers[0], Kind::gauge, read));
    }

    void everySampleHasItsRule() {
        Store store({});
        const Labels labels{{"a", "1"}};
        QCOMPARE(add(store, made("m", labels, start, 1)).accepted, 1);
        QCOMPARE(add(store, made("m", labels, start, 1)).accepted, 1);  // again
        QVERIFY(refusedAs(add(store, made("m", labels, start, 2)), Refusal::conflict));
        QVERIFY(refusedAs(add(store, made("m", labels, start - 1s, 2)), Refusal::tooOld));
        QVERIFY(refusedAs(add(store, made("m", labels, start + 1s, std::nan(""))), Refusal::notFinite));
        QVERIFY(refusedAs(add(store, made("m", labels, start + 1s, -INFINITY)), Refusal::notFinite));
        QVERIFY(refusedAs(add(store, made("m", labels, start + 11min, 2), "a", start), Refusal::ahead));
        QVERIFY(refusedAs(add(store, made("n", labels, start - 61min, 2), "a", start), Refusal::tooOld));
        QCOMPARE(add(store, made("m", labels, start + 9min, 2), "a", start).accepted, 1);
        QCOMPARE(held(store, "m").size(), std::size_t(2));
        QVERIFY(held(store, "m", "b").empty());
        QVERIFY(held(store, "n").empty());
        QCOMPARE(store.size(), 1);  // what was refused made no series

        const auto usage = store.usage("a");
        QCOMPARE(usage.accepted, 3);
        QCOMPARE(usage.refused.at("notFinite"), 2);
        QCOMPARE(usage.refused.at("tooOld"), 2);
        QCOMPARE(store.usage("b").accepted, 0);
    }

    void namesAndLabelsAreBounded() {
        Store store({.labels = 3, .labelValueBytes = 10});
        for (const std::string name : {"", "1m", "a b", "a-b", "ä"})
            QVERIFY(refusedAs(add(store, made(name, {}, start, 1)), Refusal::badName));
        QVERIFY(refusedAs(add(store, made(std::string(201, 'm'), {}, start, 1)), Refusal::badName));
        QVERIFY(refusedAs(add(store, made("m", {{"a", "1"}, {"b", "1"}, {"c", "1"}, {"d", "1"}}, start, 1)),
                          Refusal::tooManyLabels));
        for (const Labels& labels :
             {Labels{{"a-b", "1"}}, Labels{{"__name__", "x"}}, Labels{{"a", std::string(11, 'x')}},
              Labels{{"a", "\xff"}}, Labels{{"a", std::string("x\0y", 3)}}, Labels{{std::string(101, 'x'), "1"}},
              Labels{{"a", "\xed\xa0\x80"}}})
            QVERIFY(refusedAs(add(store, made("m", labels, start, 1)), Refusal::badLabel));
        QCOMPARE(add(store, made("m:n_1", {{"a", "ä€😀"}}, start, 1)).accepted, 1);
        QCOMPARE(store.size(), 1);
    }

    void limitsRefuseWhatIsNewAndSayHowMuch() {
        Store store({.perTenant = 5, .perMetric = 3, .inAll = 7});
        Batch batch;
        for (int i = 0; i < 10; ++i)
            batch.samples.push_back(made("m", {{"i", std::to_string(i)}}, start, 1));
        for (std::uint32_t i = 0; i < 10; ++i)
            batch.samples[i].point = i;
        auto taken = store.add("a", batch, start);
        QCOMPARE(taken.accepted, 3);
        QCOMPARE(taken.refused.at(Refusal::tooManyOfMetric), 7);
        QCOMPARE(taken.refusedPoints, 7);
        const auto text = taken.explain(store.limits());
        QVERIFY2(text.find("7 of new series beyond the limit of a metric (3)") != std::string::npos, text.c_str());
        QVERIFY2(text.find("of m.") != std::string::npos, text.c_str());
        // Those that are there go on.
        for (auto& one : batch.samples)
            one.at = start + 10s;
        QCOMPARE(store.add("a", batch, start + 10s).accepted, 3);
        for (int i = 0; i < 3; ++i)
            add(store, made("n" + std::to_string(i), {}, start, 1));
        QCOMPARE(store.usage("a").series, 5);
        QCOMPARE(store.usage("a").refused.at("tooManySeries"), 1);
        // Another tenant has its own, until all together are too many.
        for (int i = 0; i < 3; ++i)
            add(store, made("n" + std::to_string(i), {}, start, 1), "b");
        QCOMPARE(store.usage("b").series, 2);
        QCOMPARE(store.usage("a").largest.at(0).name, std::string("m"));
        QCOMPARE(store.usage("a").largest.at(0).series, 3);
        // After a day of silence there is room again.
        store.takeUnstored(start + 25h, true);
        store.sweep(start + 25h);
        QCOMPARE(store.size(), 0);
        QCOMPARE(add(store, made("n", {}, start + 25h, 1)).accepted, 1);
    }

    void deltasAreAddedUpAndStaleEnds() {
        Store store({});
        auto one = made("d", {}, start, 5, Kind::counter);
        one.isDelta = true;
        for (int i = 0; i < 4; ++i) {
            one.at = start + i * 10s;
            QCOMPARE(add(store, one).accepted, 1);
        }
        QCOMPARE(held(store, "d").back().value, 20.0);
        auto gone = made("d", {}, start + 50s, 0);
        gone.isStale = true;
        QCOMPARE(add(store, gone).accepted, 1);
        QVERIFY(std::isnan(held(store, "d").back().value));
        const auto points = pointsOf(held(store, "d"));
        const auto second = count(start) / 1000;
        QCOMPARE(at(points, SeriesFunction::value, 0, second + 45), 20.0);
        QVERIFY(std::isnan(at(points, SeriesFunction::value, 0, second + 55)));
        QVERIFY(isNear(at(points, SeriesFunction::rate, 30, second + 30), 0.5));  // of windows they are no part
        auto unknown = made("e", {}, start, 0);
        unknown.isStale = true;
        add(store, unknown);
        QCOMPARE(store.size(), 1);
    }

    // promql/testdata of Prometheus.
    void ratesAreThoseOfPrometheus() {
        const auto foo = every(300, {0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100});
        const auto bar = every(300, {0, 10, 20, 30, 40, 50, 0, 10, 20, 30, 40, 50});
        QVERIFY(isNear(at(foo, SeriesFunction::increase, 3000, 3000), 100));
        QVERIFY(isNear(at(bar, SeriesFunction::increase, 3000, 3000), 90));
        QVERIFY(isNear(at(foo, SeriesFunction::increase, 6000, 3000), 100));
        QVERIFY(isNear(at(bar, SeriesFunction::increase, 6000, 3000), 90));
        QVERIFY(isNear(at(foo, SeriesFunction::rate, 3000, 3000), 100 / 3000.0));
        QVERIFY(std::isnan(at(every(300, {5}), SeriesFunction::rate, 3000, 100)));
        QCOMPARE(at(every(60, {3, 3, 3}), SeriesFunction::rate, 120, 120), 0.0);
        QCOMPARE(at(foo, SeriesFunction::value, 0, 899), 20.0);
        QCOMPARE(at(foo, SeriesFunction::value, 0, 3300), 100.0);  // five minutes ago
        QVERIFY(std::isnan(at(foo, SeriesFunction::value, 0, 3301)));
        const auto gauge = every(60, {1, 5, 3});
        QCOMPARE(at(gauge, SeriesFunction::average, 120, 120), 3.0);
        QCOMPARE(at(gauge, SeriesFunction::minimum, 60, 120), 3.0);
        QCOMPARE(at(gauge, SeriesFunction::maximum, 120, 120), 5.0);
    }

    void quantilesAreThoseOfPrometheus() {
        const std::vector<Bucket> buckets{{INFINITY, 120}, {.1, 50}, {1, 110}, {.2, 70}};
        for (const auto& [quantile, expected] : {std::pair(0.0, 0.0), std::pair(0.2, 0.048), std::pair(0.5, 0.15),
                                                 std::pair(0.8, 0.72), std::pair(1.0, 1.0)})
            QVERIFY2(isNear(quantileOf(quantile, buckets), expected), std::to_string(quantile).c_str());
        QVERIFY(std::isnan(quantileOf(0.5, {{.1, 50}, {1, 110}})));
        QVERIFY(std::isnan(quantileOf(0.5, {{.1, 0}, {INFINITY, 0}})));
        QVERIFY(std::isnan(quantileOf(0.5, {{INFINITY, 3}})));
        QVERIFY(std::isnan(quantileOf(0.5, {})));
        QVERIFY(isNear(quantileOf(0.5, {{-1, 6}, {0, 8}, {INFINITY, 10}}), -1));
        // A bucket that counted less than the one before it takes its count.
        QVERIFY(isNear(quantileOf(0.5, {{1, 10}, {2, 9}, {INFINITY, 10}}), 0.5));
    }

    void seriesArePutTogether() {
        const Grid grid{0, 1000, 2};
        const auto lines = [&](SeriesQuery query) {
            Gathering gathering(query, grid);
            gathering.add({{"host", "a"}, {"zone", "x"}}, {1, NAN});
            gathering.add({{"host", "b"}, {"zone", "x"}}, {3, 10});
            gathering.add({{"host", "c"}, {"zone", "y"}}, {5, 2});
            gathering.add({{"host", "d"}}, {NAN, NAN});
            return gathering.take();
        };
        using Values = std::vector<std::optional<double>>;
        auto query = SeriesQuery{.metric = "m"};
        QCOMPARE(lines(query).size(), std::size_t(3));
        query.aggregation = SeriesAggregation::sum;
        QCOMPARE(lines(query).at(0).values, (Values{9, 12}));
        query.by = {"zone"};
        QCOMPARE(lines(query).at(0).values, (Values{4, 10}));
        QCOMPARE(lines(query).at(0).labels, (std::map<std::string, std::string>{{"zone", "x"}}));
        query.aggregation = SeriesAggregation::average;
        QCOMPARE(lines(query).at(0).values, (Values{2, 10}));
        query.aggregation = SeriesAggregation::minimum;
        QCOMPARE(lines(query).at(0).values, (Values{1, 10}));
        query.aggregation = SeriesAggregation::maximum;
        QCOMPARE(lines(query).at(0).values, (Values{3, 10}));
        const auto top = lines(SeriesQuery{.metric = "m", .top = 1});
        QCOMPARE(top.size(), std::size_t(2));
        QCOMPARE(top.at(0).values, (Values{{}, 10}));
        QCOMPARE(top.at(1).values, (Values{5, {}}));
    }

    void aQueryIsSpelledAsPromql() {
        SeriesQuery query{.metric = "http_requests_total", .function = SeriesFunction::rate};
        QCOMPARE(domain::toPromql(query), std::string("rate(http_requests_total[300s])"));
        query.where = {{"code", {"500", "5.3"}, {}}, {"path", {"/a\"} or up{x=\"\\\n"}, true}};
        query.windowSeconds = 60;
        query.aggregation = SeriesAggregation::sum;
        query.by = {"code", "zone"};
        query.top = 5;
        QCOMPARE(domain::toPromql(query, {{"steward_tenant", "ten_1"}}),
                 std::string("topk(5, sum by (code,zone) (rate(http_requests_total{steward_tenant=\"ten_1\",code=~"
                             "\"500|5\\\\.3\",path!=\"/a\\\"} or up{x=\\\"\\\\\\n\"}[60s])))"));
        QVERIFY(domain::check(query).empty());
        const SeriesQuery slow{.metric = "latency",
                               .function = SeriesFunction::quantile,
                               .quantile = 0.95,
                               .aggregation = SeriesAggregation::sum,
                               .by = {{"job"}}};
        QCOMPARE(domain::toPromql(slow),
                 std::string("histogram_quantile(0.95, sum by (job,le) (rate(latency_bucket[300s])))"));
        QCOMPARE(domain::toPromql({.metric = "inf"}, {{"t", ""}}), std::string("{t=\"\",__name__=\"inf\"}"));
    }

    void aQueryThatMeansNothingIsRefused() {
        const auto field = [](SeriesQuery query) {
            const auto errors = domain::check(query, "/query");
            return errors.size() == 1 ? errors[0].path : std::to_string(errors.size());
        };
        QCOMPARE(field({.metric = "a b"}), std::string("/query/metric"));
        QCOMPARE(field({.metric = "m", .windowSeconds = 5}), std::string("/query/windowSeconds"));
        QCOMPARE(field({.metric = "m", .function = SeriesFunction::rate, .windowSeconds = 0}),
                 std::string("/query/windowSeconds"));
        QCOMPARE(field({.metric = "m", .function = SeriesFunction::quantile}), std::string("/query/quantile"));
        QCOMPARE(field({.metric = "m", .quantile = 0.5}), std::string("/query/quantile"));
        QCOMPARE(field({.metric = "m", .by = {{"a"}}}), std::string("/query/by"));
        QCOMPARE(field({.metric = "m", .where = {{{"a-b", {"x"}, {}}}}}), std::string("/query/where/0/label"));
        QCOMPARE(field({.metric = "m", .where = {{{"a", {}, {}}}}}), std::string("/query/where/0/values"));
        QCOMPARE(field({.metric = "m", .top = 0}), std::string("/query/top"));
    }

    void aPlanReadsTheFinestThatReachesFarEnough() {
        const Retention retention;
        const SeriesQuery value{.metric = "m"};
        const SeriesQuery rate{.metric = "m", .function = SeriesFunction::rate};
        const auto plan = [&](const SeriesQuery& query, Duration from, std::optional<std::int64_t> step = {}) {
            return planQuery(query, {start - from, start, step}, retention, start).value();
        };
        QVERIFY(!plan(value, 1h).tier);
        QCOMPARE(plan(value, 1h).grid.step, 15'000);
        QCOMPARE(*plan(value, 2h, 1000).tier, std::size_t(0));
        QCOMPARE(*plan(value, 20h, 60'000).tier, std::size_t(1));  // nobody would see the difference
        QCOMPARE(*plan(rate, 20h, 60'000).tier, std::size_t(1));
        QCOMPARE(*plan(value, 10 * 24h, 60'000 * 5).tier, std::size_t(1));
        QCOMPARE(*plan(value, 200 * 24h).tier, std::size_t(2));
        QCOMPARE(plan(rate, 200 * 24h).windowMs, 3 * 3'600'000);  // two steps at least
        QCOMPARE(plan(rate, 2h, 10'000).windowMs, 300'000);
        QVERIFY(!planQuery(value, {start - 24h, start, 1000}, retention, start));
        QVERIFY(!planQuery(value, {start, start - 1s, {}}, retention, start));
        QVERIFY(!planQuery(value, {start - 1h, start, 1500}, retention, start));
    }

    // Killed at any moment and loaded from what was stored: the hours are whole.
    void whatIsStoredGoesOn() {
        std::map<std::tuple<std::uint64_t, std::int64_t, std::int64_t>, ChunkRow> table;
        std::map<std::uint64_t, SeriesRow> names;
        const auto store = [&](Unstored rows) {
            for (auto& row : rows.series)
                names[row.id] = row;
            for (auto& row : rows.chunks)
                table[{row.series, row.stepMs, row.at}] = row;
        };
        auto memory = std::make_unique<Store>(Limits{});
        const auto restart = [&] {
            memory = std::make_unique<Store>(Limits{});
            for (const auto& [id, row] : names)
                memory->load(row);
            for (const auto& [key, row] : table)
                memory->load(row);
            memory->loaded();
        };
        Time now = start + 7s;
        std::int64_t value = 0;
        std::int64_t lost = 0;
        for (int i = 0; i < 6 * 3600 / 5; ++i, now += 5s) {
            add(*memory, made("c", {}, now, double(value += 3), Kind::counter));
            ++lost;
            if (i % 2 == 1) {
                store(memory->takeUnstored(now));
                lost = 0;
            }
            if (i % 500 == 333) restart();  // a crash
            if (i % 500 == 433) {           // an orderly stop
                store(memory->takeUnstored(now, true));
                restart();
            }
        }
        store(memory->takeUnstored(now, true));
        for (const auto& tier : tiers) {
            std::vector<Rollup> steps;
            for (const auto& [key, row] : table)
                if (row.stepMs == tier.stepMs) QVERIFY(readSteps(row.data, row.at, tier, Kind::counter, steps));
            double sum = 0;
            for (const auto& step : steps)
                sum += step.sum;
            // A crash costs a step of ten seconds that was not over, and of the longer ones a minute at most.
            const double all = double(value - 3);
            QVERIFY2(sum <= all && sum >= all - 8 * 3 * (tier.stepMs == 10'000 ? 3 : 14),
                     (std::to_string(sum) + " of " + std::to_string(all)).c_str());
        }
        QVERIFY(held(*memory, "c").size() > 500);
    }

    void whatCouldNotBeStoredIsGivenOutAgain() {
        Store store({});
        for (int i = 0; i < 1000; ++i)
            add(store, made("g", {}, start + i * 2s, i));
        auto first = store.takeUnstored(start + 2000s);
        QVERIFY(!first.chunks.empty());
        QCOMPARE(first.series.size(), std::size_t(1));
        QVERIFY(store.takeUnstored(start + 2000s).chunks.empty());
        const auto rows = first.chunks.size();
        store.giveBack(std::move(first));
        const auto again = store.takeUnstored(start + 2000s);
        QCOMPARE(again.chunks.size(), rows);
        QCOMPARE(again.series.size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(SeriesTest)
#include "series_test.moc"

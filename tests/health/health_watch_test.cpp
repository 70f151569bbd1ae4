// Uptime, the steps of checks, circles of dependencies, and what rounds make of all of it: without a platform, with a
// clock that the test moves.
#include <QtTest>

#include "domain/uptime.h"
#include "health/watch.h"

using namespace steward;
using namespace steward::health;
using namespace std::chrono_literals;
using domain::Component;
using domain::ComponentState;
using domain::ProbeAnswer;
using domain::StateInterval;
using domain::Timeline;
using enum domain::ComponentState;

namespace {

const Time start{std::chrono::sys_days(std::chrono::year(2026) / 11 / 23)};
constexpr std::int64_t hour = 3600, day = 24 * hour;

Time at(int year, unsigned month, unsigned dayOfMonth, Duration into = {}) {
    return std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(dayOfMonth)) +
           into;
}

domain::Uptime uptime(const std::vector<Timeline>& timelines, const char* month, Time now) {
    return domain::uptimeOf(timelines, *domain::monthCalled(month), now);
}

Kept kept(std::string id, std::vector<std::string> dependsOn = {}) {
    Kept made;
    made.component.id = id;
    made.component.name = "The " + id;
    made.component.dependsOn = std::move(dependsOn);
    made.component.probe.kind = domain::ProbeKind::http;
    made.component.version = 1;
    made.component.createdAt = made.component.changedAt = made.component.since = start;
    return made;
}

domain::MaintenanceWindow window(Time from, Time to, std::vector<std::string> components = {}) {
    domain::MaintenanceWindow made;
    made.id = "mnt_1";
    made.name = "Upgrade";
    made.startsAt = from;
    made.endsAt = to;
    made.components = std::move(components);
    return made;
}

// A watch and what it said, with the states that it would have stored.
struct Watching {
    explicit Watching(Definitions definitions) : known(std::move(definitions)) {
        watch.define(known, std::nullopt, Watch::Memory::forget);
    }
    void answer(const std::string& id, ProbeAnswer with, std::int64_t version = 1) {
        watch.take(id, version, {now, with, with == ProbeAnswer::up ? "" : "It answered 503.", 12});
    }
    Round& round(Duration later = 5s) {
        now += later;
        watch.begin(now);
        last = watch.round(now);
        for (const auto& change : last.changes)
            states[change.id] = change.to;
        return last;
    }
    Definitions known;
    Watch watch{20s};
    Time now = start;
    Round last;
    std::map<std::string, ComponentState> states;
};

}  // namespace

class HealthWatchTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void monthsAreThoseOfUtc() {
        QCOMPARE(domain::monthCalled("2028-02")->to - domain::monthCalled("2028-02")->from, Duration(29 * 24h));
        QCOMPARE(domain::monthCalled("2026-02")->to - domain::monthCalled("2026-02")->from, Duration(28 * 24h));
        QCOMPARE(domain::monthCalled("2026-12")->to, at(2027, 1, 1));
        for (const char* wrong : {"", "2026", "2026-13", "2026-00", "2026-1", "1999-12", "20x6-11", "2026/11"})
            QVERIFY(!domain::monthCalled(wrong));
        QCOMPARE(domain::monthsUpTo(at(2026, 1, 31), 3), (std::vector<std::string>{"2026-01", "2025-12", "2025-11"}));
    }

    void aMonthCountsWhatLiesWithinIt() {
        // From the middle of January to the middle of February, then down over the border of the next month.
        const Timeline one{at(2026, 1, 1),
                           {{at(2026, 1, 15), at(2026, 2, 15), operational, {}},
                            {at(2026, 2, 15), at(2026, 2, 28, 12h), degraded, {}},
                            {at(2026, 2, 28, 12h), at(2026, 3, 1, 6h), down, {}}},
                           {}};
        const auto february = uptime({one}, "2026-02", at(2026, 6, 1));
        QCOMPARE(february.up, 27 * day + 12 * hour);
        QCOMPARE(february.down, 12 * hour);
        QCOMPARE(february.unknown, 0);
        QCOMPARE(*february.ratio, 27.5 / 28);
        const auto march = uptime({one}, "2026-03", at(2026, 6, 1));
        QCOMPARE(march.down, 6 * hour);
        QCOMPARE(march.unknown, 31 * day - 6 * hour);  // nobody said anything of it
        QCOMPARE(*march.ratio, 0.0);
        // Before it existed nothing counts at all; January from the 1st on.
        QCOMPARE(uptime({one}, "2025-12", at(2026, 6, 1)), domain::Uptime{});
        QCOMPARE(uptime({one}, "2026-01", at(2026, 6, 1)).unknown, 14 * day);
    }

    void aLeapDayAndAnOpenIntervalCount() {
        const Timeline one{at(2028, 2, 1), {{at(2028, 2, 1), std::nullopt, operational, {}}}, {}};
        QCOMPARE(uptime({one}, "2028-02", at(2028, 5, 1)).up, 29 * day);
        // Up to now, and no further.
        const auto until = uptime({one}, "2028-02", at(2028, 2, 10, 6h));
        QCOMPARE(until.up, 9 * day + 6 * hour);
        QCOMPARE(until.unknown, 0);
        QCOMPARE(uptime({one}, "2028-03", at(2028, 2, 10)), domain::Uptime{});
    }

    void maintenanceCountsNeitherWay() {
        const Timeline one{at(2026, 4, 1),
                           {{at(2026, 4, 1), at(2026, 4, 10), operational, {}},
                            {at(2026, 4, 10), at(2026, 4, 12), down, {}},
                            {at(2026, 4, 12), at(2026, 4, 13), maintenance, {}},
                            {at(2026, 4, 13), at(2026, 4, 14), unknown, {}},
                            {at(2026, 4, 14), at(2026, 5, 1), operational, {}}},
                           // Overlaps the time that it was down, the maintenance that was seen, what is not known, and
                           // another window.
                           {{at(2026, 4, 11), at(2026, 4, 13, 12h)}, {at(2026, 4, 12), at(2026, 4, 13, 6h)}}};
        const auto april = uptime({one}, "2026-04", at(2026, 6, 1));
        QCOMPARE(april.maintenance, 2 * day + 12 * hour);
        QCOMPARE(april.down, 1 * day);
        QCOMPARE(april.unknown, 12 * hour);
        QCOMPARE(april.up, 26 * day);
        QCOMPARE(*april.ratio, 26.0 / 27);
        QCOMPARE(april.up + april.down + april.maintenance + april.unknown, 30 * day);
    }

    void intervalsThatOverlapCountOnceAndTheGravest() {
        const Timeline one{at(2026, 4, 1),
                           {{at(2026, 4, 1), std::nullopt, operational, {}},
                            {at(2026, 4, 5), at(2026, 4, 6), down, {}},
                            {at(2026, 4, 5, 12h), at(2026, 4, 6), unknown, {}}},
                           {}};
        const auto april = uptime({one}, "2026-04", at(2026, 5, 1));
        QCOMPARE(april.down, 1 * day);
        QCOMPARE(april.up, 29 * day);
    }

    void aTenantIsUpWhileAllItsComponentsAre() {
        const Timeline shop{at(2026, 4, 1),
                            {{at(2026, 4, 1), at(2026, 4, 3), operational, {}},
                             {at(2026, 4, 3), at(2026, 4, 4), down, {}},
                             {at(2026, 4, 4), std::nullopt, operational, {}}},
                            {}};
        // Down on the 3rd from noon on and on the 4th; unknown on the 10th; made on the 2nd.
        const Timeline gateway{at(2026, 4, 2),
                               {{at(2026, 4, 2), at(2026, 4, 3, 12h), operational, {}},
                                {at(2026, 4, 3, 12h), at(2026, 4, 5), down, {}},
                                {at(2026, 4, 5), at(2026, 4, 10), operational, {}},
                                {at(2026, 4, 11), std::nullopt, operational, {}}},
                               {{at(2026, 4, 20), at(2026, 4, 21)}}};
        const auto april = uptime({shop, gateway}, "2026-04", at(2026, 5, 1));
        QCOMPARE(april.down, 2 * day);
        QCOMPARE(april.unknown, 1 * day);
        QCOMPARE(april.maintenance, 1 * day);
        QCOMPARE(april.up, 26 * day);
        QCOMPARE(uptime({}, "2026-04", at(2026, 5, 1)), domain::Uptime{});
    }

    void circlesAreNamed() {
        const std::map<std::string, std::vector<std::string>> graph{{"b", {"c", "d"}}, {"c", {"a"}}, {"d", {}}};
        const auto of = [&](const std::string& id) {
            const auto found = graph.find(id);
            return found == graph.end() ? std::vector<std::string>() : found->second;
        };
        QCOMPARE(domain::circleOf("a", {"b"}, of), (std::vector<std::string>{"a", "b", "c", "a"}));
        QCOMPARE(domain::circleOf("a", {"a"}, of), (std::vector<std::string>{"a", "a"}));
        QVERIFY(domain::circleOf("a", {"d"}, of).empty());
        QVERIFY(domain::circleOf("e", {"b", "a"}, of).empty());
    }

    void failuresInARowMakeItDownFromTheFirstOfThem() {
        Watching it({{kept("shop")}, {}});
        it.answer("shop", ProbeAnswer::up);
        QCOMPARE(it.round().changes.size(), std::size_t(1));
        QCOMPARE(it.states["shop"], operational);
        it.answer("shop", ProbeAnswer::failed);
        const Time first = it.now;
        QVERIFY(it.round().changes.empty());
        it.answer("shop", ProbeAnswer::up);  // one success ends them
        QVERIFY(it.round().changes.empty());
        it.answer("shop", ProbeAnswer::failed);
        const Time second = it.now;
        it.round();
        it.answer("shop", ProbeAnswer::failed);
        const auto round = it.round();
        QCOMPARE(round.changes.size(), std::size_t(1));
        QCOMPARE(round.changes[0].to, down);
        QVERIFY(round.changes[0].at == second && second != first);
        QCOMPARE(round.changes[0].reason, std::string("It answered 503."));
        it.answer("shop", ProbeAnswer::slow);
        it.round();
        QCOMPARE(it.states["shop"], degraded);
        // The outcome of what it was before is nothing to it.
        it.answer("shop", ProbeAnswer::up, 7);
        QVERIFY(it.round().changes.empty());
    }

    void whatDependsOnSomethingThatIsDownIsDegraded() {
        Watching it({{kept("shop", {"api"}), kept("api", {"db"}), kept("db"), kept("mail")}, {}});
        for (const char* id : {"shop", "api", "db", "mail"})
            it.answer(id, ProbeAnswer::up);
        it.round();
        QCOMPARE(it.states["shop"], operational);
        it.answer("db", ProbeAnswer::failed);
        it.answer("db", ProbeAnswer::failed);
        it.round();
        QCOMPARE(it.states["db"], down);
        QCOMPARE(it.states["api"], degraded);
        QCOMPARE(it.states["shop"], degraded);  // by way of the one between
        QCOMPARE(it.states["mail"], operational);
        QVERIFY(std::ranges::all_of(it.last.changes, [](const auto& change) {
            return change.to == down || change.reason == "The db is down.";
        }));
        it.answer("db", ProbeAnswer::up);
        it.round();
        QCOMPARE(it.states["shop"], operational);
        QVERIFY(it.last.changes.size() == 3);
    }

    void maintenanceHidesWhatIsDownFromItsOwnBeginningToItsEnd() {
        Watching it({{kept("shop", {"db"}), kept("db")}, {window(start + 12s, start + 32s, {"db"})}});
        it.answer("shop", ProbeAnswer::up);
        it.answer("db", ProbeAnswer::up);
        it.round(5s);
        it.answer("db", ProbeAnswer::failed);
        it.answer("db", ProbeAnswer::failed);
        it.round(10s);
        QCOMPARE(it.states["db"], maintenance);
        QCOMPARE(it.last.changes[0].at, start + 12s);
        QCOMPARE(it.last.changes[0].reason, std::string("Upgrade"));
        QCOMPARE(it.states["shop"], operational);
        it.round(20s);
        QCOMPARE(it.states["db"], down);  // it still was when the window was over
        QVERIFY(std::ranges::any_of(it.last.changes,
                                    [](const auto& change) { return change.id == "db" && change.at == start + 32s; }));
        QCOMPARE(it.states["shop"], degraded);
        // Of all components, but of this tenant's only.
        auto foreign = kept("foreign");
        foreign.component.tenantId = "ten_1";
        Watching all({{kept("one"), kept("two"), foreign}, {window(start, start + 1h)}});
        all.answer("foreign", ProbeAnswer::up);
        all.round();
        QCOMPARE(all.states["two"], maintenance);
        QCOMPARE(all.states["foreign"], operational);
    }

    void timeWithoutRoundsIsUnknown() {
        Watching it({{kept("shop")}, {}});
        it.answer("shop", ProbeAnswer::up);
        it.round();
        const Time lastSeen = it.now;
        // Short enough: another node went on.
        it.round(20s);
        QVERIFY(it.last.changes.empty());
        const Time lastRound = it.now;
        it.now += 1h;
        it.watch.begin(it.now);
        it.answer("shop", ProbeAnswer::up);
        const auto round = it.watch.round(it.now);
        QCOMPARE(round.changes.size(), std::size_t(2));
        QCOMPARE(round.changes[0].to, unknown);
        QVERIFY(round.changes[0].at == lastRound && lastRound > lastSeen);
        QCOMPARE(round.changes[1].to, operational);
        QCOMPARE(round.changes[1].at, it.now);
        // The same after a restart, where only what is stored is known.
        auto stored = kept("shop");
        stored.component.state = operational;
        stored.progress.answer = ProbeAnswer::up;
        Watch again(20s);
        again.define({{stored}, {}}, start, Watch::Memory::forget);
        again.begin(start + 10min);
        const auto first = again.round(start + 10min);
        QCOMPARE(first.changes.size(), std::size_t(1));
        QCOMPARE(first.changes[0].to, unknown);
        QCOMPARE(first.changes[0].at, start);
        // And soon enough it is as it was.
        Watch soon(20s);
        soon.define({{stored}, {}}, start, Watch::Memory::forget);
        soon.begin(start + 15s);
        QVERIFY(soon.round(start + 15s).changes.empty());
    }

    void heartbeatsAreMissedFromWhenTheyWereDue() {
        auto job = kept("job");
        job.component.probe.kind = domain::ProbeKind::heartbeat;
        job.component.probe.silenceMs = 60'000;
        Watching it({{job}, {}});
        QVERIFY(it.watch.due(start).empty());
        std::map<std::string, Time> beats;
        const auto round = [&](Duration later) {
            it.now += later;
            it.watch.begin(it.now);
            it.watch.beats(beats, it.now);
            const auto made = it.watch.round(it.now);
            for (const auto& change : made.changes)
                it.states[change.id] = change.to;
            return made;
        };
        QVERIFY(round(5s).changes.empty());  // unknown, as it was
        beats["job"] = start + 8s;
        round(5s);
        QCOMPARE(it.states["job"], operational);
        for (int i = 0; i < 3; ++i)
            round(15s);
        QCOMPARE(it.states["job"], operational);
        const auto missed = round(15s);
        QCOMPARE(it.states["job"], down);
        QCOMPARE(missed.changes[0].at, start + 68s);
        QVERIFY(round(5s).checked.empty());  // nothing new
        beats["job"] = it.now;
        round(5s);
        QCOMPARE(it.states["job"], operational);
        // While nobody listened, none could come: its time begins again.
        round(1h);
        QCOMPARE(it.states["job"], unknown);
        round(15s);
        QCOMPARE(it.states["job"], unknown);
        for (int i = 0; i < 4; ++i)
            round(15s);
        QCOMPARE(it.states["job"], down);
    }

    void checksKeepTheirTimesAndAnEditKeepsWhatIsKnown() {
        Watching it({{kept("a"), kept("b")}, {}});
        QCOMPARE(it.watch.due(it.now).size(), std::size_t(2));
        it.watch.started("a");
        QCOMPARE(it.watch.due(it.now).size(), std::size_t(1));
        it.answer("a", ProbeAnswer::up);
        it.answer("b", ProbeAnswer::up);
        it.round();
        QVERIFY(it.watch.due(start + 29s).empty());
        QCOMPARE(it.watch.due(start + 30s).size(), std::size_t(2));
        // Late by a little: the next one is due as if it had not been.
        it.now = start + 34s;
        it.answer("a", ProbeAnswer::up);
        QCOMPARE(it.watch.due(start + 60s).at(0)->id, std::string("b"));
        QCOMPARE(it.watch.due(start + 60s).size(), std::size_t(2));
        // Another name changes nothing of what is known; another check is made at once, and nothing is said before.
        auto renamed = it.known;
        renamed.components[0].component.version = renamed.components[1].component.version = 2;
        renamed.components[0].component.state = renamed.components[1].component.state = operational;
        renamed.components[1].component.probe.target = "https://example.org";
        it.watch.define(renamed, std::nullopt, Watch::Memory::keep);
        QCOMPARE(it.watch.due(start + 40s).size(), std::size_t(1));
        QCOMPARE(it.watch.due(start + 40s)[0]->id, std::string("b"));
        it.now = start + 20s;
        QVERIFY(it.round().changes.empty());
        // Switched off, nothing is known of it.
        auto off = renamed;
        off.components[0].component.version = 3;
        off.components[0].component.enabled = false;
        it.watch.define(off, std::nullopt, Watch::Memory::keep);
        it.round();
        QCOMPARE(it.states["a"], unknown);
        QCOMPARE(it.watch.due(start + 1h).size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(HealthWatchTest)
#include "health_watch_test.moc"

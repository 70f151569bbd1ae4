// Guessing passwords against the guard that nodes share: what waits, who does not, and how much is kept.
#include <QtTest>

#include "flow.h"

using namespace steward;
using namespace steward::test;

namespace {

struct Guarded {
    IdentityPlatform platform;
    DatabaseGuard guard{*platform.database, platform.clock};
    DatabaseGuard otherNode{*platform.database, platform.clock};

    std::chrono::seconds admit(SignInGuard& by, GuardedAttempt attempt) {
        return platform.await([&]() { return by.admit(attempt); }).value_or(std::chrono::seconds(-1));
    }
    void succeed(GuardedAttempt attempt) {
        QVERIFY(platform.await([&]() { return guard.succeeded(attempt); }).has_value());
    }
    std::int64_t rows() {
        return platform.database
            ->readNow([](sql::Connection& db) -> Result<std::int64_t> {
                STEWARD_TRY(const auto counted, db.query("SELECT count(*) FROM sign_in_attempts"));
                return counted[0].integer(0);
            })
            .value_or(-1);
    }
};

}  // namespace

class GuardTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void guessingIsSlowedDownOnAllNodes() {
        Guarded guarded;
        const GuardedAttempt a{"a", "10.0.0.1"};
        for (int i = 0; i < SignInGuard::freeFailures; ++i)
            QCOMPARE(guarded.admit(i % 2 ? guarded.guard : guarded.otherNode, a).count(), 0);
        QCOMPARE(guarded.admit(guarded.guard, a), SignInGuard::firstWait);
        QCOMPARE(guarded.admit(guarded.otherNode, a), SignInGuard::firstWait);
        QCOMPARE(guarded.admit(guarded.guard, {"a", "10.0.0.2"}).count(), 0);
        QCOMPARE(guarded.admit(guarded.guard, {"b", "10.0.0.1"}).count(), 0);
        guarded.platform.clock.advance(SignInGuard::firstWait);
        QCOMPARE(guarded.admit(guarded.guard, a).count(), 0);
        QCOMPARE(guarded.admit(guarded.otherNode, a), 2 * SignInGuard::firstWait);
        guarded.succeed(a);
        QCOMPARE(guarded.admit(guarded.guard, a).count(), 0);
    }

    void theWaitIsBoundedAndForgotten() {
        Guarded guarded;
        const GuardedAttempt a{"a", "10.0.0.1", true};
        std::chrono::seconds longest(0);
        for (int i = 0; i < 40; ++i) {
            const auto wait = guarded.admit(guarded.guard, a);
            longest = std::max(longest, wait);
            guarded.platform.clock.advance(wait);
        }
        QCOMPARE(longest, SignInGuard::longestWait);
        QVERIFY(guarded.admit(guarded.guard, a) <= SignInGuard::longestWait);
        guarded.platform.clock.advance(-1h);
        QVERIFY(guarded.admit(guarded.guard, a) <= SignInGuard::longestWait);
        guarded.platform.clock.advance(3h);
        for (int i = 0; i < SignInGuard::freeFailures; ++i)
            QCOMPARE(guarded.admit(guarded.guard, a).count(), 0);
    }

    // What was counted by a clock that was ahead neither locks anybody out nor lets guessing go on unhindered.
    void aClockThatWentBackLocksNobodyOut() {
        Guarded guarded;
        const GuardedAttempt guesser{"a", "10.0.0.1"};
        const GuardedAttempt somebody{"b", "10.0.0.1"};
        guarded.platform.clock.advance(std::chrono::hours(3));
        QCOMPARE(guarded.admit(guarded.guard, somebody).count(), 0);
        guarded.succeed(somebody);
        for (int i = 0; i <= SignInGuard::freeFailures; ++i)
            guarded.admit(guarded.guard, guesser);
        guarded.platform.clock.advance(-std::chrono::hours(3));
        for (auto* guard : {&guarded.guard, &guarded.otherNode})
            QCOMPARE(guarded.admit(*guard, somebody).count(), 0);
        QCOMPARE(guarded.admit(guarded.otherNode, guesser).count(), 0);
        QVERIFY(guarded.admit(guarded.otherNode, guesser) >= SignInGuard::firstWait);
    }

    void manyAddressesAreNoWayAround() {
        Guarded guarded;
        int admitted = 0;
        for (int i = 0; i < 500; ++i)
            admitted += guarded.admit(guarded.guard, {"a", "10.0." + std::to_string(i) + ".1"}).count() == 0;
        QVERIFY2(admitted >= 15 && admitted <= 25, std::to_string(admitted).c_str());
        QCOMPARE(guarded.admit(guarded.guard, {"a", "192.168.0.1", true}).count(), 0);
        guarded.platform.clock.advance(1min);
        QCOMPARE(guarded.admit(guarded.guard, {"a", "10.1.0.1"}).count(), 0);
        QVERIFY(guarded.admit(guarded.guard, {"a", "10.1.0.2"}).count() > 0);
    }

    void onePasswordForEverybodyIsSlowedDown() {
        Guarded guarded;
        int admitted = 0;
        for (int i = 0; i < 500; ++i)
            admitted += guarded.admit(guarded.guard, {std::to_string(i), "10.0.0.1"}).count() == 0;
        QVERIFY2(admitted >= 95 && admitted <= 105, std::to_string(admitted).c_str());
        guarded.platform.clock.advance(10s);
        QCOMPARE(guarded.admit(guarded.guard, {"x", "10.0.0.1"}).count(), 0);
    }

    // Most of them are refused from memory: as many transactions would take minutes.
    void aMillionWrongPasswords() {
        Guarded guarded;
        const auto tried = guarded.platform.await([&]() -> kernel::Async<int> {
            int admitted = 0;
            for (int i = 0; i < 1'000'000; ++i) {
                const GuardedAttempt attempt{"owner@acme.example", "10.0.0.1"};
                const auto wait = co_await guarded.guard.admit(attempt);
                if (!wait) co_return fail(wait.error());
                admitted += wait->count() == 0;
            }
            co_return admitted;
        });
        QVERIFY(tried.has_value());
        QCOMPARE(*tried, SignInGuard::freeFailures);
        QVERIFY(guarded.rows() <= 3);
        QCOMPARE(guarded.admit(guarded.guard, {"owner@acme.example", "10.0.0.2"}).count(), 0);
        guarded.platform.clock.advance(SignInGuard::firstWait);
        QCOMPARE(guarded.admit(guarded.guard, {"owner@acme.example", "10.0.0.1"}).count(), 0);
    }

    void theRowsAreBounded() {
        Guarded guarded;
        DatabaseGuard small(*guarded.platform.database, guarded.platform.clock, 100);
        for (int i = 0; i < 1000; ++i)
            guarded.admit(small, {std::to_string(i), std::to_string(i)});
        QVERIFY2(guarded.rows() <= 100 + 3 * 256, std::to_string(guarded.rows()).c_str());
        guarded.platform.clock.advance(2h);
        DatabaseGuard another(*guarded.platform.database, guarded.platform.clock);
        guarded.admit(another, {"one", "one"});
        QVERIFY2(guarded.rows() <= 3, std::to_string(guarded.rows()).c_str());
    }
};

QTEST_GUILESS_MAIN(GuardTest)
#include "guard_test.moc"

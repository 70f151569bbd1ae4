#include "identity/sign_in_guard.h"

#include <algorithm>
#include <array>

#include "identity/secrets.h"

namespace steward::identity {

using kernel::Async;
using std::chrono::seconds;

namespace {

constexpr std::int64_t pruneEvery = 256;
constexpr Duration forgottenAfter = 2 * SignInGuard::longestWait;

struct Count {
    std::int64_t failures = 0;
    Time at{};  // of the last failure; of a pace, when it would be used up to the last
};

// So many at once, and one in each interval (the generic cell rate algorithm).
struct Pace {
    std::int64_t burst;
    Duration interval;
};
constexpr Pace accountPace{20, std::chrono::minutes(1)};
constexpr Pace addressPace{100, seconds(10)};

// The keys of the three counts, of fixed size, so that nobody fills the table with long names.
struct Keys {
    explicit Keys(const GuardedAttempt& attempt)
        : pair(fingerprint("pair\n" + attempt.account + '\n' + attempt.address)),
          account(fingerprint("account\n" + attempt.account)),
          address(fingerprint("address\n" + attempt.address)) {}
    std::string pair, account, address;
};

Duration waitAfter(std::int64_t failures) {
    if (failures < SignInGuard::freeFailures) return Duration(0);
    const auto doublings = std::min<std::int64_t>(failures - SignInGuard::freeFailures, 16);
    return std::min<Duration>(SignInGuard::firstWait * (std::int64_t(1) << doublings), SignInGuard::longestWait);
}

// Nodes may differ by so much. What lies further ahead was counted by a clock that was wrong, and is worth nothing.
constexpr Duration differenceOfClocks = seconds(5);
Time believed(Time at, Duration furthest, Time now) {
    return at > now + furthest + differenceOfClocks ? Time{} : at;
}

Duration pairWait(const Count& count, Time now) {
    const Duration wait = waitAfter(count.failures);
    return std::clamp(believed(count.at, Duration(0), now) + wait - now, Duration(0), wait);
}
Time usedUp(const Count& count, const Pace& pace, Time now) {
    return believed(count.at, (pace.burst + 1) * pace.interval, now);
}
Duration paceWait(const Count& count, const Pace& pace, Time now) {
    return std::clamp(usedUp(count, pace, now) - pace.burst * pace.interval + pace.interval - now, Duration(0),
                      pace.interval);
}
Time paced(const Count& count, const Pace& pace, Time now) {
    return std::clamp(usedUp(count, pace, now), now, now + pace.burst * pace.interval) + pace.interval;
}

Result<Count> read(sql::Connection& db, const std::string& key) {
    STEWARD_TRY(const auto rows,
                db.query("SELECT failures, at FROM sign_in_attempts WHERE key_hash = ?1", {sql::Value(key)}));
    if (rows.empty()) return Count{};
    return Count{rows[0].integer(0), rows[0].get<Time>("at")};
}

Result<> write(sql::Connection& db, const std::string& key, const Count& count) {
    STEWARD_CHECK(
        db.execute("INSERT INTO sign_in_attempts (key_hash, failures, at) VALUES (?1, ?2, ?3) ON CONFLICT "
                   "(key_hash) DO UPDATE SET failures = excluded.failures, at = excluded.at",
                   {key, count.failures, count.at}));
    return {};
}

Result<> prune(sql::Connection& db, std::int64_t most, Time now) {
    STEWARD_CHECK(db.execute("DELETE FROM sign_in_attempts WHERE at < ?1", {now - forgottenAfter}));
    STEWARD_TRY(const auto rows, db.query("SELECT count(*) FROM sign_in_attempts"));
    const auto excess = rows[0].integer(0) - most;
    if (excess <= 0) return {};
    STEWARD_CHECK(
        db.execute("DELETE FROM sign_in_attempts WHERE key_hash IN (SELECT key_hash FROM sign_in_attempts "
                   "ORDER BY at, key_hash LIMIT ?1)",
                   {excess}));
    return {};
}

struct Verdict {
    Duration pair{0};
    Duration account{0};
    Duration address{0};
    Duration longest() const { return std::max({pair, account, address}); }
};

Result<Verdict> count(sql::Connection& db, const Keys& keys, bool isKnown, Time now) {
    STEWARD_TRY(Count pair, read(db, keys.pair));
    STEWARD_TRY(const Count account, read(db, keys.account));
    STEWARD_TRY(const Count address, read(db, keys.address));
    const Verdict verdict{pairWait(pair, now), isKnown ? Duration(0) : paceWait(account, accountPace, now),
                          paceWait(address, addressPace, now)};
    if (verdict.longest() > Duration(0)) return verdict;
    if (now - pair.at > forgottenAfter) pair.failures = 0;
    STEWARD_CHECK(write(db, keys.pair, {pair.failures + 1, now}));
    if (!isKnown) STEWARD_CHECK(write(db, keys.account, {0, paced(account, accountPace, now)}));
    STEWARD_CHECK(write(db, keys.address, {0, paced(address, addressPace, now)}));
    return verdict;
}

}  // namespace

Async<seconds> DatabaseGuard::admit(GuardedAttempt attempt) {
    const Keys keys(attempt);
    const Time now = clock_.now();
    Duration known{0};
    for (const auto* key : {&keys.pair, &keys.address, &keys.account}) {
        if (key == &keys.account && attempt.isKnown) continue;
        const auto found = waiting_.find(*key);
        if (found == waiting_.end()) continue;
        const Duration left = found->second - now;
        if (left <= Duration(0) || left > longestWait)
            waiting_.erase(found);
        else
            known = std::max(known, left);
    }
    if (known > Duration(0)) co_return std::chrono::ceil<seconds>(known);

    const bool prunes = admitted_++ % pruneEvery == 0;
    const auto decide = [keys, isKnown = attempt.isKnown, now, prunes,
                         most = rows_](sql::Connection& db) -> Result<Verdict> {
        if (prunes) STEWARD_CHECK(prune(db, most, now));
        return count(db, keys, isKnown, now);
    };
    STEWARD_CO_TRY(const Verdict verdict, co_await database_.write(decide));
    if (waiting_.size() >= mostRemembered) waiting_.clear();
    if (verdict.pair > Duration(0)) waiting_.insert_or_assign(keys.pair, now + verdict.pair);
    if (verdict.account > Duration(0)) waiting_.insert_or_assign(keys.account, now + verdict.account);
    if (verdict.address > Duration(0)) waiting_.insert_or_assign(keys.address, now + verdict.address);
    co_return std::chrono::ceil<seconds>(verdict.longest());
}

// The account's and the address's own failures stay; only this attempt was none.
Async<> DatabaseGuard::succeeded(GuardedAttempt attempt) {
    const Keys keys(attempt);
    const auto forgive = [keys, isKnown = attempt.isKnown](sql::Connection& db) -> Result<> {
        STEWARD_CHECK(db.execute("DELETE FROM sign_in_attempts WHERE key_hash = ?1", {sql::Value(keys.pair)}));
        const auto give = [&](const std::string& key, const Pace& pace) -> Result<> {
            STEWARD_CHECK(db.execute("UPDATE sign_in_attempts SET at = at - ?2 WHERE key_hash = ?1",
                                     {key, std::int64_t(pace.interval.count())}));
            return {};
        };
        if (!isKnown) STEWARD_CHECK(give(keys.account, accountPace));
        return give(keys.address, addressPace);
    };
    waiting_.erase(keys.pair);
    co_return co_await database_.write(forgive);
}

}  // namespace steward::identity

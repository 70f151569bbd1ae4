// Quotas by the generic cell rate algorithm (GCRA): a quota of 60 in a minute may be spent at once and comes back at
// one each second. A bucket is one number, the time at which it will be whole again, so a bucket that is whole need not
// be remembered.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/async.h"

namespace steward::kernel {

struct Quota {
    std::string_view name;  // of the policy in the headers: "user". Static
    std::int64_t limit = 0;
    std::chrono::seconds window{60};
};

// `key` says whose bucket it is, with the tenant in it.
struct Charge {
    Quota quota;
    std::string key;
    std::int64_t cost = 1;
};

// What one charge finds: the bucket afterwards when it is allowed, as it is when it is not.
struct Cell {
    bool allowed = true;
    std::int64_t wholeAt = 0;               // nanoseconds of the limiter's clock
    std::int64_t remaining = 0;             // charges of 1 that would be allowed now
    std::chrono::nanoseconds wholeIn{0};    // until the quota is whole again
    std::chrono::nanoseconds allowedIn{0};  // until a charge that was refused would be allowed
};
Cell look(const Quota& quota, std::int64_t cost, std::int64_t wholeAt, std::int64_t now);

// Of several charges the one that was refused or, when all were allowed, the one that is nearest to its end.
struct Verdict {
    std::size_t charge = 0;
    Cell cell;
};

// `cells` are those of the charges, all of them allowed.
Verdict nearestOf(std::span<const Charge> charges, std::span<const Cell> cells);

class RateLimiter {
public:
    virtual ~RateLimiter() = default;
    // Takes all charges, or none when one of them is over its quota. At least one. I/O thread.
    virtual asio::awaitable<Verdict> take(std::span<const Charge> charges) = 0;
};

// Counts what this process serves. Its memory is given at the start: buckets stand in sets of eight, and when a set is
// full, the bucket nearest to being whole, which has the least to forget, makes room. Keys are hashed with a secret of
// the process, so that nobody can choose whose bucket theirs drives out. One thread.
class LocalRateLimiter final : public RateLimiter {
public:
    explicit LocalRateLimiter(std::int64_t buckets);

    asio::awaitable<Verdict> take(std::span<const Charge> charges) override;
    Verdict takeNow(std::span<const Charge> charges);
    // What a charge would find, without taking it.
    Cell peek(const Charge& charge);

private:
    struct Bucket {
        std::uint64_t key = 0;  // 0: unused
        std::int64_t wholeAt = 0;
    };
    static constexpr std::size_t setSize = 8;

    std::uint64_t hash(const Charge& charge) const;
    std::span<Bucket> setOf(std::uint64_t key);
    std::int64_t wholeAt(std::uint64_t key);
    void keep(std::uint64_t key, std::int64_t wholeAt);

    std::array<unsigned char, 16> secret_{};
    std::vector<Bucket> buckets_;
};

}  // namespace steward::kernel

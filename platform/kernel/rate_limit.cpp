#include "kernel/rate_limit.h"

#include <sodium.h>

#include <algorithm>
#include <bit>

namespace steward::kernel {
namespace {

static_assert(crypto_shorthash_KEYBYTES == 16 && crypto_shorthash_BYTES == 8);

std::int64_t nowNanoseconds() {
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
}

double shareLeft(const Cell& cell, const Quota& quota) {
    return static_cast<double>(cell.remaining) / static_cast<double>(quota.limit);
}

}  // namespace

Cell look(const Quota& quota, std::int64_t cost, std::int64_t wholeAt, std::int64_t now) {
    const std::int64_t window = std::chrono::nanoseconds(quota.window).count();
    const std::int64_t each = std::max<std::int64_t>(1, window / quota.limit);
    const std::int64_t before = std::max(wholeAt, now);
    const std::int64_t after = before + each * std::min(cost, quota.limit);
    Cell cell;
    cell.allowed = after <= now + window;
    cell.wholeAt = cell.allowed ? after : before;
    cell.remaining = std::max<std::int64_t>(0, (now + window - cell.wholeAt) / each);
    cell.wholeIn = std::chrono::nanoseconds(cell.wholeAt - now);
    if (!cell.allowed) cell.allowedIn = std::chrono::nanoseconds(after - window - now);
    return cell;
}

Verdict nearestOf(std::span<const Charge> charges, std::span<const Cell> cells) {
    std::size_t nearest = 0;
    for (std::size_t i = 1; i < charges.size(); ++i)
        if (shareLeft(cells[i], charges[i].quota) < shareLeft(cells[nearest], charges[nearest].quota)) nearest = i;
    return {nearest, cells[nearest]};
}

LocalRateLimiter::LocalRateLimiter(std::int64_t buckets)
    : buckets_(std::bit_ceil(static_cast<std::size_t>(std::max<std::int64_t>(buckets, setSize)))) {
    crypto_shorthash_keygen(secret_.data());
}

std::uint64_t LocalRateLimiter::hash(const Charge& charge) const {
    std::uint64_t key = 0;
    crypto_shorthash(reinterpret_cast<unsigned char*>(&key), reinterpret_cast<const unsigned char*>(charge.key.data()),
                     charge.key.size(), secret_.data());
    for (const char c : charge.quota.name)
        key = key * 0x9E3779B97F4A7C15u + static_cast<unsigned char>(c);
    return key == 0 ? 1 : key;
}

std::span<LocalRateLimiter::Bucket> LocalRateLimiter::setOf(std::uint64_t key) {
    const std::size_t sets = buckets_.size() / setSize;
    return {buckets_.data() + (key >> 32) % sets * setSize, setSize};
}

std::int64_t LocalRateLimiter::wholeAt(std::uint64_t key) {
    for (const Bucket& bucket : setOf(key))
        if (bucket.key == key) return bucket.wholeAt;
    return 0;
}

void LocalRateLimiter::keep(std::uint64_t key, std::int64_t wholeAt) {
    const auto set = setOf(key);
    auto place = std::find_if(set.begin(), set.end(), [&](const Bucket& bucket) { return bucket.key == key; });
    if (place == set.end())
        place = std::min_element(set.begin(), set.end(),
                                 [](const Bucket& a, const Bucket& b) { return a.wholeAt < b.wholeAt; });
    *place = {key, wholeAt};
}

Verdict LocalRateLimiter::takeNow(std::span<const Charge> charges) {
    const std::int64_t now = nowNanoseconds();
    constexpr std::size_t most = 8;
    std::array<std::uint64_t, most> keys;
    std::array<Cell, most> cells;
    charges = charges.first(std::min(charges.size(), most));
    for (std::size_t i = 0; i < charges.size(); ++i) {
        keys[i] = hash(charges[i]);
        cells[i] = look(charges[i].quota, charges[i].cost, wholeAt(keys[i]), now);
        if (!cells[i].allowed) return {i, cells[i]};
    }
    for (std::size_t i = 0; i < charges.size(); ++i)
        keep(keys[i], cells[i].wholeAt);
    return nearestOf(charges, std::span(cells).first(charges.size()));
}

Cell LocalRateLimiter::peek(const Charge& charge) {
    return look(charge.quota, charge.cost, wholeAt(hash(charge)), nowNanoseconds());
}

asio::awaitable<Verdict> LocalRateLimiter::take(std::span<const Charge> charges) {
    co_return takeNow(charges);
}

}  // namespace steward::kernel

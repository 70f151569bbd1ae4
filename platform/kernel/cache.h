// Answers to hot reads, in memory of this node until the outbox announces a change on whichever node.
//
//   TenantCache<std::optional<Brand>> brands(10'000);
//   brands.follow(bus, [](const Message& message) { return message.topic == contract::entitiesTopic.name; });
//   auto getting = brands.get(tenantId, "published", [=, this] { return database_.read(…); });
//
// The tenant is part of the key. On the node that made a change it is seen by whoever asks after it was answered, on
// others as soon as they hear of it. An answer is kept for two seconds at most, should they not hear. Only for what is
// shown: whatever is written is checked against the rows, inside the transaction. Any thread.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "kernel/async.h"
#include "kernel/bus.h"

namespace steward::kernel {

template <class T>
class TenantCache {
public:
    static constexpr std::chrono::seconds keptFor{2};

    // More than `most` answers begin anew.
    explicit TenantCache(std::size_t most) : state_(std::make_shared<State>()) { state_->most = most; }

    // Answers about a tenant are forgotten when `concerns` says so of a message about it; all of them when it is about
    // none, or messages were missed. Once; the bus outlives the cache.
    void follow(Bus& bus, std::function<bool(const Message&)> concerns) {
        subscription_ = bus.subscribe([state = state_, concerns = std::move(concerns)](const Message& message) {
            if (message.isLoss() || concerns(message)) state->forget(message.tenantId);
        });
    }

    // What is kept, or what `read` answers; errors are not kept.
    Async<T> get(std::string tenant, std::string name, std::function<Async<T>()> read) {
        const auto state = state_;
        const Key key(std::move(tenant), std::move(name));
        std::uint64_t changes = 0;
        if (auto kept = state->find(key, changes)) co_return std::move(*kept);
        auto reading = read();
        auto answer = co_await std::move(reading);
        // What changed while it was read may be in the answer or not.
        if (answer) state->keep(key, *answer, changes);
        co_return answer;
    }

private:
    using Key = std::pair<std::string, std::string>;
    using SteadyTime = std::chrono::steady_clock::time_point;

    struct State {
        std::size_t most = 0;
        std::mutex mutex;
        std::uint64_t changes = 0;
        std::map<Key, std::pair<T, SteadyTime>> answers;

        std::optional<T> find(const Key& key, std::uint64_t& changesNow) {
            const std::lock_guard lock(mutex);
            changesNow = changes;
            const auto found = answers.find(key);
            if (found == answers.end() || found->second.second < std::chrono::steady_clock::now()) return std::nullopt;
            return found->second.first;
        }
        void keep(const Key& key, const T& answer, std::uint64_t changesBefore) {
            const std::lock_guard lock(mutex);
            if (changes != changesBefore) return;
            if (answers.size() >= most) answers.clear();
            answers.insert_or_assign(key, std::pair(answer, std::chrono::steady_clock::now() + keptFor));
        }
        void forget(const std::string& tenant) {
            const std::lock_guard lock(mutex);
            ++changes;
            if (tenant.empty()) return answers.clear();
            auto found = answers.lower_bound({tenant, {}});
            while (found != answers.end() && found->first.first == tenant)
                found = answers.erase(found);
        }
    };

    std::shared_ptr<State> state_;
    Bus::Subscription subscription_;
};

}  // namespace steward::kernel

// Messages inside the process. Those of the outbox come on every node of the platform, with the same numbers in the
// same order; those of metrics stay on the node that measured.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/time.h"

namespace steward::kernel {

struct Message {
    std::string topic;     // of contract/topics.h, or one that only the platform hears
    std::string tenantId;  // empty: concerns the platform
    std::string json;      // the topic's message
    Time time{};
    std::int64_t number = 0;  // of the outbox, growing without holes; 0: of this node alone

    // Messages up to `number` were missed and will not come: what is kept in memory may be out of date.
    bool isLoss() const { return topic.empty(); }
};

class Bus {
public:
    using Handler = std::function<void(const Message&)>;
    class Subscription;

    Bus();
    ~Bus();

    // Any thread. Handlers run on the calling thread, in the order of publishing; they are quick and publish nothing.
    void publish(const Message& message);
    void publish(std::string topic, std::string tenantId, std::string json, Time time);
    // Until the subscription is destroyed.
    [[nodiscard]] Subscription subscribe(Handler handler);

private:
    struct State;
    std::shared_ptr<State> state_;
};

class Bus::Subscription {
public:
    Subscription() = default;
    Subscription(Subscription&& other) noexcept = default;
    Subscription& operator=(Subscription&& other) noexcept;
    ~Subscription();

private:
    friend class Bus;
    Subscription(std::weak_ptr<State> state, std::uint64_t id) : state_(std::move(state)), id_(id) {}
    void end();
    std::weak_ptr<State> state_;
    std::uint64_t id_ = 0;
};

}  // namespace steward::kernel

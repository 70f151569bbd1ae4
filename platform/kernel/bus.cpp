#include "kernel/bus.h"

#include <mutex>

namespace steward::kernel {

struct Bus::State {
    std::mutex mutex;
    std::uint64_t nextId = 1;
    std::map<std::uint64_t, Handler> handlers;
};

Bus::Bus() : state_(std::make_shared<State>()) {}
Bus::~Bus() = default;

void Bus::publish(std::string topic, std::string tenantId, std::string json, Time time) {
    publish({std::move(topic), std::move(tenantId), std::move(json), time});
}

void Bus::publish(const Message& message) {
    const std::lock_guard lock(state_->mutex);
    for (const auto& [id, handler] : state_->handlers)
        handler(message);
}

Bus::Subscription Bus::subscribe(Handler handler) {
    const std::lock_guard lock(state_->mutex);
    const auto id = state_->nextId++;
    state_->handlers.emplace(id, std::move(handler));
    return Subscription(state_, id);
}

Bus::Subscription& Bus::Subscription::operator=(Subscription&& other) noexcept {
    end();
    state_ = std::move(other.state_);
    id_ = other.id_;
    return *this;
}

Bus::Subscription::~Subscription() {
    end();
}

void Bus::Subscription::end() {
    if (const auto state = state_.lock()) {
        const std::lock_guard lock(state->mutex);
        state->handlers.erase(id_);
    }
    state_.reset();
}

}  // namespace steward::kernel

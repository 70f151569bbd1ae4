// What a change announces, written in the transaction of the change: announced exactly when it happened. Published on
// the bus after the commit, in order; what a crash left unpublished is published when the platform starts again, so a
// message may come twice and never gets lost.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/json.h"
#include "contract/topics.h"
#include "kernel/bus.h"
#include "sql/connection.h"

namespace steward::kernel {

// Inside Database::write. `tenantId` is empty for what concerns the platform.
Result<> enqueue(sql::Connection& connection, std::string_view topic, std::string_view tenantId,
                 const std::string& json);

//   enqueue(db, contract::entitiesTopic, tenantId, contract::EntityChanged{…})
template <class T>
Result<> enqueue(sql::Connection& connection, const contract::Topic<T>& topic, std::string_view tenantId,
                 const std::type_identity_t<T>& message) {
    return enqueue(connection, topic.name, tenantId, json::write(message));
}

// Publishes on the writer thread; main.cpp calls relay() at start and from Database::onCommit.
class Outbox {
public:
    Outbox(Bus& bus, const Clock& clock) : bus_(bus), clock_(clock) {}
    void relay(sql::Connection& connection);
    // At the end of an orderly stop: nothing is left to be published again.
    void forget(sql::Connection& connection);
    // Commits whose messages could not be read yet. Any thread.
    std::int64_t waiting() const { return waiting_; }

private:
    Bus& bus_;
    const Clock& clock_;
    std::int64_t published_ = 0;
    std::int64_t forgotten_ = 0;
    std::atomic<std::int64_t> waiting_ = 0;
};

}  // namespace steward::kernel

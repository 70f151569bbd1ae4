// What a change announces, written in the transaction of the change: announced exactly when it happened, on every node
// of the platform, each message once and in the same order.
//
// A message gets its number after the commit, in a transaction of its own that one node at a time can make: numbers are
// given in the order in which they become visible, which ids of concurrent transactions are not. Every node publishes
// on its bus what has a number above the last one it published, so nothing depends on the node that wrote it, and a
// number means the same message everywhere and after every restart. Published messages are kept for a while: what a
// node missed it reads, and clients of the feed resume from there.
//
// A node looks at once after its own commits and when another node rings (outbox_bell.h), otherwise four times a
// second.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/json.h"
#include "contract/topics.h"
#include "kernel/bus.h"
#include "kernel/db/database.h"
#include "kernel/io.h"

namespace steward::kernel {

// Inside Database::write. `tenantId` is empty for what concerns the platform. Topics that contract/topics.h does not
// declare are heard on the bus of each node and not by clients of the feed.
Result<> enqueue(sql::Connection& connection, std::string_view topic, std::string_view tenantId,
                 const std::string& json);

//   enqueue(db, contract::entitiesTopic, tenantId, contract::EntityChanged{…})
template <class T>
Result<> enqueue(sql::Connection& connection, const contract::Topic<T>& topic, std::string_view tenantId,
                 const std::type_identity_t<T>& message) {
    return enqueue(connection, topic.name, tenantId, json::write(message));
}

// The newest messages that have a number, oldest first. Numbers up to `before` are not among them.
struct RecentMessages {
    std::int64_t before = 0;
    std::int64_t newest = 0;
    std::vector<Message> messages;
};
Result<RecentMessages> recentMessages(sql::Connection& connection, std::int64_t atMost);

class Outbox {
public:
    Outbox(Database& database, Bus& bus, const Clock& clock) : database_(database), bus_(bus), clock_(clock) {}

    // Before the first write that announces something: messages are published from here on. Blocking.
    Result<> start();
    // From Database::onCommit, on the thread of the commit: when it returns, what the commit announced was published
    // on this node.
    void committed(sql::Connection& connection);
    // Looks for messages of other nodes until stop(). I/O thread.
    asio::awaitable<void> follow();
    void stop() { running_ = false; }
    // Everything that has a number by now has been published on this node when it returns.
    Async<> catchUp();

    // `ring` gets the newest number when this node has given one (any thread, quick); `hears` tells whether rings of
    // others arrive, so that looking can be left to them. Before start().
    void connect(std::function<void(std::int64_t)> ring, std::function<bool()> hears);
    // The newest number published on this node. Any thread.
    std::int64_t newest() const { return published_; }
    // Looks that failed since the last one that did not. Any thread.
    std::int64_t waiting() const { return failed_; }

private:
    Result<> number(sql::Connection& connection);
    Result<> publishNew(sql::Connection& connection);
    Result<bool> look(sql::Connection& connection);
    void note(const Result<>& outcome);

    Database& database_;
    Bus& bus_;
    const Clock& clock_;
    std::function<void(std::int64_t)> ring_ = [](std::int64_t) {};
    std::function<bool()> hears_ = [] { return false; };
    std::mutex publishing_;
    std::atomic<std::int64_t> published_ = 0;
    std::atomic<std::int64_t> failed_ = 0;
    std::atomic<bool> running_ = false;
};

}  // namespace steward::kernel

// One client of the feed: its subscriptions, and what waits to be written to it. I/O thread.
#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <string>

#include "contract/topics.h"
#include "domain/access.h"
#include "feed/stream.h"
#include "kernel/http/request.h"
#include "kernel/http/web_socket.h"

namespace steward::feed {

class Client {
public:
    using SteadyTime = std::chrono::steady_clock::time_point;

    Client(std::unique_ptr<kernel::WebSocket> webSocket, domain::Principal principal, kernel::Request request);

    // `since` is the last number the client saw; nothing for "from now on". `base` is the first number of this process.
    void subscribe(const std::shared_ptr<Stream>& stream, std::optional<std::int64_t> since, std::int64_t base);
    void unsubscribe(const std::string& topic);
    bool subscribes(const Stream& stream) const;

    // A frame besides events. False when too many wait: the client reads nothing and writes a lot.
    bool say(const contract::Frame& frame);

    // Writes what waits; returns the number of events written. Does nothing while another write runs.
    kernel::asio::awaitable<std::uint64_t> flush();
    bool hasWork() const;

    kernel::WebSocket& webSocket() { return *webSocket_; }
    const domain::Principal& principal() const { return principal_; }
    // That it began with.
    const kernel::Request& request() const { return request_; }
    std::size_t subscriptions() const { return cursors_.size(); }
    void end();

    SteadyTime lastHeard = std::chrono::steady_clock::now();
    SteadyTime lastPing = std::chrono::steady_clock::now();

private:
    struct CursorIn {
        std::shared_ptr<Stream> stream;
        std::int64_t next = 0;
    };
    void sayGap(const Stream& stream, std::int64_t from, contract::GapReason reason);
    kernel::asio::awaitable<bool> write(std::shared_ptr<const std::string> text);

    std::unique_ptr<kernel::WebSocket> webSocket_;
    domain::Principal principal_;
    kernel::Request request_;
    std::map<std::string, CursorIn> cursors_;  // by topic
    std::deque<std::shared_ptr<const std::string>> control_;
    bool writing_ = false;
    bool ended_ = false;
};

}  // namespace steward::feed

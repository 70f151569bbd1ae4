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

    // Behind by more than `slowBytes` of a sampled topic it is a slow reader.
    Client(std::unique_ptr<kernel::WebSocket> webSocket, domain::Principal principal, kernel::Request request,
           std::int64_t slowBytes);

    // How the client wants a stream.
    struct Wish {
        std::optional<std::int64_t> since;  // the last number the client saw; nothing: from now on
        std::int64_t base = 0;              // the first number of this process
        std::optional<Duration> interval;   // of a sampled topic: of the values it is sent
        std::size_t queries = 0;            // of a topic that is asked
    };
    void subscribe(const std::shared_ptr<Stream>& stream, const Wish& wish);
    void unsubscribe(const std::string& topic);
    bool subscribes(const Stream& stream) const;
    // Nothing when it does not subscribe, or the topic is not sampled.
    std::optional<Duration> intervalOf(const Stream& stream) const;

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
    // Of all its subscriptions but the one of `topic`.
    std::size_t queriesBeside(const std::string& topic) const;
    void end();

    SteadyTime lastHeard = std::chrono::steady_clock::now();
    SteadyTime lastPing = std::chrono::steady_clock::now();

private:
    struct CursorIn {
        std::shared_ptr<Stream> stream;
        std::int64_t next = 0;
        Wish wish = {};
        SteadyTime due = {};        // of a sampled topic: when it may be sent the next values
        std::int64_t replayed = 0;  // what comes up to here is not late but asked for
        std::int64_t factor = 0;    // that was told; 0: the reader is in time
        std::int64_t thinFrom = 0;  // the first event that was put together
        std::int64_t thinTo = 0;    // the last one
        Time thinUntil{};           // the time of the last one
        SteadyTime thinnedAt = {};  // when that was
    };
    bool hasWork(const CursorIn& cursor, SteadyTime now) const;
    bool isSlow(const CursorIn& cursor, SteadyTime now) const;
    std::shared_ptr<const std::string> nextOf(CursorIn& cursor, std::uint64_t& events);
    Stream::Frame sampledFrame(CursorIn& cursor, SteadyTime now);
    std::shared_ptr<const std::string> takeControl();
    void sayThinned(CursorIn& cursor, const Stream::Waiting& waiting);
    void sayWhole(CursorIn& cursor);
    void sayGap(const Stream& stream, std::int64_t from, contract::GapReason reason);
    kernel::asio::awaitable<bool> write(std::shared_ptr<const std::string> text);

    std::unique_ptr<kernel::WebSocket> webSocket_;
    domain::Principal principal_;
    kernel::Request request_;
    std::int64_t slowBytes_;
    std::map<std::string, CursorIn> cursors_;  // by topic
    std::deque<std::shared_ptr<const std::string>> control_;
    bool writing_ = false;
    bool ended_ = false;
};

}  // namespace steward::feed

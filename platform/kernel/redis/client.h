// Redis for what nodes share for a while: never the record of anything. I/O thread unless told otherwise.
//
//   redis::Client redis(io, config.redis, telemetry);
//   redis.start();
//   auto asking = redis.ask({"INCR", redis.key("visits")});
//   const auto reply = co_await std::move(asking);              // Result<Reply>
//
// Commands are pipelined on one connection and answered in order. A command fails at once while there is no connection
// and after `timeoutMs` without an answer, when it may or may not have been carried out: ErrorCode::unavailable, and
// the caller goes on without Redis. The connection is made again with growing, jittered pauses (50 ms to 2 s); a
// server that accepts and does not answer counts as gone within about two timeouts, also when nobody asks anything.
// Errors besides: internal (Redis refused the command; detail is what it said).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/async.h"
#include "kernel/config.h"
#include "kernel/io.h"
#include "kernel/redis/reply.h"
#include "kernel/telemetry.h"

namespace steward::kernel::redis {

// redis://host:port/database, or rediss:// with TLS 1.2 or newer and a certificate of that host; host may be [::1];
// port and database may be left out (6379, 0).
struct Address {
    std::string host;
    std::string port = "6379";
    std::string database = "0";
    bool secure = false;
};
Result<Address> parseAddress(std::string_view url);

// A Lua script, sent once and then called by its hash. Static: it outlives the clients that run it.
struct Script {
    std::string_view source;
};

class Client {
public:
    // `config.url` is not empty.
    Client(Io& io, RedisConfig config, Telemetry& telemetry);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    // Connects, and stays connected. ErrorCode::invalid when the URL is none or `caFile` cannot be read.
    Result<> start();
    // Before the I/O thread ends. What waits fails.
    void stop();

    // One command, its words binary safe.
    Async<Reply> ask(std::vector<std::string> words);
    Async<Reply> run(const Script& script, std::vector<std::string> keys, std::vector<std::string> arguments);

    // Pub/sub on a connection of its own. `onMessage` gets what is published on the channel from when `onSubscribed`
    // was called, which is called again after each reconnection: messages in between are lost. Before start().
    void subscribe(std::string channel, std::function<void(std::string_view)> onMessage,
                   std::function<void()> onSubscribed);

    // "steward:visits": names of different platforms in one Redis do not meet.
    std::string key(std::string_view name) const;
    // Whether commands can be expected to succeed. Any thread.
    bool isUp() const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace steward::kernel::redis

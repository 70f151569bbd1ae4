// One connection to Redis that is made again when it breaks. I/O thread. Private to the client.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <random>

#include "kernel/redis/client.h"

namespace steward::kernel::redis {

class Link : public std::enable_shared_from_this<Link> {
public:
    struct Hooks {
        std::function<void()> up;
        std::function<void()> down;
        // Replies that nobody asked for; false: this one was asked for.
        std::function<bool(const Reply&)> pushed;
    };
    // `tls` when the address is secure.
    Link(Io& io, Address address, RedisConfig config, std::shared_ptr<asio::ssl::context> tls,
         std::vector<std::vector<std::string>> greeting, Hooks hooks);

    void start();
    void stop();
    bool isUp() const { return up_; }
    // Of a connection; scripts are known to it or not.
    std::uint64_t generation() const { return generation_; }
    Async<Reply> ask(std::vector<std::string> words);

private:
    struct Waiting;
    struct Session;
    asio::awaitable<void> stayConnected();
    asio::awaitable<void> converse(std::shared_ptr<Session> session);
    Async<> connect(std::shared_ptr<Session> session);
    Async<> greet(std::shared_ptr<Session> session);
    asio::awaitable<void> read(std::shared_ptr<Session> session);
    asio::awaitable<void> write(std::shared_ptr<Session> session);
    Async<Reply> send(std::shared_ptr<Session> session, std::vector<std::string> words);
    void take(Session& session, Reply reply);
    void end(Session& session, const std::string& why);
    std::chrono::milliseconds timeout() const { return std::chrono::milliseconds(config_.timeoutMs); }

    Io& io_;
    const Address address_;
    const RedisConfig config_;
    const std::shared_ptr<asio::ssl::context> tls_;
    const std::vector<std::vector<std::string>> greeting_;
    const Hooks hooks_;
    std::shared_ptr<Session> session_;
    std::minstd_rand jitter_{std::random_device()()};
    std::uint64_t generation_ = 0;
    std::atomic<bool> up_ = false;
    bool running_ = false;
};

}  // namespace steward::kernel::redis

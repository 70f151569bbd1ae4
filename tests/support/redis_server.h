// Debian's redis-server on a free loopback port with a folder of its own. For tests with the label `engine`.
//
//   test::RedisServer redis;
//   QVERIFY2(redis.start(), redis.log().c_str());
//   config.redis.url = redis.url();
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>

namespace steward::test {

class RedisServer {
public:
    RedisServer();
    ~RedisServer();

    // Settings of redis.conf ("requirepass x", "appendonly yes"). Before start().
    void set(const std::string& line) { settings_ += line + "\n"; }
    // TLS with these files, and nothing without it but at a port of its own, for ask().
    void secure(const std::filesystem::path& certificate, const std::filesystem::path& key);

    // Returns when it answers; at the port it had before, with what it has stored. False with the reason in log().
    bool start(std::chrono::seconds limit = std::chrono::seconds(20));
    // SIGKILL and wait.
    void kill();
    // SIGSTOP, SIGCONT: it accepts connections meanwhile and answers nothing.
    void hang(bool hanging) const;
    bool isRunning() const { return pid_ > 0; }

    // One command over a connection of its own; what came back, as it is spelled. "" when nothing did.
    std::string ask(const std::string& command) const;

    int port() const { return port_; }
    std::string url() const {
        return securePort_ != 0 ? "rediss://127.0.0.1:" + std::to_string(securePort_)
                                : "redis://127.0.0.1:" + std::to_string(port_);
    }
    std::string log() const;

private:
    std::filesystem::path folder_;
    std::string settings_;
    pid_t pid_ = -1;
    int port_ = 0;
    int securePort_ = 0;
};

}  // namespace steward::test

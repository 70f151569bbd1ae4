// A TCP proxy on loopback that makes a connection slow, cuts it, or leaves it hanging. Threads of its own.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

namespace steward::test {

class Proxy {
public:
    // Forwards to 127.0.0.1:`port`.
    explicit Proxy(int port);
    ~Proxy();

    int port() const { return port_; }

    // From the server to the client, for all connections. 0: as fast as it goes.
    void setBytesPerSecond(std::int64_t rate) { rate_ = rate; }
    // Connections are cut when the server has sent so many bytes on them. -1: never.
    void cutAfter(std::int64_t bytes) { cutAfter_ = bytes; }
    // Nothing is forwarded any more; connections stay open.
    void hang(bool hanging) { hanging_ = hanging; }
    // Cuts all connections now.
    void cut();
    // New connections are closed at once.
    void refuse(bool refusing) { refusing_ = refusing; }

private:
    struct Connections;
    void accept();
    void forward(int from, int to, bool fromServer);

    int listener_ = -1;
    int port_ = 0;
    int target_ = 0;
    std::atomic<std::int64_t> rate_ = 0;
    std::atomic<std::int64_t> cutAfter_ = -1;
    std::atomic<bool> hanging_ = false;
    std::atomic<bool> refusing_ = false;
    std::atomic<bool> stopping_ = false;
    std::unique_ptr<Connections> connections_;
};

}  // namespace steward::test

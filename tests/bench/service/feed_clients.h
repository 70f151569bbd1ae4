// Many clients of a feed on one thread, which count what comes and how old it is: RFC 6455 as far as a client that
// trusts its server needs it. Frames are not taken apart; every event carries when it was published, in microseconds
// since 1970, as its member `action`, which is looked for in the bytes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "kernel/telemetry.h"

namespace steward::bench {

// In microseconds since 1970.
std::int64_t microsecondsNow();

struct Received {
    std::uint64_t events = 0;
    kernel::LogHistogram age;
};

class FeedClients {
public:
    FeedClients() = default;
    ~FeedClients();
    FeedClients(const FeedClients&) = delete;
    FeedClients& operator=(const FeedClients&) = delete;

    // Connects `count` clients on 127.0.0.1, sends each `subscription` and waits until it was confirmed. Blocking.
    Result<> connect(int count, int port, const std::string& token, const std::string& subscription);
    // What comes from now on. Fails when a client is disconnected.
    Result<Received> receive(std::chrono::milliseconds duration);

private:
    struct Client {
        int socket = -1;
        std::string rest;  // the beginning of a member that has not come as a whole
    };

    Result<> connectOne(int port, const std::string& token, const std::string& subscription);
    Result<> read(Client& client, Received& received);

    int ready_ = -1;
    std::vector<Client> clients_;
};

}  // namespace steward::bench

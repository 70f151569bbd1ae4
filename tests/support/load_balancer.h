// Debian's haproxy in front of several platforms, on a free loopback port with a folder of its own.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace steward::test {

// Free at this moment.
int freePort();

class LoadBalancer {
public:
    LoadBalancer();
    ~LoadBalancer();

    int port() const { return port_; }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    // Asks each of these ports for /health/ready and shares requests out among those that are. True when it listens.
    bool start(const std::vector<int>& ports, std::chrono::seconds limit = std::chrono::seconds(20));
    std::string log() const;

private:
    std::filesystem::path folder_;
    int port_;
    pid_t pid_ = -1;
};

}  // namespace steward::test

// A mail server that takes everything and counts it by recipient (RFC 5321, as little of it as Keycloak needs).
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace steward::test {

class MailSink {
public:
    MailSink();
    ~MailSink();

    int port() const { return port_; }
    int count(const std::string& recipient) const;
    // Whether it answers 550 to recipients.
    void refuse(bool refusing) { refusing_ = refusing; }

private:
    void serve();
    void converse(int client);

    int socket_ = -1;
    int port_ = 0;
    std::atomic<bool> refusing_ = false;
    mutable std::mutex mutex_;
    std::map<std::string, int> received_;
    std::thread thread_;
};

}  // namespace steward::test

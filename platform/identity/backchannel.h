// OpenID Connect Back-Channel Logout 1.0: programs that have registered an address are told when a session that they
// had ends, with a signed logout token. On a thread of its own, from a bounded queue, with a few retries; https, or
// http to this computer; no redirect is followed. What could not be told is logged: the program's own tokens expire.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

#include "base/result.h"
#include "base/time.h"
#include "identity/clients.h"

namespace steward::identity {

// "https://…", or "http://" to a loopback address.
bool mayBeNotified(std::string_view uri);

class Backchannel {
public:
    static constexpr std::size_t mostWaiting = 1000;
    static constexpr int attempts = 5;

    // `firstPause`: between the first attempt and the second; doubled after each.
    explicit Backchannel(std::chrono::milliseconds firstPause = std::chrono::seconds(1));
    // Drops what waits.
    ~Backchannel();

    // Any thread, returns at once. False when too much waits: then it is dropped.
    bool tell(std::string uri, std::string logoutToken);
    std::size_t waiting() const;
    // Told, or given up. Any thread.
    std::size_t finished() const { return finished_; }

private:
    struct Notice {
        std::string uri;
        std::string token;
        int attempt = 1;
        std::chrono::steady_clock::time_point due;
    };
    void work(const std::stop_token& stop);
    bool post(const Notice& notice, const std::stop_token& stop) const;

    const std::chrono::milliseconds firstPause_;
    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    std::deque<Notice> queue_;
    std::atomic<std::size_t> finished_ = 0;
    std::jthread thread_;
};

}  // namespace steward::identity

// Waiting, as something a test can do without waiting.
#pragma once

#include <QObject>
#include <chrono>
#include <functional>
#include <random>

namespace steward::client {

class Timers {
public:
    virtual ~Timers() = default;
    // Runs `action` once in the thread of `owner` after `delay`, unless `owner` dies or the handle is deleted first.
    virtual QObject* after(std::chrono::milliseconds delay, QObject* owner, std::function<void()> action) = 0;
};

class SystemTimers final : public Timers {
public:
    QObject* after(std::chrono::milliseconds delay, QObject* owner, std::function<void()> action) override;
};

// How long to wait before the next attempt: doubles from half a second to 30 s, each time with jitter ("full jitter":
// evenly between a tenth and the whole), so that many consoles do not come back at once.
class Backoff {
public:
    explicit Backoff(std::uint32_t seed = std::random_device{}()) : random_(seed) {}
    std::chrono::milliseconds next();
    void reset() { attempts_ = 0; }
    int attempts() const { return attempts_; }

private:
    std::mt19937 random_;
    int attempts_ = 0;
};

}  // namespace steward::client

#include "client/timers.h"

#include <QTimer>
#include <algorithm>

namespace steward::client {

QObject* SystemTimers::after(std::chrono::milliseconds delay, QObject* owner, std::function<void()> action) {
    auto* timer = new QTimer(owner);
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, owner, [timer, action = std::move(action)] {
        timer->deleteLater();
        action();
    });
    timer->start(delay);
    return timer;
}

std::chrono::milliseconds Backoff::next() {
    constexpr std::int64_t first = 500;
    constexpr std::int64_t longest = 30'000;
    const std::int64_t whole = std::min(longest, first << std::min(attempts_, 10));
    ++attempts_;
    return std::chrono::milliseconds(std::uniform_int_distribution<std::int64_t>(whole / 10, whole)(random_));
}

}  // namespace steward::client

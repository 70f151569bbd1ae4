// The platform's clock as its live samples tell it, beside this computer's: where one of the two is wrong, what is
// shown as "now" is what the platform calls now. One thread.
#pragma once

#include <QDateTime>
#include <cstdint>
#include <cstdlib>
#include <functional>

namespace steward::models {

class PlatformClock {
public:
    using Local = std::function<qint64()>;  // UTC milliseconds
    explicit PlatformClock(Local local = &QDateTime::currentMSecsSinceEpoch) : local_(std::move(local)) {}

    qint64 now() const { return local_() + ahead_; }

    // The newest time that one message of the feed brought. True when the clocks are another distance apart than
    // before: what a replay brings is old once, so it takes three messages that agree.
    bool heard(qint64 at) {
        const qint64 seen = at - local_();
        const qint64 ahead = std::llabs(seen) <= tolerance ? 0 : seen;
        alike_ = std::llabs(ahead - last_) <= tolerance ? alike_ + 1 : 1;
        last_ = ahead;
        if (alike_ < 3 || std::llabs(ahead - ahead_) <= tolerance) return false;
        ahead_ = ahead;
        return true;
    }

private:
    // A slow reader may be so late.
    static constexpr qint64 tolerance = 120'000;
    Local local_;
    qint64 ahead_ = 0;  // of this computer's clock
    qint64 last_ = 0;
    int alike_ = 0;
};

}  // namespace steward::models

// When rounds are due: at whole multiples of the interval after the first one, however long a round
// takes. Free of I/O; times are those of a clock that never goes back.
#pragma once

#include <algorithm>

#include "base/time.h"

namespace steward::kernel {

class Schedule {
public:
    Schedule(Duration first, Duration interval) : due_(first), interval_(interval) {}

    struct Round {
        Duration late{};
        std::int64_t missed = 0;  // rounds that were due meanwhile and are left out
    };
    Duration due() const { return due_; }
    // A round begins.
    Round begin(Duration now) {
        Round round{std::max(now - due_, Duration(0)), 0};
        round.missed = round.late / interval_;
        due_ += (round.missed + 1) * interval_;
        return round;
    }

private:
    Duration due_;
    Duration interval_;
};

}  // namespace steward::kernel

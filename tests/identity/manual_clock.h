// A clock that tests move.
#pragma once

#include <atomic>

#include "base/time.h"

namespace steward::test {

class ManualClock final : public Clock {
public:
    Time now() const override { return Time(Duration(milliseconds_)); }
    void advance(Duration by) { milliseconds_ += by.count(); }

private:
    std::atomic<std::int64_t> milliseconds_ = 1'795'000'000'000;
};

}  // namespace steward::test

// Slows down guessing: after five failures for an account from an address the next try has to wait, twice as long
// after each further one. Known and unknown accounts are treated alike. Any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.h"

namespace steward::identity {

class SignInGuard {
public:
    static constexpr int freeFailures = 5;
    static constexpr std::chrono::seconds firstWait{2};
    static constexpr std::chrono::seconds longestWait{15 * 60};

    // `capacity`: how many pairs are remembered; beyond it the one that failed longest ago is forgotten.
    explicit SignInGuard(const Clock& clock, std::size_t capacity = 10'000) : clock_(clock), capacity_(capacity) {}

    // How long to wait before the next try; zero when it may be made now.
    std::chrono::seconds waitFor(std::string_view account, std::string_view address) const;
    void failed(std::string_view account, std::string_view address);
    void succeeded(std::string_view account, std::string_view address);
    std::size_t size() const;

private:
    struct Failures {
        int count = 0;
        Time last{};
    };
    void makeRoom();

    const Clock& clock_;
    std::size_t capacity_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Failures> failures_;
};

}  // namespace steward::identity

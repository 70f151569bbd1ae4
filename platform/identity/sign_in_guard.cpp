#include "identity/sign_in_guard.h"

#include <algorithm>

#include "identity/secrets.h"

namespace steward::identity {
namespace {

using std::chrono::seconds;

// A key of fixed size, so that nobody fills the memory with long names.
std::string keyOf(std::string_view account, std::string_view address) {
    std::string key(account);
    key += '\n';
    key += address;
    return sha256(key);
}

seconds waitAfter(int failures) {
    if (failures < SignInGuard::freeFailures) return seconds(0);
    const int doublings = std::min(failures - SignInGuard::freeFailures, 16);
    return std::min(SignInGuard::firstWait * (1 << doublings), SignInGuard::longestWait);
}

}  // namespace

seconds SignInGuard::waitFor(std::string_view account, std::string_view address) const {
    const std::lock_guard lock(mutex_);
    const auto found = failures_.find(keyOf(account, address));
    if (found == failures_.end()) return seconds(0);
    const auto wait = waitAfter(found->second.count);
    const auto left = std::chrono::ceil<seconds>(found->second.last + wait - clock_.now());
    return std::clamp(left, seconds(0), wait);
}

void SignInGuard::failed(std::string_view account, std::string_view address) {
    const std::lock_guard lock(mutex_);
    auto key = keyOf(account, address);
    if (!failures_.contains(key)) makeRoom();
    auto& entry = failures_[std::move(key)];
    const Time now = clock_.now();
    if (now - entry.last > 2 * longestWait) entry.count = 0;
    ++entry.count;
    entry.last = now;
}

void SignInGuard::succeeded(std::string_view account, std::string_view address) {
    const std::lock_guard lock(mutex_);
    failures_.erase(keyOf(account, address));
}

std::size_t SignInGuard::size() const {
    const std::lock_guard lock(mutex_);
    return failures_.size();
}

void SignInGuard::makeRoom() {
    if (failures_.size() < capacity_) return;
    const Time forgotten = clock_.now() - 2 * longestWait;
    std::erase_if(failures_, [&](const auto& entry) { return entry.second.last < forgotten; });
    if (failures_.size() < capacity_) return;
    failures_.erase(std::min_element(failures_.begin(), failures_.end(),
                                     [](const auto& a, const auto& b) { return a.second.last < b.second.last; }));
}

}  // namespace steward::identity

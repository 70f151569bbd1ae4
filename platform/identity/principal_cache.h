// Who the bearers of opaque tokens are, remembered for a moment by the hash of the token, so that a request needs no
// database and what was withdrawn anywhere is refused after that moment at the latest. Any thread.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "domain/access.h"

namespace steward::identity {

class PrincipalCache {
public:
    static constexpr std::size_t size = 4096;
    static constexpr Duration remembered = std::chrono::seconds(60);  // then it is looked up again

    struct Entry {
        domain::Principal principal;
        Time expiresAt{};
        Time lookedUpAt{};
        std::string sessionId = {};  // that it ends with, or ""
    };

    // What a look-up begins with: nothing when it is not needed.
    std::optional<std::uint64_t> stale(const std::string& hash, Time now) const;
    // What it ends with. False when something was forgotten since `generation`: then it is not kept, and worth another
    // look.
    bool keep(const std::string& hash, std::optional<Entry> entry, std::uint64_t generation);
    // Unless it has expired.
    std::optional<Entry> find(const std::string& hash, Time now) const;

    void forget(const std::function<bool(const domain::Principal&)>& isMeant);
    void forgetAll();

private:
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Entry> known_;
    std::uint64_t generation_ = 0;
};

}  // namespace steward::identity

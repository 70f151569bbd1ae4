// Demonstrating proof of possession (RFC 9449), for clients that want it: an access token that was asked for with a
// proof is bound to the client's key (cnf.jkt), and worth nothing without a fresh proof of the same key for each
// request. ES256 only. I/O thread.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "base/result.h"
#include "base/time.h"

namespace steward::identity {

// What a proof must be for.
struct DpopTarget {
    std::string method;       // "POST"
    std::string uri;          // without query and fragment
    std::string accessToken;  // that it goes with, or "" at the token endpoint
};

class DpopProofs {
public:
    static constexpr Duration window = std::chrono::seconds(60);  // of iat, either way
    static constexpr std::size_t mostRemembered = 50'000;         // proofs in a window

    explicit DpopProofs(const Clock& clock) : clock_(clock) {}

    // The thumbprint (RFC 7638) of the key. ErrorCode::unauthenticated; detail says why, for the log. A proof is good
    // once on this node; unavailable when more come than can be remembered.
    Result<std::string> take(std::string_view proof, const DpopTarget& target);
    std::size_t remembered() const { return young_.size() + old_.size(); }

private:
    Result<> remember(const std::string& id);

    const Clock& clock_;
    // What came in this window and the one before; older proofs are refused by their age.
    std::unordered_set<std::string> young_;
    std::unordered_set<std::string> old_;
    Time turnedAt_{};
};

}  // namespace steward::identity

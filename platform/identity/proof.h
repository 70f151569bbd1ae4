// That somebody proved who they are: when, how and where. From it come auth_time, amr and acr of the tokens.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace steward::identity {

// Methods are those of RFC 8176, in words: "pwd otp".
inline constexpr std::string_view passwordMethod = "pwd";
inline constexpr std::string_view otpMethod = "otp";
// Several factors, at another issuer: as the configuration reads what it says (oidc.secondFactors).
inline constexpr std::string_view severalMethod = "mfa";
// The person at the computer that runs the platform: no method of the RFC.
inline constexpr std::string_view localMethod = "local";

// Authentication context classes of our own: one factor, two factors.
inline constexpr std::string_view oneFactor = "urn:steward:factors:1";
inline constexpr std::string_view twoFactors = "urn:steward:factors:2";

struct Proof {
    Time at{};
    std::string methods{passwordMethod};
    std::string device;  // of deviceOf()
};

inline std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0) words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

inline bool hasMethod(std::string_view methods, std::string_view wanted) {
    for (const auto& word : wordsOf(methods))
        if (word == wanted) return true;
    return false;
}

inline std::string_view contextClassOf(std::string_view methods) {
    return hasMethod(methods, otpMethod) ? twoFactors : oneFactor;
}

}  // namespace steward::identity

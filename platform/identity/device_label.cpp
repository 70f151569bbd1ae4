#include "identity/device_label.h"

#include <algorithm>
#include <array>
#include <utility>

namespace steward::identity {
namespace {

using Names = std::pair<std::string_view, std::string_view>;

// The first that fits: every browser names the ones before it, too.
constexpr std::array<Names, 6> browsers{{{"Edg/", "Edge"},
                                         {"OPR/", "Opera"},
                                         {"Firefox/", "Firefox"},
                                         {"Chromium/", "Chromium"},
                                         {"Chrome/", "Chrome"},
                                         {"Safari/", "Safari"}}};
constexpr std::array<Names, 6> systems{{{"Android", "Android"},
                                        {"iPhone", "iOS"},
                                        {"iPad", "iOS"},
                                        {"Windows", "Windows"},
                                        {"Mac OS X", "macOS"},
                                        {"Linux", "Linux"}}};

template <std::size_t size>
std::string_view nameIn(std::string_view text, const std::array<Names, size>& names) {
    const auto found =
        std::find_if(names.begin(), names.end(), [&](const Names& n) { return text.find(n.first) != text.npos; });
    return found == names.end() ? std::string_view() : found->second;
}

}  // namespace

std::string deviceOf(std::string_view userAgent) {
    userAgent = userAgent.substr(0, 512);
    const auto browser = nameIn(userAgent, browsers);
    const auto system = nameIn(userAgent, systems);
    if (!browser.empty()) return std::string(browser) + (system.empty() ? "" : " on " + std::string(system));
    std::string program(userAgent.substr(0, std::min(userAgent.find(' '), maxDeviceBytes)));
    const bool isPlain = std::all_of(program.begin(), program.end(), [](char c) { return c > 0x20 && c < 0x7f; });
    return isPlain && !program.starts_with("Mozilla/") ? program : std::string(system);
}

}  // namespace steward::identity

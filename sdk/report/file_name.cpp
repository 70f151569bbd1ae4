#include "report/file_name.h"

#include <algorithm>
#include <cctype>

#include "report/characters.h"

namespace steward::report {
namespace {

constexpr std::size_t maximumBytes = 120;

bool isInvisible(std::uint32_t c) {
    return c == invalidCharacter || c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

bool isDevice(std::string_view name) {
    std::string base(name.substr(0, name.find('.')));
    std::ranges::transform(base, base.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    if (base == "CON" || base == "PRN" || base == "AUX" || base == "NUL") return true;
    return base.size() == 4 && (base.starts_with("COM") || base.starts_with("LPT")) && base[3] >= '1' && base[3] <= '9';
}

}  // namespace

std::string safeFileName(std::string_view name) {
    std::string out;
    for (std::size_t at = 0, length = 0; at < name.size(); at += length) {
        const std::uint32_t c = characterAt(name, at, length);
        if (isInvisible(c)) continue;
        const bool reserved =
            c < 0x80 && std::string_view("<>:\"/\\|?*").find(static_cast<char>(c)) != std::string_view::npos;
        const std::string_view kept = reserved ? std::string_view("-") : name.substr(at, length);
        if (out.size() + kept.size() > maximumBytes) break;
        if (out.empty() && (c == '.' || c == ' ')) continue;
        out += kept;
    }
    while (!out.empty() && (out.back() == ' ' || out.back() == '.'))
        out.pop_back();
    if (out.find_first_not_of("-. ") == std::string::npos) return "report";
    return isDevice(out) ? "_" + out : out;
}

}  // namespace steward::report

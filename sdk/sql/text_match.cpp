#include "sql/text_match.h"

#include <algorithm>
#include <cstdint>

namespace steward::sql {
namespace {

std::uint32_t lower(std::uint32_t c) {
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 0x20;  // Latin-1
    if (c >= 0x100 && c <= 0x137) return c | 1;                // Latin Extended-A, pairs that start even
    if (c >= 0x139 && c <= 0x148) return c % 2 ? c + 1 : c;    // pairs that start odd
    if (c >= 0x14A && c <= 0x177) return c | 1;
    if (c == 0x179 || c == 0x17B || c == 0x17D) return c + 1;
    if (c >= 0x391 && c <= 0x3A9) return c + 0x20;  // Greek
    if (c >= 0x400 && c <= 0x40F) return c + 0x50;  // Cyrillic
    if (c >= 0x410 && c <= 0x42F) return c + 0x20;
    return c;
}

}  // namespace

std::string foldCase(std::string_view text) {
    std::string out(text);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto byte = static_cast<unsigned char>(out[i]);
        if (byte >= 'A' && byte <= 'Z') {
            out[i] = static_cast<char>(byte + 0x20);
        } else if (byte >= 0xC2 && byte <= 0xDF && i + 1 < out.size()) {
            const auto next = static_cast<unsigned char>(out[i + 1]);
            const std::uint32_t folded = lower((byte & 0x1Fu) << 6 | (next & 0x3Fu));
            out[i] = static_cast<char>(0xC0 | folded >> 6);
            out[++i] = static_cast<char>(0x80 | (folded & 0x3F));
        }
    }
    return out;
}

std::string trigramsOf(const std::vector<std::string>& texts, Indexed indexed) {
    constexpr std::size_t most = 24;
    std::vector<std::string> trigrams;
    for (const auto& text : texts) {
        const std::string folded = foldCase(text);
        std::vector<std::size_t> letters;  // where each begins, and the end
        for (std::size_t i = 0; i < folded.size(); ++i)
            if ((static_cast<unsigned char>(folded[i]) & 0xC0) != 0x80) letters.push_back(i);
        letters.push_back(folded.size());
        for (std::size_t i = 0; i + 3 < letters.size() && trigrams.size() < most; ++i) {
            const std::size_t length = letters[i + 3] - letters[i];
            if (indexed == Indexed::asWritten && length > 3) continue;
            auto trigram = folded.substr(letters[i], length);
            if (std::ranges::find(trigrams, trigram) == trigrams.end()) trigrams.push_back(std::move(trigram));
        }
    }
    std::string out;
    for (const auto& trigram : trigrams) {
        out += out.empty() ? "\"" : " AND \"";
        for (const char c : trigram)
            out.append(c == '"' ? 2 : 1, c);
        out += '"';
    }
    return out;
}

bool containsIgnoringCase(std::string_view haystack, std::string_view needle) {
    return foldCase(haystack).find(foldCase(needle)) != std::string::npos;
}

}  // namespace steward::sql

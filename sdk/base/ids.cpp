#include "base/ids.h"

#include <cstring>
#include <random>

#include <sodium.h>

namespace steward {
namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t spelledLength = 26;

// Also starts libsodium, which may be called from any thread.
void fillRandom(void* data, std::size_t size) {
    static const int started = sodium_init();
    (void)started;
    randombytes_buf(data, size);
}

Uuid stamp(Time now, Uuid uuid) {
    const auto ms = std::uint64_t(now.time_since_epoch().count());
    for (int i = 0; i < 6; ++i)
        uuid[std::size_t(i)] = std::uint8_t(ms >> (40 - 8 * i));
    uuid[6] = std::uint8_t(0x70 | (uuid[6] & 0x0f));
    uuid[8] = std::uint8_t(0x80 | (uuid[8] & 0x3f));
    return uuid;
}

}  // namespace

Uuid newUuid(Time now) {
    Uuid uuid;
    fillRandom(uuid.data(), uuid.size());
    return stamp(now, uuid);
}

Uuid seededUuid(Time now, std::uint64_t seed) {
    std::mt19937_64 generator(seed);
    Uuid uuid;
    for (std::size_t at = 0; at < uuid.size(); at += 8) {
        const std::uint64_t word = generator();
        std::memcpy(uuid.data() + at, &word, 8);
    }
    return stamp(now, uuid);
}

std::string spellId(std::string_view prefix, const Uuid& uuid) {
    std::string text(prefix);
    text += '_';
    // 130 bits in 26 groups of five; the two bits beyond the UUID's 128 lead and are zero.
    for (std::size_t group = 0; group < spelledLength; ++group) {
        unsigned value = 0;
        for (std::size_t bit = group * 5; bit < group * 5 + 5; ++bit) {
            const unsigned one = bit < 2 ? 0u : (uuid[(bit - 2) / 8] >> (7 - (bit - 2) % 8)) & 1u;
            value = value << 1 | one;
        }
        text += alphabet[value];
    }
    return text;
}

std::optional<Uuid> parseId(std::string_view prefix, std::string_view text) {
    if (text.size() != prefix.size() + 1 + spelledLength || !text.starts_with(prefix) || text[prefix.size()] != '_')
        return std::nullopt;
    text.remove_prefix(prefix.size() + 1);
    Uuid uuid{};
    for (std::size_t group = 0; group < spelledLength; ++group) {
        const auto value = alphabet.find(text[group]);
        if (value == std::string_view::npos) return std::nullopt;
        for (std::size_t i = 0; i < 5; ++i) {
            const std::size_t bit = group * 5 + i;
            const unsigned one = (unsigned(value) >> (4 - i)) & 1u;
            if (bit < 2) {
                if (one) return std::nullopt;
            } else if (one) {
                uuid[(bit - 2) / 8] = std::uint8_t(uuid[(bit - 2) / 8] | 1u << (7 - (bit - 2) % 8));
            }
        }
    }
    return uuid;
}

std::string newId(std::string_view prefix, Time now) {
    return spellId(prefix, newUuid(now));
}

std::string randomHex(std::size_t bytes) {
    std::string raw(bytes, '\0');
    fillRandom(raw.data(), raw.size());
    std::string text(bytes * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(raw.data()), raw.size());
    text.pop_back();
    return text;
}

}  // namespace steward

#include "contract/lines.h"

#include <sodium.h>

namespace steward::contract {
namespace {

static_assert(sizeof(crypto_hash_sha256_state) <= 128);

crypto_hash_sha256_state* hashState(std::array<std::byte, 128>& bytes) {
    return reinterpret_cast<crypto_hash_sha256_state*>(bytes.data());
}

}  // namespace

LinesChecksum::LinesChecksum() {
    crypto_hash_sha256_init(new (state_.data()) crypto_hash_sha256_state);
}

void LinesChecksum::add(std::string_view lines) {
    crypto_hash_sha256_update(hashState(state_), reinterpret_cast<const unsigned char*>(lines.data()), lines.size());
}

std::string LinesChecksum::finish() {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256_final(hashState(state_), digest.data());
    std::array<char, crypto_hash_sha256_BYTES * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    return hex.data();
}

}  // namespace steward::contract

#include "domain/audit.h"

#include <sodium.h>

#include <array>

namespace steward::domain {

std::string hashOf(const AuditEntry& entry) {
    json::Value document = json::toValue(entry);
    document.as_object().erase("hash");
    const std::string text = json::canonical(document);
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
    std::array<char, crypto_hash_sha256_BYTES * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    return hex.data();
}

}  // namespace steward::domain

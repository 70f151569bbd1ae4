// Small cryptographic tools of identity: hashes, encodings, comparisons and the key that protects what is at rest.
// All of libsodium; any thread. A secret that is stored is stored as its hash.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace steward::identity {

// RFC 4648 section 5 without padding; nullopt for anything that is not exactly that.
std::string toBase64Url(std::string_view bytes);
std::optional<std::string> fromBase64Url(std::string_view text);
// RFC 4648 section 4 with padding (content security policies).
std::string toBase64(std::string_view bytes);
std::optional<std::string> fromBase64(std::string_view text);

// 32 raw bytes.
std::string sha256(std::string_view bytes);
// What is stored instead of a secret of 256 random bits: base64url of its SHA-256.
std::string fingerprint(std::string_view secret);
// Takes the same time wherever two texts of one length differ.
bool sameSecret(std::string_view a, std::string_view b);
// 32 bytes from the operating system, base64url: codes, refresh tokens, cookies.
std::string newSecret();

// RFC 7636: 43 to 128 unreserved characters, and base64url(sha256(verifier)).
bool isCodeVerifier(std::string_view text);
std::string challengeOf(std::string_view verifier);

// 32 bytes in a file that only the platform's own user can read. Seals private keys and derives tokens.
class MasterKey {
public:
    // Creates the file with mode 0600 when it is not there. ErrorCode::storage when others may read it, or when it is
    // damaged: a new key would silently make everything that was sealed unreadable.
    static Result<MasterKey> open(const std::filesystem::path& file);
    // For tests and previews: lives as long as the program.
    static MasterKey temporary();

    // XChaCha20-Poly1305; `purpose` is authenticated, so that a sealed text cannot be moved to another place.
    std::string seal(std::string_view text, std::string_view purpose) const;
    Result<std::string> unseal(std::string_view sealed, std::string_view purpose) const;
    // base64url of HMAC-SHA-256(purpose NUL text): the same each time, and not to be guessed without the file.
    std::string derive(std::string_view purpose, std::string_view text) const;

private:
    std::array<unsigned char, 32> key_{};
};

}  // namespace steward::identity

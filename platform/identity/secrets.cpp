#include "identity/secrets.h"

#include <sodium.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/ids.h"
#include "base/safe_file.h"

namespace steward::identity {
namespace {

const unsigned char* bytesOf(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytesOf(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

std::string encode(std::string_view bytes, int variant) {
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytesOf(bytes), bytes.size(), variant);
    text.pop_back();
    return text;
}

std::optional<std::string> decode(std::string_view text, int variant) {
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(bytesOf(bytes), bytes.size(), text.data(), text.size(), nullptr, &size, &end, variant) != 0 ||
        end != text.data() + text.size())
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

Error keyFileError(std::string detail) {
    return {
        ErrorCode::storage, "The platform's key file cannot be used. Nothing was changed.", std::move(detail), {}, {}};
}

Result<> createKeyFile(const std::filesystem::path& path) {
    STEWARD_TRY(auto file, SafeFile::create(path));
    std::error_code error;
    using std::filesystem::perms;
    std::filesystem::permissions(file.temporaryPath(), perms::owner_read | perms::owner_write, error);
    if (error) return fail(keyFileError(path.filename().string() + ": " + error.message()));
    STEWARD_CHECK(file.write(randomHex(32) + "\n"));
    return file.commit();
}

}  // namespace

std::string toBase64Url(std::string_view bytes) {
    return encode(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
std::string toBase64(std::string_view bytes) {
    return encode(bytes, sodium_base64_VARIANT_ORIGINAL);
}

std::optional<std::string> fromBase64Url(std::string_view text) {
    return decode(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
std::optional<std::string> fromBase64(std::string_view text) {
    return decode(text, sodium_base64_VARIANT_ORIGINAL);
}

std::string sha256(std::string_view bytes) {
    std::string hash(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(bytesOf(hash), bytesOf(bytes), bytes.size());
    return hash;
}

std::string fingerprint(std::string_view secret) {
    return toBase64Url(sha256(secret));
}

bool sameSecret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string newSecret() {
    std::string bytes(32, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return toBase64Url(bytes);
}

bool isCodeVerifier(std::string_view text) {
    const auto isUnreserved = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
               c == '_' || c == '~';
    };
    return text.size() >= 43 && text.size() <= 128 && std::all_of(text.begin(), text.end(), isUnreserved);
}

std::string challengeOf(std::string_view verifier) {
    return toBase64Url(sha256(verifier));
}

Result<MasterKey> MasterKey::open(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) STEWARD_CHECK(createKeyFile(file));
    const auto status = std::filesystem::status(file, error);
    if (error) return fail(keyFileError(file.filename().string() + ": " + error.message()));
#ifndef _WIN32
    using std::filesystem::perms;
    if ((status.permissions() & (perms::group_all | perms::others_all)) != perms::none)
        return fail(keyFileError(file.filename().string() + " may be read by others. Set its mode to 0600."));
#endif
    std::ifstream stream(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    MasterKey key;
    std::size_t size = 0;
    if (text.size() != 65 || text.back() != '\n' ||
        sodium_hex2bin(key.key_.data(), key.key_.size(), text.data(), 64, nullptr, &size, nullptr) != 0 || size != 32)
        return fail(keyFileError(file.filename().string() + " does not hold a key. Restore it from the backup."));
    return key;
}

MasterKey MasterKey::temporary() {
    MasterKey key;
    randombytes_buf(key.key_.data(), key.key_.size());
    return key;
}

std::string MasterKey::seal(std::string_view text, std::string_view purpose) const {
    constexpr std::size_t nonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    std::string sealed(nonceSize + text.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
    unsigned char* nonce = bytesOf(sealed);
    randombytes_buf(nonce, nonceSize);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonceSize, nullptr, bytesOf(text), text.size(), bytesOf(purpose),
                                               purpose.size(), nullptr, nonce, key_.data());
    return toBase64Url(sealed);
}

Result<std::string> MasterKey::unseal(std::string_view sealed, std::string_view purpose) const {
    constexpr std::size_t nonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    constexpr std::size_t overhead = nonceSize + crypto_aead_xchacha20poly1305_ietf_ABYTES;
    const auto bytes = fromBase64Url(sealed);
    std::string text(bytes && bytes->size() >= overhead ? bytes->size() - overhead : 0, '\0');
    if (!bytes || bytes->size() < overhead ||
        crypto_aead_xchacha20poly1305_ietf_decrypt(bytesOf(text), nullptr, nullptr, bytesOf(*bytes) + nonceSize,
                                                   bytes->size() - nonceSize, bytesOf(purpose), purpose.size(),
                                                   bytesOf(*bytes), key_.data()) != 0)
        return fail(
            keyFileError("A sealed key does not open with this key file. Restore the file that belongs to the data."));
    return text;
}

std::string MasterKey::derive(std::string_view purpose, std::string_view text) const {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key_.data(), key_.size());
    crypto_auth_hmacsha256_update(&state, bytesOf(purpose), purpose.size());
    constexpr unsigned char separator = 0;
    crypto_auth_hmacsha256_update(&state, &separator, 1);
    crypto_auth_hmacsha256_update(&state, bytesOf(text), text.size());
    std::string mac(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_final(&state, bytesOf(mac));
    return toBase64Url(mac);
}

}  // namespace steward::identity

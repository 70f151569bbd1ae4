#include "identity/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <qrencode.h>
#include <sodium.h>

#include <array>
#include <memory>

#include "identity/secrets.h"
#include "kernel/http/request.h"

namespace steward::identity {
namespace {

constexpr std::array<std::uint32_t, 10> powersOfTen{1,       10,        100,        1'000,       10'000,
                                                    100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

struct FreeCode {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

std::string hotp(std::string_view secret, std::uint64_t counter, std::size_t digits) {
    std::array<unsigned char, 8> message{};
    for (std::size_t i = message.size(); i-- > 0; counter >>= 8)
        message[i] = static_cast<unsigned char>(counter & 0xff);
    std::array<unsigned char, 20> mac{};
    unsigned size = mac.size();
    HMAC(EVP_sha1(), secret.data(), int(secret.size()), message.data(), message.size(), mac.data(), &size);
    const std::size_t at = mac.back() & 0x0f;
    const std::uint32_t number = (std::uint32_t(mac[at] & 0x7f) << 24) | (std::uint32_t(mac[at + 1]) << 16) |
                                 (std::uint32_t(mac[at + 2]) << 8) | mac[at + 3];
    std::string text = std::to_string(number % powersOfTen.at(digits));
    return std::string(digits - text.size(), '0') + text;
}

std::int64_t totpStepAt(Time time) {
    return time.time_since_epoch() / totpPeriod;
}

std::optional<std::int64_t> totpStepOf(std::string_view secret, std::string_view code, Time now,
                                       std::int64_t lastStep) {
    const std::int64_t current = totpStepAt(now);
    std::optional<std::int64_t> found;
    for (const std::int64_t step : {current - 1, current, current + 1})
        if (sameSecret(hotp(secret, std::uint64_t(step)), code) && step > lastStep) found = step;
    return found;
}

std::string newTotpSecret() {
    std::string secret(totpSecretBytes, '\0');
    randombytes_buf(secret.data(), secret.size());
    return secret;
}

std::string toBase32(std::string_view bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : bytes) {
        bits = (bits << 8) | static_cast<unsigned char>(c);
        for (count += 8; count >= 5; count -= 5)
            text += alphabet[(bits >> (count - 5)) & 31];
    }
    if (count > 0) text += alphabet[(bits << (5 - count)) & 31];
    return text;
}

std::string totpUri(std::string_view secret, std::string_view issuer, std::string_view account) {
    const std::string by = kernel::percentEncode(issuer);
    return "otpauth://totp/" + by + ":" + kernel::percentEncode(account) + "?secret=" + toBase32(secret) +
           "&issuer=" + by + "&algorithm=SHA1&digits=6&period=30";
}

std::string qrSvg(const std::string& text, std::string_view title) {
    const std::unique_ptr<QRcode, FreeCode> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M));
    if (!code) return {};
    constexpr int quiet = 4;
    const std::string side = std::to_string(code->width + 2 * quiet);
    std::string svg =
        R"(<svg class="qr" role="img" xmlns="http://www.w3.org/2000/svg" width="196" height="196" viewBox="0 0 )" +
        side + " " + side + R"(" shape-rendering="crispEdges"><title>)" + std::string(title) +
        R"(</title><rect width="100%" height="100%" fill="#FFFFFF"/><path fill="#000000" d=")";
    for (int y = 0; y < code->width; ++y)
        for (int x = 0; x < code->width; ++x)
            if (code->data[y * code->width + x] & 1)
                svg += "M" + std::to_string(x + quiet) + " " + std::to_string(y + quiet) + "h1v1h-1z";
    return svg + "\"/></svg>";
}

}  // namespace steward::identity

// Time-based one-time passwords: RFC 6238 over RFC 4226, SHA-1, six digits, 30 seconds, as every authenticator app has
// them. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace steward::identity {

inline constexpr Duration totpPeriod = std::chrono::seconds(30);
inline constexpr std::size_t totpDigits = 6;
inline constexpr std::size_t totpSecretBytes = 20;  // RFC 4226 section 4, R6

// RFC 4226 section 5.3.
std::string hotp(std::string_view secret, std::uint64_t counter, std::size_t digits = totpDigits);
std::int64_t totpStepAt(Time time);
// The step that the code is of: this one, the one before or the next, and later than `lastStep`. All are compared, so
// that it takes the same time.
std::optional<std::int64_t> totpStepOf(std::string_view secret, std::string_view code, Time now, std::int64_t lastStep);

std::string newTotpSecret();
// RFC 4648 section 6, without padding.
std::string toBase32(std::string_view bytes);
// "otpauth://totp/Steward:mara@example?secret=…&issuer=Steward"
std::string totpUri(std::string_view secret, std::string_view issuer, std::string_view account);

// The text as a QR code: an SVG element without any style or reference, dark on light, `title` for who cannot see it.
// "" when it is too long for one.
std::string qrSvg(const std::string& text, std::string_view title);

}  // namespace steward::identity

// Ids as the API spells them: a prefix that names the kind of entity and 26 characters of a UUIDv7 (RFC 9562) in
// Crockford base32, lower case: "ten_06f4q3k8h5y7m2c9r1v8w0x3za". They sort by time of creation.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace steward {

using Uuid = std::array<std::uint8_t, 16>;

// Unpredictable in its 74 random bits (operating system source). Any thread.
Uuid newUuid(Time now);
// The same with the random bits of `seed`: for demo data and tests that must come out equal each time.
Uuid seededUuid(Time now, std::uint64_t seed);

std::string spellId(std::string_view prefix, const Uuid& uuid);
// nullopt unless the text is `prefix`, '_' and 26 valid characters.
std::optional<Uuid> parseId(std::string_view prefix, std::string_view text);

std::string newId(std::string_view prefix, Time now);

// `bytes` bytes from the operating system as lower-case hexadecimal: request ids, secrets, nonces. Any thread.
std::string randomHex(std::size_t bytes);

namespace id {
inline constexpr std::string_view tenant = "ten";
inline constexpr std::string_view user = "usr";
inline constexpr std::string_view plan = "pln";
inline constexpr std::string_view batch = "bat";
inline constexpr std::string_view audit = "aud";
inline constexpr std::string_view report = "rep";
inline constexpr std::string_view session = "ses";
inline constexpr std::string_view apiKey = "key";
inline constexpr std::string_view job = "job";
inline constexpr std::string_view subscription = "sub";
inline constexpr std::string_view request = "req";
inline constexpr std::string_view role = "rol";
inline constexpr std::string_view support = "sup";
inline constexpr std::string_view view = "viw";
inline constexpr std::string_view scrapeTarget = "scr";
inline constexpr std::string_view alertRule = "alr";
inline constexpr std::string_view alert = "alt";
inline constexpr std::string_view silence = "sil";
inline constexpr std::string_view slo = "slo";
inline constexpr std::string_view alertChannel = "chn";
inline constexpr std::string_view dashboard = "dsh";
inline constexpr std::string_view component = "cmp";
inline constexpr std::string_view maintenanceWindow = "mnt";
inline constexpr std::string_view reportSchedule = "sch";
inline constexpr std::string_view reportRun = "run";
}  // namespace id

}  // namespace steward

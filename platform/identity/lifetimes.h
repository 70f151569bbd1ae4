// How long each thing identity issues is good for.
#pragma once

#include <chrono>

#include "base/time.h"

namespace steward::identity {

inline constexpr Duration accessLifetime = std::chrono::minutes(15);
inline constexpr Duration codeLifetime = std::chrono::seconds(60);
// A session, and with it its refresh tokens, from sign-in.
inline constexpr Duration sessionLifetime = std::chrono::hours(12);
inline constexpr Duration keptSessionLifetime = std::chrono::hours(30 * 24);  // "Keep me signed in"
// The token before the newest may be shown again for so long: its answer may have been lost on the way.
inline constexpr Duration refreshGrace = std::chrono::seconds(30);
inline constexpr Duration localJoinLifetime = std::chrono::seconds(60);
// A retired signing key verifies until the last token it signed has expired.
inline constexpr Duration retiredKeyLifetime = 2 * accessLifetime;
// A new signing key is known so long before it signs: longer than anybody keeps the key set.
inline constexpr Duration keyOverlap = std::chrono::minutes(10);
// How often keys are read again for a token of a key that nobody here knows.
inline constexpr Duration keyReload = std::chrono::seconds(10);

// What Reauthentication takes for just now.
inline constexpr Duration recentProof = std::chrono::minutes(10);
// From the secret of a second factor to the first code of it.
inline constexpr Duration enrolmentLifetime = std::chrono::minutes(30);
// From the device's request to the person's yes.
inline constexpr Duration deviceLifetime = std::chrono::minutes(10);
// From the password to the last step of a sign-in.
inline constexpr Duration stepsLifetime = std::chrono::minutes(10);
// Of the access token that an API key is exchanged for.
inline constexpr Duration keyTokenLifetime = std::chrono::minutes(5);
inline constexpr Duration standardKeyLifetime = std::chrono::hours(90 * 24);
inline constexpr Duration longestKeyLifetime = std::chrono::hours(366 * 24);

}  // namespace steward::identity

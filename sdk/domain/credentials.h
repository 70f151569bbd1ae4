// What people and programs prove who they are with: sessions, the second factor and API keys, as they are shown. No
// secret is in here but in what says so, and that is shown once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/time.h"
#include "domain/access.h"

namespace steward::domain {

// One sign-in that has not ended.
struct UserSession {
    std::string id;  // "ses_…"
    std::string userId;
    std::string clientId;    // "steward-console"
    std::string clientName;  // "Steward console"
    std::string device;      // of the browser or program that signed in: "Firefox on Linux", at most 80 bytes, or ""
    std::vector<std::string> methods;  // RFC 8176: "pwd", "otp"
    Time authenticatedAt{};            // when the person last proved who they are
    Time createdAt{};
    Time lastSeenAt{};
    Time expiresAt{};
    bool current = false;  // that asks
};
STEWARD_DESCRIBE(UserSession, (id, userId, clientId, clientName, device, methods, authenticatedAt, createdAt,
                               lastSeenAt, expiresAt, current))

// Who needs a second factor; what has none is led to enrolment when it signs in.
enum class SecondFactorRule { none, staff, everybody };
STEWARD_DESCRIBE_ENUM(SecondFactorRule, none, staff, everybody)

struct SecondFactorState {
    bool enrolled = false;
    std::optional<Time> enrolledAt;
    std::int64_t recoveryCodesLeft = 0;
    bool required = false;  // cannot be given up
};
STEWARD_DESCRIBE(SecondFactorState, (enrolled, enrolledAt, recoveryCodesLeft, required))

// Begun and not confirmed: nothing is asked for at sign-in yet.
struct SecondFactorEnrolment {
    std::string secret;  // base32 (RFC 4648), to be typed
    std::string uri;     // otpauth://totp/…, to be shown as a QR code
    Time expiresAt{};
};
STEWARD_DESCRIBE(SecondFactorEnrolment, (secret, uri, expiresAt))

// Shown once; each is good for one sign-in without the authenticator.
struct RecoveryCodes {
    std::vector<std::string> codes;  // "k7w2m-9xq4t"
};
STEWARD_DESCRIBE(RecoveryCodes, (codes))

// What a program signs in with. It never outgrows the person who made it: what they lose, it loses.
struct ApiKey {
    std::string id;  // "key_…", the client_id of the client credentials grant, and who acts in the audit log
    std::optional<std::string> tenantId;  // everything it sees is this tenant's; without: the platform's
    std::string name;
    PermissionSet permissions;
    std::string hint;  // "stw_k7w2…": the start of the secret, to tell keys apart
    std::string createdBy;
    std::string createdByName;
    Time createdAt{};
    Time expiresAt{};
    std::optional<Time> lastUsedAt;  // to the minute
};
STEWARD_DESCRIBE(ApiKey,
                 (id, tenantId, name, permissions, hint, createdBy, createdByName, createdAt, expiresAt, lastUsedAt))

}  // namespace steward::domain

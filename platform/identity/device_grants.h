// The device authorization grant (RFC 8628): a program without a browser shows a short code, a person types it into a
// browser anywhere, signs in and says yes, and the program, which has been asking, gets its tokens. Device codes are
// stored as hashes, user codes as keyed hashes; both are good for ten minutes and once. I/O thread.
#pragma once

#include <string>

#include "identity/clients.h"
#include "identity/oauth.h"
#include "identity/sessions.h"
#include "identity/sign_in_guard.h"

namespace steward::identity {

// RFC 8628 section 3.2.
struct DeviceReply {
    std::string device_code;
    std::string user_code;  // "WDJB-MJHT"
    std::string verification_uri;
    std::string verification_uri_complete;
    std::int64_t expires_in = 0;
    std::int64_t interval = 0;
};
STEWARD_DESCRIBE(DeviceReply,
                 (device_code, user_code, verification_uri, verification_uri_complete, expires_in, interval))

enum class DeviceState { pending, approved, denied, redeemed };
STEWARD_DESCRIBE_ENUM(DeviceState, pending, approved, denied, redeemed)

struct DeviceGrant {
    std::string deviceHash;
    std::string userHash;
    std::string clientId;
    std::string scope;
    std::string device;  // that asks, of deviceOf()
    DeviceState state = DeviceState::pending;
    Time createdAt{};
    Time expiresAt{};
    Time polledAt{};
    std::int64_t intervalSeconds = 5;
    std::optional<std::string> userId;
    std::string methods;
    Time authenticatedAt{};
};
STEWARD_DESCRIBE(DeviceGrant, (deviceHash, userHash, clientId, scope, device, state, createdAt, expiresAt, polledAt,
                               intervalSeconds, userId, methods, authenticatedAt))

class DeviceGrants {
public:
    static constexpr std::int64_t mostPending = 10'000;

    DeviceGrants(kernel::Database& database, const Clock& clock, const MasterKey& masterKey, SignInGuard& guard,
                 Sessions& sessions, const std::string& issuer)
        : database_(database),
          clock_(clock),
          masterKey_(masterKey),
          guard_(guard),
          sessions_(sessions),
          issuer_(issuer) {}

    kernel::Async<DeviceReply> begin(std::string clientId, std::string scope, std::string device);
    // authorization_pending, slow_down, access_denied or expired_token until there are tokens.
    kernel::Async<TokenReply> poll(std::string deviceCode, std::string clientId, std::string dpopKey = {});

    // The pending one with this user code, as it was typed. ErrorCode::notFound when there is none, rateLimited for too
    // many tries from the address.
    kernel::Async<DeviceGrant> find(std::string userCode, std::string address);
    // By who is signed in on the page, once.
    kernel::Async<> approve(std::string userCode, std::string userId, Proof proof);
    kernel::Async<> deny(std::string userCode, std::string userId);

private:
    std::string userHashOf(std::string_view userCode) const;
    kernel::Async<> decide(std::string userCode, std::string userId, DeviceState state, Proof proof);

    kernel::Database& database_;
    const Clock& clock_;
    const MasterKey& masterKey_;
    SignInGuard& guard_;
    Sessions& sessions_;
    const std::string& issuer_;
};

}  // namespace steward::identity

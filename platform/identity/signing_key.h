// The ES256 keys that sign tokens: one signs, the next is known already, earlier ones still verify until their tokens
// have expired.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

struct evp_pkey_st;

namespace steward::identity {

// A P-256 key pair; never changes, any thread.
class SigningKey {
public:
    static Result<SigningKey> generate();
    // `der`: what privateDer() gave.
    static Result<SigningKey> fromDer(std::string_view der);

    // RFC 7638 thumbprint, so that a key has the same name everywhere.
    const std::string& id() const { return id_; }
    std::string privateDer() const;
    // {"kty":"EC","crv":"P-256","x":…,"y":…,"kid":…,"use":"sig","alg":"ES256"}
    std::string publicJwk() const;

    // The 64 bytes r and s of RFC 7518 section 3.4.
    Result<std::string> sign(std::string_view message) const;
    bool verify(std::string_view message, std::string_view signature) const;

    // Of a public key: base64url of its coordinates. ErrorCode::invalid when they are no point of the curve.
    static Result<SigningKey> fromPublic(std::string_view x, std::string_view y);

private:
    struct Free {
        void operator()(evp_pkey_st* key) const;
    };
    explicit SigningKey(std::unique_ptr<evp_pkey_st, Free> key);

    std::unique_ptr<evp_pkey_st, Free> key_;
    std::string x_;  // base64url
    std::string y_;
    std::string id_;
};

// When a key signs. One is published before it does, so that everybody knows it by then, and verifies after it did.
struct HeldKey {
    std::shared_ptr<const SigningKey> key;
    Time signsFrom{};
    std::optional<Time> retiredAt;  // may lie ahead: when the next one begins
};

// Any thread.
class KeyRing {
public:
    void hold(std::vector<HeldKey> keys);
    // The first one signs, all of them verify.
    void hold(const std::vector<std::shared_ptr<const SigningKey>>& keys);
    std::shared_ptr<const SigningKey> signer(Time now) const;
    std::shared_ptr<const SigningKey> find(std::string_view id) const;
    // {"keys":[…]}
    std::string jwks() const;

private:
    mutable std::mutex mutex_;
    std::vector<HeldKey> keys_;
};

}  // namespace steward::identity

// A key of somebody else's, that their tokens are checked with (RFC 7517, RFC 7518, RFC 8037).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

struct evp_pkey_st;

namespace steward::identity {

// Never changes; any thread. A key verifies with the one algorithm that it is for, whatever a token asks for.
class PublicKey {
public:
    // RSA from 2048 to 8192 bits (RS256), P-256 (ES256) and Ed25519 (EdDSA), for signatures. ErrorCode::invalid for
    // anything else, and when `alg` names another algorithm than the key's.
    static Result<PublicKey> fromJwk(const json::Object& jwk);

    const std::string& id() const { return id_; }
    const std::string& algorithm() const { return algorithm_; }
    bool verify(std::string_view message, std::string_view signature) const;

private:
    struct Free {
        void operator()(evp_pkey_st* key) const;
    };
    PublicKey(std::string id, std::string algorithm, evp_pkey_st* key);

    std::string id_;
    std::string algorithm_;
    std::shared_ptr<evp_pkey_st> key_;
};

// Those of a JWK set that can be used; the others of at most 100 are passed over. ErrorCode::invalid when it is no set,
// or two keys have one id.
Result<std::vector<PublicKey>> keysOfJwks(std::string_view text);

}  // namespace steward::identity

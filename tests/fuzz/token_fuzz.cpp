// Tokens: nothing that this key did not sign is believed, and what it signed must still be in form.
#include "base/json.h"
#include "identity/secrets.h"
#include "identity/tokens.h"
#include "tests/fuzz/fuzz.h"

using namespace steward;
using namespace steward::identity;

namespace {

const KeyRing& keys() {
    static KeyRing ring;
    static const bool held = [] {
        ring.hold({std::make_shared<const SigningKey>(*SigningKey::generate())});
        return true;
    }();
    static_cast<void>(held);
    return ring;
}

}  // namespace

STEWARD_FUZZ(token) {
    FUZZ_REQUIRE(!verifiedAccess(keys(), input));
    FUZZ_REQUIRE(!verifiedId(keys(), input));
    const auto key = keys().signer(SystemClock().now());
    const std::string head = R"({"alg":"ES256","typ":"at+jwt","kid":")" + key->id() + "\"}";
    // The input as claims, with a signature that is right and with one that is not.
    const std::string text = toBase64Url(head) + "." + toBase64Url(input);
    FUZZ_REQUIRE(!verifiedAccess(keys(), text + "." + toBase64Url(std::string(64, '\1'))));
    const auto signature = key->sign(text);
    FUZZ_REQUIRE(signature.has_value());
    const auto claims = verifiedAccess(keys(), text + "." + toBase64Url(*signature));
    if (claims) FUZZ_REQUIRE(json::read<AccessClaims>(input, json::Unknown::refuse).has_value());
}

STEWARD_FUZZ(base64) {
    const auto bytes = fromBase64Url(input);
    if (bytes) FUZZ_REQUIRE(fromBase64Url(toBase64Url(*bytes)) == bytes);
    FUZZ_REQUIRE(fromBase64Url(toBase64Url(input)) == std::string(input));
    static_cast<void>(isCodeVerifier(input));
}

#include "identity/dpop.h"

#include "base/json.h"
#include "identity/secrets.h"
#include "identity/signing_key.h"
#include "identity/tokens.h"

namespace steward::identity {
namespace {

constexpr std::size_t maxProofBytes = 2048;
constexpr std::size_t maxIdBytes = 128;

struct Jwk {
    std::string kty;
    std::string crv;
    std::string x;
    std::string y;
    std::optional<std::string> d;  // a private key does not belong here
};
STEWARD_DESCRIBE(Jwk, (kty, crv, x, y, d))

struct ProofHeader {
    std::string typ;
    std::string alg;
    Jwk jwk;
};
STEWARD_DESCRIBE(ProofHeader, (typ, alg, jwk))

struct ProofClaims {
    std::string jti;
    std::string htm;
    std::string htu;
    std::int64_t iat = 0;
    std::optional<std::string> ath;
};
STEWARD_DESCRIBE(ProofClaims, (jti, htm, htu, iat, ath))

tl::unexpected<Error> refused(std::string why) {
    return fail(ErrorCode::unauthenticated, "The proof of possession is not valid.", std::move(why));
}

template <class T>
Result<T> partOf(std::string_view text) {
    const auto json = fromBase64Url(text);
    if (!json) return refused("not base64url");
    auto value = json::read<T>(*json, json::Unknown::ignore);
    if (!value) return refused("not readable");
    return value;
}

}  // namespace

Result<std::string> DpopProofs::take(std::string_view proof, const DpopTarget& target) {
    const auto firstDot = proof.find('.');
    const auto lastDot = proof.rfind('.');
    if (proof.size() > maxProofBytes || firstDot == std::string_view::npos || firstDot == lastDot)
        return refused("not three parts");
    STEWARD_TRY(const auto header, partOf<ProofHeader>(proof.substr(0, firstDot)));
    STEWARD_TRY(const auto claims, partOf<ProofClaims>(proof.substr(firstDot + 1, lastDot - firstDot - 1)));
    const auto signature = fromBase64Url(proof.substr(lastDot + 1));
    if (header.typ != "dpop+jwt" || header.alg != "ES256") return refused("another type or algorithm");
    if (header.jwk.kty != "EC" || header.jwk.crv != "P-256" || header.jwk.d) return refused("another kind of key");
    const auto key = SigningKey::fromPublic(header.jwk.x, header.jwk.y);
    if (!key || !signature || !key->verify(proof.substr(0, lastDot), *signature)) return refused("wrong signature");

    if (claims.htm != target.method || claims.htu != target.uri) return refused("for another request");
    const std::int64_t now = toSeconds(clock_.now());
    if (std::abs(now - claims.iat) > std::chrono::floor<std::chrono::seconds>(window).count())
        return refused("of another time");
    if (claims.jti.empty() || claims.jti.size() > maxIdBytes) return refused("no id");
    if (!target.accessToken.empty() && claims.ath != fingerprint(target.accessToken))
        return refused("for another access token");
    STEWARD_CHECK(remember(sha256(key->id() + claims.jti)));
    return key->id();
}

Result<> DpopProofs::remember(const std::string& id) {
    // A proof is accepted from a window before its time to a window after it.
    const Time now = clock_.now();
    if (now < turnedAt_ || now - turnedAt_ > 2 * window) {
        old_ = now - turnedAt_ > 4 * window && now > turnedAt_ ? std::unordered_set<std::string>() : std::move(young_);
        young_.clear();
        turnedAt_ = now;
    }
    if (young_.contains(id) || old_.contains(id)) return refused("shown before");
    if (young_.size() >= mostRemembered)
        return fail(ErrorCode::unavailable, "Too many proofs at once. Try again in a moment.");
    young_.insert(id);
    return {};
}

}  // namespace steward::identity

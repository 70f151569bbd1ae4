#include "identity/tokens.h"

#include "base/json.h"
#include "identity/secrets.h"

namespace steward::identity {
namespace {

constexpr std::string_view algorithm = "ES256";
constexpr std::string_view accessType = "at+jwt";
constexpr std::string_view idType = "JWT";
constexpr std::string_view logoutType = "logout+jwt";
constexpr std::size_t maxTokenBytes = 4096;

struct Header {
    std::string alg;
    std::string typ;
    std::string kid;
};
STEWARD_DESCRIBE(Header, (alg, typ, kid))

tl::unexpected<Error> refused(std::string why) {
    return fail(ErrorCode::unauthenticated, "The access token is not valid. Sign in again.", std::move(why));
}

Result<std::string> sign(const SigningKey& key, std::string_view type, const std::string& claims) {
    std::string token = toBase64Url(json::write(Header{std::string(algorithm), std::string(type), key.id()}));
    token += '.';
    token += toBase64Url(claims);
    STEWARD_TRY(const std::string signature, key.sign(token));
    return token + '.' + toBase64Url(signature);
}

// The claims as JSON text.
Result<std::string> verified(const KeyRing& keys, std::string_view type, std::string_view token) {
    if (token.size() > maxTokenBytes) return refused("too long");
    const auto firstDot = token.find('.');
    const auto lastDot = token.rfind('.');
    if (firstDot == std::string_view::npos || firstDot == lastDot) return refused("not three parts");
    const auto headerText = fromBase64Url(token.substr(0, firstDot));
    const auto claims = fromBase64Url(token.substr(firstDot + 1, lastDot - firstDot - 1));
    const auto signature = fromBase64Url(token.substr(lastDot + 1));
    if (!headerText || !claims || !signature) return refused("not base64url");
    const auto header = json::read<Header>(*headerText, json::Unknown::refuse);
    if (!header) return refused("header: " + header.error().detail);
    if (header->alg != algorithm || header->typ != type) return refused("another algorithm or type");
    const auto key = keys.find(header->kid);
    if (!key) return refused("unknown key");
    if (!key->verify(token.substr(0, lastDot), *signature)) return refused("wrong signature");
    return *claims;
}

template <class Claims>
Result<Claims> read(const Result<std::string>& text) {
    if (!text) return fail(text.error());
    auto claims = json::read<Claims>(*text, json::Unknown::refuse);
    if (!claims) return refused("claims: " + claims.error().detail);
    return claims;
}

}  // namespace

std::int64_t toSeconds(Time time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

domain::Principal AccessClaims::principal() const {
    const auto granted = permissions.value_or(domain::permissionsOf(role));
    return {sub, name, email, role, tenant, sid, granted, custom_role, std::nullopt};
}

Result<std::string> signToken(const SigningKey& key, const AccessClaims& claims) {
    return sign(key, accessType, json::write(claims));
}
Result<std::string> signToken(const SigningKey& key, const IdClaims& claims) {
    return sign(key, idType, json::write(claims));
}

Result<std::string> signToken(const SigningKey& key, const LogoutClaims& claims) {
    return sign(key, logoutType, json::write(claims));
}

std::string keyIdOf(std::string_view token) {
    const auto text = token.size() > maxTokenBytes ? std::nullopt : fromBase64Url(token.substr(0, token.find('.')));
    const auto header = text ? json::read<Header>(*text, json::Unknown::refuse) : Result<Header>(refused("no header"));
    return header ? header->kid : std::string();
}

Result<AccessClaims> verifiedAccess(const KeyRing& keys, std::string_view token) {
    return read<AccessClaims>(verified(keys, accessType, token));
}
Result<IdClaims> verifiedId(const KeyRing& keys, std::string_view token) {
    return read<IdClaims>(verified(keys, idType, token));
}

Result<LogoutClaims> verifiedLogout(const KeyRing& keys, std::string_view token) {
    return read<LogoutClaims>(verified(keys, logoutType, token));
}

}  // namespace steward::identity

#include "client/issuer.h"

#include <algorithm>

#include "base/json.h"
#include "client/address.h"

namespace steward::client {
namespace {

constexpr int answerLimitMs = 15'000;
constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

struct IdToken {
    std::string iss;
    json::Value aud;
    std::string nonce;
    std::string sub;
};
STEWARD_DESCRIBE(IdToken, (iss, aud, nonce, sub))

bool names(const json::Value& audience, const std::string& client) {
    if (audience.is_string()) return audience.get_string() == client;
    return audience.is_array() && std::ranges::any_of(audience.get_array(), [&](const json::Value& entry) {
               return entry.is_string() && entry.get_string() == client;
           });
}

}  // namespace

Error untrusted(std::string detail) {
    return {ErrorCode::unauthenticated,
            BrowserSignIn::tr("The answer to the sign-in cannot be trusted. You are not signed in.").toStdString(),
            std::move(detail),
            {},
            {}};
}

Error somebodyElse() {
    return {ErrorCode::unauthenticated,
            BrowserSignIn::tr("Somebody else signed in there. Nothing was changed.").toStdString(),
            {},
            {},
            {}};
}

std::string withoutSlash(std::string address) {
    while (address.ends_with('/'))
        address.pop_back();
    return address;
}

QUrl url(const std::string& text) {
    return QUrl(QString::fromStdString(text), QUrl::StrictMode);
}

QNetworkRequest issuerRequest(const QUrl& address) {
    QNetworkRequest request(address);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setTransferTimeout(answerLimitMs);
    return request;
}

Result<Discovery> readDiscovery(int status, const QByteArray& body, const std::string& issuer) {
    if (status == 0)
        return fail(ErrorCode::offline, BrowserSignIn::tr("There is no connection to the platform.").toStdString());
    auto document = json::read<Discovery>({body.constData(), std::size_t(body.size())});
    if (status != 200 || !document)
        return fail(ErrorCode::unavailable, BrowserSignIn::tr("This address offers no sign-in.").toStdString(),
                    "HTTP " + std::to_string(status));
    if (withoutSlash(document->issuer) != issuer) return fail(untrusted("the issuer is " + document->issuer));
    return document;
}

SignInPlace platformOf(const SignInOptions& options) {
    return {withoutSlash(options.platform.toString(QUrl::FullyEncoded).toStdString()), options.clientId.toStdString(),
            options.scope.toStdString()};
}

QUrl discoveryOf(const SignInPlace& place) {
    return joined(url(place.issuer), "/.well-known/openid-configuration");
}

Result<bool> follow(SignInPlace& place, const Discovery& discovery) {
    if (place.elsewhere || !discovery.steward_sign_in) return false;
    const Elsewhere& other = *discovery.steward_sign_in;
    const auto named = other.clients.find(place.client);
    if (!mayCarryTokens(url(other.issuer))) return fail(untrusted("the issuer is not https"));
    if (named == other.clients.end()) return fail(untrusted("the issuer does not know this program"));
    place = {withoutSlash(other.issuer), named->second, other.scope, true};
    return true;
}

void tellWhere(Tokens& tokens, const SignInPlace& place, const Discovery& discovery) {
    if (!place.elsewhere || tokens.refresh.isEmpty()) return;
    tokens.refresh = spellGrant({url(discovery.token_endpoint), url(discovery.revocation_endpoint),
                                 QString::fromStdString(place.client), tokens.refresh});
}

Result<> checkIdToken(const QByteArray& token, const std::string& issuer, const std::string& client,
                      const std::optional<std::string>& nonce, const std::string& subject) {
    const auto parts = token.split('.');
    if (parts.size() != 3) return fail(untrusted("no id token"));
    const QByteArray payload = QByteArray::fromBase64(parts[1], base64Url);
    const auto claims = json::read<IdToken>({payload.constData(), std::size_t(payload.size())});
    if (!claims) return fail(untrusted("the id token is damaged"));
    if (withoutSlash(claims->iss) != issuer) return fail(untrusted("the id token is from " + claims->iss));
    if (!names(claims->aud, client)) return fail(untrusted("the id token is for another program"));
    if (claims->nonce != nonce.value_or("")) return fail(untrusted("the id token is for another sign-in"));
    if (!subject.empty() && claims->sub != subject) return fail(somebodyElse());
    return {};
}

}  // namespace steward::client

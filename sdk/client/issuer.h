// What every way to sign in has to do with an OpenID Connect issuer. Internal to sdk/client.
#pragma once

#include <QByteArray>
#include <QNetworkRequest>
#include <QUrl>
#include <map>
#include <optional>
#include <string>

#include "base/describe.h"
#include "base/result.h"
#include "client/sign_in.h"

namespace steward::client {

inline constexpr qint64 maxIssuerBytes = 1024 * 1024;

// Another issuer where the platform's people sign in, and our programs' names there.
struct Elsewhere {
    std::string issuer;
    std::string scope;
    std::map<std::string, std::string> clients;
};
STEWARD_DESCRIBE(Elsewhere, (issuer, scope, clients))

// What a client needs of OpenID Connect Discovery 1.0 and RFC 8414.
struct Discovery {
    std::string issuer;
    std::string authorization_endpoint;
    std::string token_endpoint;
    std::string device_authorization_endpoint;
    std::string revocation_endpoint;
    bool authorization_response_iss_parameter_supported = false;
    std::optional<Elsewhere> steward_sign_in;
};
STEWARD_DESCRIBE(Discovery, (issuer, authorization_endpoint, token_endpoint, device_authorization_endpoint,
                             revocation_endpoint, authorization_response_iss_parameter_supported, steward_sign_in))

// Of the issuer that was asked and no other. Status 0: there was no whole answer.
Result<Discovery> readDiscovery(int status, const QByteArray& body, const std::string& issuer);

// Where a sign-in takes place, and as which program: at the platform, or at the issuer that it names.
struct SignInPlace {
    std::string issuer;
    std::string client;
    std::string scope;
    bool elsewhere = false;  // the issuer is not the platform itself
};
SignInPlace platformOf(const SignInOptions& options);
QUrl discoveryOf(const SignInPlace& place);
// The platform is trusted to say who signs its people in; that issuer sends them nowhere else. True: the place is
// another one now, and its own document is to be read.
Result<bool> follow(SignInPlace& place, const Discovery& discovery);
// Completes a refresh token that is good elsewhere (RefreshGrant).
void tellWhere(Tokens& tokens, const SignInPlace& place, const Discovery& discovery);

// The token came straight from the issuer over a trusted connection, so its signature says nothing new (OpenID Connect
// Core 3.1.3.7); that it answers this request does. Without a nonce none was sent. `subject`: who it must be about, or
// empty for anybody.
Result<> checkIdToken(const QByteArray& token, const std::string& issuer, const std::string& client,
                      const std::optional<std::string>& nonce, const std::string& subject = {});

// Follows no redirect and ends in time.
QNetworkRequest issuerRequest(const QUrl& address);

// It was not the person who had to sign in.
Error somebodyElse();
// The answer cannot be trusted; why is for the log.
Error untrusted(std::string detail);
std::string withoutSlash(std::string address);
QUrl url(const std::string& text);

}  // namespace steward::client

// What every way to sign in has to do with an OpenID Connect issuer. Internal to sdk/client.
#pragma once

#include <QByteArray>
#include <QNetworkRequest>
#include <QUrl>
#include <optional>
#include <string>

#include "base/describe.h"
#include "base/result.h"

namespace steward::client {

inline constexpr qint64 maxIssuerBytes = 1024 * 1024;

// What a client needs of OpenID Connect Discovery 1.0 and RFC 8414.
struct Discovery {
    std::string issuer;
    std::string authorization_endpoint;
    std::string token_endpoint;
    std::string device_authorization_endpoint;
    bool authorization_response_iss_parameter_supported = false;
};
STEWARD_DESCRIBE(Discovery, (issuer, authorization_endpoint, token_endpoint, device_authorization_endpoint,
                             authorization_response_iss_parameter_supported))

// Of the issuer that was asked and no other. Status 0: there was no whole answer.
Result<Discovery> readDiscovery(int status, const QByteArray& body, const std::string& issuer);

// The token came straight from the issuer over a trusted connection, so its signature says nothing new (OpenID Connect
// Core 3.1.3.7); that it answers this request does. Without a nonce none was sent. `subject`: who it must be about, or
// empty for anybody.
Result<> checkIdToken(const QByteArray& token, const std::string& issuer, const std::string& client,
                      const std::optional<std::string>& nonce, const std::string& subject = {});

// Follows no redirect and ends in time.
QNetworkRequest issuerRequest(const QUrl& address);

// The answer cannot be trusted; why is for the log.
Error untrusted(std::string detail);
std::string withoutSlash(std::string address);
QUrl url(const std::string& text);

}  // namespace steward::client

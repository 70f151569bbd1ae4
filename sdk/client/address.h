// Which addresses may be spoken to with a token.
#pragma once

#include <QHostAddress>
#include <QUrl>

namespace steward::client {

inline bool isLoopback(const QUrl& url) {
    return url.host() == QLatin1String("localhost") || QHostAddress(url.host()).isLoopback();
}

// https anywhere, http on this computer; never with a user name or password in it.
inline bool mayCarryTokens(const QUrl& url) {
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty()) return false;
    return url.scheme() == QLatin1String("https") || (url.scheme() == QLatin1String("http") && isLoopback(url));
}

// `path` ("/v1/me?x=1", percent-encoded) on the scheme, host and port of `platform`, below its path if it has one.
inline QUrl joined(const QUrl& platform, const QByteArray& path) {
    QByteArray base = platform.toEncoded(QUrl::RemoveQuery | QUrl::RemoveFragment);
    while (base.endsWith('/'))
        base.chop(1);
    return QUrl::fromEncoded(base + path, QUrl::StrictMode);
}

}  // namespace steward::client

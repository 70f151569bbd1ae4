// Sign-in through the person's own browser: OAuth 2.0 for native apps (RFC 8252), authorization code with PKCE S256,
// state, nonce and issuer checks (RFC 9207). The callback comes to 127.0.0.1, a port of the moment, one exact path.
//
//   auto* signIn = new BrowserSignIn({platform, "steward-console"}, openInBrowser, this);
//   connect(signIn, &BrowserSignIn::succeeded, …);  signIn->start();
#pragma once

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include "base/result.h"
#include "client/session_tokens.h"

namespace steward::client {

struct SignInOptions {
    QUrl platform;  // its discovery document names the rest, another issuer if people sign in there
    QString clientId = QStringLiteral("steward-console");
    QString scope = QStringLiteral("openid profile email offline_access");
    std::chrono::milliseconds limit = std::chrono::minutes(5);
    QString loginHint = {};
    bool again = false;        // prompt=login: even somebody who is signed in there proves who they are
    std::string subject = {};  // only this person, by the platform's id for them; empty: anybody
};

// Opens an address for the person; false when that is not possible. Tests pass their own.
using Opener = std::function<bool(const QUrl&)>;
// The system's browser, for https and for http on a loopback address; everything else is refused.
bool openInBrowser(const QUrl& url);

// One attempt. Exactly one of succeeded, failed and nothing (after cancel()) follows start(). Any further request to
// the local address, a wrong state or another path is answered and changes nothing.
class BrowserSignIn final : public QObject {
    Q_OBJECT
public:
    BrowserSignIn(SignInOptions options, Opener opener, QObject* parent = nullptr);
    ~BrowserSignIn() override;

    void start();
    void openAgain();
    void cancel();
    // What the browser was sent to; empty before waiting().
    QUrl authorizationUrl() const;
    std::chrono::milliseconds limit() const;

Q_SIGNALS:
    // The browser is open, or should be opened by hand when `opened` is false.
    void waiting(const QUrl& url, bool opened);
    void succeeded(const steward::client::Tokens& tokens);
    // cancelled (the person said no), timeout, offline, unauthenticated (an answer that cannot be trusted), …
    void failed(const steward::Error& error);

private:
    struct Private;
    std::unique_ptr<Private> d_;
};

}  // namespace steward::client

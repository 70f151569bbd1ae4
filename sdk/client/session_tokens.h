// The tokens of one signed-in person, renewed as needed (OAuth 2.0 with rotating refresh tokens).
#pragma once

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QObject>
#include <QPromise>
#include <QUrl>
#include <chrono>
#include <memory>
#include <vector>

#include "client/kept_token.h"
#include "client/token_source.h"

namespace steward::client {

// What a sign-in gives (RFC 6749 section 5.1).
struct Tokens {
    QByteArray access;
    QByteArray refresh;
    QByteArray idToken;
    std::chrono::seconds lifetime{0};  // of the access token, from now
};

// A refresh token and where it is good. With the platform's own issuer that is known, and `Tokens::refresh`, which is
// what is kept, is the token alone; with another issuer it holds all of this, since only the sign-in knew.
struct RefreshGrant {
    QUrl tokenEndpoint;
    QUrl revocationEndpoint;  // may be empty
    QString clientId;
    QByteArray token;
};
QByteArray spellGrant(const RefreshGrant& grant);
// `own` completes a token alone. Without endpoints that may get it when the text is damaged.
RefreshGrant readGrant(const QByteArray& refresh, RefreshGrant own);

// Reads a token endpoint's reply. ErrorCode::unauthenticated for "invalid_grant", forbidden for "access_denied": the
// account may not sign in any more.
Result<Tokens> parseTokens(int status, const QByteArray& body);

// A renewal that gets no answer leaves everything as it was: the same refresh token is tried again with the next
// request (the platform accepts it for a short while after rotation), so a lost reply locks nobody out. Only a refusal
// signs out. Lifetimes are measured with the steady clock: moving the wall clock renews nothing.
class SessionTokens final : public QObject, public TokenSource {
    Q_OBJECT
public:
    SessionTokens(QUrl tokenEndpoint, QString clientId, QNetworkAccessManager* manager, QObject* parent = nullptr);
    ~SessionTokens() override;

    // Renewals take turns with other programs that use the same refresh token.
    void setShared(std::shared_ptr<KeptToken> kept) { kept_ = std::move(kept); }

    // After a sign-in. `lifetime` 0 with only a refresh token: the first request renews.
    void setTokens(Tokens tokens);
    void clear();
    bool signedIn() const { return !refresh_.isEmpty() || !access_.isEmpty(); }
    const QByteArray& refreshToken() const { return refresh_; }

    QFuture<Result<QByteArray>> token() override;
    void refused(const QByteArray& token) override;

Q_SIGNALS:
    // To be written to the token store; empty after a sign-out or a refusal.
    void refreshTokenChanged(const QByteArray& token);
    // ErrorCode::forbidden: access was taken away.
    void signedOut(const steward::Error& reason);

private:
    class Renewal;
    void adopt(Tokens tokens);
    void settle(Result<Tokens> outcome);
    void release(const Result<QByteArray>& outcome);

    QUrl endpoint_;
    QString clientId_;
    QNetworkAccessManager* manager_;
    std::shared_ptr<KeptToken> kept_;
    QByteArray access_;
    QByteArray refresh_;
    std::chrono::steady_clock::time_point renewAt_{};
    std::vector<QPromise<Result<QByteArray>>> parked_;
    Renewal* renewal_ = nullptr;
};

}  // namespace steward::client

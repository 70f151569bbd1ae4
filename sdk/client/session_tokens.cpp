#include "client/session_tokens.h"

#include <QNetworkReply>
#include <QTimer>

#include "base/json.h"
#include "client/address.h"
#include "client/future.h"
#include "client/request_encoding.h"

namespace steward::client {
namespace {

constexpr std::chrono::seconds answerLimit{15};
constexpr std::chrono::seconds renewedBefore{30};
constexpr int attempts = 2;

struct TokenReply {
    std::string access_token;
    std::string token_type;
    std::optional<std::int64_t> expires_in;
    std::optional<std::string> refresh_token;
    std::optional<std::string> id_token;
    std::optional<std::string> error;
    std::optional<std::string> error_description;
};
STEWARD_DESCRIBE(TokenReply, (access_token, token_type, expires_in, refresh_token, id_token, error, error_description))

}  // namespace

// Neither URLs nor what RFC 6749 appendix A allows in a client id of ours and a refresh token has spaces.
QByteArray spellGrant(const RefreshGrant& grant) {
    return grant.tokenEndpoint.toEncoded() + ' ' + grant.revocationEndpoint.toEncoded() + ' ' +
           grant.clientId.toUtf8().toPercentEncoding() + ' ' + grant.token;
}

RefreshGrant readGrant(const QByteArray& refresh, RefreshGrant own) {
    own.token = refresh;
    if (!refresh.contains(' ')) return own;
    const auto parts = refresh.split(' ');
    if (parts.size() != 4) return {};
    const auto endpoint = [](const QByteArray& text) {
        const QUrl url = QUrl::fromEncoded(text, QUrl::StrictMode);
        return mayCarryTokens(url) ? url : QUrl();
    };
    return {endpoint(parts[0]), endpoint(parts[1]), QString::fromUtf8(QByteArray::fromPercentEncoding(parts[2])),
            parts[3]};
}

Result<Tokens> parseTokens(int status, const QByteArray& body) {
    if (status == 0)
        return fail(ErrorCode::offline, SessionTokens::tr("There is no connection to the platform.").toStdString());
    const auto reply = json::read<TokenReply>({body.constData(), std::size_t(body.size())});
    if (status == 200 && reply && !reply->access_token.empty()) {
        Tokens tokens;
        tokens.access = QByteArray::fromStdString(reply->access_token);
        tokens.refresh = QByteArray::fromStdString(reply->refresh_token.value_or(""));
        tokens.idToken = QByteArray::fromStdString(reply->id_token.value_or(""));
        tokens.lifetime = std::chrono::seconds(reply->expires_in.value_or(300));
        return tokens;
    }
    const std::string error = reply ? reply->error.value_or("") : "";
    const std::string detail = error + " " + (reply ? reply->error_description.value_or("") : "");
    if (error == "invalid_grant" || error == "invalid_client" || error == "unauthorized_client")
        return fail(ErrorCode::unauthenticated,
                    SessionTokens::tr("The session has ended. Sign in again.").toStdString(), detail);
    if (error == "access_denied")
        return fail(ErrorCode::forbidden,
                    SessionTokens::tr("Your access to this platform has been taken away.").toStdString(), detail);
    if (status == 429)
        return fail(ErrorCode::rateLimited, SessionTokens::tr("Too many attempts. Try again later.").toStdString(),
                    detail);
    return fail(ErrorCode::unavailable,
                SessionTokens::tr("The platform could not renew the session now.").toStdString(),
                "HTTP " + std::to_string(status) + " " + detail);
}

// Holds the requests that wait. However it goes away, they go on.
class SessionTokens::Renewal final : public QObject {
public:
    explicit Renewal(SessionTokens& tokens) : QObject(&tokens), tokens_(tokens) { tokens_.renewal_ = this; }
    ~Renewal() override {
        if (tokens_.renewal_ == this)
            tokens_.settle(fail(ErrorCode::cancelled, SessionTokens::tr("The session was closed.").toStdString()));
    }

    void begin() {
        if (!tokens_.kept_) return ask();
        whenReady(tokens_.kept_->takeTurn(tokens_.refresh_), this, [this](Result<KeptToken::Turn> turn) {
            if (!turn) return end(fail(turn.error()));
            turn_ = std::move(*turn);
            tokens_.refresh_ = turn_.token;
            ask();
        });
    }

private:
    void ask() {
        ++attempt_;
        grant_ = readGrant(tokens_.refresh_, {tokens_.endpoint_, {}, tokens_.clientId_, {}});
        if (grant_.tokenEndpoint.isEmpty())
            return end(fail(ErrorCode::unauthenticated,
                            SessionTokens::tr("The session has ended. Sign in again.").toStdString()));
        QNetworkRequest request(grant_.tokenEndpoint);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/x-www-form-urlencoded"));
        request.setTransferTimeout(int(std::chrono::milliseconds(answerLimit).count()));
        const std::string form = "grant_type=refresh_token&client_id=" + percentEncoded(grant_.clientId.toStdString()) +
                                 "&refresh_token=" + percentEncoded(grant_.token.toStdString());
        QNetworkReply* reply = tokens_.manager_->post(request, QByteArray::fromStdString(form));
        reply->setParent(this);
        connect(reply, &QNetworkReply::finished, this, [this, reply] { answered(reply); });
    }
    void answered(QNetworkReply* reply) {
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const bool truncated = status == 200 && reply->error() != QNetworkReply::NoError;
        auto outcome = parseTokens(truncated ? 0 : status, reply->readAll());
        if (!outcome && outcome.error().code == ErrorCode::offline && attempt_ < attempts) return ask();
        const bool isElsewhere = grant_.token != tokens_.refresh_;
        if (outcome && isElsewhere && !outcome->refresh.isEmpty()) {
            grant_.token = outcome->refresh;
            outcome->refresh = spellGrant(grant_);
        }
        end(std::move(outcome));
    }
    void end(Result<Tokens> outcome) {
        tokens_.settle(std::move(outcome));
        turn_ = {};
        deleteLater();
    }

    SessionTokens& tokens_;
    KeptToken::Turn turn_;
    RefreshGrant grant_;
    int attempt_ = 0;
};

SessionTokens::SessionTokens(QUrl tokenEndpoint, QString clientId, QNetworkAccessManager* manager, QObject* parent)
    : QObject(parent), endpoint_(std::move(tokenEndpoint)), clientId_(std::move(clientId)), manager_(manager) {}

SessionTokens::~SessionTokens() {
    delete renewal_;
}

void SessionTokens::setTokens(Tokens tokens) {
    delete std::exchange(renewal_, nullptr);
    adopt(std::move(tokens));
    release(access_);
}

void SessionTokens::clear() {
    access_.clear();
    const bool had = !refresh_.isEmpty();
    refresh_.clear();
    delete renewal_;
    if (had) Q_EMIT refreshTokenChanged({});
}

void SessionTokens::adopt(Tokens tokens) {
    const bool rotated = !tokens.refresh.isEmpty() && tokens.refresh != refresh_;
    access_ = std::move(tokens.access);
    if (rotated) refresh_ = std::move(tokens.refresh);
    const auto early = std::min<std::chrono::seconds>(renewedBefore, tokens.lifetime / 5);
    renewAt_ = std::chrono::steady_clock::now() + tokens.lifetime - early;
    if (rotated) Q_EMIT refreshTokenChanged(refresh_);
}

QFuture<Result<QByteArray>> SessionTokens::token() {
    if (!signedIn())
        return readyFuture<Result<QByteArray>>(
            fail(ErrorCode::unauthenticated, SessionTokens::tr("Nobody is signed in.").toStdString()));
    const bool fresh = !access_.isEmpty() && std::chrono::steady_clock::now() < renewAt_;
    if (fresh || (refresh_.isEmpty() && !access_.isEmpty())) return readyFuture<Result<QByteArray>>(access_);
    QPromise<Result<QByteArray>> promise;
    promise.start();
    auto future = promise.future();
    parked_.push_back(std::move(promise));
    if (!renewal_) (new Renewal(*this))->begin();
    return future;
}

void SessionTokens::refused(const QByteArray& token) {
    if (token != access_) return;
    access_.clear();
    if (refresh_.isEmpty())
        Q_EMIT signedOut(Error{ErrorCode::unauthenticated,
                               SessionTokens::tr("The session has ended. Sign in again.").toStdString(),
                               {},
                               {},
                               {}});
}

void SessionTokens::settle(Result<Tokens> outcome) {
    renewal_ = nullptr;
    if (outcome) {
        adopt(std::move(*outcome));
        return release(access_);
    }
    const bool over =
        outcome.error().code == ErrorCode::unauthenticated || outcome.error().code == ErrorCode::forbidden;
    if (over) clear();
    release(fail(outcome.error()));
    if (over) Q_EMIT signedOut(outcome.error());
}

void SessionTokens::release(const Result<QByteArray>& outcome) {
    for (auto& promise : std::exchange(parked_, {})) {
        promise.addResult(outcome);
        promise.finish();
    }
}

}  // namespace steward::client

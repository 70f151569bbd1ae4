#include "client/exchange.h"

#include "base/ids.h"
#include "client/address.h"
#include "contract/problem.h"

namespace steward::client {
namespace {

constexpr qint64 waitingBytes = 1024 * 1024;
constexpr std::size_t maxProblemBytes = 1024 * 1024;

}  // namespace

PlatformClient::Exchange::Exchange(PlatformClient& client, EncodedRequest request, CallOptions options)
    : QObject(&client),
      client_(client),
      request_(std::move(request)),
      options_(std::move(options)),
      requestId_(QByteArray::fromStdString(newId(id::request, SystemClock().now()))) {
    if (request_.rules.takesIdempotencyKey && !options_.idempotencyKey) options_.idempotencyKey = randomHex(16);
    timer_.setSingleShot(true);
    timer_.setInterval(options_.timeout);
    connect(&timer_, &QTimer::timeout, this, [this] {
        if (reply_) client_.unreachable();
        finish(fail(ErrorCode::timeout, ExchangeWords::tr("The platform did not answer in time.").toStdString(),
                    request_.target));
    });
    timer_.start();
    // Never ends before its caller has the future.
    QMetaObject::invokeMethod(this, [this] { askForToken(); }, Qt::QueuedConnection);
}

PlatformClient::Exchange::~Exchange() {
    dropReply();
}

// Only what we connected is cut: the reply's own connections carry the abort to its thread.
void PlatformClient::Exchange::dropReply() {
    if (!reply_) return;
    reply_->disconnect(this);
    reply_->abort();
    std::exchange(reply_, nullptr)->deleteLater();
}

void PlatformClient::Exchange::askForToken() {
    if (!mayCarryTokens(client_.platform_))
        return finish(fail(
            ErrorCode::invalid,
            ExchangeWords::tr("The address of the platform must begin with https. Nothing was sent.").toStdString(),
            client_.platform_.toString(QUrl::RemoveUserInfo).toStdString()));
    if (!request_.needsToken) return send({});
    whenReady(client_.tokens_->token(), this, [this](const Result<QByteArray>& token) {
        if (token) return send(*token);
        if (token.error().code == ErrorCode::unauthenticated) Q_EMIT client_.signInNeeded();
        if (token.error().code == ErrorCode::offline) client_.unreachable();
        finish(fail(token.error()));
    });
}

QNetworkRequest PlatformClient::Exchange::header(const QByteArray& token) const {
    QNetworkRequest request(joined(client_.platform_, QByteArray::fromStdString(request_.target)));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("X-Request-Id", requestId_);
    if (!token.isEmpty()) request.setRawHeader("Authorization", "Bearer " + token);
    if (!request_.body.empty()) request.setRawHeader("Content-Type", "application/json");
    if (options_.ifMatch) request.setRawHeader("If-Match", "\"v" + QByteArray::number(qint64(*options_.ifMatch)) + '"');
    if (options_.idempotencyKey)
        request.setRawHeader("Idempotency-Key", QByteArray::fromStdString(*options_.idempotencyKey));
    return request;
}

QNetworkReply* PlatformClient::Exchange::put(const QByteArray& token) {
    auto& manager = *client_.manager_;
    const QNetworkRequest request = header(token);
    const QByteArray body = QByteArray::fromStdString(request_.body);
    switch (request_.method) {
        case contract::Method::get:
            return manager.get(request);
        case contract::Method::delete_:
            return manager.deleteResource(request);
        case contract::Method::post:
            return manager.post(request, body);
        case contract::Method::put:
            return manager.put(request, body);
        case contract::Method::patch:
            break;
    }
    return manager.sendCustomRequest(request, verbOf(request_.method), body);
}

void PlatformClient::Exchange::send(const QByteArray& token) {
    token_ = token;
    problemBody_.clear();
    sentAt_ = std::chrono::steady_clock::now();
    reply_ = put(token);
    reply_->setReadBufferSize(waitingBytes);
    connect(reply_, &QNetworkReply::metaDataChanged, this, &Exchange::headArrived);
    connect(reply_, &QNetworkReply::readyRead, this, &Exchange::readyRead);
    connect(reply_, &QNetworkReply::finished, this, [this] {
        readyRead();
        if (over_) return;
        if (status() == 401 && !token_.isEmpty()) return refusedToken();
        if (wantsProof()) return proveAgain();
        replyFinished();
    });
}

void PlatformClient::Exchange::headArrived() {
    const auto took = std::chrono::steady_clock::now() - sentAt_;
    if (status() > 0) client_.answered(std::chrono::duration_cast<std::chrono::milliseconds>(took));
}

int PlatformClient::Exchange::status() const {
    return reply_->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

bool PlatformClient::Exchange::succeeded() const {
    return status() >= 200 && status() < 300;
}

void PlatformClient::Exchange::readyRead() {
    if (over_ || !reply_ || !reply_->isOpen()) return;
    if (succeeded()) return received();
    const QByteArray more = reply_->readAll();
    if (problemBody_.size() < maxProblemBytes) problemBody_.append(more.constData(), std::size_t(more.size()));
}

void PlatformClient::Exchange::refusedToken() {
    if (secondTry_) {
        Q_EMIT client_.signInNeeded();
        return finish(fail(problem()));
    }
    secondTry_ = true;
    client_.tokens_->refused(token_);
    dropReply();
    askForToken();
}

bool PlatformClient::Exchange::wantsProof() {
    return status() == 403 && client_.prove_ && !proved_ && problem().code == ErrorCode::reauthenticationRequired;
}

void PlatformClient::Exchange::proveAgain() {
    proved_ = true;
    timer_.stop();
    Error refusal = problem();
    dropReply();
    whenReady(client_.proof(), this, [this, refusal = std::move(refusal)](const Result<>& proof) {
        if (!proof) return finish(fail(refusal));
        timer_.start();
        askForToken();
    });
}

Result<> PlatformClient::Exchange::verdict() {
    if (status() == 0) {
        client_.unreachable();
        return fail(connectionError());
    }
    if (status() >= 300 && status() < 400)
        return fail(
            Error{ErrorCode::internal,
                  ExchangeWords::tr("The platform answered with another address, which is not followed.").toStdString(),
                  reply_->rawHeader("Location").toStdString(),
                  requestId_.toStdString(),
                  {}});
    if (!succeeded()) return fail(problem());
    if (reply_->error() != QNetworkReply::NoError)
        return fail(Error{ErrorCode::internal,
                          ExchangeWords::tr("The platform's reply ended early. Nothing of it was used.").toStdString(),
                          reply_->errorString().toStdString(),
                          requestId_.toStdString(),
                          {}});
    return {};
}

Error PlatformClient::Exchange::connectionError() const {
    Error error{ErrorCode::offline,
                ExchangeWords::tr("There is no connection to the platform.").toStdString(),
                reply_->errorString().toStdString(),
                requestId_.toStdString(),
                {}};
    if (reply_->error() == QNetworkReply::SslHandshakeFailedError) {
        error.code = ErrorCode::unavailable;
        error.message = ExchangeWords::tr("The platform's certificate is not trusted. Nothing was sent.").toStdString();
    }
    return error;
}

Error PlatformClient::Exchange::problem() {
    QByteArray servedId = reply_->rawHeader("X-Request-Id");
    if (servedId.isEmpty()) servedId = requestId_;
    Error error;
    if (auto document = json::read<contract::Problem>(problemBody_); document && !document->title.empty()) {
        document->status = status();
        error = contract::toError(*document);
    } else {
        error.code = contract::codeOf(status());
        error.message = ExchangeWords::tr("The platform could not do this (HTTP %1).").arg(status()).toStdString();
    }
    if (error.id.empty()) error.id = servedId.toStdString();
    return error;
}

void PlatformClient::Exchange::finish(Result<> outcome) {
    if (over_) return;
    over_ = true;
    timer_.stop();
    ended(std::move(outcome));
    deleteLater();
}

}  // namespace steward::client

// The platform's API for programs with a Qt event loop. Any endpoint of sdk/contract is one call:
//
//   QFuture<Result<domain::Tenant>> tenant = client.call(contract::getTenant, {.id = id});
//   whenReady(tenant, this, [this](Result<domain::Tenant> tenant) { … });
//
// Lives in one thread with an event loop (the GUI thread) and never blocks it: bodies over 64 KiB are decoded
// elsewhere. Cancelling the future, or destroying the client, aborts the request.
//
// Errors: the platform's own (problem documents, with request id and fields); offline (no connection), timeout,
// unauthenticated, tooLarge (reply over the cap), internal (a truncated reply or one that is not of the contract's
// form). Redirects are never followed, and a token goes to https or a loopback address only.
#pragma once

#include <QFuture>
#include <QNetworkAccessManager>
#include <QObject>
#include <QPromise>
#include <QUrl>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "client/future.h"
#include "client/request_encoding.h"
#include "client/token_source.h"
#include "contract/endpoint.h"

namespace steward::client {

struct CallOptions {
    std::optional<std::int64_t> ifMatch = {};        // the version the write is based on
    std::optional<std::string> idempotencyKey = {};  // made up where the endpoint takes one and none is given
    std::chrono::milliseconds timeout = std::chrono::seconds(30);
};

// What is known about the way to the platform, from requests that were answered or not.
enum class Link { unknown, online, offline };

// One line of JSON without its end. Called off the GUI thread, in order, never twice at a time. An error ends the
// stream.
using LineHandler = std::function<Result<>(std::string_view line)>;

class PlatformClient : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 maxReplyBytes = 64 * 1024 * 1024;

    // `platform`: https://host[:port], or http on a loopback address. `manager`: for tests; its own unless given.
    PlatformClient(QUrl platform, std::shared_ptr<TokenSource> tokens, QNetworkAccessManager* manager = nullptr,
                   QObject* parent = nullptr);
    ~PlatformClient() override;

    template <class Request, class Response>
    QFuture<Result<Response>> call(const contract::Endpoint<Request, Response>& endpoint,
                                   std::type_identity_t<Request> request, CallOptions options = {}) {
        return send<Response>(encodeRequest(endpoint, request), std::move(options));
    }

    // JSON lines as they arrive. The platform is read no faster than `onLine` takes them; at most 1 MiB waits here.
    // The timeout is for silence, not for the whole. A stream without its closing line is an error.
    template <class Request>
    QFuture<Result<>> stream(const contract::Endpoint<Request, contract::Lines>& endpoint,
                             std::type_identity_t<Request> request, LineHandler onLine, std::stop_token stop = {},
                             CallOptions options = {}) {
        return sendStream(encodeRequest(endpoint, request), std::move(onLine), std::move(stop), std::move(options));
    }

    // Asks the person to prove again who they are, when the platform wants to know
    // (ErrorCode::reauthenticationRequired): requests that meet this wait for one answer, and after a good one are sent
    // once more with the token there is then. Otherwise, and without this, the platform's error is the answer.
    using ProveAgain = std::function<QFuture<Result<>>()>;
    void setProveAgain(ProveAgain prove) { prove_ = std::move(prove); }

    const QUrl& platform() const { return platform_; }
    Link link() const { return link_; }
    // When the way to the platform was last seen to change.
    Time linkSince() const { return linkSince_; }
    // Median of the latest round trips.
    std::optional<std::chrono::milliseconds> latency() const;

Q_SIGNALS:
    void linkChanged(steward::client::Link link);
    void latencyChanged(std::chrono::milliseconds latency);
    // Nobody is signed in any more: the platform refused a token that had just been renewed.
    void signInNeeded();

private:
    class Exchange;
    class DocumentExchange;
    class StreamExchange;
    using Body = Result<contract::Raw>;

    template <class Response>
    QFuture<Result<Response>> send(EncodedRequest request, CallOptions options) {
        auto promise = std::make_shared<QPromise<Result<Response>>>();
        promise->start();
        auto* watcher = new QFutureWatcher<Result<Response>>;
        QObject* exchange = start(std::move(request), std::move(options), [promise](Body body) {
            promise->addResult(body ? decodeReply<Response>(std::move(*body)) : fail(std::move(body).error()));
            promise->finish();
        });
        watcher->setParent(exchange);
        connect(watcher, &QFutureWatcherBase::canceled, exchange, &QObject::deleteLater);
        watcher->setFuture(promise->future());
        return promise->future();
    }

    // `done` runs once, in this thread for short bodies and in a worker for long ones.
    QObject* start(EncodedRequest request, CallOptions options, std::function<void(Body)> done);
    QFuture<Result<>> sendStream(EncodedRequest request, LineHandler onLine, std::stop_token stop, CallOptions options);
    QFuture<Result<>> proof();
    void answered(std::chrono::milliseconds roundTrip);
    void unreachable();
    void setLink(Link link);

    QUrl platform_;
    std::shared_ptr<TokenSource> tokens_;
    QNetworkAccessManager* manager_;
    Link link_ = Link::unknown;
    Time linkSince_{};
    std::vector<std::chrono::milliseconds> roundTrips_;
    std::size_t nextRoundTrip_ = 0;
    ProveAgain prove_;
    std::vector<std::shared_ptr<QPromise<Result<>>>> proofs_;  // that are waited for
};

}  // namespace steward::client

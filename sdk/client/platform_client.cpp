#include "client/platform_client.h"

#include <QCoreApplication>
#include <QThreadPool>
#include <algorithm>
#include <atomic>

#include "client/exchange.h"

namespace steward::client {
namespace {

constexpr std::size_t decodedInPlace = 64 * 1024;
constexpr qint64 chunkBytes = 256 * 1024;
constexpr std::size_t latencySamples = 15;

std::string said(const char* text) {
    return QCoreApplication::translate("PlatformClient", text).toStdString();
}

// Cuts what arrives into lines; used by one worker at a time.
struct LineCutter {
    LineHandler handler;
    std::string begun;
    std::atomic<bool> stopped = false;

    Result<> take(std::string_view bytes) {
        while (!bytes.empty() && !stopped) {
            const auto end = bytes.find('\n');
            if (end == std::string_view::npos) {
                begun.append(bytes);
                break;
            }
            Result<> outcome;
            if (begun.empty()) {
                outcome = handler(bytes.substr(0, end));
            } else {
                begun.append(bytes.substr(0, end));
                outcome = handler(begun);
                begun.clear();
            }
            STEWARD_CHECK(outcome);
            bytes.remove_prefix(end + 1);
        }
        if (begun.size() > std::size_t(PlatformClient::maxReplyBytes))
            return fail(ErrorCode::tooLarge, said("A line of the platform's reply is too long."));
        return {};
    }
    Result<> takeRest() {
        if (begun.empty() || stopped) return {};
        const std::string last = std::move(begun);
        begun.clear();
        return handler(last);
    }
};

}  // namespace

class PlatformClient::DocumentExchange final : public Exchange {
public:
    DocumentExchange(PlatformClient& client, EncodedRequest request, CallOptions options,
                     std::function<void(Body)> done)
        : Exchange(client, std::move(request), std::move(options)), done_(std::move(done)) {}

protected:
    void received() override {
        const QByteArray bytes = reply()->readAll();
        body_.append(bytes.constData(), std::size_t(bytes.size()));
        if (body_.size() > std::size_t(maxReplyBytes))
            finish(fail(ErrorCode::tooLarge, said("The platform's reply is too large. Nothing of it was used.")));
    }
    void ended(Result<> outcome) override {
        if (!outcome) return done_(fail(std::move(outcome).error()));
        contract::Raw raw{reply()->header(QNetworkRequest::ContentTypeHeader).toString().toStdString(),
                          std::move(body_)};
        if (raw.body.size() <= decodedInPlace) return done_(std::move(raw));
        QThreadPool::globalInstance()->start(
            [done = std::move(done_), raw = std::move(raw)]() mutable { done(std::move(raw)); });
    }

private:
    std::function<void(Body)> done_;
    std::string body_;
};

class PlatformClient::StreamExchange final : public Exchange {
public:
    StreamExchange(PlatformClient& client, EncodedRequest request, CallOptions options, LineHandler onLine,
                   std::stop_token stop)
        : Exchange(client, std::move(request), std::move(options)),
          cutter_(std::make_shared<LineCutter>()),
          stopping_(std::move(stop), [this] {
              const auto cancel = [this] { finish(fail(ErrorCode::cancelled, said("The operation was cancelled."))); };
              QMetaObject::invokeMethod(this, cancel, Qt::QueuedConnection);
          }) {
        cutter_->handler = std::move(onLine);
        promise_.start();
    }
    ~StreamExchange() override { cutter_->stopped = true; }
    QFuture<Result<>> future() const { return promise_.future(); }

protected:
    void received() override {
        if (working_) return;
        const QByteArray bytes = reply()->read(chunkBytes);
        if (!bytes.isEmpty())
            work([cutter = cutter_, bytes] { return cutter->take({bytes.constData(), std::size_t(bytes.size())}); });
    }
    void replyFinished() override {
        replyDone_ = true;
        advance();
    }
    void ended(Result<> outcome) override {
        cutter_->stopped = true;
        promise_.addResult(std::move(outcome));
        promise_.finish();
    }

private:
    void work(std::function<Result<>()> step) {
        working_ = true;
        pauseTimeout();
        auto promise = std::make_shared<QPromise<Result<>>>();
        promise->start();
        whenReady(promise->future(), this, [this](const Result<>& outcome) {
            working_ = false;
            resumeTimeout();
            if (!outcome) return finish(outcome);
            advance();
        });
        QThreadPool::globalInstance()->start([promise, step = std::move(step)] {
            promise->addResult(step());
            promise->finish();
        });
    }
    void advance() {
        if (working_) return;
        if (!succeeded()) return replyDone_ ? finish(verdict()) : void();
        if (reply()->bytesAvailable() > 0) return received();
        if (!replyDone_) return;
        if (const auto outcome = verdict(); !outcome || drained_) return finish(outcome);
        drained_ = true;
        work([cutter = cutter_] { return cutter->takeRest(); });
    }

    std::shared_ptr<LineCutter> cutter_;
    QPromise<Result<>> promise_;
    bool working_ = false;
    bool replyDone_ = false;
    bool drained_ = false;
    std::stop_callback<std::function<void()>> stopping_;  // the last member: nothing is torn down while it runs
};

PlatformClient::PlatformClient(QUrl platform, std::shared_ptr<TokenSource> tokens, QNetworkAccessManager* manager,
                               QObject* parent)
    : QObject(parent),
      platform_(std::move(platform)),
      tokens_(std::move(tokens)),
      manager_(manager ? manager : new QNetworkAccessManager(this)) {}

// Exchanges go before the manager that their replies belong to.
PlatformClient::~PlatformClient() {
    for (auto* child : findChildren<QObject*>(QString(), Qt::FindDirectChildrenOnly))
        if (child != manager_) delete child;
}

QObject* PlatformClient::start(EncodedRequest request, CallOptions options, std::function<void(Body)> done) {
    return new DocumentExchange(*this, std::move(request), std::move(options), std::move(done));
}

QFuture<Result<>> PlatformClient::sendStream(EncodedRequest request, LineHandler onLine, std::stop_token stop,
                                             CallOptions options) {
    auto* exchange =
        new StreamExchange(*this, std::move(request), std::move(options), std::move(onLine), std::move(stop));
    auto* watcher = new QFutureWatcher<Result<>>(exchange);
    connect(watcher, &QFutureWatcherBase::canceled, exchange, &QObject::deleteLater);
    watcher->setFuture(exchange->future());
    return exchange->future();
}

std::optional<std::chrono::milliseconds> PlatformClient::latency() const {
    if (roundTrips_.empty()) return std::nullopt;
    auto sorted = roundTrips_;
    std::ranges::nth_element(sorted, sorted.begin() + std::ptrdiff_t(sorted.size() / 2));
    return sorted[sorted.size() / 2];
}

void PlatformClient::answered(std::chrono::milliseconds roundTrip) {
    if (roundTrips_.size() < latencySamples) {
        roundTrips_.push_back(roundTrip);
    } else {
        roundTrips_[nextRoundTrip_] = roundTrip;
        nextRoundTrip_ = (nextRoundTrip_ + 1) % latencySamples;
    }
    setLink(Link::online);
    Q_EMIT latencyChanged(*latency());
}

void PlatformClient::unreachable() {
    setLink(Link::offline);
}

void PlatformClient::setLink(Link link) {
    if (link_ == link) return;
    link_ = link;
    linkSince_ = SystemClock().now();
    Q_EMIT linkChanged(link);
}

QFuture<Result<QByteArray>> FixedToken::token() {
    return readyFuture<Result<QByteArray>>(token_);
}

}  // namespace steward::client

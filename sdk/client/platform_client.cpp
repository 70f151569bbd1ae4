#include "client/platform_client.h"

#include <QThreadPool>
#include <algorithm>
#include <atomic>

#include "client/exchange.h"
#include "contract/lines.h"

namespace steward::client {
namespace {

constexpr std::size_t decodedInPlace = 64 * 1024;
constexpr qint64 chunkBytes = 256 * 1024;
constexpr std::size_t latencySamples = 15;

Error endedEarly(std::string detail) {
    return {ErrorCode::internal,
            ExchangeWords::tr("The platform's reply ended early. Nothing of it was used.").toStdString(),
            std::move(detail),
            {},
            {}};
}

// Cuts what arrives into lines; used by one worker at a time.
struct LineCutter {
    LineHandler handler;
    std::string begun;
    std::atomic<bool> stopped = false;
    std::int64_t lines = 0;
    bool lastIsRow = false;

    Result<> take(std::string_view bytes) {
        while (!bytes.empty() && !stopped) {
            const auto end = bytes.find('\n');
            if (end == std::string_view::npos) {
                begun.append(bytes);
                break;
            }
            if (begun.empty()) {
                STEWARD_CHECK(give(bytes.substr(0, end)));
            } else {
                begun.append(bytes.substr(0, end));
                STEWARD_CHECK(give(std::exchange(begun, {})));
            }
            bytes.remove_prefix(end + 1);
        }
        if (begun.size() > std::size_t(PlatformClient::maxReplyBytes))
            return fail(ErrorCode::tooLarge,
                        ExchangeWords::tr("A line of the platform's reply is too long.").toStdString());
        return {};
    }
    // Qt 6.4 reports a chunked body that was cut off only now and then, so the closing line decides.
    Result<> finish() {
        if (!begun.empty() && !stopped) STEWARD_CHECK(give(std::exchange(begun, {})));
        if (lines < 2 || lastIsRow) return fail(endedEarly("the closing line is missing"));
        return {};
    }

private:
    Result<> give(std::string_view line) {
        ++lines;
        lastIsRow = contract::isRowLine(line);
        return handler(line);
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
            finish(fail(ErrorCode::tooLarge,
                        ExchangeWords::tr("The platform's reply is too large. Nothing of it was used.").toStdString()));
    }
    void ended(Result<> outcome) override {
        if (!outcome) return done_(fail(std::move(outcome).error()));
        // Qt 6.4 reports a body that was cut off only now and then.
        const QVariant length = reply()->header(QNetworkRequest::ContentLengthHeader);
        if (length.isValid() && length.toULongLong() != body_.size())
            return done_(fail(endedEarly(std::to_string(body_.size()) + " of " + length.toString().toStdString())));
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
              const auto cancel = [this] {
                  finish(fail(ErrorCode::cancelled, ExchangeWords::tr("The operation was cancelled.").toStdString()));
              };
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
        work([cutter = cutter_] { return cutter->finish(); });
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

QFuture<Result<>> PlatformClient::proof() {
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    proofs_.push_back(promise);
    if (proofs_.size() == 1)
        whenReady(prove_(), this, [this](const Result<>& outcome) {
            for (const auto& waiting : std::exchange(proofs_, {})) {
                waiting->addResult(outcome);
                waiting->finish();
            }
        });
    return promise->future();
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

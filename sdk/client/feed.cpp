#include "client/feed.h"

#include <QNetworkRequest>
#include <QPointer>
#include <QThread>
#include <QWebSocket>
#include <algorithm>
#include <set>

#include "base/log.h"
#include "client/address.h"
#include "client/future.h"
#include "contract/problem.h"

namespace steward::client {
namespace {

using contract::FrameType;

constexpr int offlineAfterAttempts = 3;

struct Subscriber {
    int id = 0;
    std::function<void(const FeedGap&)> onGap;
    std::optional<std::int64_t> seen;  // nothing up to here is delivered
    FeedWish wish;
};

double rateOf(const std::vector<Subscriber>& subscribers) {
    double rate = 0;
    for (const auto& one : subscribers)
        rate = std::max(rate, one.wish.rate.value_or(contract::usualRate));
    return rate;
}

}  // namespace

struct FeedSubscription::Link {
    QPointer<Feed> feed;
    int id;
};

FeedSubscription::FeedSubscription(Feed* feed, int id) : link_(std::make_shared<Link>(Link{feed, id})) {}
FeedSubscription::FeedSubscription(FeedSubscription&& other) noexcept = default;
FeedSubscription& FeedSubscription::operator=(FeedSubscription&& other) noexcept {
    if (this != &other) {
        end();
        link_ = std::move(other.link_);
    }
    return *this;
}
FeedSubscription::~FeedSubscription() {
    end();
}
void FeedSubscription::end() {
    if (const auto link = std::exchange(link_, nullptr); link && link->feed) link->feed->remove(link->id);
}

struct Feed::Private {
    // What the worker needs to know of the subscribers: replaced as a whole when it changes.
    using Decoders = std::map<std::string, std::vector<std::pair<int, Decoder>>, std::less<>>;
    struct Delivery {
        int id;
        Deliver deliver;
    };
    struct Parsed {
        bool malformed = false;
        contract::Frame frame;
        std::vector<Delivery> deliveries;
    };

    Feed& feed;
    QUrl url;
    std::shared_ptr<TokenSource> tokens;
    std::shared_ptr<Timers> timers;
    std::shared_ptr<const Clock> clock;
    Backoff backoff;

    std::unique_ptr<QWebSocket> socket;
    int generation = 0;  // of the connection; what comes from an earlier one is dropped
    QByteArray token;
    bool wanted = false;
    int silentTicks = 0;
    QPointer<QObject> retry;
    QPointer<QObject> pulse;

    int nextId = 1;
    std::map<std::string, std::vector<Subscriber>, std::less<>> topics;
    std::map<std::string, FeedThinning, std::less<>> thinned;  // topics that are, on this connection
    std::set<std::string> restarted;  // topics whose new beginning was announced on this connection
    std::shared_ptr<const Decoders> decoders = std::make_shared<Decoders>();

    QThread thread;
    QObject* worker = new QObject;

    Private(Feed& owner, QUrl platform, std::shared_ptr<TokenSource> source, FeedOptions options)
        : feed(owner),
          url(std::move(platform)),
          tokens(std::move(source)),
          timers(options.timers ? std::move(options.timers) : std::make_shared<SystemTimers>()),
          clock(options.clock ? std::move(options.clock) : std::make_shared<SystemClock>()),
          backoff(options.seed ? Backoff(*options.seed) : Backoff()) {
        thread.setObjectName(QStringLiteral("feed"));
        worker->moveToThread(&thread);
        QObject::connect(&thread, &QThread::finished, worker, &QObject::deleteLater);
        thread.start();
    }
    ~Private() {
        hangUp();
        thread.quit();
        thread.wait();
    }

    void setState(FeedState state) {
        if (feed.state_ == state) return;
        const bool stillLost = feed.state_ == FeedState::reconnecting && state == FeedState::offline;
        if (!stillLost) feed.since_ = clock->now();
        feed.state_ = state;
        Q_EMIT feed.stateChanged(state);
    }

    void connectNow();
    void open(const QByteArray& bearer);
    void opened();
    void lost();
    void hangUp();
    void tick();
    void send(const contract::Frame& frame) {
        if (socket) socket->sendTextMessage(QString::fromStdString(json::write(frame)));
    }
    void sendSubscribe(const std::string& topic);
    static Parsed parse(const QByteArray& text, const Decoders& decoders);
    void receive(Parsed parsed);
    void protocolError(QWebSocketProtocol::CloseCode code);
    void subscribed(const std::string& topic, std::int64_t newest);
    void deliver(const std::string& topic, std::vector<Delivery> deliveries, std::int64_t last);
    void gap(const std::string& topic, const FeedGap& gap);
    void thinning(const std::string& topic, FeedThinning thinning);
    Subscriber* find(const std::string& topic, int id);
    void addDecoder(const std::string& topic, int id, Decoder decoder);
    void removeDecoder(int id);
};

void Feed::Private::connectNow() {
    hangUp();
    if (!mayCarryTokens(url)) return lost();
    whenReady(tokens->token(), &feed, [this, attempt = generation](const Result<QByteArray>& bearer) {
        if (!wanted || attempt != generation) return;
        if (bearer)
            open(*bearer);
        else
            lost();
    });
}

void Feed::Private::open(const QByteArray& bearer) {
    token = bearer;
    socket = std::make_unique<QWebSocket>();
    socket->setMaxAllowedIncomingMessageSize(maxMessageBytes);
    socket->setMaxAllowedIncomingFrameSize(maxMessageBytes);
    const int current = generation;
    QObject::connect(socket.get(), &QWebSocket::connected, &feed, [this] { opened(); });
    QObject::connect(socket.get(), &QWebSocket::disconnected, &feed, [this, current] {
        if (current == generation) lost();
    });
    QObject::connect(socket.get(), qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), &feed, [this, current] {
        if (current != generation) return;
        if (socket->errorString().contains(QLatin1String("401"))) tokens->refused(token);
        // A session that ends with its token has stopped the feed by now.
        if (current == generation && socket->state() == QAbstractSocket::UnconnectedState) lost();
    });
    QObject::connect(socket.get(), &QWebSocket::binaryMessageReceived, &feed,
                     [this] { protocolError(QWebSocketProtocol::CloseCodeDatatypeNotSupported); });
    QObject::connect(socket.get(), &QWebSocket::textMessageReceived, &feed, [this, current](const QString& text) {
        silentTicks = 0;
        QMetaObject::invokeMethod(worker, [this, current, text, known = decoders] {
            QMetaObject::invokeMethod(&feed, [this, current, parsed = parse(text.toUtf8(), *known)]() mutable {
                if (current == generation) receive(std::move(parsed));
            });
        });
    });
    QUrl address = joined(url, QByteArray(contract::feedPath.data(), qsizetype(contract::feedPath.size())));
    address.setScheme(url.scheme() == QLatin1String("https") ? QStringLiteral("wss") : QStringLiteral("ws"));
    QNetworkRequest request(address);
    if (!bearer.isEmpty()) request.setRawHeader("Authorization", "Bearer " + bearer);
    silentTicks = 0;
    if (!pulse) pulse = timers->after(pingEvery, &feed, [this] { tick(); });
    socket->open(request);
}

void Feed::Private::opened() {
    backoff.reset();
    restarted.clear();
    // What was left out until the connection was lost is over.
    for (auto& [topic, one] : std::exchange(thinned, {})) {
        one.until = clock->now();
        thinning(topic, one);
    }
    silentTicks = 0;
    setState(FeedState::live);
    for (const auto& [topic, subscribers] : topics)
        sendSubscribe(topic);
}

void Feed::Private::lost() {
    hangUp();
    if (!wanted) return;
    setState(backoff.attempts() >= offlineAfterAttempts ? FeedState::offline
             : feed.state_ == FeedState::offline        ? FeedState::offline
                                                        : FeedState::reconnecting);
    delete retry.data();
    retry = timers->after(backoff.next(), &feed, [this] { connectNow(); });
}

void Feed::Private::hangUp() {
    ++generation;
    delete pulse.data();
    if (!socket) return;
    socket->disconnect(&feed);
    socket->abort();
    socket.release()->deleteLater();
}

void Feed::Private::tick() {
    pulse = timers->after(pingEvery, &feed, [this] { tick(); });
    if (++silentTicks >= deadAfter / pingEvery) return lost();
    if (feed.state_ == FeedState::live) send({.type = FrameType::ping});
}

void Feed::Private::sendSubscribe(const std::string& topic) {
    const auto& subscribers = topics[topic];
    if (subscribers.empty()) return;
    contract::Frame frame{.type = FrameType::subscribe};
    frame.topic = topic;
    for (const auto& subscriber : subscribers)
        if (subscriber.seen) frame.since = std::min(frame.since.value_or(*subscriber.seen), *subscriber.seen);
    if (std::ranges::any_of(subscribers, [](const auto& one) { return one.wish.rate.has_value(); }))
        frame.rate = rateOf(subscribers);
    if (const auto& queries = subscribers.front().wish.queries; !queries.empty()) frame.queries = queries;
    send(frame);
}

Feed::Private::Parsed Feed::Private::parse(const QByteArray& text, const Decoders& decoders) {
    Parsed parsed;
    auto frame = json::read<contract::Frame>({text.constData(), std::size_t(text.size())});
    if (!frame) {
        parsed.malformed = true;
        return parsed;
    }
    parsed.frame = std::move(*frame);
    const auto known = decoders.find(parsed.frame.topic.value_or(""));
    if (parsed.frame.type != FrameType::events || !parsed.frame.events || known == decoders.end()) return parsed;
    for (const auto& [id, decoder] : known->second)
        parsed.deliveries.push_back({id, decoder(*parsed.frame.events)});
    return parsed;
}

void Feed::Private::receive(Parsed parsed) {
    if (parsed.malformed) return protocolError(QWebSocketProtocol::CloseCodeProtocolError);
    const contract::Frame& frame = parsed.frame;
    const std::string topic = frame.topic.value_or("");
    switch (frame.type) {
        case FrameType::ping:
            return send({.type = FrameType::pong});
        case FrameType::subscribed:
            return subscribed(topic, frame.seq.value_or(0));
        case FrameType::events:
            if (frame.events && !frame.events->empty())
                deliver(topic, std::move(parsed.deliveries), frame.events->back().seq);
            return;
        case FrameType::gap:
            return gap(topic, {frame.from.value_or(0), frame.to, frame.reason.value_or(contract::GapReason::expired)});
        case FrameType::thinned:
            return thinning(topic, {frame.from.value_or(0), frame.factor.value_or(1), frame.time.value_or(Time()), {}});
        case FrameType::whole: {
            const auto known = thinned.find(topic);
            if (known == thinned.end()) return;
            auto over = known->second;
            over.until = frame.time.value_or(clock->now());
            return thinning(topic, over);
        }
        case FrameType::refused: {
            const auto problem = json::fromValue<contract::Problem>(frame.error.value_or(json::Object{}));
            Q_EMIT feed.refused(QString::fromStdString(topic), problem ? contract::toError(*problem) : problem.error());
            return;
        }
        case FrameType::pong:
        case FrameType::subscribe:
        case FrameType::unsubscribe:
            return;
    }
}

void Feed::Private::protocolError(QWebSocketProtocol::CloseCode code) {
    log::warning("the feed sent what is no frame", {{"close", int(code)}});
    if (socket) socket->close(code);
}

// A newest number below what was seen means that the sequence began anew.
void Feed::Private::subscribed(const std::string& topic, std::int64_t newest) {
    const auto known = topics.find(topic);
    if (known == topics.end()) return;
    bool anew = false;
    for (auto& subscriber : known->second) {
        anew = anew || subscriber.seen.value_or(0) > newest;
        if (!subscriber.seen) subscriber.seen = newest;
    }
    if (anew) gap(topic, {newest + 1, newest, contract::GapReason::restarted});
}

void Feed::Private::deliver(const std::string& topic, std::vector<Delivery> deliveries, std::int64_t last) {
    for (auto& [id, handOver] : deliveries) {
        auto* subscriber = find(topic, id);
        if (!subscriber) continue;
        const std::int64_t seen = subscriber->seen.value_or(0);
        subscriber->seen = std::max(seen, last);
        handOver(seen);
    }
}

void Feed::Private::gap(const std::string& topic, const FeedGap& gap) {
    const auto known = topics.find(topic);
    const bool anew = gap.reason == contract::GapReason::restarted;
    if (known == topics.end() || (anew && !restarted.insert(topic).second)) return;
    std::vector<std::function<void(const FeedGap&)>> handlers;
    for (auto& subscriber : known->second) {
        const std::int64_t seen = subscriber.seen.value_or(0);
        if (!anew && gap.to && *gap.to <= seen) continue;
        subscriber.seen = gap.to.value_or(seen);
        if (subscriber.onGap) handlers.push_back(subscriber.onGap);
    }
    for (const auto& handler : handlers)
        handler(gap);
}

// Since when it lasts stays what was told first.
void Feed::Private::thinning(const std::string& topic, FeedThinning thinning) {
    if (thinning.until) {
        thinned.erase(topic);
    } else {
        auto& known = thinned.try_emplace(topic, thinning).first->second;
        known.factor = thinning.factor;
        thinning = known;
    }
    Q_EMIT feed.thinningChanged();
    const auto known = topics.find(topic);
    if (known == topics.end()) return;
    std::vector<std::function<void(const FeedThinning&)>> handlers;
    for (const auto& subscriber : known->second)
        if (subscriber.wish.onThinned) handlers.push_back(subscriber.wish.onThinned);
    for (const auto& handler : handlers)
        handler(thinning);
}

Subscriber* Feed::Private::find(const std::string& topic, int id) {
    const auto known = topics.find(topic);
    if (known == topics.end()) return nullptr;
    const auto found = std::ranges::find(known->second, id, &Subscriber::id);
    return found == known->second.end() ? nullptr : &*found;
}

void Feed::Private::addDecoder(const std::string& topic, int id, Decoder decoder) {
    auto copy = std::make_shared<Decoders>(*decoders);
    (*copy)[topic].emplace_back(id, std::move(decoder));
    decoders = std::move(copy);
}

void Feed::Private::removeDecoder(int id) {
    auto copy = std::make_shared<Decoders>(*decoders);
    for (auto& [topic, list] : *copy)
        std::erase_if(list, [id](const auto& entry) { return entry.first == id; });
    decoders = std::move(copy);
}

Feed::Feed(QUrl platform, std::shared_ptr<TokenSource> tokens, FeedOptions options, QObject* parent)
    : QObject(parent),
      d_(std::make_unique<Private>(*this, std::move(platform), std::move(tokens), std::move(options))) {}

Feed::~Feed() = default;

void Feed::start() {
    if (std::exchange(d_->wanted, true)) return;
    d_->setState(FeedState::reconnecting);
    d_->connectNow();
}

void Feed::stop() {
    d_->wanted = false;
    delete d_->retry.data();
    d_->hangUp();
    d_->backoff.reset();
    d_->setState(FeedState::stopped);
}

void Feed::wake() {
    if (!d_->wanted) return;
    if (state_ == FeedState::live) {
        d_->send({.type = FrameType::ping});
        return;
    }
    delete d_->retry.data();
    d_->connectNow();
}

FeedSubscription Feed::add(std::string topic, Decoder decoder, std::function<void(const FeedGap&)> onGap,
                           std::optional<std::int64_t> since, FeedWish wish) {
    const int id = d_->nextId++;
    auto& subscribers = d_->topics[topic];
    const bool follows = !since && !subscribers.empty();
    if (follows) since = subscribers.front().seen;
    const bool isFaster = wish.rate.value_or(contract::usualRate) > rateOf(subscribers);
    d_->addDecoder(topic, id, std::move(decoder));
    subscribers.push_back({id, std::move(onGap), since, std::move(wish)});
    if (state_ == FeedState::live && (!follows || isFaster)) d_->sendSubscribe(topic);
    return {this, id};
}

std::optional<FeedThinning> Feed::thinning() const {
    const auto least = std::ranges::max_element(d_->thinned, {}, [](const auto& topic) { return topic.second.factor; });
    return least == d_->thinned.end() ? std::nullopt : std::optional(least->second);
}

void Feed::remove(int id) {
    d_->removeDecoder(id);
    bool wasThinned = false;
    for (auto it = d_->topics.begin(); it != d_->topics.end();) {
        const auto erased = std::erase_if(it->second, [id](const auto& subscriber) { return subscriber.id == id; });
        if (erased && it->second.empty()) {
            if (state_ == FeedState::live) d_->send({.type = FrameType::unsubscribe, .topic = it->first});
            wasThinned |= d_->thinned.erase(it->first) > 0;
            it = d_->topics.erase(it);
        } else {
            ++it;
        }
    }
    if (wasThinned) Q_EMIT thinningChanged();
}

}  // namespace steward::client

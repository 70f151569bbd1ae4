// Everything that is watched, over one WebSocket (contract/topics.h). Typed by topic, resumed where it stopped:
//
//   subscription_ = feed.subscribe(contract::jobsTopic, [this](const FeedEvents<domain::Job>& events) { … },
//                                  [this](const FeedGap& gap) { … });
//
// Lives in one thread with an event loop; handlers run there, parsing elsewhere. Each event is delivered once and in
// order. What cannot be replayed after a lost connection is announced as a gap, once. Never gives up: waits with
// jitter.
#pragma once

#include <QObject>
#include <QUrl>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "client/timers.h"
#include "client/token_source.h"
#include "contract/topics.h"

class QWebSocket;

namespace steward::client {

enum class FeedState {
    stopped,
    live,          // what is shown is what is
    reconnecting,  // lost, trying again
    offline,       // several attempts failed, still trying
};

template <class Message>
struct FeedEvent {
    std::int64_t seq = 0;
    Time time{};
    Message data{};
};
template <class Message>
using FeedEvents = std::vector<FeedEvent<Message>>;

// Events `from` to `to` will not come: read the state again. `to` is empty when how many were missed is not known.
struct FeedGap {
    std::int64_t from = 0;
    std::optional<std::int64_t> to;
    contract::GapReason reason = contract::GapReason::expired;
};

// The client reads a sampled topic too slowly for all of its values: since `since`, events from `from` on are put
// together, `factor` of them to one. With `until` it is over: what was left out up to then is in the history.
struct FeedThinning {
    std::int64_t from = 0;
    std::int64_t factor = 1;
    Time since{};
    std::optional<Time> until = {};
};

// How a sampled topic is wanted (contract/topics.h).
struct FeedWish {
    std::optional<double> rate = {};  // values a second; of several subscriptions of a topic the highest counts
    std::function<void(const FeedThinning&)> onThinned = {};
    std::vector<domain::SeriesQuery> queries = {};  // of contract::seriesTopic
};

class Feed;

// Ends with its destruction. Movable, not copyable. May outlive the feed.
class [[nodiscard]] FeedSubscription {
public:
    FeedSubscription() = default;
    FeedSubscription(FeedSubscription&& other) noexcept;
    FeedSubscription& operator=(FeedSubscription&& other) noexcept;
    ~FeedSubscription();
    void end();

private:
    friend class Feed;
    FeedSubscription(Feed* feed, int id);
    struct Link;
    std::shared_ptr<Link> link_;
};

struct FeedOptions {
    std::shared_ptr<Timers> timers;          // the system's unless given
    std::shared_ptr<const Clock> clock;      // the system's unless given
    std::optional<std::uint32_t> seed = {};  // of the jitter
};

class Feed : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds pingEvery{15};
    static constexpr std::chrono::seconds deadAfter{30};
    static constexpr quint64 maxMessageBytes = 4 * 1024 * 1024;

    // `platform` as for PlatformClient. Nothing is opened before start().
    Feed(QUrl platform, std::shared_ptr<TokenSource> tokens, FeedOptions options = {}, QObject* parent = nullptr);
    ~Feed() override;

    void start();
    void stop();
    // A network came back, the computer woke up: try at once.
    void wake();

    FeedState state() const { return state_; }
    // When `state` began; for offline and reconnecting: when the connection was lost.
    Time since() const { return since_; }
    // Of the topics that are read too slowly the one that gets the least; nothing: all get what they want.
    std::optional<FeedThinning> thinning() const;

    // All tenants, or the platform's own series. `since`: the last number seen, to replay from there.
    template <class Message>
    FeedSubscription subscribe(const contract::Topic<Message>& topic,
                               std::type_identity_t<std::function<void(const FeedEvents<Message>&)>> onEvents,
                               std::function<void(const FeedGap&)> onGap = {}, std::optional<std::int64_t> since = {},
                               FeedWish wish = {}) {
        return add(std::string(topic.name), decoder<Message>(std::move(onEvents)), std::move(onGap), since,
                   std::move(wish));
    }
    // One tenant of a topic that is per tenant.
    template <class Message>
    FeedSubscription subscribe(const contract::Topic<Message>& topic, const std::string& tenantId,
                               std::type_identity_t<std::function<void(const FeedEvents<Message>&)>> onEvents,
                               std::function<void(const FeedGap&)> onGap = {}, std::optional<std::int64_t> since = {},
                               FeedWish wish = {}) {
        return add(std::string(topic.name) + ":" + tenantId, decoder<Message>(std::move(onEvents)), std::move(onGap),
                   since, std::move(wish));
    }
    // Newest values of the wish's queries; of the caller's own place where `tenantId` is empty.
    FeedSubscription subscribeSeries(const std::string& tenantId, FeedWish wish,
                                     std::function<void(const FeedEvents<domain::MetricSample>&)> onEvents,
                                     std::function<void(const FeedGap&)> onGap = {}) {
        auto topic = contract::seriesTopicName(tenantId, wish.queries);
        return add(std::move(topic), decoder<domain::MetricSample>(std::move(onEvents)), std::move(onGap), {},
                   std::move(wish));
    }

Q_SIGNALS:
    void stateChanged(steward::client::FeedState state);
    void thinningChanged();
    // The platform does not let this user watch the topic; its handlers stay silent.
    void refused(const QString& topic, const steward::Error& error);

private:
    friend class FeedSubscription;
    // Runs in a worker: makes the events of one frame into a call for the feed's thread, which leaves out what was
    // seen.
    using Deliver = std::function<void(std::int64_t seen)>;
    using Decoder = std::function<Deliver(const std::vector<contract::FeedEvent>&)>;

    template <class Message>
    static Decoder decoder(std::function<void(const FeedEvents<Message>&)> handler) {
        return [handler = std::move(handler)](const std::vector<contract::FeedEvent>& raw) -> Deliver {
            FeedEvents<Message> events;
            events.reserve(raw.size());
            for (const auto& event : raw)
                if (auto data = json::fromValue<Message>(event.data))
                    events.push_back({event.seq, event.time, std::move(*data)});
            return [handler, events = std::move(events)](std::int64_t seen) mutable {
                std::erase_if(events, [seen](const auto& event) { return event.seq <= seen; });
                if (!events.empty()) handler(events);
            };
        };
    }

    FeedSubscription add(std::string topic, Decoder decoder, std::function<void(const FeedGap&)> onGap,
                         std::optional<std::int64_t> since, FeedWish wish);
    void remove(int id);

    struct Private;
    std::unique_ptr<Private> d_;
    FeedState state_ = FeedState::stopped;
    Time since_{};
};

}  // namespace steward::client

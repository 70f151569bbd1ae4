#include "feed/feed.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "base/log.h"
#include "contract/problem.h"
#include "feed/client.h"
#include "feed/topic_names.h"
#include "kernel/outbox.h"

namespace steward::feed {
namespace {

using contract::Frame;
using contract::FrameType;
using kernel::CloseCode;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::int64_t reservedAtOnce = 1'000'000;
// Of the outbox, at start: more than all topics together replay.
constexpr std::int64_t readAtStart = 8000;
constexpr std::size_t maxTopics = 64;
constexpr std::size_t mostQueries = 1024;  // of one client
constexpr auto doubtedFor = std::chrono::seconds(3);
// How long a tenant's stream is kept for a client that may come back.
constexpr auto streamKeptFor = std::chrono::minutes(2);

// A block of numbers that no other node gets. The number before it.
Result<std::int64_t> reserve(sql::Connection& connection) {
    STEWARD_TRY(const auto rows, connection.query("SELECT reserved FROM feed_sequence"));
    const std::int64_t before = rows.empty() ? 0 : rows[0].integer(0);
    STEWARD_CHECK(
        connection.execute("INSERT INTO feed_sequence VALUES (1, ?1) "
                           "ON CONFLICT (\"only\") DO UPDATE SET reserved = excluded.reserved",
                           {before + reservedAtOnce}));
    return before;
}

std::shared_ptr<const std::string> restOf(const kernel::Message& message) {
    return std::make_shared<const std::string>(",\"time\":\"" + toRfc3339(message.time) +
                                               "\",\"data\":" + message.json + "}");
}

// Who cannot be asked about for a moment may go on.
bool mayNotListen(const Error& error) {
    return error.code == ErrorCode::unauthenticated || error.code == ErrorCode::forbidden;
}

}  // namespace

struct Feed::State : std::enable_shared_from_this<Feed::State> {
    struct Kept {
        std::shared_ptr<Stream> stream;
        bool ofTenant = false;
        bool perNode = false;
        std::string tenant = {};
        std::vector<domain::SeriesQuery> queries = {};  // of a topic that is asked
        Duration interval{1000};
        mutable steady_clock::time_point used = steady_clock::now();
    };

    kernel::Io& io;
    kernel::Database& database;
    kernel::Authenticator& authenticator;
    kernel::FeedConfig config;
    std::map<std::string, Kept, std::less<>> streams = {};
    std::unordered_set<std::shared_ptr<Client>> clients = {};
    std::function<kernel::Async<>()> catchUp = {};
    std::function<void(std::vector<Asked>)> onAsked = {};
    // Tenants that were changed, or somebody of them, and until when their clients are asked with each beat who they
    // are: what they lose, they lose a moment after the news.
    std::unordered_map<std::string, steady_clock::time_point> doubted = {};
    std::int64_t published = 0;  // the newest number of the outbox
    std::int64_t base = 0;       // numbers of this process are above it
    std::int64_t newest = 0;     // the highest number it has given
    std::int64_t reserved = 0;   // up to here they are its own
    bool reserving = false;
    bool ticking = false;
    bool running = false;
    std::atomic<std::size_t> clientCount = 0;
    std::atomic<std::uint64_t> sent = 0;

    State(kernel::Io& io_, kernel::Database& database_, kernel::Authenticator& authenticator_,
          kernel::FeedConfig config_)
        : io(io_), database(database_), authenticator(authenticator_), config(config_) {}

    std::shared_ptr<Stream> streamOf(const Target& target) {
        auto& kept = streams[target.stream];
        if (!kept.stream) {
            kept.stream = std::make_shared<Stream>(target.topic, target.perNode ? newest : published,
                                                   Limits{target.retention, config.maxQueueBytes});
            kept.ofTenant = !target.tenant.empty() || target.isAsked;
            kept.tenant = target.tenant;
            kept.perNode = target.perNode;
            const auto whole = streams.find(target.topic);
            if (kept.ofTenant && !target.isAsked && whole != streams.end())
                kept.stream->copy(*whole->second.stream, target.tenant);
        }
        if (!kept.perNode) kept.stream->advance(published);
        kept.used = steady_clock::now();
        return kept.stream;
    }

    void append(const std::string& name, const Event& event) {
        if (const auto found = streams.find(name); found != streams.end()) found->second.stream->append(event);
    }

    void publish(const kernel::Message& message, const std::shared_ptr<const std::string>& rest) {
        const bool ofNode = message.number == 0;
        if (!ofNode && message.number <= published) return;
        const auto addressed = addressedBy(message.topic, message.tenantId);
        const Event event{ofNode ? ++newest : message.number, message.tenantId, rest, message.time};
        if (!ofNode) published = message.number;
        if (message.isLoss()) lose(message.number);
        if (message.topic == contract::entitiesTopic.name) doubted[message.tenantId] = steady_clock::now() + doubtedFor;
        if (!addressed.platform.empty()) append(addressed.platform, event);
        if (!addressed.tenant.empty()) append(addressed.tenant, event);
        if (newest + reservedAtOnce / 10 > reserved && !reserving) reserveMore();
        if (ticking || clients.empty()) return;
        ticking = true;
        io.spawn([self = shared_from_this()] { return self->tick(); });
    }

    void lose(std::int64_t number) {
        for (const auto& [name, kept] : streams)
            if (!kept.perNode) kept.stream->lose(number);
    }

    void reserveMore() {
        reserving = true;
        io.spawn([self = shared_from_this()]() -> kernel::asio::awaitable<void> {
            auto writing = self->database.write([](sql::Connection& connection) { return reserve(connection); });
            const auto before = co_await std::move(writing);
            // Between the two blocks are those of other nodes.
            if (before) self->newest = *before;
            if (before) self->reserved = *before + reservedAtOnce;
            self->reserving = false;
        });
    }

    Result<> load() {
        STEWARD_TRY(base, database.writeNow([](sql::Connection& connection) { return reserve(connection); }));
        newest = base;
        reserved = base + reservedAtOnce;
        STEWARD_TRY(const auto recent, database.readNow([](sql::Connection& connection) {
            return kernel::recentMessages(connection, readAtStart);
        }));
        published = recent.before;
        std::apply(
            [&](const auto&... topic) {
                (streamOf({std::string(topic.name), std::string(topic.name), topic.retention, topic.perNode}), ...);
            },
            contract::topics);
        for (const auto& message : recent.messages)
            publish(message, restOf(message));
        published = recent.newest;
        return {};
    }

    kernel::asio::awaitable<void> tick() {
        const auto self = shared_from_this();
        co_await kernel::sleepFor(milliseconds(config.flushMs));
        ticking = false;
        for (const auto& client : clients)
            flush(client);
    }

    void flush(const std::shared_ptr<Client>& client) {
        if (!client->hasWork()) return;
        io.spawn([self = shared_from_this(), client]() -> kernel::asio::awaitable<void> {
            auto flushing = client->flush();
            self->sent += co_await std::move(flushing);
        });
    }

    void close(const std::shared_ptr<Client>& client, CloseCode code, const std::string& reason) {
        io.spawn([client, code, reason] { return client->webSocket().close(code, reason); });
    }

    kernel::Async<domain::Principal> identifyAgain(const kernel::Request& request) {
        auto preparing = authenticator.prepare(request);
        const auto prepared = co_await std::move(preparing);
        if (!prepared) co_return fail(prepared.error());
        co_return authenticator.identifyAgain(request);
    }

    kernel::asio::awaitable<void> check(std::shared_ptr<Client> client, bool isPingDue) {
        const auto self = shared_from_this();
        auto identifying = identifyAgain(client->request());
        const auto principal = co_await std::move(identifying);
        if (!principal && mayNotListen(principal.error())) {
            close(client, CloseCode::policy, "The session has ended.");
            co_return;
        }
        if (!isPingDue) co_return;
        client->say({.type = FrameType::ping});
        flush(client);
    }

    kernel::asio::awaitable<void> watch() {
        const auto self = shared_from_this();
        const milliseconds beat(std::clamp<std::int64_t>(config.pingMs / 4, 10, 1000));
        while (running) {
            co_await kernel::sleepFor(beat);
            const steady_clock::time_point now = steady_clock::now();
            const auto present = clients;
            for (const auto& client : present) {
                if (now - client->lastHeard >= milliseconds(config.deadMs)) {
                    client->end();
                    continue;
                }
                const bool isDue = now - client->lastPing >= milliseconds(config.pingMs);
                const auto& principal = client->principal();
                const bool isDoubted = doubted.contains(principal.tenantId.value_or(std::string()));
                if (!isDue && !isDoubted && !principal.support) continue;
                if (isDue) client->lastPing = now;
                io.spawn([self, client, isDue] { return self->check(client, isDue); });
            }
            for (const auto& client : clients)
                flush(client);
            std::erase_if(doubted, [now](const auto& entry) { return entry.second <= now; });
            dropUnused(now);
        }
    }

    void dropUnused(steady_clock::time_point now) {
        const auto dropped = std::erase_if(streams, [&](const auto& entry) {
            const Kept& kept = entry.second;
            if (!kept.ofTenant) return false;
            for (const auto& client : clients)
                if (client->subscribes(*kept.stream)) kept.used = now;
            return now - kept.used > streamKeptFor;
        });
        if (dropped > 0) tellAsked();
    }

    // Streams that nobody reads any more go on for a while, so that who comes back has missed nothing.
    void tellAsked() {
        if (!onAsked) return;
        std::vector<Asked> all;
        for (auto& [name, kept] : streams) {
            if (kept.queries.empty()) continue;
            std::optional<Duration> shortest;
            for (const auto& client : clients)
                if (const auto wanted = client->intervalOf(*kept.stream))
                    shortest = std::min(shortest.value_or(*wanted), *wanted);
            kept.interval = shortest.value_or(kept.interval);
            all.push_back({name, kept.tenant, kept.queries, kept.interval});
        }
        onAsked(std::move(all));
    }

    // Which events a client gets, as it asks in the frame.
    Result<Client::Wish> wishOf(const Client& client, const Frame& frame, const Target& target) const {
        Client::Wish wish{frame.since, target.perNode ? base : 0, {}, 0};
        std::vector<FieldError> errors;
        const double rate = frame.rate.value_or(contract::usualRate);
        if (frame.rate && (!target.sampled || !(rate >= contract::lowestRate && rate <= contract::highestRate)))
            errors.push_back({"/rate", "must be 0.1 to 10 values a second, of a topic of values"});
        else if (target.sampled)
            wish.interval = Duration(std::llround(1000 / rate));
        const auto queries = frame.queries.value_or(std::vector<domain::SeriesQuery>());
        wish.queries = queries.size();
        if (queries.empty() == target.isAsked || queries.size() > contract::mostLiveQueries)
            errors.push_back({"/queries", "must be 1 to 256 of the topic of series, and none of others"});
        for (std::size_t i = 0; errors.empty() && i < queries.size(); ++i)
            errors = domain::check(queries[i], "/queries/" + std::to_string(i));
        if (target.isAsked && errors.empty()) {
            const auto name = contract::seriesTopicName({}, queries);
            if (!target.topic.ends_with(name.substr(name.find('/'))))
                errors.push_back({"/topic", "must be the name of these queries"});
        }
        if (!errors.empty()) return fail(Error{ErrorCode::invalid, "The topic cannot be had so.", {}, {}, errors});
        const auto known = streams.find(target.stream);
        if (known != streams.end() && !known->second.queries.empty() && known->second.queries != queries)
            return fail(ErrorCode::conflict, "Other queries have this name.");
        if (client.queriesBeside(target.topic) + queries.size() > mostQueries)
            return fail(ErrorCode::unprocessable, "A client has at most 1,024 live queries.");
        return wish;
    }

    // Who breaks the rules is closed.
    kernel::asio::awaitable<void> take(std::shared_ptr<Client> client, std::string text) {
        const auto self = shared_from_this();
        const auto value = json::parse(text);
        if (!value) {
            close(client, CloseCode::badData, "This is no JSON.");
            co_return;
        }
        const auto frame = json::fromValue<Frame>(*value);
        if (!frame || !value->is_object() || !value->get_object().contains("type")) {
            close(client, CloseCode::policy, "This is no frame of the feed.");
            co_return;
        }
        if (frame->type == FrameType::subscribe && frame->since.value_or(0) > published && catchUp) {
            auto catching = catchUp();
            co_await std::move(catching);
        }
        switch (frame->type) {
            case FrameType::ping:
                client->say({.type = FrameType::pong});
                break;
            case FrameType::pong:
                break;
            case FrameType::subscribe:
                subscribe(client, *frame);
                break;
            case FrameType::unsubscribe:
                client->unsubscribe(frame->topic.value_or(std::string()));
                tellAsked();
                break;
            default:
                close(client, CloseCode::policy, "Only the platform sends this frame.");
                co_return;
        }
        flush(client);
    }

    void subscribe(const std::shared_ptr<Client>& client, const Frame& frame) {
        const std::string topic = frame.topic.value_or(std::string());
        auto target = targetOf(topic, client->principal());
        if (target && client->subscriptions() >= maxTopics)
            target = fail(ErrorCode::unprocessable, "A client has at most 64 topics.");
        Result<Client::Wish> wish = target ? wishOf(*client, frame, *target) : fail(target.error());
        if (wish) {
            const auto stream = streamOf(*target);
            if (target->isAsked) streams[target->stream].queries = *frame.queries;
            client->subscribe(stream, *wish);
            if (target->isAsked) tellAsked();
            return;
        }
        Frame refused{.type = FrameType::refused};
        refused.topic = topic;
        refused.error = json::toValue(contract::toProblem(wish.error(), {}));
        client->say(refused);
    }

    kernel::asio::awaitable<void> serve(std::unique_ptr<kernel::WebSocket> webSocket, kernel::Request request) {
        const auto self = shared_from_this();
        auto identifying = identifyAgain(request);
        auto principal = co_await std::move(identifying);
        if (!principal) {
            auto closing = webSocket->close(CloseCode::policy, "Sign in first.");
            co_await std::move(closing);
            co_return;
        }
        const auto client = std::make_shared<Client>(std::move(webSocket), std::move(*principal), std::move(request),
                                                     config.slowReaderBytes);
        clients.insert(client);
        clientCount = clients.size();
        for (;;) {
            auto reading = client->webSocket().read();
            const auto text = co_await std::move(reading);
            if (!text) break;
            client->lastHeard = steady_clock::now();
            auto taking = take(client, *text);
            co_await std::move(taking);
        }
        client->end();
        clients.erase(client);
        tellAsked();
        clientCount = clients.size();
    }
};

Feed::Feed(kernel::Io& io, kernel::Database& database, kernel::Bus& bus, kernel::Authenticator& authenticator,
           kernel::Telemetry& telemetry, kernel::FeedConfig config)
    : state_(std::make_shared<State>(io, database, authenticator, config)) {
    const std::weak_ptr weak(state_);
    subscription_ = bus.subscribe([weak, &io](const kernel::Message& message) {
        kernel::Message head{message.topic, message.tenantId, {}, message.time, message.number};
        io.post([weak, head = std::move(head), rest = restOf(message)] {
            if (const auto state = weak.lock()) state->publish(head, rest);
        });
    });
    telemetry.gauge("steward_feed_clients", "Clients of the feed.", [weak] {
        const auto state = weak.lock();
        return state ? static_cast<double>(state->clientCount) : 0.0;
    });
}

Feed::~Feed() {
    state_->running = false;
}

void Feed::onAsked(std::function<void(std::vector<Asked>)> heard) {
    state_->onAsked = std::move(heard);
}

void Feed::setCatchUp(std::function<kernel::Async<>()> catchUp) {
    state_->catchUp = std::move(catchUp);
}

Result<> Feed::start() {
    STEWARD_CHECK(state_->load());
    state_->running = true;
    state_->io.spawn([state = state_] { return state->watch(); });
    return {};
}

void Feed::bind(kernel::Listener& listener) {
    const auto state = state_;
    listener.webSocket(
        std::string(contract::feedPath),
        [state](const kernel::Request& request) -> kernel::Async<> {
            auto preparing = state->authenticator.prepare(request);
            STEWARD_CO_CHECK(co_await std::move(preparing));
            auto principal = state->authenticator.identify(request);
            if (!principal) co_return fail(std::move(principal).error());
            co_return Result<>();
        },
        [state](std::unique_ptr<kernel::WebSocket> webSocket, kernel::Request request) {
            return state->serve(std::move(webSocket), std::move(request));
        });
}

kernel::asio::awaitable<void> Feed::shutDown() {
    const auto state = state_;
    state->running = false;
    for (const auto& client : state->clients)
        state->close(client, CloseCode::goingAway, "The platform is stopping.");
    for (int i = 0; i < 50 && !state->clients.empty(); ++i)
        co_await kernel::sleepFor(milliseconds(20));
    const auto left = state->clients;
    for (const auto& client : left)
        client->end();
}

std::size_t Feed::clients() const {
    return state_->clientCount;
}
std::uint64_t Feed::eventsSent() const {
    return state_->sent;
}

}  // namespace steward::feed

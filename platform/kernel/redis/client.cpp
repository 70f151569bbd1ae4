#include "kernel/redis/client.h"

#include <algorithm>
#include <boost/asio/ssl/context.hpp>
#include <map>

#include "kernel/redis/link.h"

namespace steward::kernel::redis {
namespace {

bool isNumber(std::string_view text, std::size_t digits) {
    return !text.empty() && text.size() <= digits &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Result<std::shared_ptr<asio::ssl::context>> trusting(const std::string& caFile) {
    auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_client);
    boost::system::error_code failed;
    SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
    context->set_verify_mode(asio::ssl::verify_peer, failed);
    if (!failed && caFile.empty()) context->set_default_verify_paths(failed);
    if (!failed && !caFile.empty()) context->load_verify_file(caFile, failed);
    if (!failed) return context;
    return fail(ErrorCode::invalid, "The certificates that Redis is to be known by cannot be read: " + caFile,
                failed.message());
}

}  // namespace

Result<Address> parseAddress(std::string_view url) {
    const auto wrong = fail(ErrorCode::invalid, "must look like redis://host:6379/0 or rediss://host:6379/0");
    constexpr std::string_view plain = "redis://";
    constexpr std::string_view secure = "rediss://";
    Address address;
    address.secure = url.starts_with(secure);
    if (!address.secure && !url.starts_with(plain)) return wrong;
    url.remove_prefix(address.secure ? secure.size() : plain.size());
    if (const auto slash = url.find('/'); slash != std::string_view::npos) {
        if (slash + 1 < url.size()) address.database = url.substr(slash + 1);
        url = url.substr(0, slash);
    }
    const auto bracket = url.starts_with('[') ? url.find(']') : 0;
    if (bracket == std::string_view::npos) return wrong;
    if (const auto colon = url.find(':', bracket); colon != std::string_view::npos) {
        address.port = url.substr(colon + 1);
        url = url.substr(0, colon);
    }
    address.host = url.starts_with('[') ? url.substr(1, bracket - 1) : url;
    // A user or a password in a URL ends up in logs.
    if (address.host.empty() || address.host.find('@') != std::string::npos || !isNumber(address.port, 5) ||
        !isNumber(address.database, 4))
        return wrong;
    return address;
}

struct Client::State : std::enable_shared_from_this<Client::State> {
    struct Channel {
        std::string name;
        std::function<void(std::string_view)> onMessage;
        std::function<void()> onSubscribed;
    };

    Io& io;
    const RedisConfig config;
    Telemetry& telemetry;
    std::shared_ptr<Link> commands = {};
    std::shared_ptr<Link> listening = {};
    std::vector<Channel> channels = {};
    std::map<const char*, std::string> hashes = {};  // of scripts

    State(Io& io_, RedisConfig config_, Telemetry& telemetry_)
        : io(io_), config(std::move(config_)), telemetry(telemetry_) {}

    // ["message", channel, payload]; the confirmation of a subscription is an answer like others.
    bool push(const Reply& reply) {
        if (reply.type != Reply::Type::list || reply.list.size() != 3 || reply.list[0].text != "message") return false;
        for (const auto& channel : channels)
            if (channel.name == reply.list[1].text) channel.onMessage(reply.list[2].text);
        return true;
    }

    void listen(const Address& address, const std::shared_ptr<asio::ssl::context>& tls) {
        std::vector<std::vector<std::string>> greeting;
        for (const auto& channel : channels)
            greeting.push_back({"SUBSCRIBE", channel.name});
        const std::weak_ptr weak(shared_from_this());
        listening = std::make_shared<Link>(io, address, config, tls, std::move(greeting),
                                           Link::Hooks{.up =
                                                           [weak] {
                                                               const auto state = weak.lock();
                                                               if (!state) return;
                                                               for (const auto& channel : state->channels)
                                                                   channel.onSubscribed();
                                                           },
                                                       .down = [] {},
                                                       .pushed =
                                                           [weak](const Reply& reply) {
                                                               const auto state = weak.lock();
                                                               return state && state->push(reply);
                                                           }});
        listening->start();
    }

    Async<std::string> hashOf(const Script& script) {
        const auto self = shared_from_this();
        if (const auto known = hashes.find(script.source.data()); known != hashes.end()) co_return known->second;
        auto loading = commands->ask({"SCRIPT", "LOAD", std::string(script.source)});
        auto loaded = co_await std::move(loading);
        if (!loaded) co_return fail(std::move(loaded).error());
        hashes[script.source.data()] = loaded->text;
        co_return loaded->text;
    }
};

Client::Client(Io& io, RedisConfig config, Telemetry& telemetry)
    : state_(std::make_shared<State>(io, std::move(config), telemetry)) {}

Client::~Client() {
    stop();
}

Result<> Client::start() {
    STEWARD_TRY(const auto address, parseAddress(state_->config.url));
    std::shared_ptr<asio::ssl::context> tls;
    if (address.secure) {
        STEWARD_TRY(tls, trusting(state_->config.caFile));
    }
    const std::weak_ptr weak(state_);
    state_->telemetry.gauge("steward_redis_up", "1 while Redis answers.", [weak] {
        const auto state = weak.lock();
        return state && state->commands && state->commands->isUp() ? 1.0 : 0.0;
    });
    const auto lost = [weak] {
        if (const auto state = weak.lock())
            state->telemetry.count("steward_redis_connections_lost_total", "Connections to Redis that broke.");
    };
    state_->commands =
        std::make_shared<Link>(state_->io, address, state_->config, tls, std::vector<std::vector<std::string>>(),
                               Link::Hooks{.up = [] {}, .down = lost, .pushed = {}});
    state_->commands->start();
    if (!state_->channels.empty()) state_->listen(address, tls);
    return {};
}

void Client::stop() {
    if (state_->commands) state_->commands->stop();
    if (state_->listening) state_->listening->stop();
}

Async<Reply> Client::ask(std::vector<std::string> words) {
    const auto state = state_;
    if (!state->commands) co_return fail(ErrorCode::unavailable, "Redis does not answer.", "It was not started.");
    auto asking = state->commands->ask(std::move(words));
    auto reply = co_await std::move(asking);
    co_return reply;
}

Async<Reply> Client::run(const Script& script, std::vector<std::string> keys, std::vector<std::string> arguments) {
    const auto state = state_;
    if (!state->commands) co_return fail(ErrorCode::unavailable, "Redis does not answer.", "It was not started.");
    for (bool again = false;; again = true) {
        auto hashing = state->hashOf(script);
        auto hash = co_await std::move(hashing);
        if (!hash) co_return fail(std::move(hash).error());
        std::vector<std::string> words{"EVALSHA", std::move(*hash), std::to_string(keys.size())};
        words.insert(words.end(), keys.begin(), keys.end());
        words.insert(words.end(), arguments.begin(), arguments.end());
        auto asking = state->commands->ask(std::move(words));
        auto reply = co_await std::move(asking);
        // Redis was restarted, or its scripts were flushed: nothing of this one was carried out.
        if (reply || again || !reply.error().detail.starts_with("NOSCRIPT")) co_return reply;
        state->hashes.erase(script.source.data());
    }
}

void Client::subscribe(std::string channel, std::function<void(std::string_view)> onMessage,
                       std::function<void()> onSubscribed) {
    state_->channels.push_back({std::move(channel), std::move(onMessage), std::move(onSubscribed)});
}

std::string Client::key(std::string_view name) const {
    return state_->config.prefix + ":" + std::string(name);
}

bool Client::isUp() const {
    return state_->commands && state_->commands->isUp();
}

}  // namespace steward::kernel::redis

#include "kernel/redis/link.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "base/log.h"

namespace steward::kernel::redis {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds shortestPause{50};
constexpr milliseconds longestPause{2000};
constexpr milliseconds askedEvery{1000};
constexpr std::size_t maxWaiting = 4096;
constexpr std::size_t maxReplyBytes = 16 << 20;
constexpr std::size_t readAtOnce = 32 << 10;

Error gone(std::string detail) {
    return {ErrorCode::unavailable, "Redis does not answer.", std::move(detail), {}, {}};
}

// Of these the command itself is not to blame.
bool isState(std::string_view error) {
    for (const std::string_view word : {"LOADING", "READONLY", "MASTERDOWN", "OOM", "BUSY", "CLUSTERDOWN", "MISCONF"})
        if (error.substr(0, error.find(' ')) == word) return true;
    return false;
}

}  // namespace

struct Link::Waiting {
    explicit Waiting(const asio::any_io_executor& executor) : timer(executor) {}
    asio::steady_timer timer;
    std::optional<Result<Reply>> outcome;
};

struct Link::Session {
    explicit Session(const asio::any_io_executor& executor) : socket(executor), resolver(executor), idle(executor) {}
    asio::ip::tcp::socket socket;
    std::optional<asio::ssl::stream<asio::ip::tcp::socket&>> secure;  // over the socket
    asio::ip::tcp::resolver resolver;
    asio::steady_timer idle;
    ReplyReader replies{maxReplyBytes};
    std::string unsent;
    std::deque<std::shared_ptr<Waiting>> waiting;  // in the order of the commands
    bool writing = false;
    bool over = false;
    std::string why;
};

Link::Link(Io& io, Address address, RedisConfig config, std::shared_ptr<asio::ssl::context> tls,
           std::vector<std::vector<std::string>> greeting, Hooks hooks)
    : io_(io),
      address_(std::move(address)),
      config_(std::move(config)),
      tls_(std::move(tls)),
      greeting_(std::move(greeting)),
      hooks_(std::move(hooks)) {}

void Link::start() {
    running_ = true;
    io_.spawn([self = shared_from_this()] { return self->stayConnected(); });
}

void Link::stop() {
    running_ = false;
    if (session_) end(*session_, "The platform stops.");
}

asio::awaitable<void> Link::stayConnected() {
    const auto self = shared_from_this();
    milliseconds pause = shortestPause;
    bool told = false;
    while (running_) {
        session_ = std::make_shared<Session>(io_.executor());
        const auto session = session_;
        auto conversing = converse(session);
        co_await std::move(conversing);
        if (!running_) co_return;
        const bool wasUp = up_.exchange(false);
        if (wasUp) {
            pause = shortestPause;
            told = false;
            hooks_.down();
        }
        if (!std::exchange(told, true))
            log::warning("Redis is gone", {{"host", address_.host.c_str()}, {"detail", session->why.c_str()}});
        co_await sleepFor(
            milliseconds(std::uniform_int_distribution<std::int64_t>(pause.count() / 2, pause.count())(jitter_)));
        pause = std::min(2 * pause, longestPause);
    }
}

// From the connection to its end.
asio::awaitable<void> Link::converse(std::shared_ptr<Session> session) {
    const auto self = shared_from_this();
    auto connecting = connect(session);
    const auto connected = co_await std::move(connecting);
    if (!connected) {
        end(*session, connected.error().detail);
        co_return;
    }
    io_.spawn([self, session] { return self->read(session); });
    auto greeting = greet(session);
    const auto greeted = co_await std::move(greeting);
    if (!greeted) {
        end(*session, greeted.error().message + " " + greeted.error().detail);
        co_return;
    }
    ++generation_;
    up_ = true;
    log::info("Redis is there", {{"host", address_.host.c_str()}});
    hooks_.up();
    while (!session->over) {
        session->idle.expires_after(askedEvery);
        boost::system::error_code ended;
        co_await session->idle.async_wait(asio::redirect_error(asio::use_awaitable, ended));
        if (session->over) break;
        auto asking = send(session, {"PING"});
        co_await std::move(asking);
    }
}

Async<> Link::connect(std::shared_ptr<Session> session) {
    asio::steady_timer limit(io_.executor(), timeout());
    limit.async_wait([session](const boost::system::error_code& error) {
        if (error) return;
        boost::system::error_code ignored;
        session->resolver.cancel();
        session->socket.close(ignored);
    });
    boost::system::error_code failed;
    auto resolving = session->resolver.async_resolve(address_.host, address_.port,
                                                     asio::redirect_error(asio::use_awaitable, failed));
    const auto endpoints = co_await std::move(resolving);
    if (failed) co_return fail(gone(failed.message()));
    auto connecting =
        asio::async_connect(session->socket, endpoints, asio::redirect_error(asio::use_awaitable, failed));
    co_await std::move(connecting);
    if (!failed && tls_) {
        auto& secure = session->secure.emplace(session->socket, *tls_);
        // Whether the name is an address is decided there, too; a server that is asked by address gets no name.
        secure.set_verify_callback(asio::ssl::host_name_verification(address_.host), failed);
        if (asio::ip::make_address(address_.host, failed); failed)
            SSL_set_tlsext_host_name(secure.native_handle(), address_.host.c_str());
        auto shaking =
            secure.async_handshake(asio::ssl::stream_base::client, asio::redirect_error(asio::use_awaitable, failed));
        co_await std::move(shaking);
    }
    limit.cancel();
    if (!failed && !session->socket.is_open()) failed = asio::error::timed_out;
    if (failed) co_return fail(gone(failed.message()));
    session->socket.set_option(asio::ip::tcp::no_delay(true), failed);
    co_return Result<>();
}

Async<> Link::greet(std::shared_ptr<Session> session) {
    std::vector<std::vector<std::string>> commands;
    if (!config_.password.empty() && config_.user.empty()) commands.push_back({"AUTH", config_.password});
    if (!config_.user.empty()) commands.push_back({"AUTH", config_.user, config_.password});
    if (address_.database != "0") commands.push_back({"SELECT", address_.database});
    commands.push_back({"PING"});
    commands.insert(commands.end(), greeting_.begin(), greeting_.end());
    for (auto& words : commands) {
        auto asking = send(session, std::move(words));
        auto reply = co_await std::move(asking);
        if (!reply) co_return fail(std::move(reply).error());
    }
    co_return Result<>();
}

asio::awaitable<void> Link::read(std::shared_ptr<Session> session) {
    const auto self = shared_from_this();
    std::vector<char> bytes(readAtOnce);
    while (!session->over) {
        boost::system::error_code failed;
        const auto into = [&] { return asio::redirect_error(asio::use_awaitable, failed); };
        auto reading = session->secure ? session->secure->async_read_some(asio::buffer(bytes), into())
                                       : session->socket.async_read_some(asio::buffer(bytes), into());
        const std::size_t count = co_await std::move(reading);
        if (failed) {
            end(*session, failed.message());
            break;
        }
        const auto fed = session->replies.feed(std::string_view(bytes.data(), count),
                                               [&](Reply reply) { take(*session, std::move(reply)); });
        if (!fed) end(*session, fed.error().message + " " + fed.error().detail);
    }
}

asio::awaitable<void> Link::write(std::shared_ptr<Session> session) {
    const auto self = shared_from_this();
    while (!session->unsent.empty() && !session->over) {
        const std::string bytes = std::exchange(session->unsent, {});
        boost::system::error_code failed;
        const auto into = [&] { return asio::redirect_error(asio::use_awaitable, failed); };
        auto writing = session->secure ? asio::async_write(*session->secure, asio::buffer(bytes), into())
                                       : asio::async_write(session->socket, asio::buffer(bytes), into());
        co_await std::move(writing);
        if (failed) end(*session, failed.message());
    }
    session->writing = false;
}

Async<Reply> Link::ask(std::vector<std::string> words) {
    if (!up_) co_return fail(gone("There is no connection."));
    auto sending = send(session_, std::move(words));
    auto reply = co_await std::move(sending);
    co_return reply;
}

Async<Reply> Link::send(std::shared_ptr<Session> session, std::vector<std::string> words) {
    const auto self = shared_from_this();
    if (session->over) co_return fail(gone(session->why));
    if (session->waiting.size() >= maxWaiting) co_return fail(gone("Too many commands wait."));
    const auto waiting = std::make_shared<Waiting>(io_.executor());
    session->waiting.push_back(waiting);
    appendCommand(session->unsent, words);
    if (!std::exchange(session->writing, true)) io_.spawn([self, session] { return self->write(session); });
    waiting->timer.expires_after(timeout());
    boost::system::error_code ignored;
    auto answering = waiting->timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    co_await std::move(answering);
    // Replies come in order, so without this one the next ones would be taken for it.
    if (!waiting->outcome) end(*session, "No answer within " + std::to_string(config_.timeoutMs) + " ms.");
    if (!waiting->outcome) co_return fail(gone(session->why));
    co_return std::move(*waiting->outcome);
}

void Link::take(Session& session, Reply reply) {
    if (session.over || (hooks_.pushed && hooks_.pushed(reply))) return;
    if (session.waiting.empty()) return end(session, "Redis answered what was not asked.");
    const auto waiting = session.waiting.front();
    session.waiting.pop_front();
    if (reply.type != Reply::Type::error) {
        waiting->outcome.emplace(std::move(reply));
    } else if (isState(reply.text)) {
        waiting->outcome.emplace(fail(gone(reply.text)));
        // A replica refuses to write for ever: the address may lead to the new primary by now.
        if (reply.text.starts_with("READONLY")) end(session, reply.text);
    } else {
        waiting->outcome.emplace(fail(ErrorCode::internal, "Redis refused a command.", std::move(reply.text)));
    }
    waiting->timer.cancel();
}

void Link::end(Session& session, const std::string& why) {
    if (std::exchange(session.over, true)) return;
    session.why = why;
    boost::system::error_code ignored;
    session.socket.close(ignored);
    for (const auto& waiting : std::exchange(session.waiting, {})) {
        if (!waiting->outcome) waiting->outcome.emplace(fail(gone(why)));
        waiting->timer.cancel();
    }
    session.idle.cancel();
}

}  // namespace steward::kernel::redis

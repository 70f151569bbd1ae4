#include "kernel/http/listener.h"

#include <sys/socket.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <unordered_set>

#include "base/log.h"
#include "kernel/http/connection.h"

namespace steward::kernel {
namespace {

using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, asio::io_context::executor_type>;
constexpr auto whenReady = asio::as_tuple(asio::use_awaitable);
constexpr auto beat = std::chrono::milliseconds(200);
constexpr int beatsBetweenLooks = 5;  // at the files of the certificate

void turnAway(Socket& socket) {
    static const Response full =
        problemResponse({ErrorCode::unavailable, "The platform has as many connections as it takes.", {}, {}, {}}, {});
    std::string text;
    wire::append(text, full, {.keepAlive = false});
    [[maybe_unused]] const auto sent =
        ::send(socket.native_handle(), text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    beast::error_code ignored;
    socket.shutdown(Socket::shutdown_both, ignored);
    socket.close(ignored);
}

}  // namespace

struct Listener::State : std::enable_shared_from_this<Listener::State> {
    State(Io& io_, Router& router, Telemetry& telemetry, HttpConfig config)
        : io(io_),
          serving{router, telemetry, config, Cors(config.corsOrigins),
                  AddressRanges::parse(config.trustedProxies).value_or(AddressRanges())},
          acceptor(io_.context()) {}

    Io& io;
    Serving serving;
    Acceptor acceptor;
    std::unordered_set<Connection*> connections;
    bool checking = false;

    asio::awaitable<void> acceptAll();
    asio::awaitable<void> serve(Socket socket);
    asio::awaitable<void> checkAll();
};

asio::awaitable<void> Listener::State::serve(Socket socket) {
    Connection connection(std::move(socket), serving);
    struct Registered {
        std::unordered_set<Connection*>& all;
        Connection* own;
        Registered(std::unordered_set<Connection*>& set, Connection* connection) : all(set), own(connection) {
            all.insert(own);
        }
        ~Registered() { all.erase(own); }
    } registered(connections, &connection);
    co_await connection.run();
}

asio::awaitable<void> Listener::State::acceptAll() {
    const auto self = shared_from_this();
    while (acceptor.is_open()) {
        auto [error, socket] = co_await acceptor.async_accept(io.context().get_executor(), whenReady);
        if (error) {
            if (!acceptor.is_open()) co_return;
            log::warning("a connection could not be accepted", {{"what", error.message().c_str()}});
            co_await sleepFor(std::chrono::milliseconds(100));
            continue;
        }
        if (connections.size() >= static_cast<std::size_t>(serving.config.maxConnections)) {
            serving.telemetry.count("steward_http_refused_connections_total",
                                    "Connections refused because there were too many.");
            if (!serving.tls) turnAway(socket);
            continue;
        }
        auto shared = std::make_shared<Socket>(std::move(socket));
        io.spawn([self, shared] { return self->serve(std::move(*shared)); });
    }
}

asio::awaitable<void> Listener::State::checkAll() {
    const auto self = shared_from_this();
    for (int beats = 1; checking; ++beats) {
        co_await sleepFor(beat);
        if (serving.tls && beats % beatsBetweenLooks == 0) serving.tls->refresh();
        const auto now = std::chrono::steady_clock::now();
        for (auto* connection : connections)
            connection->check(now);
    }
}

Listener::Listener(Io& io, Router& router, Telemetry& telemetry, HttpConfig config)
    : state_(std::make_shared<State>(io, router, telemetry, config)) {
    telemetry.gauge("steward_http_connections", "Open connections.", [state = std::weak_ptr(state_)] {
        const auto alive = state.lock();
        return alive ? static_cast<double>(alive->connections.size()) : 0.0;
    });
}

Listener::~Listener() {
    state_->checking = false;
    beast::error_code ignored;
    state_->acceptor.close(ignored);
}

void Listener::secure(Tls& tls) {
    state_->serving.tls = &tls;
}

void Listener::webSocket(std::string path, WebSocketAdmission admit, WebSocketHandler handler) {
    state_->serving.webSocketPath = std::move(path);
    state_->serving.admit = std::move(admit);
    state_->serving.handleWebSocket = std::move(handler);
}

Result<std::uint16_t> Listener::listen(const std::string& address, std::uint16_t port) {
    beast::error_code error;
    const auto ip = asio::ip::make_address(address, error);
    if (error) return fail(ErrorCode::invalid, "The address to listen on is no IP address: " + address);
    const asio::ip::tcp::endpoint endpoint(ip, port);
    auto& acceptor = state_->acceptor;
    if (!error) acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return fail(ErrorCode::unavailable,
                    "The platform cannot listen on " + address + ":" + std::to_string(port) + ".", error.message());
    state_->checking = true;
    state_->io.spawn([state = state_] { return state->acceptAll(); });
    state_->io.spawn([state = state_] { return state->checkAll(); });
    return acceptor.local_endpoint().port();
}

asio::awaitable<void> Listener::drain(std::chrono::milliseconds limit) {
    const auto state = state_;
    state->serving.draining = true;
    beast::error_code ignored;
    state->acceptor.close(ignored);
    const auto deadline = std::chrono::steady_clock::now() + limit;
    for (;;) {
        std::size_t left = 0;
        for (auto* connection : state->connections) {
            connection->closeIfIdle();
            if (!connection->isWebSocket()) ++left;
        }
        if (left == 0) co_return;
        if (std::chrono::steady_clock::now() >= deadline) break;
        co_await sleepFor(std::chrono::milliseconds(20));
    }
    for (auto* connection : state->connections)
        connection->abandon();
}

std::size_t Listener::connections() const {
    return state_->connections.size();
}

}  // namespace steward::kernel

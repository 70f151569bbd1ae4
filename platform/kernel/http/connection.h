// One connection of the listener: reads requests, has them answered, writes replies. Private to the listener.
#pragma once

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <optional>
#include <stop_token>

#include "kernel/config.h"
#include "kernel/http/client_address.h"
#include "kernel/http/cors.h"
#include "kernel/http/router.h"
#include "kernel/http/tls.h"
#include "kernel/http/web_socket.h"
#include "kernel/http/wire.h"

namespace steward::kernel {

namespace beast = boost::beast;
using Socket = asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>;
using SteadyTime = std::chrono::steady_clock::time_point;

// The handshake and what follows (web_socket.cpp). nullptr when the peer left meanwhile.
asio::awaitable<std::unique_ptr<WebSocket>> acceptWebSocket(Socket socket, std::unique_ptr<TlsSession> tls,
                                                            beast::http::request<beast::http::string_body> request);

// What connections share.
struct Serving {
    Router& router;
    Telemetry& telemetry;
    HttpConfig config;
    Cors cors;
    AddressRanges trustedProxies;
    Tls* tls = nullptr;
    bool draining = false;
    std::string webSocketPath = {};
    WebSocketAdmission admit = {};
    WebSocketHandler handleWebSocket = {};
};

class Connection {
public:
    Connection(Socket socket, Serving& serving);

    // Until the connection has ended.
    asio::awaitable<void> run();
    // Ends what takes too long and notices who has left.
    void check(SteadyTime now);
    void closeIfIdle();
    // Tells the handler to stop.
    void abandon() { stop_.request_stop(); }
    bool isWebSocket() const { return phase_ == Phase::webSocket; }

private:
    enum class Phase { handshake, idle, header, body, handling, writing, lingering, webSocket };
    class Lines;
    using Parser = beast::http::request_parser<beast::http::string_body>;

    asio::awaitable<bool> shakeHands();
    asio::awaitable<bool> waitFor(TlsSession::Step step);
    asio::awaitable<bool> serveOne();
    asio::awaitable<bool> readHeader();
    asio::awaitable<bool> readBody(std::size_t limit);
    asio::awaitable<bool> readMore();
    asio::awaitable<bool> handle(Request request, const Router::Match& match);
    asio::awaitable<bool> refuseMethod(const Request& request);
    asio::awaitable<bool> upgrade(Request request);
    Async<> admitWebSocket(const Request& request, Context& context);
    asio::awaitable<bool> finishStream(Lines& lines, bool complete);
    asio::awaitable<bool> reply(const Response& response, bool headOnly);
    asio::awaitable<bool> refuse(Response response);
    asio::awaitable<bool> flush();
    asio::awaitable<bool> send(std::string_view first, std::string_view second = {}, std::string_view third = {});
    asio::awaitable<void> linger();

    std::size_t writeSome(std::array<asio::const_buffer, 3>& pieces, beast::error_code& error);
    wire::Framing framing(bool headOnly, bool chunked = false) const;
    const Response* fastReply() const;
    std::optional<Response> refusalOfHead() const;
    std::optional<Request> requestOfHead() const;
    std::string allowedMethods(std::string_view path) const;
    void enter(Phase phase, std::int64_t milliseconds);
    void peekForEnd();
    void sayTimeout();

    Socket socket_;
    std::unique_ptr<TlsSession> tls_;  // none: plain
    TlsSession::Step blockedBy_ = TlsSession::Step::wantsWrite;
    Serving& serving_;
    std::string peer_;
    beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    std::string out_;  // replies to pipelined requests, written together
    bool keepAlive_ = true;
    bool oldClient_ = false;
    Phase phase_ = Phase::idle;
    SteadyTime deadline_{};
    std::stop_source stop_{std::nostopstate};
};

}  // namespace steward::kernel

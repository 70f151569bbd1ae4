// The HTTP/1.1 listener: connections, limits, time limits, keep-alive and pipelining, and the handshake of WebSockets.
// Everything happens on the I/O thread.
//
// Time limits are checked five times a second over all connections, which costs a request nothing. At the same beat a
// request in progress notices that its client has left.
#pragma once

#include <memory>
#include <string>

#include "kernel/config.h"
#include "kernel/http/router.h"
#include "kernel/http/tls.h"
#include "kernel/http/web_socket.h"
#include "kernel/io.h"
#include "kernel/telemetry.h"

namespace steward::kernel {

class Listener {
public:
    Listener(Io& io, Router& router, Telemetry& telemetry, HttpConfig config);
    ~Listener();

    // Every connection speaks TLS, with the certificate that `tls` has at that moment; its files are looked at once a
    // second. Before listen(); it outlives the listener.
    void secure(Tls& tls);
    // The path that speaks WebSocket.
    void webSocket(std::string path, WebSocketAdmission admit, WebSocketHandler handler);

    // The port that was taken; `port` 0 takes a free one. ErrorCode::unavailable when it is not to be had.
    Result<std::uint16_t> listen(const std::string& address, std::uint16_t port);
    // Takes no new connection, closes idle ones, lets requests in flight finish for at most `limit`.
    asio::awaitable<void> drain(std::chrono::milliseconds limit);

    std::size_t connections() const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace steward::kernel

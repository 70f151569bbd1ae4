// A WebSocket (RFC 6455) after its handshake, as the feed sees it. I/O thread; one read and one write at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "kernel/async.h"

namespace steward::kernel {

struct Request;

enum class CloseCode : std::uint16_t {
    normal = 1000,
    goingAway = 1001,
    protocolError = 1002,
    unsupported = 1003,  // binary
    badData = 1007,      // no UTF-8, no JSON
    policy = 1008,
    tooBig = 1009,
};

class WebSocket {
public:
    virtual ~WebSocket() = default;
    // The next text message of at most 64 KiB. ErrorCode::cancelled when the connection has ended; what the peer did
    // wrong (too big, binary, no UTF-8) closed it with the code that says so.
    virtual Async<std::string> read() = 0;
    // One text message. The bytes are shared with other clients.
    virtual Async<> write(std::shared_ptr<const std::string> message) = 0;
    // Says goodbye; waits at most two seconds for the peer.
    virtual asio::awaitable<void> close(CloseCode code, std::string reason) = 0;
    // Ends pending operations at once.
    virtual void abort() = 0;
};

// Runs until the WebSocket is done. The request is the upgrade, authenticated by whoever handles it.
using WebSocketHandler = std::function<asio::awaitable<void>(std::unique_ptr<WebSocket>, Request)>;
// Decides before the handshake; an error is answered as a problem document.
using WebSocketAdmission = std::function<Async<>(const Request&)>;

}  // namespace steward::kernel

// A WebSocket client that can break the rules. Blocking, with a time limit.
#pragma once

#include <optional>
#include <string>

#include "tests/support/raw_http.h"

namespace steward::test {

struct SocketMessage {
    int opcode = 0;    // 1 text, 2 binary, 8 close, 9 ping, 10 pong
    std::string text;  // without the code of a close
    int closeCode = 0;
};

class WebSocketClient {
public:
    // The handshake; status() is 101 when it worked.
    WebSocketClient(int port, const std::string& token, const std::string& path = "/v1/feed");

    int status() const { return handshake_.status; }
    const Reply& handshake() const { return handshake_; }
    bool sendText(std::string_view text) { return sendFrame(0x81, text); }
    // First byte of the frame as it is (0x81 text, 0x82 binary, 0x88 close), masked payload.
    bool sendFrame(unsigned char first, std::string_view payload);
    // The next message; nullopt when the connection ended or the time is over.
    std::optional<SocketMessage> next(std::chrono::milliseconds limit = std::chrono::seconds(10));
    // The next text message that contains `part`, skipping others.
    std::optional<std::string> textWith(std::string_view part,
                                        std::chrono::milliseconds limit = std::chrono::seconds(10));
    // The code of the close that comes, 0 when none does.
    int closeCode(std::chrono::milliseconds limit = std::chrono::seconds(10));
    RawConnection& connection() { return connection_; }

private:
    RawConnection connection_;
    Reply handshake_;
};

}  // namespace steward::test

#include "tests/support/web_socket_client.h"

namespace steward::test {

WebSocketClient::WebSocketClient(int port, const std::string& token, const std::string& path) : connection_(port) {
    Ask upgrade{.target = path, .token = token};
    upgrade.headers = {{"Connection", "Upgrade"},
                       {"Upgrade", "websocket"},
                       {"Sec-WebSocket-Version", "13"},
                       {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}};
    connection_.send(spell(upgrade));
    handshake_ = connection_.reply();
}

bool WebSocketClient::sendFrame(unsigned char first, std::string_view payload) {
    std::string frame(1, static_cast<char>(first));
    const std::size_t size = payload.size();
    if (size < 126) {
        frame += static_cast<char>(0x80 | size);
    } else if (size < 65536) {
        frame += static_cast<char>(0x80 | 126);
        frame += static_cast<char>(size >> 8);
        frame += static_cast<char>(size & 255);
    } else {
        frame += static_cast<char>(0x80 | 127);
        for (int shift = 56; shift >= 0; shift -= 8)
            frame += static_cast<char>((size >> shift) & 255);
    }
    const char mask[4] = {0x11, 0x22, 0x33, 0x44};
    frame.append(mask, 4);
    for (std::size_t i = 0; i < size; ++i)
        frame += static_cast<char>(payload[i] ^ mask[i % 4]);
    return connection_.send(frame);
}

std::optional<SocketMessage> WebSocketClient::next(std::chrono::milliseconds limit) {
    const std::string head = connection_.read(2, limit);
    if (head.size() != 2) return std::nullopt;
    SocketMessage message;
    message.opcode = head[0] & 0x0f;
    std::size_t size = static_cast<unsigned char>(head[1]) & 0x7f;
    if (size >= 126) {
        const std::string longer = connection_.read(size == 126 ? 2 : 8, limit);
        size = 0;
        for (const char c : longer)
            size = (size << 8) | static_cast<unsigned char>(c);
    }
    message.text = connection_.read(size, limit);
    if (message.text.size() != size) return std::nullopt;
    if (message.opcode == 8 && size >= 2) {
        message.closeCode =
            (static_cast<unsigned char>(message.text[0]) << 8) | static_cast<unsigned char>(message.text[1]);
        message.text.erase(0, 2);
    }
    return message;
}

std::optional<std::string> WebSocketClient::textWith(std::string_view part, std::chrono::milliseconds limit) {
    const auto until = std::chrono::steady_clock::now() + limit;
    while (std::chrono::steady_clock::now() < until) {
        auto message = next(limit);
        if (!message || message->opcode == 8) return std::nullopt;
        if (message->opcode == 1 && message->text.find(part) != std::string::npos) return message->text;
    }
    return std::nullopt;
}

int WebSocketClient::closeCode(std::chrono::milliseconds limit) {
    while (const auto message = next(limit))
        if (message->opcode == 8) return message->closeCode;
    return 0;
}

}  // namespace steward::test

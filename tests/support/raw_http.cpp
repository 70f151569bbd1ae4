#include "tests/support/raw_http.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace steward::test {
namespace {

std::string lowered(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

}  // namespace

std::string Reply::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (lowered(key) == lowered(name)) return value;
    return {};
}

RawConnection::RawConnection(int port) {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) close();
    const int on = 1;
    if (socket_ >= 0) ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

RawConnection::RawConnection(RawConnection&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), buffer_(std::move(other.buffer_)), ended_(other.ended_) {}

RawConnection::~RawConnection() {
    close();
}

void RawConnection::close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
}

void RawConnection::finish() {
    ::shutdown(socket_, SHUT_WR);
}

bool RawConnection::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool RawConnection::more(std::chrono::milliseconds limit) {
    if (ended_ || socket_ < 0) return false;
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(limit.count())) <= 0) return false;
    char bytes[64 * 1024];
    const auto got = ::recv(socket_, bytes, sizeof bytes, 0);
    if (got <= 0) {
        ended_ = true;
        return false;
    }
    buffer_.append(bytes, static_cast<std::size_t>(got));
    return true;
}

std::string RawConnection::line(std::chrono::milliseconds limit) {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n")) == std::string::npos)
        if (!more(limit)) return {};
    std::string text = buffer_.substr(0, end);
    buffer_.erase(0, end + 2);
    return text;
}

std::string RawConnection::read(std::size_t count, std::chrono::milliseconds limit) {
    while (buffer_.size() < count && more(limit)) {
    }
    std::string text = buffer_.substr(0, count);
    buffer_.erase(0, count);
    return text;
}

std::string RawConnection::readToEnd(std::chrono::milliseconds limit) {
    while (more(limit)) {
    }
    return std::exchange(buffer_, {});
}

bool RawConnection::closedByPeer(std::chrono::milliseconds limit) {
    const auto until = std::chrono::steady_clock::now() + limit;
    while (!ended_ && std::chrono::steady_clock::now() < until)
        more(std::chrono::milliseconds(50));
    return ended_;
}

Reply RawConnection::reply(bool toHead, std::chrono::milliseconds limit) {
    Reply reply;
    const std::string status = line(limit);
    if (status.size() < 12) return {};
    for (;;) {
        const std::string text = line(limit);
        if (text.empty()) break;
        const auto colon = text.find(':');
        const auto value = text.find_first_not_of(' ', colon + 1);
        reply.headers.emplace_back(text.substr(0, colon), value == std::string::npos ? "" : text.substr(value));
    }
    const int code = std::atoi(status.c_str() + 9);
    const bool hasBody = !toHead && code != 204 && code != 304 && code >= 200;
    if (hasBody && lowered(reply.header("Transfer-Encoding")) == "chunked") {
        for (;;) {
            const std::string size = line(limit);
            if (size.empty()) return {};
            const auto length = static_cast<std::size_t>(std::strtoull(size.c_str(), nullptr, 16));
            const std::string chunk = read(length + 2, limit);
            if (chunk.size() != length + 2) return {};
            if (length == 0) break;
            reply.body += chunk.substr(0, length);
        }
    } else if (hasBody) {
        const auto length = static_cast<std::size_t>(std::atoll(reply.header("Content-Length").c_str()));
        reply.body = read(length, limit);
        if (reply.body.size() != length) return {};
    }
    reply.status = code;
    return reply;
}

std::string spell(const Ask& ask) {
    std::string text = ask.method + " " + ask.target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    if (!ask.token.empty()) text += "Authorization: Bearer " + ask.token + "\r\n";
    if (!ask.body.empty() || ask.method == "POST" || ask.method == "PUT" || ask.method == "PATCH") {
        bool typed = false;
        for (const auto& [name, value] : ask.headers)
            typed = typed || lowered(name) == "content-type";
        if (!typed) text += "Content-Type: application/json\r\n";
        text += "Content-Length: " + std::to_string(ask.body.size()) + "\r\n";
    }
    for (const auto& [name, value] : ask.headers)
        text += name + ": " + value + "\r\n";
    return text + "\r\n" + ask.body;
}

Reply ask(int port, const Ask& question) {
    RawConnection connection(port);
    connection.send(spell(question));
    return connection.reply(question.method == "HEAD");
}

}  // namespace steward::test

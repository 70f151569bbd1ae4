#include "feed_clients.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <charconv>

namespace steward::bench {
namespace {

using std::chrono::steady_clock;

constexpr std::string_view published = "\"action\":\"";
constexpr std::string_view confirmed = "\"subscribed\"";

tl::unexpected<Error> refused(std::string message, std::string detail = {}) {
    return fail(ErrorCode::unavailable, std::move(message), std::move(detail));
}

bool sendAll(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

// Reads until `end` has come: what was read.
std::string readUntil(int socket, std::string_view end) {
    std::string text;
    std::array<char, 4096> bytes;
    while (text.find(end) == std::string::npos) {
        const auto got = ::recv(socket, bytes.data(), bytes.size(), 0);
        if (got <= 0) return text;
        text.append(bytes.data(), static_cast<std::size_t>(got));
    }
    return text;
}

// A short text frame whose mask is zero, which leaves the text as it is.
std::string frameOf(std::string_view text) {
    std::string frame{static_cast<char>(0x81), static_cast<char>(0x80 | text.size())};
    return frame.append(4, '\0').append(text);
}

}  // namespace

std::int64_t microsecondsNow() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

FeedClients::~FeedClients() {
    for (const auto& client : clients_)
        ::close(client.socket);
    if (ready_ >= 0) ::close(ready_);
}

Result<> FeedClients::connect(int count, int port, const std::string& token, const std::string& subscription) {
    if (subscription.size() > 125) return fail(ErrorCode::invalid, "A subscription has at most 125 bytes.");
    ready_ = ::epoll_create1(EPOLL_CLOEXEC);
    for (int i = 0; i < count; ++i)
        STEWARD_CHECK(connectOne(port, token, subscription));
    return {};
}

Result<> FeedClients::connectOne(int port, const std::string& token, const std::string& subscription) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto index = clients_.size();
    clients_.push_back({socket});
    const timeval limit{10, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return refused("The feed could not be reached.");

    const std::string upgrade = "GET /v1/feed HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                                "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer " +
                                token + "\r\n\r\n";
    const std::string head = sendAll(socket, upgrade) ? readUntil(socket, "\r\n\r\n") : std::string();
    if (!head.starts_with("HTTP/1.1 101")) return refused("The feed refused a client.", head);
    const std::string answer = sendAll(socket, frameOf(subscription)) ? readUntil(socket, confirmed) : std::string();
    if (answer.find(confirmed) == std::string::npos) return refused("A subscription was not confirmed.", answer);

    ::fcntl(socket, F_SETFL, O_NONBLOCK);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = index;
    ::epoll_ctl(ready_, EPOLL_CTL_ADD, socket, &event);
    return {};
}

Result<Received> FeedClients::receive(std::chrono::milliseconds duration) {
    Received received;
    std::array<epoll_event, 64> events;
    const auto until = steady_clock::now() + duration;
    for (auto now = steady_clock::now(); now < until; now = steady_clock::now()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - now);
        const int count = ::epoll_wait(ready_, events.data(), events.size(), static_cast<int>(left.count()));
        for (int i = 0; i < count; ++i)
            STEWARD_CHECK(read(clients_[events[static_cast<std::size_t>(i)].data.u64], received));
    }
    return received;
}

Result<> FeedClients::read(Client& client, Received& received) {
    static thread_local std::array<char, 256 * 1024> bytes;
    std::copy(client.rest.begin(), client.rest.end(), bytes.begin());
    const std::size_t kept = client.rest.size();
    const auto got = ::recv(client.socket, bytes.data() + kept, bytes.size() - kept, 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return {};
    if (got <= 0) return refused("A client was disconnected.");

    std::string_view text(bytes.data(), kept + static_cast<std::size_t>(got));
    const std::int64_t now = microsecondsNow();
    for (;;) {
        const auto begin = text.find(published);
        if (begin == std::string_view::npos) break;
        const auto end = text.find('"', begin + published.size());
        if (end == std::string_view::npos) {
            client.rest.assign(text.substr(begin));
            return {};
        }
        std::int64_t at = 0;
        std::from_chars(text.data() + begin + published.size(), text.data() + end, at);
        ++received.events;
        received.age.add(std::chrono::microseconds(now - at));
        text.remove_prefix(end);
    }
    client.rest.assign(text.substr(text.size() - std::min(text.size(), published.size() - 1)));
    return {};
}

}  // namespace steward::bench

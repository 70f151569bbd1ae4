#include "tests/support/proxy.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <mutex>
#include <thread>
#include <vector>

namespace steward::test {
namespace {

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

void shut(int socket) {
    ::shutdown(socket, SHUT_RDWR);
}

}  // namespace

struct Proxy::Connections {
    std::mutex mutex;
    std::vector<int> sockets;
    std::vector<std::jthread> threads;
    std::jthread acceptor;
};

Proxy::Proxy(int port) : target_(port), connections_(std::make_unique<Connections>()) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = loopback(0);
    socklen_t length = sizeof address;
    ::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    ::listen(listener_, 64);
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
    port_ = ntohs(address.sin_port);
    connections_->acceptor = std::jthread([this] { accept(); });
}

Proxy::~Proxy() {
    stopping_ = true;
    shut(listener_);
    connections_->acceptor.join();
    cut();
    connections_->threads.clear();
    for (const int socket : connections_->sockets)
        ::close(socket);
    ::close(listener_);
}

void Proxy::cut() {
    const std::lock_guard lock(connections_->mutex);
    for (const int socket : connections_->sockets)
        shut(socket);
}

void Proxy::accept() {
    while (!stopping_) {
        const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) return;
        if (refusing_) {
            ::close(client);
            continue;
        }
        const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int small = 16 * 1024;  // a slow client is felt by the server
        ::setsockopt(server, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
        const auto address = loopback(target_);
        const bool connected = ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        const std::lock_guard lock(connections_->mutex);
        connections_->sockets.push_back(client);
        connections_->sockets.push_back(server);
        if (!connected) {
            shut(client);
            continue;
        }
        connections_->threads.emplace_back([this, client, server] { forward(client, server, false); });
        connections_->threads.emplace_back([this, client, server] { forward(server, client, true); });
    }
}

void Proxy::forward(int from, int to, bool fromServer) {
    using namespace std::chrono;
    char bytes[16 * 1024];
    std::int64_t sent = 0;
    while (!stopping_) {
        pollfd waiting{from, POLLIN, 0};
        const bool ready = ::poll(&waiting, 1, 20) > 0;
        if (hanging_ || !ready) continue;
        std::size_t size = sizeof bytes;
        const auto rate = rate_.load();
        if (fromServer && rate > 0)
            size = std::clamp<std::size_t>(static_cast<std::size_t>(rate / 50), 1, sizeof bytes);
        if (const auto most = cutAfter_.load(); fromServer && most >= 0)
            size = std::min(size, static_cast<std::size_t>(std::max<std::int64_t>(1, most - sent)));
        const auto got = ::recv(from, bytes, size, 0);
        if (got <= 0 || ::send(to, bytes, static_cast<std::size_t>(got), MSG_NOSIGNAL) != got) break;
        sent += got;
        if (const auto most = cutAfter_.load(); fromServer && most >= 0 && sent >= most) break;
        if (fromServer && rate > 0) std::this_thread::sleep_for(milliseconds(1000 * got / rate));
    }
    shut(from);
    shut(to);
}

}  // namespace steward::test

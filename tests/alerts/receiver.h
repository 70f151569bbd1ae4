// A small HTTP receiver on a free loopback port: answers each request with the status that the test wants, and keeps
// what came.
#pragma once

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace steward::test {

struct Received {
    std::string line;  // "POST /hook HTTP/1.1"
    std::string head;
    std::string body;
    // Of the header; "" without one. Names in small letters.
    std::string header(const std::string& name) const {
        std::string lower = head;
        std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return char(std::tolower(c)); });
        const auto at = lower.find("\n" + name + ": ");
        if (at == std::string::npos) return {};
        const auto from = at + name.size() + 3;
        return head.substr(from, head.find("\r\n", from) - from);
    }
};

class Receiver {
public:
    Receiver() {
        listening_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(listening_, reinterpret_cast<sockaddr*>(&address), sizeof address);
        ::listen(listening_, 16);
        socklen_t length = sizeof address;
        ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &length);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~Receiver() {
        stopping_ = true;
        thread_.join();
        ::close(listening_);
    }

    std::string url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port_) + path; }
    void answer(int status) { status_ = status; }
    // What is answered to each, on the thread of the receiver. Before the first request.
    void decide(std::function<int(const Received&)> decide) { decide_ = std::move(decide); }
    std::vector<Received> received() const {
        const std::lock_guard lock(mutex_);
        return received_;
    }

private:
    void serve() {
        while (!stopping_) {
            pollfd waiting{listening_, POLLIN, 0};
            if (::poll(&waiting, 1, 20) <= 0) continue;
            const int socket = ::accept(listening_, nullptr, nullptr);
            if (socket < 0) continue;
            take(socket);
            ::close(socket);
        }
    }
    void take(int socket) {
        std::string bytes;
        char part[4096];
        std::size_t wanted = std::string::npos;
        while (bytes.size() < wanted) {
            const auto count = ::recv(socket, part, sizeof part, 0);
            if (count <= 0) return;
            bytes.append(part, static_cast<std::size_t>(count));
            const auto end = bytes.find("\r\n\r\n");
            if (wanted != std::string::npos || end == std::string::npos) continue;
            const auto at = bytes.find("Content-Length: ");
            wanted = end + 4 + (at < end ? std::stoul(bytes.substr(at + 16)) : 0);
        }
        const auto end = bytes.find("\r\n\r\n"), first = bytes.find("\r\n");
        const Received request{bytes.substr(0, first), bytes.substr(0, end + 2), bytes.substr(end + 4)};
        const int status = decide_ ? decide_(request) : status_.load();
        const std::string reply =
            "HTTP/1.1 " + std::to_string(status) + " Said\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        {
            const std::lock_guard lock(mutex_);
            received_.push_back(request);
        }
        ::send(socket, reply.data(), reply.size(), MSG_NOSIGNAL);
    }

    int listening_ = -1;
    int port_ = 0;
    std::atomic<bool> stopping_ = false;
    std::atomic<int> status_ = 200;
    std::function<int(const Received&)> decide_;
    mutable std::mutex mutex_;
    std::vector<Received> received_;
    std::thread thread_;
};

}  // namespace steward::test

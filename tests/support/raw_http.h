// HTTP as bytes: what a test wants to send, right or wrong, and what came back. Blocking, with a time limit.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace steward::test {

struct Reply {
    int status = 0;  // 0: the connection ended before a whole reply had come
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    // "" when there is none; names in any case.
    std::string header(std::string_view name) const;
};

class RawConnection {
public:
    explicit RawConnection(int port);
    RawConnection(RawConnection&& other) noexcept;
    ~RawConnection();

    bool isConnected() const { return socket_ >= 0; }
    // False when the peer takes no more.
    bool send(std::string_view bytes);
    // One reply, by Content-Length or chunks; replies that came together are kept for the next call.
    Reply reply(bool toHead = false, std::chrono::milliseconds limit = std::chrono::seconds(10));
    // Everything until the peer closes.
    std::string readToEnd(std::chrono::milliseconds limit = std::chrono::seconds(10));
    // At most `count` bytes; fewer when the peer closes or the time is over.
    std::string read(std::size_t count, std::chrono::milliseconds limit = std::chrono::seconds(10));
    bool closedByPeer(std::chrono::milliseconds limit = std::chrono::seconds(10));
    void close();
    // No more will be sent.
    void finish();

private:
    bool more(std::chrono::milliseconds limit);
    std::string line(std::chrono::milliseconds limit);

    int socket_ = -1;
    std::string buffer_;
    bool ended_ = false;
};

// One request on a connection of its own.
struct Ask {
    std::string method = "GET";
    std::string target = "/";
    std::string body = {};
    std::string token = {};  // bearer
    std::vector<std::pair<std::string, std::string>> headers = {};
};
std::string spell(const Ask& ask);
Reply ask(int port, const Ask& question);

}  // namespace steward::test

#include "mail_sink.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <memory>

namespace steward::test {

MailSink::MailSink() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(socket_, reinterpret_cast<sockaddr*>(&address), size);
    ::listen(socket_, 16);
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
}

MailSink::~MailSink() {
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
}

int MailSink::count(const std::string& recipient) const {
    const std::lock_guard lock(mutex_);
    const auto found = received_.find(recipient);
    return found == received_.end() ? 0 : found->second;
}

void MailSink::serve() {
    for (int client = ::accept(socket_, nullptr, nullptr); client >= 0; client = ::accept(socket_, nullptr, nullptr))
        converse(client);
}

void MailSink::converse(int client) {
    const std::unique_ptr<FILE, int (*)(FILE*)> stream(::fdopen(client, "r+"), &std::fclose);
    const auto say = [&](const char* line) {
        std::fseek(stream.get(), 0, SEEK_CUR);
        ::send(client, line, std::char_traits<char>::length(line), MSG_NOSIGNAL);
    };
    say("220 sink\r\n");
    std::string recipient;
    bool inMessage = false;
    char line[4096];
    while (std::fgets(line, sizeof line, stream.get())) {
        const std::string text(line);
        if (inMessage) {
            inMessage = text != ".\r\n";
            if (inMessage) continue;
            const std::lock_guard lock(mutex_);
            ++received_[recipient];
            say("250 taken\r\n");
        } else if (text.starts_with("RCPT")) {
            const auto start = text.find('<') + 1;
            recipient = text.substr(start, text.find('>') - start);
            say(refusing_ ? "550 no\r\n" : "250 ok\r\n");
        } else if (text.starts_with("DATA")) {
            inMessage = true;
            say("354 go on\r\n");
        } else if (text.starts_with("QUIT")) {
            return say("221 bye\r\n");
        } else {
            say("250 ok\r\n");
        }
    }
}

}  // namespace steward::test

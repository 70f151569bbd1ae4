#include "tests/support/redis_server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

#include "base/ids.h"
#include "tests/support/load_balancer.h"

extern char** environ;

namespace steward::test {
namespace {

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

}  // namespace

RedisServer::RedisServer() {
    folder_ = std::filesystem::temp_directory_path() / ("redis-" + randomHex(8));
    std::filesystem::create_directories(folder_);
}

RedisServer::~RedisServer() {
    kill();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void RedisServer::secure(const std::filesystem::path& certificate, const std::filesystem::path& key) {
    securePort_ = freePort();
    set("tls-port " + std::to_string(securePort_));
    set("tls-cert-file " + certificate.string());
    set("tls-key-file " + key.string());
    set("tls-auth-clients no");
}

bool RedisServer::start(std::chrono::seconds limit) {
    const auto until = std::chrono::steady_clock::now() + limit;
    const bool again = port_ != 0;
    while (std::chrono::steady_clock::now() < until) {
        if (!again) port_ = freePort();
        std::ofstream(folder_ / "conf") << "bind 127.0.0.1\nport " << port_ << "\ndir " << folder_.string()
                                        << "\nsave \"\"\ndaemonize no\n"
                                        << settings_;
        std::vector<std::string> words{"redis-server", (folder_ / "conf").string()};
        std::vector<char*> arguments{words[0].data(), words[1].data(), nullptr};
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addopen(&actions, 1, (folder_ / "log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        posix_spawn_file_actions_adddup2(&actions, 1, 2);
        const bool spawned = ::posix_spawnp(&pid_, "redis-server", &actions, nullptr, arguments.data(), environ) == 0;
        posix_spawn_file_actions_destroy(&actions);
        if (!spawned) pid_ = -1;
        if (!spawned) return false;
        // Another program may have taken the port meanwhile: then it ends, and another port is tried.
        while (std::chrono::steady_clock::now() < until && ::waitpid(pid_, nullptr, WNOHANG) == 0) {
            if (!ask("PING").empty()) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        kill();
    }
    return false;
}

void RedisServer::kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
}

void RedisServer::hang(bool hanging) const {
    if (pid_ > 0) ::kill(pid_, hanging ? SIGSTOP : SIGCONT);
}

std::string RedisServer::ask(const std::string& command) const {
    const int file = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval limit{2, 0};
    ::setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    const sockaddr_in address = loopback(port_);
    const std::string line = command + "\r\n";
    std::string answer;
    if (::connect(file, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
        ::send(file, line.data(), line.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(line.size())) {
        char bytes[4096];
        const auto got = ::recv(file, bytes, sizeof bytes, 0);
        if (got > 0) answer.assign(bytes, static_cast<std::size_t>(got));
    }
    ::close(file);
    return answer;
}

std::string RedisServer::log() const {
    std::ostringstream text;
    text << std::ifstream(folder_ / "log").rdbuf();
    return text.str();
}

}  // namespace steward::test

#include "tests/support/load_balancer.h"

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

#include "base/ids.h"
#include "tests/support/raw_http.h"

extern char** environ;

namespace steward::test {
namespace {

constexpr auto settings =
    "global\n    maxconn 500\n"
    "defaults\n    mode http\n    timeout connect 2s\n    timeout client 60s\n    timeout server 60s\n"
    "    timeout tunnel 60s\n    option redispatch\n    retries 2\n"
    "frontend all\n    default_backend nodes\n"
    "backend nodes\n    balance roundrobin\n    option httpchk GET /health/ready\n"
    "    default-server check inter 100ms fall 1 rise 1 on-marked-down shutdown-sessions\n";

}  // namespace

int freePort() {
    const int file = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool found = ::bind(file, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                       ::getsockname(file, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    ::close(file);
    return found ? ntohs(address.sin_port) : 0;
}

LoadBalancer::LoadBalancer() : port_(freePort()) {
    folder_ = std::filesystem::temp_directory_path() / ("haproxy-" + randomHex(8));
    std::filesystem::create_directories(folder_);
}

LoadBalancer::~LoadBalancer() {
    if (pid_ > 0) {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

bool LoadBalancer::start(const std::vector<int>& ports, std::chrono::seconds limit) {
    {
        std::ofstream file(folder_ / "haproxy.cfg");
        std::string text = settings;
        text.insert(text.find("    default_backend"), "    bind 127.0.0.1:" + std::to_string(port_) + "\n");
        file << text;
        for (const int port : ports)
            file << "    server node" << port << " 127.0.0.1:" << port << "\n";
    }
    // In the foreground and without a master, so that the process is the one that is killed.
    std::vector<std::string> words{"haproxy", "-db", "-f", (folder_ / "haproxy.cfg").string()};
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, (folder_ / "log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    // Debian keeps it where only root looks.
    const char* program = ::access("/usr/sbin/haproxy", X_OK) == 0 ? "/usr/sbin/haproxy" : "haproxy";
    const bool spawned = ::posix_spawnp(&pid_, program, &actions, nullptr, arguments.data(), environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    if (!spawned) pid_ = -1;
    const auto until = std::chrono::steady_clock::now() + limit;
    while (spawned && std::chrono::steady_clock::now() < until) {
        if (ask(port_, {.target = "/health/live"}).status == 200) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
}

std::string LoadBalancer::log() const {
    std::ostringstream text;
    text << std::ifstream(folder_ / "log").rdbuf();
    return text.str();
}

}  // namespace steward::test

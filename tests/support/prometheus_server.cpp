#include "tests/support/prometheus_server.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "base/ids.h"
#include "tests/support/load_balancer.h"
#include "tests/support/raw_http.h"

extern char** environ;

namespace steward::test {

PrometheusServer::PrometheusServer() {
    folder_ = std::filesystem::temp_directory_path() / ("prometheus-" + randomHex(8));
    std::filesystem::create_directories(folder_ / "data");
}

PrometheusServer::~PrometheusServer() {
    stop();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

pid_t PrometheusServer::spawn(std::vector<std::string> words) const {
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, (folder_ / "log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    pid_t pid = -1;
    const bool spawned = ::posix_spawnp(&pid, words[0].c_str(), &actions, nullptr, arguments.data(), environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    return spawned ? pid : -1;
}

bool PrometheusServer::fill(const std::string& openMetrics) {
    const auto file = folder_ / "samples";
    std::ofstream(file) << openMetrics << "# EOF\n";
    const pid_t pid =
        spawn({"promtool", "tsdb", "create-blocks-from", "openmetrics", file.string(), (folder_ / "data").string()});
    int status = 0;
    return pid > 0 && ::waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool PrometheusServer::start(std::chrono::seconds limit) {
    const auto until = std::chrono::steady_clock::now() + limit;
    while (std::chrono::steady_clock::now() < until) {
        port_ = freePort();
        std::ofstream(folder_ / "conf.yml") << "global:\n  scrape_interval: 1s\n"
                                            << (scrapes_.empty() ? "" : "scrape_configs:\n") << scrapes_;
        pid_ = spawn({"prometheus", "--config.file=" + (folder_ / "conf.yml").string(),
                      "--storage.tsdb.path=" + (folder_ / "data").string(), "--storage.tsdb.retention.time=10y",
                      "--web.listen-address=127.0.0.1:" + std::to_string(port_), "--log.level=warn"});
        if (pid_ < 0) return false;
        // Another program may have taken the port meanwhile: then it ends, and another port is tried.
        while (std::chrono::steady_clock::now() < until && ::waitpid(pid_, nullptr, WNOHANG) == 0) {
            if (ask(port_, {.target = "/-/ready"}).status == 200) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        stop();
    }
    return false;
}

void PrometheusServer::stop() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
}

std::string PrometheusServer::log() const {
    std::ostringstream text;
    text << std::ifstream(folder_ / "log").rdbuf();
    return text.str();
}

}  // namespace steward::test

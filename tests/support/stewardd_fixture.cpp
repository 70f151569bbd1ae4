#include "tests/support/stewardd_fixture.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

#include "base/ids.h"
#include "base/json.h"
#include "tests/support/postgres_cluster.h"

extern char** environ;

namespace steward::test {
namespace {

std::string program() {
    const char* folder = std::getenv("STEWARD_BIN");
    return std::string(folder ? folder : "build/dev/bin") + "/stewardd";
}

std::string memberOf(const json::Value& value, std::string_view name) {
    const auto* object = value.if_object();
    const auto* member = object ? object->if_contains(name) : nullptr;
    return member && member->is_string() ? std::string(member->get_string()) : std::string();
}

}  // namespace

StewarddFixture::StewarddFixture() {
    folder_ = std::filesystem::temp_directory_path() / ("stewardd-" + randomHex(8));
    std::filesystem::create_directories(folder_);
    if (!onPostgres()) return;
    auto& cluster = PostgresCluster::shared();
    database_ = cluster.createDatabase();
    set("database.url=" + cluster.url(database_, PostgresCluster::application));
    set("database.migrationUrl=" + cluster.url(database_, PostgresCluster::migrator));
}

StewarddFixture::~StewarddFixture() {
    if (isRunning()) stop();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

bool StewarddFixture::loadDemo(int tenants) {
    std::string command =
        program() + " demo load --data-dir " + (folder_ / "data").string() + " --tenants " + std::to_string(tenants);
    for (const auto& argument : arguments_)
        if (argument.starts_with("--set=")) command += " '" + argument + "'";
    command += " >> " + (folder_ / "log").string() + " 2>&1";
    return std::system(command.c_str()) == 0;
}

bool StewarddFixture::start(std::chrono::seconds limit) {
    int ready[2];
    int joining[2];
    if (::pipe2(ready, O_CLOEXEC) != 0 || ::pipe2(joining, O_CLOEXEC) != 0) return false;
    std::vector<std::string> words{
        program(),    "--data-dir", (folder_ / "data").string(), "--port", std::to_string(port_),
        "--ready-fd", "3",          "--local-join-fd",           "4",      "--log-level",
        "warning"};
    words.insert(words.end(), arguments_.begin(), arguments_.end());
    if (hasOwnClock_)
        words.insert(words.begin(), {"/usr/bin/env", "LD_PRELOAD=" STEWARD_DISTURBANCE,
                                     "STEWARD_CLOCK=" + (folder_ / "clock").string()});
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);

    // Kept away from 3 and 4, so that one dup2 does not close the other's source.
    const int readyEnd = ::fcntl(ready[1], F_DUPFD_CLOEXEC, 10);
    const int joinEnd = ::fcntl(joining[0], F_DUPFD_CLOEXEC, 10);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, readyEnd, 3);
    posix_spawn_file_actions_adddup2(&actions, joinEnd, 4);
    posix_spawn_file_actions_addopen(&actions, 2, (folder_ / "log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    const bool spawned = ::posix_spawn(&pid_, words[0].c_str(), &actions, nullptr, arguments.data(), environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    for (const int end : {ready[1], joining[0], readyEnd, joinEnd})
        ::close(end);
    const std::string secret = randomHex(32);
    const std::string line = secret + "\n";
    const bool told = ::write(joining[1], line.data(), line.size()) == static_cast<ssize_t>(line.size());
    ::close(joining[1]);
    const bool serves = spawned && told && readReadyLine(ready[0], limit);
    ::close(ready[0]);
    if (!spawned) pid_ = -1;
    return serves && join(secret);
}

void StewarddFixture::setClockWrong(std::chrono::seconds by) const {
    // In one step: it reads at any moment.
    std::ofstream(folder_ / "clock.next") << by.count();
    std::filesystem::rename(folder_ / "clock.next", folder_ / "clock");
}

bool StewarddFixture::readReadyLine(int file, std::chrono::seconds limit) {
    std::string text;
    const auto until = std::chrono::steady_clock::now() + limit;
    while (text.find('\n') == std::string::npos) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        pollfd waiting{file, POLLIN, 0};
        if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) return false;
        char bytes[256];
        const auto got = ::read(file, bytes, sizeof bytes);
        if (got <= 0) return false;
        text.append(bytes, static_cast<std::size_t>(got));
    }
    const auto line = json::parse(text.substr(0, text.find('\n')));
    const auto* port = line && line->is_object() ? line->get_object().if_contains("port") : nullptr;
    if (!port || !port->is_number()) return false;
    port_ = port->to_number<int>();
    return true;
}

bool StewarddFixture::join(const std::string& secret) {
    const auto reply =
        test::ask(port_, {.method = "POST", .target = "/oauth/local-join", .body = "{\"secret\":\"" + secret + "\"}"});
    const auto tokens = json::parse(reply.body);
    if (reply.status == 200 && tokens) {
        token_ = memberOf(*tokens, "access_token");
        refreshToken_ = memberOf(*tokens, "refresh_token");
    }
    if (token_.empty())
        std::ofstream(folder_ / "log", std::ios::app) << "local join: " << reply.status << " " << reply.body << "\n";
    return !token_.empty();
}

void StewarddFixture::signal(int number) const {
    if (pid_ > 0) ::kill(pid_, number);
}

int StewarddFixture::stop(std::chrono::seconds limit) {
    if (!isRunning()) return -1;
    signal(SIGTERM);
    const auto until = std::chrono::steady_clock::now() + limit;
    int status = 0;
    while (std::chrono::steady_clock::now() < until) {
        if (::waitpid(pid_, &status, WNOHANG) == pid_) {
            pid_ = -1;
            return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    kill();
    return -1;
}

void StewarddFixture::kill() {
    if (!isRunning()) return;
    signal(SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
}

std::string StewarddFixture::log() const {
    std::ostringstream text;
    text << std::ifstream(folder_ / "log").rdbuf();
    return text.str();
}

Reply StewarddFixture::ask(Ask question) const {
    if (question.token.empty())
        question.token = token_;
    else if (question.token == "-")
        question.token.clear();
    return test::ask(port_, question);
}

}  // namespace steward::test

#include "tests/support/mail_server.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>

#include "base/ids.h"
#include "base/json.h"

extern char** environ;

namespace steward::test {
namespace {

constexpr auto patience = std::chrono::seconds(10);

std::string readLine(int file) {
    std::string line;
    char c = 0;
    pollfd waiting{file, POLLIN, 0};
    while (::poll(&waiting, 1, 10'000) > 0 && ::read(file, &c, 1) == 1 && c != '\n')
        line += c;
    return line;
}

}  // namespace

std::string ReceivedMail::link() const {
    const auto scheme = text.find("://");
    const auto start = scheme == std::string::npos ? scheme : text.find('/', scheme + 3);
    return start == std::string::npos ? std::string() : text.substr(start, text.find_first_of("\r\n", start) - start);
}

MailServer::MailServer(Options options)
    : options_(std::move(options)), folder_(std::filesystem::temp_directory_path() / ("mail-" + randomHex(8))) {
    std::filesystem::create_directories(folder_ / "mails");
    if (!options_.secure) return;
    const std::string command =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1 "
        "-addext subjectAltName=IP:127.0.0.1 -keyout " +
        (folder_ / "key.pem").string() + " -out " + caFile() + " > " + (folder_ / "openssl").string() + " 2>&1";
    if (std::system(command.c_str()) != 0) options_.secure = false;
}

MailServer::~MailServer() {
    stop();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

bool MailServer::start() {
    int output[2];
    if (::pipe2(output, O_CLOEXEC) != 0) return false;
    std::vector<std::string> words{"/usr/bin/python3", STEWARD_MAIL_SERVER, (folder_ / "mails").string(),
                                   std::to_string(port_)};
    if (options_.secure)
        words.insert(words.end(), {"--certificate", caFile(), "--key", (folder_ / "key.pem").string()});
    if (!options_.user.empty()) words.insert(words.end(), {"--user", options_.user, "--password", options_.password});
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output[1], 1);
    const bool spawned = ::posix_spawn(&pid_, words[0].c_str(), &actions, nullptr, arguments.data(), environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    ::close(output[1]);
    const std::string line = spawned ? readLine(output[0]) : std::string();
    ::close(output[0]);
    if (line.empty()) {
        stop();
        return false;
    }
    port_ = std::atoi(line.c_str());
    return port_ > 0;
}

void MailServer::stop() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
}

std::vector<ReceivedMail> MailServer::mails() const {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / "mails"))
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::ranges::sort(files);
    std::vector<ReceivedMail> mails;
    for (const auto& file : files) {
        std::ifstream stream(file);
        const std::string text{std::istreambuf_iterator<char>(stream), {}};
        mails.push_back(json::read<ReceivedMail>(text).value_or(ReceivedMail{}));
    }
    return mails;
}

std::optional<ReceivedMail> MailServer::wait(std::size_t number) const {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < until) {
        const auto all = mails();
        if (all.size() > number) return all[number];
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return std::nullopt;
}

}  // namespace steward::test

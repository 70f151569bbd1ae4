#include "schedules/program.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <thread>

namespace steward::schedules {
namespace {

using Steady = std::chrono::steady_clock;

constexpr auto betweenLooks = std::chrono::milliseconds(10);
constexpr std::size_t shownOfLog = 500;

std::vector<char*> pointersTo(std::vector<std::string>& words) {
    std::vector<char*> list;
    list.reserve(words.size() + 1);
    for (auto& word : words)
        list.push_back(word.data());
    list.push_back(nullptr);
    return list;
}

std::string endOf(const std::filesystem::path& log) {
    std::ifstream in(log, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (text.size() > shownOfLog) text.erase(0, text.size() - shownOfLog);
    return text;
}

Result<pid_t> started(const Task& task, const std::filesystem::path& log) {
    std::vector<std::string> words{task.program.string()};
    words.insert(words.end(), task.arguments.begin(), task.arguments.end());
    std::vector<std::string> environment{"PATH=/usr/local/bin:/usr/bin:/bin",
                                         "LANG=C.UTF-8",
                                         "HOME=" + task.folder.string(),
                                         "TMPDIR=" + task.folder.string(),
                                         "XDG_RUNTIME_DIR=" + task.folder.string(),
                                         "QT_QPA_PLATFORM=offscreen"};
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    // Signals that this program takes its own way are as usual there.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    pid_t process = -1;
    const int problem = ::posix_spawn(&process, task.program.c_str(), &files, &attributes, pointersTo(words).data(),
                                      pointersTo(environment).data());
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    if (problem != 0)
        return fail(ErrorCode::unavailable, "The program " + task.program.filename().string() + " cannot be started.",
                    std::strerror(problem));
    return process;
}

}  // namespace

Result<> runProgram(const Task& task, const std::stop_token& stop) {
    const auto log = task.folder / "program.log";
    STEWARD_TRY(const pid_t process, started(task, log));
    const auto until = Steady::now() + task.most;
    int status = 0;
    while (::waitpid(process, &status, WNOHANG) == 0) {
        const bool isLate = Steady::now() >= until;
        if (stop.stop_requested() || isLate) {
            ::kill(process, SIGKILL);
            ::waitpid(process, &status, 0);
            if (!isLate) return fail(ErrorCode::cancelled, "It was cancelled.");
            return fail(ErrorCode::timeout, "The program " + task.program.filename().string() + " took too long.");
        }
        std::this_thread::sleep_for(betweenLooks);
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
    return fail(ErrorCode::internal, "The program " + task.program.filename().string() + " failed.", endOf(log));
}

}  // namespace steward::schedules

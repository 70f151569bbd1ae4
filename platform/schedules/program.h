// Another program for one task: without the environment and the open files of this one, and not for longer than it may.
#pragma once

#include <chrono>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.h"

namespace steward::schedules {

struct Task {
    std::filesystem::path program;
    std::vector<std::string> arguments;
    std::filesystem::path folder;  // its home, and where what it prints goes ("program.log")
    std::chrono::milliseconds most{std::chrono::minutes(10)};
};

// Blocks; for a thread of the caller's. ErrorCode::internal with the last of what it printed when it did not return 0,
// unavailable when it cannot be started, timeout, cancelled when `stop` was requested: then it has been killed.
Result<> runProgram(const Task& task, const std::stop_token& stop);

}  // namespace steward::schedules

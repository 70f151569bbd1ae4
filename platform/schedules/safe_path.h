// Folders that people name, below one that the platform was given.
#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace steward::schedules {

// 1 to 8 folder names with "/" between them, each one that every system takes (report/file_name.h).
bool isSafePath(std::string_view path);

// The folder at `path` below `root`, made if it is not there. ErrorCode::storage when it cannot be made, or when links
// lead out of `root`.
Result<std::filesystem::path> folderBelow(const std::filesystem::path& root, std::string_view path);

}  // namespace steward::schedules

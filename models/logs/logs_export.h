// All records that a filter finds, as a file: read as they come, and whole or not there. GUI thread; the work is done
// elsewhere.
#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>

#include "client/platform_client.h"
#include "report/export.h"

namespace steward::models {

// `progress`: rows so far, and how many there will be; called in the thread that works. Cancelled by `stop`, and then
// nothing is left behind. The client outlives the result.
QFuture<Result<report::Manifest>> exportLogs(client::PlatformClient& client, const QString& filter,
                                             const std::filesystem::path& file, report::Format format,
                                             std::stop_token stop,
                                             std::function<void(std::int64_t, std::int64_t)> progress);

}  // namespace steward::models

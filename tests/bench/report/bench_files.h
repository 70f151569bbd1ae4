// What exports and snapshots take of time and memory, for a tenth of the rows and for all of them.
#pragma once

#include <filesystem>

namespace steward::bench {

// `tenth` and `whole`: databases with a tenth of the rows, and all. Files go into `folder`.
void measureFiles(const std::filesystem::path& folder, const std::filesystem::path& tenth,
                  const std::filesystem::path& whole);
// Changes a few rows of both.
void measureSnapshots(const std::filesystem::path& folder, const std::filesystem::path& tenth,
                      const std::filesystem::path& whole);

}  // namespace steward::bench

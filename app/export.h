// Reports without a window: `steward export REPORT --format xlsx --out FILE [--snapshot]`, and `steward verify FILE`.
#pragma once

#include <functional>
#include <memory>
#include <stop_token>

#include "app/command_line.h"
#include "report/manifest.h"

namespace steward::client {
class TokenStore;
}

namespace steward::app {

// Make the application object they need and return the exit code that the help documents: 0 when the file is complete.
// On an error an old file at its place is intact, and the reason is on standard error.
int runExport(const Options& options, int argc, char** argv);
int runVerify(const Options& options, int argc, char** argv);

// What runExport does. Needs a QCoreApplication, for PDF a QApplication; runs an event loop while it works. `tokens`:
// where sign-ins are kept. `progress`: rows so far and in all (0: not known), in the thread that works.
// Errors: notFound (report, workspace, snapshot), unauthenticated, offline, storage, cancelled, and those of reports;
// `detail` says what to do.
Result<report::Manifest> exportReport(const Options& options, std::shared_ptr<client::TokenStore> tokens,
                                      std::stop_token stop = {},
                                      std::function<void(std::int64_t done, std::int64_t total)> progress = {});

// A result that is there already (Options::result), on paper. Needs a QApplication. Errors: invalid (no such file, or
// no result in it), storage, cancelled.
Result<report::Manifest> exportResult(const Options& options, std::stop_token stop = {});

int exitCodeOf(ErrorCode code);

}  // namespace steward::app

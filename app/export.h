// A report as a file without a window: `steward export REPORT --format xlsx --out FILE [--snapshot]`.
#pragma once

#include "app/command_line.h"

namespace steward::app {

// Makes the application object it needs. Returns the exit code: 0 when the file is complete; on an error an old file at
// its place is intact and the reason is on standard error.
int runExport(const Options& options, int argc, char** argv);

}  // namespace steward::app

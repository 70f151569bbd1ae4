// The program by itself through the main job, over the real widgets: `steward tour --out DIR`. Each stop leaves a
// picture or a file, and prints what it is; the platform, its data and the settings are its own. Also how the pictures
// of the documentation are made.
#pragma once

#include "app/command_line.h"

namespace steward::app {

// Needs a QApplication. Returns the exit code: 0 when every stop was reached.
int runTour(const Options& options);

}  // namespace steward::app

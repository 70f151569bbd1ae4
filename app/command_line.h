// What the program is asked to do. Understands the command line; does nothing.
#pragma once

#include <QString>
#include <QStringList>
#include <optional>

#include "base/result.h"
#include "report/file_options.h"

namespace steward::app {

struct Options {
    enum class Task { console, tour, exportReport, verifyFile, version, help };
    Task task = Task::console;
    bool local = false;  // go into the local platform at once
    bool demo = false;   // with demo data
    QString dataFolder;  // instead of the user's own
    // tour
    QString outFolder;
    int warmUpSeconds = 20;  // of traffic before the picture of the dashboard
    // export
    QString report;
    QString result;  // instead of it: a file with a result that is there already (report/paper_request.h)
    QString format;
    QString outFile;          // also what is verified
    bool snapshot = false;    // from this computer instead of the platform
    bool underlying = false;  // the rows behind the groups
    report::FileOptions fileOptions;
    QString workspace;  // by id or name; the local one unless told
    QString help;       // the text, for Task::help
    // not on the command line
    std::optional<int> demoTenants;  // fewer or more than usual
    QString platformProgram;         // stewardd, unless it is beside the program
    double patience = 1;             // stretches the limits of the tour
};

// `arguments`: with the program's name first. ErrorCode::invalid says what is wrong and how it is written.
Result<Options> parseArguments(const QStringList& arguments);

}  // namespace steward::app

// steward: the console, the tour and the export share one program and one composition root.
#include <QApplication>
#include <cstdio>

#include "app/command_line.h"
#include "app/console.h"
#include "app/export.h"
#include "app/preferences.h"
#include "app/tour.h"
#include "base/log.h"

namespace {

using namespace steward;
using namespace steward::app;

int say(std::FILE* where, const QString& text, int code) {
    std::fprintf(where, "%s\n", text.toUtf8().constData());
    return code;
}

// What only says something, in the person's language: that needs an application, which the arguments decide on.
int answer(int argc, char** argv, const QStringList& arguments) {
    const QCoreApplication application(argc, argv);
    installTranslation(Preferences().language());
    const auto options = parseArguments(arguments);
    if (!options) return say(stderr, QString::fromStdString(options.error().message), 2);
    if (options->task == Options::Task::help) return say(stdout, options->help, 0);
    return say(stdout, QStringLiteral("steward ") + QLatin1String(STEWARD_VERSION), 0);
}

int runConsole(const Options& options) {
    Console console(options);
    if (const auto started = console.start(); !started)
        return say(stderr, QString::fromStdString(started.error().message), 1);
    return QApplication::exec();
}

void nameProgram() {
    QCoreApplication::setOrganizationName(QStringLiteral("Steward"));
    QCoreApplication::setApplicationName(QStringLiteral("steward"));
    QCoreApplication::setApplicationVersion(QLatin1String(STEWARD_VERSION));
}

}  // namespace

int main(int argc, char** argv) {
    log::start("steward", log::Level::warning);
    nameProgram();
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const auto options = parseArguments(arguments);
    if (!options) return answer(argc, argv, arguments);
    switch (options->task) {
        case Options::Task::version:
        case Options::Task::help:
            return answer(argc, argv, arguments);
        case Options::Task::exportReport:
            return runExport(*options, argc, argv);
        case Options::Task::verifyFile:
            return runVerify(*options, argc, argv);
        case Options::Task::tour:
        case Options::Task::console:
            break;
    }
    QApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Steward"));
    QGuiApplication::setDesktopFileName(QStringLiteral("example.steward.Steward"));
    installTranslation(Preferences().language());
    return options->task == Options::Task::tour ? runTour(*options) : runConsole(*options);
}

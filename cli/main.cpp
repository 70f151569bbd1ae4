// stewardctl: the platform from a terminal. Exit codes are those of output.h.
#include <unistd.h>

#include <QCoreApplication>

#include "cli/commands.h"

int main(int argc, char** argv) {
    using namespace steward::cli;
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("stewardctl"));

    Settings settings;
    Action action;
    CLI::App app(
        "Steward from a terminal. Exit codes: 0 done, 1 refused, 2 wrong command line, 3 not signed in, "
        "4 platform not reached, 5 conflict.");
    app.set_version_flag("--version", STEWARD_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    app.add_option("--url", settings.url, "the platform's address")->envname("STEWARD_URL");
    app.add_flag("--json", settings.jsonAsked,
                 "JSON instead of tables; so it is when the output is no terminal, but for texts "
                 "that compare: diff, plan, apply, revert");
    app.add_flag("--dry-run", settings.dryRun, "print what would be sent; send nothing that changes anything");
    app.add_option("--timeout", settings.timeoutSeconds, "seconds to wait for an answer")->check(CLI::Range(1, 3600));
    bool noBrowser = false;
    bool withCode = false;
    auto* login =
        app.add_subcommand("login", "Sign in with your browser; the session is kept in the system's key store");
    login->add_flag("--no-browser", noBrowser, "only print the address to open");
    login->alias("sign-in");
    login->add_flag("--device", withCode, "show a code to type into a browser on any computer");
    login->callback([&] {
        action = [&](Program& program) { return withCode ? program.loginWithCode() : program.login(!noBrowser); };
    });
    app.add_subcommand("logout", "End the session")->callback([&action] {
        action = [](Program& program) { return program.logout(); };
    });
    addTenants(app, action);
    addPlans(app, action);
    addImport(app, action);
    addConfiguration(app, action);
    addAudit(app, action);
    addLogs(app, action);
    addReports(app, action);
    addHealth(app, action);
    addCall(app, action);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? int(Exit::ok) : int(Exit::usage);
    }
    if (const char* token = std::getenv("STEWARD_TOKEN")) settings.token = token;
    settings.json = settings.jsonAsked || !isatty(STDOUT_FILENO);
    Program program(settings);
    return action(program);
}

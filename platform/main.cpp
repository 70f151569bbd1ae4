// stewardd: the platform. Commands and flags.
#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>

#include "audit/audit_store.h"
#include "base/log.h"
#include "server.h"

namespace {

using namespace steward;

// Exit codes: 0 done, 1 failed, 2 wrong use or configuration, 3 the audit log is not intact.
constexpr int failed = 1;
constexpr int wrongUse = 2;
constexpr int notIntact = 3;

int complain(const Error& error, int code) {
    std::fprintf(stderr, "stewardd: %s\n", error.message.c_str());
    if (!error.detail.empty()) std::fprintf(stderr, "  %s\n", error.detail.c_str());
    for (const auto& field : error.fields)
        std::fprintf(stderr, "  %s %s\n", field.path.c_str(), field.message.c_str());
    return code;
}

log::Level levelOf(const std::string& name) {
    static const std::map<std::string, log::Level> levels{{"debug", log::Level::debug},
                                                          {"info", log::Level::info},
                                                          {"warning", log::Level::warning},
                                                          {"error", log::Level::error},
                                                          {"off", log::Level::off}};
    const auto found = levels.find(name);
    return found == levels.end() ? log::Level::info : found->second;
}

struct Flags {
    std::string file;
    kernel::Settings settings;
    kernel::Inherited inherited;
    bool checkConfig = false;
    bool demo = false;
    demo::DemoOptions demoOptions;
};

void addSettings(CLI::App& app, Flags& flags) {
    app.add_option("--config", flags.file, "Configuration file (JSON)")->envname("STEWARD_CONFIG");
    const auto setting = [&](const char* flag, const char* name, const char* help) {
        app.add_option_function<std::string>(
            flag, [&flags, name](const std::string& value) { flags.settings[name] = value; }, help);
    };
    setting("--data-dir,--data", "dataFolder", "Folder for the database and the keys");
    setting("--address", "address", "Address to listen on (127.0.0.1)");
    setting("--port", "port", "Port to listen on; 0 takes a free one (8471)");
    setting("--public-url", "publicUrl", "How browsers and consoles reach this platform");
    setting("--environment", "environment", "local, staging or production");
    setting("--log-level", "logLevel", "debug, info, warning, error or off");
    setting("--log-file", "logFile", "Log to this file instead of standard error");
    app.add_option_function<std::vector<std::string>>(
        "--set",
        [&flags](const std::vector<std::string>& pairs) {
            for (const auto& pair : pairs) {
                const auto equals = pair.find('=');
                if (equals == std::string::npos) throw CLI::ValidationError("--set", "wants name=value: " + pair);
                flags.settings[pair.substr(0, equals)] = pair.substr(equals + 1);
            }
        },
        "Any setting: http.maxConnections=100");
    app.add_flag("--check-config", flags.checkConfig, "Print the effective configuration and stop");
}

int migrate(const kernel::Config& config) {
    auto store = platform::Store::open(config);
    if (!store) return complain(store.error(), failed);
    std::printf("%d applied, schema %d\n", store->migrated(), store->schema());
    return 0;
}

int loadDemo(const kernel::Config& config, const demo::DemoOptions& options) {
    auto store = platform::Store::open(config);
    if (!store) return complain(store.error(), failed);
    const auto counts = platform::loadDemo(store->database(), config, options);
    if (!counts) return complain(counts.error(), failed);
    if (counts->tenants == 0) std::puts("There are tenants already, so nothing was loaded.");
    std::printf("%lld tenants, %lld users, %lld rows of usage, %lld subscription months, %lld audit entries\n",
                static_cast<long long>(counts->tenants), static_cast<long long>(counts->users),
                static_cast<long long>(counts->usage), static_cast<long long>(counts->subscriptionMonths),
                static_cast<long long>(counts->auditEntries));
    return 0;
}

int verifyAudit(const kernel::Config& config) {
    auto store = platform::Store::open(config);
    if (!store) return complain(store.error(), failed);
    const auto verified =
        store->database().readNow([](sql::Connection& connection) { return audit::verify(connection); });
    if (!verified) return complain(verified.error(), failed);
    std::printf("%s\n", json::write(*verified).c_str());
    return verified->intact ? 0 : notIntact;
}

int rotateKeys(const kernel::Config& config) {
    auto store = platform::Store::open(config);
    if (!store) return complain(store.error(), failed);
    const auto rotated = platform::rotateKeys(store->database(), config);
    if (!rotated) return complain(rotated.error(), failed);
    std::printf("%s signs from %s on\n", rotated->kid.c_str(), toRfc3339(rotated->signsFrom).c_str());
    return 0;
}

int serve(const kernel::Config& config, const Flags& flags) {
    log::start("stewardd", levelOf(config.logLevel));
    if (!config.logFile.empty() && !log::toFile(config.logFile))
        return complain({ErrorCode::storage, "The log file could not be opened: " + config.logFile, {}, {}, {}},
                        failed);
    // A file that may not grow is a full disk, which is survived, not a reason to be killed.
    std::signal(SIGXFSZ, SIG_IGN);
    const auto demo = flags.demo ? std::optional(flags.demoOptions) : std::nullopt;
    const auto served = platform::serve(config, flags.inherited, demo);
    return served ? 0 : complain(served.error(), failed);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("The Steward platform.", "stewardd");
    Flags flags;
    app.require_subcommand(0, 1);
    app.fallthrough();
    addSettings(app, flags);
    app.add_option("--ready-fd", flags.inherited.readyFd, "File descriptor that gets a line once requests are served");
    app.add_option("--local-join-fd", flags.inherited.localJoinFd,
                   "File descriptor with the console's one-time secret");
    app.add_flag("--demo", flags.demo, "Load demo data first, unless there is data");
    app.add_option("--demo-tenants", flags.demoOptions.tenants, "Tenants of the demo data")
        ->check(CLI::Range(1, 100'000));
    app.add_subcommand("serve", "Serve the API (what happens without a command)");
    auto* migrateCommand = app.add_subcommand("migrate", "Bring the database up to date");
    auto* auditCommand = app.add_subcommand("audit", "The audit log");
    auditCommand->require_subcommand(1);
    auto* verifyCommand = auditCommand->add_subcommand("verify", "Prove the chain of hashes");
    auto* rotateCommand = app.add_subcommand("rotate-keys", "Publish a new key to sign tokens with; it signs soon");
    auto* demoCommand = app.add_subcommand("demo", "Demo data");
    demoCommand->require_subcommand(1);
    auto* loadCommand = demoCommand->add_subcommand("load", "Fill an empty database with demo data");
    loadCommand->add_option("--tenants", flags.demoOptions.tenants, "How many tenants")->check(CLI::Range(1, 100'000));
    loadCommand->add_option("--seed", flags.demoOptions.seed, "The same seed gives the same data");
    auto* versionCommand = app.add_subcommand("version", "Print the version");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : wrongUse;
    }
    if (versionCommand->parsed()) {
        std::puts("stewardd " STEWARD_VERSION);
        return 0;
    }

    const auto config = kernel::loadConfig(flags.file, kernel::environmentSettings(), flags.settings);
    if (!config) return complain(config.error(), wrongUse);
    if (flags.checkConfig) {
        std::fputs(kernel::describeConfig(*config).c_str(), stdout);
        return 0;
    }
    if (migrateCommand->parsed()) return migrate(*config);
    if (rotateCommand->parsed()) return rotateKeys(*config);
    if (verifyCommand->parsed()) return verifyAudit(*config);
    if (loadCommand->parsed()) return loadDemo(*config, flags.demoOptions);
    return serve(*config, flags);
}

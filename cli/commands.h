// The commands of stewardctl. Each adds itself to the command line and gives an exit code when it is the chosen one.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "cli/program.h"

namespace steward::cli {

// What the chosen command does; set while the command line is read.
using Action = std::function<int(Program&)>;

void addTenants(CLI::App& app, Action& action);
// `plan`, `apply` and `revert`.
void addPlans(CLI::App& app, Action& action);
// `import tenants FILE`.
void addImport(CLI::App& app, Action& action);
// `config export` and `diff`.
void addConfiguration(CLI::App& app, Action& action);
void addAudit(CLI::App& app, Action& action);
// `logs`, and `logs --follow`.
void addLogs(CLI::App& app, Action& action);
void addReports(CLI::App& app, Action& action);
// `health`, `health uptime` and `health heartbeat ID`.
void addHealth(CLI::App& app, Action& action);
// `call ENDPOINT name=value…` and `endpoints`, from the contract.
void addCall(CLI::App& app, Action& action);

}  // namespace steward::cli

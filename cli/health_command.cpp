#include <cmath>
#include <cstdio>
#include <memory>

#include "cli/commands.h"
#include "cli/paging.h"
#include "contract/endpoints.h"

namespace steward::cli {
namespace {

using domain::ComponentState;

// Never rounded up to what it is not.
std::string percent(double share) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f %%", std::floor(share * 1e5 + 1e-6) / 1e3);
    return text;
}

// What people wrote: no name can move the cursor.
std::string inert(const std::string& text) {
    return cli::textOf(json::Value(text));
}

std::string uptimeOf(const domain::Uptime& uptime) {
    return uptime.ratio ? percent(*uptime.ratio) : "-";
}

std::vector<std::string> rowOf(const contract::UptimeRow& row, const std::string& name) {
    const auto& uptime = row.uptime;
    const bool isKept = !uptime.ratio || *uptime.ratio >= row.objective;
    return {inert(name),
            uptimeOf(uptime),
            percent(row.objective),
            !uptime.ratio ? "unknown"
            : isKept      ? "kept"
                          : "missed",
            std::to_string(uptime.down),
            std::to_string(uptime.maintenance),
            std::to_string(uptime.unknown)};
}

std::string textOf(const contract::UptimeReport& report) {
    const auto titles = [](const char* what) {
        return std::vector<std::string>{what, "uptime", "promised", "", "down s", "maintenance s", "unknown s"};
    };
    std::vector<std::vector<std::string>> tenants, components;
    for (const auto& row : report.tenants)
        tenants.push_back(rowOf(row, row.id.empty() ? "(platform)" : row.name));
    for (const auto& row : report.components)
        components.push_back(rowOf(row, row.name));
    return report.month + ", " + report.timeZone + ", up to " + toRfc3339(report.at) + "\n\n" +
           table(titles("tenant"), tenants) + "\n" + table(titles("component"), components);
}

int printSummary(Program& program) {
    const auto summary = program.call(contract::healthSummary, {});
    if (!summary || program.settings().json) {
        const int code = program.print(summary);
        return summary && summary->down > 0 ? int(Exit::failed) : code;
    }
    std::string text = std::to_string(summary->operational) + " operational, " + std::to_string(summary->degraded) +
                       " degraded, " + std::to_string(summary->down) + " down, " +
                       std::to_string(summary->maintenance) + " in maintenance, " + std::to_string(summary->unknown) +
                       " unknown\n";
    const auto components = listAll(program, contract::listComponents, {}, 500);
    if (!components) return program.printError(components.error());
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : components->items)
        rows.push_back({one.id, inert(one.name), std::string(enumName(one.state)), uptimeOf(one.month),
                        percent(one.objective), inert(one.reason)});
    if (!rows.empty()) text += "\n" + table({"id", "component", "state", "this month", "promised", "why"}, rows);
    const int code = program.printText(text);
    return summary->down > 0 ? int(Exit::failed) : code;
}

}  // namespace

void addHealth(CLI::App& app, Action& action) {
    auto* health = app.add_subcommand("health", "Components and how they are; exit code 1: something is down");
    health->require_subcommand(0, 1);
    health->callback([&action, health] {
        if (health->get_subcommands().empty()) action = printSummary;
    });
    auto* uptime = health->add_subcommand("uptime", "How long tenants and components were up in a month of UTC");
    auto month = std::make_shared<std::string>(), tenant = std::make_shared<std::string>();
    uptime->add_option("--month", *month, "2026-11; this one unless told");
    uptime->add_option("--tenant", *tenant, "ten_…; all unless told");
    uptime->callback([&action, month, tenant] {
        action = [month, tenant](Program& program) {
            contract::UptimeRequest request;
            if (!month->empty()) request.month = *month;
            if (!tenant->empty()) request.tenantId = *tenant;
            const auto report = program.call(contract::uptimeReport, request);
            if (!report || program.settings().json) return program.print(report);
            return program.printText(textOf(*report));
        };
    });
    auto* beat = health->add_subcommand("heartbeat", "Says that a component lives");
    auto id = std::make_shared<std::string>();
    beat->add_option("ID", *id, "cmp_…")->required();
    beat->callback([&action, id] {
        action = [id](Program& program) {
            const auto said = program.call(contract::sendHeartbeat, {.id = *id});
            return said ? int(Exit::ok) : program.printError(said.error());
        };
    });
}

}  // namespace steward::cli

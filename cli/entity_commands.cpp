#include <memory>

#include "cli/commands.h"
#include "cli/paging.h"
#include "contract/endpoints.h"

namespace steward::cli {
namespace {

const std::vector<std::string> tenantColumns{"id", "name", "status", "plan", "region", "users", "mrrMinor", "currency"};

struct ListOptions {
    std::string filter;
    std::string sort;
    std::int64_t limit = 50;
    bool all = false;
};

std::shared_ptr<ListOptions> addListOptions(CLI::App& command) {
    auto options = std::make_shared<ListOptions>();
    command.add_option("--filter", options->filter, R"(for example "status=active;plan in (team,scale);users>100")");
    command.add_option("--sort", options->sort, R"(a field, "-" before it for descending)");
    command.add_option("--limit", options->limit, "at most so many")->check(CLI::Range(1, 1'000'000));
    command.add_flag("--all", options->all, "every one of them");
    return options;
}

contract::ListRequest requestOf(const ListOptions& options) {
    contract::ListRequest request;
    if (!options.filter.empty()) request.filter = options.filter;
    if (!options.sort.empty()) request.sort = options.sort;
    return request;
}

std::int64_t wantedBy(const ListOptions& options) {
    return options.all ? std::numeric_limits<std::int64_t>::max() : options.limit;
}

}  // namespace

void addTenants(CLI::App& app, Action& action) {
    auto* tenants = app.add_subcommand("tenants", "Tenants");
    tenants->require_subcommand(1);
    auto* list = tenants->add_subcommand("list", "Tenants, filtered and sorted");
    const auto options = addListOptions(*list);
    list->callback([&action, options] {
        action = [options](Program& program) {
            return program.print(listAll(program, contract::listTenants, requestOf(*options), wantedBy(*options)),
                                 tenantColumns);
        };
    });

    auto* tenant = app.add_subcommand("tenant", "One tenant");
    tenant->require_subcommand(1);
    auto* get = tenant->add_subcommand("get", "Everything about it");
    auto id = std::make_shared<std::string>();
    get->add_option("ID", *id, "ten_…")->required();
    get->callback([&action, id] {
        action = [id](Program& program) { return program.print(program.call(contract::getTenant, {.id = *id})); };
    });
}

void addAudit(CLI::App& app, Action& action) {
    auto* audit = app.add_subcommand("audit", "What was done");
    audit->require_subcommand(1);
    auto* verify = audit->add_subcommand("verify", "Proves the chain of hashes");
    verify->callback([&action] {
        action = [](Program& program) {
            const auto verification = program.call(contract::verifyAudit, {});
            const int code = program.print(verification);
            return verification && !verification->intact ? int(Exit::failed) : code;
        };
    });
    auto* list = audit->add_subcommand("list", "Entries, newest first");
    const auto options = addListOptions(*list);
    list->callback([&action, options] {
        action = [options](Program& program) {
            return program.print(listAll(program, contract::listAudit, requestOf(*options), wantedBy(*options)),
                                 {"seq", "at", "actorName", "action", "entityName", "reason"});
        };
    });
}

}  // namespace steward::cli

#include <memory>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "contract/endpoints.h"

namespace steward::cli {
namespace {

const std::vector<std::string> tenantColumns{"id", "name", "status", "plan", "region", "users", "mrrMinor", "currency"};
const std::vector<std::string> changeColumns{"entityId", "entityName", "state", "version", "detail"};
constexpr std::int64_t largestPage = 500;

// Page after page until there are `wanted` items or no more.
template <class Item>
Result<contract::Page<Item>> listAll(Program& program,
                                     const contract::Endpoint<contract::ListRequest, contract::Page<Item>>& endpoint,
                                     contract::ListRequest request, std::int64_t wanted) {
    contract::Page<Item> all;
    do {
        request.limit = std::min(largestPage, wanted - std::int64_t(all.items.size()));
        STEWARD_TRY(auto page, program.call(endpoint, request));
        std::ranges::move(page.items, std::back_inserter(all.items));
        all.total = page.total;
        all.totalIsExact = page.totalIsExact;
        all.nextCursor = request.cursor = page.nextCursor;
    } while (request.cursor && std::int64_t(all.items.size()) < wanted);
    return all;
}

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

int showPlan(Program& program, const std::string& id) {
    const auto plan = program.call(contract::getPlan, {.id = id});
    if (!plan || program.settings().json) return program.print(plan);
    if (const int code = program.print(plan); code != Exit::ok) return code;
    return program.print(program.call(contract::listPlanChanges, {.id = id, .limit = largestPage}), changeColumns);
}

int applyPlan(Program& program, const contract::ApplyRequest& request) {
    const auto plan = program.call(contract::getPlan, {.id = request.id});
    if (!plan) return program.print(plan);
    if (!plan->confirmation.empty() && request.confirmation != plan->confirmation)
        return program.printError({ErrorCode::unprocessable,
                                   "This plan asks for its sentence: --confirm \"" + plan->confirmation + "\"",
                                   {},
                                   {},
                                   {}});
    return program.print(program.call(contract::applyPlan, request));
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

void addPlans(CLI::App& app, Action& action) {
    auto* plan = app.add_subcommand("plan", "Changes, computed before they are made");
    plan->require_subcommand(1);

    auto* create = plan->add_subcommand("create", "Computes what would change: operation=suspend selection.ids=ten_…");
    auto words = std::make_shared<std::vector<std::string>>();
    create
        ->add_option("FIELDS", *words,
                     "entity=tenant operation=change selection.filter=status=trial patch.plan=team reason=…")
        ->required();
    create->callback([&action, words] {
        action = [words](Program& program) {
            const auto request = requestFrom<domain::PlanRequest>(*words);
            if (!request) {
                program.printError(request.error());
                return int(Exit::usage);
            }
            const auto made = program.call(contract::createPlan, *request);
            return made ? showPlan(program, made->id) : program.print(made);
        };
    });

    auto* show = plan->add_subcommand("show", "A plan: before and after");
    auto shownId = std::make_shared<std::string>();
    show->add_option("ID", *shownId, "pln_…")->required();
    show->callback(
        [&action, shownId] { action = [shownId](Program& program) { return showPlan(program, *shownId); }; });

    auto* apply = plan->add_subcommand("apply", "Applies a plan as a batch");
    auto request = std::make_shared<contract::ApplyRequest>();
    apply->add_option("ID", request->id, "pln_…")->required();
    apply->add_option("--reason", request->reason, "for the audit");
    apply->add_option("--confirm", request->confirmation, "the sentence that the plan asks for");
    apply->add_option("--stop-after", request->stopAfterFailures, "stop after so many failures");
    apply->callback(
        [&action, request] { action = [request](Program& program) { return applyPlan(program, *request); }; });
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

#include <memory>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/configuration_source.h"
#include "cli/paging.h"
#include "cli/plan_command.h"
#include "cli/plan_output.h"
#include "cli/preview.h"
#include "contract/endpoints.h"

namespace steward::cli {
namespace {

using domain::EntityKind;
using domain::Operation;

const std::vector<std::string> changeColumns{"entityId", "entityName", "state", "version", "detail"};

struct PlanAndChanges {
    domain::Plan plan;
    std::vector<domain::PlanChange> changes;
};
STEWARD_DESCRIBE(PlanAndChanges, (plan, changes))

Result<PlanAndChanges> withChanges(Program& program, domain::Plan plan) {
    STEWARD_TRY(auto page, listAll(program, contract::listPlanChanges, {.id = plan.id}));
    return PlanAndChanges{std::move(plan), std::move(page.items)};
}

std::string quoted(const std::string& text) {
    return "\"" + text + "\"";
}

}  // namespace

int showComputed(Program& program, const Result<domain::Plan>& made) {
    const auto plan = made.and_then([&](const domain::Plan& computed) { return withChanges(program, computed); });
    if (!plan) return program.printError(plan.error());
    if (program.settings().jsonAsked) {
        if (const int code = program.printText(json::write(*plan) + "\n"); code != Exit::ok) return code;
    } else if (changesNothing(plan->plan)) {
        return program.printText(noChange);
    } else if (const int code = program.printText(planText(plan->plan, plan->changes)); code != Exit::ok) {
        return code;
    }
    if (changesNothing(plan->plan)) return Exit::ok;
    if (plan->plan.counts.willChange == 0) return Exit::failed;
    const auto& sentence = plan->plan.confirmation;
    program.note("To apply it: stewardctl apply " + plan->plan.id +
                 (sentence.empty() ? "" : " --confirm " + quoted(sentence)));
    return Exit::ok;
}

namespace {

int showPreview(Program& program, const Result<std::vector<domain::PlanChange>>& changes) {
    if (!changes) return program.printError(changes.error());
    domain::Plan plan;
    plan.id = "(none)";
    for (const auto& change : *changes)
        ++(change.fields.empty() ? plan.counts.excluded : plan.counts.willChange);
    if (plan.counts.willChange == 0) return program.printText(noChange);
    program.note("Dry run: nothing was sent that changes anything. This is what would be asked for.");
    std::vector<domain::PlanChange> differing;
    std::ranges::copy_if(*changes, std::back_inserter(differing),
                         [](const domain::PlanChange& change) { return !change.fields.empty(); });
    return program.printText(program.settings().jsonAsked ? json::write(differing) + "\n" : planText(plan, differing));
}

int plan(Program& program, const domain::PlanRequest& request) {
    if (program.settings().dryRun) return showPreview(program, preview(program, request));
    return showComputed(program, program.call(contract::createPlan, request));
}

// A document that the platform is to converge to.
struct FileWords {
    std::string file;
    std::vector<std::string> only;
    std::optional<std::string> reason;
};

Result<std::vector<configuration::Difference>> wantedOf(Program& program, const FileWords& words,
                                                        const configuration::Document& document) {
    STEWARD_TRY(const auto choices, configuration::choicesFrom(words.only));
    STEWARD_TRY(const auto current, counterpartOf(program, document));
    return configuration::chosen(configuration::needed(current, document), choices, current, document);
}

int planFromFile(Program& program, const FileWords& words) {
    const auto document = documentOfFile(words.file);
    if (!document) {
        program.printError(document.error());
        return Exit::usage;
    }
    const auto wanted = wantedOf(program, words, *document);
    if (!wanted) return program.printError(wanted.error());
    if (wanted->empty()) return program.printText(noChange);
    const auto targets = configuration::toTargets(*document, *wanted);
    if (!targets) return program.printError(targets.error());
    if (program.settings().dryRun) {
        program.note("Dry run: nothing was sent that changes anything. This is what would be asked for.");
        return program.printText(program.settings().jsonAsked ? json::write(*wanted) + "\n" : differenceText(*wanted));
    }
    domain::PlanRequest request;
    request.entity = EntityKind::configuration;
    request.operation = Operation::converge;
    request.targets = *targets;
    request.reason = words.reason;
    return showComputed(program, program.call(contract::createPlan, request));
}

// Until the batch has ended. The platform may be away for a while: the batch goes on when it is back.
Result<domain::Batch> followed(Program& program, domain::Batch batch) {
    auto between = std::chrono::milliseconds(100);
    auto patience = std::chrono::milliseconds(std::chrono::seconds(program.settings().timeoutSeconds));
    while (!batch.finishedAt) {
        Program::pause(between);
        between = std::min(2 * between, std::chrono::milliseconds(2000));
        auto now = program.call(contract::getBatch, {.id = batch.id});
        if (now) {
            batch = std::move(*now);
            continue;
        }
        patience -= between;
        if (exitOf(now.error()) != Exit::offline || patience.count() <= 0) return now;
    }
    return batch;
}

struct Applied {
    domain::Batch batch;
    std::vector<domain::BatchResult> failures;
};
STEWARD_DESCRIBE(Applied, (batch, failures))

Result<Applied> applied(Program& program, const contract::ApplyRequest& request) {
    STEWARD_TRY(auto begun, program.call(contract::applyPlan, request));
    const std::string id = begun.id;
    program.note("batch " + id + ": " + std::to_string(begun.total) + " to change");
    STEWARD_TRY(auto batch, followed(program, std::move(begun)));
    Applied done{std::move(batch), {}};
    if (done.batch.failed == 0) return done;
    STEWARD_TRY(auto failures, listAll(program, contract::listBatchResults, {.id = id, .changed = false}));
    done.failures = std::move(failures.items);
    return done;
}

int showApplied(Program& program, const Result<Applied>& outcome) {
    if (!outcome) return program.printError(outcome.error());
    const auto& [batch, failures] = *outcome;
    std::string text;
    for (const auto& failure : failures)
        text += "failed: " + textOf(json::Value(failure.entityName)) + " (" + failure.entityId +
                "): " + textOf(json::Value(failure.error)) + "\n";
    text += "batch " + batch.id + ": " + std::string(enumName(batch.state)) + ", " +
            std::to_string(batch.done - batch.failed) + " changed, " + std::to_string(batch.failed) + " failed\n";
    const int code = program.printText(program.settings().jsonAsked ? json::write(*outcome) + "\n" : text);
    if (code != Exit::ok) return code;
    return batch.state == domain::BatchState::succeeded ? int(Exit::ok) : int(Exit::failed);
}

}  // namespace

int apply(Program& program, const ApplyWords& words) {
    auto request = words.request;
    const auto plan = program.call(contract::getPlan, {.id = request.id});
    if (!plan) return program.printError(plan.error());
    if (changesNothing(*plan)) return program.printText(noChange);
    if (program.settings().dryRun) {
        const auto whole = withChanges(program, *plan);
        if (!whole) return program.printError(whole.error());
        program.note("Dry run: nothing was sent that changes anything. Applied, this plan would change:");
        return program.printText(planText(whole->plan, whole->changes));
    }
    const auto sentence = program.confirmed(plan->confirmation, request.confirmation);
    if (!sentence) {
        program.printError(sentence.error());
        return Exit::usage;
    }
    request.confirmation = *sentence;
    if (words.goOn) request.stopAfterFailures = plan->counts.willChange + 1;
    return showApplied(program, applied(program, request));
}

namespace {

// "plan=team" or a whole object of fields.
Result<json::Value> patchFrom(const std::vector<std::string>& words) {
    json::Value patch = json::Object{};
    for (const auto& word : words) {
        if (word.starts_with('{')) {
            STEWARD_TRY(const auto object, json::parse(word));
            json::mergePatch(patch, object);
            continue;
        }
        STEWARD_TRY(const auto pair, splitWord(word));
        STEWARD_CHECK(detail::assign<json::Value>(patch, pair.first, pair.second));
    }
    return patch;
}

struct OperationWords {
    Operation operation = Operation::change;
    std::string entity = "tenant";
    std::vector<std::string> ids;
    std::optional<std::string> filter;
    std::vector<std::string> patch;
    std::optional<std::string> reason;
    bool force = false;
};

Result<domain::PlanRequest> requestOf(const OperationWords& words) {
    domain::PlanRequest request;
    request.entity = *enumFromName<EntityKind>(words.entity);
    request.operation = words.operation;
    if (!words.ids.empty()) request.selection.ids = words.ids;
    request.selection.filter = words.filter;
    request.reason = words.reason;
    if (words.force) request.force = true;
    if (request.selection.ids.has_value() == request.selection.filter.has_value())
        return fail(ErrorCode::invalid, "Which ones? Give either --ids or --filter.");
    if (words.patch.empty() != (words.operation != Operation::change))
        return fail(ErrorCode::invalid, words.patch.empty() ? "What is to change? Give --patch, such as plan=team."
                                                            : "--patch goes with 'plan change' only.");
    if (words.patch.empty()) return request;
    STEWARD_TRY(request.patch, patchFrom(words.patch));
    return request;
}

template <class Words, class Make>
int planOrUsage(Program& program, const Words& words, Make make) {
    const auto request = make(words);
    if (request) return plan(program, *request);
    program.printError(request.error());
    return Exit::usage;
}

void addOperations(CLI::App& parent, Action& action) {
    constexpr std::pair<Operation, const char*> operations[] = {
        {Operation::change, "Sets fields: plan change --ids ten_… --patch plan=team"},
        {Operation::suspend, "Nobody may sign in until they are let in again"},
        {Operation::resume, "Lets in again"},
        {Operation::archive, "Out of use, and kept"},
        {Operation::publish, "The drafts of brands"},
        {Operation::remove, "Deletes; can be restored for a while"},
        {Operation::restore, "Brings back what was deleted"},
    };
    for (const auto& [operation, what] : operations) {
        auto* command = parent.add_subcommand(std::string(enumName(operation)), what);
        auto words = std::make_shared<OperationWords>();
        words->operation = operation;
        if (operation == Operation::publish) words->entity = "brand";
        command->add_option("--entity", words->entity, "tenant unless told")
            ->check(CLI::IsMember({"tenant", "user", "role", "brand"}));
        command->add_option("--ids", words->ids, "comma-separated")->delimiter(',')->allow_extra_args(false);
        command->add_option("--filter", words->filter, R"(all that it finds, such as "plan=free;users>100")");
        if (operation == Operation::change)
            command->add_option("--patch", words->patch, "name=value, or an object of JSON; may be repeated")
                ->allow_extra_args(false);
        command->add_option("--reason", words->reason, "for the audit");
        command->add_flag("--force", words->force, "overwrites what others changed meanwhile");
        command->callback([&action, words] {
            action = [words](Program& program) { return planOrUsage(program, *words, requestOf); };
        });
    }
}

int showPlan(Program& program, const std::string& id) {
    const auto found = program.call(contract::getPlan, {.id = id});
    if (!found || program.settings().json) return program.print(found);
    if (const int code = program.print(found); code != Exit::ok) return code;
    return program.print(listAll(program, contract::listPlanChanges, {.id = id}, largestPage), changeColumns);
}

void addApplyOptions(CLI::App& command, Action& action) {
    auto words = std::make_shared<ApplyWords>();
    command.add_option("ID", words->request.id, "pln_…")->required();
    command.add_option("--reason", words->request.reason, "for the audit; production asks for it");
    command.add_option(
        "--confirm", words->request.confirmation,
        "the sentence that the plan asks for; without it you are asked on a terminal, and refused elsewhere");
    auto* stop = command.add_option("--stop-after", words->request.stopAfterFailures, "stop after so many failures");
    command.add_flag("--go-on", words->goOn, "never stop, however many fail")->excludes(stop);
    command.callback([&action, words] { action = [words](Program& program) { return apply(program, *words); }; });
}

void addRevert(CLI::App& app, Action& action) {
    auto* command =
        app.add_subcommand("revert", "Computes the plan that takes changes back: of audit entries, or of a batch");
    auto ids = std::make_shared<std::vector<std::string>>();
    auto request = std::make_shared<domain::PlanRequest>();
    request->entity = EntityKind::configuration;
    request->operation = Operation::revert;
    auto* entries = command->add_option("ENTRIES", *ids, "aud_…");
    command->add_option("--batch", request->selection.batchId, "bat_…")->excludes(entries);
    command->add_option("--reason", request->reason, "for the audit");
    command->callback([&action, ids, request] {
        if (ids->empty() && !request->selection.batchId) throw CLI::RequiredError("ENTRIES or --batch");
        if (!ids->empty()) request->selection.ids = *ids;
        action = [request](Program& program) { return plan(program, *request); };
    });
}

}  // namespace

void addPlans(CLI::App& app, Action& action) {
    auto* command = app.add_subcommand(
        "plan",
        "Changes, computed before they are made: what would change, from what to what, what is left out and why");
    command->require_subcommand(0, 1);
    auto file = std::make_shared<FileWords>();
    command->add_option("-f,--file", file->file,
                        "a configuration that the platform is to converge to; what is not in it stays as it is");
    command->add_option("--only", file->only, "of the file: kind:key, such as tenant:tarnwick; may be repeated")
        ->allow_extra_args(false);
    command->add_option("--reason", file->reason, "for the audit");
    command->callback([&action, command, file] {
        if (!command->get_subcommands().empty()) return;
        if (file->file.empty()) throw CLI::RequiredError("-f FILE or a subcommand");
        action = [file](Program& program) { return planFromFile(program, *file); };
    });
    addOperations(*command, action);

    auto* create =
        command->add_subcommand("create", "The same in the words of the API: operation=suspend selection.ids=ten_…");
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

    auto* show = command->add_subcommand("show", "A plan: before and after");
    auto shownId = std::make_shared<std::string>();
    show->add_option("ID", *shownId, "pln_…")->required();
    show->callback(
        [&action, shownId] { action = [shownId](Program& program) { return showPlan(program, *shownId); }; });
    addApplyOptions(*command->add_subcommand("apply", "As 'stewardctl apply'"), action);
    addApplyOptions(*app.add_subcommand("apply", "Applies a plan as a batch, follows it, and names what failed"),
                    action);
    addRevert(app, action);
}

}  // namespace steward::cli

#include <memory>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/plan_command.h"
#include "contract/endpoints.h"
#include "import/targets.h"

namespace steward::cli {
namespace {

struct ImportWords {
    std::string file;
    imports::Source source;
    std::vector<std::string> map;  // "ownerEmail=Contact"
    bool strict = false;
    bool applies = false;
    ApplyWords apply;
};

Result<imports::Import> readFile(Program& program, const ImportWords& words) {
    const auto subject = imports::tenants();
    const auto seen = imports::look(words.source, subject);
    if (!seen) return fail(imports::toError(seen.error()));
    std::vector<std::pair<std::string, std::string>> fieldsToColumns;
    for (const auto& word : words.map) {
        STEWARD_TRY(auto pair, splitWord(word));
        fieldsToColumns.push_back(std::move(pair));
    }
    const auto mapping = imports::adjusted(seen->proposal, seen->columns, subject, fieldsToColumns);
    if (!mapping) return fail(imports::toError(mapping.error()));
    for (std::size_t i = 0; i < mapping->size(); ++i)
        program.note(textOf(json::Value(seen->columns[i])) +
                     ((*mapping)[i].empty() ? ": left out" : " is " + (*mapping)[i]));
    auto read = imports::readTargets(words.source, seen->columns, *mapping, subject);
    if (!read) return fail(imports::toError(read.error()));
    return std::move(*read);
}

// Names each row that is left out. ErrorCode::invalid when nothing is left to import, or may not be left out.
Result<> judge(Program& program, const ImportWords& words, const imports::Import& read) {
    for (const auto& problem : read.problems)
        program.note(textOf(json::Value(imports::whereAndWhat(problem))));
    program.note(std::to_string(read.targets.size()) + " of " + std::to_string(read.rows) + " rows can be imported" +
                 (read.formulas > 0 ? "; cells with formulas: " + std::to_string(read.formulas) : ""));
    if (read.leftOut > 0 && words.strict)
        return fail(ErrorCode::invalid, "Rows cannot be used, and --strict leaves none out. Nothing was changed.");
    if (read.targets.empty()) return fail(ErrorCode::invalid, "No row can be imported. Nothing was changed.");
    return {};
}

int showTargets(Program& program, const std::vector<domain::Target>& targets) {
    program.note("Dry run: nothing was sent that changes anything. This is what would be asked for.");
    if (program.settings().jsonAsked) return program.printText(json::write(targets) + "\n");
    std::vector<std::vector<std::string>> rows;
    rows.reserve(targets.size());
    for (const auto& target : targets)
        rows.push_back({std::to_string(*target.line), textOf(json::Value(target.key)), textOf(target.patch)});
    return program.printText(table({"LINE", "KEY", "FIELDS"}, rows));
}

int importTenants(Program& program, const ImportWords& words) {
    auto read = readFile(program, words);
    const auto judged = read ? judge(program, words, *read) : Result<>(fail(read.error()));
    if (!judged) {
        program.printError(judged.error());
        return Exit::usage;
    }
    if (program.settings().dryRun) return showTargets(program, read->targets);
    domain::PlanRequest request;
    request.operation = domain::Operation::converge;
    request.targets = std::move(read->targets);
    request.reason = words.apply.request.reason;
    const auto plan = program.call(contract::createPlan, request);
    const int shown = showComputed(program, plan);
    if (shown != Exit::ok || !words.applies || plan->counts.willChange == 0) return shown;
    ApplyWords apply = words.apply;
    apply.request.id = plan->id;
    return cli::apply(program, apply);
}

}  // namespace

void addImport(CLI::App& app, Action& action) {
    auto* command = app.add_subcommand("import", "Files as plans");
    command->require_subcommand(1);
    auto* tenants = command->add_subcommand(
        "tenants", "From CSV or XLSX: rows whose slug exists change that tenant, others make one; at most 10,000");
    auto words = std::make_shared<ImportWords>();
    tenants->add_option("FILE", words->file, "its first row names the columns")->required();
    tenants->add_option("--sheet", words->source.sheet, "of a workbook; the first one unless told");
    tenants->add_option("--map", words->map, "FIELD=COLUMN where the name does not say it; may be repeated")
        ->allow_extra_args(false);
    tenants->add_flag("--strict", words->strict, "leave no row out: one that cannot be used ends the import");
    auto* applies = tenants->add_flag("--apply", words->applies, "apply the plan, not only compute it");
    tenants->add_option("--reason", words->apply.request.reason, "for the audit; production asks for it");
    tenants->add_option("--confirm", words->apply.request.confirmation, "the sentence that the plan asks for")
        ->needs(applies);
    tenants->add_flag("--go-on", words->apply.goOn, "never stop, however many fail")->needs(applies);
    tenants->callback([&action, words] {
        words->source.file = words->file;
        action = [words](Program& program) { return importTenants(program, *words); };
    });
}

}  // namespace steward::cli

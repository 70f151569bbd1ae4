#include <memory>

#include "base/safe_file.h"
#include "cli/commands.h"
#include "cli/configuration_source.h"
#include "cli/plan_output.h"

namespace steward::cli {
namespace {

using configuration::Format;

struct ExportWords {
    std::string format;
    std::optional<std::string> tenants;
    std::optional<std::string> kinds;
    std::string out;
};

Format formatOf(const ExportWords& words) {
    if (!words.format.empty()) return *enumFromName<Format>(words.format);
    return words.out.ends_with(".json") ? Format::json : Format::yaml;
}

int exportConfiguration(Program& program, const ExportWords& words) {
    const auto document = documentOfPlatform(program, words.tenants, words.kinds);
    if (!document) return program.printError(document.error());
    const std::string text = configuration::write(*document, formatOf(words));
    if (words.out.empty()) return program.printText(text);
    const auto written = SafeFile::create(words.out).and_then([&](SafeFile file) -> Result<> {
        STEWARD_CHECK(file.write(text));
        return file.commit();
    });
    return written ? int(Exit::ok) : program.printError(written.error());
}

struct DiffWords {
    std::string before;
    std::string after;
    std::vector<std::string> only;
    std::optional<std::string> tenants;
};

Result<configuration::Differences> compare(Program& program, const DiffWords& words) {
    STEWARD_TRY(const auto choices, configuration::choicesFrom(words.only));
    STEWARD_TRY(const auto before, documentOf(program, words.before, words.tenants));
    STEWARD_TRY(const auto after, words.after.empty() ? documentOfPlatform(program, words.tenants, std::nullopt)
                                                      : documentOf(program, words.after, words.tenants));
    auto differences = configuration::difference(before, after);
    STEWARD_TRY(differences.entries, configuration::chosen(differences, choices, before, after));
    return differences;
}

// As diff: 0 equal, 1 different, 2 trouble.
int diff(Program& program, const DiffWords& words) {
    const auto compared = compare(program, words);
    if (!compared) {
        program.printError(compared.error());
        return 2;
    }
    for (const auto& part : compared->notCompared)
        program.note("Only one side says anything about " + part + "; they were not compared.");
    const bool isSame = compared->empty();
    const int printed = program.settings().jsonAsked
                            ? program.printText(json::write(*compared) + "\n")
                            : program.printText(isSame ? noChange : differenceText(compared->entries));
    if (printed != Exit::ok) return 2;
    return isSame ? 0 : 1;
}

}  // namespace

void addConfiguration(CLI::App& app, Action& action) {
    auto* config = app.add_subcommand("config", "The configuration of a platform as a document");
    config->require_subcommand(1);
    auto* command = config->add_subcommand(
        "export", "What tenants, custom roles and brands are set to, by their keys: the same platform, the same bytes");
    auto words = std::make_shared<ExportWords>();
    command->add_option("--format", words->format, "yaml, or json; by the name of the file unless told")
        ->check(CLI::IsMember({"json", "yaml"}));
    command->add_option("--tenants", words->tenants, R"(a filter of tenants, such as "plan=scale;region=eu-west")");
    command->add_option("--kinds", words->kinds, "some of plans,tenants,roles,brands");
    command->add_option("-o,--out", words->out, "a file, which is complete or not there; standard output unless told");
    command->callback(
        [&action, words] { action = [words](Program& program) { return exportConfiguration(program, *words); }; });

    auto* diffCommand = app.add_subcommand(
        "diff",
        "How the configuration A differs from B, each a file or the address of a platform. Exit codes: 0 no "
        "change, 1 different, 2 trouble");
    auto diffWords = std::make_shared<DiffWords>();
    diffCommand->add_option("A", diffWords->before, "what is before")->required();
    diffCommand->add_option("B", diffWords->after, "what is after; the platform of --url unless told");
    diffCommand->add_option("--only", diffWords->only, "kind:key, such as tenant:tarnwick; may be repeated")
        ->allow_extra_args(false);
    diffCommand->add_option("--tenants", diffWords->tenants, "a filter of tenants, for what is read from platforms");
    diffCommand->callback(
        [&action, diffWords] { action = [diffWords](Program& program) { return diff(program, *diffWords); }; });
}

}  // namespace steward::cli

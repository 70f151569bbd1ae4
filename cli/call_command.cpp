#include <memory>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "contract/endpoints.h"

namespace steward::cli {
namespace {

struct CallWords {
    std::string name;
    std::vector<std::string> fields;
    std::optional<std::int64_t> ifMatch;
    std::optional<std::string> idempotencyKey;
};

template <class Request, class Response>
int send(Program& program, const contract::Endpoint<Request, Response>& endpoint, const CallWords& words) {
    const auto request = requestFrom<Request>(words.fields);
    if (!request) {
        program.printError(request.error());
        return Exit::usage;
    }
    if constexpr (std::is_same_v<Response, contract::Lines>) {
        const auto outcome = program.stream(endpoint, *request, [&program](std::string_view line) -> Result<> {
            if (program.printText(std::string(line) + "\n") == Exit::ok) return {};
            return fail(ErrorCode::storage, "The output could not be written.");
        });
        return outcome ? int(Exit::ok) : program.printError(outcome.error());
    } else {
        return program.print(
            program.call(endpoint, *request, {.ifMatch = words.ifMatch, .idempotencyKey = words.idempotencyKey}));
    }
}

// The endpoint of that name among all that are declared.
int callByName(Program& program, const CallWords& words) {
    std::optional<int> code;
    std::apply(
        [&](const auto&... endpoint) {
            (void)((endpoint.name == words.name && (code = send(program, endpoint, words), true)) || ...);
        },
        contract::endpoints);
    if (code) return *code;
    program.printError({ErrorCode::notFound,
                        "There is no endpoint '" + words.name + "'. 'stewardctl endpoints' names all.",
                        {},
                        {},
                        {}});
    return Exit::usage;
}

int listEndpoints(Program& program) {
    std::vector<std::vector<std::string>> rows;
    std::apply(
        [&](const auto&... endpoint) {
            (rows.push_back({std::string(endpoint.name), client::verbOf(endpoint.method).toStdString(),
                             std::string(endpoint.path), std::string(endpoint.summary)}),
             ...);
        },
        contract::endpoints);
    return program.printText(table({"NAME", "METHOD", "PATH", "WHAT"}, rows));
}

}  // namespace

void addCall(CLI::App& app, Action& action) {
    auto* call = app.add_subcommand("call", "Any endpoint by its name: call getTenant id=ten_…");
    auto words = std::make_shared<CallWords>();
    call->add_option("ENDPOINT", words->name)->required();
    call->add_option("FIELDS", words->fields, "name=value; name.part=value inside a document");
    call->add_option("--if-match", words->ifMatch, "the version that the change is based on");
    call->add_option("--idempotency-key", words->idempotencyKey, "the same key has one effect");
    call->callback([&action, words] { action = [words](Program& program) { return callByName(program, *words); }; });

    app.add_subcommand("endpoints", "The endpoints that 'call' knows")->callback([&action] { action = listEndpoints; });
}

}  // namespace steward::cli

#include <algorithm>
#include <memory>
#include <set>

#include "cli/commands.h"
#include "cli/paging.h"
#include "contract/endpoints.h"

namespace steward::cli {
namespace {

using domain::LogRecord;

struct LogOptions {
    std::string filter;
    std::int64_t limit = 100;
    bool follow = false;
};

// What arrives late by less than this is seen by who follows.
constexpr auto overlap = std::chrono::seconds(10);
constexpr auto between = std::chrono::seconds(1);

std::string lineOf(const LogRecord& record, bool asJson) {
    if (asJson) return json::write(record) + "\n";
    std::string severity(enumName(record.severity));
    severity.resize(7, ' ');
    std::string line = toRfc3339(record.time) + " " + severity + " " + record.service + "  " + record.body;
    // A terminal obeys what a log may hold.
    std::ranges::replace_if(line, [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
    return line + "\n";
}

struct Found {
    std::vector<LogRecord> records;  // newest first
    std::optional<Time> searchedTo;  // the search ended early
};

Result<Found> find(Program& program, const std::string& filter, std::int64_t wanted) {
    Found found;
    contract::ListRequest request;
    if (!filter.empty()) request.filter = filter;
    do {
        request.limit = std::min(largestPage, wanted - std::int64_t(found.records.size()));
        STEWARD_TRY(auto page, program.call(contract::listLogs, request));
        std::ranges::move(page.items, std::back_inserter(found.records));
        found.searchedTo = page.searchedTo;
        request.cursor = page.nextCursor;
    } while (request.cursor && std::int64_t(found.records.size()) < wanted);
    return found;
}

int print(Program& program, const std::vector<LogRecord>& newestFirst, std::set<std::string>* seen = nullptr) {
    for (auto record = newestFirst.rbegin(); record != newestFirst.rend(); ++record) {
        if (seen && !seen->insert(record->id).second) continue;
        if (const int code = program.printText(lineOf(*record, program.settings().json)); code != Exit::ok) return code;
    }
    return Exit::ok;
}

int follow(Program& program, const std::string& filter, std::set<std::string> seen) {
    for (;;) {
        Program::pause(between);
        const Time since = SystemClock().now() - overlap;
        const std::string recent = "time>=" + toRfc3339(since) + (filter.empty() ? "" : ";" + filter);
        const auto found = find(program, recent, std::numeric_limits<std::int64_t>::max());
        if (!found) return program.printError(found.error());
        if (const int code = print(program, found->records, &seen); code != Exit::ok) return code;
        // Ids are in the order of time.
        seen.erase(seen.begin(), seen.lower_bound(domain::logId(domain::firstLogPlace(since - overlap))));
    }
}

}  // namespace

void addLogs(CLI::App& app, Action& action) {
    auto* logs = app.add_subcommand("logs", "Log records, the newest last");
    auto options = std::make_shared<LogOptions>();
    logs->add_option("--filter", options->filter, R"(for example "severity in (error,fatal);search~timeout")");
    logs->add_option("--limit", options->limit, "the newest so many")->check(CLI::Range(1, 1'000'000));
    logs->add_flag("--follow,-f", options->follow, "go on with what arrives: asks each second, until Ctrl+C");
    logs->callback([&action, options] {
        action = [options](Program& program) {
            const auto found = find(program, options->filter, options->limit);
            if (!found) return program.printError(found.error());
            if (found->searchedTo && std::int64_t(found->records.size()) < options->limit)
                program.note("The search took too long at " + toRfc3339(*found->searchedTo) +
                             "; what is older was not looked at.");
            std::set<std::string> seen;
            if (const int code = print(program, found->records, &seen); code != Exit::ok || !options->follow)
                return code;
            return follow(program, options->filter, std::move(seen));
        };
    });
}

}  // namespace steward::cli

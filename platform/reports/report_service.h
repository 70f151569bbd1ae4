// Reports for consoles and programs: run one, take a snapshot, keep definitions.
#pragma once

#include <functional>
#include <optional>

#include "contract/messages.h"
#include "kernel/db/database.h"
#include "kernel/http/context.h"
#include "kernel/http/line_writer.h"
#include "report/definition.h"

namespace steward::reports {

// Where a report reads: a connection for one thread, so that a long report takes no reader from other requests, and the
// moment of its data; absent: now. A replica that is behind says when it was up to date.
struct Source {
    sql::Connection connection;
    std::optional<Time> dataAsOf = {};
};
using Connect = std::function<Result<Source>()>;

// How much a report may be. More is refused before anything of it is delivered, and how to narrow it is said.
struct Limits {
    std::int64_t mostRows = 5'000'000;   // of underlying rows
    std::int64_t mostCells = 1'000'000;  // of a table
    std::chrono::days snapshotLifetime{30};
};
// ErrorCode::tooLarge.
Result<> checkRows(std::int64_t rows, const Limits& limits);

// What was received or saved, valid. Field errors name paths below /definition.
Result<report::Definition> definitionOf(const json::Value& document);
// ErrorCode::forbidden unless the principal may read all that the report reads, through relations, too.
Result<> checkDatasets(const domain::Principal& principal, const report::Definition& definition);

class ResultCache;

class ReportService {
public:
    // All but the limits outlive the service.
    ReportService(kernel::Database& database, Connect connect, const Clock& clock, Limits limits, ResultCache& cache)
        : database_(database), connect_(std::move(connect)), clock_(clock), limits_(limits), cache_(cache) {}

    kernel::Async<> run(kernel::Context& context, contract::ReportRun request, kernel::LineWriter& lines);
    kernel::Async<> snapshot(kernel::Context& context, std::string dataset, kernel::LineWriter& lines);
    kernel::Async<> refreshSnapshot(kernel::Context& context, contract::SnapshotRefresh wanted,
                                    kernel::LineWriter& lines);

    kernel::Async<contract::Page<contract::SavedReport>> list(kernel::Context& context, contract::ListRequest request);
    kernel::Async<contract::SavedReport> get(kernel::Context& context, std::string id);
    kernel::Async<contract::SavedReport> save(kernel::Context& context, contract::ReportDraft draft);
    kernel::Async<contract::SavedReport> change(kernel::Context& context, contract::ReportChange change);
    kernel::Async<contract::ReportHistory> history(kernel::Context& context, std::string id);
    kernel::Async<contract::Nothing> remove(kernel::Context& context, std::string id);

private:
    kernel::Database& database_;
    Connect connect_;
    const Clock& clock_;
    const Limits limits_;
    ResultCache& cache_;
};

}  // namespace steward::reports

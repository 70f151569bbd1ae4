// Reports for consoles and programs: run one, take a snapshot, keep definitions.
#pragma once

#include <functional>

#include "contract/messages.h"
#include "kernel/db/database.h"
#include "kernel/http/context.h"
#include "kernel/http/line_writer.h"

namespace steward::reports {

// A connection for the thread of one stream, so that a long report takes no reader from other requests.
using Connect = std::function<Result<sql::Connection>()>;

class ReportService {
public:
    // All outlive the service.
    ReportService(kernel::Database& database, Connect connect, const Clock& clock)
        : database_(database), connect_(std::move(connect)), clock_(clock) {}

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
};

}  // namespace steward::reports

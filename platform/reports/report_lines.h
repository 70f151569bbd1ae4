// Reports and snapshots as lines (contract/lines.h), written while their rows are read.
#pragma once

#include <string>

#include "contract/messages.h"
#include "kernel/http/line_stream.h"
#include "report/definition.h"
#include "reports/report_service.h"
#include "reports/result_cache.h"
#include "sql/connection.h"

namespace steward::reports {

using kernel::LineSink;

struct LinesRequest {
    sql::TenantScope scope = sql::TenantScope::one({});
    Time now{};
    std::string requestId;    // for the problem that closes a stream which failed midway
    std::int64_t sample = 0;  // groups of the first so many rows only; 0: of all
    Limits limits = {};
    bool withoutPersonal = false;  // no personal fields (report/field.h) in underlying rows and snapshots
    ResultCache* cache = nullptr;  // of groups; nullptr: all is computed
};

// An error before the first line is returned; later ones become the closing line.
Result<> writeGroups(sql::Connection& connection, const report::Definition& definition, const LinesRequest& request,
                     LineSink& sink, std::stop_token stop);
Result<> writeUnderlyingRows(sql::Connection& connection, const report::Definition& definition,
                             const LinesRequest& request, LineSink& sink, std::stop_token stop);
// All rows of the table behind a dataset, from one moment. ErrorCode::notFound for an unknown dataset.
Result<> writeSnapshot(sql::Connection& connection, std::string_view dataset, const LinesRequest& request,
                       LineSink& sink, std::stop_token stop);

// Those that were chosen, in chunks and without the chunks that the caller knows. Errors as before, and invalid.
Result<> refreshSnapshot(sql::Connection& connection, const contract::SnapshotRefresh& wanted,
                         const LinesRequest& request, LineSink& sink, std::stop_token stop);

}  // namespace steward::reports

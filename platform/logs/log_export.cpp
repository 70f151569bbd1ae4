#include "logs/log_export.h"

#include "domain/log_record.h"
#include "logs/log_filter.h"
#include "report/result.h"

namespace steward::logs {
namespace {

std::vector<contract::LineColumn> columns() {
    return {{"time", "Time", "dateTime"},  {"severity", "Severity", "text"},     {"service", "Service", "text"},
            {"body", "Text", "text"},      {"tenantId", "Tenant id", "text"},    {"traceId", "Trace id", "text"},
            {"spanId", "Span id", "text"}, {"attributes", "Attributes", "text"}, {"id", "Record id", "text"}};
}

void append(std::string& line, const sql::Row& row, std::size_t column) {
    line += ',';
    if (row.isNull(column))
        line += "null";
    else
        json::appendString(line, row.text(column));
}

}  // namespace

Result<> writeLogs(sql::Connection& connection, const ExportRequest& request, kernel::LineSink& sink,
                   std::stop_token stop) {
    auto filter = readFilter(request.filter, connection.dialect(), request.now);
    if (!filter)
        return fail(Error{ErrorCode::invalid,
                          "The logs cannot be exported.",
                          filter.error().detail,
                          {},
                          {{"/filter", filter.error().message}}});
    std::vector<sql::Value> values{filter->bottom, filter->top};
    values.insert(values.end(), filter->parameters.begin(), filter->parameters.end());
    const std::string from =
        " FROM log_records t WHERE t.place >= ?1 AND t.place < ?2 AND :tenant(t.tenant_id) AND " + filter->condition;
    const std::string counting = "SELECT count(*)" + from;
    const std::string reading =
        "SELECT t.place, t.severity, t.service, t.body, t.tenant_id, t.trace_id, t.span_id, t.attributes" + from +
        " ORDER BY t.place";
    STEWARD_TRY(const auto moment, connection.readTransaction());
    STEWARD_TRY(const auto count, connection.query(sql::tenantOwned(counting), request.scope, values, stop));
    report::Truth truth;
    truth.rowsScanned = truth.rowsReturned = count[0].integer(0);
    truth.dataAsOf = request.now;
    truth.filter = request.filter;
    truth.complete = true;
    kernel::LinesWriter out(sink, request.requestId);
    STEWARD_CHECK(out.begin({"logs", columns(), count[0].integer(0), request.now, std::nullopt}));
    const auto read = connection.each(
        sql::tenantOwned(reading), request.scope, values,
        [&](const sql::Row& row) {
            const std::int64_t place = row.integer(0);
            std::string line = "[";
            json::append(line, domain::timeOfLogPlace(place).time_since_epoch().count());
            for (std::size_t column = 1; column < row.size(); ++column)
                append(line, row, column);
            line += ",\"" + domain::logId(place) + "\"]";
            return out.row(std::move(line));
        },
        stop);
    return out.end(read, json::toValue(truth));
}

}  // namespace steward::logs

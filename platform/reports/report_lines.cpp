#include "reports/report_lines.h"

#include "contract/lines.h"
#include "report/runner.h"

namespace steward::reports {
namespace {

using contract::LineColumn;

std::string lineOf(const report::Line& line) {
    std::string text = "[";
    json::append(text, line.kind);
    text += ',';
    json::append(text, line.keys);
    text += ',';
    json::append(text, line.cells);
    text += ']';
    return text;
}

std::vector<LineColumn> lineColumns(const std::vector<report::Column>& columns) {
    std::vector<LineColumn> list;
    for (const auto& column : columns)
        list.push_back({column.key, column.title, std::string(enumName(column.type))});
    return list;
}

report::RunOptions optionsOf(const LinesRequest& request, std::stop_token stop) {
    return {.scope = request.scope,
            .dataAsOf = request.now,
            .stop = std::move(stop),
            .maximumCells = static_cast<std::size_t>(request.limits.mostCells),
            .sample = request.sample,
            .withoutPersonal = request.withoutPersonal};
}

}  // namespace

Result<> writeGroups(sql::Connection& connection, const report::Definition& definition, const LinesRequest& request,
                     LineSink& sink, std::stop_token stop) {
    const auto options = optionsOf(request, std::move(stop));
    auto computed = request.cache ? runCached(connection, definition, options, *request.cache)
                                  : report::run(connection, definition, options);
    STEWARD_TRY(report::Report result, std::move(computed));
    const auto lines = std::exchange(result.table.lines, {});
    contract::LinesHeader header;
    header.dataset = definition.dataset;
    for (const auto* part : {&result.table.rows, &result.table.columns, &result.table.measures}) {
        const auto columns = lineColumns(*part);
        header.columns.insert(header.columns.end(), columns.begin(), columns.end());
    }
    header.rows = static_cast<std::int64_t>(lines.size());
    header.dataTime = result.truth.dataAsOf;
    header.table = json::toValue(result.table);
    kernel::LinesWriter out(sink, request.requestId);
    STEWARD_CHECK(out.begin(header));
    for (const auto& line : lines)
        STEWARD_CHECK(out.row(lineOf(line)));
    return out.end({}, json::toValue(result.truth));
}

Result<> writeUnderlyingRows(sql::Connection& connection, const report::Definition& definition,
                             const LinesRequest& request, LineSink& sink, std::stop_token stop) {
    kernel::LinesWriter out(sink, request.requestId);
    const report::RowReader reader{
        [&](const std::vector<report::Column>& columns, std::int64_t rows) -> Result<> {
            STEWARD_CHECK(checkRows(rows, request.limits));
            return out.begin({definition.dataset, lineColumns(columns), rows, request.now, std::nullopt});
        },
        [&](const sql::Row& row) { return out.row(row); }};
    const auto truth = report::readRows(connection, definition, optionsOf(request, std::move(stop)), reader);
    if (!truth) return out.end(fail(truth.error()));
    return out.end({}, json::toValue(*truth));
}

}  // namespace steward::reports

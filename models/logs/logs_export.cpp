#include "models/logs/logs_export.h"

#include "client/report_lines.h"
#include "contract/endpoints.h"

namespace steward::models {

QFuture<Result<report::Manifest>> exportLogs(client::PlatformClient& client, const QString& filter,
                                             const std::filesystem::path& file, report::Format format,
                                             std::stop_token stop,
                                             std::function<void(std::int64_t, std::int64_t)> progress) {
    report::Definition definition;
    definition.name = "Logs";
    definition.dataset = "logs";
    definition.filter = filter.toStdString();
    report::ExportOptions options;
    options.file = file;
    options.format = format;
    options.underlying = true;
    options.run.stop = stop;
    options.progress = std::move(progress);
    auto opened = report::RowExport::open(definition, options);
    if (!opened) return client::readyFuture(Result<report::Manifest>(fail(opened.error())));
    const std::shared_ptr<report::RowExport> rows(std::move(*opened));
    report::RowReader reader;
    reader.begin = [rows](const std::vector<report::Column>& columns, std::int64_t count) {
        return rows->begin(columns, count);
    };
    reader.row = [rows](const sql::Row& row) { return rows->row(row); };
    const auto lines = std::make_shared<client::ReportLines>(definition, reader);
    contract::LogExportRequest request;
    if (!filter.isEmpty()) request.filter = filter.toStdString();
    return client
        .stream(
            contract::exportLogs, request, [lines](std::string_view line) { return lines->line(line); }, stop)
        .then(QtFuture::Launch::Async, [lines, rows](Result<> read) -> Result<report::Manifest> {
            if (!read) return fail(read.error());
            STEWARD_TRY(const auto report, lines->finish());
            return rows->finish(report.truth);
        });
}

}  // namespace steward::models

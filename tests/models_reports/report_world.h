// The same small platform three times: as a database, as the lines it would send, and as a snapshot on this computer.
#pragma once

#include <QSignalSpy>
#include <QTemporaryDir>

#include "contract/lines.h"
#include "models/reports/report_engine.h"
#include "report/dataset.h"
#include "report/runner.h"
#include "tests/client/fake_network.h"
#include "tests/report/sample.h"
#include "tests/support/awaited.h"

namespace steward::test {

class LinesOf {
public:
    explicit LinesOf(contract::LinesHeader header) { text_ = json::write(header) + "\n"; }
    void add(const std::string& line) {
        text_ += line + "\n";
        checksum_.add(line + "\n");
        ++rows_;
    }
    std::string end(std::optional<json::Value> truth) {
        return text_ + json::write(contract::LinesEnd{rows_, checksum_.finish(), std::move(truth), {}}) + "\n";
    }

private:
    std::string text_;
    contract::LinesChecksum checksum_;
    std::int64_t rows_ = 0;
};

// What the platform answers to runReport.
inline std::string linesOf(const report::Report& report) {
    report::Table head = report.table;
    head.lines.clear();
    LinesOf lines({report.definition.dataset,
                   {},
                   std::int64_t(report.table.lines.size()),
                   report.truth.dataAsOf,
                   json::toValue(head)});
    for (const auto& line : report.table.lines)
        lines.add(json::write(
            json::Value(json::Array{json::toValue(line.kind), json::toValue(line.keys), json::toValue(line.cells)})));
    return lines.end(json::toValue(report.truth));
}

inline std::string tableOf(const std::string& dataset) {
    const std::string table = report::findDataset(dataset)->table;
    return table.substr(0, table.find(' '));
}

// What the platform answers to a snapshot of a dataset.
inline std::string snapshotOf(sql::Connection& connection, const std::string& dataset, Time dataTime) {
    const std::string table = tableOf(dataset);
    contract::LinesHeader header{dataset, {}, 0, dataTime, {}};
    std::string names;
    const auto columns = connection.query("SELECT name FROM pragma_table_info('" + table + "')");
    for (const auto row : *columns) {
        header.columns.push_back({std::string(row.text(0)), "", "text"});
        names += (names.empty() ? "" : ", ") + std::string(row.text(0));
    }
    LinesOf lines(header);
    const auto rows = connection.query("SELECT json_array(" + names + ") FROM " + table);
    for (const auto row : *rows)
        lines.add(std::string(row.text(0)));
    return lines.end({});
}

inline void takeSnapshot(store::OfflineStore& store, const std::string& dataset, const std::string& text) {
    auto writer = awaited(store.beginSnapshot(dataset));
    if (!writer) qFatal("%s", writer.error().message.c_str());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        if (const auto added = (*writer)->add(std::string_view(text).substr(at, end - at)); !added)
            qFatal("%s", added.error().detail.c_str());
        at = end + 1;
    }
    if (const auto taken = awaited((*writer)->finish()); !taken) qFatal("%s", taken.error().detail.c_str());
}

}  // namespace steward::test

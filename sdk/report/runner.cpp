#include "report/runner.h"

#include "report/table_builder.h"
#include "report/time_zone.h"

namespace steward::report {
namespace {

constexpr std::int64_t rowsBetweenReports = 4096;

class Timer {
public:
    std::int64_t elapsed() const {
        return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start_).count();
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

class Progress {
public:
    explicit Progress(const RunOptions& options) : options_(options) {}
    void step() {
        if (++rows_ % rowsBetweenReports == 0 && options_.progress) options_.progress(rows_);
    }

private:
    const RunOptions& options_;
    std::int64_t rows_ = 0;
};

CompileOptions compileOptions(const sql::Connection& connection, const RunOptions& options) {
    return {connection.dialect(), options.dataAsOf};
}

Truth truthOf(const Definition& definition, const RunOptions& options) {
    return {.dataAsOf = options.dataAsOf, .timeZone = definition.timeZone, .filter = definition.filter};
}

// One moment for all statements of a report, unless the caller has opened one already.
Result<std::optional<sql::Transaction>> oneMoment(sql::Connection& connection, const Definition& definition) {
    if (definition.timeZone != "UTC") STEWARD_CHECK(defineTimeFunctions(connection));
    if (connection.inTransaction()) return std::nullopt;
    STEWARD_TRY(auto transaction, connection.readTransaction());
    return std::optional<sql::Transaction>(std::move(transaction));
}

// Distinct counts of groups cannot be added: each level of totals is a query of its own.
Result<> countDistinct(sql::Connection& connection, const Definition& definition, const RunOptions& options,
                       TableBuilder& table) {
    for (std::size_t fields = 0; fields <= definition.rows.size(); ++fields) {
        for (const bool withColumns : {false, true}) {
            const bool isDone = fields == definition.rows.size() && withColumns == !definition.columns.empty();
            if (isDone || (withColumns && definition.columns.empty())) continue;
            std::vector<Dimension> dimensions(definition.rows.begin(),
                                              definition.rows.begin() + std::ptrdiff_t(fields));
            if (withColumns) dimensions.insert(dimensions.end(), definition.columns.begin(), definition.columns.end());
            STEWARD_TRY(const auto query, compileGroups(definition, dimensions, compileOptions(connection, options)));
            STEWARD_CHECK(connection.each(
                sql::tenantOwned(query.text), options.scope, query.parameters,
                [&](const sql::Row& row) { return table.setDistinct(row, fields, withColumns); }, options.stop));
        }
    }
    return {};
}

}  // namespace

Result<Report> run(sql::Connection& connection, const Definition& definition, const RunOptions& options) {
    const Timer timer;
    std::vector<Dimension> dimensions = definition.rows;
    dimensions.insert(dimensions.end(), definition.columns.begin(), definition.columns.end());
    STEWARD_TRY(const auto query, compileGroups(definition, dimensions, compileOptions(connection, options)));
    STEWARD_TRY(const auto moment, oneMoment(connection, definition));

    TableBuilder table(definition, query, options.maximumCells);
    Progress progress(options);
    const auto add = [&](const sql::Row& row) {
        progress.step();
        return table.add(row);
    };
    STEWARD_CHECK(connection.each(sql::tenantOwned(query.text), options.scope, query.parameters, add, options.stop));
    STEWARD_CHECK(table.arrange());
    if (std::ranges::find(definition.measures, Aggregate::distinct, &Measure::aggregate) != definition.measures.end())
        STEWARD_CHECK(countDistinct(connection, definition, options, table));

    Report report{definition, table.finish(), truthOf(definition, options)};
    report.truth.rowsScanned = table.rowsScanned();
    report.truth.rowsGrouped = table.groups();
    report.truth.rowsReturned = table.returned();
    report.truth.complete = table.returned() == table.groups();
    report.truth.elapsedMilliseconds = timer.elapsed();
    return report;
}

Result<Truth> readRows(sql::Connection& connection, const Definition& definition, const RunOptions& options,
                       const RowReader& reader) {
    const Timer timer;
    const auto compile = compileOptions(connection, options);
    STEWARD_TRY(const auto count, compileRowCount(definition, compile));
    STEWARD_TRY(const auto query, compileRows(definition, compile));
    STEWARD_TRY(const auto moment, oneMoment(connection, definition));
    STEWARD_TRY(const auto counted,
                connection.query(sql::tenantOwned(count.text), options.scope, count.parameters, options.stop));

    Truth truth = truthOf(definition, options);
    truth.rowsScanned = counted[0].integer(0);
    STEWARD_CHECK(reader.begin(query.columns, truth.rowsScanned));
    Progress progress(options);
    const auto read = [&](const sql::Row& row) {
        ++truth.rowsReturned;
        progress.step();
        return reader.row(row);
    };
    STEWARD_CHECK(connection.each(sql::tenantOwned(query.text), options.scope, query.parameters, read, options.stop));
    if (truth.rowsReturned != truth.rowsScanned)
        return fail(
            ErrorCode::internal, "The report is not complete and was not delivered.",
            std::to_string(truth.rowsScanned) + " rows match, " + std::to_string(truth.rowsReturned) + " were read.");
    truth.rowsGrouped = truth.rowsReturned;
    truth.complete = true;
    truth.elapsedMilliseconds = timer.elapsed();
    return truth;
}

}  // namespace steward::report

#include "report/runner.h"

#include <algorithm>
#include <cmath>

#include "report/expression.h"
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

// Rows of tenants that were removed are left out, at a price for each row; mostly there is none. In the moment of the
// report.
Result<bool> noneIsRemoved(sql::Connection& connection, const RunOptions& options) {
    STEWARD_TRY(
        const auto removed,
        connection.query(sql::tenantOwned("SELECT 1 FROM tenants WHERE :tenant(id) AND status = 'removed' LIMIT 1"),
                         options.scope, {}, options.stop));
    return removed.empty();
}

CompileOptions compileOptions(const sql::Connection& connection, const RunOptions& options) {
    return {.dialect = connection.dialect(),
            .now = options.dataAsOf,
            .withoutPersonal = options.withoutPersonal,
            .sample = options.sample};
}

json::Value jsonOf(const sql::Value& value) {
    return std::visit(
        [](const auto& held) -> json::Value {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, std::monostate>)
                return nullptr;
            else if constexpr (std::is_same_v<Held, sql::Blob>)
                return json::Value(std::string_view(reinterpret_cast<const char*>(held.data()), held.size()));
            else
                return json::Value(held);
        },
        value.holder());
}

Truth truthOf(const Definition& definition, const RunOptions& options) {
    return {.dataAsOf = options.dataAsOf, .timeZone = definition.timeZone, .filter = definition.filter};
}

// One moment for all statements of a report, unless the caller has opened one already.
Result<std::optional<sql::Transaction>> oneMoment(sql::Connection& connection) {
    STEWARD_CHECK(defineTimeFunctions(connection));
    STEWARD_CHECK(defineNumberFunctions(connection));
    if (connection.inTransaction()) return std::nullopt;
    STEWARD_TRY(auto transaction, connection.readTransaction());
    return std::optional<sql::Transaction>(std::move(transaction));
}

// Whether a table would fill the memory is told by how fast the first rows come to new groups: where that leads to too
// many, so many rows are asked as would have them. Where later rows are of another kind it is told while the groups
// come. What is read is bounded by rows of the table, so that few that match among many cost nothing.
class GroupCheck {
public:
    GroupCheck(sql::Connection& connection, const Definition& definition, const CompileOptions& compile,
               const RunOptions& options)
        : connection_(connection), definition_(definition), compile_(compile), options_(options) {
        const std::size_t cells = std::max<std::size_t>(1, definition.rows.size() + definition.measures.size());
        most_ = static_cast<std::int64_t>(options.maximumCells / cells);
    }

    Result<> run() const {
        if (options_.sample > 0) return {};
        STEWARD_TRY(const auto usual, usualGroups(definition_));
        if (usual && *usual <= most_) return {};
        const std::int64_t few = std::clamp<std::int64_t>(most_ / fewOfMost, 1, mostOfFew);
        STEWARD_TRY(const auto before, groupsOf(few));
        STEWARD_TRY(const auto after, groupsOf(2 * few));
        if (after == before) return {};
        const std::int64_t needed = most_ * few / (after - before) + 1;
        STEWARD_TRY(const auto rows, compileTableCount(definition_, compile_, needed));
        STEWARD_TRY(const auto counted, count(rows));
        if (counted < needed) return {};
        STEWARD_TRY(const auto found, groupsOf(needed + needed / 4));
        if (found > most_) return fail(tooManyGroups(options_.maximumCells));
        return {};
    }

private:
    static constexpr std::int64_t fewOfMost = 20;
    static constexpr std::int64_t mostOfFew = 5'000;

    Result<std::int64_t> groupsOf(std::int64_t rows) const {
        STEWARD_TRY(const auto query, compileGroupCount(definition_, compile_, rows, most_ + 1));
        return count(query);
    }
    Result<std::int64_t> count(const SqlText& query) const {
        STEWARD_TRY(const auto found,
                    connection_.query(sql::tenantOwned(query.text), options_.scope, query.parameters, options_.stop));
        return found[0].integer(0);
    }

    sql::Connection& connection_;
    const Definition& definition_;
    const CompileOptions& compile_;
    const RunOptions& options_;
    std::int64_t most_ = 0;
};

Result<Report> runOnce(sql::Connection& connection, const Definition& definition, const CompileOptions& compile,
                       const RunOptions& options) {
    const Timer timer;
    STEWARD_TRY(const auto query, compileGroups(definition, compile));
    TableBuilder table(definition, query, options.maximumCells);
    Progress progress(options);
    const auto add = [&](const sql::Row& row) {
        progress.step();
        return table.add(row);
    };
    for (const auto& [text, parameters] : query.statements)
        STEWARD_CHECK(connection.each(sql::tenantOwned(text), options.scope, parameters, add, options.stop));
    STEWARD_TRY(Table finished, table.finish());
    Report report{definition, std::move(finished), truthOf(definition, options)};
    report.truth.rowsScanned = table.rowsScanned();
    report.truth.rowsGrouped = table.groups();
    report.truth.rowsReturned = table.returned();
    if (options.sample > 0 && table.rowsScanned() >= options.sample) report.truth.sample = options.sample;
    report.truth.complete = table.returned() == table.groups() && !report.truth.sample && !options.isPartial;
    report.truth.elapsedMilliseconds = timer.elapsed();
    return report;
}

sql::Value parameterOf(const json::Value& key, FieldType type) {
    if (key.is_null()) return {};
    if (key.is_string()) return std::string(key.get_string());
    if (type == FieldType::decimal) return std::llround(key.to_number<double>() * double(decimalUnits));
    return key.to_number<std::int64_t>();
}

// The values of the dimension with the most of its measure, over all rows: a report of its own.
Result<std::vector<sql::Value>> topOf(sql::Connection& connection, const Definition& definition,
                                      const Dimension& dimension, const CompileOptions& compile,
                                      const RunOptions& options) {
    Definition ranking = definition;
    ranking.rows = {dimension};
    ranking.rows.front().top.reset();
    ranking.columns.clear();
    std::erase_if(ranking.measures, [](const Measure& measure) {
        return isDerived(measure.aggregate) && measure.aggregate != Aggregate::ratio;
    });
    for (auto& measure : ranking.measures)
        measure.hidden = false;
    ranking.sort = {{dimension.top->by, !dimension.top->smallest}};
    ranking.limit = dimension.top->count;
    STEWARD_TRY(const Report report, runOnce(connection, ranking, compile, options));
    std::vector<sql::Value> kept;
    for (const auto& line : report.table.lines)
        if (line.kind == LineKind::leaf) kept.push_back(parameterOf(line.keys.front(), report.table.rows.front().type));
    return kept;
}

}  // namespace

Result<Report> run(sql::Connection& connection, const Definition& definition, const RunOptions& options) {
    const Timer timer;
    STEWARD_CHECK(validate(definition));
    STEWARD_TRY(const auto moment, oneMoment(connection));
    CompileOptions compile = compileOptions(connection, options);
    STEWARD_TRY(compile.noneIsRemoved, noneIsRemoved(connection, options));
    const CompileOptions ofTop = compile;
    for (const auto* list : {&definition.rows, &definition.columns}) {
        for (const auto& dimension : *list) {
            if (!dimension.top) continue;
            STEWARD_TRY(compile.kept[keyOf(dimension)], topOf(connection, definition, dimension, ofTop, options));
        }
    }
    STEWARD_CHECK(GroupCheck(connection, definition, compile, options).run());
    STEWARD_TRY(Report report, runOnce(connection, definition, compile, options));
    report.truth.elapsedMilliseconds = timer.elapsed();
    return report;
}

Result<std::string> fingerprintOf(const sql::Connection& connection, const Definition& definition,
                                  const RunOptions& options) {
    STEWARD_CHECK(validate(definition));
    // Relative times are in its parameters, and moments no finer than the definition asks for.
    STEWARD_TRY(const auto query, compileGroups(definition, compileOptions(connection, options)));
    const auto& [text, statementParameters] = query.statements.front();
    json::Array parameters;
    for (const auto& value : statementParameters)
        parameters.push_back(jsonOf(value));
    return json::write(json::Value(
        json::Array{options.scope.isAll() ? json::Value() : json::Value(options.scope.tenant()), options.sample,
                    options.isPartial, text, std::move(parameters), json::toValue(definition)}));
}

Result<Truth> readRows(sql::Connection& connection, const Definition& definition, const RunOptions& options,
                       const RowReader& reader) {
    const Timer timer;
    STEWARD_TRY(const auto moment, oneMoment(connection));
    auto compile = compileOptions(connection, options);
    STEWARD_TRY(compile.noneIsRemoved, noneIsRemoved(connection, options));
    STEWARD_TRY(const auto count, compileRowCount(definition, compile));
    STEWARD_TRY(const auto query, compileRows(definition, compile));
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
    truth.complete = !options.isPartial;
    truth.elapsedMilliseconds = timer.elapsed();
    return truth;
}

}  // namespace steward::report

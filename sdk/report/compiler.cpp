#include "report/compiler.h"

#include <algorithm>
#include <iterator>

#include "report/group_statement.h"
#include "report/resolved.h"
#include "report/time_zone.h"

namespace steward::report {
namespace {

std::string_view spellAggregate(Aggregate aggregate) {
    switch (aggregate) {
        case Aggregate::sum:
            return "Sum of ";
        case Aggregate::count:
            return "Count of ";
        case Aggregate::distinct:
            return "Distinct ";
        case Aggregate::average:
            return "Average of ";
        case Aggregate::min:
            return "Smallest ";
        case Aggregate::max:
            return "Largest ";
        case Aggregate::median:
            return "Median of ";
        case Aggregate::percentile:
            return "Percentile of ";
        case Aggregate::ratio:
            break;
        case Aggregate::share:
            return "Share of ";
        case Aggregate::runningTotal:
            return "Running total of ";
        case Aggregate::rank:
            return "Rank by ";
        case Aggregate::previous:
            return "Earlier ";
        case Aggregate::difference:
            return "Change of ";
        case Aggregate::growth:
            return "Growth of ";
    }
    return {};
}

// The groups, and where a measure does not add up, each other level of totals.
std::vector<Level> levelsOf(const Definition& definition) {
    const std::size_t rows = definition.rows.size();
    const bool hasColumns = !definition.columns.empty();
    std::vector<Level> levels{{rows, hasColumns}};
    if (std::ranges::all_of(definition.measures, addsUp, &Measure::aggregate)) return levels;
    for (std::size_t fields = 0; fields <= rows; ++fields) {
        if (fields < rows || hasColumns) levels.push_back({fields, false});
        if (fields < rows && hasColumns) levels.push_back({fields, true});
    }
    return levels;
}

std::optional<Periods> periodsIn(const Dataset& dataset, const Definition& definition, const Measure& measure) {
    if (measure.aggregate < Aggregate::previous) return std::nullopt;
    const Dimension& periods = *periodsOf(dataset, definition, measure);
    const auto row = std::ranges::find(definition.rows, periods);
    if (row != definition.rows.end())
        return Periods{std::size_t(row - definition.rows.begin()), bucketOf(dataset, periods)};
    const auto column = std::ranges::find(definition.columns, periods);
    return Periods{definition.rows.size() + std::size_t(column - definition.columns.begin()),
                   bucketOf(dataset, periods)};
}

std::string titleOf(const Dataset& dataset, const Definition& definition, const Measure& measure) {
    if (measure.title) return *measure.title;
    if (!isDerived(measure.aggregate) && measure.field.empty()) return "Rows";
    if (!isDerived(measure.aggregate)) {
        const std::string field = dataset.find(measure.field)->title;
        if (measure.aggregate != Aggregate::percentile) return std::string(spellAggregate(measure.aggregate)) + field;
        std::string share = std::to_string(*measure.perMille / 10);
        if (*measure.perMille % 10) share += "." + std::to_string(*measure.perMille % 10);
        return "Percentile " + share + " of " + field;
    }
    const std::string of = titleOf(dataset, definition, *findMeasure(definition, *measure.of));
    if (measure.aggregate == Aggregate::ratio)
        return of + " / " + titleOf(dataset, definition, *findMeasure(definition, *measure.over));
    return std::string(spellAggregate(measure.aggregate)) + of;
}

// About how many rows a table has, without counting them, which takes as long as some reports. PostgreSQL plans with
// the same: rows by the page when the table was last looked at, pages now. SQLite knows the pages of the whole file,
// which have no more than that. A row takes 32 bytes at least.
std::string estimatedRows(sql::Dialect dialect, const std::string& table) {
    if (dialect == sql::Dialect::sqlite)
        return "SELECT page_count * page_size / 32 FROM pragma_page_count, pragma_page_size";
    return "SELECT CAST(coalesce(sum(CASE WHEN c.relpages > 0 THEN c.reltuples / c.relpages * (pg_relation_size(c.oid) "
           "/ 8192) ELSE pg_relation_size(c.oid) / 32 END), 0) AS BIGINT) FROM pg_class c WHERE c.oid = '" +
           table + "'::regclass OR c.oid IN (SELECT relid FROM pg_partition_tree('" + table + "'))";
}

std::optional<std::int64_t> usualValues(const Dataset& dataset, const Dimension& dimension) {
    const Field& field = *dataset.find(dimension.field);
    if (dimension.top) return dimension.top->count + 1;
    if (field.type == FieldType::boolean) return 3;
    if (field.type == FieldType::enumeration) return std::ssize(field.values) + 1;
    switch (bucketOf(dataset, dimension)) {
        case Bucket::day:
            return 4'000;
        case Bucket::week:
            return 600;
        case Bucket::month:
            return 150;
        case Bucket::quarter:
            return 50;
        case Bucket::year:
            return 12;
        default:
            return std::nullopt;
    }
}

}  // namespace

std::size_t partsOf(Aggregate aggregate) {
    return isDerived(aggregate) ? 0 : aggregate == Aggregate::average ? 2 : 1;
}

Column columnOf(const Dataset& dataset, const Definition& definition, const Dimension& dimension) {
    const Field& field = *dataset.find(dimension.field);
    Column column{keyOf(dimension), field.title, field.type, dimension.bucket, {}};
    if (field.type == FieldType::date && dimension.bucket == Bucket::none) column.bucket = field.grain;
    if (dimension.bucket >= Bucket::day) column.type = FieldType::date;
    // Only weeks from Monday have numbers (ISO 8601); others are told by their first day.
    if (column.bucket == Bucket::week && definition.weekStart != Weekday::monday) column.bucket = Bucket::day;
    return column;
}

Column columnOf(const Dataset& dataset, const Definition& definition, const Measure& measure) {
    Column column{keyOf(measure), titleOf(dataset, definition, measure), FieldType::integer, Bucket::none, {}};
    switch (measure.aggregate) {
        case Aggregate::count:
        case Aggregate::distinct:
        case Aggregate::rank:
            return column;
        case Aggregate::share:
        case Aggregate::growth:
            column.type = FieldType::decimal;
            column.isPart = true;
            return column;
        case Aggregate::ratio: {
            const auto of = columnOf(dataset, definition, *findMeasure(definition, *measure.of)).type;
            const auto over = columnOf(dataset, definition, *findMeasure(definition, *measure.over)).type;
            column.type = of == FieldType::money && over != of ? of : FieldType::decimal;
            return column;
        }
        case Aggregate::runningTotal:
        case Aggregate::previous:
        case Aggregate::difference:
            column.type = columnOf(dataset, definition, *findMeasure(definition, *measure.of)).type;
            return column;
        default:
            break;
    }
    const Field& field = *dataset.find(measure.field);
    column.type = field.type;
    if (field.type == FieldType::date) column.bucket = field.grain;
    if (measure.aggregate == Aggregate::average && field.type == FieldType::integer) column.type = FieldType::decimal;
    return column;
}

Result<GroupQuery> compileGroups(const Definition& definition, const CompileOptions& options) {
    STEWARD_CHECK(validate(definition));
    STEWARD_TRY(const Resolved resolved, resolve(definition));
    const Dataset& dataset = resolved.dataset;
    GroupQuery query;
    query.levels = levelsOf(definition);
    query.measures = definition.measures;
    for (const auto* list : {&definition.rows, &definition.columns}) {
        for (const auto& dimension : *list) {
            query.columns.push_back(columnOf(dataset, definition, dimension));
            query.hasOthers.push_back(dimension.top && options.kept.contains(keyOf(dimension)));
        }
    }
    for (const auto& measure : definition.measures) {
        const Field* field = measure.field.empty() ? nullptr : dataset.find(measure.field);
        query.columns.push_back(columnOf(dataset, definition, measure));
        query.periods.push_back(periodsIn(dataset, definition, measure));
        const bool showsField =
            field && measure.aggregate != Aggregate::count && measure.aggregate != Aggregate::distinct;
        query.units.push_back(showsField && field->type == FieldType::decimal ? decimalUnits : 1);
        query.hasCurrency.push_back(showsField && field->type == FieldType::money);
    }
    const std::size_t together = options.dialect == sql::Dialect::postgres ? query.levels.size() : 1;
    for (std::size_t level = 0; level < query.levels.size(); level += together) {
        RowStatement rows(definition, resolved, options);
        STEWARD_CHECK(rows.filter());
        query.statements.push_back(GroupStatement(definition, options, query, rows, level, together).finish());
    }
    return query;
}

Result<Query> compileRows(const Definition& definition, const CompileOptions& options) {
    STEWARD_CHECK(validate(definition));
    STEWARD_TRY(Resolved resolved, resolve(definition));
    RowStatement rows(definition, std::move(resolved), options);
    STEWARD_CHECK(rows.filter());
    std::vector<Column> columns;
    for (const auto& field : findDataset(definition.dataset)->fields) {
        if (field.role == Role::filter || (options.withoutPersonal && field.isPersonal)) continue;
        rows.select(rows.expression(field));
        columns.push_back(
            {field.name, field.title, field.type, field.type == FieldType::date ? field.grain : Bucket::none, {}});
    }
    return Query{rows.finish(rows.rows() + " ORDER BY " + rows.dataset().order), std::move(columns)};
}

Result<SqlText> compileRowCount(const Definition& definition, const CompileOptions& options) {
    STEWARD_CHECK(validate(definition));
    STEWARD_TRY(Resolved resolved, resolve(definition));
    RowStatement rows(definition, std::move(resolved), options);
    STEWARD_CHECK(rows.filter());
    rows.select("count(*)");
    return rows.finish(rows.rows());
}

Result<SqlText> compileTableCount(const Definition& definition, const CompileOptions& options, std::int64_t most) {
    STEWARD_TRY(Resolved resolved, resolve(definition));
    RowStatement rows(definition, std::move(resolved), options);
    const std::string& table = rows.dataset().table;
    return rows.finish("SELECT CASE WHEN (" + estimatedRows(options.dialect, table.substr(0, table.find(' '))) +
                       ") < " + std::to_string(most) + " THEN 0 ELSE (SELECT count(*) FROM (" +
                       rows.tableRows("1", most) + ") g) END");
}

Result<SqlText> compileGroupCount(const Definition& definition, const CompileOptions& options, std::int64_t rows,
                                  std::int64_t most) {
    STEWARD_CHECK(validate(definition));
    STEWARD_TRY(Resolved resolved, resolve(definition));
    RowStatement statement(definition, std::move(resolved), options);
    STEWARD_CHECK(statement.filter());
    std::size_t index = 0;
    for (const auto* list : {&definition.rows, &definition.columns})
        for (const auto& dimension : *list)
            statement.dimension(dimension, index++);
    statement.among(rows);
    return statement.finish("SELECT count(*) FROM (SELECT DISTINCT * FROM (" + statement.rows() + ") g LIMIT " +
                            std::to_string(most) + ") g");
}

Result<std::optional<std::int64_t>> usualGroups(const Definition& definition) {
    STEWARD_TRY(const Resolved resolved, resolve(definition));
    std::optional<std::int64_t> groups = 1;
    for (const auto* list : {&definition.rows, &definition.columns}) {
        for (const auto& dimension : *list) {
            const auto values = usualValues(resolved.dataset, dimension);
            if (!values) return values;
            if (__builtin_mul_overflow(*groups, *values, &*groups)) return std::nullopt;
        }
    }
    return groups;
}

}  // namespace steward::report

#include "report/compiler.h"

#include <algorithm>

#include "report/filter.h"

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
    }
    return {};
}

// Builds one statement: collects select expressions, parameters and the joins that are needed.
class Builder {
public:
    Builder(const Definition& definition, const CompileOptions& options)
        : definition_(definition), options_(options), dataset_(*findDataset(definition.dataset)) {}

    const Dataset& dataset() const { return dataset_; }

    Result<> filter() {
        STEWARD_TRY(const Filter parsed, parseFilter(definition_.filter));
        const FilterContext context{options_.now, definition_.timeZone};
        STEWARD_TRY(SqlCondition condition, filterToSql(parsed, dataset_.fields, options_.dialect, context));
        where_ = std::move(condition.text);
        parameters_ = std::move(condition.parameters);
        joins_ = std::move(condition.joins);
        return {};
    }

    void select(const std::string& expression) { selected_ += (selected_.empty() ? "" : ", ") + expression; }

    std::string expression(const Field& field) {
        if (!field.join.empty() && std::ranges::find(joins_, field.join) == joins_.end()) joins_.push_back(field.join);
        return field.expression(options_.dialect);
    }

    std::string expression(const Dimension& dimension) {
        const Field& field = *dataset_.find(dimension.field);
        std::string text = expression(field);
        if (dimension.bucket == Bucket::none) return text;
        if (field.type == FieldType::dateTime) {
            text = localDay(text);
        } else if (dimension.bucket == field.grain) {
            return text;
        }
        if (dimension.bucket == Bucket::day) return text;
        return sql::firstDayOf(options_.dialect, enumName(dimension.bucket), text);
    }

    void measure(const Measure& measure) {
        const std::string text = measure.field.empty() ? "*" : expression(*dataset_.find(measure.field));
        switch (measure.aggregate) {
            case Aggregate::sum:
                return select("sum(" + text + ")");
            case Aggregate::count:
                return select("count(" + text + ")");
            case Aggregate::distinct:
                return select("count(DISTINCT " + text + ")");
            case Aggregate::min:
                return select("min(" + text + ")");
            case Aggregate::max:
                return select("max(" + text + ")");
            case Aggregate::average:
                select("sum(" + text + ")");
                return select("count(" + text + ")");
        }
    }

    Query finish(std::string_view tail) {
        std::string text = "SELECT " + selected_ + " FROM " + dataset_.table;
        for (const auto& join : dataset_.joins)
            if (std::ranges::find(joins_, join.name) != joins_.end()) text += " " + join.sql;
        text += " WHERE :tenant(" + dataset_.tenantColumn + ")";
        if (where_ != "TRUE") text += " AND " + where_;
        text += tail;
        return {std::move(text), std::move(parameters_), {}};
    }

private:
    std::string localDay(const std::string& milliseconds) {
        if (definition_.timeZone == "UTC" || definition_.timeZone == "Etc/UTC")
            return sql::daysFromMilliseconds(options_.dialect, milliseconds);
        parameters_.emplace_back(definition_.timeZone);
        return sql::localDaysFromMilliseconds(options_.dialect, milliseconds, "?" + std::to_string(parameters_.size()));
    }

    const Definition& definition_;
    const CompileOptions& options_;
    const Dataset& dataset_;
    std::string selected_;
    std::string where_;
    std::vector<sql::Value> parameters_;
    std::vector<std::string> joins_;
};

}  // namespace

std::size_t partsOf(Aggregate aggregate) {
    return aggregate == Aggregate::average ? 2 : 1;
}

Column columnOf(const Dataset& dataset, const Dimension& dimension) {
    const Field& field = *dataset.find(dimension.field);
    Column column{keyOf(dimension), field.title, field.type, dimension.bucket, {}};
    if (field.type == FieldType::date && dimension.bucket == Bucket::none) column.bucket = field.grain;
    if (dimension.bucket != Bucket::none) column.type = FieldType::date;
    return column;
}

Column columnOf(const Dataset& dataset, const Measure& measure) {
    Column column{keyOf(measure), "Rows", FieldType::integer, Bucket::none, {}};
    if (measure.field.empty()) return column;
    const Field& field = *dataset.find(measure.field);
    column.title = std::string(spellAggregate(measure.aggregate)) + field.title;
    if (measure.aggregate == Aggregate::count || measure.aggregate == Aggregate::distinct) return column;
    column.type = field.type;
    if (field.type == FieldType::date) column.bucket = field.grain;
    if (measure.aggregate == Aggregate::average && field.type == FieldType::integer) column.type = FieldType::decimal;
    return column;
}

Result<GroupQuery> compileGroups(const Definition& definition, const std::vector<Dimension>& dimensions,
                                 const CompileOptions& options) {
    STEWARD_CHECK(validate(definition));
    Builder builder(definition, options);
    STEWARD_CHECK(builder.filter());
    GroupQuery query;
    std::string positions;
    for (const auto& dimension : dimensions) {
        builder.select(builder.expression(dimension));
        query.columns.push_back(columnOf(builder.dataset(), dimension));
        positions += (positions.empty() ? "" : ", ") + std::to_string(query.columns.size());
    }
    query.measures = definition.measures;
    for (const auto& measure : definition.measures) {
        builder.measure(measure);
        query.columns.push_back(columnOf(builder.dataset(), measure));
    }
    for (std::size_t i = 0; i < definition.measures.size(); ++i) {
        const bool isMoney = query.columns[dimensions.size() + i].type == FieldType::money;
        query.hasCurrency.push_back(isMoney);
        if (!isMoney) continue;
        const auto& currency = builder.dataset().find(definition.measures[i].field)->currency;
        builder.select("min(" + currency + ")");
        builder.select("max(" + currency + ")");
    }
    builder.select("count(*)");
    static_cast<Query&>(query) = [&] {
        auto finished = builder.finish(positions.empty() ? "" : " GROUP BY " + positions + " ORDER BY " + positions);
        finished.columns = std::move(query.columns);
        return finished;
    }();
    return query;
}

Result<Query> compileRows(const Definition& definition, const CompileOptions& options) {
    STEWARD_CHECK(validate(definition));
    Builder builder(definition, options);
    STEWARD_CHECK(builder.filter());
    std::vector<Column> columns;
    for (const auto& field : builder.dataset().fields) {
        if (field.role == Role::filter) continue;
        builder.select(builder.expression(field));
        columns.push_back(
            {field.name, field.title, field.type, field.type == FieldType::date ? field.grain : Bucket::none, {}});
    }
    Query query = builder.finish(" ORDER BY " + builder.dataset().order);
    query.columns = std::move(columns);
    return query;
}

Result<Query> compileRowCount(const Definition& definition, const CompileOptions& options) {
    STEWARD_CHECK(validate(definition));
    Builder builder(definition, options);
    STEWARD_CHECK(builder.filter());
    builder.select("count(*)");
    return builder.finish("");
}

}  // namespace steward::report

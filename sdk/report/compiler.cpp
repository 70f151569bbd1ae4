#include "report/compiler.h"

#include <algorithm>
#include <iterator>

#include "report/filter.h"
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

bool isQuantile(Aggregate aggregate) {
    return aggregate == Aggregate::median || aggregate == Aggregate::percentile;
}

std::int64_t perMilleOf(const Measure& measure) {
    return measure.aggregate == Aggregate::median ? 500 : measure.perMille.value_or(0);
}

std::string listed(const std::vector<std::string>& items, const char* between = ", ") {
    std::string text;
    for (const auto& item : items)
        text += (text.empty() ? "" : between) + item;
    return text;
}

// Builds one statement over the rows of a definition: what it selects of each, its parameters, the joins it needs.
class Builder {
public:
    Builder(const Definition& definition, Resolved resolved, const CompileOptions& options)
        : definition_(definition), options_(options), resolved_(std::move(resolved)) {
        context_ = {.dialect = options.dialect,
                    .timeZone = definition.timeZone,
                    .now = options.now,
                    .parameter = [this](sql::Value value) { return parameter(std::move(value)); },
                    .field = [this](const std::string& name) { return expression(*resolved_.dataset.find(name)); }};
    }
    Builder(const Builder&) = delete;

    const Dataset& dataset() const { return resolved_.dataset; }

    Result<> filter() {
        eachCondition(resolved_.filter, [this](const Condition& condition) {
            if (auto* field = find(condition.field)) write(*field);
        });
        const FilterContext context{
            .now = options_.now, .timeZone = definition_.timeZone, .weekStart = definition_.weekStart};
        STEWARD_TRY(SqlCondition condition,
                    filterToSql(resolved_.filter, dataset().fields, options_.dialect, context, parameters_.size() + 1));
        where_ = std::move(condition.text);
        std::ranges::move(condition.parameters, std::back_inserter(parameters_));
        for (const auto& join : condition.joins)
            need(join);
        return {};
    }

    void select(const std::string& expression) { selected_.push_back(expression); }

    std::string expression(const Field& field) {
        for (const auto& join : field.joins)
            need(join);
        auto& known = *find(field.name);
        write(known);
        return known.expression(options_.dialect);
    }

    std::string expression(const Dimension& dimension) {
        const Field& field = *dataset().find(dimension.field);
        const std::string text = expression(field);
        if (dimension.bin) return binned(text, *dimension.bin);
        if (dimension.bucket == Bucket::none) return text;
        if (dimension.bucket < Bucket::day) return startOf(text, dimension.bucket);
        std::string day = field.type == FieldType::dateTime ? localDay(text) : text;
        if (dimension.bucket == Bucket::day) return day;
        if (field.type == FieldType::date && dimension.bucket == field.grain) return day;
        return sql::firstDayOf(options_.dialect, enumName(dimension.bucket), day, int(definition_.weekStart));
    }

    // One name for each dimension, and the number that tells others from the rest.
    void dimension(const Dimension& dimension, std::size_t index) {
        std::string text = expression(dimension);
        const std::string number = std::to_string(index);
        const auto kept = options_.kept.find(keyOf(dimension));
        if (dimension.top && kept != options_.kept.end()) {
            const std::string condition = isOneOf(text, kept->second);
            select("CASE WHEN " + condition + " THEN 0 ELSE 1 END AS o" + number);
            text = "CASE WHEN " + condition + " THEN " + text + " END";
        }
        select(text + " AS d" + number);
    }

    void sample() { isSample_ = options_.sample > 0; }

    std::string parameter(sql::Value value) {
        parameters_.push_back(std::move(value));
        return "?" + std::to_string(parameters_.size());
    }

    // The rows, as a table of what was selected.
    std::string rows() const {
        std::string text =
            "SELECT " + (selected_.empty() ? std::string("1") : listed(selected_)) + " FROM " + dataset().table;
        for (const auto& join : dataset().joins)
            if (std::ranges::find(joins_, join.name) != joins_.end()) text += " " + join.sql;
        text += " WHERE :tenant(" + dataset().tenantColumn + ")";
        if (where_ != "TRUE") text += " AND " + where_;
        if (isSample_) text += " ORDER BY " + dataset().order + " LIMIT " + std::to_string(options_.sample);
        return text;
    }

    Query finish(std::string text) { return {std::move(text), std::move(parameters_), {}}; }

private:
    Field* find(std::string_view name) {
        const auto found = std::ranges::find(resolved_.dataset.fields, name, &Field::name);
        return found == resolved_.dataset.fields.end() ? nullptr : &*found;
    }

    void need(const std::string& join) {
        if (std::ranges::find(joins_, join) == joins_.end()) joins_.push_back(join);
    }

    // The SQL of a calculated field, when it is first needed.
    void write(Field& field) {
        const auto calculated = resolved_.calculated.find(field.name);
        if (calculated != resolved_.calculated.end() && field.sql.empty())
            field.sql = toSql(calculated->second, context_);
    }

    bool isUtc() const { return definition_.timeZone == "UTC" || definition_.timeZone == "Etc/UTC"; }

    std::string localDay(const std::string& milliseconds) {
        if (isUtc()) return sql::daysFromMilliseconds(options_.dialect, milliseconds);
        return sql::localDaysFromMilliseconds(options_.dialect, milliseconds, parameter(definition_.timeZone));
    }

    std::string startOf(const std::string& milliseconds, Bucket bucket) {
        const std::string local =
            isUtc() ? milliseconds
                    : sql::localMilliseconds(options_.dialect, milliseconds, parameter(definition_.timeZone));
        return "(" + milliseconds + " - " + sql::remainder(local, std::to_string(lengthOf(bucket))) + ")";
    }

    // Remainders first, so that no number on the way is larger than the field's.
    static std::string binned(const std::string& text, const Bin& bin) {
        const std::string width = std::to_string(bin.width);
        const std::string shift = std::to_string(bin.origin % bin.width);
        return "(" + text + " - " + sql::remainder("(" + text + ") % " + width + " - (" + shift + ")", width) + ")";
    }

    std::string isOneOf(const std::string& text, const std::vector<sql::Value>& values) {
        std::vector<std::string> known;
        bool hasNull = false;
        for (const auto& value : values) {
            if (value.isNull())
                hasNull = true;
            else
                known.push_back(parameter(value));
        }
        std::string condition = known.empty() ? "FALSE" : text + " IN (" + listed(known) + ")";
        if (hasNull) condition = "(" + text + " IS NULL OR " + condition + ")";
        return condition;
    }

    const Definition& definition_;
    const CompileOptions& options_;
    Resolved resolved_;
    ExpressionContext context_;
    std::vector<std::string> selected_;
    std::string where_;
    bool isSample_ = false;
    std::vector<sql::Value> parameters_;
    std::vector<std::string> joins_;
};

// The aggregates of one measure, over rows of which the field is v0, v1 …
void appendAggregates(std::vector<std::string>& out, const Measure& measure, const std::string& number) {
    const std::string value = measure.field.empty() ? "*" : "v" + number;
    const std::string sum = "CAST(sum(" + value + ") AS BIGINT)";
    switch (measure.aggregate) {
        case Aggregate::sum:
            return out.push_back(sum);
        case Aggregate::count:
            return out.push_back("count(" + value + ")");
        case Aggregate::distinct:
            return out.push_back("count(DISTINCT " + value + ")");
        case Aggregate::min:
            return out.push_back("min(" + value + ")");
        case Aggregate::max:
            return out.push_back("max(" + value + ")");
        case Aggregate::average:
            out.push_back(sum);
            return out.push_back("count(" + value + ")");
        case Aggregate::median:
        case Aggregate::percentile:
            return out.push_back("max(CASE WHEN r" + number + " = (n" + number + " * " +
                                 std::to_string(perMilleOf(measure)) + " + 999) / 1000 THEN " + value + " END)");
        default:
            return;
    }
}

// Each value with its place among those of its group, and how many there are.
std::string ranked(const std::string& rows, const std::vector<Measure>& measures, const std::string& groups) {
    std::string places;
    for (std::size_t i = 0; i < measures.size(); ++i) {
        if (!isQuantile(measures[i].aggregate)) continue;
        const std::string number = std::to_string(i);
        const std::string partition = groups.empty() ? "" : "PARTITION BY " + groups;
        places += ", row_number() OVER (" + partition + " ORDER BY v" + number + " NULLS LAST) AS r" + number +
                  ", count(v" + number + ") OVER (" + partition + ") AS n" + number;
    }
    return places.empty() ? rows : "SELECT g.*" + places + " FROM (" + rows + ") g";
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

Result<GroupQuery> compileGroups(const Definition& definition, const std::vector<Dimension>& dimensions,
                                 const CompileOptions& options) {
    STEWARD_CHECK(validate(definition));
    STEWARD_TRY(Resolved resolved, resolve(definition));
    Builder builder(definition, std::move(resolved), options);
    STEWARD_CHECK(builder.filter());
    const Dataset& dataset = builder.dataset();
    GroupQuery query;
    query.measures = definition.measures;
    builder.sample();
    std::vector<std::string> selected;
    std::vector<std::string> order;
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
        const std::string number = std::to_string(i);
        builder.dimension(dimensions[i], i);
        query.columns.push_back(columnOf(dataset, definition, dimensions[i]));
        query.hasOthers.push_back(dimensions[i].top && options.kept.contains(keyOf(dimensions[i])));
        if (query.hasOthers.back()) selected.push_back("o" + number);
        if (query.hasOthers.back()) order.push_back("o" + number);
        selected.push_back("d" + number);
        order.push_back("d" + number + " NULLS FIRST");
    }
    const std::string groups = listed(selected);
    std::vector<std::string> currencies;
    for (std::size_t i = 0; i < definition.measures.size(); ++i) {
        const auto& measure = definition.measures[i];
        const std::string number = std::to_string(i);
        const Field* field = measure.field.empty() ? nullptr : dataset.find(measure.field);
        if (field) builder.select(builder.expression(*field) + " AS v" + number);
        appendAggregates(selected, measure, number);
        query.periods.push_back(periodsIn(dataset, definition, measure));
        query.columns.push_back(columnOf(dataset, definition, measure));
        const bool showsField =
            field && measure.aggregate != Aggregate::count && measure.aggregate != Aggregate::distinct;
        query.units.push_back(showsField && field->type == FieldType::decimal ? decimalUnits : 1);
        query.hasCurrency.push_back(showsField && field->type == FieldType::money);
        if (!query.hasCurrency.back()) continue;
        builder.select(field->currency + " AS c" + number);
        currencies.push_back("min(c" + number + ")");
        currencies.push_back("max(c" + number + ")");
    }
    selected.insert(selected.end(), currencies.begin(), currencies.end());
    selected.push_back("count(*)");
    std::string text =
        "SELECT " + listed(selected) + " FROM (" + ranked(builder.rows(), definition.measures, groups) + ") g";
    if (!groups.empty()) text += " GROUP BY " + groups + " ORDER BY " + listed(order);
    Query finished = builder.finish(std::move(text));
    query.text = std::move(finished.text);
    query.parameters = std::move(finished.parameters);
    return query;
}

Result<Query> compileRows(const Definition& definition, const CompileOptions& options) {
    STEWARD_CHECK(validate(definition));
    STEWARD_TRY(Resolved resolved, resolve(definition));
    Builder builder(definition, std::move(resolved), options);
    STEWARD_CHECK(builder.filter());
    std::vector<Column> columns;
    for (const auto& field : findDataset(definition.dataset)->fields) {
        if (field.role == Role::filter) continue;
        builder.select(builder.expression(field));
        columns.push_back(
            {field.name, field.title, field.type, field.type == FieldType::date ? field.grain : Bucket::none, {}});
    }
    Query query = builder.finish(builder.rows() + " ORDER BY " + builder.dataset().order);
    query.columns = std::move(columns);
    return query;
}

Result<Query> compileRowCount(const Definition& definition, const CompileOptions& options) {
    STEWARD_CHECK(validate(definition));
    STEWARD_TRY(Resolved resolved, resolve(definition));
    Builder builder(definition, std::move(resolved), options);
    STEWARD_CHECK(builder.filter());
    builder.select("count(*)");
    return builder.finish(builder.rows());
}

}  // namespace steward::report

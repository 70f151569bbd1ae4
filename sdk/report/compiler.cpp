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

    SqlText finish(std::string text) { return {std::move(text), std::move(parameters_)}; }

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

// The statement over some levels: more than one where the engine has grouping sets.
class GroupStatement {
public:
    GroupStatement(const Definition& definition, const CompileOptions& options, const GroupQuery& query,
                   Builder& builder, std::size_t firstLevel, std::size_t levelCount)
        : definition_(definition),
          query_(query),
          builder_(builder),
          isPostgres_(options.dialect == sql::Dialect::postgres),
          first_(firstLevel),
          count_(levelCount) {}

    SqlText finish() {
        const auto has = [this](Aggregate aggregate) {
            return std::ranges::count(definition_.measures, aggregate, &Measure::aggregate);
        };
        const bool hasQuantile = std::ranges::any_of(definition_.measures, isQuantile, &Measure::aggregate);
        isPregrouped_ = isPostgres_ && has(Aggregate::distinct) == 1 && !hasQuantile;
        std::vector<std::string> selected{level()};
        std::vector<std::string> order;
        if (count_ > 1) order.emplace_back("level");
        builder_.sample();
        eachDimension(first_, [&](const Dimension& dimension, std::size_t index, bool isIn) {
            if (isIn) builder_.dimension(dimension, index);
            for (const auto& name : namesOf(index)) {
                selected.push_back(isIn ? name : "NULL");
                if (isIn) order.push_back(name[0] == 'd' ? name + " NULLS FIRST" : name);
            }
        });
        std::vector<std::string> currencies;
        for (std::size_t i = 0; i < definition_.measures.size(); ++i) {
            const auto& measure = definition_.measures[i];
            const std::string number = std::to_string(i);
            const Field* field = measure.field.empty() ? nullptr : builder_.dataset().find(measure.field);
            if (field) builder_.select(builder_.expression(*field) + " AS v" + number);
            appendAggregates(selected, measure, number);
            if (!query_.hasCurrency[i]) continue;
            builder_.select(field->currency + " AS c" + number);
            currencies.push_back("min(c" + number + ")");
            currencies.push_back("max(c" + number + ")");
        }
        selected.insert(selected.end(), currencies.begin(), currencies.end());
        selected.push_back(rowCount());
        std::string text = "SELECT " + listed(selected) + " FROM (" + source() + ") g";
        if (count_ > 1) {
            std::vector<std::string> sets;
            for (std::size_t i = first_; i < first_ + count_; ++i)
                sets.push_back("(" + listed(groups(i)) + ")");
            text += " GROUP BY GROUPING SETS (" + listed(sets) + ")";
        } else if (const auto names = groups(first_); !names.empty()) {
            text += " GROUP BY " + listed(names);
        }
        if (!order.empty()) text += " ORDER BY " + listed(order);
        return builder_.finish(std::move(text));
    }

private:
    template <class F>
    void eachDimension(std::size_t level, F&& visit) const {
        const auto [rowFields, hasColumns] = query_.levels[level];
        const std::size_t rows = definition_.rows.size();
        for (std::size_t i = 0; i < rows; ++i)
            visit(definition_.rows[i], i, i < rowFields);
        for (std::size_t i = 0; i < definition_.columns.size(); ++i)
            visit(definition_.columns[i], rows + i, hasColumns);
    }
    std::vector<std::string> namesOf(std::size_t dimension) const {
        const std::string number = std::to_string(dimension);
        if (query_.hasOthers[dimension]) return {"o" + number, "d" + number};
        return {"d" + number};
    }
    std::vector<std::string> groups(std::size_t level) const {
        std::vector<std::string> names;
        eachDimension(level, [&](const Dimension&, std::size_t index, bool isIn) {
            if (isIn) std::ranges::move(namesOf(index), std::back_inserter(names));
        });
        return names;
    }

    // GROUPING() has a bit for each of its arguments, the last the lowest: 1 where the row is over all values of it.
    std::string level() const {
        if (count_ == 1) return std::to_string(first_);
        std::vector<std::string> names;
        std::string text;
        for (std::size_t i = first_; i < first_ + count_; ++i) {
            names.clear();
            unsigned bits = 0;
            eachDimension(i, [&](const Dimension&, std::size_t index, bool isIn) {
                names.push_back("d" + std::to_string(index));
                bits = bits * 2 + (isIn ? 0 : 1);
            });
            text += " WHEN " + std::to_string(bits) + " THEN " + std::to_string(i);
        }
        return "CASE grouping(" + listed(names) + ")" + text + " END AS level";
    }

    // Of a column that has a sum or a number of rows already.
    static std::string added(const std::string& value) { return "CAST(coalesce(sum(" + value + "), 0) AS BIGINT)"; }
    std::string rowCount() const { return isPregrouped_ ? added("n") : "count(*)"; }

    // The aggregates of one measure, over rows of which the field is v0, v1 …
    void appendAggregates(std::vector<std::string>& out, const Measure& measure, const std::string& number) const {
        const std::string value = "v" + number;
        const std::string sum = "CAST(sum(" + value + ") AS BIGINT)";
        switch (measure.aggregate) {
            case Aggregate::sum:
                return out.push_back(sum);
            case Aggregate::count:
                if (measure.field.empty()) return out.push_back(rowCount());
                return out.push_back(isPregrouped_ ? added(value) : "count(" + value + ")");
            case Aggregate::distinct:
                return out.push_back("count(DISTINCT " + value + ")");
            case Aggregate::min:
                return out.push_back("min(" + value + ")");
            case Aggregate::max:
                return out.push_back("max(" + value + ")");
            case Aggregate::average:
                out.push_back(sum);
                return out.push_back(isPregrouped_ ? added("n" + number) : "count(" + value + ")");
            case Aggregate::median:
            case Aggregate::percentile:
                return out.push_back(quantile(value, number, std::to_string(perMilleOf(measure))));
            default:
                return;
        }
    }

    // The value at the smallest place that is not below the share of all, which is a whole number of thousandths. The
    // engine finds that place by a multiplication that may end a little above it: hence the subtraction, which is
    // larger than its error and too small to reach the place before for 10^10 values.
    std::string quantile(const std::string& value, const std::string& number, const std::string& perMille) const {
        if (isPostgres_)
            return "percentile_disc(" + perMille + " / 1000.0::float8 - 1e-13::float8) WITHIN GROUP (ORDER BY " +
                   value + ")";
        return "max(CASE WHEN r" + number + " = (n" + number + " * " + perMille + " + 999) / 1000 THEN " + value +
               " END)";
    }

    // What is grouped: the rows, or what each engine needs made of them first.
    std::string source() const {
        if (isPregrouped_) return pregrouped(builder_.rows());
        return isPostgres_ ? builder_.rows() : ranked(builder_.rows());
    }

    // Each value with its place among those of its group, and how many there are.
    std::string ranked(const std::string& rows) const {
        const std::string names = listed(groups(first_));
        const std::string partition = names.empty() ? "" : "PARTITION BY " + names;
        std::string places;
        for (std::size_t i = 0; i < definition_.measures.size(); ++i) {
            if (!isQuantile(definition_.measures[i].aggregate)) continue;
            const std::string number = std::to_string(i);
            places += ", row_number() OVER (" + partition + " ORDER BY v" + number + " NULLS LAST) AS r" + number +
                      ", count(v" + number + ") OVER (" + partition + ") AS n" + number;
        }
        return places.empty() ? rows : "SELECT g.*" + places + " FROM (" + rows + ") g";
    }

    // One row for each value that is counted once: PostgreSQL does that with all its workers, where it sorts all rows
    // for a count(DISTINCT) over them.
    std::string pregrouped(const std::string& rows) const {
        std::vector<std::string> names = groups(first_);
        std::vector<std::string> parts;
        for (std::size_t i = 0; i < definition_.measures.size(); ++i) {
            const auto& measure = definition_.measures[i];
            if (isDerived(measure.aggregate)) continue;
            const std::string number = std::to_string(i);
            const std::string value = "v" + number;
            if (query_.hasCurrency[i]) names.push_back("c" + number);
            if (measure.aggregate == Aggregate::distinct) names.push_back(value);
            if (measure.aggregate == Aggregate::min) parts.push_back("min(" + value + ") AS " + value);
            if (measure.aggregate == Aggregate::max) parts.push_back("max(" + value + ") AS " + value);
            if (measure.aggregate == Aggregate::sum || measure.aggregate == Aggregate::average)
                parts.push_back("sum(" + value + ") AS " + value);
            if (measure.aggregate == Aggregate::average) parts.push_back("count(" + value + ") AS n" + number);
            if (measure.aggregate == Aggregate::count && !measure.field.empty())
                parts.push_back("count(" + value + ") AS " + value);
        }
        parts.emplace_back("count(*) AS n");
        const std::string grouped = listed(names);
        return "SELECT " + grouped + ", " + listed(parts) + " FROM (" + rows + ") g GROUP BY " + grouped;
    }

    const Definition& definition_;
    const GroupQuery& query_;
    Builder& builder_;
    bool isPostgres_;
    std::size_t first_;
    std::size_t count_;
    bool isPregrouped_ = false;
};

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
        Builder builder(definition, resolved, options);
        STEWARD_CHECK(builder.filter());
        query.statements.push_back(GroupStatement(definition, options, query, builder, level, together).finish());
    }
    return query;
}

Result<Query> compileRows(const Definition& definition, const CompileOptions& options) {
    STEWARD_CHECK(validate(definition));
    STEWARD_TRY(Resolved resolved, resolve(definition));
    Builder builder(definition, std::move(resolved), options);
    STEWARD_CHECK(builder.filter());
    std::vector<Column> columns;
    for (const auto& field : findDataset(definition.dataset)->fields) {
        if (field.role == Role::filter || (options.withoutPersonal && field.isPersonal)) continue;
        builder.select(builder.expression(field));
        columns.push_back(
            {field.name, field.title, field.type, field.type == FieldType::date ? field.grain : Bucket::none, {}});
    }
    return Query{builder.finish(builder.rows() + " ORDER BY " + builder.dataset().order), std::move(columns)};
}

Result<SqlText> compileRowCount(const Definition& definition, const CompileOptions& options) {
    STEWARD_CHECK(validate(definition));
    STEWARD_TRY(Resolved resolved, resolve(definition));
    Builder builder(definition, std::move(resolved), options);
    STEWARD_CHECK(builder.filter());
    builder.select("count(*)");
    return builder.finish(builder.rows());
}

}  // namespace steward::report

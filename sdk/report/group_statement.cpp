#include "report/group_statement.h"

#include <algorithm>
#include <iterator>

namespace steward::report {
namespace {

bool isQuantile(Aggregate aggregate) {
    return aggregate == Aggregate::median || aggregate == Aggregate::percentile;
}

std::int64_t perMilleOf(const Measure& measure) {
    return measure.aggregate == Aggregate::median ? 500 : measure.perMille.value_or(0);
}

}  // namespace

GroupStatement::GroupStatement(const Definition& definition, const CompileOptions& options, const GroupQuery& query,
                               RowStatement& rows, std::size_t firstLevel, std::size_t levelCount)
    : definition_(definition),
      query_(query),
      rows_(rows),
      isPostgres_(options.dialect == sql::Dialect::postgres),
      first_(firstLevel),
      count_(levelCount) {}

SqlText GroupStatement::finish() {
    const auto has = [this](Aggregate aggregate) {
        return std::ranges::count(definition_.measures, aggregate, &Measure::aggregate);
    };
    const bool hasQuantile = std::ranges::any_of(definition_.measures, isQuantile, &Measure::aggregate);
    isPregrouped_ = isPostgres_ && has(Aggregate::distinct) == 1 && !hasQuantile;
    std::vector<std::string> selected{level()};
    std::vector<std::string> order;
    if (count_ > 1) order.emplace_back("level");
    rows_.sample();
    eachDimension(first_, [&](const Dimension& dimension, std::size_t index, bool isIn) {
        if (isIn) rows_.dimension(dimension, index);
        for (const auto& name : namesOf(index)) {
            selected.push_back(isIn ? name : "NULL");
            if (isIn) order.push_back(name[0] == 'd' ? name + " NULLS FIRST" : name);
        }
    });
    std::vector<std::string> currencies;
    for (std::size_t i = 0; i < definition_.measures.size(); ++i) {
        const auto& measure = definition_.measures[i];
        const std::string number = std::to_string(i);
        const Field* field = measure.field.empty() ? nullptr : rows_.dataset().find(measure.field);
        if (field) rows_.select(rows_.expression(*field) + " AS v" + number);
        appendAggregates(selected, measure, number);
        if (!query_.hasCurrency[i]) continue;
        rows_.select(field->currency + " AS c" + number);
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
    return rows_.finish(std::move(text));
}

std::vector<std::string> GroupStatement::namesOf(std::size_t dimension) const {
    const std::string number = std::to_string(dimension);
    if (query_.hasOthers[dimension]) return {"o" + number, "d" + number};
    return {"d" + number};
}

std::vector<std::string> GroupStatement::groups(std::size_t level) const {
    std::vector<std::string> names;
    eachDimension(level, [&](const Dimension&, std::size_t index, bool isIn) {
        if (isIn) std::ranges::move(namesOf(index), std::back_inserter(names));
    });
    return names;
}

std::string GroupStatement::level() const {
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

void GroupStatement::appendAggregates(std::vector<std::string>& out, const Measure& measure,
                                      const std::string& number) const {
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

std::string GroupStatement::quantile(const std::string& value, const std::string& number,
                                     const std::string& perMille) const {
    if (isPostgres_)
        return "percentile_disc(" + perMille + " / 1000.0::float8 - 1e-13::float8) WITHIN GROUP (ORDER BY " + value +
               ")";
    return "max(CASE WHEN r" + number + " = (n" + number + " * " + perMille + " + 999) / 1000 THEN " + value + " END)";
}

std::string GroupStatement::source() const {
    if (isPregrouped_) return pregrouped(rows_.rows());
    return isPostgres_ ? rows_.rows() : ranked(rows_.rows());
}

std::string GroupStatement::ranked(const std::string& rows) const {
    const std::string names = listed(groups(first_));
    const std::string partition = names.empty() ? "" : "PARTITION BY " + names;
    std::string places;
    for (std::size_t i = 0; i < definition_.measures.size(); ++i) {
        if (!isQuantile(definition_.measures[i].aggregate)) continue;
        const std::string number = std::to_string(i);
        places.append(", row_number() OVER (").append(partition).append(" ORDER BY v").append(number);
        places.append(" NULLS LAST) AS r").append(number).append(", count(v").append(number);
        places.append(") OVER (").append(partition).append(") AS n").append(number);
    }
    return places.empty() ? rows : "SELECT g.*" + places + " FROM (" + rows + ") g";
}

std::string GroupStatement::pregrouped(const std::string& rows) const {
    std::vector<std::string> names = groups(first_);
    std::vector<std::string> parts;
    const auto add = [&parts](const char* function, const std::string& value, const std::string& as) {
        parts.push_back(std::string(function).append("(").append(value).append(") AS ").append(as));
    };
    for (std::size_t i = 0; i < definition_.measures.size(); ++i) {
        const auto& measure = definition_.measures[i];
        if (isDerived(measure.aggregate)) continue;
        const std::string number = std::to_string(i);
        const std::string value = "v" + number;
        if (query_.hasCurrency[i]) names.push_back("c" + number);
        if (measure.aggregate == Aggregate::distinct) names.push_back(value);
        if (measure.aggregate == Aggregate::min) add("min", value, value);
        if (measure.aggregate == Aggregate::max) add("max", value, value);
        if (measure.aggregate == Aggregate::sum || measure.aggregate == Aggregate::average) add("sum", value, value);
        if (measure.aggregate == Aggregate::average) add("count", value, "n" + number);
        if (measure.aggregate == Aggregate::count && !measure.field.empty()) add("count", value, value);
    }
    parts.emplace_back("count(*) AS n");
    const std::string grouped = listed(names);
    return "SELECT " + grouped + ", " + listed(parts) + " FROM (" + rows + ") g GROUP BY " + grouped;
}

}  // namespace steward::report

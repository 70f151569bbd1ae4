#include "models/reports/drill.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "report/format.h"
#include "report/resolved.h"
#include "report/time_zone.h"

namespace steward::models {
namespace {

using report::Bucket;
using report::Condition;
using report::FieldType;
using report::Filter;
using report::Operator;

Condition condition(const std::string& field, Operator op, std::string value) {
    return {.field = field, .op = op, .values = {std::move(value)}};
}

Condition isNull(const std::string& field, bool null = true) {
    return {.field = field, .op = null ? Operator::isNull : Operator::isNotNull, .values = {}};
}

std::string spelledUnits(std::int64_t units, FieldType type) {
    const int decimals = type == FieldType::money ? 2 : type == FieldType::decimal ? 4 : 0;
    std::string digits = std::to_string(std::abs(units));
    if (int(digits.size()) <= decimals) digits.insert(0, std::size_t(decimals) + 1 - digits.size(), '0');
    if (decimals > 0) digits.insert(digits.size() - std::size_t(decimals), ".");
    return (units < 0 ? "-" : "") + digits;
}

// A key in the smallest units of its field.
std::int64_t unitsOf(const json::Value& key, FieldType type) {
    if (type == FieldType::decimal) return std::llround(key.to_number<double>() * double(report::decimalUnits));
    return key.to_number<std::int64_t>();
}

std::string dayText(report::Day day) {
    report::Column column;
    column.type = FieldType::date;
    column.bucket = Bucket::day;
    return report::spelled(day, column, {});
}

std::string momentText(std::int64_t milliseconds) {
    return toRfc3339(Time(Duration(milliseconds)));
}

struct Keyed {
    const report::Definition& definition;
    const report::Dimension& dimension;
    const report::Field& field;
    const report::Dataset& dataset;

    std::vector<Condition> between(std::string from, std::string to) const {
        return {condition(field.name, Operator::greaterOrEqual, std::move(from)),
                condition(field.name, Operator::less, std::move(to))};
    }

    std::vector<Condition> conditions(const json::Value& key) const {
        if (key.is_null()) return {isNull(field.name)};
        if (dimension.bin) {
            const std::int64_t low = unitsOf(key, field.type);
            return between(spelledUnits(low, field.type), spelledUnits(low + dimension.bin->width, field.type));
        }
        const Bucket bucket = report::bucketOf(dataset, dimension);
        if (bucket == Bucket::minute || bucket == Bucket::hour) {
            const auto start = key.to_number<std::int64_t>();
            return between(momentText(start), momentText(start + report::lengthOf(bucket)));
        }
        if (bucket != Bucket::none) {
            const report::Day day = key.to_number<report::Day>();
            if (bucket == Bucket::day) return {condition(field.name, Operator::equal, dayText(day))};
            return between(dayText(day), dayText(report::bucketsBefore(day, bucket, -1, definition.weekStart)));
        }
        if (key.is_string()) return {condition(field.name, Operator::equal, std::string(key.get_string()))};
        if (key.is_bool()) return {condition(field.name, Operator::equal, key.get_bool() ? "true" : "false")};
        if (field.type == FieldType::dateTime)
            return {condition(field.name, Operator::equal, momentText(key.to_number<std::int64_t>()))};
        if (field.type == FieldType::boolean)
            return {condition(field.name, Operator::equal, key.to_number<std::int64_t>() ? "true" : "false")};
        return {condition(field.name, Operator::equal, spelledUnits(unitsOf(key, field.type), field.type))};
    }
};

class Drill {
public:
    Drill(const report::Report& report, report::Dataset dataset) : report_(report), dataset_(std::move(dataset)) {}

    Result<Filter> filterOf(const CellPlace& place) {
        const auto& line = report_.table.lines[place.line];
        for (std::size_t i = 0; i < line.keys.size(); ++i)
            STEWARD_CHECK(add(report_.definition.rows[i], line.keys[i], [i](const report::Report& report) {
                std::vector<json::Value> keys;
                for (const auto& one : report.table.lines)
                    if (one.keys.size() > i) keys.push_back(one.keys[i]);
                return keys;
            }));
        if (place.group && !report_.definition.columns.empty()) {
            const auto& keys = report_.table.columnKeys[*place.group];
            for (std::size_t i = 0; i < keys.size(); ++i)
                STEWARD_CHECK(add(report_.definition.columns[i], keys[i], [i](const report::Report& report) {
                    std::vector<json::Value> all;
                    for (const auto& one : report.table.columnKeys)
                        all.push_back(one[i]);
                    return all;
                }));
        }
        return std::move(filter_);
    }

private:
    template <class F>
    Result<> add(const report::Dimension& dimension, const json::Value& key, F siblings) {
        const auto* field = dataset_.find(dimension.field);
        if (!field) return fail(ErrorCode::unprocessable, "The field of this group is not there any more.");
        const Keyed keyed{report_.definition, dimension, *field, dataset_};
        if (!report::isOthers(key)) {
            for (auto& one : keyed.conditions(key))
                filter_.conditions.push_back(std::move(one));
            return {};
        }
        // Others: what is none of those that are shown.
        std::set<std::string> seen;
        bool hasNull = false;
        for (const auto& sibling : siblings(report_)) {
            if (report::isOthers(sibling) || !seen.insert(json::write(sibling)).second) continue;
            if (sibling.is_null()) {
                hasNull = true;
                continue;
            }
            none(keyed.conditions(sibling));
        }
        if (hasNull) filter_.conditions.push_back(isNull(field->name, false));
        std::size_t terms = 0;
        report::eachCondition(filter_, [&](const Condition&) { ++terms; });
        if (terms > report::maximumFilterTerms)
            return fail(ErrorCode::unprocessable, "No filter says what these rows are.",
                        "They are the others of too many groups.");
        return {};
    }

    // The rows for which not all of them hold, those without a value included.
    void none(const std::vector<Condition>& all) {
        if (all.size() == 1) {
            Condition other = all.front();
            other.op = Operator::notEqual;
            filter_.conditions.push_back(std::move(other));
            return;
        }
        std::vector<Filter> any;
        Condition below = all[0];
        below.op = Operator::less;
        Condition above = all[1];
        above.op = Operator::greaterOrEqual;
        any.push_back({{below}});
        any.push_back({{above}});
        any.push_back({{isNull(below.field)}});
        filter_.alternatives.push_back(std::move(any));
    }

    const report::Report& report_;
    report::Dataset dataset_;
    Filter filter_;
};

}  // namespace

Result<Filter> filterOf(const report::Report& report, const CellPlace& place) {
    STEWARD_TRY(auto resolved, report::resolve(report.definition, report::Missing::leaveOut));
    return Drill(report, std::move(resolved.dataset)).filterOf(place);
}

Result<report::Definition> drilled(const report::Report& report, const CellPlace& place,
                                   const std::optional<report::Dimension>& by) {
    STEWARD_TRY(Filter more, filterOf(report, place));
    STEWARD_TRY(Filter filter, report::parseFilter(report.definition.filter));
    for (auto& one : more.conditions)
        filter.conditions.push_back(std::move(one));
    for (auto& any : more.alternatives)
        filter.alternatives.push_back(std::move(any));
    report::Definition definition = report.definition;
    definition.filter = report::spellFilter(filter);
    STEWARD_CHECK(report::parseFilter(definition.filter));
    if (!by) return definition;
    const bool isOnColumns =
        std::ranges::any_of(definition.columns, [&](const auto& one) { return one.field == by->field; });
    if (isOnColumns) std::erase_if(definition.columns, [&](const auto& one) { return one.field == by->field; });
    definition.rows = {*by};
    const auto isKnown = [&](const std::string& key) {
        return report::findMeasure(definition, key) || keyOf(*by) == key ||
               std::ranges::any_of(definition.columns, [&](const auto& one) { return keyOf(one) == key; });
    };
    std::erase_if(definition.sort, [&](const report::Sort& sort) { return !isKnown(sort.by); });
    for (auto* key : {&definition.chart.category, &definition.chart.series})
        if (*key && !isKnown(**key)) key->reset();
    return definition;
}

}  // namespace steward::models

#include "report/row_statement.h"

#include <algorithm>
#include <iterator>

#include "report/filter.h"
#include "report/time_zone.h"

namespace steward::report {

std::string listed(const std::vector<std::string>& items) {
    std::string text;
    for (const auto& item : items)
        text += (text.empty() ? "" : ", ") + item;
    return text;
}

RowStatement::RowStatement(const Definition& definition, Resolved resolved, const CompileOptions& options)
    : definition_(definition), options_(options), resolved_(std::move(resolved)) {
    context_ = {.dialect = options.dialect,
                .timeZone = definition.timeZone,
                .now = options.now,
                .parameter = [this](sql::Value value) { return parameter(std::move(value)); },
                .field = [this](const std::string& name) { return expression(*resolved_.dataset.find(name)); }};
}

Result<> RowStatement::filter() {
    eachCondition(resolved_.filter, [this](const Condition& condition) {
        if (auto* field = find(condition.field)) write(*field);
    });
    const FilterContext context{.now = options_.now,
                                .timeZone = definition_.timeZone,
                                .weekStart = definition_.weekStart,
                                .noneIsRemoved = options_.noneIsRemoved};
    STEWARD_TRY(SqlCondition condition,
                filterToSql(resolved_.filter, dataset().fields, options_.dialect, context, parameters_.size() + 1));
    where_ = std::move(condition.text);
    std::ranges::move(condition.parameters, std::back_inserter(parameters_));
    for (const auto& join : condition.joins)
        need(join);
    return {};
}

std::string RowStatement::expression(const Field& field) {
    for (const auto& join : field.joins)
        need(join);
    auto& known = *find(field.name);
    write(known);
    return known.expression(options_.dialect);
}

std::string RowStatement::expression(const Dimension& dimension) {
    const Field& field = *dataset().find(dimension.field);
    std::string text = expression(field);
    if (dimension.bin) return binned(text, *dimension.bin);
    if (dimension.bucket == Bucket::none) return text;
    if (dimension.bucket < Bucket::day) return startOf(text, dimension.bucket);
    std::string day = field.type == FieldType::dateTime ? localDay(text) : text;
    if (dimension.bucket == Bucket::day) return day;
    if (field.type == FieldType::date && dimension.bucket == field.grain) return day;
    return sql::firstDayOf(options_.dialect, enumName(dimension.bucket), day, int(definition_.weekStart));
}

void RowStatement::dimension(const Dimension& dimension, std::size_t index) {
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

std::string RowStatement::parameter(sql::Value value) {
    parameters_.push_back(std::move(value));
    return "?" + std::to_string(parameters_.size());
}

std::string RowStatement::rows() const {
    std::string text = "SELECT " + (selected_.empty() ? std::string("1") : listed(selected_)) + " FROM " +
                       (among_ > 0 ? "(" + tableRows("*", among_) + ") t" : dataset().table);
    for (const auto& join : dataset().joins)
        if (std::ranges::find(joins_, join.name) != joins_.end()) text += " " + join.sql;
    text += " WHERE :tenant(" + dataset().tenantColumn + ")";
    if (where_ != "TRUE") text += " AND " + where_;
    if (isSample_) text += " ORDER BY " + dataset().order + " LIMIT " + std::to_string(options_.sample);
    return text;
}

std::string RowStatement::tableRows(const std::string& selected, std::int64_t most) const {
    return "SELECT " + selected + " FROM " + dataset().table + " WHERE :tenant(" + dataset().tenantColumn + ") LIMIT " +
           std::to_string(most);
}

Field* RowStatement::find(std::string_view name) {
    const auto found = std::ranges::find(resolved_.dataset.fields, name, &Field::name);
    return found == resolved_.dataset.fields.end() ? nullptr : &*found;
}

void RowStatement::need(const std::string& join) {
    if (std::ranges::find(joins_, join) == joins_.end()) joins_.push_back(join);
}

void RowStatement::write(Field& field) {
    const auto calculated = resolved_.calculated.find(field.name);
    if (calculated != resolved_.calculated.end() && field.sql.empty()) field.sql = toSql(calculated->second, context_);
}

std::string RowStatement::localDay(const std::string& milliseconds) {
    if (isUtc()) return sql::daysFromMilliseconds(options_.dialect, milliseconds);
    return sql::localDaysFromMilliseconds(options_.dialect, milliseconds, parameter(definition_.timeZone));
}

std::string RowStatement::startOf(const std::string& milliseconds, Bucket bucket) {
    const std::string local =
        isUtc() ? milliseconds
                : sql::localMilliseconds(options_.dialect, milliseconds, parameter(definition_.timeZone));
    return "(" + milliseconds + " - " + sql::remainder(local, std::to_string(lengthOf(bucket))) + ")";
}

std::string RowStatement::binned(const std::string& text, const Bin& bin) {
    const std::string width = std::to_string(bin.width);
    const std::string shift = std::to_string(bin.origin % bin.width);
    return "(" + text + " - " + sql::remainder("(" + text + ") % " + width + " - (" + shift + ")", width) + ")";
}

std::string RowStatement::isOneOf(const std::string& text, const std::vector<sql::Value>& values) {
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

}  // namespace steward::report

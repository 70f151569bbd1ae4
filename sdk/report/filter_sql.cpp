#include <algorithm>
#include <utility>

#include "report/filter.h"
#include "report/spelled_values.h"
#include "report/time_zone.h"
#include "sql/text_match.h"

namespace steward::report {
namespace {

constexpr std::string_view comparison(Operator op) {
    switch (op) {
        case Operator::equal:
            return " = ";
        case Operator::notEqual:
            return " IS DISTINCT FROM ";
        case Operator::greater:
            return " > ";
        case Operator::greaterOrEqual:
            return " >= ";
        case Operator::less:
            return " < ";
        case Operator::lessOrEqual:
            return " <= ";
        default:
            return {};
    }
}

bool isOrdering(Operator op) {
    return op == Operator::greater || op == Operator::greaterOrEqual || op == Operator::less ||
           op == Operator::lessOrEqual;
}

class Writer {
public:
    Writer(sql::Dialect dialect, const FilterContext& context, TimeZone zone, std::size_t firstParameter)
        : dialect_(dialect), context_(context), zone_(std::move(zone)), next_(firstParameter) {}

    Result<> add(const Filter& filter, std::span<const Field> fields) {
        for (const auto& condition : filter.conditions) {
            const auto field = std::ranges::find(fields, condition.field, &Field::name);
            if (field == fields.end()) {
                std::string names;
                for (const auto& known : fields)
                    names += (names.empty() ? "" : ", ") + known.name;
                return fail(filterError(condition.position, "one of the fields " + names));
            }
            STEWARD_CHECK(add(condition, *field));
        }
        for (const auto& any : filter.alternatives)
            STEWARD_CHECK(addOneOf(any, fields));
        return {};
    }

    void leaveOut(const Field& field) {
        if (!out_.text.empty()) out_.text += " AND ";
        const bool isOther = dialect_ == sql::Dialect::postgres && !field.postgresShown.empty();
        out_.text += isOther ? field.postgresShown : field.shown;
    }

    SqlCondition take() {
        if (out_.text.empty()) out_.text = "TRUE";
        return std::move(out_);
    }

private:
    Result<> addOneOf(const std::vector<Filter>& any, std::span<const Field> fields) {
        const std::string before = std::exchange(out_.text, {});
        std::string together;
        for (const auto& one : any) {
            STEWARD_CHECK(add(one, fields));
            together += (together.empty() ? "((" : " OR (") + std::exchange(out_.text, {}) + ")";
        }
        out_.text = (before.empty() ? "" : before + " AND ") + together + ")";
        return {};
    }

    Result<> add(const Condition& condition, const Field& field) {
        condition_ = &condition;
        field_ = &field;
        expression_ = field.expression(dialect_);
        if (!out_.text.empty()) out_.text += " AND ";
        for (const auto& join : field.joins)
            if (std::ranges::find(out_.joins, join) == out_.joins.end()) out_.joins.push_back(join);
        switch (condition.op) {
            case Operator::last:
            case Operator::current:
            case Operator::previous:
                return periods();
            case Operator::isNull:
                out_.text += expression_ + " IS NULL";
                return {};
            case Operator::isNotNull:
                out_.text += expression_ + " IS NOT NULL";
                return {};
            case Operator::contains:
                return contains();
            case Operator::in:
            case Operator::notIn:
                return list();
            default:
                return compare();
        }
    }

    tl::unexpected<Error> expected(std::string_view what) const {
        return fail(filterError(condition_->valuePosition, what));
    }
    std::string parameter(sql::Value value) {
        out_.parameters.push_back(std::move(value));
        return "?" + std::to_string(next_++);
    }

    Result<sql::Value> convert(std::string_view text) const {
        switch (field_->type) {
            case FieldType::text:
                return sql::Value(text);
            case FieldType::enumeration: {
                if (std::ranges::find(field_->values, text) != field_->values.end()) return sql::Value(text);
                std::string choices;
                for (const auto& choice : field_->values)
                    choices += (choices.empty() ? "" : ", ") + choice;
                return expected("one of " + choices);
            }
            case FieldType::boolean:
                if (text == "true" || text == "false") return sql::Value(text == "true");
                return expected("true or false");
            case FieldType::money:
                if (const auto number = scaled(text, 2)) return sql::Value(*number);
                return expected("an amount such as 184.50");
            case FieldType::decimal:
                if (const auto number = scaled(text, 4)) return sql::Value(*number);
                return expected("a number with at most four decimals");
            case FieldType::date: {
                const auto day = dayFrom(text);
                if (day) return sql::Value(*day);
                return expected("a day such as 2026-11-23");
            }
            case FieldType::dateTime: {
                const auto time = parseRfc3339(text);
                if (time) return sql::Value(*time);
                return expected("a day or a time such as 2026-11-23T09:41:00Z");
            }
            default:
                if (const auto number = wholeNumber(text)) return sql::Value(*number);
                return expected("a whole number");
        }
    }

    Result<> compare() {
        const std::string& text = condition_->values.at(0);
        const bool ordered = field_->type != FieldType::text && field_->type != FieldType::enumeration &&
                             field_->type != FieldType::boolean;
        if (isOrdering(condition_->op) && !ordered)
            return fail(filterError(condition_->position, "= != ~ in or not in for " + field_->name));
        if (field_->type == FieldType::dateTime && isDay(text)) return compareDay(text);
        STEWARD_TRY(sql::Value value, convert(text));
        out_.text += expression_ + std::string(comparison(condition_->op)) + parameter(std::move(value));
        return {};
    }

    // A day means all of it, in the time zone.
    Result<> compareDay(std::string_view text) {
        const auto day = dayFrom(text);
        if (!day) return expected("a day that exists");
        const auto begin = zone_.startOf(*day);
        const auto end = zone_.startOf(*day + 1);
        switch (condition_->op) {
            case Operator::greater:
                out_.text += expression_ + " >= " + parameter(end);
                break;
            case Operator::greaterOrEqual:
                out_.text += expression_ + " >= " + parameter(begin);
                break;
            case Operator::less:
                out_.text += expression_ + " < " + parameter(begin);
                break;
            case Operator::lessOrEqual:
                out_.text += expression_ + " < " + parameter(end);
                break;
            default: {
                const std::string inside =
                    expression_ + " >= " + parameter(begin) + " AND " + expression_ + " < " + parameter(end);
                out_.text += condition_->op == Operator::equal
                                 ? "(" + inside + ")"
                                 : "(" + expression_ + " IS NULL OR NOT (" + inside + "))";
            }
        }
        return {};
    }

    Result<> contains() {
        if (field_->type != FieldType::text)
            return fail(filterError(condition_->position, "a text field before ~; " + field_->name + " is none"));
        const std::string& text = condition_->values.at(0);
        const std::string needle = parameter(text);
        if (const auto trigrams = sql::trigramsOf({text});
            dialect_ == sql::Dialect::sqlite && context_.trigrams && !field_->sqliteSearch.empty() && !trigrams.empty())
            out_.text += "t.id IN (" + field_->sqliteSearch + parameter(trigrams) + ")) AND ";
        if (dialect_ == sql::Dialect::postgres && !field_->postgresSearch.empty())
            out_.text += "t.id IN (SELECT " + field_->postgresSearch + "(" + needle + "))";
        else
            out_.text += sql::contains(dialect_, expression_, needle);
        return {};
    }

    Result<> list() {
        std::string values;
        for (const auto& text : condition_->values) {
            STEWARD_TRY(sql::Value value, convert(text));
            values += (values.empty() ? "" : ", ") + parameter(std::move(value));
        }
        if (condition_->op == Operator::in)
            out_.text += expression_ + " IN (" + values + ")";
        else
            out_.text += "(" + expression_ + " IS NULL OR " + expression_ + " NOT IN (" + values + "))";
        return {};
    }

    // From `before` units before the current one up to, and without, the one `after` units behind it.
    Result<> periods() {
        const bool isTime = field_->type == FieldType::dateTime;
        const std::string word(condition_->op == Operator::last      ? "last"
                               : condition_->op == Operator::current ? "this"
                                                                     : "previous");
        if (!isTime && field_->type != FieldType::date)
            return fail(
                filterError(condition_->position, "a date before '" + word + "'; " + field_->name + " is none"));
        const Bucket unit = condition_->unit != Bucket::none ? condition_->unit : isTime ? Bucket::day : field_->grain;
        const int count = condition_->op == Operator::current ? 1 : std::stoi(condition_->values.at(0));
        const int before = condition_->op == Operator::previous ? count : count - 1;
        const int after = condition_->op == Operator::previous ? 0 : 1;
        const std::int64_t now = context_.now.time_since_epoch().count();
        if (unit < Bucket::day) {
            if (!isTime) return fail(filterError(condition_->position, "days or longer for " + field_->name));
            const std::int64_t current = zone_.startOf(now, unit);
            return between(current - before * lengthOf(unit), current + after * lengthOf(unit));
        }
        const Day today = zone_.dayOf(now);
        const Day begin = bucketsBefore(today, unit, before, context_.weekStart);
        const Day end = bucketsBefore(today, unit, -after, context_.weekStart);
        return isTime ? between(zone_.startOf(begin), zone_.startOf(end)) : between(begin, end);
    }

    Result<> between(std::int64_t begin, std::int64_t end) {
        out_.text += expression_ + " >= " + parameter(begin);
        out_.text += " AND " + expression_ + " < " + parameter(end);
        return {};
    }

    sql::Dialect dialect_;
    const FilterContext& context_;
    TimeZone zone_;
    std::size_t next_;
    SqlCondition out_;
    const Condition* condition_ = nullptr;
    const Field* field_ = nullptr;
    std::string expression_;
};

bool asksFor(const Filter& filter, const Field& field) {
    bool asks = false;
    eachCondition(filter, [&](const Condition& condition) {
        asks = asks ||
               (condition.field == field.name && (condition.op == Operator::equal || condition.op == Operator::in) &&
                std::ranges::find(condition.values, field.hidden) != condition.values.end());
    });
    return asks;
}

}  // namespace

Result<SqlCondition> filterToSql(const Filter& filter, std::span<const Field> fields, sql::Dialect dialect,
                                 const FilterContext& context, std::size_t firstParameter) {
    STEWARD_TRY(TimeZone zone, TimeZone::find(context.timeZone));
    Writer writer(dialect, context, std::move(zone), firstParameter);
    STEWARD_CHECK(writer.add(filter, fields));
    for (const auto& field : fields)
        if (!field.hidden.empty() && !(field.hiddenByTenant && context.noneIsRemoved) && !asksFor(filter, field))
            writer.leaveOut(field);
    return writer.take();
}

}  // namespace steward::report

#include "report/expression_node.h"
#include "report/time_zone.h"

namespace steward::report {
namespace {

class Writer {
public:
    explicit Writer(const ExpressionContext& context) : context_(context) {}

    std::string write(const ExpressionNode& node) {
        const auto part = [&](std::size_t i) { return write(*node.parts[i]); };
        switch (node.operation) {
            case Operation::constant:
                if (node.type == FieldType::boolean) return node.value == sql::Value(true) ? "TRUE" : "FALSE";
                return context_.parameter(node.value);
            case Operation::field:
                return node.type == FieldType::boolean ? "(" + context_.field(node.field) + " <> 0)"
                                                       : context_.field(node.field);
            case Operation::nothing:
                return "NULL";
            case Operation::add:
                return computed("add", part(0), " + ", part(1));
            case Operation::subtract:
                return computed("subtract", part(0), " - ", part(1));
            case Operation::multiply:
                return product(part(0), part(1), node.units);
            case Operation::divide:
                return quotient(part(0), part(1), node.units);
            case Operation::roundTo:
                return roundedTo(part(0), node.units);
            case Operation::absolute:
                return "abs(" + part(0) + ")";
            case Operation::equal:
                return "(" + part(0) + " = " + part(1) + ")";
            case Operation::notEqual:
                return "(" + part(0) + " <> " + part(1) + ")";
            case Operation::less:
                return ordered(node, " < ");
            case Operation::lessOrEqual:
                return ordered(node, " <= ");
            case Operation::greater:
                return ordered(node, " > ");
            case Operation::greaterOrEqual:
                return ordered(node, " >= ");
            case Operation::both:
                return "(" + part(0) + " AND " + part(1) + ")";
            case Operation::either:
                return "(" + part(0) + " OR " + part(1) + ")";
            case Operation::negation:
                return "(NOT " + part(0) + ")";
            case Operation::choice:
                return "(CASE WHEN " + part(0) + " THEN " + part(1) + " ELSE " + part(2) + " END)";
            case Operation::coalesce:
                return "coalesce(" + joined(node, ", ") + ")";
            case Operation::isNull:
                return "(" + part(0) + " IS NULL)";
            case Operation::lower:
                return "lower(" + byBytes(part(0)) + ")";
            case Operation::upper:
                return "upper(" + byBytes(part(0)) + ")";
            case Operation::length:
                return "CAST(length(" + part(0) + ") AS BIGINT)";
            case Operation::substring:
                return "substr(" + part(0) + ", CAST(" + part(1) + " AS INTEGER), CAST(" + part(2) + " AS INTEGER))";
            case Operation::concat:
                return "(" + joined(node, " || ") + ")";
            case Operation::contains:
                return "coalesce(" + sql::contains(context_.dialect, part(0), part(1)) + ", FALSE)";
            case Operation::startsWith:
                return startsWith(part(0), part(1));
            case Operation::day:
                return day(part(0));
            case Operation::year:
                return sql::datePart(context_.dialect, "year", part(0));
            case Operation::month:
                return sql::datePart(context_.dialect, "month", part(0));
            case Operation::dayOfMonth:
                return sql::datePart(context_.dialect, "day", part(0));
            case Operation::weekday:
                return "(" + sql::remainder(part(0) + " + 3", "7") + " + 1)";
            case Operation::addDays:
                return computed("add", part(0), " + ", part(1));
            case Operation::today:
                return context_.parameter(zone().dayOf(context_.now.time_since_epoch().count()));
            case Operation::now:
                return context_.parameter(context_.now);
        }
        return "NULL";
    }

private:
    bool isPostgres() const { return context_.dialect == sql::Dialect::postgres; }
    TimeZone zone() const { return TimeZone::find(context_.timeZone).value_or(TimeZone()); }

    std::string joined(const ExpressionNode& node, const char* between) {
        std::string text;
        for (const auto& part : node.parts)
            text += (text.empty() ? "" : between) + write(*part);
        return text;
    }

    std::string byBytes(const std::string& text) const { return isPostgres() ? "(" + text + ") COLLATE \"C\"" : text; }

    std::string ordered(const ExpressionNode& node, const char* symbol) {
        const bool isText = node.parts[0]->type == FieldType::text || node.parts[0]->type == FieldType::enumeration;
        const std::string left = write(*node.parts[0]);
        return "(" + (isText ? byBytes(left) : left) + symbol + write(*node.parts[1]) + ")";
    }

    // PostgreSQL refuses what does not fit in 64 bits; SQLite would go on with floating point.
    std::string computed(const char* function, const std::string& a, const char* symbol, const std::string& b) const {
        if (isPostgres()) return "(" + a + symbol + b + ")";
        return "steward_" + std::string(function) + "(" + a + ", " + b + ")";
    }

    std::string product(const std::string& a, const std::string& b, std::int64_t units) const {
        if (!isPostgres()) return "steward_multiply(" + a + ", " + b + ", " + std::to_string(units) + ")";
        if (units == 1) return "(" + a + " * " + b + ")";
        return "round((" + a + ")::numeric * " + b + " * 0.0001)::bigint";
    }

    // With thirty decimals no quotient of 64 bits comes so near to a half that it would be taken for one.
    std::string quotient(const std::string& a, const std::string& b, std::int64_t units) const {
        if (!isPostgres()) return "steward_divide(" + a + ", " + b + ", " + std::to_string(units) + ")";
        return "round((" + a + ")::numeric * " + std::to_string(units) + "." + std::string(30, '0') + " / nullif(" + b +
               ", 0))::bigint";
    }

    std::string roundedTo(const std::string& a, std::int64_t units) const {
        if (units == 1) return a;
        if (!isPostgres()) return "steward_round(" + a + ", " + std::to_string(units) + ")";
        return "round((" + a + ")::numeric, -" + std::to_string(std::to_string(units).size() - 1) + ")::bigint";
    }

    std::string startsWith(const std::string& text, const std::string& start) const {
        if (isPostgres()) return "starts_with(" + text + ", " + start + ")";
        return "(instr(" + text + ", " + start + ") = 1)";
    }

    std::string day(const std::string& milliseconds) {
        if (context_.timeZone == "UTC" || context_.timeZone == "Etc/UTC")
            return sql::daysFromMilliseconds(context_.dialect, milliseconds);
        const std::string zone = context_.parameter(context_.timeZone);
        return "CAST(" + sql::localDaysFromMilliseconds(context_.dialect, milliseconds, zone) + " AS BIGINT)";
    }

    const ExpressionContext& context_;
};

__extension__ typedef __int128 Wide;

std::optional<std::int64_t> fitting(Wide number) {
    const auto narrow = static_cast<std::int64_t>(number);
    return Wide(narrow) == number ? std::optional(narrow) : std::nullopt;
}

// Halves away from zero.
Wide dividedBy(Wide number, Wide divisor) {
    const Wide above = number < 0 ? -number : number;
    const Wide below = divisor < 0 ? -divisor : divisor;
    const Wide whole = above / below + (above % below >= below - above % below ? 1 : 0);
    return (number < 0) == (divisor < 0) ? whole : -whole;
}

using Numbers = std::vector<sql::Cell>;

Result<> define(sql::Connection& connection, std::string_view name, int arguments,
                std::optional<Wide> (*compute)(const Numbers&)) {
    return connection.define(name, arguments, [compute](const Numbers& values) -> Result<sql::Value> {
        for (const auto& value : values)
            if (value.type == sql::Cell::Type::null) return sql::Value();
        const auto computed = compute(values);
        if (!computed) return sql::Value();
        const auto number = fitting(*computed);
        if (!number) return fail(ErrorCode::unprocessable, "integer overflow");
        return sql::Value(*number);
    });
}

}  // namespace

std::string toSql(const Expression& expression, const ExpressionContext& context) {
    const std::string text = Writer(context).write(*expression.root);
    if (context.dialect == sql::Dialect::sqlite) return text;
    if (expression.type == FieldType::boolean) return "(" + text + ")::int";
    return expression.type == FieldType::text ? "((" + text + ") COLLATE \"C\")" : text;
}

Result<> defineNumberFunctions(sql::Connection& connection) {
    using Value = std::optional<Wide>;
    STEWARD_CHECK(define(connection, "steward_add", 2,
                         [](const Numbers& v) -> Value { return Wide(v[0].integer) + v[1].integer; }));
    STEWARD_CHECK(define(connection, "steward_subtract", 2,
                         [](const Numbers& v) -> Value { return Wide(v[0].integer) - v[1].integer; }));
    STEWARD_CHECK(define(connection, "steward_multiply", 3, [](const Numbers& v) -> Value {
        return dividedBy(Wide(v[0].integer) * v[1].integer, v[2].integer);
    }));
    STEWARD_CHECK(define(connection, "steward_divide", 3, [](const Numbers& v) -> Value {
        if (v[1].integer == 0) return std::nullopt;
        return dividedBy(Wide(v[0].integer) * v[2].integer, v[1].integer);
    }));
    return define(connection, "steward_round", 2,
                  [](const Numbers& v) -> Value { return dividedBy(v[0].integer, v[1].integer) * v[1].integer; });
}

}  // namespace steward::report

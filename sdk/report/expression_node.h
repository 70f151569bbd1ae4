// The tree of an expression. Private to the parser and the writer of SQL.
#pragma once

#include "report/expression.h"

namespace steward::report {

enum class Operation {
    constant,
    field,
    nothing,  // null
    add,
    subtract,
    multiply,  // divided by `units`
    divide,    // multiplied by `units`
    roundTo,   // a multiple of `units`
    absolute,
    equal,
    notEqual,
    less,
    lessOrEqual,
    greater,
    greaterOrEqual,
    both,
    either,
    negation,
    choice,
    coalesce,
    isNull,
    lower,
    upper,
    length,
    substring,
    concat,
    contains,
    startsWith,
    day,
    year,
    month,
    dayOfMonth,
    weekday,
    addDays,
    today,
    now
};

struct ExpressionNode {
    Operation operation = Operation::nothing;
    FieldType type = FieldType::integer;
    std::string field;
    sql::Value value;
    std::int64_t units = 1;
    bool isLiteral = false;  // a number as it was written: takes the type it is needed in
    std::string written;
    std::size_t position = 0;
    std::vector<std::shared_ptr<const ExpressionNode>> parts;
};

}  // namespace steward::report

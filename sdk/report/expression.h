// Calculated fields: a small language over the fields of one row. It can name fields, parameters and the functions
// below, and nothing else; values go into SQL as parameters only.
//
//   if(plan = "free", 0, mrr * 12)        round(quantity / 1000, 2)
//   year(createdAt)
//
// From loose to tight: or · and · not · = != < <= > >= · + - · * / · minus. Texts stand in "quotes" or 'quotes', a
// quote inside twice; $name is a parameter; true, false and null are words. Functions: if coalesce isNull abs round
// decimal lower upper length left substring concat contains startsWith date day year month dayOfMonth weekday days
// addDays today now.
//
// Numbers are whole (64 bits), decimals (64 bits of ten-thousandths) or amounts (64 bits of hundredths); they are never
// floating point, so every engine computes the same. A product or quotient is rounded to the nearest unit, halves away
// from zero. By zero is null, with null is null; what does not fit ends the report (ErrorCode::unprocessable).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "report/field.h"
#include "sql/connection.h"
#include "sql/value.h"

namespace steward::report {

inline constexpr std::size_t maximumExpressionLength = 2000;
inline constexpr std::size_t maximumExpressionNodes = 200;
inline constexpr std::size_t maximumExpressionDepth = 16;

struct ExpressionNode;

// Read and typed; immutable, so it is shared.
struct Expression {
    std::shared_ptr<const ExpressionNode> root;
    FieldType type = FieldType::integer;
    std::vector<std::string> fields;  // that it names, each once
};

// A parameter inside an expression.
struct Constant {
    FieldType type = FieldType::text;
    sql::Value value;
};

struct ExpressionNames {
    // Null: there is none of that name. The field stays where it is as long as the expression.
    std::function<const Field*(std::string_view)> field;
    // ErrorCode::invalid: there is none of that name, or it has no value.
    std::function<Result<Constant>(std::string_view)> parameter;
};

// Their names, to be offered while somebody types.
std::vector<std::string> expressionFunctions();

// ErrorCode::invalid; the detail names the position, from 1, and what was expected there.
Result<Expression> parseExpression(std::string_view text, const ExpressionNames& names);

struct ExpressionContext {
    sql::Dialect dialect = sql::Dialect::sqlite;
    std::string timeZone = "UTC";
    Time now{};
    std::function<std::string(sql::Value)> parameter;      // its placeholder
    std::function<std::string(const std::string&)> field;  // the SQL of a field
};

// As the SQL of a field of that type: booleans are 0 and 1.
std::string toSql(const Expression& expression, const ExpressionContext& context);

// Makes the arithmetic of expressions known to a connection whose engine runs in this process.
Result<> defineNumberFunctions(sql::Connection& connection);

}  // namespace steward::report

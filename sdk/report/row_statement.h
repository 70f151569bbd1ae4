// The rows of a report as SQL. Used by the compiler.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/compiler.h"
#include "report/expression.h"
#include "report/resolved.h"

namespace steward::report {

// "a, b, c"
std::string listed(const std::vector<std::string>& items);

// One statement over the rows of a definition: what it selects of each, its parameters, the joins it needs. The
// definition and the options outlive it.
class RowStatement {
public:
    RowStatement(const Definition& definition, Resolved resolved, const CompileOptions& options);
    RowStatement(const RowStatement&) = delete;

    const Dataset& dataset() const { return resolved_.dataset; }

    // The rows that the definition asks for. ErrorCode::invalid with field errors.
    Result<> filter();
    // Only the first of them (CompileOptions::sample).
    void sample() { isSample_ = options_.sample > 0; }
    // Only those that are among so many of the table, in the order in which the engine has them: what is read is
    // bounded, however few are asked for.
    void among(std::int64_t rows) { among_ = rows; }
    void select(const std::string& expression) { selected_.push_back(expression); }
    std::string expression(const Field& field);
    std::string expression(const Dimension& dimension);
    // Selects it. One name for each dimension, and the number that tells others from the rest.
    void dimension(const Dimension& dimension, std::size_t index);
    std::string parameter(sql::Value value);

    // The rows, as a table of what was selected.
    std::string rows() const;
    // Of the table, that the tenant has; at most so many.
    std::string tableRows(const std::string& selected, std::int64_t most) const;
    SqlText finish(std::string text) { return {std::move(text), std::move(parameters_)}; }

private:
    Field* find(std::string_view name);
    void need(const std::string& join);
    // The SQL of a calculated field, when it is first needed.
    void write(Field& field);
    bool isUtc() const { return definition_.timeZone == "UTC" || definition_.timeZone == "Etc/UTC"; }
    std::string localDay(const std::string& milliseconds);
    std::string startOf(const std::string& milliseconds, Bucket bucket);
    // Remainders first, so that no number on the way is larger than the field's.
    static std::string binned(const std::string& text, const Bin& bin);
    std::string isOneOf(const std::string& text, const std::vector<sql::Value>& values);

    const Definition& definition_;
    const CompileOptions& options_;
    Resolved resolved_;
    ExpressionContext context_;
    std::vector<std::string> selected_;
    std::string where_;
    bool isSample_ = false;
    std::int64_t among_ = 0;  // 0: all
    std::vector<sql::Value> parameters_;
    std::vector<std::string> joins_;
};

}  // namespace steward::report

// The groups of a report as SQL. Used by the compiler.
#pragma once

#include <string>
#include <vector>

#include "report/row_statement.h"

namespace steward::report {

// The statement of a report's groups over some of its levels: more than one where the engine has grouping sets. Refers
// to all it is given.
class GroupStatement {
public:
    GroupStatement(const Definition& definition, const CompileOptions& options, const GroupQuery& query,
                   RowStatement& rows, std::size_t firstLevel, std::size_t levelCount);
    // As GroupQuery says it.
    SqlText finish();

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
    std::vector<std::string> namesOf(std::size_t dimension) const;
    std::vector<std::string> groups(std::size_t level) const;
    // GROUPING() has a bit for each of its arguments, the last the lowest: 1 where the row is over all values of it.
    std::string level() const;
    // Of a column that has a sum or a number of rows already.
    static std::string added(const std::string& value) { return "CAST(coalesce(sum(" + value + "), 0) AS BIGINT)"; }
    std::string rowCount() const { return isPregrouped_ ? added("n") : "count(*)"; }
    // The aggregates of one measure, over rows of which the field is v0, v1 …
    void appendAggregates(std::vector<std::string>& out, const Measure& measure, const std::string& number) const;
    // The value at the smallest place that is not below the share of all, which is a whole number of thousandths. The
    // engine finds that place by a multiplication that may end a little above it: hence the subtraction, which is
    // larger than its error and too small to reach the place before for 10^10 values.
    std::string quantile(const std::string& value, const std::string& number, const std::string& perMille) const;
    // What is grouped: the rows, or what each engine needs made of them first.
    std::string source() const;
    // Each value with its place among those of its group, and how many there are.
    std::string ranked(const std::string& rows) const;
    // One row for each value that is counted once: PostgreSQL does that with all its workers, where it sorts all rows
    // for a count(DISTINCT) over them.
    std::string pregrouped(const std::string& rows) const;

    const Definition& definition_;
    const GroupQuery& query_;
    RowStatement& rows_;
    bool isPostgres_;
    std::size_t first_;
    std::size_t count_;
    bool isPregrouped_ = false;
};

}  // namespace steward::report

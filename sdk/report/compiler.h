// From a definition to SQL. The same text for the platform and the offline snapshot, so the same numbers.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "report/dataset.h"
#include "report/definition.h"
#include "report/result.h"
#include "sql/statement.h"
#include "sql/value.h"

namespace steward::report {

// A statement of a report: run with sql::tenantOwned(text) and the scope of whoever asks.
struct SqlText {
    std::string text;
    std::vector<sql::Value> parameters;
};
struct Query : SqlText {
    std::vector<Column> columns;  // of the result
};

// Where a comparison of periods looks back: which of rows + columns, and what one value of it stands for.
struct Periods {
    std::size_t dimension = 0;
    Bucket bucket = Bucket::none;
};

// What totals are over: so many of the row fields, and all of the column fields or none.
struct Level {
    std::size_t rowFields = 0;
    bool hasColumns = false;
};

// Groups, and the totals that cannot be added up from them, by one statement or several. Each row of their results has
// which of the levels it is of (the first: the groups themselves; they come first), then the dimensions of rows and
// columns, each of which may have others (then 1 for them and 0 for all else comes before the value) and is NULL where
// the level is without it; then for each measure its parts (partsOf), for each money measure the smallest and largest
// currency, and last the number of underlying rows. Groups come in the order of their keys: NULL first, text by its
// bytes, others last.
struct GroupQuery {
    std::vector<SqlText> statements;
    std::vector<Level> levels;
    std::vector<Column> columns;  // dimensions and measures
    std::vector<bool> hasOthers;  // of the dimensions
    std::vector<Measure> measures;
    std::vector<bool> hasCurrency;
    std::vector<std::optional<Periods>> periods;  // of the measures
    std::vector<std::int64_t> units;              // of the measures: how many of what the query delivers make 1
};

struct CompileOptions {
    sql::Dialect dialect = sql::Dialect::sqlite;
    Time now{};  // what `last 6` in filters counts back from
    // Of dimensions with a top (keyOf): the values that are shown. Without an entry all are.
    std::map<std::string, std::vector<sql::Value>> kept = {};
    bool noneIsRemoved = false;    // FilterContext
    bool withoutPersonal = false;  // rows come without personal fields
    std::int64_t sample = 0;       // only the first so many rows that match, in the order of the dataset; 0: all
};

// How many columns a measure takes: an average comes as sum and count, so that totals are never averages of averages;
// what is made of measures takes none.
std::size_t partsOf(Aggregate aggregate);

Result<GroupQuery> compileGroups(const Definition& definition, const CompileOptions& options);
// The rows behind the groups, all fields of the dataset, in a fixed order.
Result<Query> compileRows(const Definition& definition, const CompileOptions& options);
Result<SqlText> compileRowCount(const Definition& definition, const CompileOptions& options);
// How many rows the table has for the tenant, whatever the filter; counted up to `most`. 0 where the engine knows
// without counting that it has fewer.
Result<SqlText> compileTableCount(const Definition& definition, const CompileOptions& options, std::int64_t most);
// How many groups there are among the first `rows` of them, in the order in which the engine has them; counted up to
// `most`.
Result<SqlText> compileGroupCount(const Definition& definition, const CompileOptions& options, std::int64_t rows,
                                  std::int64_t most);

// By what the dimensions of usual data are; nullopt where nobody knows of one of them.
Result<std::optional<std::int64_t>> usualGroups(const Definition& definition);

Column columnOf(const Dataset& dataset, const Definition& definition, const Dimension& dimension);
Column columnOf(const Dataset& dataset, const Definition& definition, const Measure& measure);

}  // namespace steward::report

// A definition with everything that it names looked up: fields of the dataset, of its relations and calculated ones,
// parameters, periods. Between the definition and its SQL.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "report/dataset.h"
#include "report/definition.h"
#include "report/expression.h"
#include "report/filter.h"

namespace steward::report {

struct Resolved {
    Dataset dataset;  // its fields, and those of relations and calculated ones
    std::map<std::string, Expression> calculated;
    Filter filter;  // with the values of parameters
};

// missing: a parameter without a value leaves out the terms that name it, to check all else.
enum class Missing { refuse, leaveOut };

// ErrorCode::invalid with field errors: unknown names, expressions that cannot be read, parameters without a value.
Result<Resolved> resolve(const Definition& definition, Missing missing = Missing::refuse);

// The dimension in which a comparison of periods looks back: that which it names, or the only one of dates and times.
const Dimension* periodsOf(const Dataset& dataset, const Definition& definition, const Measure& measure);
// What one value of the dimension stands for; none when it is no date and no time bucket.
Bucket bucketOf(const Dataset& dataset, const Dimension& dimension);

// What somebody has to be allowed to read: the dataset and those that its rows, columns, measures, filter and
// calculated fields reach through relations; and which of these fields are personal.
struct Reads {
    std::vector<std::string> datasets;
    std::vector<std::string> personal;
};
Result<Reads> readsOf(const Definition& definition);

}  // namespace steward::report

// A filter as a person builds it: clauses that must all hold. Spelled in the grammar that lists, plans and reports
// share (report/filter.h). Any thread.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "base/describe.h"
#include "base/result.h"

namespace steward::models {

enum class Comparison { is, isNot, atLeast, atMost, contains, last };
STEWARD_DESCRIBE_ENUM(Comparison, is, isNot, atLeast, atMost, contains, last)

struct Clause {
    QString field;
    Comparison comparison = Comparison::is;
    // Several: any of them (`is`), none of them (`isNot`); otherwise one. For `last` a number with the name of a
    // report::Bucket, up to and with the current one: "7 day".
    QStringList values;
    bool operator==(const Clause&) const = default;
};

using Clauses = std::vector<Clause>;

// "status!=archived;plan in (team,scale);search~tarn". Clauses without values say nothing.
QString filterText(const Clauses& clauses);

// ErrorCode::invalid for text that is no filter, or says what no chip can show ("users>5").
Result<Clauses> clausesOf(const QString& text);

}  // namespace steward::models

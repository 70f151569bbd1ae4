// A filter of logs, asked of records that are here already: those of the feed. Any thread.
#pragma once

#include <QString>
#include <vector>

#include "base/result.h"
#include "domain/log_record.h"
#include "report/filter.h"

namespace steward::models {

// What somebody typed as the grammar has it: text that is a filter stays, any other is searched for. Empty stays.
QString logFilterOf(const QString& typed);

class LogMatcher {
public:
    LogMatcher() = default;  // matches every record
    // ErrorCode::invalid as the platform says it: for a field or value that logs do not have. Conditions on the time
    // hold for every record, since what comes is new.
    static Result<LogMatcher> of(const QString& filter);

    bool matches(const domain::LogRecord& record) const;

private:
    std::vector<report::Condition> conditions_;
};

}  // namespace steward::models

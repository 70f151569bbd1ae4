// What a program without QtGui asks `steward export --result FILE --format pdf` to put on paper: stewardd for its
// schedules. JSON in a file.
#pragma once

#include "base/time.h"
#include "report/result.h"
#include "report/writer.h"

namespace steward::report {

struct PaperRequest {
    Report report;
    FileBrand brand;
    std::string source;  // RunOptions::source
    Time writtenAt{};
};
STEWARD_DESCRIBE(PaperRequest, (report, brand, source, writtenAt))

}  // namespace steward::report

// What is wrong with a file that is imported, in words. GUI thread.
#pragma once

#include <QString>

#include "import/mapping.h"

namespace steward::views {

// Without line and column.
QString problemText(const imports::Problem& problem);
// "Line 12: …" where there is a line.
QString placedText(const imports::Problem& problem);
// "Owner's e-mail, Region" of fields by their names.
QString fieldsText(const std::vector<std::string>& fields);
// The subject with what its fields and choices are called here, so that columns are found by these names, too.
imports::Subject named(imports::Subject subject);

}  // namespace steward::views

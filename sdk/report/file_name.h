// Names of files made from what people called a report.
#pragma once

#include <string>
#include <string_view>

namespace steward::report {

// One file name that every system takes: no folders, no control or bidirectional characters, none of <>:"/\|?*, no
// leading dots, no device names, at most 120 bytes, valid UTF-8. "report" when nothing is left.
std::string safeFileName(std::string_view name);

}  // namespace steward::report

// A body in gzip, whole and bounded.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace steward::kernel::otlp {

// ErrorCode::tooLarge beyond `most` bytes, invalid for what is no gzip or is cut.
Result<std::string> gunzip(std::string_view bytes, std::size_t most);

}  // namespace steward::kernel::otlp

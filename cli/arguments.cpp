#include "cli/arguments.h"

namespace steward::cli {

Result<std::pair<std::string, std::string>> splitWord(const std::string& word) {
    const auto equals = word.find('=');
    if (equals == std::string::npos || equals == 0)
        return fail(ErrorCode::invalid, "'" + word + "' is not of the form name=value.");
    return std::pair(word.substr(0, equals), word.substr(equals + 1));
}

}  // namespace steward::cli

// Where a configuration comes from: a file, or a platform.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/program.h"
#include "configuration/difference.h"

namespace steward::cli {

Result<configuration::Document> documentOfFile(const std::string& path);

// Of the platform that `program` talks to. ErrorCode::unprocessable when it is too large: a filter narrows it.
Result<configuration::Document> documentOfPlatform(Program& program, const std::optional<std::string>& tenants,
                                                   const std::optional<std::string>& kinds);
// What the platform has of the kinds and tenants that another document speaks about, in as many requests as it takes.
Result<configuration::Document> counterpartOf(Program& program, const configuration::Document& document);

// A file, or a platform by its address. Another platform than that of `program` is asked with its own sign-in: a token
// goes to the platform it was given for, and to no other.
Result<configuration::Document> documentOf(Program& program, const std::string& operand,
                                           const std::optional<std::string>& tenants);

}  // namespace steward::cli

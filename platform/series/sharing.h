// Samples as nodes of one platform tell them to each other. Plain functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "series/sample.h"

namespace steward::series {

struct Told {
    std::string node;
    std::string tenantId;
    Batch batch;
};

// In as many messages as it takes, each of at most 2,000 samples.
std::vector<std::string> spellTold(std::string_view node, std::string_view tenantId, const Batch& batch);
// ErrorCode::invalid: no such message, or one of another version.
Result<Told> readTold(std::string_view message);

}  // namespace steward::series

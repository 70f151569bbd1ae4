// What differs between two documents, for people who keep reports in git and for versions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"

namespace steward::report {

// `before` or `after` is absent when the member, or the item of a list, is new or gone. Of lists, items that stayed
// equal are left out; one that changed is gone and new.
struct Difference {
    std::string path;  // "/measures/1"
    std::optional<json::Value> before;
    std::optional<json::Value> after;
};
STEWARD_DESCRIBE(Difference, (path, before, after))

// In the order of the documents.
std::vector<Difference> differences(const json::Value& before, const json::Value& after);

}  // namespace steward::report

// Two people changed one entity: what each of them did, field by field.
#pragma once

#include <string>
#include <vector>

#include "base/describe.h"
#include "base/json.h"

namespace steward::domain {

enum class MergeSide {
    mine,      // only I changed the field
    theirs,    // only they did
    both,      // both, to the same value
    conflict,  // both, to different values: somebody has to choose
};
STEWARD_DESCRIBE_ENUM(MergeSide, mine, theirs, both, conflict)

struct FieldMerge {
    std::string field;  // the API's name of the member
    json::Value base, theirs, mine;
    MergeSide side = MergeSide::conflict;
};

// The fields in which somebody differs from `base`, in its order. `patch` holds what I changed and nothing else;
// `theirs` is the entity as it is now. A member that `base` does not have counts as null there.
std::vector<FieldMerge> merge(const json::Object& base, const json::Object& theirs, const json::Object& patch);

// The fields of `merged` that have to change in `theirs` so that it holds my side of those named in `mine`.
json::Object patchFor(const std::vector<FieldMerge>& merged, const std::vector<std::string>& mine);

}  // namespace steward::domain

#include "domain/merge.h"

#include <algorithm>

namespace steward::domain {
namespace {

json::Value member(const json::Object& document, std::string_view name) {
    const auto* value = document.if_contains(name);
    return value ? *value : json::Value();
}

MergeSide sideOf(const FieldMerge& field) {
    const bool changedByMe = !json::same(field.base, field.mine);
    const bool changedByThem = !json::same(field.base, field.theirs);
    if (!changedByThem) return MergeSide::mine;
    if (!changedByMe) return MergeSide::theirs;
    return json::same(field.mine, field.theirs) ? MergeSide::both : MergeSide::conflict;
}

}  // namespace

std::vector<FieldMerge> merge(const json::Object& base, const json::Object& theirs, const json::Object& patch) {
    std::vector<FieldMerge> merged;
    const auto add = [&](std::string_view name) {
        FieldMerge field{std::string(name), member(base, name), member(theirs, name), {}, MergeSide::conflict};
        const auto* mine = patch.if_contains(name);
        field.mine = mine ? *mine : field.base;
        if (json::same(field.base, field.theirs) && json::same(field.base, field.mine)) return;
        field.side = sideOf(field);
        merged.push_back(std::move(field));
    };
    for (const auto& [name, value] : base)
        if (theirs.contains(name) || patch.contains(name)) add(name);
    for (const auto& [name, value] : patch)
        if (!base.contains(name)) add(name);
    return merged;
}

json::Object patchFor(const std::vector<FieldMerge>& merged, const std::vector<std::string>& mine) {
    json::Object patch;
    for (const auto& field : merged)
        if (std::ranges::find(mine, field.field) != mine.end() && !json::same(field.mine, field.theirs))
            patch[field.field] = field.mine;
    return patch;
}

}  // namespace steward::domain

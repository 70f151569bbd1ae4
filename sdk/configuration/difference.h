// What differs between two configurations, and what of it is to be promoted.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "configuration/document.h"
#include "domain/plan.h"

namespace steward::configuration {

enum class Change { added, removed, changed };
STEWARD_DESCRIBE_ENUM(Change, added, removed, changed)

// `kind`: "tenant", "role", "brand", "plan". Fields in the order of write(); what one side lacks is null there.
struct Difference {
    std::string kind;
    std::string key;
    Change change = Change::changed;
    std::vector<domain::FieldChange> fields;
};
STEWARD_DESCRIBE(Difference, (kind, key, change, fields))

// `notCompared`: parts that only one of the two documents has, because it was not asked for them or may not say them.
struct Differences {
    std::vector<Difference> entries;
    std::vector<std::string> notCompared;
    bool empty() const { return entries.empty(); }
};
STEWARD_DESCRIBE(Differences, (entries, notCompared))

// From `before` to `after`, in the order of write(). Empty when both are set to the same.
Differences difference(const Document& before, const Document& after);

// The same without what `after` does not name, entries and members: that stays as it is when a plan converges to it.
Differences needed(const Document& before, const Document& after);

// One entry: "tenant:tarnwick", "role:tarnwick/Report desk".
struct Choice {
    std::string kind;
    std::string key;
};
Result<Choice> choiceFrom(const std::string& text);
Result<std::vector<Choice>> choicesFrom(const std::vector<std::string>& words);
// Only what was chosen, in the order of the differences. ErrorCode::notFound for a choice that is in neither document.
Result<std::vector<Difference>> chosen(const Differences& differences, const std::vector<Choice>& choices,
                                       const Document& before, const Document& after);

// What the differing entries are to become: a target for each that was added or changed, with all that `wanted` says of
// it, because some members follow from others. There is none for what was removed: a plan to converge removes nothing.
// ErrorCode::invalid for kinds that this version cannot promote.
Result<std::vector<domain::Target>> toTargets(const Document& wanted, const std::vector<Difference>& differences);

// The slugs of the tenants that a document speaks about, each once.
std::vector<std::string> slugsOf(const Document& document);

}  // namespace steward::configuration

// The rules of plans that need no database.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "domain/plan.h"

namespace steward::plans {

inline constexpr Duration planLifetime = std::chrono::minutes(15);  // unless the platform is told otherwise
inline constexpr std::size_t maxSelectedIds = 10'000;
inline constexpr std::int64_t defaultStopAfterFailures = 3;

// Exactly one of ids, filter and batchId; none for `create` and `converge`; ids not empty, at most maxSelectedIds. For
// `converge` targets instead, as many.
Result<> checkSelection(const domain::PlanRequest& request);

// Suspending, archiving and removing take something away from people who are working.
bool isDestructive(domain::Operation operation);
// What people call it: "change", "delete", "apply".
std::string_view verbOf(domain::Operation operation);
// "change 485 in production": what has to be typed before an apply of more than one entity, of a destructive
// operation, or of anything in production. "" when nothing is asked.
std::string confirmationFor(domain::Operation operation, std::int64_t count, std::string_view environment);

// Members in which the two documents differ, in the order of `after`; members that `after` lacks stay as they are.
std::vector<domain::FieldChange> difference(const json::Object& before, const json::Object& after);
// `document` with the new values of `fields`.
json::Object overlaid(json::Object document, const std::vector<domain::FieldChange>& fields);

// Before and after as an audit entry keeps them: the changed members only.
json::Object beforeOf(const std::vector<domain::FieldChange>& fields);
json::Object afterOf(const std::vector<domain::FieldChange>& fields);

// Adds one change to the counts of its plan.
void count(domain::Plan& plan, const domain::PlanChange& change);
// Adds an effect that concerns `count`; nothing when that is 0.
void addCounted(std::vector<domain::Effect>& effects, domain::EffectKind kind, std::int64_t count);
// How a batch ended.
domain::BatchState outcomeOf(std::int64_t total, std::int64_t done, std::int64_t failed);

// What a handler's check() answers: the request, at this path, can succeed for no entity.
tl::unexpected<Error> refusedRequest(std::string path, std::string message);
// "ownerEmail must be an e-mail address; seatsLimit must be at least 1": what an exclusion says about a patch.
std::string whatIsWrong(const Error& error);
// "by Ines Moreau, 2026-11-23 09:43 UTC"
std::string whoAndWhen(const std::string& name, Time at);

}  // namespace steward::plans

// Plans and differences for people: before and after, what is left out and why.
#pragma once

#include <string>
#include <vector>

#include "configuration/difference.h"
#include "domain/plan.h"

namespace steward::cli {

// What every command says when nothing differs.
inline constexpr const char* noChange = "no change\n";

std::string differenceText(const std::vector<configuration::Difference>& entries);
// What is already so is counted, everything else that is left out is named with its reason.
std::string planText(const domain::Plan& plan, const std::vector<domain::PlanChange>& changes);
// Everything is so already.
bool changesNothing(const domain::Plan& plan);

}  // namespace steward::cli

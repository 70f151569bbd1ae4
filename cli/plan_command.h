// What every command does with a plan: show it, and apply it when it is told to.
#pragma once

#include "cli/program.h"
#include "contract/messages.h"
#include "domain/plan.h"

namespace steward::cli {

// Prints what was computed, with what to do next. Exit::failed when every change is left out by a rule.
int showComputed(Program& program, const Result<domain::Plan>& made);

struct ApplyWords {
    contract::ApplyRequest request;
    bool goOn = false;  // whatever fails
};
// Asks for the plan's sentence unless it was given, applies, follows the batch to its end and names what failed.
int apply(Program& program, const ApplyWords& words);

}  // namespace steward::cli

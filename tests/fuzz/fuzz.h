// Fuzz targets: whatever comes in, a parser of ours answers with a value or an error, and what it accepted it can say
// again. One program holds all of them; the environment variable STEWARD_FUZZ_TARGET picks one.
//
//   STEWARD_FUZZ(filter) { if (const auto parsed = report::parseFilter(input)) require(…); }
//
// With Clang's libFuzzer (preset "fuzz") the targets search for new inputs; in every other build they run the inputs
// that are kept in corpus/, so that what was found once is tested for ever.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace steward::fuzz {

using Target = void (*)(std::string_view input);

struct Named {
    std::string_view name;
    Target run;
};
const std::vector<Named>& targets();
// nullptr when there is none of the name.
Target findTarget(std::string_view name);

// Ends the program with the place when it does not hold.
void require(bool holds, const char* what, const char* file, int line);

// Whether two documents mean the same. Boost.JSON 1.81 reads a double to within a unit in its last place, so numbers
// may differ by that.
bool alike(const json::Value& a, const json::Value& b);

struct Registration {
    Registration(std::string_view name, Target target);
};

}  // namespace steward::fuzz

#define STEWARD_FUZZ(name)                                                              \
    static void fuzz_##name(std::string_view input);                                    \
    static const ::steward::fuzz::Registration registration_##name(#name, fuzz_##name); \
    static void fuzz_##name(std::string_view input)

#define FUZZ_REQUIRE(condition) ::steward::fuzz::require((condition), #condition, __FILE__, __LINE__)

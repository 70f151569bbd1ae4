// Documents, frames of the feed, times.
#include "contract/topics.h"
#include "tests/fuzz/round_trip.h"

using namespace steward;
using namespace steward::fuzz;

STEWARD_FUZZ(json) {
    const auto value = json::parse(input);
    if (!value) return;
    std::string text;
    json::appendValue(text, *value);
    const auto again = json::parse(text);
    FUZZ_REQUIRE(again && alike(*value, *again));
    const auto canonical = json::parse(json::canonical(*value));
    FUZZ_REQUIRE(canonical && alike(*value, *canonical));
    json::Value target = *value;
    json::mergePatch(target, *value);
    json::mergePatch(target, json::Value(json::Object()));
}

STEWARD_FUZZ(frame) {
    roundTrip(json::read<contract::Frame>(input, json::Unknown::refuse));
    roundTrip(json::read<contract::Frame>(input));
}

STEWARD_FUZZ(time) {
    const auto time = parseRfc3339(input);
    if (!time) return;
    const auto again = parseRfc3339(toRfc3339(*time));
    FUZZ_REQUIRE(again && *again == *time);
}

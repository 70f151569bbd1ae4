// What was accepted can be said, and says the same when it is read again.
#pragma once

#include "base/json.h"
#include "tests/fuzz/fuzz.h"

namespace steward::fuzz {

template <class T>
void roundTrip(const Result<T>& value) {
    if (!value) {
        FUZZ_REQUIRE(value.error().code == ErrorCode::invalid);
        return;
    }
    const std::string text = json::write(*value);
    const auto again = json::read<T>(text, json::Unknown::refuse);
    FUZZ_REQUIRE(again && alike(json::toValue(*value), json::toValue(*again)));
}

}  // namespace steward::fuzz

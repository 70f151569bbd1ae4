// An example of what a schema describes, made from its shape and the names of its members: the same schema always gives
// the same example. For documents; nothing decides on it.
#pragma once

#include <string_view>

#include "base/json.h"

namespace steward::contract {

// `schemas` holds what "#/components/schemas/…" refers to; `name` is the member that the schema describes, "" for a
// whole document.
json::Value exampleOf(const json::Value& schema, const json::Object& schemas, std::string_view name = {});

}  // namespace steward::contract

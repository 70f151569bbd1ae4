// JSON as people read it and keep it in git; and, private to the contract, what both of its documents share.
#pragma once

#include <string>
#include <string_view>

#include "contract/schema.h"

namespace steward::contract {

// Indented, with a final newline; lists of scalars stay on one line.
std::string indented(const json::Value& document);

json::Value componentsOf(const Schemas& schemas);

// The room of the API that a path belongs to: "/v1/audit-verification" -> "Audit". A collection that stands in no list
// is a room of its own name: "/v1/api-keys" -> "Api keys".
std::string roomOf(std::string_view path);

// "Needs the permission tenantsRead."
std::string whoMay(domain::Permission permission, bool inSupportAccess = true, bool needsElevation = false,
                   domain::Permission otherwise = domain::Permission::none);

}  // namespace steward::contract

// Schemas of the documents as tables, types as words that lead to their own table, and examples as text.
#pragma once

#include "base/json.h"
#include "reference/html.h"

namespace steward::reference {

// The member of an object, or an empty object where there is none.
const json::Object& objectAt(const json::Object& object, std::string_view key);
const json::Array& arrayAt(const json::Object& object, std::string_view key);
std::string_view textAt(const json::Object& object, std::string_view key);

// "list of Tenant", with a link to "#schema-Tenant".
void writeType(Html& html, const json::Value& schema);
// Members with type and whether they are required; a line of words for what has no members.
void writeSchema(Html& html, const json::Value& schema);
// JSON of several lines, labelled.
void writeExample(Html& html, std::string_view label, const json::Value& example);

}  // namespace steward::reference

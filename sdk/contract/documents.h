// The API's documents, generated from the declarations: docs/openapi.json (OpenAPI 3.1) and docs/asyncapi.json
// (AsyncAPI 2.6). A test compares the files with what these functions say.
#pragma once

#include <string>

namespace steward::contract {

// Indented JSON with a final newline.
std::string openApiDocument();
std::string asyncApiDocument();

}  // namespace steward::contract

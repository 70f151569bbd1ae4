// The API's reference as one page that a browser reads without the internet: every endpoint by room, every topic of the
// feed, every schema. Made from the documents alone, so it says what they say.
#pragma once

#include <string>

#include "base/json.h"

namespace steward::reference {

// The style is at "/docs/style.css", the script at "/docs/script.js"; without the script everything can be read and
// nothing searched. What stands in the documents is text on the page, whatever it looks like.
std::string referencePage(const json::Value& openApi, const json::Value& asyncApi);

}  // namespace steward::reference

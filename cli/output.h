// What stewardctl prints: tables for people on a terminal, JSON for everything else.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace steward::cli {

// Exit codes: scripts decide on them.
enum Exit {
    ok = 0,
    failed = 1,     // the platform refused or could not
    usage = 2,      // the command line is wrong
    signedOut = 3,  // nobody is signed in
    offline = 4,    // the platform cannot be reached, or did not answer in time
    conflict = 5,   // it changed meanwhile, or its state does not allow it
};
int exitOf(const Error& error);

// Aligned columns; control characters are shown as '?', so that no name can move the cursor.
std::string table(const std::vector<std::string>& titles, const std::vector<std::vector<std::string>>& rows);
// Items of a page as a table of the named columns (all scalar members when there are none), a document as lines.
std::string forPeople(const json::Value& document, const std::vector<std::string>& columns = {});
std::string textOf(const json::Value& value);
// One sentence, then fields, detail and request id on lines of their own.
std::string describe(const Error& error);

}  // namespace steward::cli

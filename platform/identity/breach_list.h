// Passwords that were found in data breaches, looked up in a local file and never on the network. The file is what
// "Have I Been Pwned" offers for download, ordered by hash: one line for each password, the SHA-1 hash of its UTF-8 in
// 40 upper-case hexadecimal digits, a colon and how often it was found. A look-up reads some 40 lines of it.
//
//   STEWARD_TRY(const auto list, BreachList::open("/var/lib/steward/pwned-passwords.txt"));
//   STEWARD_TRY(const bool known, list.contains(password));
#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace steward::identity {

class BreachList {
public:
    // ErrorCode::storage when it cannot be read, or does not begin like such a list.
    static Result<BreachList> open(std::filesystem::path file);
    // Blocking, for milliseconds. Any thread. ErrorCode::unavailable when the file cannot be read any more.
    Result<bool> contains(std::string_view password) const;

private:
    explicit BreachList(std::filesystem::path file) : file_(std::move(file)) {}
    std::filesystem::path file_;
};

}  // namespace steward::identity

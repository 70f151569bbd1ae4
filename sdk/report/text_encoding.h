// UTF-8 text in the encoding of a file. Private to the room. One thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "report/file_options.h"

namespace steward::report {

class TextEncoding {
public:
    TextEncoding(Encoding encoding, Unencodable unencodable) : encoding_(encoding), unencodable_(unencodable) {}

    bool isUtf8() const { return encoding_ == Encoding::utf8 || encoding_ == Encoding::utf8Bom; }
    std::string_view mark() const;  // what the file begins with

    // The first character that the encoding does not have, unless those are replaced; then `out` is of no use.
    std::optional<std::uint32_t> append(std::string& out, std::string_view text);
    std::int64_t replaced() const { return replaced_; }

private:
    Encoding encoding_;
    Unencodable unencodable_;
    std::int64_t replaced_ = 0;
};

}  // namespace steward::report

// The bytes of a text file as UTF-8, piece by piece. The byte order mark says which encoding it is; without one it is
// UTF-8. What is no text ends the input after the last whole character before it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "import/problem.h"

namespace steward::imports {

class TextInput {
public:
    // The next bytes, as many as there are up to `most`; empty at the end.
    using Read = std::function<Outcome<std::string>(std::size_t most)>;
    explicit TextInput(Read read) : read_(std::move(read)) {}

    // Whole characters; empty at the end. A problem has no line: the caller knows where it is.
    Outcome<std::string> next();
    std::uint64_t bytesRead() const { return offset_ + pending_.size(); }

private:
    enum class Encoding { unknown, utf8, utf16Little, utf16Big };

    void detect();
    std::size_t takeUtf8(std::string& out);
    std::size_t takeUtf16(std::string& out);
    void refuse(ProblemKind kind, std::size_t at);

    Read read_;
    Encoding encoding_ = Encoding::unknown;
    std::string pending_;       // read, and not given out yet
    std::uint64_t offset_ = 0;  // of pending_ in the file
    bool ended_ = false;
    std::optional<Problem> problem_;
};

}  // namespace steward::imports

// A zip file that somebody else made: parts are read as streams, and one that unpacks to more than it may, or to far
// more than it was packed from, ends with an error before it does harm. Private to the room.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "import/table_reader.h"

namespace steward::imports {

class Archive {
public:
    static Outcome<Archive> open(const Source& source);

    bool has(const std::string& part) const { return parts_.contains(part); }
    std::uint64_t sizeOf(const std::string& part) const;  // as it says
    // Begins a part; the one before it is left. ProblemKind::damaged when there is none of the name.
    Outcome<> begin(const std::string& part);
    // The next bytes; empty at the end, whose checksum is right then.
    Outcome<std::string_view> next();
    // A small part as a whole.
    Outcome<std::string> whole(const std::string& part);

private:
    struct Part {
        std::uint64_t directory = 0;  // where the archive tells of it
        std::uint64_t number = 0;
        std::uint64_t packed = 0;
        std::uint64_t size = 0;
        bool encrypted = false;
    };
    struct Close {
        void operator()(void* zip) const;
    };

    Archive(void* zip, const Source& source);
    Outcome<> list();
    Outcome<> leave();

    std::unique_ptr<void, Close> zip_;
    Limits limits_;
    std::stop_token stop_;
    std::map<std::string, Part, std::less<>> parts_;
    std::string name_;
    std::uint64_t packed_ = 0;
    std::uint64_t unpacked_ = 0;
    bool isOpen_ = false;
    std::string buffer_;
};

Problem damaged(std::string what);

}  // namespace steward::imports

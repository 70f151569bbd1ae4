// What Redis answers, and how a command is spelled (RESP 2, https://redis.io/docs/reference/protocol-spec).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

struct redisReader;

namespace steward::kernel::redis {

struct Reply {
    enum class Type { nothing, integer, text, list, error };
    Type type = Type::nothing;
    std::int64_t integer = 0;
    std::string text;  // of errors as well: "NOSCRIPT No matching script."
    std::vector<Reply> list;
};

// Appends a command as an array of bulk strings: words are binary safe.
void appendCommand(std::string& out, std::span<const std::string> words);

// Bytes as they come from the network, taken apart into replies.
class ReplyReader {
public:
    // A reply larger than `maxBytes` is an error.
    explicit ReplyReader(std::size_t maxBytes);

    // Calls back for each whole reply. After an error the connection is of no use any more.
    Result<> feed(std::string_view bytes, const std::function<void(Reply)>& onReply);

private:
    struct Free {
        void operator()(redisReader* reader) const;
    };
    std::unique_ptr<redisReader, Free> reader_;
    std::size_t maxBytes_;
};

}  // namespace steward::kernel::redis

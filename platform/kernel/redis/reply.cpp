#include "kernel/redis/reply.h"

#include <hiredis/hiredis.h>

namespace steward::kernel::redis {
namespace {

struct FreeReply {
    void operator()(redisReply* reply) const { freeReplyObject(reply); }
};

Reply ownReply(const redisReply& from) {
    Reply reply;
    switch (from.type) {
        case REDIS_REPLY_INTEGER:
            reply.type = Reply::Type::integer;
            reply.integer = from.integer;
            break;
        case REDIS_REPLY_STRING:
        case REDIS_REPLY_STATUS:
        case REDIS_REPLY_ERROR:
            reply.type = from.type == REDIS_REPLY_ERROR ? Reply::Type::error : Reply::Type::text;
            reply.text.assign(from.str, from.len);
            break;
        case REDIS_REPLY_ARRAY:
            reply.type = Reply::Type::list;
            reply.list.reserve(from.elements);
            for (std::size_t i = 0; i < from.elements; ++i)
                reply.list.push_back(ownReply(*from.element[i]));
            break;
        default:
            break;
    }
    return reply;
}

}  // namespace

void appendCommand(std::string& out, std::span<const std::string> words) {
    out.append("*").append(std::to_string(words.size())).append("\r\n");
    for (const auto& word : words)
        out.append("$").append(std::to_string(word.size())).append("\r\n").append(word).append("\r\n");
}

void ReplyReader::Free::operator()(redisReader* reader) const {
    redisReaderFree(reader);
}

ReplyReader::ReplyReader(std::size_t maxBytes) : reader_(redisReaderCreate()), maxBytes_(maxBytes) {}

Result<> ReplyReader::feed(std::string_view bytes, const std::function<void(Reply)>& onReply) {
    const auto broken = [&] {
        return fail(ErrorCode::unavailable, "Redis sent what is no reply.", redisReaderGetError(reader_.get()));
    };
    if (redisReaderFeed(reader_.get(), bytes.data(), bytes.size()) != REDIS_OK) return broken();
    for (;;) {
        void* read = nullptr;
        if (redisReaderGetReply(reader_.get(), &read) != REDIS_OK) return broken();
        if (!read) break;
        const std::unique_ptr<redisReply, FreeReply> reply(static_cast<redisReply*>(read));
        onReply(ownReply(*reply));
    }
    if (reader_->len - reader_->pos > maxBytes_) return fail(ErrorCode::unavailable, "Redis sent too large a reply.");
    return {};
}

}  // namespace steward::kernel::redis

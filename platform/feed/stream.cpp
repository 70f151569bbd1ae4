#include "feed/stream.h"

#include "base/json.h"

namespace steward::feed {
namespace {

constexpr std::size_t maxFrame = 1 << 20;

}  // namespace

Stream::Stream(std::string topic, std::int64_t start, Limits limits)
    : topic_(std::move(topic)), last_(start), limits_(limits) {}

void Stream::append(std::shared_ptr<const std::string> rest) {
    ++last_;
    bytes_ += static_cast<std::int64_t>(rest->size());
    events_.push_back(std::move(rest));
    while (events_.size() > 1 &&
           (static_cast<std::int64_t>(events_.size()) > limits_.events || bytes_ > limits_.bytes)) {
        bytes_ -= static_cast<std::int64_t>(events_.front()->size());
        events_.pop_front();
    }
}

Stream::Frame Stream::frame(std::int64_t from) {
    if (cachedFrom_ == from && cachedLast_ == last_) return cached_;
    auto text = std::make_shared<std::string>("{\"type\":\"events\",\"topic\":");
    json::appendString(*text, topic_);
    text->append(",\"events\":[");
    auto at = from;
    for (; at <= last_ && (at == from || text->size() < maxFrame); ++at) {
        text->append(at == from ? "{\"seq\":" : ",{\"seq\":");
        json::append(*text, at);
        text->append(*events_[static_cast<std::size_t>(at - first())]);
    }
    text->append("]}");
    cachedFrom_ = from;
    cachedLast_ = last_;
    cached_ = {std::move(text), at};
    return cached_;
}

}  // namespace steward::feed

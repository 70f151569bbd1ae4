#include "feed/stream.h"

#include <algorithm>

#include "base/json.h"
#include "feed/thinning.h"

namespace steward::feed {
namespace {

constexpr std::size_t maxFrame = 1 << 20;

}  // namespace

Stream::Stream(std::string topic, std::int64_t start, Limits limits)
    : topic_(std::move(topic)), last_(start), lost_(start), limits_(limits) {}

void Stream::append(Event event) {
    last_ = event.number;
    event.before = appended_;
    bytes_ += static_cast<std::int64_t>(event.rest->size());
    appended_ += static_cast<std::int64_t>(event.rest->size());
    events_.push_back(std::move(event));
    while (events_.size() > 1 &&
           (static_cast<std::int64_t>(events_.size()) > limits_.events || bytes_ > limits_.bytes)) {
        bytes_ -= static_cast<std::int64_t>(events_.front().rest->size());
        lost_ = events_.front().number;
        events_.pop_front();
    }
}

void Stream::advance(std::int64_t number) {
    last_ = std::max(last_, number);
}

void Stream::lose(std::int64_t number) {
    events_.clear();
    bytes_ = 0;
    lost_ = last_ = std::max(last_, number);
}

void Stream::copy(const Stream& other, std::string_view tenant) {
    lost_ = last_ = other.lost_;
    for (const auto& event : other.events_)
        if (event.tenant == tenant) append(event);
    advance(other.last_);
}

std::deque<Event>::const_iterator Stream::find(std::int64_t from) const {
    return std::ranges::lower_bound(events_, from, {}, &Event::number);
}

Stream::Waiting Stream::waiting(std::int64_t from) const {
    const auto first = find(from);
    if (first == events_.end()) return {};
    return {appended_ - first->before, events_.end() - first, first->time, events_.back().time};
}

Stream::Frame Stream::thinned(std::int64_t from, std::optional<Duration> interval) {
    auto text = std::make_shared<std::string>("{\"type\":\"events\",\"topic\":");
    json::appendString(*text, topic_);
    text->append(",\"events\":[");
    Frame frame{.next = from};
    for (auto first = find(from); first != events_.end() && (frame.events == 0 || text->size() < maxFrame);) {
        auto last = std::next(first);
        while (last != events_.end() && (!interval || last->time - first->time < *interval))
            ++last;
        text->append(frame.events == 0 ? "{\"seq\":" : ",{\"seq\":");
        json::append(*text, std::prev(last)->number);
        text->append(last - first == 1 ? *first->rest : together(first, last));
        frame.next = std::prev(last)->number + 1;
        ++frame.events;
        first = last;
    }
    text->append("]}");
    frame.text = std::move(text);
    return frame;
}

Stream::Frame Stream::frame(std::int64_t from) {
    if (cachedFrom_ == from && cachedLast_ == last_) return cached_;
    auto text = std::make_shared<std::string>("{\"type\":\"events\",\"topic\":");
    json::appendString(*text, topic_);
    text->append(",\"events\":[");
    Frame frame{.next = from};
    for (auto event = find(from); event != events_.end() && (frame.events == 0 || text->size() < maxFrame); ++event) {
        text->append(frame.events == 0 ? "{\"seq\":" : ",{\"seq\":");
        json::append(*text, event->number);
        text->append(*event->rest);
        frame.next = event->number + 1;
        ++frame.events;
    }
    text->append("]}");
    frame.text = std::move(text);
    cachedFrom_ = from;
    cachedLast_ = last_;
    cached_ = frame;
    return frame;
}

}  // namespace steward::feed

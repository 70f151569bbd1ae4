// One sequence of events with its newest part kept for replay. I/O thread.
//
// Clients hold no events of their own: each has the number of the next event it needs. So a slow reader costs nothing,
// and what it lost is what the stream has dropped meanwhile.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>

namespace steward::feed {

struct Limits {
    std::int64_t events = 1000;
    std::int64_t bytes = 4 << 20;
};

class Stream {
public:
    // `topic` is the name on the wire. The first event gets the number start + 1.
    Stream(std::string topic, std::int64_t start, Limits limits);

    // `rest` is the event after its number: `,"time":"…","data":{…}}`. Shared with other streams.
    void append(std::shared_ptr<const std::string> rest);

    const std::string& topic() const { return topic_; }
    std::int64_t last() const { return last_; }
    // The oldest number that is kept; last() + 1 when none is.
    std::int64_t first() const { return last_ - static_cast<std::int64_t>(events_.size()) + 1; }

    struct Frame {
        std::shared_ptr<const std::string> text;
        std::int64_t next = 0;  // the number after its last event
    };
    // The events from `from` (kept, not newer than last()) on, at most about 1 MiB of them. Encoded once for all
    // clients that ask for the same.
    Frame frame(std::int64_t from);

private:
    std::string topic_;
    std::int64_t last_;
    Limits limits_;
    std::int64_t bytes_ = 0;
    std::deque<std::shared_ptr<const std::string>> events_;
    std::int64_t cachedFrom_ = -1;
    std::int64_t cachedLast_ = -1;
    Frame cached_;
};

}  // namespace steward::feed

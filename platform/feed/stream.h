// One sequence of events with its newest part kept for replay. I/O thread.
//
// Clients hold no events of their own: each has the number of the next event it needs. So a slow reader costs nothing,
// and what it lost is what the stream has dropped meanwhile. Numbers grow; those that do not occur belong to events of
// other streams.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace steward::feed {

struct Limits {
    std::int64_t events = 1000;
    std::int64_t bytes = 4 << 20;
};

struct Event {
    std::int64_t number = 0;
    std::string tenant;                       // whom it is about
    std::shared_ptr<const std::string> rest;  // after its number: `,"time":"…","data":{…}}`. Shared with other streams
    Time time{};
    std::int64_t before = 0;  // bytes of the stream's events before it; the stream sets it
};

class Stream {
public:
    // `topic` is the name on the wire. What came up to the number `start` is not kept.
    Stream(std::string topic, std::int64_t start, Limits limits);

    // With a number above last().
    void append(Event event);
    // There is no event up to `number` that was not appended.
    void advance(std::int64_t number);
    // Events up to `number` were missed: they and all before are not kept.
    void lose(std::int64_t number);
    // Takes over what `other` has kept about a tenant.
    void copy(const Stream& other, std::string_view tenant);

    const std::string& topic() const { return topic_; }
    // Up to here everything is known.
    std::int64_t last() const { return last_; }
    // All events from here on are kept.
    std::int64_t first() const { return lost_ + 1; }
    // Whether there are events with this number or a later one.
    bool reaches(std::int64_t number) const { return !events_.empty() && events_.back().number >= number; }

    struct Frame {
        std::shared_ptr<const std::string> text;
        std::int64_t next = 0;    // the number after its last event
        std::int64_t events = 0;  // how many
    };
    // The events from `from` (at least first(), reached) on, at most about 1 MiB of them. Encoded once for all clients
    // that ask for the same.
    Frame frame(std::int64_t from);
    // The same of a sampled topic, with one event (thinning.h) for those that are less than `interval` apart, or one
    // for all of them when there is no interval. Encoded for each client.
    Frame thinned(std::int64_t from, std::optional<Duration> interval);
    // Bytes of the events from `from` on, how many they are, and the time of the first of them.
    struct Waiting {
        std::int64_t bytes = 0;
        std::int64_t events = 0;
        Time since{};
        Time until{};
    };
    Waiting waiting(std::int64_t from) const;

private:
    std::deque<Event>::const_iterator find(std::int64_t from) const;
    std::string topic_;
    std::int64_t last_;
    std::int64_t lost_;  // the number of the newest event that is not kept
    Limits limits_;
    std::int64_t bytes_ = 0;
    std::int64_t appended_ = 0;  // bytes, ever
    std::deque<Event> events_;
    std::int64_t cachedFrom_ = -1;
    std::int64_t cachedLast_ = -1;
    Frame cached_;
};

}  // namespace steward::feed

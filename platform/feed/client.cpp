#include "feed/client.h"

#include <algorithm>

namespace steward::feed {
namespace {

constexpr std::size_t maxControlFrames = 256;
// What waits for so long after it could have been sent waits for the reader.
constexpr auto lateAfter = std::chrono::milliseconds(500);
// A slow reader that needed nothing put together for so long reads in time again.
constexpr auto inTimeAfter = std::chrono::seconds(2);

}  // namespace

Client::Client(std::unique_ptr<kernel::WebSocket> webSocket, domain::Principal principal, kernel::Request request,
               std::int64_t slowBytes)
    : webSocket_(std::move(webSocket)),
      principal_(std::move(principal)),
      request_(std::move(request)),
      slowBytes_(slowBytes) {}

void Client::subscribe(const std::shared_ptr<Stream>& stream, const Wish& wish) {
    contract::Frame frame{.type = contract::FrameType::subscribed};
    frame.topic = stream->topic();
    frame.seq = stream->last();
    say(frame);
    CursorIn cursor{stream, wish.since.value_or(stream->last()) + 1, wish};
    if (cursor.next < stream->first()) {
        sayGap(*stream, cursor.next,
               *wish.since < wish.base ? contract::GapReason::restarted : contract::GapReason::expired);
        cursor.next = stream->first();
    } else if (cursor.next > stream->last() + 1) {
        sayGap(*stream, 1, contract::GapReason::restarted);
        cursor.next = stream->last() + 1;
    }
    cursor.replayed = stream->last();
    if (const auto known = cursors_.find(stream->topic()); known != cursors_.end() && known->second.factor > 0)
        sayWhole(known->second);
    cursors_[stream->topic()] = std::move(cursor);
}

void Client::unsubscribe(const std::string& topic) {
    cursors_.erase(topic);
}

bool Client::subscribes(const Stream& stream) const {
    const auto found = cursors_.find(stream.topic());
    return found != cursors_.end() && found->second.stream.get() == &stream;
}

std::optional<Duration> Client::intervalOf(const Stream& stream) const {
    return subscribes(stream) ? cursors_.at(stream.topic()).wish.interval : std::nullopt;
}

std::size_t Client::queriesBeside(const std::string& topic) const {
    std::size_t queries = 0;
    for (const auto& [name, cursor] : cursors_)
        if (name != topic) queries += cursor.wish.queries;
    return queries;
}

// Everything before the oldest event that is kept.
void Client::sayGap(const Stream& stream, std::int64_t from, contract::GapReason reason) {
    contract::Frame frame{.type = contract::FrameType::gap};
    frame.topic = stream.topic();
    frame.from = from;
    frame.to = stream.first() - 1;
    frame.reason = reason;
    say(frame);
}

bool Client::say(const contract::Frame& frame) {
    if (control_.size() >= maxControlFrames) return false;
    control_.push_back(std::make_shared<const std::string>(json::write(frame)));
    return true;
}

bool Client::hasWork() const {
    if (ended_ || writing_) return false;
    if (!control_.empty()) return true;
    const auto now = std::chrono::steady_clock::now();
    return std::ranges::any_of(cursors_, [&](const auto& entry) { return hasWork(entry.second, now); });
}

bool Client::hasWork(const CursorIn& cursor, SteadyTime now) const {
    if (cursor.next < cursor.stream->first()) return true;
    if (cursor.factor > 0 && now - cursor.thinnedAt >= inTimeAfter) return true;
    if (!cursor.stream->reaches(cursor.next)) return false;
    // Half an interval early is in time: values do not come to the millisecond.
    return !cursor.wish.interval || now >= cursor.due - *cursor.wish.interval / 2;
}

bool Client::isSlow(const CursorIn& cursor, SteadyTime now) const {
    if (!cursor.wish.interval || now - cursor.due < lateAfter) return false;
    const auto waiting = cursor.stream->waiting(std::max(cursor.next, cursor.replayed + 1));
    return waiting.events > 1 && waiting.bytes > slowBytes_;
}

void Client::sayThinned(CursorIn& cursor, const Stream::Waiting& waiting) {
    if (cursor.factor == 0) cursor.thinFrom = cursor.next;
    if (waiting.events <= 2 * cursor.factor) return;
    cursor.factor = waiting.events;
    contract::Frame frame{.type = contract::FrameType::thinned};
    frame.topic = cursor.stream->topic();
    frame.from = cursor.next;
    frame.time = waiting.since;
    frame.factor = waiting.events;
    say(frame);
}

void Client::sayWhole(CursorIn& cursor) {
    contract::Frame frame{.type = contract::FrameType::whole};
    frame.topic = cursor.stream->topic();
    frame.from = cursor.thinFrom;
    frame.to = cursor.thinTo;
    frame.time = cursor.thinUntil;
    say(frame);
    cursor.factor = 0;
}

Stream::Frame Client::sampledFrame(CursorIn& cursor, SteadyTime now) {
    const auto interval = *cursor.wish.interval;
    const bool slow = isSlow(cursor, now);
    cursor.due = std::max(cursor.due, now - interval / 2) + interval;
    const auto waiting = cursor.stream->waiting(cursor.next);
    if (!slow)
        return waiting.events == 1 ? cursor.stream->frame(cursor.next) : cursor.stream->thinned(cursor.next, interval);
    sayThinned(cursor, waiting);
    auto frame = cursor.stream->thinned(cursor.next, std::nullopt);
    cursor.thinTo = frame.next - 1;
    cursor.thinUntil = waiting.until;
    cursor.thinnedAt = now;
    return frame;
}

std::shared_ptr<const std::string> Client::takeControl() {
    auto text = control_.front();
    control_.pop_front();
    return text;
}

// What this cursor has to say next; null: nothing.
std::shared_ptr<const std::string> Client::nextOf(CursorIn& cursor, std::uint64_t& events) {
    const auto now = std::chrono::steady_clock::now();
    if (!hasWork(cursor, now)) return nullptr;
    Stream& stream = *cursor.stream;
    if (cursor.next < stream.first()) {
        sayGap(stream, cursor.next, contract::GapReason::slowReader);
        cursor.next = stream.first();
        return takeControl();
    }
    if (cursor.factor > 0 && !isSlow(cursor, now) && now - cursor.thinnedAt >= inTimeAfter) {
        sayWhole(cursor);
        return takeControl();
    }
    const auto frame = cursor.wish.interval ? sampledFrame(cursor, now) : stream.frame(cursor.next);
    events += static_cast<std::uint64_t>(frame.events);
    cursor.next = frame.next;
    if (control_.empty()) return frame.text;
    // What was said about it comes before it.
    control_.push_back(frame.text);
    return takeControl();
}

kernel::asio::awaitable<bool> Client::write(std::shared_ptr<const std::string> text) {
    auto writing = webSocket_->write(std::move(text));
    const auto written = co_await std::move(writing);
    if (!written) end();
    co_return !ended_;
}

kernel::asio::awaitable<std::uint64_t> Client::flush() {
    std::uint64_t events = 0;
    while (hasWork()) {
        std::shared_ptr<const std::string> text;
        if (!control_.empty()) text = takeControl();
        for (auto cursor = cursors_.begin(); !text && cursor != cursors_.end(); ++cursor)
            text = nextOf(cursor->second, events);
        if (!text) break;
        writing_ = true;
        auto writing = write(std::move(text));
        const bool written = co_await std::move(writing);
        writing_ = false;
        if (!written) break;
    }
    co_return events;
}

void Client::end() {
    if (ended_) return;
    ended_ = true;
    webSocket_->abort();
}

}  // namespace steward::feed

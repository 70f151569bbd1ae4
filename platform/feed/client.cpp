#include "feed/client.h"

namespace steward::feed {
namespace {

constexpr std::size_t maxControlFrames = 256;

}  // namespace

Client::Client(std::unique_ptr<kernel::WebSocket> webSocket, domain::Principal principal, kernel::Request request)
    : webSocket_(std::move(webSocket)), principal_(std::move(principal)), request_(std::move(request)) {}

void Client::subscribe(const std::shared_ptr<Stream>& stream, std::optional<std::int64_t> since, std::int64_t base) {
    contract::Frame frame{.type = contract::FrameType::subscribed};
    frame.topic = stream->topic();
    frame.seq = stream->last();
    say(frame);
    CursorIn cursor{stream, since.value_or(stream->last()) + 1};
    if (cursor.next < stream->first()) {
        sayGap(*stream, cursor.next, *since < base ? contract::GapReason::restarted : contract::GapReason::expired);
        cursor.next = stream->first();
    } else if (cursor.next > stream->last() + 1) {
        sayGap(*stream, 1, contract::GapReason::restarted);
        cursor.next = stream->last() + 1;
    }
    cursors_[stream->topic()] = std::move(cursor);
}

void Client::unsubscribe(const std::string& topic) {
    cursors_.erase(topic);
}

bool Client::subscribes(const Stream& stream) const {
    const auto found = cursors_.find(stream.topic());
    return found != cursors_.end() && found->second.stream.get() == &stream;
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
    for (const auto& [topic, cursor] : cursors_)
        if (cursor.next < cursor.stream->first() || cursor.stream->reaches(cursor.next)) return true;
    return false;
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
        if (!control_.empty()) {
            text = control_.front();
            control_.pop_front();
        }
        for (auto cursor = cursors_.begin(); !text && cursor != cursors_.end(); ++cursor) {
            auto& [stream, next] = cursor->second;
            if (next < stream->first()) {
                sayGap(*stream, next, contract::GapReason::slowReader);
                next = stream->first();
                text = control_.front();
                control_.pop_front();
                break;
            }
            if (!stream->reaches(next)) continue;
            const auto frame = stream->frame(next);
            events += static_cast<std::uint64_t>(frame.events);
            next = frame.next;
            text = frame.text;
        }
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

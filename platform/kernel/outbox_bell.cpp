#include "kernel/outbox_bell.h"

#include <charconv>

namespace steward::kernel {
namespace {

// Rings that come while the last one is being followed are one.
struct Bell : std::enable_shared_from_this<Bell> {
    Outbox& outbox;
    redis::Client& redis;
    Io& io;
    const std::string channel;
    bool looking = false;
    bool again = false;
    std::atomic<bool> ringing = false;
    std::atomic<std::int64_t> newest = 0;

    Bell(Outbox& outbox_, redis::Client& redis_, Io& io_)
        : outbox(outbox_), redis(redis_), io(io_), channel(redis_.key("outbox")) {}

    void look() {
        again = true;
        if (std::exchange(looking, true)) return;
        io.spawn([self = shared_from_this()]() -> asio::awaitable<void> {
            while (std::exchange(self->again, false)) {
                auto catching = self->outbox.catchUp();
                // What fails here is found by the next look.
                co_await std::move(catching);
            }
            self->looking = false;
        });
    }

    void heard(std::string_view text) {
        std::int64_t number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        if (number > outbox.newest()) look();
    }

    void ring() {
        if (ringing.exchange(true)) return;
        io.spawn([self = shared_from_this()]() -> asio::awaitable<void> {
            self->ringing = false;
            auto telling = self->redis.ask({"PUBLISH", self->channel, std::to_string(self->newest.load())});
            co_await std::move(telling);
        });
    }
};

}  // namespace

void connectBell(Outbox& outbox, redis::Client& redis, Io& io) {
    const auto bell = std::make_shared<Bell>(outbox, redis, io);
    redis.subscribe(bell->channel, [bell](std::string_view text) { bell->heard(text); }, [bell] { bell->look(); });
    outbox.connect(
        [bell](std::int64_t newest) {
            bell->newest = newest;
            bell->ring();
        },
        [&redis] { return redis.isUp(); });
}

}  // namespace steward::kernel

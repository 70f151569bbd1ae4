#include "kernel/http/line_stream.h"

#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace steward::kernel {
namespace {

constexpr std::size_t pieceBytes = 32 * 1024;
constexpr std::size_t maxPieces = 4;

std::atomic<int> streams = 0;

// Between the two threads. The timer belongs to the I/O thread and is only a bell.
struct Channel : std::enable_shared_from_this<Channel> {
    explicit Channel(asio::any_io_executor io) : executor(io), bell(io) {}

    asio::any_io_executor executor;
    asio::steady_timer bell;
    std::mutex mutex;
    std::condition_variable room;
    std::deque<std::string> pieces;
    std::optional<Result<>> outcome;
    bool closed = false;

    void ring() {
        asio::post(executor, [self = shared_from_this()] { self->bell.cancel(); });
    }

    bool push(std::string piece) {
        std::unique_lock lock(mutex);
        room.wait(lock, [&] { return closed || pieces.size() < maxPieces; });
        if (closed) return false;
        pieces.push_back(std::move(piece));
        lock.unlock();
        ring();
        return true;
    }

    void finish(Result<> result) {
        {
            const std::lock_guard lock(mutex);
            outcome = std::move(result);
        }
        ring();
    }

    void close() {
        {
            const std::lock_guard lock(mutex);
            closed = true;
        }
        room.notify_all();
    }
};

class Sink final : public LineSink {
public:
    explicit Sink(Channel& channel) : channel_(channel) {}

    Result<> write(std::string_view lines) override {
        piece_ += lines;
        return piece_.size() < pieceBytes ? Result<>{} : flush();
    }
    Result<> flush() {
        if (piece_.empty()) return {};
        std::string piece;
        piece.reserve(pieceBytes + 1024);
        std::swap(piece, piece_);
        if (channel_.push(std::move(piece))) return {};
        return fail(ErrorCode::cancelled, "The client left.");
    }

private:
    Channel& channel_;
    std::string piece_;
};

// The reading thread. Its destructor stops and awaits it.
class Reader {
public:
    Reader(std::shared_ptr<Channel> channel, Produce produce)
        : channel_(channel), thread_([channel, produce = std::move(produce)](std::stop_token stop) {
              Sink sink(*channel);
              Result<> result = produce(sink, stop);
              if (result) result = sink.flush();
              channel->finish(std::move(result));
          }) {
        ++streams;
    }
    ~Reader() {
        stop();
        thread_.join();
        --streams;
    }
    // Ends a statement that has not given its first row yet, too.
    void stop() {
        channel_->close();
        thread_.request_stop();
    }

private:
    std::shared_ptr<Channel> channel_;
    std::jthread thread_;
};

void appendCell(std::string& out, const sql::Cell& cell) {
    switch (cell.type) {
        case sql::Cell::Type::integer:
            json::append(out, cell.integer);
            return;
        case sql::Cell::Type::real:
            json::appendNumber(out, cell.real);
            return;
        case sql::Cell::Type::text:
        case sql::Cell::Type::blob:
            json::appendString(out, cell.bytes);
            return;
        case sql::Cell::Type::null:
            out += "null";
    }
}

// The next piece; "" once the reader has finished.
asio::awaitable<std::string> nextPiece(Channel& channel) {
    for (;;) {
        {
            const std::lock_guard lock(channel.mutex);
            if (!channel.pieces.empty()) {
                std::string piece = std::move(channel.pieces.front());
                channel.pieces.pop_front();
                channel.room.notify_one();
                co_return piece;
            }
            if (channel.outcome) co_return std::string();
        }
        channel.bell.expires_at(asio::steady_timer::time_point::max());
        boost::system::error_code rung;
        co_await channel.bell.async_wait(asio::redirect_error(asio::use_awaitable, rung));
    }
}

}  // namespace

Async<> streamLines(LineWriter& writer, std::stop_token stop, Produce produce) {
    if (streams >= maxStreams)
        co_return fail(ErrorCode::unavailable, "Too many reports run at the moment. Try again in a minute.");
    const auto channel = std::make_shared<Channel>(co_await asio::this_coro::executor);
    Reader reader(channel, std::move(produce));
    const std::stop_callback left(stop, [&] { reader.stop(); });
    for (;;) {
        std::string piece = co_await nextPiece(*channel);
        if (piece.empty()) break;
        auto sending = writer.write(std::move(piece));
        STEWARD_CO_CHECK(co_await std::move(sending));
    }
    co_return std::move(*channel->outcome);
}

void appendRow(std::string& out, const sql::Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        out += i == 0 ? '[' : ',';
        appendCell(out, row.cell(i));
    }
    out += ']';
}

Result<> LinesWriter::begin(const contract::LinesHeader& header) {
    begun_ = true;
    return sink_.write(json::write(header) + "\n");
}

Result<> LinesWriter::row(const sql::Row& row) {
    std::string line;
    std::swap(line, line_);
    line.clear();
    appendRow(line, row);
    return this->row(std::move(line));
}

Result<> LinesWriter::chunk(std::string_view rowLines, const contract::LinesChunk& chunk) {
    rows_ += chunk.rows;
    checksum_.add(chunk.chunk);
    if (!rowLines.empty()) STEWARD_CHECK(sink_.write(rowLines));
    return sink_.write(json::write(chunk) + "\n");
}

Result<> LinesWriter::row(std::string line) {
    line_ = std::move(line);
    line_ += '\n';
    ++rows_;
    checksum_.add(line_);
    return sink_.write(line_);
}

Result<> LinesWriter::end(const Result<>& outcome, std::optional<json::Value> truth) {
    if (!outcome && (!begun_ || outcome.error().code == ErrorCode::cancelled)) return outcome;
    contract::LinesEnd end;
    end.rows = rows_;
    if (outcome) {
        end.checksum = checksum_.finish();
        end.truth = std::move(truth);
    } else {
        end.error = contract::toProblem(outcome.error(), requestId_);
    }
    return sink_.write(json::write(end) + "\n");
}

}  // namespace steward::kernel

// A TlsSession as the stream that Beast's WebSocket reads and writes (AsyncStream). Private to web_socket.cpp.
#pragma once

#include <boost/asio/compose.hpp>
#include <boost/asio/post.hpp>

#include "kernel/http/connection.h"
#include "kernel/http/tls.h"

namespace steward::kernel {

class TlsStream {
public:
    using executor_type = Socket::executor_type;
    using next_layer_type = Socket;

    TlsStream(Socket socket, std::unique_ptr<TlsSession> session)
        : socket_(std::move(socket)), session_(std::move(session)) {}

    executor_type get_executor() { return socket_.get_executor(); }
    Socket& next_layer() { return socket_; }
    const Socket& next_layer() const { return socket_; }
    TlsSession& session() { return *session_; }

    template <class Buffers, class Token>
    auto async_read_some(const Buffers& buffers, Token&& token) {
        return start([this, buffer = first<asio::mutable_buffer>(buffers)](
                         std::size_t& count) { return session_->read(buffer.data(), buffer.size(), count); },
                     std::forward<Token>(token));
    }

    template <class Buffers, class Token>
    auto async_write_some(const Buffers& buffers, Token&& token) {
        return start([this, buffer = first<asio::const_buffer>(buffers)](
                         std::size_t& count) { return session_->write(buffer.data(), buffer.size(), count); },
                     std::forward<Token>(token));
    }

private:
    using Step = TlsSession::Step;

    // Some of it is enough: the first piece that has bytes.
    template <class Buffer, class Buffers>
    static Buffer first(const Buffers& buffers) {
        for (auto piece = asio::buffer_sequence_begin(buffers); piece != asio::buffer_sequence_end(buffers); ++piece)
            if (const Buffer buffer(*piece); buffer.size() > 0) return buffer;
        return Buffer();
    }

    // Tries until it is done; never completes before it has returned.
    template <class Try>
    struct Operation {
        TlsStream& stream;
        Try attempt;
        bool returned = false;
        bool over = false;
        boost::system::error_code outcome = {};
        std::size_t count = 0;

        template <class Self>
        void operator()(Self& self, boost::system::error_code error = {}) {
            if (over) return self.complete(outcome, count);
            if (error) return self.complete(error, 0);
            const Step step = attempt(count);
            const bool waits = step == Step::wantsRead || step == Step::wantsWrite;
            if (waits) {
                returned = true;
                const auto what = step == Step::wantsRead ? Socket::wait_read : Socket::wait_write;
                return stream.socket_.async_wait(what, std::move(self));
            }
            over = true;
            if (step == Step::ended) outcome = asio::error::eof;
            if (returned) return self.complete(outcome, count);
            asio::post(stream.get_executor(), std::move(self));
        }
    };

    template <class Try, class Token>
    auto start(Try attempt, Token&& token) {
        return asio::async_compose<Token, void(boost::system::error_code, std::size_t)>(
            Operation<Try>{*this, std::move(attempt)}, token, socket_);
    }

    Socket socket_;
    std::unique_ptr<TlsSession> session_;
};

// How Beast ends a WebSocket over it.
inline void teardown(beast::role_type, TlsStream& stream, beast::error_code& error) {
    stream.session().close();
    stream.next_layer().shutdown(Socket::shutdown_both, error);
}

template <class Handler>
void async_teardown(beast::role_type role, TlsStream& stream, Handler&& handler) {
    beast::error_code error;
    teardown(role, stream, error);
    asio::post(stream.get_executor(),
               [error, done = std::forward<Handler>(handler)]() mutable { std::move(done)(error); });
}

}  // namespace steward::kernel

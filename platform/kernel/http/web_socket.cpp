#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/websocket.hpp>

#include "kernel/http/connection.h"
#include "kernel/http/tls_stream.h"

namespace steward::kernel {
namespace {

namespace websocket = beast::websocket;

constexpr std::size_t maxMessage = 64 * 1024;
constexpr auto handshakeTime = std::chrono::seconds(2);
constexpr auto whenReady = asio::as_tuple(asio::use_awaitable);

template <class Stream>
class BeastWebSocket final : public WebSocket {
public:
    template <class... Parts>
    explicit BeastWebSocket(Parts&&... parts) : stream_(std::forward<Parts>(parts)...) {
        websocket::stream_base::timeout times{handshakeTime, websocket::stream_base::none(), false};
        stream_.set_option(times);
        stream_.read_message_max(maxMessage);
        stream_.auto_fragment(false);
        stream_.text(true);
    }

    asio::awaitable<bool> accept(const beast::http::request<beast::http::string_body>& request) {
        const auto [error] = co_await stream_.async_accept(request, whenReady);
        co_return !error;
    }

    Async<std::string> read() override {
        beast::flat_buffer buffer;
        const auto [error, count] = co_await stream_.async_read(buffer, whenReady);
        if (error) co_return fail(ErrorCode::cancelled, "The connection has ended.", error.message());
        if (!stream_.got_text()) {
            co_await close(CloseCode::unsupported, "The feed speaks text.");
            co_return fail(ErrorCode::cancelled, "The connection has ended.", "binary message");
        }
        co_return std::string(static_cast<const char*>(buffer.data().data()), count);
    }

    Async<> write(std::shared_ptr<const std::string> message) override {
        const auto bytes = asio::buffer(*message);
        const auto [error, count] = co_await stream_.async_write(bytes, whenReady);
        if (error) co_return fail(ErrorCode::cancelled, "The connection has ended.", error.message());
        co_return Result<>();
    }

    asio::awaitable<void> close(CloseCode code, std::string reason) override {
        if (!stream_.is_open()) co_return;
        const websocket::close_reason why(static_cast<websocket::close_code>(code), reason);
        [[maybe_unused]] const auto [error] = co_await stream_.async_close(why, whenReady);
    }

    void abort() override {
        beast::error_code ignored;
        beast::get_lowest_layer(stream_).close(ignored);
    }

private:
    websocket::stream<Stream> stream_;
};

}  // namespace

asio::awaitable<std::unique_ptr<WebSocket>> acceptWebSocket(Socket socket, std::unique_ptr<TlsSession> tls,
                                                            beast::http::request<beast::http::string_body> request) {
    if (tls) {
        TlsStream stream(std::move(socket), std::move(tls));
        auto webSocket = std::make_unique<BeastWebSocket<TlsStream>>(std::move(stream));
        if (!co_await webSocket->accept(request)) co_return nullptr;
        co_return webSocket;
    }
    auto webSocket = std::make_unique<BeastWebSocket<Socket>>(std::move(socket));
    if (!co_await webSocket->accept(request)) co_return nullptr;
    co_return webSocket;
}

}  // namespace steward::kernel

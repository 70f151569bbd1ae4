#include "kernel/http/connection.h"

#include <sys/socket.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <charconv>
#include <cmath>

#include "kernel/http/compression.h"
#include "kernel/telemetry.h"

namespace steward::kernel {
namespace {

namespace http = beast::http;
using contract::Method;

constexpr std::size_t readSize = 16 * 1024;
constexpr std::size_t maxPipelinedReplies = 64 * 1024;
constexpr std::size_t defaultBodyLimit = 256 * 1024;
constexpr int webSocketBuffer = 256 * 1024;
constexpr std::int64_t lingerMilliseconds = 2000;
constexpr auto whenReady = asio::as_tuple(asio::use_awaitable);

std::optional<Method> methodOf(http::verb verb) {
    switch (verb) {
        case http::verb::get:
        case http::verb::head:
            return Method::get;
        case http::verb::post:
            return Method::post;
        case http::verb::put:
            return Method::put;
        case http::verb::patch:
            return Method::patch;
        case http::verb::delete_:
            return Method::delete_;
        default:
            return std::nullopt;
    }
}

Response badRequest(std::string message) {
    return problemResponse({ErrorCode::invalid, std::move(message), {}, {}, {}}, {});
}

// What the endpoint allows, or less if the client asks for less: "Request-Timeout: 2.5", in seconds.
Result<std::chrono::milliseconds> timeLimit(const Request& request, const Route* route, const HttpConfig& config) {
    std::int64_t limit = route && route->streams ? config.streamTimeoutMs : config.requestTimeoutMs;
    if (route && route->rules.timeoutMs > 0) limit = route->rules.timeoutMs;
    const auto asked = request.header("Request-Timeout");
    if (asked.empty()) return std::chrono::milliseconds(limit);
    constexpr double longest = 1e6;
    double seconds = 0;
    const auto [end, error] = std::from_chars(asked.data(), asked.data() + asked.size(), seconds);
    if (error != std::errc() || end != asked.data() + asked.size() || !(seconds > 0 && seconds <= longest))
        return fail(ErrorCode::invalid, "Request-Timeout must be a number of seconds, like 2.5.");
    return std::chrono::milliseconds(std::min(limit, static_cast<std::int64_t>(std::ceil(seconds * 1000))));
}

Response refusalOf(const beast::error_code& error) {
    if (error == http::error::header_limit)
        return refusalResponse(431, "headersTooLarge", "The headers of the request are too large.", {});
    if (error == http::error::body_limit || error == http::error::buffer_overflow)
        return problemResponse({ErrorCode::tooLarge, "The body of the request is too large.", {}, {}, {}}, {});
    if (error == http::error::bad_version)
        return refusalResponse(505, "versionNotSupported", "This server speaks HTTP/1.1.", {});
    return badRequest("The request is not valid HTTP.");
}

}  // namespace

// Chunks of a streamed reply.
class Connection::Lines final : public LineWriter {
public:
    Lines(Connection& connection, bool headOnly, const Context& context)
        : connection_(connection), headOnly_(headOnly), context_(context) {}

    // Before the first line. `packs`: the client takes gzip.
    void compress(bool packs) {
        mayPack_ = true;
        if (packs && !headOnly_ && !connection_.oldClient_) gzip_.emplace();
    }

    Async<> write(std::string lines) override {
        if (lines.empty()) co_return Result<>();
        if (gzip_) lines = gzip_->add(lines);
        const bool sent = co_await connection_.send(start(), sizeOf(lines), lines);
        const bool ended = sent && isChunked() ? co_await connection_.send("\r\n") : sent;
        if (!ended || headOnly_) co_return fail(ErrorCode::cancelled, "The client has left.");
        co_return Result<>();
    }

    bool started() const { return started_; }
    bool headOnly() const { return headOnly_; }
    std::string_view start() {
        head_.clear();
        if (started_) return head_;
        started_ = true;
        Response response;
        response.set("Content-Type", "application/x-ndjson");
        response.set("X-Request-Id", context_.requestId);
        for (const auto& [name, value] : context_.headers)
            response.set(name, value);
        if (mayPack_) addVary(response, "Accept-Encoding");
        if (gzip_) response.set("Content-Encoding", "gzip");
        if (connection_.oldClient_) connection_.keepAlive_ = false;
        wire::appendHead(head_, response, connection_.framing(headOnly_, true));
        return head_;
    }
    // What follows the last line of a stream that is whole.
    std::string end() {
        std::string bytes;
        if (gzip_) {
            std::string last = gzip_->finish();
            bytes.append(sizeOf(last)).append(last).append("\r\n");
        }
        if (isChunked()) bytes.append("0\r\n\r\n");
        return bytes;
    }

private:
    bool isChunked() const { return !headOnly_ && !connection_.oldClient_; }

    std::string_view sizeOf(std::string& lines) {
        if (headOnly_) lines.clear();
        if (!isChunked()) return {};
        const int length = std::snprintf(size_, sizeof size_, "%zx\r\n", lines.size());
        return {size_, static_cast<std::size_t>(length)};
    }

    Connection& connection_;
    bool headOnly_;
    const Context& context_;
    bool mayPack_ = false;
    std::optional<GzipStream> gzip_;
    bool started_ = false;
    std::string head_;
    char size_[24];
};

Connection::Connection(Socket socket, Serving& serving) : socket_(std::move(socket)), serving_(serving) {
    beast::error_code ignored;
    socket_.non_blocking(true, ignored);
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    peer_ = socket_.remote_endpoint(ignored).address().to_string();
}

asio::awaitable<bool> Connection::waitFor(TlsSession::Step step) {
    const auto what = step == TlsSession::Step::wantsRead ? Socket::wait_read : Socket::wait_write;
    const auto [failed] = co_await socket_.async_wait(what, whenReady);
    co_return !failed && socket_.is_open();
}

asio::awaitable<bool> Connection::shakeHands() {
    enter(Phase::handshake, serving_.config.handshakeTimeoutMs);
    tls_ = serving_.tls->accept(socket_.native_handle());
    if (!tls_) co_return false;
    for (;;) {
        const auto step = tls_->handshake();
        if (step == TlsSession::Step::done) co_return true;
        if (step == TlsSession::Step::ended || !co_await waitFor(step)) break;
    }
    serving_.telemetry.count("steward_tls_failed_handshakes_total", "TLS handshakes that came to nothing.");
    co_return false;
}

asio::awaitable<void> Connection::run() {
    if (!serving_.tls || co_await shakeHands())
        while (co_await serveOne()) {
        }
    if (!socket_.is_open() || phase_ == Phase::webSocket) co_return;
    if (co_await flush()) co_await linger();
    beast::error_code ignored;
    socket_.close(ignored);
}

void Connection::enter(Phase phase, std::int64_t milliseconds) {
    phase_ = phase;
    deadline_ = milliseconds == 0 ? SteadyTime::max()
                                  : std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
}

void Connection::check(SteadyTime now) {
    if (phase_ == Phase::webSocket) return;
    if (phase_ == Phase::handling) peekForEnd();
    if (now < deadline_) return;
    if (phase_ == Phase::handling) {
        deadline_ = SteadyTime::max();
        stop_.request_stop();
        return;
    }
    if (phase_ == Phase::header || phase_ == Phase::body) sayTimeout();
    stop_.request_stop();
    beast::error_code ignored;
    socket_.close(ignored);
}

void Connection::closeIfIdle() {
    keepAlive_ = false;
    if (phase_ != Phase::idle && phase_ != Phase::handshake) return;
    beast::error_code ignored;
    socket_.close(ignored);
}

void Connection::peekForEnd() {
    if (tls_) {
        if (tls_->hasEnded()) stop_.request_stop();
        return;
    }
    char byte = 0;
    const auto got = ::recv(socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)) stop_.request_stop();
}

void Connection::sayTimeout() {
    std::string text;
    keepAlive_ = false;
    wire::append(text, problemResponse({ErrorCode::timeout, "The request took too long to arrive.", {}, {}, {}}, {}),
                 framing(false));
    std::size_t taken = 0;
    if (tls_) {
        tls_->write(text.data(), text.size(), taken);
        return;
    }
    [[maybe_unused]] const auto sent =
        ::send(socket_.native_handle(), text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
}

asio::awaitable<bool> Connection::readMore() {
    if (!socket_.is_open()) co_return false;
    const auto space = buffer_.prepare(readSize);
    if (tls_) {
        std::size_t taken = 0;
        for (;;) {
            const auto step = tls_->read(space.data(), space.size(), taken);
            if (step == TlsSession::Step::done) break;
            if (step == TlsSession::Step::ended || !co_await waitFor(step)) co_return false;
        }
        buffer_.commit(taken);
        co_return true;
    }
    const auto [error, count] = co_await socket_.async_read_some(space, whenReady);
    if (error) co_return false;
    buffer_.commit(count);
    co_return true;
}

asio::awaitable<bool> Connection::readHeader() {
    const auto& config = serving_.config;
    if (buffer_.size() == 0)
        enter(Phase::idle, config.idleTimeoutMs);
    else
        enter(Phase::header, config.headerTimeoutMs);
    for (;;) {
        if (buffer_.size() > 0) {
            if (phase_ == Phase::idle) enter(Phase::header, config.headerTimeoutMs);
            beast::error_code error;
            const auto used = parser_->put(buffer_.data(), error);
            buffer_.consume(used);
            if (error && error != http::error::need_more) {
                co_await refuse(refusalOf(error));
                co_return false;
            }
            if (parser_->is_header_done()) co_return true;
        }
        if (!co_await flush()) co_return false;
        if (!co_await readMore()) co_return false;
    }
}

asio::awaitable<bool> Connection::readBody(std::size_t limit) {
    parser_->body_limit(limit);
    parser_->eager(true);
    const auto expected = parser_->content_length().value_or(limit);
    enter(Phase::body, serving_.config.bodyTimeoutMs + static_cast<std::int64_t>(expected / 16));
    if (!parser_->is_done() && buffer_.size() == 0 && parser_->get()[http::field::expect] != "") {
        if (!co_await send("HTTP/1.1 100 Continue\r\n\r\n")) co_return false;
        enter(Phase::body, serving_.config.bodyTimeoutMs + static_cast<std::int64_t>(expected / 16));
    }
    while (!parser_->is_done()) {
        if (buffer_.size() == 0 && !co_await readMore()) co_return false;
        beast::error_code error;
        const auto used = parser_->put(buffer_.data(), error);
        buffer_.consume(used);
        if (error && error != http::error::need_more) {
            co_await refuse(refusalOf(error));
            co_return false;
        }
        if (error == http::error::need_more && !co_await readMore()) co_return false;
    }
    co_return true;
}

const Response* Connection::fastReply() const {
    const auto& head = parser_->get();
    if (head.method() != http::verb::get || head.version() != 11 || !parser_->is_done()) return nullptr;
    if (head.count(http::field::host) != 1) return nullptr;
    const auto target = head.target();
    return serving_.router.findFast({target.data(), target.size()});
}

std::optional<Response> Connection::refusalOfHead() const {
    const auto& head = parser_->get();
    const auto& config = serving_.config;
    std::int64_t count = 0;
    for (auto field = head.begin(); field != head.end(); ++field)
        ++count;
    if (count > config.maxHeaderCount)
        return refusalResponse(431, "headersTooLarge", "The request has too many headers.", {});
    if (head.target().size() > static_cast<std::size_t>(config.maxTargetBytes))
        return refusalResponse(414, "targetTooLong", "The address of the request is too long.", {});
    if (head.version() != 11 && head.version() != 10)
        return refusalResponse(505, "versionNotSupported", "This server speaks HTTP/1.1.", {});
    if (head.count(http::field::host) > 1 || (head.version() == 11 && head.count(http::field::host) == 0))
        return badRequest("A request names its host once, in the header Host.");
    const auto encodings = head.count(http::field::transfer_encoding);
    const auto lengths = head.count(http::field::content_length);
    if (lengths > 1 || (encodings > 0 && lengths > 0))
        return badRequest("A request says its length once: by Content-Length or by chunks.");
    if (encodings > 1 ||
        (encodings == 1 && (head.version() == 10 || !beast::iequals(head[http::field::transfer_encoding], "chunked"))))
        return badRequest("The only transfer encoding of a request is chunked.");
    if (const auto expect = head[http::field::expect]; !expect.empty() && !beast::iequals(expect, "100-continue"))
        return refusalResponse(417, "expectationFailed", "The only expectation is 100-continue.", {});
    if (head.method() == http::verb::unknown)
        return refusalResponse(501, "methodNotImplemented", "This server does not know that method.", {});
    return std::nullopt;
}

std::optional<Request> Connection::requestOfHead() const {
    const auto& head = parser_->get();
    Request request;
    request.method = methodOf(head.method()).value_or(Method::get);
    request.isHead = head.method() == http::verb::head;
    request.target = std::string(head.target());
    std::string_view target = request.target;
    if (!target.starts_with('/') || target.find('#') != std::string_view::npos) return std::nullopt;
    const auto mark = target.find('?');
    request.path = std::string(target.substr(0, mark));
    if (!percentDecode(request.path, false)) return std::nullopt;
    if (mark != std::string_view::npos) {
        auto query = parseQuery(target.substr(mark + 1));
        if (!query) return std::nullopt;
        request.query = std::move(*query);
    }
    for (const auto& field : head)
        request.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
    request.peer = clientAddress(peer_, request.headers, serving_.config.forwardedHeader, serving_.trustedProxies);
    return request;
}

std::string Connection::allowedMethods(std::string_view path) const {
    for (const auto method : {Method::get, Method::post, Method::put, Method::patch, Method::delete_})
        if (const auto match = serving_.router.find(method, path); !match.route) return match.allow;
    return {};
}

asio::awaitable<bool> Connection::serveOne() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(serving_.config.maxHeaderBytes));
    parser_->body_limit(boost::none);
    parser_->eager(false);
    if (!co_await readHeader()) co_return false;

    const auto& head = parser_->get();
    oldClient_ = head.version() < 11;
    keepAlive_ = parser_->keep_alive() && !serving_.draining;
    if (const Response* fast = fastReply()) {
        wire::append(out_, *fast, framing(false));
        serving_.telemetry.request("health", {}, fast->status, std::chrono::microseconds(1));
        if (!keepAlive_) co_return false;
        if (buffer_.size() > 0 && out_.size() < maxPipelinedReplies) co_return true;
        co_return co_await flush();
    }

    if (auto refusal = refusalOfHead()) co_return co_await refuse(std::move(*refusal));
    auto request = requestOfHead();
    if (!request) co_return co_await refuse(badRequest("The address of the request is not valid."));
    if (!co_await flush()) co_return false;

    if (request->path == serving_.webSocketPath && request->method == Method::get)
        co_return co_await upgrade(std::move(*request));
    if (!methodOf(head.method())) co_return co_await refuseMethod(*request);
    const auto match = serving_.router.find(request->method, request->path);
    // Nothing is unpacked before it is known who asks.
    const auto coding = head[http::field::content_encoding];
    const bool takesGzip = match.route && match.route->takesGzip;
    if (!coding.empty() && !beast::iequals(coding, "identity") && !(takesGzip && beast::iequals(coding, "gzip"))) {
        auto refusal = refusalResponse(415, "encodingNotSupported", "Bodies of requests are not compressed.", {});
        refusal.set("Accept-Encoding", takesGzip ? "gzip, identity" : "identity");
        co_return co_await refuse(std::move(refusal));
    }
    const std::size_t limit = match.route ? match.route->rules.maxBodyBytes : defaultBodyLimit;
    if (parser_->content_length().value_or(0) > limit) co_return co_await refuse(refusalOf(http::error::body_limit));
    if (!parser_->is_done() && !co_await readBody(limit)) co_return false;
    request->body = std::move(parser_->get().body());
    co_return co_await handle(std::move(*request), match);
}

asio::awaitable<bool> Connection::refuseMethod(const Request& request) {
    const std::string methods = allowedMethods(request.path);
    if (parser_->get().method() == http::verb::options && parser_->is_done())
        if (const auto preflight = serving_.cors.preflight(request, methods))
            co_return co_await reply(*preflight, false);
    auto refusal = refusalResponse(405, "methodNotAllowed", "This address does not take that method.", {});
    refusal.set("Allow", methods);
    co_return co_await refuse(std::move(refusal));
}

asio::awaitable<bool> Connection::handle(Request request, const Router::Match& match) {
    stop_ = std::stop_source();
    const auto& config = serving_.config;
    Context context = serving_.router.contextOf(request, stop_.get_token());
    serving_.cors.allow(request, context);
    const auto limit = timeLimit(request, match.route, config);
    if (!limit) co_return co_await reply(problemResponse(limit.error(), context.requestId), request.isHead);
    enter(Phase::handling, limit->count());
    context.deadline = deadline_;
    const bool streams = match.route && match.route->streams;
    const bool mayPack = config.compressFromBytes > 0 && match.route &&
                         mayCompress(request, contract::costOf(match.route->method, match.route->rules));
    Lines lines(*this, request.isHead, context);
    if (streams && mayPack) lines.compress(acceptsGzip(request.header("Accept-Encoding")));
    auto answering = serving_.router.respond(match, request, context, lines);
    std::optional<Response> response = co_await std::move(answering);
    if (!socket_.is_open()) co_return false;
    if (streams && (lines.started() || !response)) co_return co_await finishStream(lines, !response);
    if (mayPack) compress(*response, request, static_cast<std::size_t>(config.compressFromBytes));
    co_return co_await reply(*response, request.isHead);
}

// A stream that ended early is cut, so that the client sees that it is not whole.
asio::awaitable<bool> Connection::finishStream(Lines& lines, bool complete) {
    if (!complete && !lines.headOnly()) {
        beast::error_code ignored;
        socket_.close(ignored);
        co_return false;
    }
    const std::string start(lines.start());
    const std::string end = lines.end();
    if (!co_await send(start, end)) co_return false;
    co_return keepAlive_;
}

Async<> Connection::admitWebSocket(const Request& request, Context& context) {
    if (serving_.draining) co_return fail(ErrorCode::unavailable, "The platform is stopping.");
    STEWARD_CO_CHECK(serving_.router.mayShowToken(request, context));
    auto admitting = serving_.admit(request);
    auto admitted = co_await std::move(admitting);
    if (!admitted && admitted.error().code == ErrorCode::unauthenticated && !request.header("Authorization").empty())
        serving_.router.wrongToken(request);
    co_return admitted;
}

asio::awaitable<bool> Connection::upgrade(Request request) {
    if (!beast::websocket::is_upgrade(parser_->get()) || !parser_->is_done() || buffer_.size() > 0) {
        auto refusal = refusalResponse(426, "upgradeRequired", "This address speaks WebSocket.", {});
        refusal.set("Upgrade", "websocket");
        co_return co_await refuse(std::move(refusal));
    }
    Context context = serving_.router.contextOf(request, {});
    auto admitting = admitWebSocket(request, context);
    if (const auto admitted = co_await std::move(admitting); !admitted) {
        Response refusal = problemResponse(admitted.error(), context.requestId);
        refusal.set("X-Request-Id", context.requestId);
        for (const auto& [name, value] : context.headers)
            refusal.set(name, value);
        co_return co_await refuse(std::move(refusal));
    }
    enter(Phase::webSocket, 0);
    // What waits for a slow reader waits here, where it can be put together or dropped.
    beast::error_code ignored;
    socket_.set_option(asio::socket_base::send_buffer_size(webSocketBuffer), ignored);
    auto accepting = acceptWebSocket(std::move(socket_), std::move(tls_), parser_->release());
    std::unique_ptr<WebSocket> webSocket = co_await std::move(accepting);
    parser_.reset();
    buffer_ = {};
    if (!webSocket) co_return false;
    auto handling = serving_.handleWebSocket(std::move(webSocket), std::move(request));
    co_await std::move(handling);
    co_return false;
}

wire::Framing Connection::framing(bool headOnly, bool chunked) const {
    return {keepAlive_, oldClient_, chunked, headOnly, serving_.tls != nullptr};
}

asio::awaitable<bool> Connection::reply(const Response& response, bool headOnly) {
    constexpr std::size_t small = 4096;
    keepAlive_ = keepAlive_ && !serving_.draining;
    bool sent = false;
    if (response.body.size() < small || headOnly) {
        wire::append(out_, response, framing(headOnly));
        sent = co_await flush();
    } else {
        wire::appendHead(out_, response, framing(headOnly));
        sent = co_await send(out_, response.body);
        out_.clear();
    }
    co_return sent&& keepAlive_;
}

asio::awaitable<bool> Connection::refuse(Response response) {
    keepAlive_ = false;
    serving_.telemetry.request("refused", {}, response.status, std::chrono::microseconds(1));
    const bool headOnly = parser_ && parser_->get().method() == http::verb::head;
    wire::append(out_, response, framing(headOnly));
    co_return false;
}

asio::awaitable<bool> Connection::flush() {
    if (out_.empty()) co_return true;
    const bool sent = co_await send(out_);
    out_.clear();
    co_return sent;
}

// As write_some, with what blocks kept for waitFor.
std::size_t Connection::writeSome(std::array<asio::const_buffer, 3>& pieces, beast::error_code& error) {
    blockedBy_ = TlsSession::Step::wantsWrite;
    if (!tls_) return socket_.write_some(pieces, error);
    std::size_t all = 0;
    for (const auto& piece : pieces) {
        std::size_t count = 0;
        if (piece.size() == 0) continue;
        const auto step = tls_->write(piece.data(), piece.size(), count);
        all += count;
        if (step == TlsSession::Step::done && count == piece.size()) continue;
        if (step == TlsSession::Step::ended) error = asio::error::broken_pipe;
        if (step == TlsSession::Step::wantsRead) blockedBy_ = step;
        break;
    }
    return all;
}

asio::awaitable<bool> Connection::send(std::string_view first, std::string_view second, std::string_view third) {
    std::array<asio::const_buffer, 3> pieces{asio::buffer(first), asio::buffer(second), asio::buffer(third)};
    // One record instead of three.
    std::string gathered;
    if (tls_ && !second.empty()) {
        gathered.append(first).append(second).append(third);
        pieces = {asio::buffer(gathered), asio::const_buffer(), asio::const_buffer()};
    }
    const Phase before = phase_;
    const SteadyTime deadlineBefore = deadline_;
    for (;;) {
        if (!socket_.is_open()) co_return false;
        beast::error_code error;
        std::size_t count = writeSome(pieces, error);
        for (auto& piece : pieces) {
            const auto taken = std::min(count, piece.size());
            piece += taken;
            count -= taken;
        }
        if (asio::buffer_size(pieces) == 0) break;
        if (error && error != asio::error::would_block && error != asio::error::try_again) {
            stop_.request_stop();
            co_return false;
        }
        enter(Phase::writing, serving_.config.writeTimeoutMs);
        if (!co_await waitFor(blockedBy_)) {
            stop_.request_stop();
            co_return false;
        }
    }
    phase_ = before;
    deadline_ = deadlineBefore;
    co_return true;
}

// Reads what the peer still sends, so that it gets the reply instead of a reset.
asio::awaitable<void> Connection::linger() {
    beast::error_code ignored;
    if (tls_) tls_->close();
    socket_.shutdown(Socket::shutdown_send, ignored);
    enter(Phase::lingering, lingerMilliseconds);
    do {
        buffer_.clear();
    } while (co_await readMore());
}

}  // namespace steward::kernel

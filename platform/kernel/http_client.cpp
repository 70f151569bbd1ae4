#include "kernel/http_client.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstring>
#include <deque>
#include <future>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "kernel/http/request.h"
#include "kernel/trace/span.h"

namespace steward::kernel {
namespace {

constexpr std::size_t maxHeaderBytes = 64 * 1024;
constexpr int longestPollMs = 60'000;

struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct FreeEasy {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

void initialiseOnce() {
    static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(initialised);
}

std::string partOf(CURLU* url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
    std::string out(text);
    curl_free(text);
    return out;
}

std::string hostOf(const std::string& url) {
    const std::unique_ptr<CURLU, FreeUrl> parsed(curl_url());
    return curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) == CURLUE_OK ? partOf(parsed.get(), CURLUPART_HOST)
                                                                                  : std::string();
}

// Addresses only: a name may lead anywhere, except the one that is defined to stay here (RFC 6761 section 6.3).
bool isLoopbackHost(std::string_view host) {
    if (host == "localhost" || host == "[::1]") return true;
    return host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos &&
           std::count(host.begin(), host.end(), '.') == 3;
}

bool isPrivate(const asio::ip::address_v4& address) {
    const auto bytes = address.to_bytes();
    const auto first = bytes[0], next = bytes[1];
    return first == 0 || first == 10 || first == 127 || first >= 224 || (first == 100 && next >= 64 && next < 128) ||
           (first == 169 && next == 254) || (first == 172 && next >= 16 && next < 32) ||
           (first == 192 && (next == 168 || (next == 0 && bytes[2] == 0))) ||
           (first == 198 && (next == 18 || next == 19));
}

bool isPrivate(const asio::ip::address_v6& address) {
    const auto bytes = address.to_bytes();
    // Addresses that hold one of the other kind: mapped (::ffff:0:0/96), compatible (::/96) and translated
    // (64:ff9b::/96).
    const bool isTranslated = bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == 0xff && bytes[3] == 0x9b;
    const bool isWithin = std::all_of(bytes.begin(), bytes.begin() + 10, [](auto byte) { return byte == 0; });
    if (isWithin || isTranslated) return isPrivate(asio::ip::address_v4({bytes[12], bytes[13], bytes[14], bytes[15]}));
    return address.is_link_local() || address.is_site_local() || address.is_multicast() || (bytes[0] & 0xfe) == 0xfc;
}

bool hasLineBreak(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

// One call from its start to its callback. On the thread of the worker once it runs.
struct Transfer {
    HttpCall call;
    std::stop_token stop;
    std::function<void(Result<HttpReply>)> done;
    HttpReply reply;
    std::size_t headerBytes = 0;
    bool isTooLarge = false;
    bool isRefused = false;  // an address that the call may not reach
    std::unique_ptr<curl_slist, FreeList> headers;
    std::unique_ptr<CURL, FreeEasy> easy;

    tl::unexpected<Error> failure(ErrorCode code, const char* what, std::string detail) const {
        return fail(code, hostOf(call.url) + what, std::move(detail));
    }
    Result<HttpReply> outcome(CURLcode code);
};

Result<HttpReply> Transfer::outcome(CURLcode code) {
    if (isTooLarge) return failure(ErrorCode::tooLarge, " sent more than is taken from it.", "reply too large");
    if (stop.stop_requested()) return failure(ErrorCode::cancelled, " is not waited for any longer.", "cancelled");
    if (isRefused && code != CURLE_OK)
        return failure(ErrorCode::invalid, " is in a private network.", "the address that its name leads to");
    if (code == CURLE_OPERATION_TIMEDOUT)
        return failure(ErrorCode::timeout, " did not answer in time.", curl_easy_strerror(code));
    if (code != CURLE_OK) return failure(ErrorCode::unavailable, " could not be reached.", curl_easy_strerror(code));
    long status = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    reply.status = static_cast<int>(status);
    return std::move(reply);
}

std::size_t takeBody(const char* data, std::size_t, std::size_t size, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    transfer.isTooLarge = transfer.reply.body.size() + size > transfer.call.maxBytes;
    if (transfer.isTooLarge) return 0;
    transfer.reply.body.append(data, size);
    return size;
}

std::size_t takeHeader(const char* data, std::size_t, std::size_t size, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    transfer.headerBytes += size;
    transfer.isTooLarge = transfer.headerBytes > maxHeaderBytes;
    if (transfer.isTooLarge) return 0;
    std::string_view line(data, size);
    if (line.starts_with("HTTP/")) transfer.reply.headers.clear();
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return size;
    std::string_view value = line.substr(colon + 1);
    const auto first = value.find_first_not_of(" \t\r\n");
    value = first == std::string_view::npos ? std::string_view() : value.substr(first);
    value = value.substr(0, value.find_last_not_of(" \t\r\n") + 1);
    transfer.reply.headers.emplace_back(line.substr(0, colon), value);
    return size;
}

int isCancelled(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Transfer*>(self)->stop.stop_requested() ? 1 : 0;
}

curl_socket_t openPublic(void* self, curlsocktype, curl_sockaddr* to) {
    bool isOpen = false;
    if (to->family == AF_INET) {
        sockaddr_in address{};
        std::memcpy(&address, &to->addr, sizeof(address));
        isOpen = !isPrivate(asio::ip::address_v4(ntohl(address.sin_addr.s_addr)));
    } else if (to->family == AF_INET6 && to->addrlen >= sizeof(sockaddr_in6)) {
        sockaddr_in6 address{};
        std::memcpy(&address, &to->addr, sizeof(address));
        asio::ip::address_v6::bytes_type bytes;
        std::memcpy(bytes.data(), &address.sin6_addr, bytes.size());
        isOpen = !isPrivate(asio::ip::address_v6(bytes));
    }
    if (isOpen) return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
    static_cast<Transfer*>(self)->isRefused = true;
    return CURL_SOCKET_BAD;
}

void prepare(Transfer& transfer, const std::string& caFile) {
    transfer.easy.reset(curl_easy_init());
    CURL* easy = transfer.easy.get();
    const HttpCall& call = transfer.call;
    curl_easy_setopt(easy, CURLOPT_URL, call.url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NETRC, long(CURL_NETRC_IGNORED));
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(call.timeout.count()));
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(call.timeout.count()));
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "steward/" STEWARD_VERSION);
    if (!caFile.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, caFile.c_str());
    if (call.method == "HEAD") curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    if (!call.body.empty() || call.method == "POST" || call.method == "PUT") {
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, call.body.data());
    }
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, call.method.c_str());

    // A connection that is there already was opened by another call's rules.
    if (call.publicOnly || call.connectOnly) {
        curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
        curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
    }
    if (call.connectOnly) curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L);
    if (call.publicOnly) {
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, openPublic);
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, &transfer);
    }

    curl_slist* list = curl_slist_append(nullptr, "Expect:");
    for (const auto& [name, value] : call.headers)
        list = curl_slist_append(list, (value.empty() ? name + ";" : name + ": " + value).c_str());
    transfer.headers.reset(list);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, list);

    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, takeBody);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, takeHeader);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, isCancelled);
    curl_easy_setopt(easy, CURLOPT_XFERINFODATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
}

Result<> checkCall(const HttpCall& call) {
    STEWARD_CHECK(checkCallUrl(call.url, call.plainHttp));
    bool isBroken = call.method.empty() || hasLineBreak(call.method);
    for (const auto& [name, value] : call.headers)
        isBroken = isBroken || name.empty() || hasLineBreak(name) || hasLineBreak(value);
    if (isBroken) return fail(ErrorCode::invalid, "The request cannot be sent.", "line break in method or header");
    return {};
}

}  // namespace

Result<> checkCallUrl(const std::string& url, bool plainHttp) {
    initialiseOnce();
    const std::unique_ptr<CURLU, FreeUrl> parsed(curl_url());
    const auto refuse = [](const char* why) { return fail(ErrorCode::invalid, std::string("The address ") + why); };
    if (hasLineBreak(url) || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK)
        return refuse("is not a URL.");
    const std::string scheme = partOf(parsed.get(), CURLUPART_SCHEME);
    const std::string host = partOf(parsed.get(), CURLUPART_HOST);
    if (host.empty()) return refuse("names no host.");
    if (!partOf(parsed.get(), CURLUPART_USER).empty() || !partOf(parsed.get(), CURLUPART_PASSWORD).empty())
        return refuse("must not hold a user name or password.");
    if (scheme == "https" || (scheme == "http" && (plainHttp || isLoopbackHost(host)))) return {};
    return refuse("must begin with https (http only on this machine).");
}

std::string_view HttpReply::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (equalIgnoringCase(key, name)) return value;
    return {};
}

class HttpClient::Worker {
public:
    explicit Worker(Options options) : options_(std::move(options)) {
        initialiseOnce();
        multi_ = curl_multi_init();
        curl_multi_setopt(multi_, CURLMOPT_MAX_TOTAL_CONNECTIONS, static_cast<long>(options_.maxAtOnce));
        thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
    }
    ~Worker() {
        thread_.request_stop();
        curl_multi_wakeup(multi_);
        thread_.join();
        curl_multi_cleanup(multi_);
    }

    bool accept(std::unique_ptr<Transfer>& transfer) {
        {
            const std::lock_guard lock(mutex_);
            if (waiting_.size() >= options_.maxWaiting) return false;
            waiting_.push_back(std::move(transfer));
        }
        curl_multi_wakeup(multi_);
        return true;
    }
    void wake() { curl_multi_wakeup(multi_); }

private:
    using Running = std::map<CURL*, std::unique_ptr<Transfer>>;

    void work(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            begin();
            int active = 0;
            curl_multi_perform(multi_, &active);
            finish();
            dropCancelled();
            if (!hasWork()) curl_multi_poll(multi_, nullptr, 0, longestPollMs, nullptr);
        }
        for (auto& [easy, transfer] : running_)
            curl_multi_remove_handle(multi_, easy);
        running_.clear();
    }

    bool hasWork() {
        const std::lock_guard lock(mutex_);
        return !waiting_.empty() && running_.size() < options_.maxAtOnce;
    }

    void begin() {
        while (running_.size() < options_.maxAtOnce) {
            std::unique_ptr<Transfer> next;
            {
                const std::lock_guard lock(mutex_);
                if (waiting_.empty()) return;
                next = std::move(waiting_.front());
                waiting_.pop_front();
            }
            prepare(*next, options_.caFile);
            CURL* easy = next->easy.get();
            curl_multi_add_handle(multi_, easy);
            running_.emplace(easy, std::move(next));
        }
    }

    void finish() {
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
            if (message->msg == CURLMSG_DONE) end(message->easy_handle, message->data.result);
        }
    }

    void end(CURL* easy, CURLcode code) {
        curl_multi_remove_handle(multi_, easy);
        const auto transfer = std::move(running_.extract(easy).mapped());
        transfer->done(transfer->outcome(code));
    }

    void dropCancelled() {
        std::vector<CURL*> cancelled;
        for (const auto& [easy, transfer] : running_)
            if (transfer->stop.stop_requested()) cancelled.push_back(easy);
        for (CURL* easy : cancelled)
            end(easy, CURLE_ABORTED_BY_CALLBACK);
    }

    const Options options_;
    CURLM* multi_ = nullptr;
    std::mutex mutex_;
    std::deque<std::unique_ptr<Transfer>> waiting_;
    Running running_;
    std::jthread thread_;
};

HttpClient::HttpClient(Options options) : worker_(std::make_unique<Worker>(std::move(options))) {}

HttpClient::~HttpClient() = default;

void HttpClient::start(HttpCall call, std::stop_token stop, std::function<void(Result<HttpReply>)> done) {
    if (auto good = checkCall(call); !good) return done(fail(std::move(good).error()));
    auto transfer = std::make_unique<Transfer>();
    transfer->call = std::move(call);
    transfer->stop = std::move(stop);
    transfer->done = done;
    if (!worker_->accept(transfer))
        done(fail(ErrorCode::unavailable, "Too many requests to other services wait. Try again in a moment."));
}

Async<HttpReply> HttpClient::send(HttpCall call, std::stop_token stop) {
    const auto executor = co_await asio::this_coro::executor;
    auto span = trace::child(call.method, trace::Kind::client);
    span.set("http.request.method", call.method);
    span.set("server.address", hostOf(call.url));
    trace::propagate(span, call.headers);
    auto reply = std::make_shared<std::optional<Result<HttpReply>>>();
    const std::stop_callback wake(stop, [this] { worker_->wake(); });
    auto begin = [this, &executor, &call, &stop, reply](auto handler) {
        auto resume = std::make_shared<decltype(handler)>(std::move(handler));
        auto guard = std::make_shared<asio::executor_work_guard<asio::any_io_executor>>(executor);
        start(std::move(call), stop, [executor, resume, reply, guard](Result<HttpReply> outcome) {
            reply->emplace(std::move(outcome));
            asio::post(executor, [resume] { std::move (*resume)(); });
        });
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<>&, void()>(std::move(begin), asio::use_awaitable);
    if (**reply) span.set("http.response.status_code", std::int64_t((**reply)->status));
    if (!**reply || (**reply)->status >= 400) span.fail();
    co_return std::move(**reply);
}

Result<HttpReply> HttpClient::sendNow(HttpCall call, std::stop_token stop) {
    const auto reply = std::make_shared<std::promise<Result<HttpReply>>>();
    auto answered = reply->get_future();
    const std::stop_callback wake(stop, [this] { worker_->wake(); });
    start(std::move(call), stop, [reply](Result<HttpReply> outcome) { reply->set_value(std::move(outcome)); });
    return answered.get();
}

}  // namespace steward::kernel

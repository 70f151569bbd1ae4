// Requests of the platform to other services: identity providers, collectors, webhooks. All transfers run in libcurl on
// one thread of their own, so a slow peer costs neither a request nor the I/O thread.
//
//   kernel::HttpClient client;
//   HttpCall call{.url = "https://id.example/realms/acme/protocol/openid-connect/certs"};
//   const auto reply = co_await client.send(std::move(call));       // resumes on the caller's executor
//   const auto reply = client.sendNow({.url = …});                  // blocks a plain thread, never the I/O thread
//
// What holds for each call: certificates are verified; plain http goes to loopback addresses only, unless the call says
// otherwise; no redirect is followed (a 3xx is a reply like any other); proxies of the environment are not used; user
// names in URLs are refused; time, size of the reply and number of calls are bounded. Any status is a reply; an error
// means that there was no whole one.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/async.h"

namespace steward::kernel {

struct HttpCall {
    std::string method = "GET";
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::chrono::milliseconds timeout{10'000};  // from the start of the transfer to the last byte of the reply
    std::size_t maxBytes = 1 << 20;             // of the body of the reply; its headers may have 64 KiB
    bool plainHttp = false;                     // http to other machines too: a collector in the same network
    // No address of this machine or of a private network, whatever name leads there: checked once it is resolved.
    bool publicOnly = false;
    bool connectOnly = false;  // only a connection, nothing is sent: the reply has no status
};

struct HttpReply {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;  // of the last response, names as received
    std::string body;

    bool isSuccess() const { return status >= 200 && status < 300; }
    // "" when there is none; names in any case.
    std::string_view header(std::string_view name) const;
};

class HttpClient {
public:
    struct Options {
        std::string caFile;            // PEM; empty: those of the system
        std::size_t maxAtOnce = 16;    // transfers; others wait
        std::size_t maxWaiting = 256;  // more are refused with ErrorCode::unavailable
    };
    HttpClient() : HttpClient(Options{}) {}
    explicit HttpClient(Options options);
    // Cancels what runs or waits; nobody is called back any more. Destroy before the I/O context.
    ~HttpClient();

    // ErrorCode::invalid (the URL), timeout, tooLarge, cancelled (`stop`), unavailable (no connection, certificate,
    // broken reply, too many calls). Messages name the host, details the cause; neither holds a path, query or header.
    Async<HttpReply> send(HttpCall call, std::stop_token stop = {});
    Result<HttpReply> sendNow(HttpCall call, std::stop_token stop = {});
    // `done` is called once, on the thread of the client, and returns quickly. Any thread.
    void start(HttpCall call, std::stop_token stop, std::function<void(Result<HttpReply>)> done);

private:
    class Worker;
    std::unique_ptr<Worker> worker_;
};

// Whether a call may go there: https, or http with a loopback address or with `plainHttp`; a host; no user name.
Result<> checkCallUrl(const std::string& url, bool plainHttp = false);

}  // namespace steward::kernel

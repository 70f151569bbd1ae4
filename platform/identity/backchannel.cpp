#include "identity/backchannel.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

#include "base/json.h"
#include "base/log.h"

namespace steward::identity {
namespace {

constexpr long timeoutMs = 10'000;
constexpr std::size_t maxReplyBytes = 64 * 1024;

struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

std::size_t dropReply(char*, std::size_t size, std::size_t count, void* seen) {
    auto& bytes = *static_cast<std::size_t*>(seen);
    bytes += size * count;
    return bytes > maxReplyBytes ? 0 : size * count;
}

int stopRequested(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const std::stop_token*>(stop)->stop_requested() ? 1 : 0;
}

}  // namespace

bool mayBeNotified(std::string_view uri) {
    constexpr std::string_view http = "http://";
    if (uri.find_first_of(" \t\r\n#@") != std::string_view::npos) return false;
    if (uri.starts_with("https://")) return uri.size() > std::string_view("https://").size();
    if (!uri.starts_with(http)) return false;
    const auto authority = uri.substr(http.size(), uri.find('/', http.size()) - http.size());
    const auto host = authority.starts_with('[') ? authority.substr(0, authority.find(']') + 1)
                                                 : authority.substr(0, authority.find(':'));
    return host == "127.0.0.1" || host == "[::1]" || host == "localhost";
}

Backchannel::Backchannel(std::chrono::milliseconds firstPause)
    : firstPause_(firstPause), thread_([this](std::stop_token stop) { work(stop); }) {}

Backchannel::~Backchannel() {
    thread_.request_stop();
    wake_.notify_all();
}

bool Backchannel::tell(std::string uri, std::string logoutToken) {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= mostWaiting) return false;
    queue_.push_back({std::move(uri), std::move(logoutToken), 1, std::chrono::steady_clock::now()});
    wake_.notify_one();
    return true;
}

std::size_t Backchannel::waiting() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

void Backchannel::work(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        Notice notice;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [this] { return !queue_.empty(); })) return;
            const auto next = std::min_element(queue_.begin(), queue_.end(),
                                               [](const Notice& a, const Notice& b) { return a.due < b.due; });
            const auto due = next->due;
            if (due > std::chrono::steady_clock::now()) {
                const std::size_t known = queue_.size();
                wake_.wait_until(lock, stop, due, [&] { return queue_.size() != known; });
                continue;
            }
            notice = std::move(*next);
            queue_.erase(next);
        }
        const bool told = post(notice, stop);
        if (told || notice.attempt >= attempts) {
            ++finished_;
            if (!told) log::warning("a program could not be told of a logout", {{"uri", json::Value(notice.uri)}});
            continue;
        }
        notice.due = std::chrono::steady_clock::now() + firstPause_ * (1 << (notice.attempt - 1));
        ++notice.attempt;
        const std::lock_guard lock(mutex_);
        queue_.push_back(std::move(notice));
    }
}

bool Backchannel::post(const Notice& notice, const std::stop_token& stop) const {
    const std::unique_ptr<CURL, FreeHandle> handle(curl_easy_init());
    if (!handle) return false;
    std::size_t seen = 0;
    const std::string form = "logout_token=" + notice.token;
    curl_easy_setopt(handle.get(), CURLOPT_URL, notice.uri.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(handle.get(), CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_PROXY, "");
    curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT_MS, timeoutMs);
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDS, form.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDSIZE, long(form.size()));
    curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, dropReply);
    curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &seen);
    curl_easy_setopt(handle.get(), CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle.get(), CURLOPT_XFERINFOFUNCTION, stopRequested);
    curl_easy_setopt(handle.get(), CURLOPT_XFERINFODATA, &stop);
    if (curl_easy_perform(handle.get()) != CURLE_OK) return false;
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    return status == 200 || status == 204;
}

}  // namespace steward::identity

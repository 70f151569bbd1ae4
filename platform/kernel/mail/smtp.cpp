#include "kernel/mail/smtp.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

namespace steward::kernel {
namespace {

constexpr long connectSeconds = 15;

struct Upload {
    std::string_view rest;
    const std::stop_token& stop;
};

std::size_t readMore(char* buffer, std::size_t size, std::size_t count, void* context) {
    auto& rest = static_cast<Upload*>(context)->rest;
    const std::size_t taken = std::min(size * count, rest.size());
    std::memcpy(buffer, rest.data(), taken);
    rest.remove_prefix(taken);
    return taken;
}

int isStopped(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Upload*>(context)->stop.stop_requested() ? 1 : 0;
}

// RFC 4954: replies about the sign-in, which somebody corrects.
bool isAboutSignIn(CURLcode code, long reply) {
    return code == CURLE_LOGIN_DENIED || reply == 530 || reply == 534 || reply == 535 || reply == 538;
}

}  // namespace

Result<> sendOverSmtp(const MailConfig& config, const std::string& recipient, const std::string& message,
                      const std::stop_token& stop) {
    static const CURLcode prepared = curl_global_init(CURL_GLOBAL_DEFAULT);
    const std::unique_ptr<CURL, void (*)(CURL*)> curl(prepared == CURLE_OK ? curl_easy_init() : nullptr,
                                                      [](CURL* handle) { curl_easy_cleanup(handle); });
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> recipients(
        curl_slist_append(nullptr, ("<" + recipient + ">").c_str()), curl_slist_free_all);
    if (!curl || !recipients) return fail(ErrorCode::unavailable, "The mail was not sent.", "out of memory");

    Upload upload{message, stop};
    std::array<char, CURL_ERROR_SIZE> problem{};
    const auto set = [&](CURLoption option, auto value) { curl_easy_setopt(curl.get(), option, value); };
    const std::string sender = "<" + config.from + ">";
    set(CURLOPT_URL, config.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_USE_SSL, static_cast<long>(config.tls == "none" ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!config.caFile.empty()) set(CURLOPT_CAINFO, config.caFile.c_str());
    if (!config.user.empty()) {
        set(CURLOPT_USERNAME, config.user.c_str());
        set(CURLOPT_PASSWORD, config.password.c_str());
    }
    set(CURLOPT_MAIL_FROM, sender.c_str());
    set(CURLOPT_MAIL_RCPT, recipients.get());
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, &readMore);
    set(CURLOPT_READDATA, static_cast<void*>(&upload));
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &isStopped);
    set(CURLOPT_XFERINFODATA, static_cast<void*>(&upload));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_PROXY, "");
    set(CURLOPT_CONNECTTIMEOUT, connectSeconds);
    set(CURLOPT_TIMEOUT, static_cast<long>(config.timeoutSeconds));
    set(CURLOPT_ERRORBUFFER, problem.data());

    const CURLcode code = curl_easy_perform(curl.get());
    if (code == CURLE_OK) return {};
    if (code == CURLE_ABORTED_BY_CALLBACK) return fail(ErrorCode::cancelled, "The mail was not sent.");
    long reply = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &reply);
    std::string detail = problem[0] != '\0' ? problem.data() : curl_easy_strerror(code);
    if (reply >= 500 && reply < 600 && !isAboutSignIn(code, reply))
        return fail(refusedForGood, "The mail server does not take this mail.", std::move(detail));
    return fail(ErrorCode::unavailable, "The mail could not be sent.", std::move(detail));
}

}  // namespace steward::kernel

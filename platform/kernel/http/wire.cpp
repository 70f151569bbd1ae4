#include "kernel/http/wire.h"

#include <charconv>
#include <ctime>

namespace steward::kernel::wire {
namespace {

void appendNumber(std::string& out, std::size_t number) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void appendHeader(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ");
    const auto start = out.size();
    out.append(value);
    for (auto i = start; i < out.size(); ++i)
        if (out[i] == '\r' || out[i] == '\n' || out[i] == '\0') out[i] = ' ';
    out.append("\r\n");
}

bool hasBody(int status) {
    return status != 204 && status != 304;
}

}  // namespace

std::string_view httpDate() {
    thread_local std::time_t made = 0;
    thread_local char text[40];
    thread_local std::size_t length = 0;
    const std::time_t now = std::time(nullptr);
    if (now != made) {
        std::tm parts{};
        gmtime_r(&now, &parts);
        length = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
        made = now;
    }
    return {text, length};
}

void appendHead(std::string& out, const Response& response, const Framing& framing) {
    out.append("HTTP/1.1 ");
    appendNumber(out, static_cast<std::size_t>(response.status));
    out.append(" ").append(reasonPhrase(response.status)).append("\r\nDate: ").append(httpDate()).append("\r\n");
    if (framing.chunked && !framing.oldClient) {
        out.append("Transfer-Encoding: chunked\r\n");
    } else if (!framing.chunked && hasBody(response.status)) {
        out.append("Content-Length: ");
        appendNumber(out, response.body.size());
        out.append("\r\n");
    }
    bool cacheSaid = false;
    bool policySaid = false;
    bool referrerSaid = false;
    for (const auto& [name, value] : response.headers) {
        appendHeader(out, name, value);
        cacheSaid = cacheSaid || equalIgnoringCase(name, "Cache-Control");
        policySaid = policySaid || equalIgnoringCase(name, "Content-Security-Policy");
        referrerSaid = referrerSaid || equalIgnoringCase(name, "Referrer-Policy");
    }
    if (!cacheSaid) out.append("Cache-Control: no-store\r\n");
    if (!policySaid) out.append("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n");
    if (!referrerSaid) out.append("Referrer-Policy: no-referrer\r\n");
    out.append("X-Content-Type-Options: nosniff\r\n");
    if (framing.secure) out.append("Strict-Transport-Security: max-age=31536000\r\n");
    if (!framing.keepAlive)
        out.append("Connection: close\r\n");
    else if (framing.oldClient)
        out.append("Connection: keep-alive\r\n");
    out.append("\r\n");
}

void append(std::string& out, const Response& response, const Framing& framing) {
    appendHead(out, response, framing);
    if (!framing.headOnly && hasBody(response.status)) out.append(response.body);
}

}  // namespace steward::kernel::wire

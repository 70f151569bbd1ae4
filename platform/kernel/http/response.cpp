#include "kernel/http/response.h"

#include "contract/problem.h"

namespace steward::kernel {

Response& Response::set(std::string_view name, std::string value) {
    for (auto& [key, old] : headers)
        if (equalIgnoringCase(key, name)) {
            old = std::move(value);
            return *this;
        }
    headers.emplace_back(std::string(name), std::move(value));
    return *this;
}

std::string_view Response::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (equalIgnoringCase(key, name)) return value;
    return {};
}

Response jsonResponse(std::string body, int status) {
    Response response{status, {}, std::move(body)};
    response.headers.emplace_back("Content-Type", "application/json");
    return response;
}

Response htmlResponse(std::string body, int status) {
    Response response{status, {}, std::move(body)};
    response.set("Content-Type", "text/html; charset=utf-8");
    response.set("Content-Security-Policy",
                 "default-src 'none'; style-src 'unsafe-inline'; img-src data: 'self'; form-action 'self'; "
                 "base-uri 'none'; frame-ancestors 'none'");
    response.set("Referrer-Policy", "no-referrer");
    return response;
}

Response redirect(std::string location) {
    Response response{303, {}, {}};
    response.set("Location", std::move(location));
    response.set("Referrer-Policy", "no-referrer");
    return response;
}

Response problemResponse(const Error& error, std::string requestId, std::optional<json::Value> current) {
    auto problem = contract::toProblem(error, std::move(requestId));
    if (error.code == ErrorCode::internal) {
        problem.title = "The platform made a mistake. Nothing was changed.";
        problem.detail.clear();
    } else if (error.code == ErrorCode::storage) {
        problem.detail.clear();
    }
    problem.current = std::move(current);
    Response response{problem.status, {}, json::write(problem)};
    response.set("Content-Type", std::string(contract::problemContentType));
    if (error.code == ErrorCode::unauthenticated) response.set("WWW-Authenticate", "Bearer, DPoP algs=\"ES256\"");
    if (error.code == ErrorCode::unavailable) response.set("Retry-After", "1");
    // Somebody has to make room first.
    if (error.code == ErrorCode::storage) response.set("Retry-After", "30");
    return response;
}

Response refusalResponse(int status, std::string_view type, std::string title, std::string requestId) {
    contract::Problem problem;
    problem.type = "https://steward.example/problems/" + std::string(type);
    problem.title = std::move(title);
    problem.status = status;
    problem.requestId = std::move(requestId);
    Response response{status, {}, json::write(problem)};
    response.set("Content-Type", std::string(contract::problemContentType));
    return response;
}

std::string_view reasonPhrase(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 422:
            return "Unprocessable Content";
        case 426:
            return "Upgrade Required";
        case 428:
            return "Precondition Required";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 499:
            return "Client Closed Request";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        case 505:
            return "HTTP Version Not Supported";
        case 507:
            return "Insufficient Storage";
        default:
            return "Unknown";
    }
}

}  // namespace steward::kernel

#include "reference/reference_routes.h"

#include <sodium.h>

#include "contract/documents.h"
#include "reference/reference_page.h"
#include "reference/style.h"

namespace steward::reference {

extern const std::string_view scriptFile;

namespace {

using kernel::Context;
using kernel::Request;
using kernel::Response;

constexpr std::string_view policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

std::string tagOf(std::string_view text) {
    unsigned char hash[16];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
    char digits[sizeof hash * 2 + 1];
    sodium_bin2hex(digits, sizeof digits, hash, sizeof hash);
    return "\"" + std::string(digits) + "\"";
}

// Made when it is first asked for and kept: it changes only with the program.
struct File {
    std::string type;
    std::function<std::string()> make;
    std::string text = {};
    std::string tag = {};

    Response answer(const Request& request) {
        if (tag.empty()) {
            text = make();
            tag = tagOf(text);
        }
        Response response;
        response.set("Content-Type", type);
        response.set("ETag", tag);
        response.set("Cache-Control", "no-cache");
        response.set("Content-Security-Policy", std::string(policy));
        response.set("Referrer-Policy", "no-referrer");
        if (request.header("If-None-Match") == tag)
            response.status = 304;
        else
            response.body = text;
        return response;
    }
};

std::string page() {
    return referencePage(boost::json::parse(contract::openApiDocument()),
                         boost::json::parse(contract::asyncApiDocument()));
}

}  // namespace

void bindRoutes(kernel::Router& router) {
    const auto serve = [&](std::string path, std::string type, std::function<std::string()> make) {
        auto file = std::make_shared<File>(File{std::move(type), std::move(make)});
        router.raw(contract::Method::get, std::move(path),
                   [file](const Request& request, Context&) -> kernel::asio::awaitable<Response> {
                       co_return file->answer(request);
                   });
    };
    serve("/openapi.json", "application/json", contract::openApiDocument);
    serve("/asyncapi.json", "application/json", contract::asyncApiDocument);
    serve("/docs", "text/html; charset=utf-8", page);
    serve("/docs/style.css", "text/css; charset=utf-8", styleSheet);
    serve("/docs/script.js", "text/javascript; charset=utf-8", [] { return std::string(scriptFile); });
}

}  // namespace steward::reference

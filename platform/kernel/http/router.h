// Binds endpoints of the contract to handlers. Decoding, validation, authorisation, ETags and problem documents happen
// here, from the declaration of the endpoint, so that a handler begins with what it needs and returns what it means.
//
//   router.bind(contract::getTenant, [&](Context& context, contract::ById request) { return service.get(context,
//   request); });
//
// Bind before serving; afterwards the router only reads itself. A route is found by its path, never by what stands in
// it:
// "/v1/tenants/{id}" matches one segment, which arrives decoded.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kernel/auth.h"
#include "kernel/http/binding.h"
#include "kernel/http/context.h"
#include "kernel/http/line_writer.h"
#include "kernel/http/request.h"
#include "kernel/http/response.h"

namespace steward::kernel {

class Telemetry;
class Limits;
class Load;

using RawHandler = std::function<asio::awaitable<Response>(const Request&, Context&)>;

// A request that was answered: its route and never its address, where ids and secrets may stand.
struct Answered {
    contract::Method method = contract::Method::get;
    std::string_view route;  // "listTenants", or the path of a raw one; "unknown"
    int status = 200;        // 200 for what was streamed
    std::chrono::microseconds duration{};
    std::string_view requestId;
    std::string_view tenantId;  // of who asked; empty: the platform's staff, or nobody
    std::string_view userId;
    trace::SpanContext trace;
};

struct Route {
    using Handler = std::function<Async<Response>(Context&, const Request&)>;
    using Stream = std::function<Async<>(Context&, const Request&, LineWriter&)>;

    contract::Method method = contract::Method::get;
    std::string path;
    std::string name;
    domain::Permission permission = domain::Permission::none;
    contract::Rules rules;
    bool streams = false;
    bool takesGzip = false;  // bodies may come in gzip, which its handler unpacks
    Handler handle;
    Stream stream;
};

class Router {
public:
    Router(const Clock& clock, Telemetry& telemetry);
    ~Router();
    // Before the first request.
    void setAuthenticator(Authenticator& authenticator);
    // What requests pass before their handlers; without them nothing is limited or turned away. They outlive it.
    void setLimits(Limits& limits);
    void setLoad(Load& load);
    // Told of every request but the fast ones, on the I/O thread; quick.
    void onAnswered(std::function<void(const Answered&)> hook);

    // Handler: Async<R>(Context&, Q). A reply of contract::Nothing is 204; its revision(), or else its member
    // `version`, becomes the ETag; its member `id` completes the Location that the rules name.
    template <class Q, class R, class Handler>
    void bind(const contract::Endpoint<Q, R>& endpoint, Handler handler) {
        Route route = describe(endpoint);
        route.handle = [handler, path = route.path, rules = route.rules](Context& context,
                                                                         const Request& request) -> Async<Response> {
            auto decoded = binding::decode<Q>(request, path);
            if (!decoded) co_return fail(std::move(decoded).error());
            if (auto visible = binding::checkTenant(context, *decoded); !visible)
                co_return fail(std::move(visible).error());
            Async<R> running = handler(context, std::move(*decoded));
            Result<R> reply = co_await std::move(running);
            if (!reply) co_return fail(std::move(reply).error());
            co_return binding::encode(request, *reply, rules);
        };
        add(std::move(route));
    }

    // Handler: Async<>(Context&, Q, LineWriter&).
    template <class Q, class Handler>
    void bind(const contract::Endpoint<Q, contract::Lines>& endpoint, Handler handler) {
        Route route = describe(endpoint);
        route.streams = true;
        route.stream = [handler, path = route.path](Context& context, const Request& request,
                                                    LineWriter& lines) -> Async<> {
            auto decoded = binding::decode<Q>(request, path);
            if (!decoded) co_return fail(std::move(decoded).error());
            if (auto visible = binding::checkTenant(context, *decoded); !visible)
                co_return fail(std::move(visible).error());
            Async<> running = handler(context, std::move(*decoded), lines);
            co_return co_await std::move(running);
        };
        add(std::move(route));
    }

    // An endpoint whose callers speak a protocol of their own: the request as it came, after everything that the
    // declaration says is checked but its form; its body may be in gzip. Handler: Async<Response>(Context&, const
    // Request&).
    template <class Q, class R, class Handler>
    void bindAsIs(const contract::Endpoint<Q, R>& endpoint, Handler handler) {
        Route route = describe(endpoint);
        route.takesGzip = true;
        route.handle = std::move(handler);
        add(std::move(route));
    }

    // What is no endpoint of the contract: sign-in pages, discovery, protocols of others. Of the rules the cost, the
    // size of the body and the time count, and what they say of elevation where there is a permission.
    void raw(contract::Method method, std::string path, RawHandler handler, contract::Rules rules = {},
             domain::Permission permission = domain::Permission::none);

    // A finished reply without any work, for probes: looked up before anything else. Permission::none.
    void fast(std::string path, std::function<const Response&()> reply);
    const Response* findFast(std::string_view target) const;

    struct Match {
        const Route* route = nullptr;
        TextPairs parameters;
        std::string allow;  // the methods that the path has, when it has none for this one
    };
    // `path` is still percent-encoded.
    Match find(contract::Method method, std::string_view path) const;

    // Answers a complete request. nullopt when the reply was streamed through `lines`; whoever gave `lines` sees from
    // its own state whether anything was sent. Never throws.
    asio::awaitable<std::optional<Response>> respond(const Match& match, Request& request, Context& context,
                                                     LineWriter& lines);
    // Context of a request, with its id.
    Context contextOf(const Request& request, std::stop_token stop);
    // For what checks tokens itself: whether the address may show one, and that it was a wrong one.
    Result<> mayShowToken(const Request& request, Context& context);
    void wrongToken(const Request& request);

private:
    struct State;

    template <class Q, class R>
    static Route describe(const contract::Endpoint<Q, R>& endpoint) {
        Route route;
        route.method = endpoint.method;
        route.path = std::string(endpoint.path);
        route.name = std::string(endpoint.name);
        route.permission = endpoint.permission;
        route.rules = endpoint.rules;
        return route;
    }
    void add(Route route);
    Async<domain::Principal> authenticate(const Request& request);
    Async<> admit(const Route& route, const Request& request, Context& context);
    Result<> readConditions(const Route& route, const Request& request, Context& context);
    Async<std::optional<Response>> run(const Route& route, Request& request, Context& context, LineWriter& lines);

    std::unique_ptr<State> state_;
};

}  // namespace steward::kernel

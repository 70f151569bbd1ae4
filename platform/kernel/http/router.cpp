#include "kernel/http/router.h"

#include <sodium.h>

#include <atomic>
#include <charconv>
#include <set>

#include "base/ids.h"
#include "base/log.h"
#include "kernel/http/limits.h"
#include "kernel/http/load.h"
#include "kernel/telemetry.h"
#include "kernel/trace/within.h"

namespace steward::kernel {
namespace {

using contract::Method;

std::vector<std::string_view> segmentsOf(std::string_view path) {
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        path.remove_prefix(1);
        const auto end = path.find('/');
        segments.push_back(path.substr(0, end));
        if (end == std::string_view::npos) break;
        path.remove_prefix(end);
    }
    return segments;
}

bool isParameter(std::string_view segment) {
    return segment.starts_with('{') && segment.ends_with('}');
}

std::string_view spelling(Method method) {
    switch (method) {
        case Method::get:
            return "GET, HEAD";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::delete_:
            return "DELETE";
    }
    return {};
}

std::string_view firstWord(std::string_view text) {
    return text.substr(0, text.find(','));
}

bool isRequestId(std::string_view text) {
    if (text.empty() || text.size() > 64) return false;
    for (const char c : text)
        if (!std::isalnum(static_cast<unsigned char>(c)) && c != '-' && c != '_' && c != '.') return false;
    return true;
}

std::string newRequestId() {
    static const std::string prefix = "req_" + randomHex(8) + "-";
    static std::atomic<std::uint64_t> number = 0;
    return prefix + std::to_string(++number);
}

Result<std::int64_t> versionOf(std::string_view spelled) {
    std::int64_t version = 0;
    const std::string tag = binding::withoutEncoding(spelled);
    if (tag.size() > 3 && tag.starts_with("\"v") && tag.ends_with('"')) {
        const auto digits = std::string_view(tag).substr(2, tag.size() - 3);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
        if (error == std::errc() && end == digits.data() + digits.size() && version >= 0) return version;
    }
    return fail(ErrorCode::invalid, "If-Match must be the ETag of the entity, like \"v12\".");
}

std::string fingerprintOf(const Request& request, const Route& route) {
    unsigned char hash[32];
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, sizeof hash);
    for (const std::string_view part :
         {std::string_view(route.name), std::string_view(request.path), std::string_view(request.body)}) {
        const std::uint64_t size = part.size();
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&size), sizeof size);
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()), part.size());
    }
    crypto_generichash_final(&state, hash, sizeof hash);
    std::string text(sizeof hash * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), hash, sizeof hash);
    text.pop_back();
    return text;
}

Response notAllowed(const std::string& allow, const std::string& requestId) {
    Response response = refusalResponse(405, "methodNotAllowed", "This address does not take that method.", requestId);
    response.set("Allow", allow);
    return response;
}

// Semantic conventions of OpenTelemetry. No query, no ids of people, no addresses: telemetry leaves the platform.
std::string spanName(const Request& request, const Route* route) {
    const std::string method = request.isHead ? "HEAD" : std::string(firstWord(spelling(request.method)));
    return route ? method + " " + route->path : method;
}

void describeSpan(trace::Span& span, const Request& request, const Context& context, const Route* route, int status) {
    span.set("http.request.method", request.isHead ? "HEAD" : std::string(firstWord(spelling(request.method))));
    if (route) span.set("http.route", route->path);
    span.set("url.path", request.path);
    span.set("http.response.status_code", std::int64_t(status));
    span.set("steward.request_id", context.requestId);
    if (context.principal.tenantId) span.set("steward.tenant", *context.principal.tenantId);
    if (status >= 500) span.fail();
}

}  // namespace

struct Router::State {
    struct Entry {
        Route route;
        std::vector<std::string> segments;
    };
    const Clock& clock;
    Telemetry& telemetry;
    Authenticator* authenticator = nullptr;
    Limits* limits = nullptr;
    Load* load = nullptr;
    std::function<void(const Answered&)> answered;
    std::vector<std::unique_ptr<Entry>> entries;
    std::unordered_map<std::string, std::vector<const Entry*>> literal;    // paths without parameters
    std::unordered_map<std::size_t, std::vector<const Entry*>> patterned;  // by number of segments
    std::map<std::string, std::function<const Response&()>, std::less<>> fast;
    std::shared_ptr<std::set<std::string>> running =
        std::make_shared<std::set<std::string>>();  // idempotency keys whose first request has not been answered yet
};

namespace {

// Holds an idempotency key as running until the request is answered.
struct RunningGuard {
    std::shared_ptr<std::set<std::string>> running;
    std::string key;
    ~RunningGuard() {
        if (running) running->erase(key);
    }
};

}  // namespace

Router::Router(const Clock& clock, Telemetry& telemetry) : state_(new State{clock, telemetry}) {}
Router::~Router() = default;

void Router::setAuthenticator(Authenticator& authenticator) {
    state_->authenticator = &authenticator;
}

void Router::setLimits(Limits& limits) {
    state_->limits = &limits;
}

void Router::setLoad(Load& load) {
    state_->load = &load;
}

void Router::add(Route route) {
    auto entry = std::make_unique<State::Entry>();
    for (const auto segment : segmentsOf(route.path))
        entry->segments.emplace_back(segment);
    entry->route = std::move(route);
    if (entry->route.path.find('{') == std::string::npos)
        state_->literal[entry->route.path].push_back(entry.get());
    else
        state_->patterned[entry->segments.size()].push_back(entry.get());
    state_->entries.push_back(std::move(entry));
}

void Router::onAnswered(std::function<void(const Answered&)> hook) {
    state_->answered = std::move(hook);
}

void Router::raw(Method method, std::string path, RawHandler handler, contract::Rules rules,
                 domain::Permission permission) {
    Route route;
    route.method = method;
    route.permission = permission;
    route.rules = rules;
    route.name = path;
    route.path = std::move(path);
    route.handle = [handler = std::move(handler)](Context& context, const Request& request) -> Async<Response> {
        asio::awaitable<Response> running = handler(request, context);
        Response response = co_await std::move(running);
        co_return std::move(response);
    };
    add(std::move(route));
}

void Router::fast(std::string path, std::function<const Response&()> reply) {
    state_->fast[std::move(path)] = std::move(reply);
}

const Response* Router::findFast(std::string_view target) const {
    const auto found = state_->fast.find(target);
    return found == state_->fast.end() ? nullptr : &found->second();
}

Router::Match Router::find(Method method, std::string_view path) const {
    Match match;
    const auto consider = [&](const State::Entry& entry) {
        if (entry.route.method == method) {
            match.route = &entry.route;
            return;
        }
        if (!match.allow.empty()) match.allow += ", ";
        match.allow += spelling(entry.route.method);
    };

    if (const auto found = state_->literal.find(std::string(path)); found != state_->literal.end()) {
        for (const auto* entry : found->second)
            consider(*entry);
        return match;
    }
    const auto segments = segmentsOf(path);
    const auto sameLength = state_->patterned.find(segments.size());
    if (sameLength == state_->patterned.end()) return match;
    for (const auto* entry : sameLength->second) {
        TextPairs parameters;
        bool fits = true;
        for (std::size_t i = 0; fits && i < segments.size(); ++i) {
            const std::string_view pattern = entry->segments[i];
            if (!isParameter(pattern)) {
                fits = pattern == segments[i];
                continue;
            }
            auto value = percentDecode(segments[i], false);
            fits = value && !value->empty();
            if (fits) parameters.emplace_back(std::string(pattern.substr(1, pattern.size() - 2)), std::move(*value));
        }
        if (!fits) continue;
        consider(*entry);
        if (match.route) {
            match.parameters = std::move(parameters);
            return match;
        }
    }
    return match;
}

Context Router::contextOf(const Request& request, std::stop_token stop) {
    Context context;
    const auto given = request.header("X-Request-Id");
    context.trace = trace::begin(request.headers);
    if (isRequestId(given))
        context.requestId = given;
    else
        context.requestId = context.trace.isSet() ? trace::hex(context.trace.traceId) : newRequestId();
    context.now = state_->clock.now();
    context.stop = std::move(stop);
    return context;
}

Result<> Router::mayShowToken(const Request& request, Context& context) {
    return state_->limits ? state_->limits->mayShowToken(request, context) : Result<>();
}

void Router::wrongToken(const Request& request) {
    if (state_->limits) state_->limits->wrongToken(request);
}

Async<domain::Principal> Router::authenticate(const Request& request) {
    if (request.header("Authorization").empty() || !state_->authenticator)
        co_return fail(ErrorCode::unauthenticated, "Sign in first.");
    auto preparing = state_->authenticator->prepare(request);
    const auto prepared = co_await std::move(preparing);
    auto principal = prepared ? state_->authenticator->identify(request) : fail(prepared.error());
    if (!principal && principal.error().code == ErrorCode::unauthenticated) wrongToken(request);
    co_return principal;
}

Async<> Router::admit(const Route& route, const Request& request, Context& context) {
    if (state_->load) STEWARD_CO_CHECK(state_->load->admit(route, context));
    if (route.permission != domain::Permission::none) {
        if (!request.header("Authorization").empty()) STEWARD_CO_CHECK(mayShowToken(request, context));
        auto authenticating = authenticate(request);
        auto principal = co_await std::move(authenticating);
        if (!principal) co_return fail(std::move(principal).error());
        context.principal = std::move(*principal);
    }
    if (state_->limits) {
        auto charging = state_->limits->charge(route, request, context);
        STEWARD_CO_CHECK(co_await std::move(charging));
    }
    if (!contract::mayCall(context.principal.permissions, route.permission, route.rules))
        co_return fail(ErrorCode::forbidden, "Your role does not allow this.",
                       "It needs the permission " + std::string(enumName(route.permission)) + ".");
    const bool isOwnAffair = route.permission == domain::Permission::signedIn && !route.rules.inSupportAccess;
    if (context.principal.support && isOwnAffair)
        co_return fail(ErrorCode::forbidden, "This is not part of support access.", "End it, or use your own sign-in.");
    if (contract::needsElevation(route.method, route.permission, route.rules) && state_->authenticator) {
        auto elevating = state_->authenticator->mayChange(context.principal);
        STEWARD_CO_CHECK(co_await std::move(elevating));
    }
    co_return readConditions(route, request, context);
}

Result<> Router::readConditions(const Route& route, const Request& request, Context& context) {
    if (const auto tag = request.header("If-Match"); !tag.empty()) {
        STEWARD_TRY(context.ifMatch, versionOf(tag));
    } else if (route.rules.needsIfMatch) {
        return fail(ErrorCode::preconditionRequired, "Say which version you change: send its ETag in If-Match.");
    }
    if (const auto key = request.header("Idempotency-Key"); route.rules.takesIdempotencyKey && !key.empty()) {
        if (key.size() > 255) return fail(ErrorCode::invalid, "An Idempotency-Key has at most 255 characters.");
        context.idempotencyKey = std::string(key);
        context.fingerprint = fingerprintOf(request, route);
    }
    return {};
}

Async<std::optional<Response>> Router::run(const Route& route, Request& request, Context& context, LineWriter& lines) {
    auto admitting = admit(route, request, context);
    STEWARD_CO_CHECK(co_await std::move(admitting));

    RunningGuard guard;
    if (context.idempotencyKey) {
        std::string key = context.principal.userId + '\n' + *context.idempotencyKey;
        if (!state_->running->insert(key).second)
            co_return fail(ErrorCode::conflict, "The first request with this Idempotency-Key is still running.");
        guard.running = state_->running;
        guard.key = std::move(key);
    }

    Result<Load::Place> place;
    if (state_->load) {
        auto entering = state_->load->enter(route, context);
        place = co_await std::move(entering);
        if (!place) co_return fail(std::move(place).error());
    }
    if (route.streams) {
        Async<> running = route.stream(context, request, lines);
        Result<> streamed = co_await std::move(running);
        if (!streamed) co_return fail(std::move(streamed).error());
        co_return std::optional<Response>();
    }
    Async<Response> running = route.handle(context, request);
    Result<Response> handled = co_await std::move(running);
    if (!handled) co_return fail(std::move(handled).error());
    co_return std::optional<Response>(std::move(*handled));
}

asio::awaitable<std::optional<Response>> Router::respond(const Match& match, Request& request, Context& context,
                                                         LineWriter& lines) {
    const auto start = std::chrono::steady_clock::now();
    std::optional<Response> response;
    std::string_view name = "unknown";
    request.pathParameters = match.parameters;
    trace::Span span;
    if (context.trace.isSet()) span = trace::Span(spanName(request, match.route), trace::Kind::server, context.trace);

    if (match.route) {
        name = match.route->name;
        Result<std::optional<Response>> outcome;
        try {
            auto running = run(*match.route, request, context, lines);
            if (span) {
                auto traced = trace::within(span.scope(), std::move(running));
                outcome = co_await std::move(traced);
            } else {
                outcome = co_await std::move(running);
            }
        } catch (const std::exception& exception) {
            outcome = fail(ErrorCode::internal, "The handler threw.", exception.what());
        }
        const trace::Active active(span);
        if (outcome) {
            response = std::move(*outcome);
        } else {
            const Error& error = outcome.error();
            const bool isLate =
                error.code == ErrorCode::cancelled && std::chrono::steady_clock::now() >= context.deadline;
            if (error.code == ErrorCode::internal || error.code == ErrorCode::storage)
                log::error("request failed", {{"request", context.requestId.c_str()},
                                              {"route", match.route->name.c_str()},
                                              {"reason", error.message.c_str()},
                                              {"detail", error.detail.c_str()}});
            response = isLate ? refusalResponse(504, enumName(ErrorCode::timeout), "The request took too long.",
                                                context.requestId)
                              : problemResponse(error, context.requestId, std::move(context.current));
        }
    } else if (!match.allow.empty()) {
        response = notAllowed(match.allow, context.requestId);
    } else {
        response =
            problemResponse({ErrorCode::notFound, "There is nothing at this address.", {}, {}, {}}, context.requestId);
    }
    if (response) {
        response->set("X-Request-Id", context.requestId);
        for (const auto& [field, value] : context.headers)
            response->set(field, value);
    }

    const auto duration =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
    const int status = response ? response->status : 200;
    std::string tenant = context.principal.tenantId.value_or(std::string());
    if (tenant.empty() && status < 400) {
        tenant = context.tenantOfPath;
        if (const auto id = request.pathParameter("id"); tenant.empty() && id.starts_with("ten_")) tenant = id;
    }
    state_->telemetry.request(name, tenant, status, duration);
    if (state_->answered)
        state_->answered(
            {request.method, name, status, duration, context.requestId,
             context.principal.tenantId ? std::string_view(*context.principal.tenantId) : std::string_view(),
             context.principal.userId, context.trace});
    if (span.isRecorded()) describeSpan(span, request, context, match.route, status);
    co_return response;
}

}  // namespace steward::kernel

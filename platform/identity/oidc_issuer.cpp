#include "identity/oidc_issuer.h"

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <optional>

#include "base/log.h"
#include "identity/secrets.h"
#include "identity/tokens.h"
#include "kernel/io.h"

namespace steward::identity {

using kernel::Async;

namespace {

constexpr std::string_view logoutEvent = "http://schemas.openid.net/event/backchannel-logout";
constexpr std::size_t maxTexts = 100;
// How old a logout token may be that has no `exp`.
constexpr std::int64_t logoutLifetime = 120;

// OpenID Connect Discovery 1.0 section 3.
struct Discovery {
    std::string issuer;
    std::string jwks_uri;
};
STEWARD_DESCRIBE(Discovery, (issuer, jwks_uri))

struct Parts {
    json::Object header;
    json::Object claims;
    std::string signature;
    std::string_view signedText;
};

tl::unexpected<Error> refused(std::string why) {
    return fail(ErrorCode::unauthenticated, "The access token is not valid. Sign in again.", std::move(why));
}

std::optional<json::Object> objectOf(std::string_view base64) {
    const auto text = fromBase64Url(base64);
    if (!text) return std::nullopt;
    auto value = json::parse(*text);
    if (!value || !value->is_object()) return std::nullopt;
    return std::move(value->get_object());
}

Result<Parts> partsOf(std::string_view token) {
    if (token.size() > OidcIssuer::maxTokenBytes) return refused("too long");
    const auto first = token.find('.');
    const auto last = token.rfind('.');
    if (first == std::string_view::npos || first == last) return refused("not three parts");
    auto header = objectOf(token.substr(0, first));
    auto claims = objectOf(token.substr(first + 1, last - first - 1));
    auto signature = fromBase64Url(token.substr(last + 1));
    if (!header || !claims || !signature) return refused("not a token");
    // RFC 7515 section 4.1.11: whoever does not know an extension that is critical refuses.
    if (header->contains("crit")) return refused("unknown extension");
    return Parts{std::move(*header), std::move(*claims), std::move(*signature), token.substr(0, last)};
}

std::optional<std::int64_t> secondsOf(const json::Object& claims, std::string_view name) {
    const auto* value = claims.if_contains(name);
    if (!value || !value->is_number()) return std::nullopt;
    boost::system::error_code error;
    const auto number = value->to_number<std::int64_t>(error);
    return error ? std::nullopt : std::optional(number);
}

bool contains(const std::vector<std::string>& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

std::vector<std::string> audienceOf(const json::Object& claims) {
    const auto* audience = claims.if_contains("aud");
    return audience ? textsOf(*audience) : std::vector<std::string>();
}

std::string withoutPrefix(std::string type) {
    std::transform(type.begin(), type.end(), type.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    constexpr std::string_view prefix = "application/";
    return type.starts_with(prefix) ? type.substr(prefix.size()) : type;
}

Result<> checkTimes(const json::Object& claims, std::int64_t now, std::int64_t skew) {
    const auto expires = secondsOf(claims, "exp");
    if (!expires) return refused("no expiry");
    if (*expires + skew <= now) return fail(ErrorCode::unauthenticated, "The access token has expired.", "expired");
    if (const auto notBefore = secondsOf(claims, "nbf");
        claims.contains("nbf") && (!notBefore || *notBefore > now + skew))
        return refused("not valid yet");
    if (const auto issued = secondsOf(claims, "iat"); claims.contains("iat") && (!issued || *issued > now + skew))
        return refused("issued in the future");
    return {};
}

// An ID token, a refresh token or a logout token is not taken for an access token.
Result<> checkAccess(const Parts& parts, const OidcIssuer::Options& options) {
    const std::string headerType = withoutPrefix(textClaim(parts.header, "typ"));
    if (!headerType.empty() && headerType != "jwt" && headerType != "at+jwt") return refused("another type of token");
    const auto* payloadType = parts.claims.if_contains("typ");
    const bool saysBearer = payloadType && *payloadType == json::Value("Bearer");
    if ((payloadType && !saysBearer) || parts.claims.contains("events")) return refused("another type of token");
    if (textClaim(parts.claims, "sub").empty()) return refused("nobody's token");
    const auto audience = audienceOf(parts.claims);
    if (!options.audience.empty())
        return contains(audience, options.audience) ? Result<>() : refused("another audience");
    if (!saysBearer && headerType != "at+jwt") return refused("not said to be an access token");
    std::string client = textClaim(parts.claims, "azp");
    if (client.empty()) client = textClaim(parts.claims, "client_id");
    return contains(options.clients, client) ? Result<>() : refused("issued to another program");
}

Result<> checkLogout(const Parts& parts, const OidcIssuer::Options& options, std::int64_t now) {
    const std::string type = withoutPrefix(textClaim(parts.header, "typ"));
    if (!type.empty() && type != "jwt" && type != "logout+jwt") return refused("another type of token");
    const auto* events = parts.claims.if_contains("events");
    const auto* names = events ? events->if_object() : nullptr;
    const auto* event = names ? names->if_contains(logoutEvent) : nullptr;
    if (!event || !event->is_object()) return refused("no logout token");
    if (parts.claims.contains("nonce")) return refused("a logout token has no nonce");
    if (textClaim(parts.claims, "jti").empty()) return refused("no jti");
    if (textClaim(parts.claims, "sub").empty() && textClaim(parts.claims, "sid").empty())
        return refused("neither sub nor sid");
    const auto audience = audienceOf(parts.claims);
    if (std::none_of(options.clients.begin(), options.clients.end(),
                     [&](const auto& client) { return contains(audience, client); }))
        return refused("another audience");
    const auto issued = secondsOf(parts.claims, "iat");
    const std::int64_t skew = toSeconds(Time(options.skew));
    if (!issued || *issued > now + skew || *issued + logoutLifetime + skew < now) return refused("not issued just now");
    return {};
}

}  // namespace

std::vector<std::string> textsOf(const json::Value& claim) {
    std::vector<std::string> texts;
    const auto add = [&](std::string_view text) {
        if (texts.size() < maxTexts) texts.emplace_back(text);
    };
    if (const auto* text = claim.if_string()) add(*text);
    if (const auto* list = claim.if_array())
        for (const auto& entry : *list)
            if (const auto* text = entry.if_string()) add(*text);
    if (const auto* object = claim.if_object())
        for (const auto& [name, ignored] : *object)
            add(name);
    return texts;
}

std::string textClaim(const json::Object& claims, std::string_view name) {
    const auto* value = claims.if_contains(name);
    const auto* text = value ? value->if_string() : nullptr;
    return text ? std::string(*text) : std::string();
}

// Outlives the issuer while a fetch is on its way.
struct OidcIssuer::State {
    const Options options;
    kernel::HttpClient& http;
    const Clock& clock;
    std::vector<PublicKey> keys;
    std::optional<Time> triedAt;
    std::optional<Time> fetchedAt;
    bool isFetching = false;
    std::vector<std::shared_ptr<kernel::asio::steady_timer>> waiting;

    bool isDue(Duration after) const { return !triedAt || clock.now() - *triedAt >= after || clock.now() < *triedAt; }
    const PublicKey* find(std::string_view id) const {
        const auto found = std::find_if(keys.begin(), keys.end(), [&](const PublicKey& key) { return key.id() == id; });
        return found == keys.end() ? nullptr : &*found;
    }
};

OidcIssuer::OidcIssuer(Options options, kernel::HttpClient& http, const Clock& clock)
    : state_(std::make_shared<State>(State{std::move(options), http, clock, {}, {}, {}, false, {}})) {}

OidcIssuer::~OidcIssuer() = default;

const OidcIssuer::Options& OidcIssuer::options() const {
    return state_->options;
}

std::size_t OidcIssuer::keyCount() const {
    return state_->keys.size();
}

Async<std::vector<PublicKey>> OidcIssuer::fetch(std::shared_ptr<State> state) {
    const auto callOf = [](std::string url) {
        kernel::HttpCall call{.url = std::move(url), .headers = {{"Accept", "application/json"}}};
        call.timeout = answerLimit;
        call.maxBytes = maxDocumentBytes;
        return call;
    };
    const auto fault = [&state](std::string detail) {
        return fail(ErrorCode::unavailable, "The identity provider cannot be used right now. Try again later.",
                    state->options.issuer + ": " + std::move(detail));
    };
    auto asking = state->http.send(callOf(state->options.issuer + "/.well-known/openid-configuration"));
    const auto discovery = co_await std::move(asking);
    if (!discovery) co_return fault(discovery.error().detail);
    if (discovery->status != 200) co_return fault("discovery answered " + std::to_string(discovery->status));
    const auto document = json::read<Discovery>(discovery->body);
    if (!document || document->jwks_uri.empty()) co_return fault("no discovery document");
    if (document->issuer != state->options.issuer && document->issuer != state->options.issuer + "/")
        co_return fault("the document is of another issuer: " + document->issuer);
    auto askingKeys = state->http.send(callOf(document->jwks_uri));
    const auto jwks = co_await std::move(askingKeys);
    if (!jwks) co_return fault(jwks.error().message + " " + jwks.error().detail);
    if (jwks->status != 200) co_return fault("the keys answered " + std::to_string(jwks->status));
    auto keys = keysOfJwks(jwks->body);
    if (!keys) co_return fault(keys.error().detail);
    if (keys->empty()) co_return fault("no key that can be used");
    co_return std::move(*keys);
}

// One fetch at a time; whoever comes meanwhile waits for it. What was kept stays when it fails.
kernel::asio::awaitable<Result<>> OidcIssuer::refresh(std::shared_ptr<State> state) {
    if (state->isFetching) {
        const auto timer =
            std::make_shared<kernel::asio::steady_timer>(co_await kernel::asio::this_coro::executor, 2 * answerLimit);
        state->waiting.push_back(timer);
        boost::system::error_code cancelled;
        co_await timer->async_wait(kernel::asio::redirect_error(kernel::asio::use_awaitable, cancelled));
        co_return Result<>();
    }
    state->isFetching = true;
    state->triedAt = state->clock.now();
    auto fetching = fetch(state);
    auto keys = co_await std::move(fetching);
    state->isFetching = false;
    for (const auto& timer : std::exchange(state->waiting, {}))
        timer->cancel();
    if (!keys) {
        log::warning("keys of the identity provider could not be fetched",
                     {{"detail", json::Value(keys.error().detail)}, {"kept", state->keys.size()}});
        co_return fail(std::move(keys).error());
    }
    state->keys = std::move(*keys);
    state->fetchedAt = state->clock.now();
    co_return Result<>();
}

Async<json::Object> OidcIssuer::verified(std::string token, bool isLogout) {
    STEWARD_CO_TRY(Parts parts, partsOf(token));
    // Before anything is fetched on behalf of a token of somebody else.
    const std::string issuer = textClaim(parts.claims, "iss");
    if (issuer != state_->options.issuer && issuer != state_->options.issuer + "/") co_return refused("another issuer");
    const std::string keyId = textClaim(parts.header, "kid");
    const std::string algorithm = textClaim(parts.header, "alg");
    if (algorithm != "RS256" && algorithm != "ES256" && algorithm != "EdDSA") co_return refused("another algorithm");

    if (state_->find(keyId)) {
        // Nobody waits for what is only to find out whether a key was withdrawn.
        const std::function<kernel::asio::awaitable<void>()> renewing =
            [state = state_]() -> kernel::asio::awaitable<void> { co_await refresh(state); };
        if (!state_->isFetching && state_->isDue(state_->options.mostBetween)) co_await kernel::detach(renewing);
    } else if (state_->isFetching || state_->isDue(state_->options.leastBetween)) {
        auto refreshing = refresh(state_);
        const auto refreshed = co_await std::move(refreshing);
        if (!refreshed && state_->keys.empty()) co_return fail(refreshed.error());
    }
    const PublicKey* key = state_->find(keyId);
    if (!key && state_->keys.empty())
        co_return fail(ErrorCode::unavailable, "The identity provider cannot be used right now. Try again later.");
    if (!key) co_return refused("unknown key");
    if (key->algorithm() != algorithm) co_return refused("another algorithm than the key's");
    if (!key->verify(parts.signedText, parts.signature)) co_return refused("wrong signature");

    const std::int64_t now = toSeconds(state_->clock.now());
    if (!isLogout || parts.claims.contains("exp"))
        STEWARD_CO_CHECK(checkTimes(parts.claims, now, toSeconds(Time(state_->options.skew))));
    STEWARD_CO_CHECK(isLogout ? checkLogout(parts, state_->options, now) : checkAccess(parts, state_->options));
    co_return std::move(parts.claims);
}

Async<json::Object> OidcIssuer::accessClaims(std::string token) {
    return verified(std::move(token), false);
}
Async<json::Object> OidcIssuer::logoutClaims(std::string token) {
    return verified(std::move(token), true);
}

}  // namespace steward::identity

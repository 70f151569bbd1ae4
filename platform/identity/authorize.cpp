#include "identity/authorize.h"

#include <algorithm>
#include <array>

#include "domain/rules.h"

namespace steward::identity {
namespace {

constexpr std::array knownParameters{"max_age", "acr_values",     "client_id", "redirect_uri", "response_type",
                                     "scope",   "state",          "nonce",     "prompt",       "code_challenge_method",
                                     "tenant",  "code_challenge", "login_hint"};
constexpr std::size_t maxParameterBytes = 1024;

bool isRepeated(const kernel::TextPairs& parameters, std::string_view name) {
    return std::count_if(parameters.begin(), parameters.end(), [&](const auto& p) { return p.first == name; }) > 1;
}

bool hasWord(std::string_view words, std::string_view wanted) {
    while (!words.empty()) {
        const auto end = words.find(' ');
        if (words.substr(0, end) == wanted) return true;
        if (end == std::string_view::npos) return false;
        words.remove_prefix(end + 1);
    }
    return false;
}

bool isChallenge(std::string_view text) {
    const auto isBase64Url = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return text.size() == 43 && std::all_of(text.begin(), text.end(), isBase64Url);
}

}  // namespace

AuthorizeCheck checkAuthorize(const kernel::TextPairs& parameters, const Clients& clients) {
    const auto value = [&](std::string_view name) {
        return std::string(kernel::findText(parameters, name).value_or(""));
    };
    AuthorizeRefusal refusal;
    const auto refuse = [&](std::string error, std::string description) {
        refusal.error = std::move(error);
        refusal.description = std::move(description);
        return AuthorizeCheck{std::nullopt, refusal};
    };

    for (const auto& [name, text] : parameters)
        if (text.size() > maxParameterBytes) return refuse("invalid_request", "A parameter is too long.");
    for (const char* name : knownParameters)
        if (isRepeated(parameters, name)) return refuse("invalid_request", std::string(name) + " is given twice.");
    const Client* client = findClient(clients, value("client_id"));
    if (!client) return refuse("invalid_request", "The program that asks is not known to this platform.");
    if (!mayRedirect(*client, value("redirect_uri")))
        return refuse("invalid_request", "The address for the answer is not registered for this program.");

    refusal.redirectUri = value("redirect_uri");
    refusal.state = value("state");
    if (value("response_type") != "code")
        return refuse("unsupported_response_type", "Only response_type=code is supported.");
    if (!hasWord(value("scope"), "openid")) return refuse("invalid_scope", "The scope must contain openid.");
    if (refusal.state.empty()) return refuse("invalid_request", "state is required.");
    if (value("code_challenge_method") != "S256" || !isChallenge(value("code_challenge")))
        return refuse("invalid_request", "PKCE with S256 is required.");
    if (hasWord(value("prompt"), "none")) return refuse("login_required", "Somebody has to sign in.");
    if (!value("tenant").empty() && !domain::isSlug(value("tenant")))
        return refuse("invalid_request", "The tenant is not a valid name.");

    AuthorizeRequest request{client->id,   refusal.redirectUri,     value("scope"),  refusal.state,
                             std::nullopt, value("code_challenge"), value("tenant"), value("login_hint")};
    if (auto nonce = value("nonce"); !nonce.empty()) request.nonce = std::move(nonce);
    return {std::move(request), {}};
}

kernel::TextPairs parametersOf(const AuthorizeRequest& request) {
    kernel::TextPairs pairs{{"client_id", request.clientId},  {"redirect_uri", request.redirectUri},
                            {"response_type", "code"},        {"scope", request.scope},
                            {"state", request.state},         {"code_challenge", request.codeChallenge},
                            {"code_challenge_method", "S256"}};
    if (request.nonce) pairs.emplace_back("nonce", *request.nonce);
    if (!request.tenant.empty()) pairs.emplace_back("tenant", request.tenant);
    return pairs;
}

std::string answerUri(std::string_view redirectUri, const kernel::TextPairs& parameters) {
    std::string uri(redirectUri);
    char separator = redirectUri.find('?') == std::string_view::npos ? '?' : '&';
    for (const auto& [name, value] : parameters) {
        if (value.empty()) continue;
        uri += separator;
        uri.append(name).append("=").append(kernel::percentEncode(value));
        separator = '&';
    }
    return uri;
}

}  // namespace steward::identity

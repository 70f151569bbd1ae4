#include "identity/device_label.h"
#include "identity/identity_routes.h"
#include "identity/sign_in_dialog.h"
#include "identity/sign_in_page.h"

namespace steward::identity {
namespace {

using contract::Method;
using kernel::Context;
using kernel::Request;
using kernel::Response;
using kernel::TextPairs;
using Reply = kernel::asio::awaitable<Response>;

constexpr contract::Rules takesCredentials{.cost = contract::Cost::credential};
constexpr std::string_view deviceGrantType = "urn:ietf:params:oauth:grant-type:device_code";

// Where programs of ours sign people in instead of here, and as what.
struct SignInElsewhere {
    std::string issuer;
    std::string scope;
    std::map<std::string, std::string> clients;
};
STEWARD_DESCRIBE(SignInElsewhere, (issuer, scope, clients))

// OpenID Connect Discovery 1.0 section 3, RFC 8414.
struct Discovery {
    std::string issuer;
    std::string authorization_endpoint;
    std::string token_endpoint;
    std::string userinfo_endpoint;
    std::string device_authorization_endpoint;
    std::string revocation_endpoint;
    std::string end_session_endpoint;
    std::string jwks_uri;
    std::vector<std::string> scopes_supported{"openid", "profile", "email", "offline_access"};
    std::vector<std::string> response_types_supported{"code"};
    std::vector<std::string> response_modes_supported{"query"};
    std::vector<std::string> grant_types_supported{"authorization_code", "refresh_token", "client_credentials",
                                                   std::string(deviceGrantType)};
    std::vector<std::string> subject_types_supported{"public"};
    std::vector<std::string> id_token_signing_alg_values_supported{"ES256"};
    std::vector<std::string> token_endpoint_auth_methods_supported{"none", "client_secret_basic", "client_secret_post"};
    std::vector<std::string> revocation_endpoint_auth_methods_supported{"none"};
    std::vector<std::string> code_challenge_methods_supported{"S256"};
    std::vector<std::string> claims_supported{"iss", "sub",  "aud",   "exp",  "iat",    "auth_time", "nonce",
                                              "sid", "name", "email", "role", "tenant", "amr",       "acr"};
    std::vector<std::string> acr_values_supported{std::string(oneFactor), std::string(twoFactors)};
    std::vector<std::string> prompt_values_supported{"login"};
    std::vector<std::string> dpop_signing_alg_values_supported{"ES256"};
    bool authorization_response_iss_parameter_supported = true;
    bool backchannel_logout_supported = true;
    bool backchannel_logout_session_supported = true;
    std::optional<SignInElsewhere> steward_sign_in;
};
STEWARD_DESCRIBE(Discovery,
                 (issuer, authorization_endpoint, token_endpoint, userinfo_endpoint, device_authorization_endpoint,
                  revocation_endpoint, end_session_endpoint, jwks_uri, scopes_supported, response_types_supported,
                  response_modes_supported, grant_types_supported, subject_types_supported,
                  id_token_signing_alg_values_supported, token_endpoint_auth_methods_supported,
                  revocation_endpoint_auth_methods_supported, code_challenge_methods_supported, claims_supported,
                  acr_values_supported, prompt_values_supported, dpop_signing_alg_values_supported,
                  authorization_response_iss_parameter_supported, backchannel_logout_supported,
                  backchannel_logout_session_supported, steward_sign_in))

struct UserInfo {
    std::string sub;
    std::string name;
    std::string email;
    domain::Role role = domain::Role::viewer;
    std::optional<std::string> tenant;
};
STEWARD_DESCRIBE(UserInfo, (sub, name, email, role, tenant))

struct JoinRequest {
    std::string secret;
};
STEWARD_DESCRIBE(JoinRequest, (secret))

Response secretResponse(std::string body, int status = 200) {
    Response response = kernel::jsonResponse(std::move(body), status);
    response.set("Cache-Control", "no-store");
    response.set("Pragma", "no-cache");
    return response;
}

Response answer(const Result<TokenReply>& reply) {
    if (reply) return secretResponse(json::write(*reply));
    const OAuthError error = toOAuth(reply.error());
    const bool isRefusal = enumFromName<GrantError>(error.error).has_value();
    Response response = secretResponse(json::write(error), isRefusal ? 400 : error.error == "server_error" ? 500 : 503);
    if (response.status == 503) response.set("Retry-After", "1");
    return response;
}

Response refuse(GrantError error, std::string message) {
    return answer(refuseGrant(error, std::move(message)));
}

Reply discovery(IdentityService& identity) {
    const std::string& issuer = identity.options().issuer;
    Discovery document{issuer,
                       issuer + "/oauth/authorize",
                       issuer + "/oauth/token",
                       issuer + "/oauth/userinfo",
                       issuer + "/oauth/device_authorization",
                       issuer + "/oauth/revoke",
                       issuer + "/oauth/end-session",
                       issuer + "/oauth/jwks"};
    if (auto* external = identity.external()) {
        const auto& options = external->options();
        document.steward_sign_in = SignInElsewhere{options.issuer.issuer, options.scope, options.clients};
    }
    Response response = kernel::jsonResponse(json::write(document));
    response.set("Cache-Control", "public, max-age=300");
    co_return response;
}

Reply jwks(IdentityService& identity) {
    Response response = kernel::jsonResponse(identity.keys().jwks());
    response.set("Cache-Control", "public, max-age=300");
    co_return response;
}

// The form of a token or revocation request, without repeated parameters (RFC 6749 section 3.2).
std::optional<TextPairs> formOf(const Request& request) {
    auto form = request.form();
    if (!form) return std::nullopt;
    for (std::size_t i = 0; i < form->size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if ((*form)[i].first == (*form)[j].first) return std::nullopt;
    return std::move(*form);
}

struct Credentials {
    std::string id;
    std::string secret;
};

// RFC 6749 section 2.3.1: in the Authorization header or in the form, never in both.
std::optional<Credentials> credentialsOf(const Request& request, const TextPairs& form) {
    constexpr std::string_view scheme = "basic ";
    const auto header = request.header("Authorization");
    const auto secret = kernel::findText(form, "client_secret");
    if (header.empty()) {
        if (!secret) return std::nullopt;
        return Credentials{std::string(kernel::findText(form, "client_id").value_or("")), std::string(*secret)};
    }
    if (secret || !kernel::equalIgnoringCase(header.substr(0, scheme.size()), scheme)) return std::nullopt;
    const auto pair = fromBase64(header.substr(scheme.size()));
    const auto colon = pair ? pair->find(':') : std::string::npos;
    if (colon == std::string::npos) return std::nullopt;
    const auto id = kernel::percentDecode(std::string_view(*pair).substr(0, colon), true);
    const auto word = kernel::percentDecode(std::string_view(*pair).substr(colon + 1), true);
    if (!id || !word) return std::nullopt;
    return Credentials{*id, *word};
}

// RFC 6749 section 4.4, with an API key as the client.
Reply clientCredentials(IdentityService& identity, const Request& request, const TextPairs& form, std::string dpopKey) {
    const auto credentials = credentialsOf(request, form);
    Result<TokenReply> reply = refuseGrant(GrantError::invalid_client, "The client has to say who it is, in one way.");
    if (credentials)
        reply = co_await identity.apiKeys().exchange(
            credentials->id, credentials->secret, std::string(kernel::findText(form, "scope").value_or("")), dpopKey);
    Response response = answer(reply);
    if (!reply && reply.error().detail == enumName(GrantError::invalid_client)) {
        response.status = 401;
        response.set("WWW-Authenticate", "Basic realm=\"steward\"");
    }
    co_return response;
}

// The key of the proof that came with a token request, or "" without one.
Result<std::string> dpopKeyOf(IdentityService& identity, const Request& request) {
    const auto proof = request.header("DPoP");
    if (proof.empty()) return std::string();
    auto key = identity.proofs().take(proof, {"POST", identity.options().issuer + "/oauth/token", {}});
    if (!key && key.error().code == ErrorCode::unauthenticated)
        return refuseGrant(GrantError::invalid_dpop_proof, key.error().message);
    return key;
}

Reply token(IdentityService& identity, const Request& request) {
    const auto form = formOf(request);
    if (!form)
        co_return refuse(GrantError::invalid_request, "The request is not a form with one value for each field.");
    const auto field = [&](std::string_view name) { return std::string(kernel::findText(*form, name).value_or("")); };
    const std::string client = field("client_id");
    const std::string grant = field("grant_type");
    const auto dpopKey = dpopKeyOf(identity, request);
    if (!dpopKey) co_return answer(fail(dpopKey.error()));
    if (grant == "client_credentials") co_return co_await clientCredentials(identity, request, *form, *dpopKey);
    if (!findClient(identity.options().clients, client))
        co_return refuse(GrantError::invalid_client, "The program that asks is not known to this platform.");
    if (grant == "authorization_code") {
        if (field("code").empty() || field("redirect_uri").empty() || field("code_verifier").empty())
            co_return refuse(GrantError::invalid_request, "code, redirect_uri and code_verifier are required.");
        co_return answer(co_await identity.sessions().redeem(field("code"), client, field("redirect_uri"),
                                                             field("code_verifier"), *dpopKey));
    }
    if (grant == "refresh_token") {
        if (field("refresh_token").empty()) co_return refuse(GrantError::invalid_request, "refresh_token is required.");
        co_return answer(co_await identity.sessions().refresh(field("refresh_token"), client, *dpopKey));
    }
    if (grant == deviceGrantType) {
        if (field("device_code").empty()) co_return refuse(GrantError::invalid_request, "device_code is required.");
        co_return answer(co_await identity.deviceGrants().poll(field("device_code"), client, *dpopKey));
    }
    if (grant.empty()) co_return refuse(GrantError::invalid_request, "grant_type is required.");
    co_return refuse(GrantError::unsupported_grant_type, "This grant type is not supported.");
}

// RFC 8628 section 3.1.
Reply deviceAuthorization(IdentityService& identity, const Request& request) {
    const auto form = formOf(request);
    if (!form)
        co_return refuse(GrantError::invalid_request, "The request is not a form with one value for each field.");
    const std::string client(kernel::findText(*form, "client_id").value_or(""));
    const Client* known = findClient(identity.options().clients, client);
    if (!known || !known->loopbackRedirect)
        co_return refuse(GrantError::invalid_client, "The program that asks is not known to this platform.");
    std::string scope(kernel::findText(*form, "scope").value_or("openid profile email"));
    if (scope.size() > 256) co_return refuse(GrantError::invalid_scope, "The scope is too long.");
    const auto begun =
        co_await identity.deviceGrants().begin(client, std::move(scope), deviceOf(request.header("User-Agent")));
    if (!begun) co_return answer(fail(begun.error()));
    co_return secretResponse(json::write(*begun));
}

Reply revoke(IdentityService& identity, const Request& request) {
    const auto form = formOf(request);
    if (!form)
        co_return refuse(GrantError::invalid_request, "The request is not a form with one value for each field.");
    const auto value = kernel::findText(*form, "token");
    const std::string client(kernel::findText(*form, "client_id").value_or(""));
    if (!value || value->empty()) co_return refuse(GrantError::invalid_request, "token is required.");
    if (!findClient(identity.options().clients, client))
        co_return refuse(GrantError::invalid_client, "The program that asks is not known to this platform.");
    const auto revoked = co_await identity.sessions().revoke(std::string(*value), client);
    if (!revoked) co_return answer(fail(revoked.error()));
    co_return secretResponse("{}");
}

Reply userInfo(IdentityService& identity, const Request& request, const Context& context) {
    auto preparing = identity.authenticator().prepare(request);
    const auto prepared = co_await std::move(preparing);
    const auto principal = prepared ? identity.authenticator().identify(request) : fail(prepared.error());
    if (!principal) {
        Response response = kernel::problemResponse(principal.error(), context.requestId);
        response.set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        co_return response;
    }
    co_return secretResponse(json::write(
        UserInfo{principal->userId, principal->name, principal->email, principal->role, principal->tenantId}));
}

Response signedOutPage(std::string_view title, std::string_view message, int status) {
    return page(messagePage(stewardBrand(), title, message), status);
}

// OpenID Connect RP-Initiated Logout 1.0: GET with a query or POST with a form.
Reply endSession(IdentityService& identity, const Request& request) {
    TextPairs parameters = request.query;
    if (request.method == Method::post) parameters = formOf(request).value_or(TextPairs());
    const auto value = [&](std::string_view name) {
        return std::string(kernel::findText(parameters, name).value_or(""));
    };
    const std::string hint = value("id_token_hint");
    const auto ended = co_await identity.sessions().signOut(hint);
    if (!ended) co_return signedOutPage("Nobody was signed out", ended.error().message, 400);

    const std::string target = value("post_logout_redirect_uri");
    const auto claims = verifiedId(identity.keys(), hint);
    const Client* client = claims ? findClient(identity.options().clients, claims->aud) : nullptr;
    if (client && mayRedirect(*client, target))
        co_return kernel::redirect(answerUri(target, {{"state", value("state")}}));
    co_return signedOutPage("You are signed out", "You can close this page.", 200);
}

Reply localJoin(IdentityService& identity, const Request& request) {
    const auto body = json::read<JoinRequest>(request.body, json::Unknown::refuse);
    if (!body) co_return refuse(GrantError::invalid_request, "The request is not {\"secret\":…}.");
    co_return answer(co_await identity.joinLocally(body->secret, request.peer));
}

}  // namespace

void bindOidcRoutes(kernel::Router& router, IdentityService& identity) {
    router.raw(Method::get, "/.well-known/openid-configuration",
               [&identity](const Request&, Context&) { return discovery(identity); });
    router.raw(Method::get, "/oauth/jwks", [&identity](const Request&, Context&) { return jwks(identity); });
    router.raw(
        Method::post, "/oauth/token",
        [&identity](const Request& request, Context&) { return token(identity, request); }, takesCredentials);
    router.raw(
        Method::post, "/oauth/device_authorization",
        [&identity](const Request& request, Context&) { return deviceAuthorization(identity, request); },
        takesCredentials);
    router.raw(
        Method::post, "/oauth/revoke",
        [&identity](const Request& request, Context&) { return revoke(identity, request); }, takesCredentials);
    for (const Method method : {Method::get, Method::post}) {
        router.raw(method, "/oauth/userinfo", [&identity](const Request& request, Context& context) {
            return userInfo(identity, request, context);
        });
        router.raw(method, "/oauth/end-session",
                   [&identity](const Request& request, Context&) { return endSession(identity, request); });
    }
    router.raw(
        Method::post, "/oauth/local-join",
        [&identity](const Request& request, Context&) { return localJoin(identity, request); }, takesCredentials);
}

void bindRoutes(kernel::Router& router, IdentityService& identity) {
    bindOidcRoutes(router, identity);
    bindSignInRoutes(router, identity);
    bindUserRoutes(router, identity);
    bindSessionRoutes(router, identity);
    bindApiKeyRoutes(router, identity);
    bindSupportRoutes(router, identity);
    bindSecondFactorRoutes(router, identity);
    bindAccountRoutes(router, identity);
    bindDeviceRoutes(router, identity);
    bindExternalRoutes(router, identity);
}

}  // namespace steward::identity

// Signing in step by step, as a browser and a console do it, for tests of identity.
#pragma once

#include "audit/audit_list.h"
#include "audit/audit_store.h"
#include "identity/lifetimes.h"
#include "identity/secrets.h"
#include "identity/tokens.h"
#include "identity_platform.h"

namespace steward::test {

using namespace steward::identity;
using namespace std::chrono_literals;
using kernel::TextPairs;

inline const std::string callback = "http://127.0.0.1:50123/callback";
inline const std::string verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

inline TextPairs authorizeParameters(const std::string& tenant = {}) {
    TextPairs parameters{{"client_id", "steward-console"},
                         {"redirect_uri", callback},
                         {"response_type", "code"},
                         {"scope", "openid profile email"},
                         {"state", "state-1"},
                         {"nonce", "nonce-1"},
                         {"code_challenge", challengeOf(verifier)},
                         {"code_challenge_method", "S256"}};
    if (!tenant.empty()) parameters.emplace_back("tenant", tenant);
    return parameters;
}

inline void replace(TextPairs& pairs, std::string_view name, std::string value) {
    std::erase_if(pairs, [&](const auto& pair) { return pair.first == name; });
    pairs.emplace_back(name, std::move(value));
}

inline std::string targetOf(const TextPairs& parameters) {
    std::string target = "/oauth/authorize";
    char separator = '?';
    for (const auto& [name, value] : parameters) {
        target += separator;
        target += name + "=" + kernel::percentEncode(value);
        separator = '&';
    }
    return target;
}

inline std::string between(const std::string& text, const std::string& before, const std::string& after) {
    const auto start = text.find(before);
    if (start == std::string::npos) return {};
    return text.substr(start + before.size(), text.find(after, start + before.size()) - start - before.size());
}

inline std::string queryValue(const std::string& location, const std::string& name) {
    const auto query = kernel::parseQuery(location.substr(location.find('?') + 1));
    return query ? std::string(kernel::findText(*query, name).value_or("")) : std::string();
}

// The page in a browser: its cookie and its hidden fields.
struct Browser {
    IdentityPlatform& platform;
    TextPairs parameters = authorizeParameters();
    HttpReply page = platform.get(targetOf(parameters));
    std::string cookie = page.header("Set-Cookie").substr(0, page.header("Set-Cookie").find(';'));

    HttpReply submit(const std::string& email, const std::string& password, bool keep = false) {
        TextPairs form = parameters;
        form.emplace_back("form_token", between(page.body, "name=\"form_token\" value=\"", "\""));
        form.emplace_back("email", email);
        form.emplace_back("password", password);
        if (keep) form.emplace_back("keep", "yes");
        return platform.post("/oauth/authorize", form, cookie);
    }
};

inline std::string codeFor(IdentityPlatform& platform, const std::string& email, bool keep = false) {
    Browser browser{platform};
    return queryValue(browser.submit(email, "correct horse", keep).header("Location"), "code");
}

inline HttpReply redeem(IdentityPlatform& platform, const std::string& code, const std::string& with = verifier) {
    return platform.post("/oauth/token", {{"grant_type", "authorization_code"},
                                          {"client_id", "steward-console"},
                                          {"redirect_uri", callback},
                                          {"code", code},
                                          {"code_verifier", with}});
}

inline HttpReply refresh(IdentityPlatform& platform, const std::string& token) {
    return platform.post("/oauth/token",
                         {{"grant_type", "refresh_token"}, {"client_id", "steward-console"}, {"refresh_token", token}});
}

struct Tokens {
    std::string access;
    std::string refresh;
    std::string id;
};

inline Tokens tokensOf(const HttpReply& reply) {
    return {reply.member("access_token"), reply.member("refresh_token"), reply.member("id_token")};
}

// Oldest first.
inline std::vector<domain::AuditEntry> auditOf(IdentityPlatform& platform) {
    const auto page = platform.database->readNow([&](sql::Connection& db) {
        return audit::listEntries(db, sql::TenantScope::all(), {500, {}, "seq", {}}, platform.clock.now());
    });
    return page ? page->items : std::vector<domain::AuditEntry>{};
}

inline Tokens signIn(IdentityPlatform& platform, const std::string& email = "owner@acme.example", bool keep = false) {
    return tokensOf(redeem(platform, codeFor(platform, email, keep)));
}

}  // namespace steward::test

#include "tests/support/sign_in.h"

#include <cctype>

#include "base/json.h"

namespace steward::test {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

const std::string callback = "http://127.0.0.1:50123/callback";
// Of codeVerifier (RFC 7636, appendix B).
const std::string codeChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

std::string percentEncoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const unsigned char c : text) {
        if (std::isalnum(c) || c == '-' || c == '.' || c == '_' || c == '~') {
            out += static_cast<char>(c);
        } else {
            out += '%';
            out += digits[c >> 4];
            out += digits[c & 15];
        }
    }
    return out;
}

std::string spelt(const Fields& fields) {
    std::string text;
    for (const auto& [name, value] : fields)
        text.append(text.empty() ? "" : "&").append(name).append("=").append(percentEncoded(value));
    return text;
}

std::string between(const std::string& text, std::string_view before, char after) {
    const auto start = text.find(before);
    if (start == std::string::npos) return {};
    return text.substr(start + before.size(), text.find(after, start + before.size()) - start - before.size());
}

std::string memberOf(const Reply& reply, std::string_view name) {
    const auto document = json::parse(reply.body);
    const auto* object = document ? document->if_object() : nullptr;
    const auto* member = object ? object->if_contains(name) : nullptr;
    return member && member->is_string() ? std::string(member->get_string()) : std::string();
}

Reply sendSpelt(int port, const std::string& target, const std::string& form, const std::string& cookie) {
    Ask question{.method = "POST", .target = target, .body = form};
    question.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    if (!cookie.empty()) question.headers.emplace_back("Cookie", cookie);
    return ask(port, question);
}

}  // namespace

const std::string codeVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

Reply sendForm(int port, const std::string& target, const Fields& fields, const std::string& cookie) {
    return sendSpelt(port, target, spelt(fields), cookie);
}

Reply fillSignInPageAt(int port, const std::string& target, const std::string& email, const std::string& password) {
    const auto page = ask(port, {.target = target});
    const std::string cookie = page.header("Set-Cookie");
    const Fields typed{{"form_token", between(page.body, "name=\"form_token\" value=\"", '"')},
                       {"email", email},
                       {"password", password}};
    const auto query = target.find('?');
    return sendSpelt(port, target.substr(0, query), target.substr(query + 1) + "&" + spelt(typed),
                     cookie.substr(0, cookie.find(';')));
}

Reply fillSignInPage(int port, const std::string& tenant, const std::string& email, const std::string& password) {
    Fields fields{{"client_id", "steward-console"},
                  {"redirect_uri", callback},
                  {"response_type", "code"},
                  {"scope", "openid profile email"},
                  {"state", "state-1"},
                  {"nonce", "nonce-1"},
                  {"code_challenge", codeChallenge},
                  {"code_challenge_method", "S256"}};
    if (!tenant.empty()) fields.emplace_back("tenant", tenant);
    return fillSignInPageAt(port, "/oauth/authorize?" + spelt(fields), email, password);
}

std::string codeOf(const Reply& answer) {
    const std::string location = answer.header("Location");
    const auto start = location.find("code=");
    return start == std::string::npos ? std::string()
                                      : location.substr(start + 5, location.find('&', start) - start - 5);
}

Reply redeemCode(int port, const std::string& code, const std::string& verifier) {
    return sendForm(port, "/oauth/token",
                    {{"grant_type", "authorization_code"},
                     {"client_id", "steward-console"},
                     {"redirect_uri", callback},
                     {"code", code},
                     {"code_verifier", verifier}});
}

SignedIn signIn(int port, const std::string& tenant, const std::string& email, const std::string& password) {
    const auto tokens = redeemCode(port, codeOf(fillSignInPage(port, tenant, email, password)));
    return {memberOf(tokens, "access_token"), memberOf(tokens, "refresh_token"), memberOf(tokens, "id_token")};
}

}  // namespace steward::test

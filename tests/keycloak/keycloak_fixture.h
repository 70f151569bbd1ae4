// A real Keycloak on a free loopback port, its data in memory, with the realm of realm.json. `./dev keycloak` fetches
// it.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>

#include "base/json.h"
#include "kernel/http_client.h"

namespace steward::test {

struct KeycloakTokens {
    std::string access;
    std::string refresh;
    std::string id;
};

class KeycloakFixture {
public:
    static constexpr const char* realm = "steward-test";
    static constexpr const char* adminSecret = "the-secret-of-the-test-realm";

    // Where it was unpacked, as STEWARD_KEYCLOAK says; nullopt: there is none.
    static std::optional<std::filesystem::path> home();

    KeycloakFixture();
    ~KeycloakFixture();

    // Returns when the realm is there. False with the reason in log().
    bool start();
    void kill();
    std::string log() const;

    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    std::string issuer() const { return url() + "/realms/" + realm; }

    // As a browser does it: the sign-in pages of Keycloak, filled in; code with PKCE. Without tokens when refused.
    KeycloakTokens signIn(const std::string& user, const std::string& scope = "openid profile email",
                          const std::string& client = "steward-console");
    KeycloakTokens refresh(const std::string& token, const std::string& client = "steward-console");

    // The Admin API as the administrator of Keycloak; below the realm ("/users?username=ada").
    kernel::HttpReply admin(const std::string& method, const std::string& path, const json::Value& body = {});
    std::string idOf(const std::string& username);

private:
    kernel::HttpReply send(kernel::HttpCall call);
    kernel::HttpReply form(const std::string& url, const std::vector<std::pair<std::string, std::string>>& fields,
                           const std::string& cookie = {});
    std::string adminToken();
    bool importRealm();

    std::filesystem::path folder_;
    kernel::HttpClient http_;
    pid_t pid_ = -1;
    int port_ = 0;
};

// "" when it is missing or no text.
std::string memberOf(const std::string& document, std::string_view name);

}  // namespace steward::test

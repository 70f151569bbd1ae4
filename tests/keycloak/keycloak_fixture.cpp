#include "keycloak_fixture.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

#include "base/ids.h"
#include "kernel/http/request.h"
#include "tests/support/sanitized.h"

extern char** environ;

namespace steward::test {
namespace {

constexpr const char* administrator = "admin";
constexpr const char* redirectUri = "http://127.0.0.1:50123/callback";
// RFC 7636, appendix B.
constexpr const char* verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
constexpr const char* challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
constexpr std::chrono::seconds startLimit{180};
constexpr int mostPages = 3;  // name, password, answer

int freePort() {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(socket, reinterpret_cast<sockaddr*>(&address), size);
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(socket);
    return ntohs(address.sin_port);
}

std::string spelt(const std::vector<std::pair<std::string, std::string>>& fields) {
    std::string text;
    for (const auto& [name, value] : fields)
        text.append(text.empty() ? "" : "&").append(name).append("=").append(kernel::percentEncode(value));
    return text;
}

std::string between(const std::string& text, std::string_view before, char after) {
    const auto start = text.find(before);
    if (start == std::string::npos) return {};
    return text.substr(start + before.size(), text.find(after, start + before.size()) - start - before.size());
}

std::string withoutEntities(std::string text) {
    for (auto at = text.find("&amp;"); at != std::string::npos; at = text.find("&amp;"))
        text.replace(at, 5, "&");
    return text;
}

std::string cookiesOf(const kernel::HttpReply& reply) {
    std::string cookies;
    for (const auto& [name, value] : reply.headers)
        if (kernel::equalIgnoringCase(name, "Set-Cookie"))
            cookies += (cookies.empty() ? "" : "; ") + value.substr(0, value.find(';'));
    return cookies;
}

KeycloakTokens tokensOf(const kernel::HttpReply& reply) {
    return {memberOf(reply.body, "access_token"), memberOf(reply.body, "refresh_token"),
            memberOf(reply.body, "id_token")};
}

}  // namespace

std::string memberOf(const std::string& document, std::string_view name) {
    const auto value = json::parse(document);
    const auto* object = value ? value->if_object() : nullptr;
    const auto* member = object ? object->if_contains(name) : nullptr;
    return member && member->is_string() ? std::string(member->get_string()) : std::string();
}

std::optional<std::filesystem::path> KeycloakFixture::home() {
    const char* folder = std::getenv("STEWARD_KEYCLOAK");
    if (!folder || !std::filesystem::exists(std::filesystem::path(folder) / "bin/kc.sh")) return std::nullopt;
    return std::filesystem::path(folder);
}

KeycloakFixture::KeycloakFixture() {
    folder_ = std::filesystem::temp_directory_path() / ("keycloak-" + randomHex(8));
    std::filesystem::create_directories(folder_);
}

KeycloakFixture::~KeycloakFixture() {
    kill();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

bool KeycloakFixture::start() {
    port_ = freePort();
    std::vector<std::string> words{(*home() / "bin/kc.sh").string(), "start", "--optimized", "--http-enabled=true",
                                   "--hostname-strict=false", "--http-host=127.0.0.1",
                                   "--http-port=" + std::to_string(port_), "--cache=local",
                                   // Otherwise it is gone with the last connection of the pool.
                                   "--db-url-properties=;NON_KEYWORDS=VALUE;DB_CLOSE_DELAY=-1"};
    std::vector<std::string> settings{"KC_BOOTSTRAP_ADMIN_USERNAME=" + std::string(administrator),
                                      "KC_BOOTSTRAP_ADMIN_PASSWORD=" + std::string(administrator),
                                      "JAVA_OPTS=-Xms64m -Xmx512m -XX:TieredStopAtLevel=1 "
                                      "-Djava.net.preferIPv4Stack=true"};
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::vector<char*> environment;
    for (char** entry = environ; *entry; ++entry)
        environment.push_back(*entry);
    for (auto& setting : settings)
        environment.push_back(setting.data());
    environment.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, (folder_ / "log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    const bool spawned =
        ::posix_spawn(&pid_, words[0].c_str(), &actions, &attributes, arguments.data(), environment.data()) == 0;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (!spawned) pid_ = -1;

    const auto until = std::chrono::steady_clock::now() + startLimit * (sanitized ? 3 : 1);
    while (spawned && std::chrono::steady_clock::now() < until) {
        if (::waitpid(pid_, nullptr, WNOHANG) == pid_) {
            pid_ = -1;
            return false;
        }
        if (send({.url = url() + "/realms/master"}).status == 200) return importRealm();
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
}

void KeycloakFixture::kill() {
    if (pid_ <= 0) return;
    ::kill(-pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
}

std::string KeycloakFixture::log() const {
    std::ifstream file(folder_ / "log");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

kernel::HttpReply KeycloakFixture::send(kernel::HttpCall call) {
    call.timeout = std::chrono::seconds(60);
    return http_.sendNow(std::move(call)).value_or(kernel::HttpReply{});
}

kernel::HttpReply KeycloakFixture::form(const std::string& url,
                                        const std::vector<std::pair<std::string, std::string>>& fields,
                                        const std::string& cookie) {
    kernel::HttpCall call{.method = "POST", .url = url, .body = spelt(fields)};
    call.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    if (!cookie.empty()) call.headers.emplace_back("Cookie", cookie);
    return send(std::move(call));
}

bool KeycloakFixture::importRealm() {
    const char* source = std::getenv("STEWARD_SOURCE");
    std::ifstream file(std::filesystem::path(source ? source : ".") / "tests/keycloak/realm.json");
    std::ostringstream text;
    text << file.rdbuf();
    kernel::HttpCall call{.method = "POST", .url = url() + "/admin/realms", .body = text.str()};
    call.headers = {{"Authorization", "Bearer " + adminToken()}, {"Content-Type", "application/json"}};
    const auto reply = send(std::move(call));
    if (reply.status != 201)
        std::ofstream(folder_ / "log", std::ios::app) << "realm: " << reply.status << " " << reply.body << "\n";
    return reply.status == 201;
}

std::string KeycloakFixture::adminToken() {
    const auto reply = form(url() + "/realms/master/protocol/openid-connect/token", {{"grant_type", "password"},
                                                                                     {"client_id", "admin-cli"},
                                                                                     {"username", administrator},
                                                                                     {"password", administrator}});
    return memberOf(reply.body, "access_token");
}

kernel::HttpReply KeycloakFixture::admin(const std::string& method, const std::string& path, const json::Value& body) {
    kernel::HttpCall call{.method = method, .url = url() + "/admin/realms/" + realm + path};
    call.headers = {{"Authorization", "Bearer " + adminToken()}};
    if (!body.is_null()) {
        call.headers.emplace_back("Content-Type", "application/json");
        call.body = json::write(body);
    }
    return send(std::move(call));
}

std::string KeycloakFixture::idOf(const std::string& username) {
    const auto users = json::parse(admin("GET", "/users?exact=true&username=" + username).body);
    if (!users || !users->is_array() || users->get_array().empty()) return {};
    return std::string(users->get_array()[0].at("id").as_string());
}

KeycloakTokens KeycloakFixture::signIn(const std::string& user, const std::string& scope, const std::string& client) {
    const std::string endpoint = issuer() + "/protocol/openid-connect";
    auto page = send({.url = endpoint + "/auth?" +
                             spelt({{"response_type", "code"},
                                    {"client_id", client},
                                    {"redirect_uri", redirectUri},
                                    {"scope", scope},
                                    {"state", "s"},
                                    {"nonce", "n"},
                                    {"code_challenge", challenge},
                                    {"code_challenge_method", "S256"}})});
    const std::string cookies = cookiesOf(page);
    for (int i = 0; i < mostPages && page.status == 200; ++i) {
        const std::string action = withoutEntities(between(page.body, "action=\"", '"'));
        page = form(action, {{"username", user}, {"password", "correct horse"}, {"credentialId", ""}}, cookies);
    }
    const std::string code = between(std::string(page.header("Location")), "code=", '&');
    if (code.empty()) return {};
    return tokensOf(form(endpoint + "/token", {{"grant_type", "authorization_code"},
                                               {"client_id", client},
                                               {"code", code},
                                               {"redirect_uri", redirectUri},
                                               {"code_verifier", verifier}}));
}

KeycloakTokens KeycloakFixture::refresh(const std::string& token, const std::string& client) {
    return tokensOf(form(issuer() + "/protocol/openid-connect/token",
                         {{"grant_type", "refresh_token"}, {"client_id", client}, {"refresh_token", token}}));
}

}  // namespace steward::test

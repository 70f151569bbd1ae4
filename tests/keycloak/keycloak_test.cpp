// The platform behind a real Keycloak: people sign in there, the API knows who they are, and users are managed through
// Keycloak's own API.
#include <QtTest>

#include "identity/keycloak_admin.h"
#include "keycloak_fixture.h"
#include "mail_sink.h"
#include "tests/support/served.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using namespace std::chrono_literals;
using test::KeycloakFixture;
using test::KeycloakTokens;
using test::memberOf;

namespace {

constexpr const char* withOrganization = "openid profile email organization";

json::Value documentOf(const test::Reply& reply) {
    return json::parse(reply.body).value_or(json::Value(json::Object()));
}

}  // namespace

class KeycloakTest : public QObject {
    Q_OBJECT

    KeycloakFixture keycloak_;
    test::StewarddFixture platform_;
    test::MailSink mail_;
    std::string acme_;
    std::string globex_;

    std::string createTenant(const std::string& slug) const {
        const json::Object tenant{{"name", slug},
                                  {"slug", slug},
                                  {"region", "eu-west"},
                                  {"ownerName", "Ada"},
                                  {"ownerEmail", "owner@" + slug + ".example"}};
        return memberOf(platform_
                            .ask({.method = "POST",
                                  .target = "/v1/tenants",
                                  .body = json::write(json::Value(tenant)),
                                  .headers = {{"Content-Type", "application/json"}}})
                            .body,
                        "id");
    }
    test::Reply me(const std::string& token) const { return platform_.ask({.target = "/v1/me", .token = token}); }
    json::Object principalOf(const std::string& token) const {
        const auto document = documentOf(me(token));
        const auto* principal = document.is_object() ? document.get_object().if_contains("principal") : nullptr;
        return principal && principal->is_object() ? principal->get_object() : json::Object();
    }
    static std::string text(const json::Object& object, std::string_view name) {
        const auto* value = object.if_contains(name);
        return value && value->is_string() ? std::string(value->get_string()) : std::string();
    }
    std::int64_t usersWith(const std::string& email) const {
        const auto page = documentOf(platform_.ask({.target = "/v1/users?filter=email%3D" + email}));
        return page.at("total").to_number<std::int64_t>();
    }
    json::Object userWith(const std::string& email) const {
        const auto page = documentOf(platform_.ask({.target = "/v1/users?filter=email%3D" + email}));
        const auto& items = page.at("items").as_array();
        return items.empty() ? json::Object() : items[0].as_object();
    }
    void setRole(const std::string& username, const std::string& role, bool has) {
        const auto record = json::parse(keycloak_.admin("GET", "/roles/" + role).body);
        const auto reply =
            keycloak_.admin(has ? "POST" : "DELETE", "/users/" + keycloak_.idOf(username) + "/role-mappings/realm",
                            json::Array{*record});
        QCOMPARE(reply.status, 204);
    }

private Q_SLOTS:
    void initTestCase() {
        if (!KeycloakFixture::home())
            QSKIP("STEWARD_KEYCLOAK is not set, so nothing of Keycloak was tested. './dev keycloak' does it.");
        QVERIFY2(keycloak_.start(), keycloak_.log().c_str());
        for (const std::string setting :
             {"oidc.audience=steward", "oidc.keysRefreshSeconds=1", "keycloak.realm=steward-test",
              "keycloak.clientId=steward-admin", "keycloak.importSeconds=1", "oidc.secondFactors=1"})
            platform_.set(setting);
        platform_.set(
            "oidc.roles=steward-operator=platformOperator, steward-owner=owner, steward-admin=admin, "
            "steward-viewer=viewer, steward-editor=custom:Editor");
        platform_.set("oidc.issuer=" + keycloak_.issuer());
        platform_.set("oidc.scope=" + std::string(withOrganization));
        platform_.set("keycloak.adminUrl=" + keycloak_.url());
        qputenv("STEWARD_KEYCLOAK_CLIENT_SECRET", KeycloakFixture::adminSecret);
        QVERIFY2(platform_.start(), platform_.log().c_str());
        qunsetenv("STEWARD_KEYCLOAK_CLIENT_SECRET");
        acme_ = createTenant("acme");
        globex_ = createTenant("globex");
        QVERIFY(!acme_.empty() && !globex_.empty());

        auto console = json::parse(keycloak_.admin("GET", "/clients?clientId=steward-console").body)->as_array()[0];
        console.at("attributes").as_object()["backchannel.logout.url"] = platform_.url() + "/oauth/backchannel-logout";
        QCOMPARE(keycloak_.admin("PUT", "/clients/" + std::string(console.at("id").as_string()), console).status, 204);
        const json::Object realm{{"realm", KeycloakFixture::realm},
                                 {"smtpServer", json::Object{{"host", "127.0.0.1"},
                                                             {"port", std::to_string(mail_.port())},
                                                             {"from", "id@steward.example"}}}};
        QCOMPARE(keycloak_.admin("PUT", "", realm).status, 204);
    }

    void tellsConsolesWhereToSignIn() {
        const auto document = documentOf(platform_.ask({.target = "/.well-known/openid-configuration", .token = "-"}));
        const auto& elsewhere = document.at("steward_sign_in").as_object();
        QCOMPARE(text(elsewhere, "issuer"), keycloak_.issuer());
        QCOMPARE(text(elsewhere, "scope"), std::string(withOrganization));
        QCOMPARE(text(elsewhere.at("clients").as_object(), "stewardctl"), std::string("stewardctl"));
    }

    void listsPeopleWhoNeverSignedIn() {
        QTRY_COMPARE_WITH_TIMEOUT(usersWith("zoe@acme.example"), 1, 60'000);
        const auto zoe = userWith("zoe@acme.example");
        QCOMPARE(text(zoe, "name"), std::string("Zoe Zero"));
        QCOMPARE(text(zoe, "role"), std::string("viewer"));
        QCOMPARE(text(zoe, "tenantId"), acme_);
        QCOMPARE(text(zoe, "identitySource"), keycloak_.issuer());
        QCOMPARE(text(zoe, "lastSeenAt"), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(usersWith("vic@globex.example"), 1, 60'000);  // of an organization
        QCOMPARE(text(userWith("vic@globex.example"), "tenantId"), globex_);
        QCOMPARE(usersWith("nora@nowhere.example"), 0);
        // Whoever comes is the one who was listed.
        const auto principal = principalOf(keycloak_.signIn("zoe").access);
        QCOMPARE(text(principal, "userId"), text(zoe, "id"));
        QVERIFY(!text(userWith("zoe@acme.example"), "lastSeenAt").empty());
        QCOMPARE(usersWith("zoe@acme.example"), 1);
    }

    void knowsCustomRoles() {
        // Nothing but the role of all viewers, until the tenant has one of that name.
        auto principal = principalOf(keycloak_.signIn("eve").access);
        QCOMPARE(text(principal, "role"), std::string("viewer"));
        QCOMPARE(text(principal, "customRoleId"), std::string());
        const json::Object draft{{"tenantId", acme_},
                                 {"name", "Editor"},
                                 {"description", "May change the look"},
                                 {"permissions", json::Array{"brandingRead", "brandingWrite"}}};
        test::Ask ask{.method = "POST", .target = "/v1/roles", .body = json::write(json::Value(draft))};
        ask.headers = {{"Content-Type", "application/json"}};
        const auto made = platform_.ask(ask);
        QVERIFY2(made.status == 201, made.body.c_str());
        const auto tokens = keycloak_.signIn("eve");
        principal = principalOf(tokens.access);
        QCOMPARE(text(principal, "customRoleId"), memberOf(made.body, "id"));
        QCOMPARE(text(userWith("eve@acme.example"), "customRoleId"), memberOf(made.body, "id"));
        const auto mine = me(tokens.access).body;
        QVERIFY(mine.find("\"brandingWrite\"") != std::string::npos);
        QVERIFY(mine.find("\"usersRead\"") == std::string::npos);
        QCOMPARE(platform_.ask({.target = "/v1/users", .token = tokens.access}).status, 403);
        // A built-in role given here takes the place of the custom one there.
        const std::string target = "/v1/users/" + text(principal, "userId");
        test::Ask change{.method = "PATCH", .target = target, .body = R"({"patch":{"role":"viewer"}})"};
        change.headers = {{"Content-Type", "application/json"},
                          {"If-Match", platform_.ask({.target = target}).header("ETag")}};
        const auto changed = platform_.ask(change);
        QVERIFY2(changed.status == 200, changed.body.c_str());
        const auto held = keycloak_.admin("GET", "/users/" + keycloak_.idOf("eve") + "/role-mappings/realm").body;
        QVERIFY(held.find("steward-viewer") != std::string::npos && held.find("steward-editor") == std::string::npos);
        QCOMPARE(text(principalOf(keycloak_.refresh(tokens.refresh).access), "customRoleId"), std::string());
        QCOMPARE(text(userWith("eve@acme.example"), "role"), std::string("viewer"));
    }

    // "1" is the class of every sign-in there, and stands here for one with a second factor.
    void readsHowPeopleSignedIn() {
        const auto tokens = keycloak_.signIn("ada");
        QCOMPARE(me(tokens.access).status, 200);
        const auto sessions = platform_.ask({.target = "/v1/me/sessions", .token = tokens.access}).body;
        QVERIFY2(sessions.find("\"mfa\"") != std::string::npos, sessions.c_str());
        test::Ask enrol{.method = "POST", .target = "/v1/me/second-factor", .token = tokens.access};
        const auto refused = platform_.ask(enrol);
        QVERIFY2(refused.status == 409, refused.body.c_str());
    }

    void knowsPeopleByGroupAndRole() {
        const auto tokens = keycloak_.signIn("ada");
        const auto principal = principalOf(tokens.access);
        QCOMPARE(text(principal, "role"), std::string("admin"));  // of admin and viewer
        QCOMPARE(text(principal, "tenantId"), acme_);
        QCOMPARE(text(principal, "email"), std::string("ada@acme.example"));
        QCOMPARE(text(principal, "name"), std::string("Ada Admin"));
        const auto user = userWith("ada@acme.example");
        QCOMPARE(text(user, "id"), text(principal, "userId"));
        QCOMPARE(text(user, "identitySource"), keycloak_.issuer());
        QCOMPARE(platform_.ask({.target = "/v1/tenants/" + globex_, .token = tokens.access}).status, 404);
        // A second sign-in is the same user.
        QCOMPARE(text(principalOf(keycloak_.signIn("ada").access), "userId"), text(principal, "userId"));
        QCOMPARE(usersWith("ada@acme.example"), 1);
    }

    void knowsPeopleByOrganization() {
        const auto principal = principalOf(keycloak_.signIn("vic", withOrganization).access);
        QCOMPARE(text(principal, "role"), std::string("viewer"));
        QCOMPARE(text(principal, "tenantId"), globex_);
    }

    void knowsStaff() {
        const auto tokens = keycloak_.signIn("olga");
        QCOMPARE(text(principalOf(tokens.access), "role"), std::string("platformOperator"));
        const auto tenants = documentOf(platform_.ask({.target = "/v1/tenants", .token = tokens.access}));
        QCOMPARE(tenants.at("total").to_number<int>(), 2);
    }

    void refusesWhoHasNoRoleOrTenant() {
        const auto nobody = me(keycloak_.signIn("nora").access);
        QCOMPARE(nobody.status, 403);
        QVERIFY(memberOf(nobody.body, "detail").find("none of your roles") != std::string::npos ||
                nobody.body.find("none of your roles") != std::string::npos);
        QCOMPARE(usersWith("nora@nowhere.example"), 0);
        setRole("nora", "steward-viewer", true);
        QCOMPARE(me(keycloak_.signIn("nora").access).status, 403);
        QCOMPARE(usersWith("nora@nowhere.example"), 0);
    }

    void refusesOtherTokens() {
        const auto tokens = keycloak_.signIn("ada");
        QCOMPARE(me(tokens.id).status, 401);
        QCOMPARE(me(tokens.refresh).status, 401);
        const auto ofShop = keycloak_.signIn("ada", "openid profile email", "shop");
        QVERIFY(!ofShop.access.empty());
        QCOMPARE(me(ofShop.access).status, 401);
    }

    void takesOverAnotherRole() {
        const auto changes = [&] {
            const auto audit = platform_.ask({.target = "/v1/audit?filter=action%3Duser.change"});
            return documentOf(audit).at("total").to_number<int>();
        };
        const int before = changes();
        auto tokens = keycloak_.signIn("ada");
        QCOMPARE(text(principalOf(tokens.access), "role"), std::string("admin"));
        setRole("ada", "steward-admin", false);
        tokens = keycloak_.refresh(tokens.refresh);
        QCOMPARE(text(principalOf(tokens.access), "role"), std::string("viewer"));
        QCOMPARE(text(userWith("ada@acme.example"), "role"), std::string("viewer"));
        setRole("ada", "steward-admin", true);
        tokens = keycloak_.refresh(tokens.refresh);
        QCOMPARE(text(principalOf(tokens.access), "role"), std::string("admin"));
        QCOMPARE(changes(), before + 2);
    }

    void logoutEndsTheSession() {
        const auto first = keycloak_.signIn("ada");
        const auto other = keycloak_.signIn("vic", withOrganization);
        QCOMPARE(me(first.access).status, 200);
        QCOMPARE(me(other.access).status, 200);
        QCOMPARE(keycloak_.admin("POST", "/users/" + keycloak_.idOf("ada") + "/logout").status, 204);
        QTRY_COMPARE_WITH_TIMEOUT(me(first.access).status, 401, 30'000);
        QCOMPARE(me(other.access).status, 200);
        QCOMPARE(me(keycloak_.signIn("ada").access).status, 200);
    }

    void whoIsDisabledIsOutAfterLogout() {
        const auto tokens = keycloak_.signIn("vic", withOrganization);
        QCOMPARE(me(tokens.access).status, 200);
        const std::string id = keycloak_.idOf("vic");
        auto record = json::parse(keycloak_.admin("GET", "/users/" + id).body).value();
        record.as_object()["enabled"] = false;
        QCOMPARE(keycloak_.admin("PUT", "/users/" + id, record).status, 204);
        QCOMPARE(keycloak_.admin("POST", "/users/" + id + "/logout").status, 204);
        QTRY_COMPARE_WITH_TIMEOUT(me(tokens.access).status, 401, 30'000);
        QVERIFY(keycloak_.signIn("vic", withOrganization).access.empty());
        QVERIFY(keycloak_.refresh(tokens.refresh).access.empty());
        record.as_object()["enabled"] = true;
        QCOMPARE(keycloak_.admin("PUT", "/users/" + id, record).status, 204);
    }

    void followsNewKeys() {
        const auto before = keycloak_.signIn("ada");
        const json::Object provider{{"name", "next"},
                                    {"providerId", "rsa-generated"},
                                    {"providerType", "org.keycloak.keys.KeyProvider"},
                                    {"config", json::Object{{"priority", json::Array{"200"}},
                                                            {"enabled", json::Array{"true"}},
                                                            {"active", json::Array{"true"}},
                                                            {"algorithm", json::Array{"RS256"}}}}};
        QCOMPARE(keycloak_.admin("POST", "/components", provider).status, 201);
        const auto after = keycloak_.signIn("ada");
        QVERIFY(before.access.substr(0, before.access.find('.')) != after.access.substr(0, after.access.find('.')));
        QTRY_COMPARE_WITH_TIMEOUT(me(after.access).status, 200, 30'000);  // keys are asked for once a second
        QCOMPARE(me(before.access).status, 200);
    }

    void managesUsers() {
        test::Served io;
        io.start();
        kernel::HttpClient http;
        const SystemClock clock;
        identity::KeycloakAdmin admin(
            {keycloak_.url(),
             KeycloakFixture::realm,
             "steward-admin",
             KeycloakFixture::adminSecret,
             keycloak_.issuer(),
             {{"steward-admin", domain::Role::admin}, {"steward-viewer", domain::Role::viewer}},
             "/tenants/"},
            http, clock);
        const auto listed = io.run([&] { return admin.list({"ada"}); });
        QVERIFY2(listed.has_value(), listed ? "" : listed.error().detail.c_str());
        QCOMPARE(listed->total, 1);
        QCOMPARE(listed->users.at(0).email, std::string("ada@acme.example"));
        const auto all = io.run([&] { return admin.list({"", 1, 2}); });
        QCOMPARE(all->users.size(), 2u);
        QVERIFY(all->total >= 4);

        const auto invited = io.run(
            [&] { return admin.invite({"Iris Invited", "iris@newcorp.example", domain::Role::viewer, "newcorp"}); });
        QVERIFY2(invited.has_value(), invited ? "" : invited.error().detail.c_str());
        QCOMPARE(invited->name, std::string("Iris Invited"));
        QTRY_COMPARE_WITH_TIMEOUT(mail_.count("iris@newcorp.example"), 1, 30'000);
        const auto groups = keycloak_.admin("GET", "/users/" + invited->subject + "/groups").body;
        QVERIFY2(groups.find("/tenants/newcorp") != std::string::npos, groups.c_str());
        const auto again = io.run(
            [&] { return admin.invite({"Iris Invited", "iris@newcorp.example", domain::Role::viewer, "newcorp"}); });
        QCOMPARE(again.error().code, ErrorCode::conflict);
        QVERIFY(io.run([&] { return admin.inviteAgain(invited->subject); }).has_value());
        QTRY_COMPARE_WITH_TIMEOUT(mail_.count("iris@newcorp.example"), 2, 30'000);
        QVERIFY(io.run([&] { return admin.resetPassword(invited->subject); }).has_value());
        QTRY_COMPARE_WITH_TIMEOUT(mail_.count("iris@newcorp.example"), 3, 30'000);

        const auto rolesOf = [&] {
            return keycloak_.admin("GET", "/users/" + invited->subject + "/role-mappings/realm").body;
        };
        QVERIFY(rolesOf().find("steward-viewer") != std::string::npos);
        QVERIFY(io.run([&] { return admin.setRole(invited->subject, domain::Role::admin); }).has_value());
        QVERIFY(rolesOf().find("steward-viewer") == std::string::npos);
        QVERIFY(rolesOf().find("steward-admin") != std::string::npos);
        const auto unknownRole = io.run([&] { return admin.setRole(invited->subject, domain::Role::billing); });
        QCOMPARE(unknownRole.error().code, ErrorCode::unprocessable);

        QVERIFY(io.run([&] { return admin.setEnabled(invited->subject, false); }).has_value());
        QVERIFY(keycloak_.admin("GET", "/users/" + invited->subject).body.find("\"enabled\":false") !=
                std::string::npos);
        QVERIFY(keycloak_.admin("GET", "/users/" + invited->subject).body.find("iris@newcorp.example") !=
                std::string::npos);
        QVERIFY(io.run([&] { return admin.remove(invited->subject); }).has_value());
        QCOMPARE(io.run([&] { return admin.remove(invited->subject); }).error().code, ErrorCode::notFound);

        const auto tokens = keycloak_.signIn("ada");
        QCOMPARE(me(tokens.access).status, 200);
        const std::string ada = keycloak_.idOf("ada");
        const auto sessions = io.run([&] { return admin.sessions(ada); });
        QVERIFY(sessions.has_value() && !sessions->empty());
        QCOMPARE(sessions->front().clients, std::vector<std::string>{"steward-console"});
        QVERIFY(io.run([&] { return admin.signOut(ada); }).has_value());
        QCOMPARE(io.run([&] { return admin.sessions(ada); })->size(), 0u);
        QTRY_COMPARE_WITH_TIMEOUT(me(tokens.access).status, 401, 30'000);
        io.stopThread();
    }

    void managesUsersThroughTheEndpointsOfAllUsers() {
        const auto send = [&](const std::string& method, const std::string& target, const json::Object& body,
                              const std::string& tag = {}) {
            test::Ask ask{.method = method, .target = target, .body = json::write(json::Value(body))};
            ask.headers = {{"Content-Type", "application/json"}};
            if (!tag.empty()) ask.headers.emplace_back("If-Match", tag);
            return platform_.ask(ask);
        };
        const auto tagOf = [&](const std::string& id) {
            return platform_.ask({.target = "/v1/users/" + id}).header("ETag");
        };
        const json::Object ivan{
            {"tenantId", acme_}, {"name", "Ivan Invited"}, {"email", "ivan@acme.example"}, {"role", "viewer"}};
        const auto invited = send("POST", "/v1/users", ivan);
        QVERIFY2(invited.status == 201, invited.body.c_str());
        const auto user = documentOf(invited).at("user").as_object();
        const std::string id = text(user, "id");
        QCOMPARE(text(user, "identitySource"), keycloak_.issuer());
        QCOMPARE(text(user, "status"), std::string("invited"));
        QTRY_COMPARE_WITH_TIMEOUT(mail_.count("ivan@acme.example"), 1, 30'000);
        const std::string subject = keycloak_.idOf("ivan@acme.example");
        QVERIFY(!subject.empty());
        QCOMPARE(send("POST", "/v1/users", ivan).status, 409);
        QCOMPARE(send("POST", "/v1/users/" + id + "/invitation", {}).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(mail_.count("ivan@acme.example"), 2, 30'000);

        const json::Object toAdmin{{"patch", json::Object{{"role", "admin"}}}};
        const auto promoted = send("PATCH", "/v1/users/" + id, toAdmin, tagOf(id));
        QVERIFY2(promoted.status == 200, promoted.body.c_str());
        const auto roles = keycloak_.admin("GET", "/users/" + subject + "/role-mappings/realm").body;
        QVERIFY(roles.find("steward-admin") != std::string::npos && roles.find("steward-viewer") == std::string::npos);
        QCOMPARE(send("PATCH", "/v1/users/" + id, toAdmin, "\"v1\"").status, 412);

        // Whoever was invited signs in for the first time and is the same user.
        QCOMPARE(keycloak_
                     .admin("PUT", "/users/" + subject + "/reset-password",
                            json::Object{{"type", "password"}, {"value", "correct horse"}, {"temporary", false}})
                     .status,
                 204);
        auto record = json::parse(keycloak_.admin("GET", "/users/" + subject).body).value();
        record.as_object()["requiredActions"] = json::Array();
        record.as_object()["emailVerified"] = true;
        QCOMPARE(keycloak_.admin("PUT", "/users/" + subject, record).status, 204);
        const auto tokens = keycloak_.signIn("ivan@acme.example");
        const auto principal = principalOf(tokens.access);
        QCOMPARE(text(principal, "userId"), id);
        QCOMPARE(text(principal, "role"), std::string("admin"));
        QCOMPARE(text(userWith("ivan@acme.example"), "status"), std::string("active"));
        QCOMPARE(send("DELETE", "/v1/users/" + id + "/invitation", {}).status, 409);

        const auto stop =
            send("PATCH", "/v1/users/" + id, {{"patch", json::Object{{"status", "suspended"}}}}, tagOf(id));
        QVERIFY2(stop.status == 200, stop.body.c_str());
        QTRY_COMPARE_WITH_TIMEOUT(me(tokens.access).status, 401, 30'000);
        QVERIFY(keycloak_.signIn("ivan@acme.example").access.empty());
        QCOMPARE(send("PATCH", "/v1/users/" + id, {{"patch", json::Object{{"status", "active"}}}}, tagOf(id)).status,
                 200);
        QCOMPARE(me(keycloak_.signIn("ivan@acme.example").access).status, 200);
        QCOMPARE(send("POST", "/v1/users/" + id + "/password-reset", {}).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(mail_.count("ivan@acme.example"), 3, 30'000);

        // Nobody gives more than they may do themselves, here too.
        const auto ada = keycloak_.signIn("ada");
        test::Ask ask{.method = "PATCH",
                      .target = "/v1/users/" + id,
                      .body = R"({"patch":{"role":"owner"}})",
                      .token = ada.access};
        ask.headers = {{"Content-Type", "application/json"}, {"If-Match", tagOf(id)}};
        QCOMPARE(platform_.ask(ask).status, 403);
    }

    void cleanup() {
        if (QTest::currentTestFailed()) qInfo("%s\n%s", platform_.log().c_str(), keycloak_.log().c_str());
    }

    void anInvitationWithoutMailLeavesNobody() {
        test::Served io;
        io.start();
        kernel::HttpClient http;
        const SystemClock clock;
        identity::KeycloakAdmin admin({keycloak_.url(),
                                       KeycloakFixture::realm,
                                       "steward-admin",
                                       KeycloakFixture::adminSecret,
                                       keycloak_.issuer(),
                                       {{"steward-viewer", domain::Role::viewer}},
                                       "/tenants/"},
                                      http, clock);
        mail_.refuse(true);
        const auto invited =
            io.run([&] { return admin.invite({"Max Mailless", "max@acme.example", domain::Role::viewer, "acme"}); });
        mail_.refuse(false);
        QVERIFY(!invited);
        QCOMPARE(keycloak_.idOf("max@acme.example"), std::string());
        io.stopThread();
    }

    // The last: Keycloak does not come back.
    void goesOnWithoutKeycloak() {
        const auto tokens = keycloak_.signIn("ada");
        const auto unseen = keycloak_.signIn("olga");
        QCOMPARE(me(tokens.access).status, 200);
        keycloak_.kill();
        QCOMPARE(me(tokens.access).status, 200);
        QCOMPARE(me(unseen.access).status, 200);  // its key is known, it never was here
        QCOMPARE(platform_.ask({.target = "/v1/users"}).status, 200);
        const auto user = userWith("ada@acme.example");
        test::Ask ask{.method = "POST", .target = "/v1/users/" + text(user, "id") + "/password-reset", .body = "{}"};
        ask.headers = {{"Content-Type", "application/json"}};
        QCOMPARE(platform_.ask(ask).status, 503);

        test::Served io;
        io.start();
        kernel::HttpClient http;
        const SystemClock clock;
        identity::KeycloakAdmin admin({keycloak_.url(),
                                       KeycloakFixture::realm,
                                       "steward-admin",
                                       KeycloakFixture::adminSecret,
                                       keycloak_.issuer(),
                                       {},
                                       "/tenants/"},
                                      http, clock);
        QCOMPARE(io.run([&] { return admin.list({}); }).error().code, ErrorCode::unavailable);
        io.stopThread();
    }
};

QTEST_GUILESS_MAIN(KeycloakTest)
#include "keycloak_test.moc"

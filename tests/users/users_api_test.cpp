// Users, roles and accounts through the API of a real stewardd that sends no mail: links come back to who asked.
#include <QtTest>
#include <thread>

#include "base/json.h"
#include "contract/endpoints.h"
#include "contract/problem.h"
#include "tests/support/reply_document.h"
#include "tests/support/sign_in.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using contract::Invitation;
using contract::SentLink;
using domain::AccessRole;
using domain::Permission;
using domain::PermissionSet;
using domain::Role;
using domain::User;
using domain::UserStatus;
using test::Ask;
using test::read;
using test::Reply;

namespace {

const std::string password = "nine wooden spoons";
const std::string otherPassword = "eleven silver forks";

std::string spell(const json::Value& value) {
    return json::write(value);
}

}  // namespace

class UsersApiTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(platform_.loadDemo(20), platform_.log().c_str());
        QVERIFY2(platform_.start(), platform_.log().c_str());
        tenant_ = tenantOf("tarnwick");
        foreign_ = tenantOf("lindenmoor");
        ownerToken_ = test::signIn(platform_.port(), tenant_.slug, tenant_.ownerEmail).token;
        QVERIFY(!ownerToken_.empty());
        owner_ = user(read<contract::Me>(send("GET", "/v1/me", {}, ownerToken_)).principal.userId);
        adminToken_ = signedInAs(join("admin@tarnwick.example", Role::admin));
        QVERIFY(!adminToken_.empty());
    }

    void somebodyJoins() {
        const auto reply = invite("anna@tarnwick.example", {{"role", "analyst"}}, ownerToken_);
        QCOMPARE(reply.status, 201);
        const auto invitation = read<Invitation>(reply);
        QCOMPARE(reply.header("Location"), "/v1/users/" + invitation.user.id);
        QCOMPARE(invitation.user.status, UserStatus::invited);
        QCOMPARE(invitation.user.tenantId, tenant_.id);
        QVERIFY(!invitation.sent.mailed);
        QVERIFY(test::signIn(platform_.port(), tenant_.slug, "anna@tarnwick.example", password).token.empty());

        const auto page = follow(*invitation.sent.link);
        QCOMPARE(page.status, 200);
        QVERIFY(page.body.find("anna@tarnwick.example") != std::string::npos);
        QCOMPARE(page.header("Referrer-Policy"), std::string("no-referrer"));
        QCOMPARE(page.header("Cache-Control"), std::string("no-store"));
        QCOMPARE(fill(*invitation.sent.link, {{"name", "Anna"}, {"password", "short"}, {"repeated", "short"}}).status,
                 422);
        QCOMPARE(
            fill(*invitation.sent.link, {{"name", "Anna"}, {"password", password}, {"repeated", otherPassword}}).status,
            422);
        QCOMPARE(fill(*invitation.sent.link, passwords(password)).status, 200);
        QCOMPARE(follow(*invitation.sent.link).status, 410);
        QCOMPARE(fill(*invitation.sent.link, passwords(otherPassword)).status, 410);

        const std::string token = test::signIn(platform_.port(), tenant_.slug, "anna@tarnwick.example", password).token;
        QVERIFY(!token.empty());
        const auto me = read<contract::Me>(send("GET", "/v1/me", {}, token));
        QCOMPARE(me.principal.name, std::string("Anna Analyst"));
        QVERIFY(me.permissions == domain::permissionsOf(Role::analyst));
        QCOMPARE(user(me.principal.userId).status, UserStatus::active);
        QVERIFY(audited("user.invite", me.principal.userId) && audited("user.join", me.principal.userId));
    }

    void anInvitationIsRepeatedAndWithdrawn() {
        const auto first = read<Invitation>(invite("ben@tarnwick.example", {{"role", "viewer"}}, ownerToken_));
        const std::string target = "/v1/users/" + first.user.id + "/invitation";
        const auto second = read<Invitation>(send("POST", target, json::Object{}, ownerToken_));
        QVERIFY(second.sent.link && *second.sent.link != *first.sent.link);
        QCOMPARE(follow(*first.sent.link).status, 410);
        QCOMPARE(follow(*second.sent.link).status, 200);
        QCOMPARE(invite("ben@tarnwick.example", {{"role", "viewer"}}, ownerToken_).status, 409);
        QCOMPARE(send("DELETE", target, {}, ownerToken_).status, 204);
        QCOMPARE(follow(*second.sent.link).status, 410);
        QCOMPARE(send("GET", "/v1/users/" + first.user.id, {}, ownerToken_).status, 404);
        QCOMPARE(send("DELETE", "/v1/users/" + owner_.id + "/invitation", {}, ownerToken_).status, 409);
    }

    void nobodyInvitesAboveTheirRightsOrElsewhere() {
        QCOMPARE(invite("c1@tarnwick.example", {{"role", "owner"}}, adminToken_).status, 403);
        QCOMPARE(invite("c2@tarnwick.example", {{"role", "support"}}, adminToken_).status, 422);
        QCOMPARE(invite("c3@tarnwick.example", {{"role", "viewer"}, {"tenantId", foreign_.id}}, adminToken_).status,
                 404);
        QCOMPARE(invite("not an address", {{"role", "viewer"}}, adminToken_).status, 422);
        QCOMPARE(invite("c4@tarnwick.example\r\nBcc: x@y.example", {{"role", "viewer"}}, adminToken_).status, 422);
        QCOMPARE(invite("c5@tarnwick.example", {{"customRoleId", "rol_x"}}, adminToken_).status, 422);
        const auto users = read<contract::Page<User>>(send("GET", "/v1/users?filter=email~c1%40", {}, {}));
        QCOMPARE(users.items.size(), std::size_t(0));
    }

    void aCustomRoleIsMadeGivenAndTakenBack() {
        const auto made = createRole("Report desk", {Permission::reportsRun, Permission::tenantsRead}, ownerToken_);
        QCOMPARE(made.status, 201);
        auto role = read<AccessRole>(made);
        QVERIFY(role.permissions.contains(Permission::signedIn));
        QCOMPARE(role.tenantId, tenant_.id);
        QCOMPARE(createRole("Report desk", {}, ownerToken_).status, 409);
        QCOMPARE(createRole("Too much", {Permission::tenantsWrite}, ownerToken_).status, 422);
        QCOMPARE(createRole("Above", {Permission::reportsRun}, adminToken_).status, 403);

        const auto member = join("dora@tarnwick.example", role.id);
        QCOMPARE(user(member.id).customRoleId.value_or(""), role.id);
        QCOMPARE(user(member.id).role, Role::viewer);
        const std::string token = signedInAs(member);
        QCOMPARE(send("GET", "/v1/reports", {}, token).status, 200);
        QCOMPARE(send("GET", "/v1/metrics/tenant-requests?tenantIds=" + tenant_.id, {}, token).status, 403);
        const auto listed = read<contract::RoleList>(send("GET", "/v1/roles", {}, ownerToken_));
        QCOMPARE(listed.items.size(), std::size_t(5));
        QCOMPARE(listed.items.back().users, std::int64_t(1));

        // What the role says holds from the next request on, however fresh the token is.
        const auto changed = changeRole(role, {{"permissions", json::Array{"tenantsRead"}}}, ownerToken_);
        QCOMPARE(changed.status, 200);
        role = read<AccessRole>(changed);
        QTRY_COMPARE(send("GET", "/v1/reports", {}, token).status, 401);
        QCOMPARE(send("GET", "/v1/reports", {}, signedInAs(member)).status, 403);
        auto stale = role;
        stale.version = 1;
        QCOMPARE(changeRole(stale, {{"name", "Other"}}, ownerToken_).status, 412);

        QCOMPARE(send("DELETE", "/v1/roles/" + role.id, {}, ownerToken_).status, 409);
        QCOMPARE(change(user(member.id), {{"role", "viewer"}}, ownerToken_).status, 200);
        QVERIFY(!user(member.id).customRoleId);
        QCOMPARE(send("DELETE", "/v1/roles/" + role.id, {}, ownerToken_).status, 204);
        QCOMPARE(send("GET", "/v1/roles/" + role.id, {}, ownerToken_).status, 404);
        for (const std::string action : {"role.create", "role.change", "role.delete"})
            QVERIFY2(audited(action, role.id), action.c_str());
    }

    void aRoleEditIsTakenBackFromTheAuditLog() {
        auto role = read<AccessRole>(createRole("Planned", {Permission::tenantsRead}, ownerToken_));
        QCOMPARE(changeRole(role, {{"permissions", json::Array{"tenantsRead", "reportsRun"}}}, ownerToken_).status,
                 200);
        const auto entries = read<contract::Page<domain::AuditEntry>>(
            send("GET", "/v1/audit?filter=action%3Drole.change%3BentityId%3D" + role.id, {}, {}));
        const json::Value revert =
            json::Object{{"entity", "role"},
                         {"operation", "revert"},
                         {"selection", json::Object{{"ids", json::Array{json::Value(entries.items.at(0).id)}}}}};
        QCOMPARE(send("POST", "/v1/plans", revert, adminToken_).status, 403);
        const auto plan = read<domain::Plan>(send("POST", "/v1/plans", revert, ownerToken_));
        QCOMPARE(plan.counts.willChange, std::int64_t(1));
        const auto batch = apply(plan, ownerToken_);
        QTRY_VERIFY(finished(batch.id));
        role = read<AccessRole>(send("GET", "/v1/roles/" + role.id, {}, ownerToken_));
        QCOMPARE(role.permissions, (PermissionSet{Permission::signedIn, Permission::tenantsRead}));
        QCOMPARE(role.version, std::int64_t(3));
        QVERIFY(audited("role.revert", role.id));
    }

    void rolesConvergeByTheRulesOfRoles() {
        QCOMPARE(createRole("Converged", {Permission::tenantsRead}, ownerToken_).status, 201);
        const auto target = [](const std::string& key, json::Object patch) {
            return json::Object{{"entity", "role"}, {"key", key}, {"patch", std::move(patch)}};
        };
        const json::Array permissions{"tenantsRead"};
        const json::Array targets{
            target("tarnwick/Converged", {{"description", "Looks"}}),
            target("tarnwick/New desk", {{"description", "New"}, {"permissions", permissions}}),
            target("tarnwick/Converged again", {{"name", "Converged"}}),
            target("tarnwick/Operator", {{"permissions", permissions}}),
            target("tarnwick/Platform", {{"permissions", json::Array{"tenantsWrite"}}}),
            target("tarnwick/Shoe", {{"shoe", 1}}),
            target("lindenmoor/Foreign", {{"permissions", permissions}}),
            target("Of the platform", {{"permissions", permissions}}),
        };
        const json::Value request = json::Object{{"entity", "configuration"},
                                                 {"operation", "converge"},
                                                 {"selection", json::Object()},
                                                 {"targets", targets}};
        const auto plan = read<domain::Plan>(send("POST", "/v1/plans", request, ownerToken_));
        const auto changes =
            read<contract::Page<domain::PlanChange>>(send("GET", "/v1/plans/" + plan.id + "/changes", {}, ownerToken_));
        QCOMPARE(changes.items.size(), targets.size());
        for (const auto& change : changes.items) {
            const bool isGood = change.key == "tarnwick/Converged" || change.key == "tarnwick/New desk";
            const std::string what = change.key + ": " + change.detail;
            QVERIFY2((change.state == domain::ChangeState::willChange) == isGood, what.c_str());
            QVERIFY2(isGood || change.reason == domain::ExclusionReason::refusedByRule, what.c_str());
        }
        const auto batch = apply(plan, ownerToken_);
        QTRY_VERIFY(finished(batch.id));
        const auto role = roleCalled("New desk");
        QCOMPARE(role.description, std::string("New"));
        QCOMPARE(role.permissions, (PermissionSet{Permission::signedIn, Permission::tenantsRead}));
        QCOMPARE(role.tenantId, tenant_.id);
        QCOMPARE(roleCalled("Converged").description, std::string("Looks"));
        const auto again = read<domain::Plan>(send("POST", "/v1/plans", request, ownerToken_));
        QCOMPARE(again.counts.willChange, std::int64_t(0));
    }

    void aPlanGrantsNothingAboveOwnRights() {
        const auto keeper = read<AccessRole>(
            createRole("Keeper", {Permission::rolesWrite, Permission::plansApply, Permission::usersRead}, ownerToken_));
        const std::string token = signedInAs(join("kea@tarnwick.example", keeper.id));
        const json::Value request = json::Object{
            {"entity", "role"},
            {"operation", "change"},
            {"selection", json::Object{{"ids", json::Array{json::Value(keeper.id)}}}},
            {"patch", json::Object{{"permissions", json::Array{"rolesWrite", "usersRead", "usersWrite"}}}}};
        const auto refused = read<domain::Plan>(send("POST", "/v1/plans", request, token));
        QCOMPARE(refused.counts.willChange, std::int64_t(0));
        QCOMPARE(refused.exclusions.at(0).reason, domain::ExclusionReason::aboveOwnRights);
        const auto allowed = read<domain::Plan>(send("POST", "/v1/plans", request, ownerToken_));
        QCOMPARE(allowed.counts.willChange, std::int64_t(1));
        const auto changes = read<contract::Page<domain::PlanChange>>(
            send("GET", "/v1/plans/" + allowed.id + "/changes", {}, ownerToken_));
        QCOMPARE(changes.items.at(0).effects,
                 (std::vector<domain::Effect>{{.kind = domain::EffectKind::rightsChange, .count = 1}}));
    }

    void builtInRolesStay() {
        QCOMPARE(send("DELETE", "/v1/roles/admin", {}, ownerToken_).status, 409);
        const auto role = read<AccessRole>(send("GET", "/v1/roles/owner", {}, ownerToken_));
        QVERIFY(role.builtIn == Role::owner && role.users == 1);
        QCOMPARE(send("GET", "/v1/roles/support", {}, ownerToken_).status, 404);
        QCOMPARE(send("GET", "/v1/roles/support", {}, {}).status, 200);
        QCOMPARE(read<contract::RoleList>(send("GET", "/v1/roles", {}, {})).items.size(), std::size_t(4));
    }

    void aRoleOfOneTenantIsNoRoleInAnother() {
        const auto role = read<AccessRole>(createRole("Own", {Permission::tenantsRead}, ownerToken_));
        const auto strangers = read<contract::Page<User>>(
            send("GET", "/v1/users?limit=1&filter=role%3Dviewer%3BtenantId%3D" + foreign_.id, {}, {}));
        QCOMPARE(strangers.items.size(), std::size_t(1));
        QCOMPARE(change(strangers.items.front(), {{"customRoleId", role.id}}, {}).status, 422);
        QCOMPARE(change(strangers.items.front(), {{"name", "Taken over"}}, ownerToken_).status, 404);
    }

    void theLastOwnerStays() {
        QCOMPARE(change(user(owner_.id), {{"role", "viewer"}}, ownerToken_).status, 422);
        const auto plan = planFor("suspend", {owner_.id}, {}, {});
        QCOMPARE(plan.counts.willChange, std::int64_t(0));
        QCOMPARE(plan.exclusions.at(0).reason, domain::ExclusionReason::lastOwner);
        QCOMPARE(change(user(owner_.id), {{"role", "viewer"}}, adminToken_).status, 422);
        QCOMPARE(user(owner_.id).role, Role::owner);
    }

    void twoPlansAtOnceLeaveAnOwner() {
        const auto second = join("second.owner@tarnwick.example", Role::owner);
        for (int round = 0; round < 5; ++round) {
            const auto one = planFor("change", {owner_.id}, json::Object{{"role", "admin"}}, {});
            const auto other = planFor("change", {second.id}, json::Object{{"role", "admin"}}, {});
            QCOMPARE(one.counts.willChange + other.counts.willChange, std::int64_t(2));
            domain::Batch begun;
            std::thread thread([&] { begun = apply(one, {}); });
            const auto batch = apply(other, {});
            thread.join();
            QTRY_VERIFY(finished(begun.id) && finished(batch.id));
            QVERIFY(user(owner_.id).role != user(second.id).role);
            const auto& demoted = user(owner_.id).role == Role::owner ? second : owner_;
            QCOMPARE(change(user(demoted.id), {{"role", "owner"}}, {}).status, 200);
        }
        ownerToken_ = test::signIn(platform_.port(), tenant_.slug, tenant_.ownerEmail).token;
        QCOMPARE(change(user(second.id), {{"role", "viewer"}}, ownerToken_).status, 200);
    }

    void rolesOfManyAreAPlanThatCanBeTakenBack() {
        const auto first = join("eva@tarnwick.example", Role::viewer);
        const auto other = join("finn@tarnwick.example", Role::analyst);
        const std::string token = signedInAs(first);
        const auto plan =
            planFor("change", {first.id, other.id, owner_.id}, json::Object{{"role", "analyst"}}, adminToken_);
        QCOMPARE(plan.counts.willChange, std::int64_t(1));
        QCOMPARE(plan.exclusions.size(), std::size_t(2));
        const auto batch = apply(plan, adminToken_);
        QTRY_VERIFY(finished(batch.id));
        QCOMPARE(user(first.id).role, Role::analyst);
        QTRY_COMPARE(send("GET", "/v1/me", {}, token).status, 401);

        const auto back = read<domain::Plan>(
            send("POST", "/v1/plans",
                 json::Object{
                     {"entity", "user"}, {"operation", "revert"}, {"selection", json::Object{{"batchId", batch.id}}}},
                 adminToken_));
        QCOMPARE(back.counts.willChange, std::int64_t(1));
        const auto undone = apply(back, adminToken_);
        QTRY_VERIFY(finished(undone.id));
        QTRY_COMPARE(user(first.id).role, Role::viewer);
        QVERIFY(audited("user.change", first.id) && audited("user.revert", first.id));
    }

    void whoIsSuspendedIsOut() {
        const auto member = join("gil@tarnwick.example", Role::viewer);
        const std::string token = signedInAs(member);
        const auto plan = planFor("suspend", {member.id}, {}, adminToken_);
        QCOMPARE(plan.counts.sessionsEnd, std::int64_t(1));
        QVERIFY(!plan.confirmation.empty());
        const auto suspended = apply(plan, adminToken_);
        QTRY_VERIFY(finished(suspended.id));
        QTRY_COMPARE(send("GET", "/v1/me", {}, token).status, 401);
        QVERIFY(signedInAs(member).empty());
        const auto resumed = apply(planFor("resume", {member.id}, {}, adminToken_), adminToken_);
        QTRY_VERIFY(finished(resumed.id));
        QTRY_VERIFY(!signedInAs(member).empty());
    }

    void whoIsDeletedIsGoneUntilRestored() {
        const auto member = join("hal@tarnwick.example", Role::analyst);
        const std::string token = signedInAs(member);
        const std::string list = "/v1/users?filter=tenantId%3D" + tenant_.id;
        const auto total = [&](const std::string& more) {
            return read<contract::Page<domain::User>>(send("GET", list + more, {}, adminToken_)).total;
        };
        const auto before = total("");
        const auto plan = planFor("remove", {member.id}, {}, adminToken_);
        QCOMPARE(plan.confirmation, std::string("hal@tarnwick.example"));
        QCOMPARE(plan.counts.sessionsEnd, std::int64_t(1));
        QVERIFY(plan.reversible);
        const json::Value wrong = json::Object{{"confirmation", "ines@tarnwick.example"}};
        QCOMPARE(send("POST", "/v1/plans/" + plan.id + "/apply", wrong, adminToken_).status, 422);
        const auto removed = apply(plan, adminToken_);
        QTRY_VERIFY(finished(removed.id));
        QTRY_COMPARE(send("GET", "/v1/me", {}, token).status, 401);
        QVERIFY(signedInAs(member).empty());
        QCOMPARE(total(""), before - 1);
        QCOMPARE(total("%3Bstatus%3Dremoved"), std::int64_t(1));
        QCOMPARE(send("GET", "/v1/find?text=hal@tarnwick.example", {}, adminToken_).body,
                 std::string("{\"items\":[]}"));
        QCOMPARE(change(user(member.id), {{"role", "viewer"}}, adminToken_).status, 422);
        QCOMPARE(invite("hal@tarnwick.example", {{"role", "viewer"}}, ownerToken_).status, 409);

        const auto back = apply(planFor("restore", {member.id}, {}, adminToken_), adminToken_);
        QTRY_VERIFY(finished(back.id));
        QCOMPARE(user(member.id).status, UserStatus::active);
        QCOMPARE(user(member.id).role, Role::analyst);
        QTRY_VERIFY(!signedInAs(member).empty());
        QCOMPARE(total(""), before);

        // From the history, and what was suspended is suspended again.
        const auto suspended = apply(planFor("suspend", {member.id}, {}, adminToken_), adminToken_);
        QTRY_VERIFY(finished(suspended.id));
        const auto again = apply(planFor("remove", {member.id}, {}, adminToken_), adminToken_);
        QTRY_VERIFY(finished(again.id));
        const auto revert = read<domain::Plan>(
            send("POST", "/v1/plans",
                 json::Object{
                     {"entity", "user"}, {"operation", "revert"}, {"selection", json::Object{{"batchId", again.id}}}},
                 adminToken_));
        QCOMPARE(revert.counts.willChange, std::int64_t(1));
        const auto undone = apply(revert, adminToken_);
        QTRY_VERIFY(finished(undone.id));
        QCOMPARE(user(member.id).status, UserStatus::suspended);
        QCOMPARE(total("%3Bstatus%3Dremoved"), std::int64_t(0));
        QCOMPARE(planFor("remove", {owner_.id}, {}, ownerToken_).counts.willChange, std::int64_t(0));
    }

    void aPasswordIsSetAnewByALink() {
        const auto member = join("hana@tarnwick.example", Role::viewer);
        const std::string token = signedInAs(member);
        const std::string target = "/v1/users/" + member.id + "/password-reset";
        QCOMPARE(send("POST", target, json::Object{}, token).status, 403);
        QCOMPARE(send("POST", "/v1/users/" + owner_.id + "/password-reset", json::Object{}, adminToken_).status, 403);
        const auto first = read<SentLink>(send("POST", target, json::Object{}, adminToken_));
        const auto link = read<SentLink>(send("POST", target, json::Object{}, adminToken_));
        QCOMPARE(follow(*first.link).status, 410);
        QCOMPARE(follow(*link.link).status, 200);
        QCOMPARE(fill(*link.link, passwords("hana-hana-hana-hana")).status, 422);
        QCOMPARE(fill(*link.link, passwords(otherPassword)).status, 200);
        QCOMPARE(fill(*link.link, passwords(password)).status, 410);
        QTRY_COMPARE(send("GET", "/v1/me", {}, token).status, 401);
        QVERIFY(signedInAs(member).empty());
        QVERIFY(!test::signIn(platform_.port(), tenant_.slug, member.email, otherPassword).token.empty());
        QVERIFY(audited("user.requestPasswordReset", member.id) && audited("user.resetPassword", member.id));
    }

    void aPasswordIsChangedByItsOwner() {
        const auto member = join("ida@tarnwick.example", Role::viewer);
        const auto other = test::signIn(platform_.port(), tenant_.slug, member.email, password);
        const auto own = test::signIn(platform_.port(), tenant_.slug, member.email, password);
        const auto changeTo = [&](const std::string& current, const std::string& wanted) {
            return send("POST", "/v1/me/password", json::Object{{"currentPassword", current}, {"newPassword", wanted}},
                        own.token)
                .status;
        };
        QCOMPARE(changeTo("wrong", otherPassword), 422);
        QCOMPARE(changeTo(password, password), 422);
        QCOMPARE(changeTo(password, "ida ida ida ida"), 422);
        QCOMPARE(changeTo(password, otherPassword), 204);
        const auto refreshed = [&](const test::SignedIn& session) {
            return test::sendForm(platform_.port(), "/oauth/token",
                                  {{"grant_type", "refresh_token"},
                                   {"client_id", "steward-console"},
                                   {"refresh_token", session.refresh}})
                .status;
        };
        QCOMPARE(refreshed(other), 400);
        QCOMPARE(refreshed(own), 200);
        QVERIFY(!test::signIn(platform_.port(), tenant_.slug, member.email, otherPassword).token.empty());
        QVERIFY(audited("user.changePassword", member.id));
    }

    void guessingTheCurrentPasswordIsSlowedDown() {
        const std::string token = signedInAs(join("jon@tarnwick.example", Role::viewer));
        std::vector<int> answers;
        for (int i = 0; i < 7; ++i)
            answers.push_back(send("POST", "/v1/me/password",
                                   json::Object{{"currentPassword", "wrong"}, {"newPassword", otherPassword}}, token)
                                  .status);
        QCOMPARE(answers.front(), 422);
        QCOMPARE(answers.back(), 429);
    }

    void anAddressIsConfirmed() {
        const auto member = join("kai@tarnwick.example", Role::viewer);
        const std::string token = signedInAs(member);
        QCOMPARE(send("POST", "/v1/me/email", json::Object{{"email", "kai@new.example"}, {"password", password}}, token)
                     .status,
                 409);
        const std::string target = "/v1/users/" + member.id + "/email";
        const auto to = [&](const std::string& email) {
            return send("POST", target, json::Object{{"email", email}}, adminToken_);
        };
        QCOMPARE(to(owner_.email).status, 409);
        QCOMPARE(to("no address").status, 422);
        const auto link = read<SentLink>(to("Kai@New.example"));
        QVERIFY(link.link.has_value());
        QCOMPARE(user(member.id).email, member.email);
        QCOMPARE(follow(*link.link).status, 200);
        QCOMPARE(user(member.id).email, member.email);
        QCOMPARE(fill(*link.link, {}).status, 200);
        QCOMPARE(user(member.id).email, std::string("kai@new.example"));
        QCOMPARE(fill(*link.link, {}).status, 410);
        QVERIFY(!test::signIn(platform_.port(), tenant_.slug, "kai@new.example", password).token.empty());
        QVERIFY(audited("user.changeEmail", member.id));
    }

    void withoutMailTheForgetfulAreToldSo() {
        const auto page = platform_.ask({.target = "/account/forgot-password?tenant=tarnwick", .token = "-"});
        QCOMPARE(page.status, 200);
        const auto answer =
            test::sendForm(platform_.port(), "/account/forgot-password", {{"tenant", ""}, {"email", owner_.email}});
        QCOMPARE(answer.status, 503);
        QVERIFY(answer.body.find("sends no mail") != std::string::npos);
    }

    void aLinkThatNeverWasIsNotGood() {
        for (const std::string path : {"/account/invitation", "/account/password-reset", "/account/email"}) {
            QCOMPARE(follow(path + "?token=" + std::string(43, 'A')).status, 410);
            QCOMPARE(follow(path).status, 410);
            QCOMPARE(test::sendForm(
                         platform_.port(), path,
                         {{"token", "x' OR '1'='1"}, {"password", password}, {"repeated", password}, {"name", "X"}})
                         .status,
                     410);
        }
    }

    void secretsAreNeitherStoredNorLogged() {
        const auto invitation = read<Invitation>(invite("lea@tarnwick.example", {{"role", "viewer"}}, ownerToken_));
        const std::string link = *invitation.sent.link;
        const std::string token = link.substr(link.find("token=") + 6);
        QCOMPARE(follow(link).status, 200);
        QCOMPARE(token.size(), std::size_t(43));
        for (const auto& entry : std::filesystem::recursive_directory_iterator(platform_.folder())) {
            if (!entry.is_regular_file()) continue;
            QFile file(QString::fromStdString(entry.path().string()));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains(QByteArray::fromStdString(token)), entry.path().c_str());
        }
    }

private:
    using Fields = std::vector<std::pair<std::string, std::string>>;

    // As the local operator without a token.
    Reply send(const std::string& method, const std::string& target, std::optional<json::Value> body,
               const std::string& token, const Fields& headers = {}) const {
        Ask question{.method = method, .target = target, .token = token, .headers = headers};
        if (body) question.body = spell(*body);
        return platform_.ask(question);
    }

    domain::Tenant tenantOf(const std::string& slug) const {
        return read<contract::Page<domain::Tenant>>(send("GET", "/v1/tenants?filter=slug%3D" + slug, {}, {}))
            .items.at(0);
    }
    User user(const std::string& id) const { return read<User>(send("GET", "/v1/users/" + id, {}, {})); }

    Reply invite(const std::string& email, json::Object more, const std::string& token) const {
        more["name"] = "Somebody New";
        more["email"] = email;
        return send("POST", "/v1/users", json::Value(std::move(more)), token);
    }

    Reply follow(const std::string& link) const {
        const auto start = link.find("/account/");
        return platform_.ask({.target = link.substr(start), .token = "-"});
    }
    Reply fill(const std::string& link, Fields fields) const {
        const auto start = link.find("/account/");
        const auto question = link.find('?');
        fields.emplace_back("token", link.substr(link.find("token=") + 6));
        return test::sendForm(platform_.port(), link.substr(start, question - start), fields);
    }
    static Fields passwords(const std::string& word) {
        return {{"name", "Anna Analyst"}, {"password", word}, {"repeated", word}};
    }

    User join(const std::string& email, json::Object role) const {
        role["tenantId"] = tenant_.id;
        const auto reply = invite(email, std::move(role), {});
        const auto invitation = read<Invitation>(reply);
        const Fields fields{{"name", "Somebody New"}, {"password", password}, {"repeated", password}};
        if (fill(invitation.sent.link.value_or(""), fields).status != 200) qWarning("%s", reply.body.c_str());
        return invitation.user;
    }
    User join(const std::string& email, Role role) const { return join(email, json::Object{{"role", enumName(role)}}); }
    User join(const std::string& email, const std::string& customRole) const {
        return join(email, json::Object{{"customRoleId", customRole}});
    }
    std::string signedInAs(const User& member) const {
        return test::signIn(platform_.port(), tenant_.slug, member.email, password).token;
    }

    Reply change(const User& member, json::Object patch, const std::string& token) const {
        return send("PATCH", "/v1/users/" + member.id, json::Object{{"patch", std::move(patch)}}, token,
                    {{"If-Match", "\"v" + std::to_string(member.version) + "\""}});
    }
    Reply createRole(const std::string& name, const PermissionSet& permissions, const std::string& token) const {
        return send("POST", "/v1/roles",
                    json::Object{{"name", name}, {"description", ""}, {"permissions", json::toValue(permissions)}},
                    token);
    }
    Reply changeRole(const AccessRole& role, json::Object body, const std::string& token) const {
        return send("PATCH", "/v1/roles/" + role.id, json::Value(std::move(body)), token,
                    {{"If-Match", "\"v" + std::to_string(role.version) + "\""}});
    }

    AccessRole roleCalled(const std::string& name) const {
        const auto list = read<contract::RoleList>(send("GET", "/v1/roles", {}, ownerToken_));
        const auto found = std::ranges::find(list.items, name, &AccessRole::name);
        return found == list.items.end() ? AccessRole{} : *found;
    }

    domain::Plan planFor(const std::string& operation, const std::vector<std::string>& ids,
                         std::optional<json::Value> patch, const std::string& token) const {
        json::Object request{
            {"entity", "user"}, {"operation", operation}, {"selection", json::Object{{"ids", json::toValue(ids)}}}};
        if (patch) request["patch"] = *patch;
        return read<domain::Plan>(send("POST", "/v1/plans", json::Value(std::move(request)), token));
    }
    domain::Batch apply(const domain::Plan& plan, const std::string& token) const {
        json::Object body;
        if (!plan.confirmation.empty()) body["confirmation"] = plan.confirmation;
        return read<domain::Batch>(
            send("POST", "/v1/plans/" + plan.id + "/apply", json::Value(std::move(body)), token));
    }
    bool finished(const std::string& batch) const {
        return read<domain::Batch>(send("GET", "/v1/batches/" + batch, {}, {})).finishedAt.has_value();
    }
    bool audited(const std::string& action, const std::string& id) const {
        const auto page = read<contract::Page<domain::AuditEntry>>(
            send("GET", "/v1/audit?filter=action%3D" + action + "%3BentityId%3D" + id, {}, {}));
        return !page.items.empty();
    }

    test::StewarddFixture platform_;
    domain::Tenant tenant_;
    domain::Tenant foreign_;
    User owner_;
    std::string ownerToken_;
    std::string adminToken_;
};

QTEST_GUILESS_MAIN(UsersApiTest)
#include "users_api_test.moc"

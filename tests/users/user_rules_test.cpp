// What may become of users and roles, without a database.
#include <QtTest>

#include "users/role_rules.h"
#include "users/user_rules.h"

using namespace steward;
using namespace steward::users;
using domain::ExclusionReason;
using domain::Operation;
using domain::Permission;
using domain::PermissionSet;
using domain::Role;
using domain::User;
using domain::UserPatch;
using domain::UserStatus;

namespace {

User person(Role role, const std::string& tenantId = "ten_a") {
    User user;
    user.id = "usr_" + std::string(enumName(role));
    user.tenantId = tenantId;
    user.name = "Ines Moreau";
    user.role = role;
    user.version = 3;
    return user;
}

domain::Principal acting(Role role) {
    domain::Principal principal;
    principal.userId = "usr_actor";
    principal.role = role;
    principal.permissions = domain::permissionsOf(role);
    return principal;
}

Surroundings around(const User& before, const User& after, std::int64_t otherOwners = 1) {
    return {domain::permissionsOf(before.role), domain::permissionsOf(after.role), otherOwners};
}

User withRole(User user, Role role) {
    user.role = role;
    return user;
}

User withStatus(User user, UserStatus status) {
    user.status = status;
    return user;
}

std::optional<ExclusionReason> refusal(const User& before, const User& after, Role actor,
                                       std::int64_t otherOwners = 1) {
    const auto exclusion = refusalOf(before, after, around(before, after, otherOwners), acting(actor));
    return exclusion ? std::optional(exclusion->reason) : std::nullopt;
}

}  // namespace

class UserRulesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nobodyGivesMoreThanTheyHave() {
        const User viewer = person(Role::viewer);
        QVERIFY(!refusal(viewer, withRole(viewer, Role::analyst), Role::admin));
        QVERIFY(!refusal(viewer, withRole(viewer, Role::admin), Role::admin));
        QCOMPARE(refusal(viewer, withRole(viewer, Role::owner), Role::admin), ExclusionReason::aboveOwnRights);
        QVERIFY(!refusal(viewer, withRole(viewer, Role::owner), Role::owner));
        QVERIFY(!refusal(viewer, withRole(viewer, Role::owner), Role::platformOperator));
        QCOMPARE(refusal(viewer, withRole(viewer, Role::analyst), Role::viewer), ExclusionReason::aboveOwnRights);
    }

    void whoIsDeletedComesBackAsTheyWere() {
        const User member = person(Role::viewer);
        const User gone = withStatus(member, UserStatus::removed);
        QCOMPARE(propose(member, Operation::remove, {}).after.status, UserStatus::removed);
        QCOMPARE(propose(gone, Operation::restore, {}, UserStatus::suspended).after.status, UserStatus::suspended);
        QCOMPARE(propose(gone, Operation::restore, {}, UserStatus::active).after.status, UserStatus::active);
        QCOMPARE(propose(member, Operation::restore, {}).after.status, UserStatus::active);
        for (const auto operation : {Operation::change, Operation::suspend, Operation::resume}) {
            const auto proposal = propose(gone, operation, {});
            QVERIFY(proposal.exclusion && proposal.exclusion->reason == ExclusionReason::removed);
        }
        const auto invited = propose(withStatus(member, UserStatus::invited), Operation::remove, {});
        QVERIFY(invited.exclusion && invited.exclusion->reason == ExclusionReason::refusedByRule);
        QVERIFY(!patchOf(json::Value(json::Object{{"status", "removed"}})));

        const User owner = person(Role::owner);
        QCOMPARE(refusal(owner, withStatus(owner, UserStatus::removed), Role::owner, 0), ExclusionReason::lastOwner);
        User self = member;
        self.id = "usr_actor";
        QCOMPARE(refusal(self, withStatus(self, UserStatus::removed), Role::owner), ExclusionReason::refusedByRule);
        QVERIFY(!refusal(gone, member, Role::owner));
    }

    void nobodyTakesFromWhoHasMore() {
        const User owner = person(Role::owner);
        QCOMPARE(refusal(owner, withRole(owner, Role::viewer), Role::admin), ExclusionReason::aboveOwnRights);
        QCOMPARE(refusal(owner, withStatus(owner, UserStatus::suspended), Role::admin),
                 ExclusionReason::aboveOwnRights);
        QVERIFY(!refusal(owner, withRole(owner, Role::viewer), Role::owner));
    }

    void narrowedRightsAreTheRightsThatCount() {
        const User viewer = person(Role::viewer);
        auto actor = acting(Role::owner);
        actor.permissions = PermissionSet{Permission::signedIn, Permission::usersWrite, Permission::tenantsRead};
        const auto after = withRole(viewer, Role::analyst);
        QCOMPARE(refusalOf(viewer, after, around(viewer, after), actor)->reason, ExclusionReason::aboveOwnRights);
    }

    void theLastOwnerStays() {
        const User owner = person(Role::owner);
        for (const User& after : {withRole(owner, Role::admin), withStatus(owner, UserStatus::suspended)}) {
            QCOMPARE(refusal(owner, after, Role::platformOperator, 0), ExclusionReason::lastOwner);
            QVERIFY(!refusal(owner, after, Role::platformOperator, 1));
        }
        const User suspended = withStatus(owner, UserStatus::suspended);
        QVERIFY(!refusal(suspended, withRole(suspended, Role::viewer), Role::platformOperator, 0));
        const User staff = person(Role::platformOperator, "");
        QCOMPARE(refusal(staff, withRole(staff, Role::support), Role::platformOperator, 0), ExclusionReason::lastOwner);
    }

    void whatElseIsLeftAlone() {
        User user = person(Role::viewer);
        const auto renamed = [](User other) {
            other.name = "Ines M.";
            return other;
        };
        QVERIFY(!refusal(user, renamed(user), Role::admin));
        user.identitySource = "keycloak";
        QCOMPARE(refusal(user, renamed(user), Role::admin), ExclusionReason::managedElsewhere);
        user.identitySource.reset();
        User own = user;
        own.id = "usr_actor";
        QCOMPARE(refusal(own, withStatus(own, UserStatus::suspended), Role::admin), ExclusionReason::refusedByRule);
        auto missing = around(user, user);
        missing.rightsAfter.reset();
        QCOMPARE(refusalOf(user, user, missing, acting(Role::admin))->reason, ExclusionReason::refusedByRule);
    }

    void aRoleStaysWithItsKind() {
        UserPatch patch;
        patch.role = Role::support;
        QVERIFY(users::propose(person(Role::viewer), Operation::change, patch).exclusion.has_value());
        QVERIFY(!users::propose(person(Role::auditor, ""), Operation::change, patch).exclusion.has_value());
        patch.role.reset();
        patch.customRoleId = "rol_x";
        const auto custom = users::propose(person(Role::owner), Operation::change, patch).after;
        QCOMPARE(custom.role, Role::viewer);
        QCOMPARE(custom.customRoleId.value_or(""), std::string("rol_x"));
        QVERIFY(!isOwner(custom));
        UserPatch back;
        back.role = Role::owner;
        QVERIFY(!users::propose(custom, Operation::change, back).after.customRoleId);
    }

    void whoWasInvitedIsNotSuspended() {
        const User invited = withStatus(person(Role::viewer), UserStatus::invited);
        QVERIFY(users::propose(invited, Operation::suspend, {}).exclusion.has_value());
        QVERIFY(users::propose(invited, Operation::resume, {}).exclusion.has_value());
        QCOMPARE(users::propose(person(Role::viewer), Operation::suspend, {}).after.status, UserStatus::suspended);
    }

    void aPatchIsRead() {
        const auto pathOf = [](const json::Value& patch) {
            const auto read = patchOf(patch);
            return read ? std::string() : read.error().fields.front().path;
        };
        QCOMPARE(pathOf(json::Object{{"role", "admin"}}), std::string());
        QCOMPARE(pathOf(json::Object{{"role", "emperor"}}), std::string("/patch/role"));
        QCOMPARE(pathOf(json::Object{{"email", "a@b.example"}}), std::string("/patch/email"));
        QCOMPARE(pathOf(json::Object{{"role", "admin"}, {"customRoleId", "rol_x"}}),
                 std::string("/patch/customRoleId"));
        QCOMPARE(pathOf(json::Object{{"status", "invited"}}), std::string("/patch/status"));
        QCOMPARE(pathOf(json::Object{{"name", "\u202e"}}), std::string("/patch/name"));
    }

    void aRoleOfATenantHoldsNothingOfThePlatform() {
        QVERIFY(checkRole("Report writer", "", {Permission::reportsRun, Permission::reportsWrite}, false));
        for (const auto permission : {Permission::platformManage, Permission::tenantsWrite}) {
            QVERIFY(!checkRole("Report writer", "", {permission}, false));
            QVERIFY(checkRole("Report writer", "", {permission}, true));
        }
        QVERIFY(!checkRole("owner", "", {}, false));
        QVERIFY(!checkRole("Operator", "", {}, true));
        QVERIFY(!checkRole("", "", {}, true));
        QVERIFY(!checkRole("Two\nlines", "", {}, true));
        QVERIFY(!checkRole("Name", std::string(501, 'a'), {}, true));
    }

    void rightsAreComparedAsSets() {
        QVERIFY(checkWithinOwnRights(acting(Role::admin), {Permission::usersWrite, Permission::reportsRun}));
        const auto refused =
            checkWithinOwnRights(acting(Role::admin), {Permission::usersWrite, Permission::rolesWrite});
        QCOMPARE(refused.error().code, ErrorCode::forbidden);
        QVERIFY(refused.error().detail.find("rolesWrite") != std::string::npos);
        QVERIFY(refused.error().detail.find("usersWrite") == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(UserRulesTest)
#include "user_rules_test.moc"

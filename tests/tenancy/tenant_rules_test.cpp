// What operations do to a tenant, and how rows become JSON. No database.
#include <QtTest>

#include "tenancy/row_json.h"
#include "tenancy/tenant_rules.h"

using namespace steward;
using namespace steward::tenancy;
using domain::ExclusionReason;
using domain::Operation;
using domain::SubscriptionPlan;
using domain::Tenant;
using domain::TenantPatch;
using domain::TenantStatus;

namespace {

Tenant tenantThatIs(TenantStatus status) {
    Tenant tenant;
    tenant.id = "ten_1";
    tenant.name = "Tarnwick Foods";
    tenant.slug = "tarnwick";
    tenant.status = status;
    tenant.plan = SubscriptionPlan::team;
    tenant.region = "eu-central";
    tenant.ownerName = "Ines Moreau";
    tenant.ownerEmail = "ines.moreau@tarnwick.example";
    tenant.mrrMinor = 45'000;
    tenant.users = 12;
    tenant.seatsLimit = 50;
    return tenant;
}

}  // namespace

class TenantRulesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whoWasSuspendedComesBackAsBefore() {
        const Tenant suspended = tenantThatIs(TenantStatus::suspended);
        for (const auto before : {TenantStatus::trial, TenantStatus::active, TenantStatus::pastDue})
            QCOMPARE(propose(suspended, Operation::resume, {}, before).after.status, before);
        QCOMPARE(propose(suspended, Operation::resume, {}).after.status, TenantStatus::active);
    }

    void operationsFitTheStatus_data() {
        QTest::addColumn<TenantStatus>("status");
        QTest::addColumn<Operation>("operation");
        QTest::addColumn<bool>("allowed");
        QTest::addColumn<ExclusionReason>("reason");
        QTest::addColumn<TenantStatus>("after");
        const auto no = TenantStatus::active;
        const auto any = ExclusionReason::refusedByRule;
        QTest::newRow("suspend active") << TenantStatus::active << Operation::suspend << true << any
                                        << TenantStatus::suspended;
        QTest::newRow("suspend past due")
            << TenantStatus::pastDue << Operation::suspend << true << any << TenantStatus::suspended;
        QTest::newRow("suspend twice") << TenantStatus::suspended << Operation::suspend << false
                                       << ExclusionReason::alreadySo << no;
        QTest::newRow("suspend archived")
            << TenantStatus::archived << Operation::suspend << false << ExclusionReason::archived << no;
        QTest::newRow("resume suspended")
            << TenantStatus::suspended << Operation::resume << true << any << TenantStatus::active;
        QTest::newRow("resume active") << TenantStatus::active << Operation::resume << false
                                       << ExclusionReason::notSuspended << no;
        QTest::newRow("archive suspended")
            << TenantStatus::suspended << Operation::archive << true << any << TenantStatus::archived;
        QTest::newRow("archive twice") << TenantStatus::archived << Operation::archive << false
                                       << ExclusionReason::alreadySo << no;
        QTest::newRow("publish") << TenantStatus::active << Operation::publish << false
                                 << ExclusionReason::refusedByRule << no;
    }
    void operationsFitTheStatus() {
        QFETCH(TenantStatus, status);
        QFETCH(Operation, operation);
        QFETCH(bool, allowed);
        QFETCH(ExclusionReason, reason);
        QFETCH(TenantStatus, after);
        const auto proposal = propose(tenantThatIs(status), operation, {});
        QCOMPARE(!proposal.exclusion, allowed);
        if (allowed)
            QCOMPARE(proposal.after.status, after);
        else
            QCOMPARE(proposal.exclusion->reason, reason);
    }

    void aTrialThatWasSuspendedIsATrialAgain() {
        auto tenant = tenantThatIs(TenantStatus::suspended);
        tenant.mrrMinor = 0;
        QCOMPARE(propose(tenant, Operation::resume, {}).after.status, TenantStatus::trial);
    }

    void suspendedTenantsKeepTheirPlanOnly() {
        const auto tenant = tenantThatIs(TenantStatus::suspended);
        TenantPatch patch;
        patch.plan = SubscriptionPlan::scale;
        QCOMPARE(propose(tenant, Operation::change, patch).exclusion->reason, ExclusionReason::suspended);
        patch = {};
        patch.addTag = "unpaid";
        QVERIFY(!propose(tenant, Operation::change, patch).exclusion);
    }

    void limitsBelowUseAreRefused() {
        auto tenant = tenantThatIs(TenantStatus::active);
        tenant.seatsLimit = 5;
        QCOMPARE(refusalOf(tenant)->reason, ExclusionReason::overLimit);
        tenant.seatsLimit = 50;
        QVERIFY(!refusalOf(tenant));
        tenant.region = "moon";
        QCOMPARE(refusalOf(tenant)->reason, ExclusionReason::refusedByRule);
    }

    void patchesAreReadStrictly() {
        const auto unknown = patchOf(json::Object{{"colour", "red"}});
        QCOMPARE(unknown.error().code, ErrorCode::invalid);
        QCOMPARE(unknown.error().fields.front().path, std::string("/patch/colour"));
        const auto wrongType = patchOf(json::Object{{"seatsLimit", "many"}});
        QCOMPARE(wrongType.error().fields.front().path, std::string("/patch/seatsLimit"));
        const auto wrongValue = patchOf(json::Object{{"region", "moon"}, {"slug", "No Slug"}});
        QCOMPARE(wrongValue.error().code, ErrorCode::unprocessable);
        QCOMPARE(wrongValue.error().fields.size(), std::size_t(2));
        QVERIFY(patchOf(json::Object{{"region", "eu-west"}}));
        QCOMPARE(checkForNew({}).error().fields.size(), std::size_t(5));
    }

    void timesAreWrittenAsEverywhere() {
        for (const auto* text : {"2026-11-23T09:41:07Z", "1969-12-31T23:59:59.999Z", "2024-02-29T00:00:00.120Z"})
            QCOMPARE(written([&](Pen& pen) { pen.time(parseRfc3339(text).value()); }), "\"" + std::string(text) + "\"");
    }

    void textIsWrittenAsEverywhere() {
        std::string everyByte;
        for (int c = 0; c < 128; ++c)
            everyByte += static_cast<char>(c);
        for (const std::string& text : {std::string(), std::string("Tarnwick"), std::string("Pike & Marrow \"Ltd\" \\"),
                                        std::string("Zürich 東京"), everyByte, "eight.." + everyByte})
            QCOMPARE(written([&](Pen& pen) { pen.text(text); }), json::write(text));
    }

private:
    template <class F>
    static std::string written(F f) {
        std::string room(Pen::roomFor(256), '\0');
        Pen pen(room.data());
        f(pen);
        return {room.data(), pen.at()};
    }
};

QTEST_GUILESS_MAIN(TenantRulesTest)
#include "tenant_rules_test.moc"

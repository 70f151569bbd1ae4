// The rules of the vocabulary: what a tenant, a brand, a role and the audit chain hold, whoever changes them.
#include <QtTest>

#include "domain/access.h"
#include "domain/audit.h"
#include "domain/brand.h"
#include "domain/money.h"
#include "domain/rules.h"
#include "domain/tenant.h"

using namespace steward;
using namespace steward::domain;

namespace {

Tenant tarnwick() {
    Tenant tenant;
    tenant.name = "Tarnwick Foods";
    tenant.slug = "tarnwick";
    tenant.region = "eu-central";
    tenant.ownerName = "Ines Moreau";
    tenant.ownerEmail = "ines.moreau@tarnwick.example";
    tenant.status = TenantStatus::active;
    tenant.users = 412;
    tenant.seatsLimit = 500;
    return tenant;
}

QString paths(const std::vector<FieldError>& errors) {
    QStringList all;
    for (const auto& error : errors)
        all << QString::fromStdString(error.path);
    return all.join(QLatin1Char(' '));
}

}  // namespace

class DomainTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTenantKeepsItsRules() {
        QCOMPARE(paths(check(tarnwick())), QString());
        Tenant bad = tarnwick();
        bad.name =
            "\xe2\x80\xae"
            "evil";
        bad.slug = "Tarn--wick";
        bad.region = "moon";
        bad.ownerEmail = "ines@localhost";
        bad.seatsLimit = 10;
        QCOMPARE(paths(check(bad)), QStringLiteral("/name /slug /ownerEmail /region /seatsLimit"));
    }

    void aPlanChangeBringsItsTerms() {
        const Tenant changed = patched(tarnwick(), {.plan = SubscriptionPlan::enterprise});
        QCOMPARE(changed.mrrMinor, initialPlans().at(SubscriptionPlan::enterprise).mrrMinor);
        QCOMPARE(changed.seatsLimit, std::int64_t(2'500));
        const Tenant smaller = patched(tarnwick(), {.plan = SubscriptionPlan::team});
        QCOMPARE(smaller.seatsLimit, std::int64_t(412));  // never below the users there are
        QCOMPARE(patched(tarnwick(), {.plan = SubscriptionPlan::free, .seatsLimit = 600}).seatsLimit,
                 std::int64_t(600));
    }

    void theNextInvoiceFollowsThePlanAndItsInterval() {
        Tenant tenant = tarnwick();
        tenant.mrrMinor = 45'000;
        tenant.billingInterval = BillingInterval::monthly;
        QCOMPARE(nextInvoiceMinor(tenant), std::int64_t(45'000));
        tenant.billingInterval = BillingInterval::yearly;
        QCOMPARE(nextInvoiceMinor(tenant), std::int64_t(540'000));
    }

    void amountsKnowTheirCurrency() {
        QCOMPARE(amountText(45'000, "EUR"), std::string("450.00 EUR"));
        QCOMPARE(amountText(5, "EUR"), std::string("0.05 EUR"));
        QCOMPARE(amountText(-1'205, "EUR"), std::string("-12.05 EUR"));
        QCOMPARE(amountText(45'000, "JPY"), std::string("45000 JPY"));
        QCOMPARE(amountText(45'001, "KWD"), std::string("45.001 KWD"));
        QCOMPARE(amountText(std::numeric_limits<std::int64_t>::min(), "JPY"), std::string("-9223372036854775808 JPY"));
    }

    void tagsAreAddedOnce() {
        const auto once = patched(tarnwick(), {.addTag = "vip"});
        QCOMPARE(patched(once, {.addTag = "vip"}).tags, std::vector<std::string>{"vip"});
    }

    void slugs_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("valid");
        QTest::newRow("plain") << "tarnwick" << true;
        QTest::newRow("hyphen") << "pike-marrow" << true;
        QTest::newRow("one letter") << "a" << false;
        QTest::newRow("leading hyphen") << "-ab" << false;
        QTest::newRow("upper case") << "Ab" << false;
        QTest::newRow("path") << "../etc" << false;
        QTest::newRow("64 letters") << QString(64, QLatin1Char('a')) << false;
    }
    void slugs() {
        QFETCH(QString, text);
        QFETCH(bool, valid);
        QCOMPARE(isSlug(text.toStdString()), valid);
    }

    void rolesGrantWhatTheySay() {
        QVERIFY(permissionsOf(Role::platformOperator).contains(Permission::platformManage));
        QVERIFY(!permissionsOf(Role::support).contains(Permission::tenantsWrite));
        QVERIFY(!permissionsOf(Role::owner).contains(Permission::tenantsWrite));
        QVERIFY(!permissionsOf(Role::viewer).contains(Permission::auditRead));
        QVERIFY(PermissionSet().contains(Permission::none));
        QVERIFY(isPlatformRole(Role::auditor) && !isPlatformRole(Role::admin));
    }

    void aPermissionSetIsAListOfNames() {
        const PermissionSet set{Permission::usersRead, Permission::signedIn};
        QCOMPARE(json::write(set), std::string(R"(["signedIn","usersRead"])"));
        QVERIFY(json::read<PermissionSet>(R"(["usersRead","signedIn"])").value() == set);
        QVERIFY(!json::read<PermissionSet>(R"(["everything"])"));
        QVERIFY(set.containsAll({Permission::usersRead}) && !set.containsAll({Permission::usersWrite}));
        QVERIFY((set & permissionsOf(Role::viewer)) == PermissionSet{Permission::signedIn});
    }

    void anAdminIsNoOwner() {
        QVERIFY(permissionsOf(Role::owner).containsAll(permissionsOf(Role::admin)));
        QVERIFY(!permissionsOf(Role::admin).containsAll(permissionsOf(Role::owner)));
        for (const auto role : {Role::owner, Role::admin, Role::analyst, Role::viewer}) {
            QVERIFY(grantable(false).containsAll(permissionsOf(role)));
            QVERIFY(permissionsOf(role).containsAll(permissionsOf(baseRole(false))));
        }
    }

    void supportLetsNobodyIn() {
        for (const auto permission : {Permission::usersWrite, Permission::rolesWrite, Permission::keysWrite,
                                      Permission::supportConsent, Permission::supportAccess})
            QVERIFY(!supportable().contains(permission));
        QVERIFY(grantable(false).containsAll(supportable()) && supportable().containsAll(supportReading()));
        QVERIFY(permissionsOf(Role::support).contains(Permission::supportAccess));
        QVERIFY(!grantable(false).contains(Permission::supportAccess));
        QVERIFY(!permissionsOf(Role::analyst).contains(Permission::supportConsent));
    }

    void contrastIsWcag() {
        QCOMPARE(qRound(contrastRatio("#000000", "#FFFFFF") * 10), 210);
        QCOMPARE(qRound(contrastRatio("#1D6B57", "#FFFFFF") * 10), 64);  // picture 04
        QCOMPARE(gradeOf(contrastRatio("#B4762A", "#FFFFFF")), ContrastGrade::aaLarge);
        QCOMPARE(contrastRatio("red", "#FFFFFF"), 0.0);
    }

    void aFaintBrandIsNotPublished() {
        Brand brand{.productName = "Fernhollow Care", .primaryColour = "#1D6B57"};
        QCOMPARE(paths(check(brand)), QString());
        brand.primaryColour = "#9FD8C8";
        QCOMPARE(paths(check(brand)), QStringLiteral("/primaryColour"));
        const auto checks = contrastOf(brand);
        QVERIFY(gradeOf(contrastRatio(checks[0].suggestion, "#FFFFFF")) >= ContrastGrade::aa);
    }

    void aLogoIsASmallPng() {
        Brand brand{.productName = "Fernhollow Care"};
        brand.logoPng = "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=";  // an SVG
        QCOMPARE(paths(check(brand)), QStringLiteral("/logoPng"));
    }

    void everyMemberOfAnAuditEntryIsInItsHash() {
        AuditEntry entry;
        entry.id = "aud_1";
        entry.seq = 1;
        entry.actorName = "Ines Moreau";
        entry.after = *json::parse(R"({"b":1,"a":2})");
        entry.previousHash = firstPreviousHash;
        const std::string hash = hashOf(entry);
        QCOMPARE(hash.size(), std::size_t(64));
        entry.hash = "anything";
        QCOMPARE(hashOf(entry), hash);
        entry.after = *json::parse(R"({"a":2,"b":1})");
        QCOMPARE(hashOf(entry), hash);  // the order of members means nothing
        AuditEntry other = entry;
        other.reason = "because";
        QVERIFY(hashOf(other) != hash);
        other = entry;
        other.seq = 2;
        QVERIFY(hashOf(other) != hash);
        other = entry;
        other.overwrites = true;
        QVERIFY(hashOf(other) != hash);
    }

    // Of an entry that was written before there was `overwrites`.
    void entriesKeepTheirHash() {
        const auto entry = json::read<AuditEntry>(
            R"({"id":"aud_1","seq":7,"at":"2026-11-23T09:41:00Z","actorId":"usr_1","actorName":"Ines Moreau",)"
            R"("action":"tenant.change","entity":"tenant","entityId":"ten_1","entityName":"Tarnwick Foods",)"
            R"("tenantId":"ten_1","reason":"Renewal","before":{"name":"Tarnwick"},"after":{"name":"Tarnwick Foods"},)"
            R"("versionBefore":3,"versionAfter":4,"previousHash":"","hash":""})");
        QVERIFY(entry.has_value());
        QCOMPARE(hashOf(*entry), std::string("db584d0e9104b272511e92ceb16965af8cb319b03d0e7710486e718d37892fdf"));
    }
};

QTEST_MAIN(DomainTest)
#include "domain_test.moc"

// A database with the schema of the platform, a clock that tests move, and tenants made in one line.
#pragma once

#include <QtTest>

#include "audit/migrations.h"
#include "base/ids.h"
#include "branding/migrations.h"
#include "domain/access.h"
#include "identity/migrations.h"
#include "kernel/migrations.h"
#include "plans/migrations.h"
#include "reports/migrations.h"
#include "tenancy/migrations.h"
#include "tenancy/tenant_store.h"
#include "tests/support/test_database.h"

namespace steward::test {

class ManualClock final : public Clock {
public:
    Time now() const override { return now_; }
    void pass(Duration duration) { now_ += duration; }

private:
    Time now_ = parseRfc3339("2026-11-23T09:41:00Z").value();
};

// What went wrong, for QVERIFY2 and comparisons.
template <class T>
std::string problem(const Result<T>& result) {
    if (result) return {};
    std::string text = std::string(enumName(result.error().code)) + ": " + result.error().message;
    for (const auto& field : result.error().fields)
        text += " [" + field.path + " " + field.message + "]";
    return text;
}

// For what prepares a test: a failure ends the program.
template <class T>
void require(const Result<T>& result) {
    if (!result) qFatal("%s", problem(result).c_str());
}

#define STEWARD_VERIFY(result)                                                        \
    do {                                                                              \
        const auto& verified_ = (result);                                             \
        QVERIFY2(verified_.has_value(), ::steward::test::problem(verified_).c_str()); \
    } while (false)

inline std::vector<const kernel::MigrationList*> allMigrations() {
    return {&kernel::migrations(), &identity::migrations(), &tenancy::migrations(), &plans::migrations(),
            &audit::migrations(),  &branding::migrations(), &reports::migrations()};
}

struct PlatformDatabase {
    explicit PlatformDatabase(const MigrationLists& lists = allMigrations()) : db(openMigrated(lists, clock)) {}

    // Active, team, with ids and slugs that follow `name`.
    domain::Tenant addTenant(const std::string& name) {
        domain::Tenant tenant;
        tenant.id = spellId(id::tenant, seededUuid(clock.now() + std::chrono::milliseconds(tenants), tenants));
        tenant.name = name;
        tenant.slug = "tenant-" + std::to_string(tenants++);
        tenant.domain = tenant.slug + ".steward.example";
        tenant.status = domain::TenantStatus::active;
        tenant.region = "eu-central";
        tenant.ownerName = "Ines Moreau";
        tenant.ownerEmail = "ines.moreau@" + tenant.slug + ".example";
        tenant.createdAt = tenant.lastActiveAt = clock.now();
        tenant.version = 1;
        tenant = domain::patched(tenant, planPatch(domain::SubscriptionPlan::team));
        require(tenancy::insertTenant(db, tenant));
        return tenant;
    }

    domain::Tenant tenant(const std::string& id) {
        return tenancy::findTenant(db, sql::TenantScope::all(), id).value().value();
    }

    void openSession(const std::string& tenantId) {
        require(db.execute(
            sql::tenantOwned(
                "INSERT INTO sessions (id, user_id, tenant_id, client_id, scope, created_at, last_seen_at, expires_at)"
                " SELECT ?1, 'usr_x', ?2, 'console', 'openid', ?3, ?3, ?4 WHERE :tenant(?2)"),
            sql::TenantScope::one(tenantId),
            {newId(id::session, clock.now()), tenantId, clock.now(), clock.now() + std::chrono::hours(8)}));
    }

    static domain::TenantPatch planPatch(domain::SubscriptionPlan plan) {
        domain::TenantPatch patch;
        patch.plan = plan;
        return patch;
    }

    ManualClock clock;
    sql::Connection db;
    std::uint64_t tenants = 0;
};

inline domain::Principal platformOperator() {
    return {"usr_operator",
            "Marta Oyelaran",
            "marta@steward.example",
            domain::Role::platformOperator,
            std::nullopt,
            "ses_1",
            domain::permissionsOf(domain::Role::platformOperator)};
}

inline domain::Principal adminOf(const std::string& tenantId) {
    return {"usr_admin",
            "Ines Moreau",
            "ines@tarnwick.example",
            domain::Role::admin,
            tenantId,
            "ses_2",
            domain::permissionsOf(domain::Role::admin)};
}

}  // namespace steward::test

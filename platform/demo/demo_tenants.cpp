#include "demo/demo_tenants.h"

#include <algorithm>
#include <set>

#include "base/ids.h"
#include "demo/names.h"

namespace steward::demo {
namespace {

using domain::SubscriptionPlan;
using domain::Tenant;
using domain::TenantStatus;
using namespace std::chrono_literals;
using std::chrono::days;

struct Pictured {
    const char* name;
    const char* slug;
    TenantStatus status;
    SubscriptionPlan plan;
    std::int64_t users;
    std::int64_t mrr;  // whole euros
    const char* region;
    std::chrono::minutes lastActive;
};

constexpr auto active = TenantStatus::active;
constexpr auto trial = TenantStatus::trial;
constexpr auto pastDue = TenantStatus::pastDue;
constexpr auto suspended = TenantStatus::suspended;
constexpr auto enterprise = SubscriptionPlan::enterprise;
constexpr auto scale = SubscriptionPlan::scale;
constexpr auto team = SubscriptionPlan::team;

constexpr Pictured pictured[] = {
    {"Tarnwick Foods", "tarnwick", active, enterprise, 412, 18'400, "eu-central", 0min},
    {"Lindenmoor Energy", "lindenmoor", active, enterprise, 1206, 16'250, "eu-central", 2min},
    {"Oxbarrow Freight", "oxbarrow", pastDue, enterprise, 318, 12'900, "us-east", 4min},
    {"Ravenholt Insurance", "ravenholt", active, enterprise, 874, 11'750, "eu-west", 1min},
    {"Fernhollow Clinics", "fernhollow", active, scale, 236, 8'640, "eu-central", 11min},
    {"Quillmark Press", "quillmark", active, scale, 148, 6'120, "us-east", 7min},
    {"Greyfen Robotics", "greyfen", trial, scale, 61, 0, "ap-south", 38min},
    {"Bramblegate Schools", "bramblegate", active, scale, 2140, 5'980, "eu-west", 0min},
    {"Sablecroft Legal", "sablecroft", active, scale, 97, 5'400, "us-east", 22min},
    {"Copperwick Tools", "copperwick", suspended, scale, 54, 4'310, "eu-central", 6 * 24 * 60min},
    {"Wexcombe Housing", "wexcombe", active, scale, 189, 4'180, "eu-west", 3min},
    {"Saltmarrow Fisheries", "saltmarrow", active, team, 42, 1'260, "ap-south", 60min},
    {"Nimbrook Studio", "nimbrook", trial, team, 18, 0, "us-east", 14min},
    {"Pike & Marrow", "pike-marrow", active, team, 36, 1'080, "eu-west", 9min},
    {"Thornevale Optics", "thornevale", pastDue, team, 27, 810, "eu-central", 2 * 24 * 60min},
    {"Gristmarsh Brewing", "gristmarsh", active, team, 22, 660, "us-east", 51min},
    {"Hollowbeck Dental", "hollowbeck", active, team, 15, 450, "eu-west", 26min}};

constexpr std::string_view tags[] = {"pilot", "partner", "priority", "nonprofit", "reseller", "education", "migrated"};

void setTerms(Tenant& tenant, Random& random) {
    const auto& terms = domain::initialPlans().at(tenant.plan);
    tenant.seatsLimit = std::max(terms.seats, (tenant.users + 99) / 100 * 100);
    tenant.apiCallsLimit = terms.apiCalls;
    tenant.storageLimit = terms.storage;
    tenant.webhooksLimit = terms.webhooks;
    const auto used = [](std::int64_t limit, double share) {
        return static_cast<std::int64_t>(static_cast<double>(limit) * share);
    };
    tenant.apiCallsUsed = used(terms.apiCalls, 0.05 + 0.8 * random.share());
    // One in thirty is near a limit.
    const double storage = random.share();
    tenant.storageUsed = used(terms.storage, random.between(1, 30) == 1 ? 0.9 + 0.09 * storage : 0.85 * storage);
    tenant.webhooksUsed = random.between(0, used(terms.webhooks, 0.85));
}

void setOwner(Tenant& tenant, Random& random) {
    tenant.ownerName = personName(random);
    tenant.ownerEmail = mailboxOf(tenant.ownerName) + "@" + tenant.slug + ".example";
}

SubscriptionPlan somePlan(Random& random) {
    const double share = random.share();
    if (share < 0.38) return SubscriptionPlan::free;
    if (share < 0.80) return team;
    return share < 0.97 ? scale : enterprise;
}

TenantStatus someStatus(Random& random, SubscriptionPlan plan) {
    const double share = random.share();
    if (share < 0.025) return TenantStatus::archived;
    if (plan == SubscriptionPlan::free) return active;
    if (share < 0.05) return suspended;
    if (share < 0.073) return pastDue;
    return share < 0.117 ? trial : active;
}

std::int64_t someUsers(Random& random, SubscriptionPlan plan) {
    switch (plan) {
        case SubscriptionPlan::free:
            return random.between(1, 4);
        case team:
            return random.between(3, 14);
        case scale:
            return random.between(8, 34);
        case enterprise:
            return random.between(40, 90);
    }
    return 1;
}

// Minor units. Below those of the pictures, so that they stay in front.
std::int64_t someMrr(Random& random, const Tenant& tenant) {
    if (tenant.status == trial) return 0;
    switch (tenant.plan) {
        case SubscriptionPlan::free:
            return 0;
        case team:
            return tenant.users * 3'000;
        case scale:
            return random.between(90, 400) * 1'000;
        case enterprise:
            return random.between(410, 530) * 1'000;
    }
    return 0;
}

Tenant fromPicture(const Pictured& picture, Random& random, Time now) {
    Tenant tenant;
    tenant.name = picture.name;
    tenant.slug = picture.slug;
    tenant.status = picture.status;
    tenant.plan = picture.plan;
    tenant.users = picture.users;
    tenant.mrrMinor = picture.mrr * 100;
    tenant.region = picture.region;
    tenant.lastActiveAt = now - picture.lastActive;
    setOwner(tenant, random);
    setTerms(tenant, random);
    return tenant;
}

Tenant generated(std::uint64_t index, Random& random, Time now) {
    Tenant tenant;
    tenant.name = companyName(index);
    tenant.slug = slugOf(tenant.name);
    tenant.plan = somePlan(random);
    tenant.status = someStatus(random, tenant.plan);
    tenant.users = someUsers(random, tenant.plan);
    tenant.mrrMinor = someMrr(random, tenant);
    tenant.region = domain::regions()[random.next() % domain::regions().size()];
    const bool idle = tenant.status == suspended || tenant.status == TenantStatus::archived;
    tenant.lastActiveAt = now - std::chrono::minutes(idle ? random.between(3, 90) * 24 * 60 : random.between(0, 4'000));
    setOwner(tenant, random);
    setTerms(tenant, random);
    return tenant;
}

void detailTarnwick(Tenant& tenant) {
    tenant.ownerName = "Ines Moreau";
    tenant.ownerEmail = "ines.moreau@tarnwick.example";
    tenant.billingInterval = domain::BillingInterval::yearly;
    tenant.createdAt = *parseRfc3339("2024-02-14T09:26:00Z");
    tenant.apiCallsUsed = 31'500'000;
    tenant.storageUsed = 1'880'000'000'000;
    tenant.webhooksUsed = 12;
}

}  // namespace

std::vector<Tenant> makeTenants(std::int64_t count, std::uint64_t seed, Time now) {
    std::vector<Tenant> tenants;
    tenants.reserve(static_cast<std::size_t>(count));
    const Time today = std::chrono::floor<days>(now);
    for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(count); ++i) {
        Random random(seed * 1'000'003 + i);
        Tenant tenant = i < std::size(pictured) ? fromPicture(pictured[i], random, now) : generated(i, random, now);
        tenant.domain = tenant.slug + ".steward.example";
        if (tenant.plan != SubscriptionPlan::free && random.chance(0.3))
            tenant.billingInterval = domain::BillingInterval::yearly;
        if (tenant.region.starts_with("eu-")) tenant.tags.emplace_back("eu-residency");
        if (random.chance(0.25)) tenant.tags.emplace_back(random.pick(tags));
        const std::int64_t age = tenant.status == trial ? random.between(1, 29) : random.between(760, 1'480);
        tenant.createdAt = today - days(age) + std::chrono::minutes(random.between(7 * 60, 18 * 60));
        if (i == 0) detailTarnwick(tenant);
        if (tenant.status != TenantStatus::archived)
            tenant.renewsAt =
                today + days(tenant.billingInterval == domain::BillingInterval::yearly ? random.between(20, 360)
                                                                                       : random.between(1, 30));
        if (i == 0) tenant.renewsAt = *parseRfc3339("2027-03-01T00:00:00Z");
        tenant.version = 1;
        tenant.id = spellId(id::tenant, seededUuid(tenant.createdAt, seed * 7'919 + i));
        tenants.push_back(std::move(tenant));
    }
    return tenants;
}

std::vector<domain::User> makeUsers(const Tenant& tenant, std::uint64_t seed) {
    Random random(seed);
    std::vector<domain::User> users;
    users.reserve(static_cast<std::size_t>(tenant.users));
    std::set<std::string> taken;
    for (std::int64_t i = 0; i < tenant.users; ++i) {
        domain::User user;
        user.tenantId = tenant.id;
        user.name = i == 0 ? tenant.ownerName : personName(random);
        std::string mailbox = mailboxOf(user.name);
        if (!taken.insert(mailbox).second) mailbox += std::to_string(i);
        user.email = i == 0 ? tenant.ownerEmail : mailbox + "@" + tenant.slug + ".example";
        user.role = i == 0                ? domain::Role::owner
                    : i <= 2              ? domain::Role::admin
                    : random.chance(0.25) ? domain::Role::analyst
                                          : domain::Role::viewer;
        user.status = i == 0 || random.chance(0.92) ? domain::UserStatus::active
                      : random.chance(0.6)          ? domain::UserStatus::invited
                                                    : domain::UserStatus::suspended;
        const auto life =
            std::chrono::duration_cast<std::chrono::minutes>(tenant.lastActiveAt - tenant.createdAt).count();
        user.createdAt = tenant.createdAt + std::chrono::minutes(i == 0 || life < 2 ? 0 : random.between(0, life - 1));
        if (user.status == domain::UserStatus::active)
            user.lastSeenAt = tenant.lastActiveAt - std::chrono::minutes(i == 0 ? 0 : random.between(0, 20'000));
        user.version = 1;
        user.id = spellId(id::user, seededUuid(user.createdAt, random.next()));
        users.push_back(std::move(user));
    }
    return users;
}

std::vector<domain::User> makeStaff(std::uint64_t seed, Time now) {
    const std::pair<const char*, domain::Role> staff[] = {{"Marta Oyelaran", domain::Role::platformOperator},
                                                          {"Rosa Lindqvist", domain::Role::support},
                                                          {"Jonas Keller", domain::Role::billing},
                                                          {"Vera Novak", domain::Role::auditor}};
    std::vector<domain::User> users;
    const Time since = std::chrono::floor<days>(now) - days(900);
    for (const auto& [name, role] : staff) {
        domain::User user;
        user.name = name;
        user.email = mailboxOf(name) + "@steward.example";
        user.role = role;
        user.createdAt = since;
        user.version = 1;
        user.id = spellId(id::user, seededUuid(since, seed * 31 + users.size()));
        users.push_back(std::move(user));
    }
    return users;
}

}  // namespace steward::demo

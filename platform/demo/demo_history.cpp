#include <algorithm>

#include "base/ids.h"
#include "demo/demo_tenants.h"
#include "plans/plan_rules.h"

namespace steward::demo {
namespace {

using domain::AuditEntry;
using domain::Tenant;
using domain::TenantStatus;

constexpr std::int64_t events = 420;
constexpr std::string_view reviewTags[] = {"reviewed", "renewal", "at-risk", "reference", "beta"};
constexpr std::string_view reasons[] = {"Quarterly review", "Asked for by the owner, ticket OPS-2214",
                                        "Contract renewal", "Growing faster than planned", "Support case 48120"};

// `before` and `after` hold the changed members only, as plans store them.
AuditEntry entryOf(const Tenant& before, const Tenant& after, std::string operation, const domain::User& author,
                   Time at) {
    const auto fields = plans::difference(json::toValue(before).as_object(), json::toValue(after).as_object());
    AuditEntry entry;
    entry.at = at;
    entry.actorId = author.id;
    entry.actorName = author.name;
    entry.action = "tenant." + std::move(operation);
    entry.entity = "tenant";
    entry.entityId = before.id;
    entry.entityName = before.name;
    entry.tenantId = before.id;
    entry.before = plans::beforeOf(fields);
    entry.after = plans::afterOf(fields);
    entry.versionBefore = before.version;
    entry.versionAfter = before.version + 1;
    return entry;
}

void apply(Tenant& tenant, const Tenant& after) {
    const auto version = tenant.version;
    tenant = after;
    tenant.version = version + 1;
}

// Something that leaves what the pictures show as it is.
Tenant changed(const Tenant& tenant, Random& random) {
    Tenant after = tenant;
    switch (random.between(0, 2)) {
        case 0: {
            domain::TenantPatch patch;
            patch.addTag = random.pick(reviewTags);
            after = domain::patched(after, patch);
            break;
        }
        case 1:
            after.seatsLimit += 50;
            break;
        default:
            after.webhooksLimit += 5;
            break;
    }
    return after;
}

}  // namespace

std::vector<AuditEntry> makeHistory(std::vector<Tenant>& tenants, const domain::User& author, std::uint64_t seed,
                                    Time now) {
    Random random(seed * 104'729);
    const Time begin = now - std::chrono::days(30);
    std::vector<Time> times;
    for (std::int64_t i = 0; i < events; ++i)
        times.push_back(begin + std::chrono::seconds(random.between(0, 30 * 86'400 - 60)));
    std::ranges::sort(times);

    std::vector<AuditEntry> entries;
    const std::string batchId = spellId(id::batch, seededUuid(now, seed));
    std::vector<std::size_t> toSuspend;
    for (std::size_t i = 0; i < tenants.size() && toSuspend.size() < 40; ++i)
        if (tenants[i].status == TenantStatus::suspended) toSuspend.push_back(i);

    for (std::size_t i = 0; i < times.size(); ++i) {
        const bool suspends = i % 10 == 3 && !toSuspend.empty();
        const std::size_t index =
            suspends ? toSuspend.back()
                     : static_cast<std::size_t>(random.between(0, std::min<std::int64_t>(60, std::ssize(tenants)) - 1));
        Tenant& tenant = tenants[index];
        if (tenant.createdAt > times[i] ||
            (!suspends && (tenant.status == TenantStatus::suspended || tenant.status == TenantStatus::archived)))
            continue;
        if (suspends) {
            toSuspend.pop_back();
            Tenant before = tenant;
            before.status = TenantStatus::active;
            entries.push_back(entryOf(before, tenant, "suspend", author, times[i]));
            entries.back().reason = "Invoices unpaid for 60 days";
            ++tenant.version;
            continue;
        }
        const Tenant after = changed(tenant, random);
        if (after == tenant) continue;
        entries.push_back(entryOf(tenant, after, "change", author, times[i]));
        if (random.chance(0.7)) entries.back().reason = std::string(random.pick(reasons));
        if (i > times.size() / 2 && i < times.size() / 2 + 12) entries.back().batchId = batchId;
        apply(tenant, after);
    }
    return entries;
}

std::vector<DemoBrand> makeBrands(const std::vector<Tenant>& tenants) {
    struct Colours {
        const char* primary;
        const char* accent;
        const char* background;
        const char* text;
    };
    constexpr Colours colours[] = {{"#7A3E1D", "#2F6B3A", "#FBF7F2", "#2A1D14"},
                                   {"#1F4E79", "#8A5A00", "#F2F6FA", "#14202B"},
                                   {"#4A3B8F", "#A03E5B", "#F6F4FB", "#1F1A33"},
                                   {"#0F5C63", "#7D4B08", "#F1F8F8", "#10292B"},
                                   {"#1D6B57", "#7D4B08", "#FFFFFF", "#1B2B25"}};
    std::vector<DemoBrand> brands;
    for (std::size_t i = 0; i < std::size(colours) && i < tenants.size(); ++i) {
        domain::Brand brand;
        brand.productName = tenants[i].name;
        brand.headline = "Everything your day needs, in one place.";
        brand.welcome = "Welcome back to " + tenants[i].name + ".";
        brand.primaryColour = colours[i].primary;
        brand.accentColour = colours[i].accent;
        brand.backgroundColour = colours[i].background;
        brand.textColour = colours[i].text;
        brand.emailFooter = "You receive this message because you have an account at " + tenants[i].name + ".";
        DemoBrand made{tenants[i].id, tenants[i].name, {}, brand};
        const int versions = tenants[i].slug == "fernhollow" ? 14 : 1 + static_cast<int>(i);
        for (int version = 1; version <= versions; ++version) {
            domain::Brand earlier = brand;
            if (version < versions)
                earlier.headline = "Everything your day needs, in one place (" + std::to_string(version) + ").";
            made.published.push_back(std::move(earlier));
        }
        if (tenants[i].slug == "fernhollow") {
            auto& draft = made.draft;
            draft.productName = "Fernhollow Care";
            draft.headline = "Care that remembers you.";
            draft.welcome = "Welcome back to Fernhollow Care.";
            draft.accentColour = "#B4762A";
            draft.backgroundColour = "#F3F7F4";
            draft.headingFont = "Inter Display";
            draft.emailFooter =
                "Fernhollow Clinics Ltd, 4 Orchard Lane, Wexcombe. You receive this message because you have"
                " an account at {{product_name}}.";
        }
        brands.push_back(std::move(made));
    }
    return brands;
}

}  // namespace steward::demo

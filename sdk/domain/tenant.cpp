#include "domain/tenant.h"

#include <algorithm>
#include <array>

#include "domain/rules.h"

namespace steward::domain {

bool isOpen(TenantStatus status) {
    return status == TenantStatus::trial || status == TenantStatus::active || status == TenantStatus::pastDue;
}

const std::vector<std::string>& regions() {
    static const std::vector<std::string> all{"eu-central", "eu-west", "us-east", "ap-south"};
    return all;
}

const PlanCatalogue& initialPlans() {
    constexpr std::int64_t gigabyte = 1'000'000'000;
    static const PlanCatalogue plans{
        {SubscriptionPlan::free, {5, 100'000, 5 * gigabyte, 2, 0}},
        {SubscriptionPlan::team, {50, 2'000'000, 100 * gigabyte, 10, 45'000}},
        {SubscriptionPlan::scale, {250, 20'000'000, 1'000 * gigabyte, 25, 480'000}},
        {SubscriptionPlan::enterprise, {2'500, 50'000'000, 2'000 * gigabyte, 40, 1'200'000}},
    };
    return plans;
}

std::vector<FieldError> check(const PlanTerms& terms) {
    std::vector<FieldError> errors;
    eachMember(terms, [&](std::string_view name, std::int64_t value) {
        if (value < 0) errors.push_back({"/" + std::string(name), "must not be negative"});
    });
    return errors;
}

std::vector<FieldError> check(const Tenant& tenant) {
    std::vector<FieldError> errors;
    const auto refuse = [&](bool bad, const char* path, const char* message) {
        if (bad) errors.push_back({path, message});
    };
    refuse(!isName(tenant.name), "/name", "must have 1 to 120 visible characters");
    refuse(!isSlug(tenant.slug), "/slug", "must have 2 to 63 lower-case letters, digits or single hyphens");
    refuse(!isEmail(tenant.ownerEmail), "/ownerEmail", "is not an e-mail address");
    refuse(!isName(tenant.ownerName), "/ownerName", "must have 1 to 120 visible characters");
    refuse(std::find(regions().begin(), regions().end(), tenant.region) == regions().end(), "/region",
           "is not a region of this platform");
    refuse(tenant.tags.size() > 20, "/tags", "at most 20 tags");
    for (const auto& tag : tenant.tags)
        refuse(!isSlug(tag), "/tags", "tags have 2 to 63 lower-case letters, digits or single hyphens");
    refuse(tenant.seatsLimit < 0, "/seatsLimit", "must not be negative");
    refuse(tenant.apiCallsLimit < 0, "/apiCallsLimit", "must not be negative");
    refuse(tenant.storageLimit < 0, "/storageLimit", "must not be negative");
    refuse(tenant.webhooksLimit < 0, "/webhooksLimit", "must not be negative");
    refuse(tenant.seatsLimit > 0 && tenant.seatsLimit < tenant.users, "/seatsLimit", "is below the users it has now");
    return errors;
}

Tenant patched(Tenant tenant, const TenantPatch& patch, const PlanCatalogue& plans) {
    const auto set = [](auto& field, const auto& value) {
        if (value) field = *value;
    };
    set(tenant.name, patch.name);
    if (patch.slug) {
        tenant.slug = *patch.slug;
        tenant.domain = tenant.slug + ".steward.example";
    }
    if (patch.plan && *patch.plan != tenant.plan) {
        const PlanTerms& terms = plans.at(*patch.plan);
        tenant.plan = *patch.plan;
        tenant.mrrMinor = tenant.status == TenantStatus::trial ? 0 : terms.mrrMinor;
        tenant.seatsLimit = std::max(terms.seats, tenant.users);
        tenant.apiCallsLimit = terms.apiCalls;
        tenant.storageLimit = terms.storage;
        tenant.webhooksLimit = terms.webhooks;
    }
    set(tenant.billingInterval, patch.billingInterval);
    set(tenant.region, patch.region);
    set(tenant.ownerName, patch.ownerName);
    set(tenant.ownerEmail, patch.ownerEmail);
    set(tenant.tags, patch.tags);
    if (patch.addTag && std::find(tenant.tags.begin(), tenant.tags.end(), *patch.addTag) == tenant.tags.end())
        tenant.tags.push_back(*patch.addTag);
    set(tenant.seatsLimit, patch.seatsLimit);
    set(tenant.apiCallsLimit, patch.apiCallsLimit);
    set(tenant.storageLimit, patch.storageLimit);
    set(tenant.webhooksLimit, patch.webhooksLimit);
    return tenant;
}

std::int64_t nextInvoiceMinor(const Tenant& tenant) {
    constexpr int months = 12;
    return tenant.mrrMinor * (tenant.billingInterval == BillingInterval::yearly ? months : 1);
}

}  // namespace steward::domain

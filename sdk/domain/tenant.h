// A tenant: a customer of the platform, with its subscription plan, limits and use.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/error.h"
#include "base/time.h"

namespace steward::domain {

// `removed`: restorable for a while, and in no list unless it is asked for.
enum class TenantStatus { trial, active, pastDue, suspended, archived, removed };
STEWARD_DESCRIBE_ENUM(TenantStatus, trial, active, pastDue, suspended, archived, removed)

// Its people and programs are let in.
bool isOpen(TenantStatus status);
inline constexpr std::string_view openStatuses = "'trial', 'active', 'pastDue'";  // the same, as a list of SQL

enum class SubscriptionPlan { free, team, scale, enterprise };
STEWARD_DESCRIBE_ENUM(SubscriptionPlan, free, team, scale, enterprise)

enum class BillingInterval { monthly, yearly };
STEWARD_DESCRIBE_ENUM(BillingInterval, monthly, yearly)

// Flat, because each member is a column, a filter field, a report field and a line of a plan at once.
// Limits of 0 mean "none". Money is in minor units of `currency` (ISO 4217).
struct Tenant {
    std::string id;
    std::string name;
    std::string slug;    // unique; lower-case letters, digits, hyphens; 2 to 63
    std::string domain;  // where its users sign in
    TenantStatus status = TenantStatus::trial;
    SubscriptionPlan plan = SubscriptionPlan::free;
    BillingInterval billingInterval = BillingInterval::monthly;
    std::string region;
    std::string ownerName;
    std::string ownerEmail;
    std::vector<std::string> tags;
    std::string currency = "EUR";
    std::int64_t mrrMinor = 0;
    std::int64_t users = 0;
    std::int64_t seatsLimit = 0;
    std::int64_t apiCallsLimit = 0;  // a month
    std::int64_t storageLimit = 0;   // bytes
    std::int64_t webhooksLimit = 0;
    std::int64_t apiCallsUsed = 0;
    std::int64_t storageUsed = 0;
    std::int64_t webhooksUsed = 0;
    Time createdAt{};
    std::optional<Time> renewsAt;
    Time lastActiveAt{};
    std::int64_t version = 0;  // grows by one with each change; the ETag
    bool operator==(const Tenant&) const = default;
};
STEWARD_DESCRIBE(Tenant, (id, name, slug, domain, status, plan, billingInterval, region, ownerName, ownerEmail, tags,
                          currency, mrrMinor, users, seatsLimit, apiCallsLimit, storageLimit, webhooksLimit,
                          apiCallsUsed, storageUsed, webhooksUsed, createdAt, renewsAt, lastActiveAt, version))

// What a person may set: all of it for a new tenant, some of it in a change. Status moves through its own operations.
struct TenantPatch {
    std::optional<std::string> name;
    std::optional<std::string> slug;
    std::optional<SubscriptionPlan> plan;
    std::optional<BillingInterval> billingInterval;
    std::optional<std::string> region;
    std::optional<std::string> ownerName;
    std::optional<std::string> ownerEmail;
    std::optional<std::vector<std::string>> tags;  // replaces all tags
    std::optional<std::string> addTag;             // adds one, keeps the others
    std::optional<std::int64_t> seatsLimit;
    std::optional<std::int64_t> apiCallsLimit;
    std::optional<std::int64_t> storageLimit;
    std::optional<std::int64_t> webhooksLimit;
};
STEWARD_DESCRIBE(TenantPatch, (name, slug, plan, billingInterval, region, ownerName, ownerEmail, tags, addTag,
                               seatsLimit, apiCallsLimit, storageLimit, webhooksLimit))

// The rules a tenant keeps, whoever changes it; empty when it keeps them all. Paths are JSON pointers.
std::vector<FieldError> check(const Tenant& tenant);
const std::vector<std::string>& regions();

// What a subscription plan is sold with: limits that a tenant has from it unless it has its own, and its price a month
// in minor units.
struct PlanTerms {
    std::int64_t seats = 0, apiCalls = 0, storage = 0, webhooks = 0, mrrMinor = 0;
    bool operator==(const PlanTerms&) const = default;
};
STEWARD_DESCRIBE(PlanTerms, (seats, apiCalls, storage, webhooks, mrrMinor))
std::vector<FieldError> check(const PlanTerms& terms);

using PlanCatalogue = std::map<SubscriptionPlan, PlanTerms>;  // all plans
// What a platform begins with.
const PlanCatalogue& initialPlans();

// `patch` laid over `tenant`; derived values (domain of a slug, limits and price of a plan) follow.
Tenant patched(Tenant tenant, const TenantPatch& patch, const PlanCatalogue& plans = initialPlans());
// What its plan costs at a renewal, in minor units.
std::int64_t nextInvoiceMinor(const Tenant& tenant);

}  // namespace steward::domain

#include "tenancy/tenant_rules.h"

#include "domain/tenant_patch.h"

namespace steward::tenancy {
namespace {

using domain::ExclusionReason;
using domain::Operation;
using domain::SubscriptionPlan;
using domain::Tenant;
using domain::TenantPatch;
using domain::TenantStatus;

std::vector<FieldError> underPatch(std::vector<FieldError> errors) {
    for (auto& error : errors)
        error.path = error.path == "/" ? "/patch" : "/patch" + error.path;
    return errors;
}

TenantStatus resumed(const Tenant& tenant, std::optional<TenantStatus> suspendedFrom) {
    if (suspendedFrom && domain::isOpen(*suspendedFrom)) return *suspendedFrom;
    return tenant.mrrMinor == 0 && tenant.plan != SubscriptionPlan::free ? TenantStatus::trial : TenantStatus::active;
}

TenantProposal leftOut(const Tenant& tenant, ExclusionReason reason, std::string detail) {
    return {tenant, plans::Exclusion{reason, std::move(detail)}};
}

}  // namespace

Result<TenantPatch> patchOf(const std::optional<json::Value>& patch) {
    if (!patch) return TenantPatch{};
    auto read = json::fromValue<TenantPatch>(*patch, json::Unknown::refuse);
    if (!read)
        return fail(Error{ErrorCode::invalid,
                          "The change cannot be read. Nothing was changed.",
                          {},
                          {},
                          underPatch(std::move(read).error().fields)});
    auto errors = domain::check(*read);
    if (!errors.empty())
        return fail(Error{ErrorCode::unprocessable,
                          "The change breaks a rule. Nothing was changed.",
                          {},
                          {},
                          underPatch(std::move(errors))});
    return read;
}

Result<> checkForNew(const TenantPatch& patch) {
    std::vector<FieldError> errors;
    for (const auto& member : domain::missingForNew(patch))
        errors.push_back({"/patch/" + member, "is required for a new tenant"});
    if (errors.empty()) return {};
    return fail(Error{ErrorCode::unprocessable, "The new tenant is not complete.", {}, {}, std::move(errors)});
}

Tenant blankTenant(Time now, const domain::PlanCatalogue& plans) {
    Tenant tenant;
    const auto& terms = plans.at(tenant.plan);
    tenant.seatsLimit = terms.seats;
    tenant.apiCallsLimit = terms.apiCalls;
    tenant.storageLimit = terms.storage;
    tenant.webhooksLimit = terms.webhooks;
    tenant.createdAt = now;
    tenant.lastActiveAt = now;
    return tenant;
}

TenantProposal propose(const Tenant& tenant, Operation operation, const TenantPatch& patch,
                       std::optional<TenantStatus> statusBefore, const domain::PlanCatalogue& plans) {
    Tenant after = tenant;
    if (operation == Operation::remove || operation == Operation::restore) {
        const bool isRemoved = tenant.status == TenantStatus::removed;
        if (isRemoved == (operation == Operation::remove))
            return leftOut(tenant, ExclusionReason::alreadySo,
                           isRemoved ? "It is deleted already" : "It is not deleted");
        after.status = isRemoved ? statusBefore.value_or(resumed(tenant, {})) : TenantStatus::removed;
        return {std::move(after), std::nullopt};
    }
    if (tenant.status == TenantStatus::removed)
        return leftOut(tenant, ExclusionReason::removed, "It is deleted; restore it first");
    if (tenant.status == TenantStatus::archived)
        return operation == Operation::archive
                   ? leftOut(tenant, ExclusionReason::alreadySo, "It is archived already")
                   : leftOut(tenant, ExclusionReason::archived, "Archived tenants do not change");
    switch (operation) {
        case Operation::create:
            after.status = patch.plan.value_or(SubscriptionPlan::free) == SubscriptionPlan::free ? TenantStatus::active
                                                                                                 : TenantStatus::trial;
            return {domain::patched(std::move(after), patch, plans), std::nullopt};
        case Operation::change:
            after = domain::patched(std::move(after), patch, plans);
            if (tenant.status == TenantStatus::suspended &&
                (after.plan != tenant.plan || after.billingInterval != tenant.billingInterval))
                return leftOut(tenant, ExclusionReason::suspended,
                               "Suspended tenants keep their plan; resume it first");
            return {std::move(after), std::nullopt};
        case Operation::suspend:
            if (tenant.status == TenantStatus::suspended)
                return leftOut(tenant, ExclusionReason::alreadySo, "It is suspended already");
            after.status = TenantStatus::suspended;
            return {std::move(after), std::nullopt};
        case Operation::resume:
            if (tenant.status != TenantStatus::suspended)
                return leftOut(tenant, ExclusionReason::notSuspended, "It is not suspended");
            after.status = resumed(tenant, statusBefore);
            return {std::move(after), std::nullopt};
        case Operation::archive:
            after.status = TenantStatus::archived;
            return {std::move(after), std::nullopt};
        case Operation::publish:
        case Operation::remove:
        case Operation::restore:
        case Operation::converge:
        case Operation::revert:
            break;
    }
    return leftOut(tenant, ExclusionReason::refusedByRule, "This is no operation for a tenant");
}

std::optional<plans::Exclusion> refusalOf(const Tenant& after) {
    const auto errors = domain::check(after);
    if (errors.empty()) return std::nullopt;
    const bool overLimit = errors.front().path == "/seatsLimit" && after.seatsLimit > 0;
    return plans::Exclusion{overLimit ? ExclusionReason::overLimit : ExclusionReason::refusedByRule,
                            errors.front().path.substr(1) + " " + errors.front().message};
}

bool shutsOut(const Tenant& before, const Tenant& after) {
    return domain::isOpen(before.status) && !domain::isOpen(after.status);
}

bool removes(const Tenant& before, const Tenant& after) {
    return before.status != TenantStatus::removed && after.status == TenantStatus::removed;
}

}  // namespace steward::tenancy

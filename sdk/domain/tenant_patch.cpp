#include "domain/tenant_patch.h"

namespace steward::domain {
namespace {

// Keeps every rule, so that what a patch breaks is the patch's fault.
Tenant specimen() {
    Tenant tenant;
    tenant.name = "Specimen";
    tenant.slug = "specimen";
    tenant.region = regions().front();
    tenant.ownerName = "Specimen";
    tenant.ownerEmail = "owner@specimen.example";
    return tenant;
}

}  // namespace

std::vector<FieldError> check(const TenantPatch& patch) {
    return check(patched(specimen(), patch));
}

std::vector<std::string> missingForNew(const TenantPatch& patch) {
    std::vector<std::string> missing;
    const auto require = [&](bool there, const char* member) {
        if (!there) missing.emplace_back(member);
    };
    require(patch.name.has_value(), "name");
    require(patch.slug.has_value(), "slug");
    require(patch.region.has_value(), "region");
    require(patch.ownerName.has_value(), "ownerName");
    require(patch.ownerEmail.has_value(), "ownerEmail");
    return missing;
}

}  // namespace steward::domain

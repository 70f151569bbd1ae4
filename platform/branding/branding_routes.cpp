#include "branding/branding_routes.h"

#include "contract/endpoints.h"

namespace steward::branding {

using contract::ByTenant;
using kernel::Context;

void bindRoutes(kernel::Router& router, BrandingService& service) {
    router.bind(contract::getBrand,
                [&](Context& context, ByTenant request) { return service.get(context, std::move(request.tenantId)); });
    router.bind(contract::saveBrandDraft, [&](Context& context, contract::BrandDraft request) {
        return service.saveDraft(context, std::move(request));
    });
    router.bind(contract::discardBrandDraft, [&](Context& context, ByTenant request) {
        return service.discardDraft(context, std::move(request.tenantId));
    });
    router.bind(contract::previewSignIn, [&](Context& context, contract::BrandDraft request) {
        return service.preview(context, std::move(request));
    });
    router.bind(contract::listBrandVersions, [&](Context& context, ByTenant request) {
        return service.versions(context, std::move(request.tenantId));
    });
}

}  // namespace steward::branding

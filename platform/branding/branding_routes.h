#pragma once

#include "branding/branding_service.h"
#include "kernel/http/router.h"

namespace steward::branding {

// getBrand, saveBrandDraft, discardBrandDraft, previewSignIn, listBrandVersions
void bindRoutes(kernel::Router& router, BrandingService& service);

}  // namespace steward::branding

// Brands for the form: read, save the draft, discard it, look at the sign-in page. Publishing is a plan.
#pragma once

#include "contract/messages.h"
#include "kernel/cache.h"
#include "kernel/db/database.h"
#include "kernel/http/context.h"

namespace steward::branding {

class BrandingService {
public:
    // Both outlive the service.
    BrandingService(kernel::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    kernel::Async<domain::BrandState> get(kernel::Context& context, std::string tenantId);
    // If-Match is the revision of the draft. A draft may be unfinished; only its size and its colours are checked.
    kernel::Async<domain::BrandState> saveDraft(kernel::Context& context, contract::BrandDraft request);
    kernel::Async<domain::BrandState> discardDraft(kernel::Context& context, std::string tenantId);
    kernel::Async<contract::Raw> preview(kernel::Context& context, contract::BrandDraft request);
    kernel::Async<contract::Page<domain::BrandVersion>> versions(kernel::Context& context, std::string tenantId);

    // For the sign-in page; nullopt when nothing was published.
    kernel::Async<std::optional<domain::Brand>> published(std::string tenantId);
    // Keeps published brands in memory from now on, until the bus announces a change. Before serving.
    void follow(kernel::Bus& bus);

private:
    kernel::Database& database_;
    const Clock& clock_;
    kernel::TenantCache<std::optional<domain::Brand>> published_{1000};
};

}  // namespace steward::branding

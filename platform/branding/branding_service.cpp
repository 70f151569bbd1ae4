#include "branding/branding_service.h"

#include "contract/topics.h"

#include "branding/brand_store.h"
#include "identity/sign_in_page.h"
#include "kernel/db/tenant_life.h"

namespace steward::branding {
namespace {

using domain::Brand;
using domain::BrandState;
using kernel::Async;
using kernel::Context;

Result<BrandState> required(sql::Connection& connection, const sql::TenantScope& scope, const std::string& tenantId) {
    STEWARD_TRY(auto found, findBrand(connection, scope, tenantId));
    if (!found) return fail(ErrorCode::notFound, "There is no such tenant.");
    return std::move(found->state);
}

// What even an unfinished draft keeps to: the rules of its fields, not those of its contrast.
Result<> checkDraft(const Brand& draft) {
    Brand readable = draft;
    readable.primaryColour = readable.textColour = "#000000";
    readable.backgroundColour = "#FFFFFF";
    if (readable.productName.empty()) readable.productName = "-";
    auto errors = domain::check(readable);
    for (const auto& [path, colour] : {std::pair{"/primaryColour", &draft.primaryColour},
                                       {"/textColour", &draft.textColour},
                                       {"/backgroundColour", &draft.backgroundColour}})
        if (domain::contrastRatio(*colour, "#000000") == 0) errors.push_back({path, "is not a colour such as #1D6B57"});
    if (errors.empty()) return {};
    for (auto& error : errors)
        error.path = "/brand" + error.path;
    return fail(Error{ErrorCode::unprocessable, "The draft cannot be saved.", {}, {}, std::move(errors)});
}

// To be changed.
Result<BrandState> requiredDraft(sql::Connection& connection, const sql::TenantScope& scope,
                                 const std::string& tenantId) {
    STEWARD_TRY(auto state, required(connection, scope, tenantId));
    STEWARD_CHECK(kernel::requireNotRemoved(connection, tenantId));
    return state;
}

// A publication is news to whoever edits the draft, too.
Result<> checkRevision(Context& context, const BrandState& state) {
    if (!context.ifMatch || *context.ifMatch == state.draftRevision) return {};
    context.current = json::toValue(state);
    return fail(ErrorCode::preconditionFailed,
                "The brand was saved or published by somebody else since you read it. Nothing was saved.");
}

}  // namespace

Async<BrandState> BrandingService::get(Context& context, std::string tenantId) {
    auto working = database_.read([&](sql::Connection& db) { return required(db, context.scope(), tenantId); });
    co_return co_await std::move(working);
}

Async<BrandState> BrandingService::saveDraft(Context& context, contract::BrandDraft request) {
    STEWARD_CO_CHECK(checkDraft(request.brand));
    auto working = database_.write([&](sql::Connection& db) -> Result<BrandState> {
        STEWARD_TRY(BrandState state, requiredDraft(db, context.scope(), request.tenantId));
        STEWARD_CHECK(checkRevision(context, state));
        state.draft = request.brand;
        ++state.draftRevision;
        state.draftSavedAt = clock_.now();
        state.draftSavedBy = context.principal.name;
        state.changes = differences(state.draft, state.published);
        STEWARD_CHECK(saveBrand(db, context.scope(), state));
        return state;
    });
    co_return co_await std::move(working);
}

Async<BrandState> BrandingService::discardDraft(Context& context, std::string tenantId) {
    auto working = database_.write([&](sql::Connection& db) -> Result<BrandState> {
        STEWARD_TRY(BrandState state, requiredDraft(db, context.scope(), tenantId));
        if (state.changes == 0) return state;
        state.draft = state.published;
        ++state.draftRevision;
        state.draftSavedAt = clock_.now();
        state.draftSavedBy = context.principal.name;
        state.changes = 0;
        STEWARD_CHECK(saveBrand(db, context.scope(), state));
        return state;
    });
    co_return co_await std::move(working);
}

Async<contract::Raw> BrandingService::preview(Context& context, contract::BrandDraft request) {
    auto reading = database_.read([&](sql::Connection& db) { return required(db, context.scope(), request.tenantId); });
    STEWARD_CO_CHECK(co_await std::move(reading));
    identity::SignInPageState state;
    state.preview = true;
    state.email = context.principal.email;
    co_return contract::Raw{"text/html; charset=utf-8", identity::signInPage(request.brand, state)};
}

Async<contract::Page<domain::BrandVersion>> BrandingService::versions(Context& context, std::string tenantId) {
    using Versions = contract::Page<domain::BrandVersion>;
    auto working = database_.read([&](sql::Connection& db) -> Result<Versions> {
        STEWARD_CHECK(required(db, context.scope(), tenantId));
        STEWARD_TRY(auto versions, versionsOf(db, context.scope(), tenantId));
        const auto total = static_cast<std::int64_t>(versions.size());
        return Versions{std::move(versions), std::nullopt, total, true};
    });
    co_return co_await std::move(working);
}

Async<std::optional<Brand>> BrandingService::published(std::string tenantId) {
    return published_.get(tenantId, "published", [this, tenantId] {
        return database_.read(
            [tenantId](sql::Connection& db) { return publishedBrand(db, sql::TenantScope::one(tenantId), tenantId); });
    });
}

void BrandingService::follow(kernel::Bus& bus) {
    published_.follow(bus,
                      [](const kernel::Message& message) { return message.topic == contract::entitiesTopic.name; });
}

}  // namespace steward::branding

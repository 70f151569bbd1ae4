#include "base/json.h"
#include "identity/device_label.h"
#include "identity/identity_routes.h"
#include "identity/sign_in_dialog.h"
#include "identity/sign_in_page.h"
#include "identity/step_pages.h"

namespace steward::identity {
namespace {

using kernel::Context;
using kernel::Request;
using kernel::Response;
using kernel::TextPairs;
using Reply = kernel::asio::awaitable<Response>;

constexpr const char* devicePath = "/device";

// Who has signed in for one user code, from the sign-in to the yes.
struct ConsentTicket {
    std::string userId;
    std::string methods;
    std::string userCode;
    Time provenAt{};
    Time expiresAt{};
};
STEWARD_DESCRIBE(ConsentTicket, (userId, methods, userCode, provenAt, expiresAt))

std::string purposeOf(const Request& request) {
    return "device consent\n" + browserOf(request);
}

Response withForm(IdentityService& identity, const Request& request, PageForm form,
                  const std::function<std::string(const PageForm&)>& draw, int status) {
    const auto binding = bindingOf(request);
    form.action = devicePath;
    form.hidden.emplace_back(formField, identity.formToken(binding.browser));
    Response response = page(draw(form), status);
    keepBinding(identity, binding, response);
    return response;
}

Response askForCode(IdentityService& identity, const Request& request, const std::string& userCode, std::string error,
                    int status) {
    const auto draw = [&](const PageForm& form) { return deviceCodePage(stewardBrand(), form, userCode); };
    return withForm(identity, request, {{}, {}, std::move(error)}, draw, status);
}

Response said(std::string_view title, std::string_view message, int status = 200) {
    return page(messagePage(stewardBrand(), title, message), status);
}

Reply decide(IdentityService& identity, const Request& request, const TextPairs& form) {
    const auto text = identity.masterKey().unseal(kernel::findText(form, "consent").value_or(""), purposeOf(request));
    const auto ticket = text ? json::read<ConsentTicket>(*text, json::Unknown::refuse) : fail(text.error());
    if (!ticket || ticket->expiresAt <= identity.clock().now())
        co_return askForCode(identity, request, {}, "This page was open for too long. Please try again.", 403);
    const bool approves = kernel::findText(form, "do") == "approve";
    const Proof proof{ticket->provenAt, ticket->methods, {}};
    Result<> decided;
    if (approves)
        decided = co_await identity.deviceGrants().approve(ticket->userCode, ticket->userId, proof);
    else
        decided = co_await identity.deviceGrants().deny(ticket->userCode, ticket->userId);
    if (!decided) co_return askForCode(identity, request, {}, decided.error().message, 422);
    co_return approves ? said("The device is signed in", "You can close this page.")
                       : said("The device is not signed in", "You can close this page.");
}

Reply take(IdentityService& identity, const Request& request) {
    auto form = request.form();
    if (!form) co_return said("Please try again", "The form cannot be read.", 400);
    const auto value = [&](std::string_view name) { return std::string(kernel::findText(*form, name).value_or("")); };
    const std::string userCode = value("user_code").substr(0, 16);
    if (!isOwnForm(identity, request, *form))
        co_return askForCode(identity, request, userCode, "This page was open for too long. Please try again.", 403);
    if (!value("consent").empty()) co_return co_await decide(identity, request, *form);

    const SignInPlace place{devicePath, {{"user_code", userCode}}};
    const bool isSigningIn = kernel::findText(*form, "password") || kernel::findText(*form, "ticket");
    const auto grant = co_await identity.deviceGrants().find(userCode, request.peer);
    if (!grant) {
        const int status = grant.error().code == ErrorCode::rateLimited ? 429 : 422;
        co_return askForCode(identity, request, userCode, grant.error().message, status);
    }
    if (!isSigningIn) co_return co_await showSignIn(identity, request, place);
    auto outcome = co_await takeSignIn(identity, request, std::move(*form), place);
    if (auto* page = std::get_if<Response>(&outcome)) co_return std::move(*page);
    const auto& person = std::get<SignedInPerson>(outcome);
    const ConsentTicket ticket{person.userId, person.proof.methods, userCode, person.proof.at,
                               identity.clock().now() + stepsLifetime};
    const Client* client = findClient(identity.options().clients, grant->clientId);
    PageForm consent;
    consent.hidden.emplace_back("consent", identity.masterKey().seal(json::write(ticket), purposeOf(request)));
    const auto draw = [&](const PageForm& drawn) {
        return deviceConsentPage(stewardBrand(), drawn, client ? client->name : grant->clientId, grant->device,
                                 userCode);
    };
    Response response = withForm(identity, request, std::move(consent), draw, 200);
    rememberBrowser(identity, person, response);
    co_return response;
}

}  // namespace

void bindDeviceRoutes(kernel::Router& router, IdentityService& identity) {
    router.raw(contract::Method::get, devicePath, [&identity](const Request& request, Context&) -> Reply {
        const std::string userCode(request.queryParameter("user_code").value_or("").substr(0, 16));
        co_return askForCode(identity, request, userCode, {}, 200);
    });
    router.raw(contract::Method::post, devicePath,
               [&identity](const Request& request, Context&) { return take(identity, request); });
}

}  // namespace steward::identity

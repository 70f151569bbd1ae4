#include "base/json.h"
#include "domain/rules.h"
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

constexpr const char* securityPath = "/account/security";
constexpr const char* accountCookie = "steward_account";

// Who has signed in to the account pages a moment ago, sealed in a cookie of the same browser.
struct AccountTicket {
    std::string userId;
    std::string methods;
    Time expiresAt{};
};
STEWARD_DESCRIBE(AccountTicket, (userId, methods, expiresAt))

struct Visitor {
    AccountTicket ticket;
    domain::User user;
    domain::SecondFactorState factor;
    TextPairs hidden;
};

std::string purposeOf(const std::string& browser) {
    return "account ticket\n" + browser;
}

SignInPlace placeOf(const Request& request, const TextPairs& form) {
    std::string tenant(kernel::findText(form, "tenant").value_or(request.queryParameter("tenant").value_or("")));
    if (!domain::isSlug(tenant)) tenant.clear();
    SignInPlace place{securityPath, {}, tenant};
    if (!tenant.empty()) place.hidden.emplace_back("tenant", tenant);
    return place;
}

void keepTicket(IdentityService& identity, const std::string& browser, AccountTicket ticket, Response& response) {
    setCookie(identity, response, accountCookie, identity.masterKey().seal(json::write(ticket), purposeOf(browser)),
              "/account", std::chrono::seconds(0));
}

// nullopt: somebody has to sign in.
kernel::asio::awaitable<std::optional<Visitor>> visitorOf(IdentityService& identity, const Request& request) {
    const std::string browser = browserOf(request);
    const auto text = identity.masterKey().unseal(request.cookie(accountCookie).value_or(""), purposeOf(browser));
    if (!text) co_return std::nullopt;
    const auto ticket = json::read<AccountTicket>(*text, json::Unknown::refuse);
    if (!ticket || ticket->expiresAt <= identity.clock().now()) co_return std::nullopt;
    const auto find = [id = ticket->userId](sql::Connection& db) { return IdentityStore(db).accountById(id); };
    const auto account = co_await identity.database().read(find);
    if (!account || !*account || !maySignIn(**account)) co_return std::nullopt;
    const auto factor = co_await identity.secondFactors().state(ticket->userId);
    if (!factor || (factor->enrolled && !hasMethod(ticket->methods, otpMethod))) co_return std::nullopt;
    co_return Visitor{*ticket, (*account)->user, *factor, {{std::string(formField), identity.formToken(browser)}}};
}

PageForm formOf(const Visitor& visitor, std::string_view action = {}, std::string error = {}) {
    PageForm form{securityPath, visitor.hidden, std::move(error)};
    if (!action.empty()) form.hidden.emplace_back("do", action);
    return form;
}

Response overview(const Visitor& visitor, std::string error = {}) {
    const int status = error.empty() ? 200 : 422;
    return page(securityPage(stewardBrand(), formOf(visitor, {}, std::move(error)), visitor.user.email, visitor.factor),
                status);
}

Reply begin(IdentityService& identity, Visitor visitor, std::string error) {
    const auto begun = co_await identity.secondFactors().begin(visitor.ticket.userId);
    if (!begun) co_return overview(visitor, begun.error().message);
    const int status = error.empty() ? 200 : 422;
    co_return page(enrolmentPage(stewardBrand(), formOf(visitor, "confirm", std::move(error)), *begun), status);
}

Response codesShown(const Visitor& visitor, const std::vector<std::string>& codes) {
    return page(recoveryCodesPage(stewardBrand(), formOf(visitor, "show"), codes), 200);
}

Reply act(IdentityService& identity, const Request& request, Visitor visitor, std::string action, std::string code) {
    const std::string userId = visitor.ticket.userId;
    const std::string noError;
    if (action == "begin") co_return co_await begin(identity, std::move(visitor), noError);
    if (action == "confirm") {
        const auto codes = co_await identity.secondFactors().confirm(userId, std::move(code), request.peer);
        if (!codes) co_return co_await begin(identity, std::move(visitor), codes.error().message);
        visitor.ticket.methods.append(" ").append(otpMethod);
        Response response = codesShown(visitor, codes->codes);
        keepTicket(identity, browserOf(request), visitor.ticket, response);
        co_return response;
    }
    if (action == "renew") {
        const auto codes = co_await identity.secondFactors().renewRecoveryCodes(userId);
        co_return codes ? codesShown(visitor, codes->codes) : overview(visitor, codes.error().message);
    }
    if (action == "disable") {
        const auto disabled = co_await identity.secondFactors().disable(userId);
        if (!disabled) co_return overview(visitor, disabled.error().message);
    }
    Response response = kernel::redirect(securityPath);
    if (action == "leave") setCookie(identity, response, accountCookie, "", "/account", std::chrono::seconds(0));
    co_return response;
}

Reply show(IdentityService& identity, const Request& request) {
    const auto visitor = co_await visitorOf(identity, request);
    if (visitor) co_return overview(*visitor);
    const TextPairs noForm;
    co_return co_await showSignIn(identity, request, placeOf(request, noForm));
}

Reply take(IdentityService& identity, const Request& request) {
    auto form = request.form();
    if (!form) co_return page(messagePage(stewardBrand(), "Please try again", "The form cannot be read."), 400);
    const std::string action(kernel::findText(*form, "do").value_or(""));
    auto visitor = co_await visitorOf(identity, request);
    if (visitor && !action.empty() && isOwnForm(identity, request, *form)) {
        std::string code(kernel::findText(*form, "code").value_or(""));
        co_return co_await act(identity, request, std::move(*visitor), action, std::move(code));
    }
    const auto place = placeOf(request, *form);
    if (!action.empty()) co_return co_await showSignIn(identity, request, place);
    auto outcome = co_await takeSignIn(identity, request, std::move(*form), place);
    if (auto* page = std::get_if<Response>(&outcome)) co_return std::move(*page);
    const auto& person = std::get<SignedInPerson>(outcome);
    Response response = kernel::redirect(securityPath);
    const AccountTicket ticket{person.userId, person.proof.methods, identity.clock().now() + recentProof};
    keepTicket(identity, browserOf(request), ticket, response);
    rememberBrowser(identity, person, response);
    co_return response;
}

}  // namespace

void bindAccountRoutes(kernel::Router& router, IdentityService& identity) {
    router.raw(contract::Method::get, securityPath,
               [&identity](const Request& request, Context&) { return show(identity, request); });
    router.raw(contract::Method::post, securityPath,
               [&identity](const Request& request, Context&) { return take(identity, request); });
}

}  // namespace steward::identity

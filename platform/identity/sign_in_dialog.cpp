#include "identity/sign_in_dialog.h"

#include "identity/device_label.h"
#include "identity/sign_in_page.h"
#include "identity/step_pages.h"

namespace steward::identity {

using kernel::Request;
using kernel::Response;
using kernel::TextPairs;
using kernel::asio::awaitable;

namespace {

constexpr const char* formCookie = "steward_form";
constexpr const char* knownCookie = "steward_known";
constexpr std::chrono::seconds knownLifetime = std::chrono::hours(180 * 24);

std::string placeOf(const SignInPlace& place) {
    std::string text = place.action;
    for (const auto& [name, value] : place.hidden)
        text.append("\n").append(name).append("=").append(value);
    return text;
}

std::string htmlOf(const domain::Brand& brand, const StepAnswer& answer, PageForm form, const std::string& tenant) {
    switch (answer.step) {
        case Step::code:
            return codePage(brand, form);
        case Step::enrol:
            return enrolmentPage(brand, form, answer.enrolment);
        case Step::recoveryCodes:
            return recoveryCodesPage(brand, form, answer.recoveryCodes);
        case Step::password:
            break;
    }
    SignInPageState state{form.action, form.hidden, answer.email, answer.keepSignedIn, form.error};
    state.forgotPassword = forgotPasswordPath;
    if (!tenant.empty()) state.forgotPassword += "?tenant=" + kernel::percentEncode(tenant);
    return signInPage(brand, state);
}

awaitable<Response> pageOf(IdentityService& identity, const Request& request, SignInPlace place, StepAnswer answer) {
    const domain::Brand brand = co_await identity.brandFor(place.tenant);
    const auto binding = bindingOf(request);
    PageForm form{place.action, place.hidden, answer.error};
    form.hidden.emplace_back(formField, identity.formToken(binding.browser));
    if (!answer.ticket.empty()) form.hidden.emplace_back("ticket", answer.ticket);
    Response response = page(htmlOf(brand, answer, std::move(form), place.tenant), answer.status, place.formTarget);
    keepBinding(identity, binding, response);
    if (answer.retryAfter.count() > 0) response.set("Retry-After", std::to_string(answer.retryAfter.count()));
    co_return response;
}

}  // namespace

std::string browserOf(const Request& request) {
    return std::string(request.cookie(formCookie).value_or(""));
}

bool isOwnForm(const IdentityService& identity, const Request& request, const TextPairs& form) {
    const std::string browser = browserOf(request);
    return !browser.empty() && sameSecret(kernel::findText(form, formField).value_or(""), identity.formToken(browser));
}

BrowserBinding bindingOf(const Request& request) {
    const std::string known = browserOf(request);
    return known.empty() ? BrowserBinding{newSecret(), true} : BrowserBinding{known, false};
}

void setCookie(const IdentityService& identity, Response& response, std::string_view name, std::string_view value,
               std::string_view path, std::chrono::seconds lifetime) {
    std::string cookie(name);
    cookie.append("=").append(value).append("; Path=").append(path).append("; HttpOnly; SameSite=Lax");
    if (lifetime.count() > 0 || value.empty()) cookie += "; Max-Age=" + std::to_string(lifetime.count());
    if (identity.options().issuer.starts_with("https://")) cookie += "; Secure";
    response.headers.emplace_back("Set-Cookie", std::move(cookie));
}

void keepBinding(const IdentityService& identity, const BrowserBinding& binding, Response& response) {
    if (binding.isNew) setCookie(identity, response, formCookie, binding.browser, "/", std::chrono::seconds(0));
}

void rememberBrowser(const IdentityService& identity, const SignedInPerson& person, Response& response) {
    setCookie(identity, response, knownCookie, person.knownBrowser, "/", knownLifetime);
}

awaitable<Response> showSignIn(IdentityService& identity, const Request& request, SignInPlace place) {
    StepAnswer first;
    first.email = place.loginHint;
    co_return co_await pageOf(identity, request, std::move(place), std::move(first));
}

awaitable<DialogOutcome> takeSignIn(IdentityService& identity, const Request& request, TextPairs form,
                                    SignInPlace place) {
    if (!isOwnForm(identity, request, form)) {
        StepAnswer again;
        again.status = 403;
        again.error = "This page was open for too long, or cookies are off. Please try again.";
        again.email = std::string(kernel::findText(form, "email").value_or(""));
        co_return co_await pageOf(identity, request, std::move(place), std::move(again));
    }
    StepForm step;
    step.tenant = place.tenant;
    step.place = placeOf(place);
    step.browser = browserOf(request);
    step.address = request.peer;
    step.device = deviceOf(request.header("User-Agent"));
    step.knownBrowser = std::string(request.cookie(knownCookie).value_or(""));
    step.fields = std::move(form);
    StepAnswer answer = co_await identity.steps().advance(std::move(step));
    if (answer.person) co_return std::move(*answer.person);
    co_return co_await pageOf(identity, request, std::move(place), std::move(answer));
}

}  // namespace steward::identity

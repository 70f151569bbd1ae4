#include "identity/sign_in_steps.h"

#include "base/json.h"
#include "identity/second_factor_store.h"

namespace steward::identity {

using kernel::asio::awaitable;

namespace {

constexpr std::string_view knownPurpose = "known browser";

std::string field(const StepForm& form, std::string_view name) {
    return std::string(kernel::findText(form.fields, name).value_or(""));
}
std::string purposeOf(const StepForm& form) {
    return "sign-in ticket\n" + form.browser + '\n' + form.place;
}
std::string waitMessage(std::chrono::seconds wait) {
    return "Too many attempts. Try again in " + std::to_string(wait.count()) +
           (wait.count() == 1 ? " second." : " seconds.");
}
StepAnswer unavailable(StepAnswer answer, const Error& error) {
    answer.status = 503;
    answer.error = error.message;
    return answer;
}
StepAnswer tooMany(StepAnswer answer, std::chrono::seconds wait) {
    answer.status = 429;
    answer.error = waitMessage(wait);
    answer.retryAfter = wait;
    return answer;
}
StepAnswer wrong(StepAnswer answer) {
    answer.status = 422;
    answer.error = "The code is not right. Take the newest one.";
    return answer;
}

}  // namespace

std::optional<SignInTicket> SignInSteps::open(const StepForm& form) const {
    const auto text = masterKey_.unseal(field(form, "ticket"), purposeOf(form));
    if (!text) return std::nullopt;
    auto ticket = json::read<SignInTicket>(*text, json::Unknown::refuse);
    if (!ticket || ticket->expiresAt <= clock_.now()) return std::nullopt;
    return std::move(*ticket);
}

StepAnswer SignInSteps::ask(const StepForm& form, SignInTicket ticket, Step step) const {
    ticket.step = step;
    StepAnswer answer;
    answer.step = step;
    answer.ticket = masterKey_.seal(json::write(ticket), purposeOf(form));
    return answer;
}

StepAnswer SignInSteps::done(const SignInTicket& ticket) const {
    StepAnswer answer;
    answer.person = SignedInPerson{ticket.userId, Proof{ticket.provenAt, ticket.methods, ticket.device},
                                   ticket.keepSignedIn, masterKey_.derive(knownPurpose, ticket.account)};
    return answer;
}

awaitable<StepAnswer> SignInSteps::advance(StepForm form) {
    if (field(form, "ticket").empty()) co_return co_await password(std::move(form));
    const auto ticket = open(form);
    if (!ticket) {
        StepAnswer again;
        again.status = 403;
        again.error = "This page was open for too long. Please sign in again.";
        co_return again;
    }
    switch (ticket->step) {
        case Step::code:
            co_return co_await code(std::move(form), *ticket);
        case Step::enrol:
            co_return co_await enrol(std::move(form), *ticket);
        case Step::password:
        case Step::recoveryCodes:
            break;
    }
    co_return done(*ticket);
}

awaitable<StepAnswer> SignInSteps::password(StepForm form) {
    StepAnswer again;
    again.email = field(form, "email");
    again.keepSignedIn = field(form, "keep") == "yes";
    const std::string account = form.tenant + "/" + normalEmail(again.email);
    const bool isKnown =
        !form.knownBrowser.empty() && sameSecret(form.knownBrowser, masterKey_.derive(knownPurpose, account));
    SignInAttempt attempt{form.tenant, again.email, field(form, "password"), form.address, isKnown};
    const auto outcome = co_await signIn_.attempt(std::move(attempt));
    if (!outcome) co_return unavailable(std::move(again), outcome.error());
    if (outcome->retryAfter.count() > 0) co_return tooMany(std::move(again), outcome->retryAfter);
    if (!outcome->userId) {
        again.status = 422;
        again.error = outcome->message;
        co_return again;
    }
    const Time now = clock_.now();
    const SignInTicket ticket{
        Step::code, *outcome->userId,    account,           std::string(passwordMethod), form.device,
        now,        now + stepsLifetime, again.keepSignedIn};
    co_return co_await next(std::move(form), ticket);
}

// After the password: what else is asked for.
awaitable<StepAnswer> SignInSteps::next(StepForm form, SignInTicket ticket) {
    const auto state = co_await factors_.state(ticket.userId);
    if (!state) co_return unavailable(StepAnswer(), state.error());
    if (state->enrolled) co_return ask(form, ticket, Step::code);
    const std::string noError;
    if (state->required) co_return co_await offerEnrolment(std::move(form), ticket, noError, 200);
    co_return done(ticket);
}

awaitable<StepAnswer> SignInSteps::code(StepForm form, SignInTicket ticket) {
    const auto verdict = co_await factors_.verify(ticket.userId, field(form, "code"), form.address);
    StepAnswer again = ask(form, ticket, Step::code);
    if (!verdict) co_return unavailable(std::move(again), verdict.error());
    if (verdict->retryAfter.count() > 0) co_return tooMany(std::move(again), verdict->retryAfter);
    if (!verdict->isRight) co_return wrong(std::move(again));
    ticket.methods.append(" ").append(otpMethod);
    ticket.provenAt = clock_.now();
    co_return done(ticket);
}

awaitable<StepAnswer> SignInSteps::offerEnrolment(StepForm form, SignInTicket ticket, std::string error, int status) {
    const auto enrolment = co_await factors_.begin(ticket.userId);
    if (!enrolment) co_return unavailable(StepAnswer(), enrolment.error());
    StepAnswer answer = ask(form, ticket, Step::enrol);
    answer.enrolment = *enrolment;
    answer.error = std::move(error);
    answer.status = status;
    co_return answer;
}

awaitable<StepAnswer> SignInSteps::enrol(StepForm form, SignInTicket ticket) {
    const auto codes = co_await factors_.confirm(ticket.userId, field(form, "code"), form.address);
    if (!codes) {
        const int status = codes.error().code == ErrorCode::rateLimited ? 429 : 422;
        co_return co_await offerEnrolment(std::move(form), ticket, codes.error().message, status);
    }
    ticket.methods.append(" ").append(otpMethod);
    ticket.provenAt = clock_.now();
    StepAnswer answer = ask(form, ticket, Step::recoveryCodes);
    answer.recoveryCodes = codes->codes;
    co_return answer;
}

}  // namespace steward::identity

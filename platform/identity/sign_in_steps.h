// One sign-in from the password to its end, a step for each page: password, code of the second factor, enrolment where
// a rule asks for it, recovery codes. Nothing is kept between the steps but a sealed ticket in the form: who it is and
// what they have proven. It is good for ten minutes, in the same browser, at the same place. I/O thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "identity/second_factors.h"
#include "identity/secrets.h"
#include "identity/sign_in.h"
#include "kernel/http/request.h"

namespace steward::identity {

enum class Step { password, code, enrol, recoveryCodes };
STEWARD_DESCRIBE_ENUM(Step, password, code, enrol, recoveryCodes)

// What was posted, and where.
struct StepForm {
    kernel::TextPairs fields;
    std::string tenant;
    std::string place;    // what is signed in to: a ticket of another place is none
    std::string browser;  // the secret in its cookie
    std::string address;
    std::string device;
    std::string knownBrowser;  // cookie of an earlier sign-in
};

struct SignedInPerson {
    std::string userId;
    Proof proof;
    bool keepSignedIn = false;
    std::string knownBrowser;  // to be kept as a cookie
};

// Somebody who is signed in, or the page that comes next.
struct StepAnswer {
    std::optional<SignedInPerson> person;
    Step step = Step::password;
    std::string ticket;
    std::string error;
    int status = 200;
    std::chrono::seconds retryAfter{0};
    std::string email;  // typed before
    bool keepSignedIn = false;
    domain::SecondFactorEnrolment enrolment;
    std::vector<std::string> recoveryCodes;
};

// Who is signing in and what they have proven so far. Sealed before it leaves the platform.
struct SignInTicket {
    Step step = Step::code;
    std::string userId;
    std::string account;  // as it was typed
    std::string methods;
    std::string device;
    Time provenAt{};
    Time expiresAt{};
    bool keepSignedIn = false;
};
STEWARD_DESCRIBE(SignInTicket, (step, userId, account, methods, device, provenAt, expiresAt, keepSignedIn))

class SignInSteps {
public:
    SignInSteps(SignIn& signIn, SecondFactors& factors, kernel::Database& database, const MasterKey& masterKey,
                const Clock& clock)
        : signIn_(signIn), factors_(factors), database_(database), masterKey_(masterKey), clock_(clock) {}

    kernel::asio::awaitable<StepAnswer> advance(StepForm form);

private:
    kernel::asio::awaitable<StepAnswer> password(StepForm form);
    kernel::asio::awaitable<StepAnswer> code(StepForm form, SignInTicket ticket);
    kernel::asio::awaitable<StepAnswer> enrol(StepForm form, SignInTicket ticket);
    kernel::asio::awaitable<StepAnswer> offerEnrolment(StepForm form, SignInTicket ticket, std::string error,
                                                       int status);
    kernel::asio::awaitable<StepAnswer> next(StepForm form, SignInTicket ticket);
    StepAnswer ask(const StepForm& form, SignInTicket ticket, Step step) const;
    StepAnswer done(const SignInTicket& ticket) const;
    std::optional<SignInTicket> open(const StepForm& form) const;

    SignIn& signIn_;
    SecondFactors& factors_;
    kernel::Database& database_;
    const MasterKey& masterKey_;
    const Clock& clock_;
};

}  // namespace steward::identity

#include "identity/second_factors.h"

#include <sodium.h>

#include <algorithm>

#include "audit/audit_store.h"
#include "identity/second_factor_store.h"
#include "identity/sign_in_audit.h"
#include "identity/totp.h"

namespace steward::identity {

using domain::RecoveryCodes;
using domain::SecondFactorEnrolment;
using kernel::Async;

namespace {

constexpr std::string_view secretPurpose = "second factor ";
constexpr std::string_view recoveryPurpose = "recovery code";
// Crockford's base32: no letter that looks like a digit.
constexpr std::string_view recoveryAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t recoveryLetters = 10;

tl::unexpected<Error> wrongCode() {
    return fail(ErrorCode::unprocessable, "The code is not right. Take the newest one. Nothing was changed.");
}
tl::unexpected<Error> notEnrolled() {
    return fail(ErrorCode::conflict, "There is no second factor.");
}

bool isTotp(std::string_view code) {
    return code.size() == totpDigits && code.find_first_not_of("0123456789") == std::string_view::npos;
}

// As people type it: with spaces and dashes, in capitals, with the letters that look like digits.
std::string normalCode(std::string_view typed) {
    std::string code;
    for (char c : typed.substr(0, 64)) {
        if (c == ' ' || c == '-') continue;
        if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
        code += c == 'o' ? '0' : c == 'i' || c == 'l' ? '1' : c;
    }
    return code;
}

Result<> record(sql::Connection& db, const domain::User& user, std::string action, const std::optional<Actor>& actor,
                Time now) {
    auto entry = entryAbout(user, std::move(action));
    if (actor) {
        entry.actorId = actor->id;
        entry.actorName = actor->name;
    }
    STEWARD_CHECK(audit::append(db, std::move(entry), now));
    return {};
}

Result<> record(sql::Connection& db, const std::string& userId, std::string action, Time now) {
    STEWARD_TRY(const auto account, IdentityStore(db).accountById(userId));
    return account ? record(db, account->user, std::move(action), std::nullopt, now) : Result<>();
}

}  // namespace

bool SecondFactors::isRequiredOf(const domain::User& user) const {
    return !user.identitySource && isRequired(parts_.rule, user.tenantId);
}

std::string SecondFactors::recoveryHash(const std::string& userId, std::string_view code) const {
    return parts_.masterKey.derive(recoveryPurpose, userId + '\n' + normalCode(code));
}

std::vector<std::string> SecondFactors::newRecoveryCodes() const {
    std::vector<std::string> codes(recoveryCodeCount);
    for (auto& code : codes)
        for (std::size_t i = 0; i < recoveryLetters; ++i) {
            if (i == recoveryLetters / 2) code += '-';
            code += recoveryAlphabet[randombytes_uniform(std::uint32_t(recoveryAlphabet.size()))];
        }
    return codes;
}

Result<> SecondFactors::storeRecoveryCodes(sql::Connection& db, const std::string& userId,
                                           const std::vector<std::string>& codes) {
    std::vector<std::string> hashes;
    for (const auto& code : codes)
        hashes.push_back(recoveryHash(userId, code));
    return SecondFactorStore(db).setRecoveryCodes(userId, hashes);
}

Async<domain::SecondFactorState> SecondFactors::state(std::string userId) {
    const auto read = [this, userId](sql::Connection& db) -> Result<domain::SecondFactorState> {
        domain::SecondFactorState state;
        STEWARD_TRY(const auto factor, SecondFactorStore(db).find(userId));
        STEWARD_TRY(const auto account, IdentityStore(db).accountById(userId));
        state.required = account && isRequiredOf(account->user);
        if (!factor || !factor->confirmedAt || (account && account->user.identitySource)) return state;
        state.enrolled = true;
        state.enrolledAt = factor->confirmedAt;
        STEWARD_TRY(state.recoveryCodesLeft, SecondFactorStore(db).recoveryCodesLeft(userId));
        return state;
    };
    co_return co_await parts_.database.read(read);
}

Async<SecondFactorEnrolment> SecondFactors::begin(std::string userId) {
    const Time now = parts_.clock.now();
    struct Begun {
        std::string secret;
        std::string email;
        Time at{};
    };
    const std::string fresh = newTotpSecret();
    const std::string purpose = std::string(secretPurpose) + userId;
    const auto store = [=, this, &master = parts_.masterKey](sql::Connection& db) -> Result<Begun> {
        SecondFactorStore factors(db);
        STEWARD_TRY(const auto account, IdentityStore(db).accountById(userId));
        if (!account) return fail(ErrorCode::forbidden, "Only people have a second factor.");
        if (const auto& source = account->user.identitySource)
            return fail(ErrorCode::conflict,
                        "Your second factor is where you sign in: " + *source + ". Nothing was changed.");
        STEWARD_TRY(const auto known, factors.find(userId));
        if (known && known->confirmedAt)
            return fail(ErrorCode::conflict, "There is a second factor already. Nothing was changed.");
        if (known && now - known->createdAt < enrolmentLifetime / 2) {
            STEWARD_TRY(std::string secret, master.unseal(known->sealed, purpose));
            return Begun{std::move(secret), account->user.email, known->createdAt};
        }
        STEWARD_CHECK(factors.begin({userId, master.seal(fresh, purpose), now, std::nullopt, 0}));
        return Begun{fresh, account->user.email, now};
    };
    STEWARD_CO_TRY(const Begun begun, co_await parts_.database.write(store));
    co_return SecondFactorEnrolment{toBase32(begun.secret), totpUri(begun.secret, parts_.platformName, begun.email),
                                    begun.at + enrolmentLifetime};
}

Result<bool> SecondFactors::take(sql::Connection& db, const std::string& userId, const std::string& code,
                                 bool isEnrolling, Time now) const {
    SecondFactorStore factors(db);
    STEWARD_TRY(const auto factor, factors.find(userId));
    if (!factor || factor->confirmedAt.has_value() == isEnrolling) return notEnrolled();
    if (isEnrolling && now - factor->createdAt > enrolmentLifetime)
        return fail(ErrorCode::gone, "The enrolment has expired. Begin again.");
    const std::string typed = normalCode(code);
    if (isTotp(typed)) {
        STEWARD_TRY(const std::string secret,
                    parts_.masterKey.unseal(factor->sealed, std::string(secretPurpose) + userId));
        const auto step = totpStepOf(secret, typed, now, factor->lastStep);
        return step ? factors.advance(userId, *step) : Result<bool>(false);
    }
    if (isEnrolling || typed.size() != recoveryLetters) return false;
    STEWARD_TRY(const bool used, factors.useRecoveryCode(userId, recoveryHash(userId, typed), now));
    if (used) STEWARD_CHECK(record(db, userId, "secondFactor.useRecoveryCode", now));
    return used;
}

Async<RecoveryCodes> SecondFactors::confirm(std::string userId, std::string code, std::string address,
                                            std::string sessionId) {
    const GuardedAttempt attempt{"enrol/" + userId, address, true};
    STEWARD_CO_TRY(const auto wait, co_await parts_.guard.admit(attempt));
    if (wait.count() > 0)
        co_return fail(ErrorCode::rateLimited,
                       "Too many attempts. Try again in " + std::to_string(wait.count()) + " s. Nothing was changed.");
    const std::vector<std::string> codes = newRecoveryCodes();
    const auto store = [=, this, now = parts_.clock.now()](sql::Connection& db) -> Result<bool> {
        STEWARD_TRY(const bool isRight, take(db, userId, code, true, now));
        if (!isRight) return false;
        STEWARD_CHECK(SecondFactorStore(db).confirm(userId, now));
        STEWARD_CHECK(storeRecoveryCodes(db, userId, codes));
        if (!sessionId.empty()) STEWARD_CHECK(IdentityStore(db).proveBoth(sessionId));
        STEWARD_CHECK(record(db, userId, "secondFactor.enrol", now));
        return true;
    };
    STEWARD_CO_TRY(const bool confirmed, co_await parts_.database.write(store));
    if (!confirmed) co_return wrongCode();
    STEWARD_CO_CHECK(co_await parts_.guard.succeeded(attempt));
    co_return RecoveryCodes{codes};
}

Async<SecondFactors::Verdict> SecondFactors::verify(std::string userId, std::string code, std::string address) {
    const GuardedAttempt attempt{"code/" + userId, address, false};
    STEWARD_CO_TRY(const auto wait, co_await parts_.guard.admit(attempt));
    if (wait.count() > 0) co_return Verdict{false, wait};
    const auto check = [=, this, now = parts_.clock.now()](sql::Connection& db) {
        return take(db, userId, code, false, now);
    };
    STEWARD_CO_TRY(const bool isRight, co_await parts_.database.write(check));
    if (isRight) STEWARD_CO_CHECK(co_await parts_.guard.succeeded(attempt));
    co_return Verdict{isRight, std::chrono::seconds(0)};
}

Async<> SecondFactors::disable(std::string userId) {
    const auto remove = [this, id = userId, now = parts_.clock.now()](sql::Connection& db) -> Result<> {
        STEWARD_TRY(const auto account, IdentityStore(db).accountById(id));
        if (!account) return notEnrolled();
        if (isRequiredOf(account->user))
            return fail(ErrorCode::unprocessable, "The platform asks for a second factor. Nothing was changed.");
        STEWARD_TRY(const bool removed, SecondFactorStore(db).remove(id));
        if (!removed) return notEnrolled();
        return record(db, account->user, "secondFactor.disable", std::nullopt, now);
    };
    co_return co_await parts_.database.write(remove);
}

Async<RecoveryCodes> SecondFactors::renewRecoveryCodes(std::string userId) {
    const std::vector<std::string> codes = newRecoveryCodes();
    const auto store = [=, this, id = userId, now = parts_.clock.now()](sql::Connection& db) -> Result<> {
        STEWARD_TRY(const auto factor, SecondFactorStore(db).find(id));
        if (!factor || !factor->confirmedAt) return notEnrolled();
        STEWARD_CHECK(storeRecoveryCodes(db, id, codes));
        return record(db, id, "secondFactor.renewRecoveryCodes", now);
    };
    STEWARD_CO_CHECK(co_await parts_.database.write(store));
    co_return RecoveryCodes{codes};
}

Async<> SecondFactors::reset(domain::Principal principal, domain::User user) {
    const auto remove = [=, now = parts_.clock.now()](sql::Connection& db) -> Result<> {
        STEWARD_TRY(const auto account, IdentityStore(db).accountById(user.id));
        if (!account) return fail(ErrorCode::notFound, "There is no such user.");
        if (!principal.permissions.containsAll(account->permissions()))
            return fail(ErrorCode::forbidden, "They may do more than you. Somebody who may as much has to do this.");
        STEWARD_TRY(const bool removed, SecondFactorStore(db).remove(user.id));
        if (!removed) return notEnrolled();
        return record(db, account->user, "secondFactor.reset", Actor{principal.userId, principal.name}, now);
    };
    co_return co_await parts_.database.write(remove);
}

}  // namespace steward::identity

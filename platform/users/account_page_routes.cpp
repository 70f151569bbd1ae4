#include "contract/problem.h"
#include "identity/page_response.h"
#include "identity/sign_in_page.h"
#include "users/users_routes.h"

namespace steward::users {
namespace {

using identity::FormPageState;
using identity::IdentityService;
using kernel::Context;
using kernel::Request;
using kernel::Response;
using Reply = kernel::asio::awaitable<Response>;

constexpr std::size_t longestPassword = 256;  // UTF-16 units, as browsers count: enough for what the rules allow

std::string tokenOf(const Request& request) {
    return std::string(request.queryParameter("token").value_or(""));
}

std::string fieldOf(const kernel::TextPairs& form, std::string_view name) {
    return std::string(kernel::findText(form, name).value_or(""));
}

Response unusable(const Error& error) {
    return identity::page(identity::messagePage(identity::stewardBrand(), "This link is not good", error.message),
                          contract::statusOf(error.code));
}

Response unreadable() {
    return identity::page(
        identity::messagePage(identity::stewardBrand(), "The form cannot be read", "Open the link of the mail again."),
        400);
}

// Two fields for a new password: what is typed unseen is typed twice.
void addPasswords(FormPageState& state) {
    for (const auto& [name, label] : {std::pair{"password", "New password"}, {"repeated", "The same again"}})
        state.fields.push_back({name, label, "password", "new-password", {}, longestPassword});
}

std::string differenceOf(const kernel::TextPairs& form) {
    return fieldOf(form, "password") == fieldOf(form, "repeated") ? "" : "The two passwords are not the same.";
}

// Whether the person can put it right on the page that they see.
bool isAboutInput(const Error& error) {
    return error.code == ErrorCode::unprocessable || error.code == ErrorCode::unavailable;
}

Response done(const domain::Brand& brand, std::string_view title, std::string_view message) {
    return identity::page(identity::messagePage(brand, title, message), 200);
}

// Invitations

struct InvitationPage {
    std::string token;
    std::string name;
    std::string error;
    int status = 200;
};

Reply showInvitation(IdentityService& identity, InvitationService& invitations, InvitationPage parts) {
    const auto user = co_await invitations.invited(parts.token);
    if (!user) co_return unusable(user.error());
    const domain::Brand brand = co_await identity.brandOf(user->tenantId);
    FormPageState state;
    state.title = "Welcome";
    state.text = "Choose your name and a password for " + user->email + ". A password has at least 12 characters.";
    state.action = invitationPath;
    state.hidden = {{"token", parts.token}};
    state.fields.push_back({"name", "Name", "text", "name", parts.name.empty() ? user->name : parts.name, 120});
    addPasswords(state);
    state.button = "Join";
    state.error = parts.error;
    co_return identity::page(identity::formPage(brand, state), parts.status);
}

Reply takeInvitation(IdentityService& identity, InvitationService& invitations, const Request& request) {
    const auto form = request.form();
    if (!form) co_return unreadable();
    InvitationPage parts{fieldOf(*form, "token"), fieldOf(*form, "name"), differenceOf(*form), 422};
    if (!parts.error.empty()) co_return co_await showInvitation(identity, invitations, std::move(parts));
    const auto user = co_await invitations.join(parts.token, parts.name, fieldOf(*form, "password"));
    if (!user && isAboutInput(user.error())) {
        parts.error = user.error().message;
        parts.status = contract::statusOf(user.error().code);
        co_return co_await showInvitation(identity, invitations, std::move(parts));
    }
    if (!user) co_return unusable(user.error());
    const domain::Brand brand = co_await identity.brandOf(user->tenantId);
    co_return done(brand, "Welcome", "You have joined. Sign in with " + user->email + " and your new password.");
}

// Password resets

struct ResetPage {
    std::string token;
    std::string error;
    int status = 200;
};

Reply showReset(IdentityService& identity, AccountService& accounts, ResetPage parts) {
    const auto about = co_await accounts.asked(LinkPurpose::passwordReset, parts.token);
    if (!about) co_return unusable(about.error());
    const domain::Brand brand = co_await identity.brandOf(about->user.tenantId);
    FormPageState state;
    state.title = "New password";
    state.text = "For " + about->user.email + ". A password has at least 12 characters. All sessions end with it.";
    state.action = passwordResetPath;
    state.hidden = {{"token", parts.token}};
    addPasswords(state);
    state.button = "Set password";
    state.error = parts.error;
    co_return identity::page(identity::formPage(brand, state), parts.status);
}

Reply takeReset(IdentityService& identity, AccountService& accounts, const Request& request) {
    const auto form = request.form();
    if (!form) co_return unreadable();
    ResetPage parts{fieldOf(*form, "token"), differenceOf(*form), 422};
    if (!parts.error.empty()) co_return co_await showReset(identity, accounts, std::move(parts));
    const auto set = co_await accounts.resetPassword(parts.token, fieldOf(*form, "password"));
    if (!set && isAboutInput(set.error())) {
        parts.error = set.error().message;
        parts.status = contract::statusOf(set.error().code);
        co_return co_await showReset(identity, accounts, std::move(parts));
    }
    if (!set) co_return unusable(set.error());
    co_return done(identity::stewardBrand(), "Password set", "Sign in with your new password.");
}

// Changes of an address

Reply showEmail(IdentityService& identity, AccountService& accounts, std::string token) {
    const auto about = co_await accounts.asked(LinkPurpose::emailChange, token);
    if (!about) co_return unusable(about.error());
    const domain::Brand brand = co_await identity.brandOf(about->user.tenantId);
    FormPageState state;
    state.title = "New address";
    state.text = "From now on sign in with " + about->email + " instead of " + about->user.email + "?";
    state.action = emailChangePath;
    state.hidden = {{"token", token}};
    state.button = "Confirm";
    co_return identity::page(identity::formPage(brand, state), 200);
}

Reply takeEmail(AccountService& accounts, const Request& request) {
    const auto form = request.form();
    if (!form) co_return unreadable();
    const auto confirmed = co_await accounts.confirmEmail(fieldOf(*form, "token"));
    if (!confirmed) co_return unusable(confirmed.error());
    co_return done(identity::stewardBrand(), "Address changed", "Sign in with your new address from now on.");
}

// Forgotten passwords

struct ForgotPage {
    std::string tenant;
    std::string email;
    std::string error;
    int status = 200;
};

Reply showForgot(IdentityService& identity, ForgotPage parts) {
    const domain::Brand brand = co_await identity.brandFor(parts.tenant);
    FormPageState state;
    state.title = "Forgot your password?";
    state.text = "Type the address you sign in with. You get a mail with a link to set a new password.";
    state.action = identity::forgotPasswordPath;
    state.hidden = {{"tenant", parts.tenant}};
    state.fields.push_back({"email", "E-mail", "email", "username", parts.email, 254});
    state.button = "Send the mail";
    state.error = parts.error;
    co_return identity::page(identity::formPage(brand, state), parts.status);
}

Reply takeForgot(IdentityService& identity, AccountService& accounts, const Request& request) {
    const auto form = request.form();
    if (!form) co_return unreadable();
    ForgotPage parts{fieldOf(*form, "tenant"), fieldOf(*form, "email"), {}, 200};
    const auto asked = co_await accounts.forgot(parts.tenant, parts.email, request.peer);
    if (!asked) {
        parts.error = asked.error().message;
        parts.status = contract::statusOf(asked.error().code);
        co_return co_await showForgot(identity, std::move(parts));
    }
    const domain::Brand brand = co_await identity.brandFor(parts.tenant);
    co_return done(
        brand, "Look into your mail",
        "If there is an account with this address, a mail with a link is on its way. It is good for an hour.");
}

}  // namespace

void bindAccountPages(kernel::Router& router, IdentityService& identity, Services services) {
    auto& invitations = services.invitations;
    auto& accounts = services.accounts;
    const auto get = [&router](std::string_view path, kernel::RawHandler handler) {
        router.raw(contract::Method::get, std::string(path), std::move(handler));
    };
    const auto post = [&router](std::string_view path, kernel::RawHandler handler) {
        router.raw(contract::Method::post, std::string(path), std::move(handler));
    };
    get(invitationPath, [&](const Request& request, Context&) {
        return showInvitation(identity, invitations, {tokenOf(request), {}, {}, 200});
    });
    post(invitationPath,
         [&](const Request& request, Context&) { return takeInvitation(identity, invitations, request); });
    get(passwordResetPath,
        [&](const Request& request, Context&) { return showReset(identity, accounts, {tokenOf(request), {}, 200}); });
    post(passwordResetPath, [&](const Request& request, Context&) { return takeReset(identity, accounts, request); });
    get(emailChangePath,
        [&](const Request& request, Context&) { return showEmail(identity, accounts, tokenOf(request)); });
    post(emailChangePath, [&](const Request& request, Context&) { return takeEmail(accounts, request); });
    get(identity::forgotPasswordPath, [&](const Request& request, Context&) {
        ForgotPage parts;
        parts.tenant = request.queryParameter("tenant").value_or("");
        return showForgot(identity, std::move(parts));
    });
    post(identity::forgotPasswordPath,
         [&](const Request& request, Context&) { return takeForgot(identity, accounts, request); });
}

}  // namespace steward::users

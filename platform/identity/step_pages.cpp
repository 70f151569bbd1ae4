#include "identity/step_pages.h"

#include "identity/sign_in_page.h"
#include "identity/totp.h"
#include "kernel/http/html_text.h"

namespace steward::identity {

using kernel::escaped;

namespace {

std::string note(std::string_view text) {
    return "<p class=\"note\">" + escaped(text) + "</p>\n";
}

std::string button(std::string_view label, std::string_view name = {}, std::string_view value = {},
                   bool isPlain = false) {
    std::string html = std::string("<button class=\"button") + (isPlain ? " plain" : "") + "\" type=\"submit\"";
    if (!name.empty()) html.append(" name=\"").append(name).append("\" value=\"").append(value).append("\"");
    return html + ">" + escaped(label) + "</button>\n";
}

std::string input(std::string_view name, std::string_view label, std::string_view attributes,
                  std::string_view value = {}) {
    std::string html = "<label class=\"label\" for=\"";
    html.append(name).append("\">").append(escaped(label)).append("</label>\n<input class=\"input\" id=\"");
    html.append(name)
        .append("\" name=\"")
        .append(name)
        .append("\" type=\"text\" required autofocus autocapitalize=\"none\" ");
    html.append("spellcheck=\"false\" ").append(attributes).append(" value=\"").append(escaped(value)).append("\">\n");
    return html;
}

std::string formOf(const PageForm& form, std::string_view content) {
    std::string html;
    if (!form.error.empty()) html += "<p class=\"error\" role=\"alert\">" + escaped(form.error) + "</p>\n";
    html += "<form class=\"fields\" method=\"post\" action=\"" + escaped(form.action) + "\">\n";
    for (const auto& [name, value] : form.hidden)
        html += "<input type=\"hidden\" name=\"" + escaped(name) + "\" value=\"" + escaped(value) + "\">\n";
    return html.append(content) + "</form>\n";
}

constexpr std::string_view totpAttributes =
    "inputmode=\"numeric\" autocomplete=\"one-time-code\" pattern=\"[0-9 ]*\" maxlength=\"7\"";

}  // namespace

std::string codePage(const domain::Brand& brand, const PageForm& form) {
    return pageWith(brand, "One more step",
                    note("Type the code that your authenticator app shows, or one of your recovery codes.") +
                        formOf(form, input("code", "Code", "autocomplete=\"one-time-code\" maxlength=\"32\"") +
                                         button("Continue")));
}

std::string enrolmentPage(const domain::Brand& brand, const PageForm& form,
                          const domain::SecondFactorEnrolment& begun) {
    return pageWith(brand, "Set up a second factor",
                    note("Scan this with an authenticator app, or type the key into it. Then type the code it shows.") +
                        qrSvg(begun.uri, "QR code for an authenticator app") + "<p>Key: <span class=\"secret\">" +
                        escaped(begun.secret) + "</span></p>\n" +
                        formOf(form, input("code", "Code", totpAttributes) + button("Turn on")));
}

std::string recoveryCodesPage(const domain::Brand& brand, const PageForm& form, const std::vector<std::string>& codes) {
    std::string list = "<ul class=\"codes\">";
    for (const auto& code : codes)
        list += "<li>" + escaped(code) + "</li>";
    return pageWith(brand, "Keep these recovery codes",
                    note("Each is good for one sign-in without your authenticator app. They are not shown again.") +
                        list + "</ul>\n" + formOf(form, button("I have kept them")));
}

std::string securityPage(const domain::Brand& brand, const PageForm& form, const std::string& email,
                         const domain::SecondFactorState& state) {
    std::string content = note("Signed in as " + email + ".");
    if (!state.enrolled)
        return pageWith(brand, "Account security",
                        content + note("A second factor keeps others out who know your password.") +
                            formOf(form, button("Set up a second factor", "do", "begin") +
                                             button("Sign out here", "do", "leave", true)));
    content +=
        note("The second factor is on. " + std::to_string(state.recoveryCodesLeft) + " recovery codes are left.");
    std::string buttons = button("New recovery codes", "do", "renew");
    if (!state.required) buttons += button("Turn the second factor off", "do", "disable", true);
    return pageWith(brand, "Account security",
                    content + formOf(form, buttons + button("Sign out here", "do", "leave", true)));
}

std::string deviceCodePage(const domain::Brand& brand, const PageForm& form, const std::string& userCode) {
    return pageWith(brand, "Connect a device",
                    note("Type the code that the device or program shows.") +
                        formOf(form, input("user_code", "Code", "autocomplete=\"off\" maxlength=\"16\"", userCode) +
                                         button("Continue")));
}

std::string deviceConsentPage(const domain::Brand& brand, const PageForm& form, const std::string& clientName,
                              const std::string& device, const std::string& userCode) {
    return pageWith(
        brand, "Is this your device?",
        note(clientName + (device.empty() ? "" : " (" + device + ")") +
             " asks to be signed in as you. It shows the code " + userCode + ".") +
            note("Go on only if you have just started this yourself. Nobody from support ever asks you to.") +
            formOf(form, button("Yes, sign it in", "do", "approve") + button("No", "do", "deny", true)));
}

}  // namespace steward::identity

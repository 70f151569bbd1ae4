#include "identity/sign_in_page.h"

#include <algorithm>

#include "identity/secrets.h"
#include "kernel/http/html_text.h"

namespace steward::identity {

using kernel::escaped;

namespace {

// @names are replaced; the rest is served as it stands.
constexpr std::string_view styleTemplate = R"(
html,body{margin:0;padding:0;height:100%}
body{background:@background;color:@text;font:13px/20px @bodyFont}
p,h1{margin:0;padding:0}
.brand{position:absolute;left:0;right:60%;top:0;height:100%;min-height:480px;overflow:hidden;overflow-wrap:anywhere;background:@primary;color:#FFFFFF}
.mark{position:absolute;left:28px;right:28px;top:32px}
.logo{display:inline-block;vertical-align:middle;width:32px;height:32px;border:0;border-radius:8px}
.initial{background:#FFFFFF;color:@primary;text-align:center;font:600 17px/32px @headingFont}
.product{display:inline-block;vertical-align:middle;width:80%;margin-left:8px;font:600 15px/20px @headingFont}
.side{position:absolute;left:40%;right:0;top:0;height:100%}
.frame{display:table;width:100%;height:100%;min-height:480px}
.foot{display:table-cell;vertical-align:bottom;padding:80px 28px 32px}
.headline{font:600 22px/28px @headingFont}
.middle{display:table-cell;vertical-align:middle;padding:40px 24px}
.form{width:336px;margin:0 auto}
h1{font:600 24px/32px @headingFont}
.welcome{margin:4px 0 0;color:@muted}
.fields{margin:24px 0 0}
.label{display:block;margin:0 0 4px;font-weight:500}
.input{display:block;box-sizing:border-box;width:100%;margin:0 0 16px;padding:8px 12px;border:1px solid @line;border-radius:8px;background:#FFFFFF;color:#171B24;font:13px/20px @bodyFont}
.input:focus{border-color:@primary;outline:2px solid @primary;outline-offset:-2px}
.keep{margin:-4px 0 20px}
.check{display:inline-block;vertical-align:middle;width:16px;height:16px;margin:0 8px 0 0;accent-color:@primary}
.drawn{width:14px;height:14px;border:1px solid @line;border-radius:4px;background:#FFFFFF}
.button{display:block;box-sizing:border-box;width:100%;padding:10px 12px;border:0;border-radius:8px;background:@primary;color:#FFFFFF;text-align:center;font:600 13px/20px @bodyFont;cursor:pointer}
.button:focus{outline:2px solid @primary;outline-offset:2px}
.forgot{margin:16px 0 0}
.link{color:@text}
.note{margin:12px 0 0;color:@muted}
.qr{display:block;margin:16px 0;border-radius:8px}
.secret{font:600 13px/20px monospace;word-break:break-all}
.codes{margin:16px 0;padding:12px;border:1px solid @line;border-radius:8px;font:600 14px/24px monospace;columns:2;list-style:none}
.plain{margin:12px 0 0;background:@background;color:@text;border:1px solid @line}
.error{margin:16px 0 0;padding:9px 12px;border:1px solid #E3B5B5;border-radius:8px;background:#FDF1F1;color:#8C1D1D}
@media (max-width:640px){.brand,.side{position:static;height:auto;min-height:0}.brand{padding:24px}.mark{position:static}.frame{min-height:0}.foot{padding:16px 0 0}.form{width:auto;max-width:336px}}
)";

std::string colourOr(const std::string& colour, const std::string& fallback) {
    const bool valid = colour.size() == 7 && colour[0] == '#' &&
                       colour.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
    return valid ? colour : fallback;
}

// `share` of the first colour and the rest of the second. Both are valid.
std::string mixed(const std::string& first, const std::string& second, double share) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out = "#";
    for (std::size_t at = 1; at < 7; at += 2) {
        const int a = std::stoi(first.substr(at, 2), nullptr, 16);
        const int b = std::stoi(second.substr(at, 2), nullptr, 16);
        const auto value = static_cast<std::size_t>(a * share + b * (1 - share) + 0.5);
        out += digits[value / 16];
        out += digits[value % 16];
    }
    return out;
}

std::string fontStack(const std::string& font) {
    const auto& known = domain::brandFonts();
    const bool isKnown = std::find(known.begin(), known.end(), font) != known.end();
    const std::string first = isKnown ? font : known.front();
    return "'" + first + (first == "Georgia" ? "',serif" : "',Inter,sans-serif");
}

std::string styleOf(const domain::Brand& brand) {
    const domain::Brand standard;
    const std::string text = colourOr(brand.textColour, standard.textColour);
    const std::string background = colourOr(brand.backgroundColour, standard.backgroundColour);
    const std::pair<std::string_view, std::string> values[] = {
        {"@primary", colourOr(brand.primaryColour, standard.primaryColour)},
        {"@background", background},
        {"@text", text},
        {"@muted", mixed(text, background, 0.75)},
        {"@line", mixed(text, background, 0.5)},
        {"@headingFont", fontStack(brand.headingFont)},
        {"@bodyFont", fontStack(brand.bodyFont)},
    };
    std::string style;
    for (std::size_t at = 0; at < styleTemplate.size();) {
        const auto rest = styleTemplate.substr(at);
        const auto* found = std::find_if(std::begin(values), std::end(values),
                                         [&](const auto& value) { return rest.starts_with(value.first); });
        if (found == std::end(values)) {
            style += styleTemplate[at++];
        } else {
            style += found->second;
            at += found->first.size();
        }
    }
    return style;
}

// The first character, whole, in UTF-8.
std::string_view firstCharacter(std::string_view text) {
    std::size_t length = text.empty() ? 0 : 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
        ++length;
    return text.substr(0, length);
}

std::string mark(const domain::Brand& brand) {
    const bool isBase64 = brand.logoPng.find_first_not_of(
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=") == std::string::npos;
    std::string html = "<div class=\"mark\">";
    if (!brand.logoPng.empty() && isBase64)
        html += "<img class=\"logo\" alt=\"\" src=\"data:image/png;base64," + brand.logoPng + "\">";
    else
        html += "<span class=\"logo initial\">" + escaped(firstCharacter(brand.productName)) + "</span>";
    return html + "<span class=\"product\">" + escaped(brand.productName) + "</span></div>";
}

std::string document(const domain::Brand& brand, std::string_view title, std::string_view content) {
    std::string html =
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" "
        "content=\"noindex\">"
        "<title>";
    html.append(escaped(title)).append(" · ").append(escaped(brand.productName)).append("</title><style>");
    html.append(styleOf(brand)).append("</style></head>\n<body>\n<div class=\"brand\">").append(mark(brand));
    if (!brand.headline.empty())
        html.append("<div class=\"frame\"><div class=\"foot\"><p class=\"headline\">")
            .append(escaped(brand.headline))
            .append("</p></div></div>");
    html.append("</div>\n<div class=\"side\"><div class=\"frame\"><div class=\"middle\"><div class=\"form\">\n<h1>");
    html.append(escaped(title)).append("</h1>\n").append(content);
    return html + "</div></div></div></div>\n</body></html>\n";
}

std::string fields(const SignInPageState& state) {
    std::string html = "<form class=\"fields\" method=\"post\" action=\"" + escaped(state.action) + "\">\n";
    for (const auto& [name, value] : state.hidden)
        html += "<input type=\"hidden\" name=\"" + escaped(name) + "\" value=\"" + escaped(value) + "\">\n";
    html +=
        "<label class=\"label\" for=\"email\">E-mail</label>\n"
        "<input class=\"input\" id=\"email\" name=\"email\" type=\"email\" maxlength=\"254\" required "
        "autocomplete=\"username\" value=\"" +
        escaped(state.email) + '"' + (state.email.empty() ? " autofocus" : "") +
        ">\n<label class=\"label\" for=\"password\">Password</label>\n"
        "<input class=\"input\" id=\"password\" name=\"password\" type=\"password\" maxlength=\"256\" required "
        "autocomplete=\"current-password\"" +
        (state.email.empty() ? "" : " autofocus") +
        ">\n"
        "<p class=\"keep\"><input class=\"check\" id=\"keep\" name=\"keep\" type=\"checkbox\" value=\"yes\"" +
        (state.keepSignedIn ? " checked" : "") +
        "><label for=\"keep\">Keep me signed in</label></p>\n"
        "<button class=\"button\" type=\"submit\">Sign in</button>\n</form>\n";
    if (!state.forgotPassword.empty())
        html += "<p class=\"forgot\"><a class=\"link\" href=\"" + escaped(state.forgotPassword) +
                "\">Forgot your password?</a></p>\n";
    return html;
}

std::string fieldOf(const FormField& field, bool isFirst) {
    const std::string name = escaped(field.name);
    return "<label class=\"label\" for=\"" + name + "\">" + escaped(field.label) +
           "</label>\n<input class=\"input\" id=\"" + name + "\" name=\"" + name + "\" type=\"" + escaped(field.type) +
           "\" maxlength=\"" + std::to_string(field.maxLength) + "\" required autocomplete=\"" +
           escaped(field.autocomplete) + '"' + (field.value.empty() ? "" : " value=\"" + escaped(field.value) + '"') +
           (isFirst ? " autofocus" : "") + ">\n";
}

std::string drawnFields(const SignInPageState& state) {
    return "<div class=\"fields\"><span class=\"label\">E-mail</span><div class=\"input\">" + escaped(state.email) +
           "</div><span class=\"label\">Password</span><div class=\"input\">••••••••••••</div>"
           "<p class=\"keep\"><span class=\"check drawn\"></span><span>Keep me signed in</span></p>"
           "<div class=\"button\">Sign in</div></div>\n";
}

}  // namespace

domain::Brand stewardBrand() {
    domain::Brand brand;
    brand.productName = "Steward";
    brand.headline = "Every tenant, one console.";
    brand.welcome = "Sign in with your account on this platform.";
    return brand;
}

std::string signInPage(const domain::Brand& brand, const SignInPageState& state) {
    std::string content;
    if (!brand.welcome.empty()) content += "<p class=\"welcome\">" + escaped(brand.welcome) + "</p>\n";
    if (!state.error.empty()) content += "<p class=\"error\" role=\"alert\">" + escaped(state.error) + "</p>\n";
    content += state.preview ? drawnFields(state) : fields(state);
    return document(brand, "Sign in", content);
}

std::string formPage(const domain::Brand& brand, const FormPageState& state) {
    std::string content = "<p class=\"welcome\">" + escaped(state.text) + "</p>\n";
    if (!state.error.empty()) content += "<p class=\"error\" role=\"alert\">" + escaped(state.error) + "</p>\n";
    content += "<form class=\"fields\" method=\"post\" action=\"" + escaped(state.action) + "\">\n";
    for (const auto& [name, value] : state.hidden)
        content += "<input type=\"hidden\" name=\"" + escaped(name) + "\" value=\"" + escaped(value) + "\">\n";
    bool isFirst = true;
    for (const auto& field : state.fields)
        content += fieldOf(field, std::exchange(isFirst, false));
    content += "<button class=\"button\" type=\"submit\">" + escaped(state.button) + "</button>\n</form>\n";
    return document(brand, state.title, content);
}

std::string messagePage(const domain::Brand& brand, std::string_view title, std::string_view message) {
    return document(brand, title, "<p class=\"welcome\">" + escaped(message) + "</p>\n");
}

std::string pageWith(const domain::Brand& brand, std::string_view title, std::string_view content) {
    return document(brand, title, content);
}

std::string contentSecurityPolicy(std::string_view html, std::string_view formTarget) {
    constexpr std::string_view open = "<style>";
    const auto start = html.find(open);
    const auto end = html.find("</style>");
    const std::string_view style =
        start == std::string_view::npos ? "" : html.substr(start + open.size(), end - start - open.size());
    std::string policy = "default-src 'none'; style-src 'sha256-" + toBase64(sha256(style)) +
                         "'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
    if (!formTarget.empty()) policy.append(" ").append(formTarget);
    return policy;
}

}  // namespace steward::identity

#include "reference/style.h"

#include "base/json.h"

namespace steward::reference {

extern const std::string_view styleFile;
extern const std::string_view tokensFile;

namespace {

// "surface": {"canvas": "#fff"} -> "--surface-canvas: #fff;". Lists (series of charts) have no place on the page.
void appendRoles(std::string& out, const json::Object& roles, const std::string& prefix) {
    for (const auto& [key, value] : roles) {
        const std::string name = prefix + "-" + std::string(key);
        if (const auto* inner = value.if_object())
            appendRoles(out, *inner, name);
        else if (const auto* text = value.if_string())
            out.append("  ").append(name).append(": ").append(*text).append(";\n");
    }
}

std::string rolesOf(const json::Value& tokens, std::string_view theme) {
    std::string out;
    appendRoles(out, tokens.at("themes").at(theme).as_object(), "-");
    return out;
}

}  // namespace

std::string styleSheet() {
    const json::Value tokens = boost::json::parse(tokensFile);
    const std::string dark = rolesOf(tokens, "dark");
    std::string out = ":root {\n  color-scheme: light;\n" + rolesOf(tokens, "light") + "}\n";
    out += ":root[data-theme=dark] {\n  color-scheme: dark;\n" + dark + "}\n";
    out += "@media (prefers-color-scheme: dark) {\n:root:not([data-theme=light]) {\n  color-scheme: dark;\n" + dark +
           "}\n}\n";
    out += "@media (prefers-contrast: more) {\n:root:root:root {\n  color-scheme: dark;\n" +
           rolesOf(tokens, "highContrast") + "}\n}\n";
    out += styleFile;
    return out;
}

}  // namespace steward::reference

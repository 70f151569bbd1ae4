// The sign-in page in a tenant's brand: what the platform serves, and what the branding preview shows, are one text.
//
// One HTML document with one inline style and no script. Laid out with CSS 2.1 (positions, tables, inline blocks), so
// that a small renderer draws it as a browser does. Whatever the brand holds is inert: text is escaped, colours and
// fonts that are not of the expected form are replaced by the defaults, the logo is base64 or left out.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/brand.h"

namespace steward::identity {

struct SignInPageState {
    std::string action;                                       // where the form posts to
    std::vector<std::pair<std::string, std::string>> hidden;  // what travels with the form
    std::string email;
    bool keepSignedIn = false;
    std::string error;           // one sentence, above the fields
    std::string forgotPassword;  // address of the page for those who forgot theirs; no link when empty
    bool preview = false;        // fields and button are drawn and do nothing
};

std::string signInPage(const domain::Brand& brand, const SignInPageState& state);

// A page of the same look that says one thing: an authorisation request that cannot be answered, signed out.
std::string messagePage(const domain::Brand& brand, std::string_view title, std::string_view message);

// A page of the same look with a form of one column.
struct FormField {
    std::string name;
    std::string label;
    std::string type;          // "text", "email", "password"
    std::string autocomplete;  // "name", "username", "new-password"
    std::string value;         // never of a password
    std::size_t maxLength = 254;
};
struct FormPageState {
    std::string title;
    std::string text;  // one paragraph under the title
    std::string action;
    std::vector<std::pair<std::string, std::string>> hidden;
    std::vector<FormField> fields;
    std::string button;
    std::string error;
};
std::string formPage(const domain::Brand& brand, const FormPageState& state);
// The same around other content, which is HTML: text in it is kernel::escaped().
std::string pageWith(const domain::Brand& brand, std::string_view title, std::string_view content);

// The Content-Security-Policy for a page of this file. `formTarget`: an origin besides our own to which the answer to
// the form may redirect, or "".
std::string contentSecurityPolicy(std::string_view html, std::string_view formTarget = {});

// What is shown where no tenant's brand applies.
domain::Brand stewardBrand();

}  // namespace steward::identity
